"""Room `books.ooxml`: the Open XML package level, standard library only.

Lives here: the zip container and its limits, the XML of workbook, sheets, styles, strings and tables (ECMA-376
Part 1), the in-place patch of a sheet, and the safe replacement of a file. Knows nothing of xlwings nor of the
campaign. May import `xlpy.books.errors`, `xlpy.books.values` and `xlpy.books.grid` only.
"""
