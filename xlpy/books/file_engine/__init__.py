"""Room `books.file_engine`: the xlwings engine for a closed .xlsx/.xlsm, without any spreadsheet program.

Lives here: one file for each class of xlwings' engine contract, each a thin adapter on `books.ooxml`. Implements
what `books.bridge` uses; every other member raises NotImplementedError from `xlwings.base_classes`, so that a
forbidden call fails in a test and not in an office.

The private contract, read in xlwings 0.37.8 (`base_classes.py`, `main.py`, `conversion/standard.py`) and pinned with
it in requirements.txt:

- `Engine.impl` has `name`, `type`, `apps`, `clean_value_data`, `prepare_xl_data_element`; `type` "desktop" keeps
  `Books.open` and scalar fills on the ordinary path.
- `App.__init__` reads `pid`; `Book.save` sets `display_alerts`; `Books.open` asks `books(name)` and expects
  KeyError, then calls `open` with positional arguments.
- `main.Range` assigns `impl.options`; a write happens only if `rng.api` is truthy; reads and writes ask
  `max_cells_per_read`/`max_cells_per_write`, None meaning no chunks; `resize` goes through `impl(row, col)`.
- `Names` iterates `snapshot()`: pairs of name and impl.
"""
