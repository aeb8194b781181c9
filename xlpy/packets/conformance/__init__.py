"""Is a Word document in the form of Nghị định 30/2020? One small function for each rule, on any .docx.

The reading (word, styles, reading), the finding of components and the rules live here; nothing here changes a document.
"""

from __future__ import annotations
