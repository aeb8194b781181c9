"""Vietnamese text: NFC, tone placement, names, collation, legacy encodings, dates, numbers.

Pure functions from plain values to plain values live here. No file, workbook or network access, no other
room of `xlpy`, and no package but the standard library and `vn_collate` (imported on the first sort key).
Nothing is re-exported: import `xlpy.vietnamese.text`, `.names`, `.collation`, `.legacy`, `.lookalikes`,
`.dates`, `.numbers` or `.syllables`, so that a button pays only for what it uses.
"""
