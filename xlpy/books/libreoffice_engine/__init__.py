"""Room `books.libreoffice_engine`: the xlwings engine for a running LibreOffice, over UNO.

Lives here: one file for each class of xlwings' engine contract, and under them `document` (one open spreadsheet),
`reading`, `writing`, `layout`, `formulas`, `journal`; `inside` holds what runs in
LibreOffice's own process and `office_side` the way there. Only `uno_bridge` and `inside.component` import UNO. Which members of
xlwings' API there are, docs/engines.md lists and a test tries; every other one raises NotImplementedError from
`xlwings.base_classes`, so that a forbidden call fails in a test and not in an office.

What UNO does and Excel does not (measured with LibreOffice 7.4; evidence.md §1):

- `getDataArray` gives '' for an empty cell, None for an error, dates and truth values as floats; the cells' formats
  tell which, by `getUniqueCellFormatRanges` for a whole block. A formula's truth value has no format
  at all: `inside.logical` looks at the formula.
- `setDataArray` keeps text as text, clears a cell with '', and takes no truth value.
- Named-range contents and formulas are in LibreOffice's own notation; its FormulaParser translates.
- `import uno` replaces `builtins.__import__`; `uno_bridge` puts it back.
- LibreOffice must never write the .xlsm: `Book.save` puts what was written since opening into the file through the
  package level (`journal`), and refuses while the clerk has unsaved changes, or when looks, notes, links or tabs
  (`dressing`) were changed, which the closed file cannot follow.
- UNO's exceptions cannot pass through a generator of `contextlib`, which would set their traceback.

Differences from what xlwings documents of Excel: `used_range` counts values, not formats; a date is refused where
the cell's format shows no date; text is never converted; `App.quit` only disconnects; add-ins (.xlam) are no books.
"""
