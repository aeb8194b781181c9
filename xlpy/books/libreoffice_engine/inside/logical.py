"""Which formulas give a truth value: UNO shows the result of =A1>2 as the plain number 1.0."""

from __future__ import annotations

import re
from functools import lru_cache

_STRINGS = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile("[(){}=<>;,]")
_LOGICAL = re.compile(r"(?:AND|OR|NOT|XOR|TRUE|FALSE|EXACT|IS[A-Z]+)\(", re.IGNORECASE)
_CHOICE = re.compile(r"(IFERROR|IFNA|IF)\(", re.IGNORECASE)


def is_logical(formula: str) -> bool:
    """Whether a formula, in any notation, gives TRUE or FALSE by its outermost operator or function.

    A formula that only refers to a truth value (=A1) is not recognised and stays a number.
    """
    # A column of formulas differs in row numbers only, which decide nothing here.
    return _is_logical_shape(_DIGITS.sub("0", _STRINGS.sub('""', formula.removeprefix("="))).strip())


@lru_cache(maxsize=1000)
def _is_logical_shape(text: str) -> bool:
    return _is_logical(text)


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
