"""Writing text the way broken files hold it: TCVN3 and VNI as Latin-1 code points, and mojibake."""

from __future__ import annotations

from xlpy.vietnamese.legacy_tables import TCVN3, VNI

_TO_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}
# Of the spellings of one letter the one that a typist's keyboard driver writes: both parts in one case.
_TO_VNI = {letter: key for key, letter in VNI.items() if key in (key.lower(), key.upper())}


def has_tcvn3(text: str) -> bool:
    """Whether TCVN3 can write the text: it has no capitals with tone marks."""
    return all(char.isascii() or char in _TO_TCVN3 for char in text)


def tcvn3(text: str) -> str:
    """The text in TCVN3. KeyError for a letter that it lacks."""
    return "".join(char if char.isascii() else _TO_TCVN3[char] for char in text)


def vni(text: str) -> str:
    """The text in VNI. KeyError for a letter that it lacks."""
    return "".join(char if char.isascii() else _TO_VNI[char] for char in text)


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252; bytes which that code page does not define stay as they are, as browsers do."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )
