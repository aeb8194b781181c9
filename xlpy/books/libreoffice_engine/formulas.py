"""Formulas between Excel's English A1 notation and LibreOffice's tokens, and which of them give a truth value."""

from __future__ import annotations

import re
from typing import Any

from xlpy.books.libreoffice_engine import uno_bridge

_XL_OOX = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX: the notation of Excel's files."""
_STRINGS = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_MARKS = re.compile("[(){}=<>;,]")
_LOGICAL = re.compile(r"(?:AND|OR|NOT|XOR|TRUE|FALSE|EXACT|IS[A-Z]+)\(", re.IGNORECASE)
_CHOICE = re.compile(r"(IFERROR|IFNA|IF)\(", re.IGNORECASE)


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


def is_logical(formula: str) -> bool:
    """Whether a formula, in any notation, gives TRUE or FALSE by its outermost operator or function.

    UNO shows the result of =A1>2 as the plain number 1.0. A formula that only refers to a truth value (=A1) is not
    recognised and stays a number.
    """
    return _is_logical(_STRINGS.sub('""', formula.removeprefix("=")).strip())


def _is_logical(text: str) -> bool:
    depth = 0
    for mark in _MARKS.finditer(text):
        if mark[0] in "({":
            depth += 1
        elif mark[0] in ")}":
            depth -= 1
        elif depth == 0 and mark[0] in "=<>":
            return True
    if text.upper() in ("TRUE", "FALSE"):
        return True
    if text.startswith("(") and _closes_at_end(text, 0):
        return _is_logical(text[1:-1].strip())
    if (call := _LOGICAL.match(text)) and _closes_at_end(text, call.end() - 1):
        return True
    if (choice := _CHOICE.match(text)) and _closes_at_end(text, choice.end() - 1):
        results = _arguments(text[choice.end() : -1])
        if choice[1].upper() == "IF":
            results = results[1:]
        return bool(results) and all(_is_logical(argument) for argument in results)
    return False


def _closes_at_end(text: str, opening: int) -> bool:
    depth = 0
    for mark in _MARKS.finditer(text, opening):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end() == len(text)
    return False


def _arguments(text: str) -> list[str]:
    found, depth, start = list[str](), 0, 0
    for mark in _MARKS.finditer(text):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] in ";,":
            found.append(text[start : mark.start()].strip())
            start = mark.end()
    return [*found, text[start:].strip()]
