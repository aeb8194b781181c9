"""Moving a formula to another cell, as Excel's fill does: relative references move, `$` ones stay."""

from __future__ import annotations

import re

from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW, column_letters, column_number

_TOKEN = re.compile(
    r"""
      (?P<skip>"(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]]|\[[^\]]*\])*\])
    | (?<![\w.$\\])(?P<cabs>\$?)(?P<col>[A-Za-z]{1,3})(?P<rabs>\$?)(?P<row>[1-9]\d{0,6})(?![\w(.!\\])
    | (?<![\w.$:\\])(?P<c1abs>\$?)(?P<c1>[A-Za-z]{1,3}):(?P<c2abs>\$?)(?P<c2>[A-Za-z]{1,3})(?![\w(.!:$\\])
    | (?<![\w.$:\\])(?P<r1abs>\$?)(?P<r1>[1-9]\d{0,6}):(?P<r2abs>\$?)(?P<r2>[1-9]\d{0,6})(?![\w(.!:$\\])
    """,
    re.VERBOSE,
)


def translate(formula: str, rows: int, cols: int) -> str:
    """`formula` (A1 notation, with or without '=') as it reads `rows` lower and `cols` further right.

    Text, quoted sheet names and structured references stay. A reference pushed off the sheet becomes #REF!.
    """

    def moved(match: re.Match[str]) -> str:
        if match["skip"]:
            return match[0]
        if match["col"]:
            col = _col(match["cabs"], match["col"], cols)
            row = _row(match["rabs"], match["row"], rows)
            return f"{col}{row}" if col and row else "#REF!"
        if match["c1"]:
            first, last = _col(match["c1abs"], match["c1"], cols), _col(match["c2abs"], match["c2"], cols)
        else:
            first, last = _row(match["r1abs"], match["r1"], rows), _row(match["r2abs"], match["r2"], rows)
        return f"{first}:{last}" if first and last else "#REF!"

    return _TOKEN.sub(moved, formula)


def _col(dollar: str, letters: str, move: int) -> str:
    try:
        number = column_number(letters)
    except ValueError:
        return letters
    if dollar:
        return dollar + letters
    return column_letters(number + move) if 1 <= number + move <= MAX_COL else ""


def _row(dollar: str, digits: str, move: int) -> str:
    if dollar:
        return dollar + digits
    return str(int(digits) + move) if 1 <= int(digits) + move <= MAX_ROW else ""
