"""XlsxWriter's worksheet made fit for us: quick formulas, light tables, row heights that still adjust."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.worksheet import Worksheet


class _Forgetful(dict[tuple[int, int], str]):
    """Takes cells and keeps none. XlsxWriter notes each cell of a table to refuse overlaps: millions of entries in a
    large sheet. Ours have one table each, and none where cells are merged (`plan.fits_a_table`)."""

    def __setitem__(self, key: tuple[int, int], value: str) -> None:
        pass


class QuickSheet(Worksheet):
    """XlsxWriter runs some thirty substitutions on every formula to add prefixes for newer functions. Ours are a few
    texts repeated in thousands of rows and in every copy: without this a blank workbook took 8 s instead of 1.7."""

    def __init__(self) -> None:
        super().__init__()
        self._adjusting: set[int] = set()
        self.table_cells = _Forgetful()

    def set_adjusting_height(self, row: int, height: float, hidden: bool) -> None:
        """Give zero-based `row` a present height in points that grows with its text.

        XlsxWriter can only fix a height, or write none; LibreOffice then shows wrapped text over the next row.
        """
        self.set_row(row, height, None, {"hidden": True} if hidden else {})
        self._adjusting.add(row + 1)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and dict(attributes)["r"] in self._adjusting:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)  # pyright: ignore[reportUnknownMemberType]

    def _prepare_formula(self, formula: Any, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)


@lru_cache(maxsize=16_384)
def _prepared(formula: str, expand: bool) -> str:
    """The formula with its prefixes. Shared by all sheets: none of ours asks for other future functions."""
    return str(Worksheet()._prepare_formula(formula, expand))  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownArgumentType]
