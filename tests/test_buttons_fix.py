"""Sửa theo đề xuất: what is ticked and still stands is written, and nothing else ever is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from fix_support import (
    answers,
    checked,
    checked_file,
    few_units,
    fix,
    fixes_logged,
    found,
    load,
    person,
    planted_book,
    tick,
    typed_cells,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import verbs
from xlpy.buttons.ticks import Standing, carried_over, read_ticks
from xlpy.checks.finding import Finding
from xlpy.schema import sheet
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, SheetContent


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_book(tmp_path_factory.mktemp("fix") / "sổ.xlsm")


@pytest.fixture
def path(planted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(planted, tmp_path / "sổ.xlsm"))


@pytest.fixture
def book(path: Path) -> Iterator[bridge.Book]:
    with bridge.open_book(path) as opened:
        yield opened


def proposed(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.proposal is not None]


def only(findings: list[Finding], code: str) -> Finding:
    (found,) = [finding for finding in findings if finding.code == code]
    return found


def column(key: str, name: str) -> int:
    return sheet(key).index(name) + 1


def value(book: bridge.Book, key: str, row: int, name: str) -> object:
    tab = sheet(key).tab
    return bridge.read_grids(book, [tab])[tab].value(row, column(key, name))


def swap_rows(book: bridge.Book, key: str, first: int, second: int) -> None:
    """As sorting does: whole rows change places, the helper column with them."""
    tab = sheet(key).tab
    grid = bridge.read_grids(book, [tab])[tab]
    inputs = [place for place, c in enumerate(sheet(key).columns, start=1) if c.is_input]
    for place in inputs:
        above, below = grid.value(first, place), grid.value(second, place)
        cells = [(first, place, below), (second, place, above)]
        bridge.write_cells(book, tab, [(r, c, Text(v) if isinstance(v, str) else v) for r, c, v in cells])


def identity(finding: Finding) -> tuple[str, str, str | None, str | None]:
    return finding.code, finding.tab, finding.cell, finding.proposal


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_only_what_is_ticked_changes_its_findings_go_and_a_second_click_does_nothing(
    planted: Path, data: st.DataObject
) -> None:
    with bridge.open_book(planted) as book:
        findings = found(book)
        offers = proposed(findings)
        assert len({finding.code for finding in offers}) >= 8
        verdicts = data.draw(
            st.lists(st.sampled_from(["Có", "Không", ""]), min_size=len(offers), max_size=len(offers))
        )
        chosen = [f for f, verdict in zip(offers, verdicts, strict=True) if verdict == "Có"]
        refused = [f for f, verdict in zip(offers, verdicts, strict=True) if verdict == "Không"]
        tick(book, findings, chosen)
        tick(book, findings, refused, "Không")
        before = typed_cells(book)
        report = fix(book)
        after = typed_cells(book)

        changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
        assert changed == {(c.tab, c.row, c.column) for c in report.applied}
        assert {identity(c.finding) for c in report.applied} <= {identity(f) for f in chosen}
        told = {(r.code, r.cell) for r in report.refused}
        done = {(c.tab, c.finding.cell) for c in report.applied}
        assert all((f.tab, f.cell) in done or (f.code, f.cell) in told for f in chosen)
        left = {identity(f) for f in verbs.check(load(book)).findings}
        assert not left & {identity(c.finding) for c in report.applied}
        assert report.still_there == []
        kept = set(answers(book).values())
        assert ("Không" in kept) == any(identity(f) in left for f in refused)

        again = fix(book)
        assert again.applied == []
        assert typed_cells(book) == after


def test_each_kind_of_column_gets_its_kind_of_value(book: bridge.Book) -> None:
    report = fix(book, "all")
    by_place = {(c.finding.sheet, c.finding.column, c.finding.code): c.after for c in report.applied}
    assert by_place["individuals", "birth_date", "D11"] == datetime(1990, 6, 25)
    assert by_place["individuals", "birth_date", "D11-2digit"] == datetime(1989, 12, 25)
    assert by_place["dossiers", "meeting_start", "D11"] == datetime(2023, 5, 19, 14, 30)
    assert by_place["individuals", "full_name", "D07"] in ("Nguyễn Thị Hương", "Phạm Thu Hà")
    assert by_place["individuals", "citizen_id", "D17"] == "033080000062"
    assert by_place["units", "phone", "D17"] == "0240133388"
    assert by_place["collectives", "headcount", "D15"] == 42.0
    assert by_place["collectives", "founded_year", "D15"] == 1961.0
    assert by_place["collectives", "unit_code", "D31"] == "00007"
    assert by_place["scores", "self_points", "D15"] == 9.25
    assert by_place["individuals", "summary", "BC-005"] == "Dòng một; dòng hai."


def test_a_date_is_not_written_where_it_would_show_as_a_number(book: bridge.Book) -> None:
    findings = found(book)
    lost = only(findings, "D14")
    tick(book, findings, [lost])
    report = fix(book)
    ((refusal),) = report.refused
    assert (refusal.code, refusal.cell) == ("D14", lost.cell)
    assert "dd/mm/yyyy" in refusal.reason
    assert value(book, "individuals", lost.row, "birth_date") == 28986.0
    assert answers(book) == {("D14", lost.row_id, lost.cell or ""): "Có"}, "the tick waits for the format"


def test_every_change_stands_in_the_log_with_before_after_and_reason(book: bridge.Book, path: Path) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    fix(book)
    bridge.save(book)
    (line,) = fixes_logged(path)
    assert (line["tab"], line["cell"], line["row_id"]) == ("Cá nhân", wrong.cell, "CN-0002")
    assert (line["before"], line["after"]) == ("Ông Trần Văn Khánh", "Trần Văn Khánh")
    assert line["reason"] == f"D10: {wrong.message}"
    assert line["actor"]
    assert line["time"]


def test_a_row_that_was_sorted_away_is_found_by_its_id(book: bridge.Book) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    swap_rows(book, "individuals", wrong.row, wrong.row + 1)
    report = fix(book)
    (change,) = report.applied
    assert (change.row, change.key) == (wrong.row + 1, "CN-0002")
    assert value(book, "individuals", wrong.row + 1, "full_name") == "Trần Văn Khánh"
    assert value(book, "individuals", wrong.row, "full_name") == "Lê Minh Đức"


def test_a_value_that_was_corrected_by_hand_is_left_alone_and_said_so(book: bridge.Book) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    place = [(wrong.row, column("individuals", "full_name"), Text("Trần Văn Khanh"))]
    bridge.write_cells(book, "Cá nhân", place)
    report = fix(book)
    assert report.applied == []
    assert "không còn như lúc kiểm tra" in report.refused[0].sentence()
    assert value(book, "individuals", wrong.row, "full_name") == "Trần Văn Khanh"


def test_a_row_that_is_gone_is_named(book: bridge.Book) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    grid = bridge.read_grids(book, ["Cá nhân"])["Cá nhân"]
    inputs = [place for place, c in enumerate(sheet("individuals").columns, start=1) if c.is_input]
    bridge.write_cells(book, "Cá nhân", [(wrong.row, place, None) for place in inputs])
    assert grid.value(wrong.row, inputs[0]) == "CN-0002"
    report = fix(book)
    assert report.applied == []
    assert "không còn dòng mang mã này" in report.refused[0].sentence()
    assert "CN-0002" in report.refused[0].sentence()


def test_two_rows_with_one_id_are_not_guessed_between(book: bridge.Book) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    grid = bridge.read_grids(book, ["Cá nhân"])["Cá nhân"]
    for place, c in enumerate(sheet("individuals").columns, start=1):
        if c.is_input:
            original = grid.value(wrong.row, place)
            kept = Text(original) if isinstance(original, str) else original
            bridge.write_cells(book, "Cá nhân", [(wrong.row + 5, place, kept), (wrong.row + 6, place, kept)])
            bridge.write_cells(book, "Cá nhân", [(wrong.row, place, None)])
    report = fix(book)
    assert report.applied == []
    assert "nhiều dòng cùng mã" in report.refused[0].sentence()


def test_locked_sheets_and_formula_cells_are_refused(book: bridge.Book) -> None:
    findings = found(book)
    wrong = only(findings, "D10")
    tick(book, findings, [wrong])
    loaded = load(book)
    grid = loaded.grids["Cá nhân"]
    place = (wrong.row, column("individuals", "full_name"))
    for made, words in (
        (replace(grid, protected=True), "đang khóa"),
        (replace(grid, formulas=grid.formulas | {place}), "công thức"),
    ):
        other = replace(loaded, grids={**loaded.grids, "Cá nhân": made})
        report = verbs.fix(book, other, verbs.check(loaded), dry_run=True)
        assert report.applied == []
        assert words in report.refused[0].sentence()


def test_a_header_is_not_renamed_because_the_table_knows_its_columns_by_name(tmp_path: Path) -> None:
    path = tmp_path / "tieu-de.xlsm"
    articles = SheetContent(headers={"author": "Tác giã"})
    content = BookContent(sheets={"articles": articles, "units": SheetContent(few_units())})
    build(path, content)
    with bridge.open_book(path) as book:
        report = fix(book, "D25")
        assert report.applied == []
        assert "tiêu đề cột" in report.refused[0].sentence()


def test_swapping_day_and_month_is_not_swapped_back_by_the_next_click(tmp_path: Path) -> None:
    names = ("Nguyễn Thị Hương", "Trần Văn Khánh", "Lê Minh Đức")
    dates = (datetime(1980, 5, 6), datetime(1981, 7, 8), "25/6/1990")
    rows = [person("00001", name, birth_date=day) for name, day in zip(names, dates, strict=True)]
    path = tmp_path / "dao.xlsm"
    sheets = {"individuals": SheetContent(rows), "units": SheetContent(few_units())}
    build(path, BookContent(sheets=sheets))
    checked_file(path)
    with bridge.open_book(path) as book:
        first = fix(book, "D12")
        assert [change.after for change in first.applied] == [datetime(1980, 6, 5), datetime(1981, 8, 7)]
        values = typed_cells(book)
        bridge.save(book)
    with bridge.open_book(path) as book:
        second = fix(book, "D12")
        assert second.applied == []
        assert "đối chiếu giấy tờ" in second.refused[0].sentence()
        assert typed_cells(book) == values


def test_ticks_survive_a_check_even_when_rows_moved(book: bridge.Book) -> None:
    findings = found(book)
    name, phone, points = (
        only(findings, "D10"),
        *(
            next(f for f in findings if f.code == code and f.sheet == key)
            for code, key in (("D17", "units"), ("D15", "scores"))
        ),
    )
    tick(book, findings, [name, points])
    tick(book, findings, [phone], "Không")
    swap_rows(book, "individuals", name.row, name.row + 1)
    checked(book)
    assert answers(book) == {
        ("D10", "CN-0002", f"E{name.row + 1}"): "Có",
        ("D17", "00007", phone.cell): "Không",
        ("D15", "00001|A1", points.cell): "Có",
    }


def test_a_tick_is_kept_when_its_sheet_is_renamed_after_the_check(book: bridge.Book) -> None:
    findings = found(book)
    wanted = next(f for f in proposed(findings) if f.sheet == "individuals")
    tick(book, findings, [wanted])
    loaded = load(book)
    loaded.campaign.tables["individuals"].tab = "Người"
    now = verbs.check(loaded).findings
    (place,) = carried_over(Standing(loaded.campaign, now), read_ticks(loaded.grids))
    assert (now[place].tab, now[place].cell, now[place].proposal) == ("Người", wanted.cell, wanted.proposal)


def test_a_tick_beside_a_finding_without_proposal_is_answered(book: bridge.Book) -> None:
    findings = found(book)
    bare = next(f for f in findings if f.proposal is None and f.cell)
    tick(book, findings, [bare])
    report = fix(book)
    assert report.applied == []
    assert "không có đề xuất" in report.refused[0].sentence()


def test_without_a_tick_nothing_is_written_at_all(book: bridge.Book) -> None:
    found(book)
    report = fix(book)
    assert (report.applied, report.refused) == ([], [])
    assert bridge.save(book) is None, "no backup, because nothing differed"


def test_what_was_written_is_logged_even_if_the_next_cell_fails(
    book: bridge.Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = bridge.write_cells, 0

    def fails_later(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(5, "Input/output error")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(bridge, "write_cells", fails_later)
    before = typed_cells(book)
    with pytest.raises(OSError, match="Input"):
        fix(book, "all")
    after = typed_cells(book)
    changed = [place for place in after if before.get(place) != after[place]]
    monkeypatch.undo()
    bridge.save(book)
    assert len(changed) == len(fixes_logged(path)) == 2
