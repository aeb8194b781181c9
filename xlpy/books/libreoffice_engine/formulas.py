"""Formulas between Excel's English A1 notation and LibreOffice's tokens."""

from __future__ import annotations

from typing import Any

from xlpy.books.libreoffice_engine import uno_bridge

_XL_OOX = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX: the notation of Excel's files."""


class FormulaTranslator:
    """One document's parser; formulas come and go without '='."""

    def __init__(self, model: Any) -> None:
        self._parser = model.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.CompileEnglish = True
        self._parser.FormulaConvention = _XL_OOX

    def tokens(self, formula: str, sheet: int, row: int, col: int) -> Any:
        """LibreOffice's tokens of a formula that stands in a 0-based place."""
        return self._parser.parseFormula(formula, self._place(sheet, row, col))

    def text(self, tokens: Any, sheet: int, row: int, col: int) -> str:
        """The formula of tokens that stand in a 0-based place."""
        return self._parser.printFormula(tokens, self._place(sheet, row, col))

    @staticmethod
    def _place(sheet: int, row: int, col: int) -> Any:
        return uno_bridge.struct("table.CellAddress", sheet, col, row)
