"""Room `workbook`: building the master workbook and its copies (.xlsm, .xlsx) with XlsxWriter and pyOpenVBA.

Lives here: how sheets look, their validations, conditional formats, live formulas with their cached values,
the control panel, the guide and the VBA project. May import `xlpy.schema` and `xlpy.vietnamese`. May not read or
change an existing workbook (that is `books`), nor know a check or a score (those are Python's, written later).

XlsxWriter is imported when `build` is called: asking for `xlpy.workbook.content` must not pay for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from xlpy.workbook.content import BookContent

__all__ = ["build"]


def build(
    path: Path,
    content: BookContent | None = None,
    *,
    format: Literal["xlsm", "xlsx"] = "xlsm",
    unit: str | None = None,
) -> None:
    """Write a workbook of the campaign to `path`; see `xlpy.workbook.builder.build`."""
    from xlpy.workbook import builder

    builder.build(path, content, format=format, unit=unit)
