"""Room `books.libreoffice_engine.inside`: what runs in LibreOffice's own process, beside the document.

One UNO call from our process costs 0.1 to 0.3 ms and each object it returns 1 to 2 ms; beside the document the same
call costs some microseconds. So the bulk of reading and writing happens here: LibreOffice's Python loader (part of
the package that also brings UNO) loads `component`, which imports this package from its folder and runs one function
for each request. Where LibreOffice cannot do that, our process runs the very same functions over the bridge, slower.

Therefore: only the standard library and this package's own modules (relative imports) may be used here; arguments
and results are plain data that `marshal` can take; and nothing is judged here that the rest of the program judges:
rules come in as arguments, facts go out. LibreOffice's Python has our version, since ours loads the same UNO.
Places and areas are 1-based: (row, column) and (first row, first column, last row, last column).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dressing, naming, sheets, writing

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "read_sheets": sheets.read_sheets,
    "read_area": sheets.read_area,
    "filled": dressing.filled,
    "in_array": dressing.in_array,
    "looks": dressing.looks,
    "format_key": dressing.format_key,
    "notes": dressing.notes,
    "note": dressing.note,
    "link": dressing.link,
    "find_name": naming.find_name,
    "find_tables": naming.find_tables,
    "write": writing.write,
}
"""What may be asked; each takes UNO's model of the document and then the arguments of the request."""


def answer(model: Any, name: str, values: tuple[Any, ...]) -> tuple[bool, Any]:
    """(whether the document is still open, what the function gives): a closed one answers too, with nothing."""
    return (False, None) if model.Sheets is None else (True, FUNCTIONS[name](model, *values))
