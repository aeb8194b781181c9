"""Copies for units: what is in them, what is not, and what their hidden base says when they come back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from conftest import Office
from copies_support import by_key, load, rows_of, split, state, to_send
from live_office import LiveOffice, live_office  # noqa: F401
from openpyxl import load_workbook

from samples.make import clean, messy
from xlpy.books import bridge
from xlpy.books.copyregister import NoRegister, read_register
from xlpy.books.errors import BookError
from xlpy.books.values import CellError, Text
from xlpy.buttons import splitting, verbs
from xlpy.exchange.copies import Part
from xlpy.exchange.errors import ExchangeError
from xlpy.model.baseline import canonical
from xlpy.model.rawrows import CellValue, RawRow, RowKey
from xlpy.schema import sheet
from xlpy.schema.ownership import OWNED
from xlpy.workbook import build
from xlpy.workbook.content import RawCell

WARD, OFFICE, SCHOOL = "00001", "PNV", "THCS-NCT"
COPY = "ThiDua-00001-phuong-phuc-xa-lan-1.xlsx"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "tổng hợp.xlsm"
    build(path, clean())
    return path


@pytest.fixture(scope="module")
def sent(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, splitting.SplitReport]:
    """The master after a split for all units, the folder of copies, the report."""
    folder = tmp_path_factory.mktemp("gửi")
    master = Path(shutil.copy(built, folder / "master.xlsm"))
    return master, folder / "out", split(master, folder / "out")


@pytest.fixture
def master(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "master.xlsm"))


def write(path: Path, *cells: tuple[str, int, str, object]) -> None:
    """Types into a workbook: sheet key, row, column key, value."""
    with bridge.open_book(path) as book:
        for key, row, column, value in cells:
            place = sheet(key).index(column) + 1
            bridge.write_cells(book, sheet(key).tab, [(row, place, value)])
        bridge.save(book)


def test_every_row_of_a_unit_that_takes_part_is_in_exactly_one_copy(
    sent: tuple[Path, Path, splitting.SplitReport],
) -> None:
    master, out, report = sent
    rows = rows_of(master)
    units = {unit.unit_code for unit in load(master).campaign.taking_part()}
    assert len(report.files) == len(units) == 61
    found: dict[RowKey, dict[str, object]] = {}
    for file in report.files:
        copy = state(out / file.line.file_name)
        assert copy.base is not None
        assert copy.notes == ()
        assert not found.keys() & copy.base.keys()
        found |= by_key(tuple(copy.base.values()))
        assert by_key(copy.rows) == by_key(tuple(copy.base.values()))
        assert {row.unit_code for row in copy.rows} == {file.line.unit_code}
    assert found == {key: v for key, v in by_key(to_send(rows)).items() if _unit(rows, key) in units}
    assert report.not_sent == []


def _unit(rows: tuple[RawRow, ...], key: RowKey) -> str:
    return next(row.unit_code for row in rows if row.key == key)


def test_a_copy_says_of_itself_what_the_register_says_of_it(
    sent: tuple[Path, Path, splitting.SplitReport],
) -> None:
    master, out, report = sent
    lines = {line.copy_id: line for line in read_register(load(master).grids, "")}
    assert list(lines) == [file.line.copy_id for file in report.files]
    copy = state(out / COPY)
    line = lines[copy.copy_id]
    assert (copy.unit_code, copy.round, copy.campaign_code) == (WARD, 1, "BADINH-2023-75NAM")
    assert (line.unit_code, line.round, line.base_hash, line.rows) == (
        WARD,
        1,
        copy.base_hash,
        len(copy.rows),
    )
    assert (line.file_hash, line.file_name) == (copy.file_hash, COPY)
    assert (line.sent_on, line.status, line.returned_on) == ("20/04/2023 08:30:00", "Đã gửi", "")


def test_a_copy_holds_nobody_of_another_unit(sent: tuple[Path, Path, splitting.SplitReport]) -> None:
    """Every text in every part is searched for people, telephone numbers and addresses of the other units."""
    master, out, _ = sent
    rows = rows_of(master)
    own = {str(v) for row in rows if row.unit_code == WARD for v in row.values.values()}
    private = ("full_name", "author", "signer_name", "contact", "phone", "email", "citizen_id", "summary")
    others = {
        str(row.values[key])
        for row in rows
        if row.unit_code != WARD
        for key in private
        if key in row.values and len(str(row.values[key])) > 6
    } - own
    assert len(others) > 800
    with zipfile.ZipFile(out / COPY) as package:
        everything = "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "Phúc Xá" in everything
    assert [text for text in others if text in everything] == []


@pytest.mark.parametrize("unit", [WARD, OFFICE, SCHOOL])
def test_a_clean_unit_gets_a_copy_without_findings(
    sent: tuple[Path, Path, splitting.SplitReport], unit: str
) -> None:
    _, out, report = sent
    name = next(file.line.file_name for file in report.files if file.line.unit_code == unit)
    assert name.isascii()
    loaded = load(out / name)
    assert loaded.campaign.stamp.unit_code == unit
    assert verbs.check(loaded).findings == []


def test_a_copy_has_its_quota_criteria_and_settings(sent: tuple[Path, Path, splitting.SplitReport]) -> None:
    master, out, _ = sent
    whole, copy = load(master).campaign, load(out / COPY).campaign
    assert copy.settings.values == whole.settings.values
    assert [c.criterion_code for c in copy.criteria.rows] == [c.criterion_code for c in whole.criteria.rows]
    unit = copy.unit(WARD)
    assert unit is not None
    assert (copy.collective_limit(unit), copy.individual_limit(unit)) == (2, 3)
    assert len(copy.units.rows) == 1


def test_prepared_row_ids_carry_the_unit_and_are_never_used_twice(
    sent: tuple[Path, Path, splitting.SplitReport], tmp_path: Path
) -> None:
    master, out, report = sent
    seen: set[str] = set()
    for file in [file for file in report.files if file.line.unit_code in (WARD, OFFICE, SCHOOL, "00004")]:
        book = load_workbook(out / file.line.file_name, read_only=True)
        for owned in OWNED:
            if not owned.has_row_ids:
                continue
            definition = sheet(owned.sheet)
            column = definition.index("row_id") + 1
            cells = book[definition.tab].iter_rows(
                min_row=5, min_col=column, max_col=column, values_only=True
            )
            ids = [str(value) for (value,) in cells if value]
            assert not seen.intersection(ids)
            assert len(set(ids)) == len(ids)
            seen.update(ids)
        book.close()
    assert {"CN-00001-0001", "TT-PNV-0001"} <= seen
    later = Path(shutil.copy(master, tmp_path / "master.xlsm"))
    assert split(later, tmp_path / "again", units=[WARD]).files[0].line.round == 2
    second = load_workbook(tmp_path / "again" / COPY.replace("lan-1", "lan-2"), read_only=True)
    column = sheet("individuals").index("row_id") + 1
    again = {str(row[0]) for row in second["Cá nhân"].iter_rows(5, 60, column, column, values_only=True)}
    second.close()
    fresh = {text for text in again if text.startswith("CN-00001-")}
    assert min(fresh) == "CN-00001-0041"
    assert not fresh & seen


def test_the_same_split_gives_the_same_bytes(master: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(master, tmp_path / "other.xlsm"))
    split(master, tmp_path / "a", units=[WARD], email=True)
    split(other, tmp_path / "b", units=[WARD], email=True)
    first, second = (sorted((tmp_path / name).iterdir()) for name in "ab")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_rows_without_an_id_get_one_in_the_master_and_the_log_says_so(master: Path, tmp_path: Path) -> None:
    rows = [row for row in rows_of(master) if row.key.sheet == "individuals"]
    write(
        master,
        ("individuals", rows[0].row, "row_id", None),
        ("individuals", rows[3].row, "row_id", Text("CN-0002")),
    )
    report = split(master, tmp_path / "out", units=[WARD])
    assert [(change.row, change.before, change.after) for change in report.ids] == [
        (rows[0].row, "", "CN-0168"),
        (rows[3].row, "CN-0002", "CN-0169"),
    ]
    after = [row.key.row_id for row in rows_of(master) if row.key.sheet == "individuals"]
    assert (after[0], after[1], after[3]) == ("CN-0168", "CN-0002", "CN-0169")
    log = load_workbook(master, read_only=True)["Nhật ký"]
    lines = [row for row in log.iter_rows(min_row=5, values_only=True) if row[2] == "Đánh mã dòng"]
    assert [(line[5], line[6], line[7]) for line in lines] == [
        ("CN-0168", None, "CN-0168"),
        ("CN-0169", "CN-0002", "CN-0169"),
    ]


def test_rows_of_nobody_are_named_and_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "lỗi.xlsm"
    build(path, messy()[0])
    report = split(path, tmp_path / "out", units=["00007"])
    assert [line.partition(":")[0] for line in report.not_sent] == [
        "trang Chấm điểm, dòng 839",
        "trang Cá nhân, dòng 62",
    ]
    of_unit = [row for row in rows_of(path) if row.unit_code == "00007"]
    assert report.files[0].line.rows == len(of_unit) - 1


def test_what_a_clerk_typed_into_odd_places_travels_unchanged(tmp_path: Path) -> None:
    content, master = clean(), tmp_path / "master.xlsm"
    person = next(row for row in content.sheets["individuals"].rows if row["unit_code"] == WARD)
    typed: dict[str, CellValue] = {
        "birth_date": 1985.0,
        "home_town": datetime(2023, 5, 9),
        "residence": "Phường Phúc Xá",
        "results": "=1+1",
        "measures": 'dòng một\n- dòng hai\n_x000D_ "trích" \U0001f600',
        "effect": "x" * 32_000,
        "lessons": "ế\\" * 16_000,
        "summary": CellError("#N/A"),
        "votes_for": 0.1 + 0.2,
    }
    person |= {
        **{key: value for key, value in typed.items() if not isinstance(value, CellError)},
        "birth_date": RawCell(1985, general=True),
        "home_town": RawCell(datetime(2023, 5, 9), number_format="dd/mm/yyyy"),
        "residence": RawCell("Ph\xad\xeang Ph\xf3c X\xb8", font=".VnTime"),
        "summary": RawCell(error="#N/A"),
    }
    build(master, content)
    split(master, tmp_path / "out", units=[WARD])
    copy = state(tmp_path / "out" / COPY)
    assert copy.base is not None
    rows, theirs = by_key(to_send(rows_of(master))), by_key(copy.rows)
    for key, row in by_key(tuple(copy.base.values())).items():
        assert row == rows[key] == theirs[key]
    individual = next(v for k, v in theirs.items() if k.sheet == "individuals" and v["birth_date"] == 1985.0)
    assert {key: individual[key] for key in typed} == {key: canonical(value) for key, value in typed.items()}


@pytest.mark.parametrize(
    "spoil", ["edited", "row deleted", "head edited", "sheet deleted", "of another copy"]
)
def test_a_base_that_was_touched_is_not_trusted(master: Path, tmp_path: Path, spoil: str) -> None:
    split(master, tmp_path / "out", units=[WARD, OFFICE])
    path = tmp_path / "out" / COPY
    book = load_workbook(path)
    base = book["_goc"]
    if spoil == "edited":
        base["A9"] = str(base["A9"].value).replace("Phúc Xá", "Phúc Xa").replace(WARD, "00002")
    elif spoil == "row deleted":
        base.delete_rows(7)
    elif spoil == "head edited":
        base["A1"] = str(base["A1"].value).replace('"round":1', '"round":2')
    elif spoil == "sheet deleted":
        del book["_goc"]
    else:
        other = load_workbook(next((tmp_path / "out").glob("ThiDua-PNV*.xlsx")))["_goc"]
        base.delete_rows(1, base.max_row)
        for row in other.iter_rows():
            for cell in row:
                base.cell(cell.row, cell.column, cell.value)
    book.save(path)
    copy = state(path)
    assert copy.base is None
    assert copy.base_hash == ""
    assert len(copy.notes) == 1
    assert "trạng thái lúc gửi" in copy.notes[0]
    assert (copy.unit_code, copy.round, copy.copy_id) == (WARD, 1, "0" * 31 + ("1" if spoil else ""))


def test_a_copy_without_its_stamp_is_known_by_its_base(master: Path, tmp_path: Path) -> None:
    split(master, tmp_path / "out", units=[WARD])
    path = tmp_path / "out" / COPY
    book = load_workbook(path)
    del book["_thidua"]
    book.save(path)
    copy = state(path)
    assert (copy.unit_code, copy.round, copy.base is None) == (WARD, 1, False)
    del book["_goc"]
    book.save(path)
    with pytest.raises(BookError, match="không phải sổ tính của phần mềm"):
        state(path)


def test_sheets_renamed_columns_moved_or_gone_are_read_and_noted(master: Path, tmp_path: Path) -> None:
    split(master, tmp_path / "out", units=[WARD])
    path = tmp_path / "out" / COPY
    before = by_key(state(path).rows)
    book = load_workbook(path)
    people, works = book["Cá nhân"], book["Công trình"]
    people.title = "Ca nhan 2023"
    works.delete_cols(sheet("works").index("finish_date") + 1)
    book.save(path)
    copy = state(path)
    assert copy.base is not None
    assert "finish_date" not in copy.columns["works"]
    assert "individuals" in copy.columns
    assert any("đã đổi tên thành “Ca nhan 2023”" in note for note in copy.notes)
    assert any("thiếu cột “Ngày hoàn thành”" in note for note in copy.notes)
    after = by_key(copy.rows)
    assert after.keys() == before.keys()
    for key, row in after.items():
        assert row == {
            name: v for name, v in before[key].items() if (key.sheet, name) != ("works", "finish_date")
        }


def test_a_code_that_lost_its_zeros_is_still_the_unit_of_the_copy(master: Path, tmp_path: Path) -> None:
    split(master, tmp_path / "out", units=[WARD])
    path = tmp_path / "out" / COPY
    book = load_workbook(path)
    for definition in (sheet("units"), sheet("individuals"), sheet("dossiers")):
        column = definition.index("unit_code") + 1
        book[definition.tab].cell(5, column).value = 1
    book.save(path)
    copy = state(path)
    assert {row.unit_code for row in copy.rows} == {WARD}
    assert copy.base is not None
    assert {row.key for row in copy.rows} == copy.base.keys()


def test_a_ward_splits_its_copy_for_its_parts(master: Path, tmp_path: Path) -> None:
    split(master, tmp_path / "out", units=[WARD])
    ward = tmp_path / "out" / COPY
    parts = [Part.parse("tdp3=Tổ dân phố số 3"), Part.parse("MN")]
    report = split(ward, tmp_path / "parts", units=[WARD], parts=parts)
    assert [file.line.file_name for file in report.files] == [
        "ThiDua-00001-to-dan-pho-so-3-lan-1.xlsx",
        "ThiDua-00001-mn-lan-1.xlsx",
    ]
    first = tmp_path / "parts" / report.files[0].line.file_name
    copy = state(first)
    assert (copy.part, copy.parent_id, copy.unit_code) == ("TDP3", state(ward).copy_id, WARD)
    assert copy.base is not None
    assert {key.sheet for key in copy.base} == {"units"}
    ids = load_workbook(first, read_only=True)["Cá nhân"]
    column = sheet("individuals").index("row_id") + 1
    assert ids.cell(5, column).value == "CN-00001L1.TDP3-0001"
    # What the part filled in comes back to it, and to it alone, with the next round.
    write(
        ward,
        ("individuals", 60, "row_id", Text("CN-00001L1.TDP3-0001")),
        ("individuals", 60, "unit_code", Text(WARD)),
        ("individuals", 60, "full_name", "Vũ Thị Tâm"),
    )
    again = split(ward, tmp_path / "parts2", parts=parts, units=[WARD])
    bases = [state(tmp_path / "parts2" / file.line.file_name).base or {} for file in again.files]
    assert [sorted(key.sheet for key in base) for base in bases] == [["individuals", "units"], ["units"]]
    assert [file.line.round for file in again.files] == [2, 2]


def test_an_unknown_unit_stops_everything(master: Path, tmp_path: Path) -> None:
    before = master.read_bytes()
    with pytest.raises(ExchangeError, match="Không có đơn vị tham gia mang mã “99999”"):
        split(master, tmp_path / "out", units=[WARD, "99999"])
    assert master.read_bytes() == before


def test_a_file_that_is_there_is_never_replaced_and_nothing_is_half_done(
    master: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / COPY).write_bytes(b"x")
    before = master.read_bytes()
    with pytest.raises(ExchangeError, match="đã có tệp"):
        split(master, out, units=[OFFICE, WARD])
    assert [path.name for path in out.iterdir()] == [COPY]
    assert master.read_bytes() == before


def test_a_master_that_cannot_be_saved_leaves_no_copies_behind(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(book: bridge.Book) -> None:
        raise BookError(master, "ổ đĩa đã hết chỗ trống")

    monkeypatch.setattr(bridge, "save", refuse)
    with pytest.raises(BookError, match="hết chỗ"):
        split(master, tmp_path / "out", units=[WARD])
    assert list((tmp_path / "out").iterdir()) == []


def test_a_workbook_without_the_register_is_refused_with_the_reason(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "cũ.xlsx"
    book = load_workbook(built)
    del book["_ban_gui"]
    book.save(path)
    with pytest.raises(NoRegister, match="không có trang ẩn “_ban_gui”"):
        split(path, tmp_path / "out")


def test_base_and_register_are_very_hidden_and_the_copy_has_no_macros(
    sent: tuple[Path, Path, splitting.SplitReport],
) -> None:
    _, out, _ = sent
    with zipfile.ZipFile(out / COPY) as package:
        book = package.read("xl/workbook.xml").decode()
        names = package.namelist()
    hidden = set(re.findall(r'<sheet name="([^"]+)"[^>]* state="veryHidden"', book))
    assert hidden == {"_thidua", "_ban_gui", "_goc"}
    assert not [name for name in names if "vba" in name.lower() or "ctrlProp" in name]


@pytest.mark.parametrize("format", ["xlsx", "xlsm"])
def test_openxml_audit_finds_no_error(master: Path, tmp_path: Path, format: str) -> None:
    split(master, tmp_path / "out", units=[WARD], format=format)
    program = Path(sys.executable).with_name("openxml-audit")
    path = tmp_path / "out" / COPY.replace("xlsx", format)
    done = subprocess.run(
        [str(program), "--output", "json", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    (report,) = json.loads(done.stdout)
    assert (report["valid"], report["errors"], report["warning_count"]) == (True, [], 0)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods:calc8"])
def test_a_copy_saved_by_libreoffice_still_has_its_base_and_its_rows(
    sent: tuple[Path, Path, splitting.SplitReport], tmp_path: Path, office: Office, kind: str
) -> None:
    _, out, _ = sent
    before = state(out / COPY)
    saved = office.convert(out / COPY, kind, tmp_path, recalculate=False)
    if saved.suffix == ".ods":
        saved = office.convert(saved, "xlsx", tmp_path, recalculate=False)
    after = state(saved)
    assert after.base == before.base
    assert by_key(after.rows) == by_key(before.rows)
    assert (after.copy_id, after.base_hash, after.notes) == (before.copy_id, before.base_hash, ())


def test_a_split_is_told_to_the_log_and_touches_no_typed_sheet(master: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(master) as package:
        before = {name: package.read(name) for name in package.namelist()}
    split(master, tmp_path / "out", units=[WARD])
    with zipfile.ZipFile(master) as package:
        changed = {name for name in package.namelist() if package.read(name) != before.get(name)}
        book = package.read("xl/workbook.xml").decode()
    tabs = re.findall(r'<sheet name="([^"]+)"', book)
    sheets = {tabs[int(re.sub(r"\D", "", name)) - 1] for name in changed if "/sheet" in name}
    assert {"_ban_gui", "Nhật ký"} <= sheets <= {"_ban_gui", "Nhật ký", "Tiến độ", "Bảng điều khiển"}


@pytest.mark.libreoffice
def test_the_drop_downs_of_a_copy_work_in_libreoffice(
    sent: tuple[Path, Path, splitting.SplitReport],
    tmp_path: Path,
    live_office: LiveOffice,  # noqa: F811
) -> None:
    """The unit's own code is the one choice; a list taken from a very hidden sheet has its words."""
    _, out, _ = sent
    path = Path(shutil.copy(out / COPY, tmp_path / "bản.xlsx"))
    with live_office.opened(path) as book:
        document = book.impl.api
        people = document.Sheets.getByName("Cá nhân")
        for key, words in (("unit_code", [WARD]), ("gender", ["Nam", "Nữ"]), ("award", ["Giấy khen"])):
            cell = people.getCellByPosition(sheet("individuals").index(key), 20)
            assert cell.Validation.Type.value == "LIST"
            probe = document.Sheets.getByName("Công trình").getCellByPosition(40, 40)
            formula = cell.Validation.getFormula1()
            found = []
            for number in range(1, len(words) + 1):
                probe.Formula = f"=INDEX({formula};{number};1)"
                found.append(probe.String)
            probe.Formula = f"=ROWS({formula})"
            assert (found, probe.Value) == (words, len(words))
