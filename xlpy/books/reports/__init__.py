"""The Word files that nominees send with their achievements: found beside the workbook, vetted, read as plain text.

`read_files` in `reading` is the whole way: `places` (which file does the cell mean, and may it be opened?), `gate` (is
it a harmless .docx? with the limits of `ooxml.package` and the DTD rule of `intake.prolog`), `document` with its parts
(text, lists, tables, notes). Nothing is unpacked to disk, no link is followed, nothing embedded is opened; pictures,
fonts, sizes and colours stay behind. May not import xlwings, docxtpl or python-docx.
"""
