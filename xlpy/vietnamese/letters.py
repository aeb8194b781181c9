"""The letters of Vietnamese, for character classes: a range such as À-Ỹ holds small letters too."""

from __future__ import annotations

CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Inside of a regular expression's class: every capital letter of Vietnamese in NFC, and of English."""
SMALL = CAPITALS.lower()
"""The same for small letters."""
