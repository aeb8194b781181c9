"""The same buttons on the same workbook in a running LibreOffice: what comes out is what the closed file gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samples.make import clean
from tests.fix_support import answers, checked, fix, found, load, planted_book, tick, typed_cells
from tests.live_office import LiveOffice, live_office  # noqa: F401 - a fixture
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import macros
from xlpy.buttons.choosing import chosen_units
from xlpy.workbook import build
from xlpy.workbook.messages import CHOSEN_UNIT

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_book(tmp_path_factory.mktemp("live") / "sổ.xlsm")


def test_fix_does_in_the_live_window_what_it_does_in_the_file(
    live_office: LiveOffice,  # noqa: F811
    planted: Path,
    tmp_path: Path,
) -> None:
    path = Path(shutil.copy(planted, tmp_path / "sống.xlsm"))
    with bridge.open_book(planted) as closed, live_office.opened(path) as live:
        results: list[object] = []
        for book in (closed, live):
            findings = found(book)
            offers = [finding for finding in findings if finding.proposal is not None]
            tick(book, findings, offers[::2])
            tick(book, findings, offers[1::2], "Không")
            report = fix(book)
            assert report.still_there == []
            results.append(
                (
                    [(c.tab, c.row, c.column, c.after) for c in report.applied],
                    [refusal.sentence() for refusal in report.refused],
                    report.findings.findings,
                    answers(book),
                    typed_cells(book),
                )
            )
        assert results[0] == results[1]


def test_a_cell_keeps_its_format_when_it_is_fixed(
    live_office: LiveOffice,  # noqa: F811
    planted: Path,
    tmp_path: Path,
) -> None:
    path = Path(shutil.copy(planted, tmp_path / "dạng.xlsm"))
    with live_office.opened(path) as live:
        changes = [
            (c.tab, c.row, c.column)
            for c in macros.verbs.fix(live, *_checked(live), ["all"], dry_run=True).applied
        ]
        before = [bridge.number_format(live, *place) for place in changes]
        fix(live, "all")
        assert [bridge.number_format(live, *place) for place in changes] == before


def _checked(book: bridge.Book) -> tuple[macros.verbs.Loaded, macros.verbs.Report]:
    loaded = load(book)
    return loaded, macros.verbs.check(loaded)


def test_the_panels_choice_is_read_and_ticks_survive_a_check(
    live_office: LiveOffice,  # noqa: F811
    planted: Path,
    tmp_path: Path,
) -> None:
    path = Path(shutil.copy(planted, tmp_path / "chọn.xlsm"))
    with live_office.opened(path) as live:
        assert chosen_units(live, load(live).campaign) is None
        bridge.write_name(live, CHOSEN_UNIT, Text("00001 – Phường Phúc Xá"))
        assert chosen_units(live, load(live).campaign) == ["00001"]
        findings = found(live)
        offers = [finding for finding in findings if finding.proposal is not None]
        tick(live, findings, offers)
        before = answers(live)
        checked(live)
        assert answers(live) == before
        assert len(before) == len(offers)


def test_the_decision_is_printed_from_a_live_window(
    live_office: LiveOffice,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mẫu.xlsm"
    build(path, clean())
    told: list[str] = []
    with live_office.opened(path) as live:
        monkeypatch.setattr(bridge, "calling_book", lambda: live)
        monkeypatch.setattr(bridge, "tell", lambda _, message: told.append(message))
        macros.award()
        folder = tmp_path / "ho-so" / "khen-thuong"
        number = len(list(folder.glob("*.docx")))
        assert number >= 5
        assert told == [f"Đã soạn {number} tệp Word vào thư mục “ho-so/khen-thuong” cạnh sổ tính."]
        bridge.write_name(live, CHOSEN_UNIT, Text("PTP – Phòng Tư pháp"))
        macros.award()
        assert told[1:] == ["Đã soạn 1 tệp Word vào thư mục “ho-so/khen-thuong” cạnh sổ tính."]
        assert len(list(folder.glob("*.docx"))) == number
