"""Room `books`: everything that touches a spreadsheet.

Lives here: reading workbooks into plain grids and into the model, writing results, our xlwings engines and the
Open XML package level under them. May import `xlpy.schema`, `xlpy.model` and `xlpy.vietnamese`. May not hold
rules of the campaign (`checks`, `scoring`) nor the building of the master workbook (`workbook`).

Only `bridge` calls xlwings, and only `xw` imports it. This file stays empty: whoever imports `xlpy.books.errors`
must not pay for xlwings.
"""
