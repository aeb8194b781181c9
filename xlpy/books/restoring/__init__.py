"""Room `books.restoring`: gives a workbook back what LibreOffice's own .xlsx/.xlsm writer drops.

The saved package stays the base: every cell, format, comment and sheet of the clerk's is taken from it byte for byte,
and only what was lost is grafted in from a pristine workbook of the same schema (docs/libreoffice-save.md has the
table of losses). Carrying the clerk's content over into a pristine workbook instead would lose whatever we do not
think of. Standard library and the package level (`books.ooxml`) only; `macros` also uses pyOpenVBA.
"""
