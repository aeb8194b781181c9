"""The findings catalogue and the checks, one small function each.

A check takes the typed campaign and yields hits; it reads no file, knows no spreadsheet and changes nothing.
Adding a check is adding one function with its `@rule` line to the module of its family, and a test.
May import model, vietnamese and schema.
"""
