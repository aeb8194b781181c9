"""What the checker says, and the catalogue of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xlpy.packets.conformance.word import Paragraph

if TYPE_CHECKING:
    from xlpy.packets.conformance.components import Components

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """One fault of form. `place` says where in the document, `message` what is wrong and what is allowed."""

    code: str
    severity: Severity
    file: str
    place: str
    message: str
    fix: str

    def as_json(self) -> dict[str, str]:
        """All its fields."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "place": self.place,
            "message": self.message,
            "fix": self.fix,
        }


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule yields: message and fix, and the paragraph (None for the document, or `place` in words)."""

    message: str
    fix: str
    paragraph: Paragraph | None = None
    place: str = ""


Check = Callable[["Components"], Iterator[Slip]]


@dataclass(frozen=True, slots=True)
class FormRule:
    """`code` is that of domain.md §2.1–2.2 (P-01 … C-34), or CAP-n for the capitals of §2.4."""

    code: str
    severity: Severity
    title: str
    check: Check


CATALOGUE: dict[str, FormRule] = {}


def form_rule(code: str, severity: Severity, title: str) -> Callable[[Check], Check]:
    """Registers a rule of form."""

    def register(check: Check) -> Check:
        if code in CATALOGUE:
            raise ValueError(f"rule {code} is defined twice")
        CATALOGUE[code] = FormRule(code, severity, title, check)
        return check

    return register


def place_of(paragraph: Paragraph | None) -> str:
    """Where a paragraph stands, in the clerk's words, with the beginning of its text."""
    if paragraph is None:
        return "toàn văn bản"
    quote = " ".join(paragraph.text.split())
    quote = f" “{quote[:50]}{'…' if len(quote) > 50 else ''}”" if quote else " (đoạn trống)"
    if paragraph.number == 0:
        return f"đầu trang hoặc chân trang{quote}"
    if paragraph.cell is not None:
        cell = paragraph.cell
        return f"bảng {cell.table}, dòng {cell.row}, cột {cell.column}{quote}"
    return f"đoạn {paragraph.number}{quote}"
