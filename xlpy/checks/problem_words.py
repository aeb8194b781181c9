"""What the wordings of reader problems share: header, quoted value, the offered correction. No rules."""

from __future__ import annotations

from xlpy.checks.naming import quoted
from xlpy.model.table import Problem
from xlpy.schema import sheet


def header(problem: Problem) -> str:
    """The column in quotation marks: "cột “Ngày sinh”"; "ô này" for a problem without a known column."""
    if problem.column is None:
        return "ô này"
    try:
        return f"cột “{sheet(problem.sheet).column(problem.column).header}”"
    except KeyError:
        return f"cột {quoted(problem.column)}"


def raw(problem: Problem) -> str:
    """What stood in the cell, as a person would read it."""
    value = problem.raw
    if isinstance(value, bool):
        return quoted("Có" if value else "Không")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return quoted(int(value))
    if isinstance(value, float):
        return quoted(str(value).replace(".", ","))
    return quoted("" if value is None else value)


def correct_to(problem: Problem, otherwise: str) -> str:
    """ "Sửa thành “…” nếu đúng ý." where there is a proposal, else `otherwise`."""
    if problem.proposal:
        return (
            f"Sửa thành {quoted(problem.proposal)} nếu đúng; nếu không, {otherwise[0].lower()}{otherwise[1:]}"
        )
    return otherwise
