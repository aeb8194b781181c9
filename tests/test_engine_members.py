"""Each row of the table in docs/engines.md, tried on each engine: there, or refused with NotImplementedError."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from books_support import feature_book
from live_office import LiveOffice, live_office

from xlpy.books import bridge

__all__ = ["live_office"]
DATA = "Dữ liệu"
FILE, OFFICE, OUTSIDE = "file", "libreoffice", "libreoffice over the bridge"


@pytest.fixture(
    params=[
        FILE,
        pytest.param(OFFICE, marks=pytest.mark.libreoffice),
        pytest.param(OUTSIDE, marks=pytest.mark.libreoffice),
    ]
)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bridge.Book]:
    """The same workbook on each engine."""
    path = feature_book(tmp_path / "Sổ thi đua.xlsx")
    if request.param == FILE:
        with bridge.open_book(path) as opened:
            yield opened
    else:
        live: LiveOffice = request.getfixturevalue("live_office")
        with live.opened(path) as opened, live.over_the_bridge(request.param == OUTSIDE):
            yield opened


ROW = re.compile(r"\| `([A-Za-z_.()\[\]= ]+)` \| (yes|no) \| (yes|no) \|")
DOCUMENTED = {
    match[1]: {FILE: match[2] == "yes", OFFICE: match[3] == "yes"}
    for match in ROW.finditer(
        (Path(__file__).resolve().parents[1] / "docs" / "engines.md").read_text(encoding="utf-8")
    )
}


def _on(book: bridge.Book, member: str) -> Any:
    owner = member.split(".", 1)[0]
    sheet = book.sheets[DATA]
    return {
        "App": lambda: book.app,
        "Book": lambda: book,
        "Sheets": lambda: book.sheets,
        "Sheet": lambda: sheet,
        "Range": lambda: sheet.range("G3" if member == "Range.hyperlink" else "B4"),
        "Font": lambda: sheet.range("B4").font,
        "Note": lambda: sheet.range("A3").note,
        "Table": lambda: sheet.tables[0],
        "Name": lambda: book.names["TongDiem"],
    }[owner]()


CALLS: dict[str, tuple[object, ...]] = {
    "Range.end()": ("down",), "Range.expand()": ("table",), "Sheet.copy()": (), "Sheet.delete()": (),
    "Range.add_note()": ("x",), "Range.add_hyperlink()": ("http://a",), "Sheets.add()": ("Mới",),
    "Sheet.clear_contents()": (), "Sheet.activate()": (), "Sheet.autofit()": (), "Range.autofit()": (),
    "Range.select()": (), "Range.clear_contents()": (), "Note.delete()": (), "App.calculate()": (),
    "App.alert()": ("x",), "Range.clear()": (), "Range.clear_formats()": (), "Sheet.clear()": (),
    "Sheet.clear_formats()": (), "Range.merge()": (), "Range.unmerge()": (), "Range.insert()": ("down",),
    "Range.delete()": ("up",), "Range.copy()": (), "Sheet.select()": (), "Range.paste()": (),
}  # fmt: skip
SETTINGS: dict[str, object] = {
    "Range.color =": (1, 2, 3), "Range.number_format =": "0.0", "Font.bold =": True, "Font.italic =": True,
    "Font.size =": 12, "Font.color =": (1, 2, 3), "Font.name =": "Arial", "Note.text =": "x",
    "Sheet.name =": "Tên khác", "Sheet.visible =": False, "App.calculation =": "automatic",
    "App.screen_updating =": True, "App.display_alerts =": True, "App.enable_events =": True,
    "Range.column_width =": 10, "Range.row_height =": 20, "Range.wrap_text =": True, "Range.formula =": "=1",
    "Range.formula_array =": "=1", "Range.name =": "Ten", "Table.name =": "Ten", "Name.name =": "Ten",
    "Name.refers_to =": "=1",
}  # fmt: skip


def _use(book: bridge.Book, member: str) -> None:
    target = _on(book, member)
    name = re.sub(r"\(\)| =", "", member.split(".", 1)[1])
    if member in CALLS:
        getattr(target, name)(*CALLS[member])
    elif member in SETTINGS:
        setattr(target, name, SETTINGS[member])
    else:
        assert not member.endswith(("()", " =")), f"the test does not know how to use {member}"
        found = getattr(target, name)
        if name == "notes":
            list(found)


@pytest.mark.parametrize("member", DOCUMENTED)
def test_each_engine_has_what_the_documentation_says(book: bridge.Book, member: str) -> None:
    engine = FILE if bridge.engine_name(book) == "thidua-file" else OFFICE
    if DOCUMENTED[member][engine]:
        _use(book, member)
    else:
        with pytest.raises(NotImplementedError):
            _use(book, member)


def test_the_documentation_lists_every_member_that_is_tried_here() -> None:
    assert (CALLS.keys() | SETTINGS.keys()) - DOCUMENTED.keys() == set()
    assert len(DOCUMENTED) > 60
