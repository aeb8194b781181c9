"""After LibreOffice's own save: what it dropped is back, and everything of the clerk's is as LibreOffice wrote it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.saved_by_office import COLOUR, NAME, NOTE, OWN_TAB, PANEL_NOTE, RENAMED, Writer, edit, place, store
from tests.saved_by_office import writer as writer
from xlpy.books import bridge
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.workbookpart import read_workbook
from xlpy.books.restoring.graft import restored
from xlpy.books.restoring.signs import needs_restoring
from xlpy.buttons import verbs
from xlpy.cli.check import as_json
from xlpy.schema import SHEETS, sheet
from xlpy.workbook import build
from xlpy.workbook.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
BUTTONS = {command.caption: command.macro for command in COMMANDS}
pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("restore")


@pytest.fixture(scope="module")
def pristine(folder: Path) -> Package:
    path = folder / "pristine.xlsm"
    build(path)
    return Package(path)


@pytest.fixture(scope="module")
def original(folder: Path) -> Path:
    """The sample campaign with a macro of the clerk's own."""
    from pyopenvba import ExcelFile

    path = folder / "goc.xlsm"
    with ExcelFile(SAMPLE) as book:
        book.vba_project().add_module("CuaToi", "Public Sub Chao()\r\nEnd Sub\r\n")
        book.save(path)
    return path


@pytest.fixture(scope="module")
def saved(writer: Writer, original: Path, folder: Path) -> Path:
    """Edited by a clerk and saved by LibreOffice."""
    path = Path(shutil.copy(original, folder / "saved.xlsm"))
    with writer.opened(path) as model:
        edit(model)
        store(model, path)
    return path


@pytest.fixture(scope="module")
def saved_twice(writer: Writer, saved: Path, folder: Path) -> Path:
    """Closed, opened and saved again."""
    path = Path(shutil.copy(saved, folder / "twice.xlsm"))
    with writer.opened(path) as model:
        store(model, path)
    return path


@pytest.fixture(scope="module")
def back(saved: Path, pristine: Package, folder: Path) -> Path:
    """What `saved` became."""
    path = folder / "back.xlsm"
    path.write_bytes(restored(Package(saved), pristine).data)
    return path


@pytest.fixture(scope="module")
def looked_at(back: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(back)
    yield book
    book.close()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_parts(path: Path) -> dict[str, str]:
    """Text of each sheet's part by tab."""
    package = Package(path)
    return {entry.tab: package.read(entry.part).decode() for entry in read_workbook(package).sheets}


def buttons_in(writer: Writer, path: Path) -> dict[str, str]:
    """Label → macro of the buttons that LibreOffice shows on the control panel."""
    found: dict[str, str] = {}
    with writer.opened(path) as model:
        panel = model.Sheets.getByName(sheet("dashboard").tab)
        for form in panel.DrawPage.Forms:
            for number in range(form.Count):
                for event in form.getScriptEvents(number):
                    macro = re.search(r"(\w+)\?", event.ScriptCode)
                    assert macro, event.ScriptCode
                    found[form.getByIndex(number).Label] = macro[1]
    return found


def findings(path: Path) -> list[Any]:
    with bridge.open_book(path) as book:
        report = verbs.check(verbs.load(book, "x"))
    return list(as_json("x", report)["findings"])


def audit(path: Path) -> list[Any]:
    program = Path(sys.executable).with_name("openxml-audit")
    command = [str(program), "--output", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return json.loads(done.stdout)[0]["errors"]


def macros_of(path: Path) -> dict[str, str]:
    """Source of the modules that have procedures, by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(path))
    try:
        return {name: code for _, _, name, code in parser.extract_macros() if "Sub " in code}
    finally:
        parser.close()


def test_every_cell_stays_byte_for_byte_as_libreoffice_wrote_it(saved: Path, back: Path) -> None:
    def cells(text: str) -> str:
        found = re.search(r"<sheetData.*</sheetData>", text, re.DOTALL)
        assert found
        return found[0]

    before, after = sheet_parts(saved), sheet_parts(back)
    assert list(before) == list(after)
    assert {tab: cells(text) for tab, text in before.items()} == {tab: cells(t) for tab, t in after.items()}
    columns = re.compile(r"<cols>.*?</cols>", re.DOTALL)
    assert all(columns.findall(text) == columns.findall(after[tab]) for tab, text in before.items())


def test_no_part_of_the_clerks_changes(saved: Path, back: Path) -> None:
    before, after = parts(saved), parts(back)
    kept = [name for name in before if re.search(r"sharedStrings|comments|media|charts|docProps", name)]
    assert len(kept) >= 5
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}
    assert {name for name in before if name not in after} == {
        name for name in before if name.startswith("xl/ctrlProps/")
    }


def test_value_format_note_width_height_hidden_row_filter_and_own_sheet_are_there(looked_at: Any) -> None:
    def cell(key: str, column: str, row: int) -> Any:
        index, line = place(key, column, row)
        return looked_at[sheet(key).tab].cell(line + 1, index + 1)

    assert cell("individuals", "full_name", 1).value == NAME
    painted = cell("individuals", "full_name", 2)
    assert painted.fill.fgColor.rgb == f"FF{COLOUR:06X}"
    assert painted.font.bold
    assert NOTE in cell("individuals", "occupation", 2).comment.text
    assert PANEL_NOTE in looked_at[sheet("dashboard").tab]["D5"].comment.text
    people = looked_at[sheet("individuals").tab]
    assert people.row_dimensions[cell("individuals", "full_name", 4).row].hidden
    assert people.row_dimensions[cell("individuals", "full_name", 5).row].height == pytest.approx(85, abs=1)
    assert looked_at[OWN_TAB]["A1"].value == "Việc cần hỏi"
    works = looked_at[sheet("works").tab]
    assert works.tables[sheet("works").table_name].autoFilter.filterColumn[0].filters.filter == ["Thành phố"]
    assert any(dimension.hidden for dimension in works.row_dimensions.values())


def test_our_reader_sees_the_same_cells_before_and_after(saved: Path, back: Path) -> None:
    with bridge.open_book(saved) as one, bridge.open_book(back) as other:
        before, after = bridge.read_grids(one), bridge.read_grids(other)
    for tab, grid in before.items():
        assert (grid.rows, grid.formulas, grid.hidden_rows) == (
            after[tab].rows,
            after[tab].formulas,
            after[tab].hidden_rows,
        ), tab


def test_libreoffice_shows_the_buttons_again_with_their_macros(
    writer: Writer, saved: Path, back: Path
) -> None:
    assert buttons_in(writer, saved) == {}
    assert buttons_in(writer, back) == BUTTONS


def test_after_a_second_save_without_any_button_they_come_back_too(
    writer: Writer, saved_twice: Path, pristine: Package, tmp_path: Path
) -> None:
    assert not [
        name for name in parts(saved_twice) if b"KiemTra" in parts(saved_twice)[name] and "vml" in name
    ]
    path = tmp_path / "hai lần.xlsm"
    path.write_bytes(restored(Package(saved_twice), pristine).data)
    assert buttons_in(writer, path) == BUTTONS
    assert audit(path) == []


def test_the_restored_package_is_what_excel_wants(saved: Path, back: Path) -> None:
    assert len(audit(saved)) >= 3
    assert audit(back) == []


def test_sheets_have_their_code_names_again_under_a_new_tab_name_too(saved: Path, back: Path) -> None:
    def names(path: Path) -> dict[str, str]:
        return {
            tab: found[1]
            for tab, text in sheet_parts(path).items()
            if (found := re.search(r'<sheetPr\b[^>]*codeName="(\w+)"', text))
        }

    tabs = {each.tab: each.code_name for each in SHEETS}
    tabs[RENAMED] = tabs.pop(sheet("activities").tab)
    assert names(saved) == {}
    assert names(back) == tabs
    assert b'codeName="ThisWorkbook"' in parts(back)["xl/workbook.xml"]


def test_the_stamp_cannot_be_unhidden_by_mistake_again(saved: Path, back: Path) -> None:
    def state(path: Path) -> str:
        return next(e.visible for e in read_workbook(Package(path)).sheets if e.tab == sheet("meta").tab)

    assert (state(saved), state(back)) == ("hidden", "veryHidden")


def test_tables_have_their_style_and_fill_new_rows_again(back: Path, looked_at: Any) -> None:
    first = openpyxl.load_workbook(SAMPLE)
    for definition in SHEETS:
        tab = RENAMED if definition.key == "activities" else definition.tab
        if definition.kind == "form" or definition.table_name not in first[definition.tab].tables:
            continue
        was = first[definition.tab].tables[definition.table_name]
        now = looked_at[tab].tables[definition.table_name]
        assert now.tableStyleInfo.name == was.tableStyleInfo.name
        formulas = [
            [(column.name, column.calculatedColumnFormula and column.calculatedColumnFormula.attr_text)]
            for column in was.tableColumns
        ]
        assert formulas == [
            [(column.name, column.calculatedColumnFormula and column.calculatedColumnFormula.attr_text)]
            for column in now.tableColumns
        ], definition.key
    first.close()


def test_marks_stop_at_the_first_rule_and_keep_their_red_borders(saved: Path, back: Path) -> None:
    people = sheet("individuals").tab
    before, after = sheet_parts(saved)[people], sheet_parts(back)[people]
    assert before.count("<cfRule ") == after.count("<cfRule ") > 20
    assert before.count("stopIfTrue") == 0
    assert after.count("stopIfTrue") == sheet_parts(SAMPLE)[people].count("stopIfTrue")
    lines = re.compile(rb'<dxf>(?:(?!</dxf>).)*<left style="thin"><color rgb="FF9C0006"/>', re.DOTALL)
    assert not lines.search(parts(saved)["xl/styles.xml"])
    assert lines.search(parts(back)["xl/styles.xml"])


def test_headings_tips_ignored_warnings_and_long_lists_are_as_they_were(saved: Path, back: Path) -> None:
    before, after, first = sheet_parts(saved), sheet_parts(back), sheet_parts(SAMPLE)
    panel, people, errors = sheet("dashboard").tab, sheet("individuals").tab, sheet("findings").tab
    assert 'showRowColHeaders="false"' in before[people]
    assert 'showRowColHeaders="true"' in after[people]
    assert 'showRowColHeaders="true"' in after[OWN_TAB]
    assert 'showRowColHeaders="false"' in after[panel]
    assert (before[panel].count("tooltip="), after[panel].count("tooltip=")) == (
        0,
        first[panel].count("tooltip="),
    )
    ignored = re.compile(r"<ignoredErrors>.*?</ignoredErrors>")
    assert ignored.findall(after[people]) == ignored.findall(first[people]) != ignored.findall(before[people])
    lists = re.compile(r'<dataValidation [^>]*sqref="([A-Z0-9:]+)"')
    assert lists.findall(after[errors]) == lists.findall(first[errors]) != lists.findall(before[errors])


def test_our_macros_are_the_original_ones_and_the_clerks_own_is_kept(original: Path, back: Path) -> None:
    before, after = macros_of(original), macros_of(back)
    assert set(after) == {"ThiDua.bas", "ThiDuaRun.bas", "CuaToi.bas"}
    assert {name: code.rstrip() for name, code in after.items()} == {
        name: code.rstrip() for name, code in before.items()
    }


def test_code_written_into_a_sheet_leaves_the_whole_project_as_it_was(
    saved: Path, pristine: Package, tmp_path: Path
) -> None:
    from pyopenvba import ExcelFile

    path = tmp_path / "mã trong trang.xlsm"
    with ExcelFile(saved) as book:
        module = next(m for m in book.vba_project().modules if m.name == "wsUnits")
        book.set_module("wsUnits", module.source + "\r\nPrivate Sub Worksheet_Activate()\r\nEnd Sub\r\n")
        book.save(path)
    result = restored(Package(path), pristine)
    fresh = tmp_path / "sau.xlsm"
    fresh.write_bytes(result.data)
    assert "macro riêng" in result.left[0]
    assert parts(fresh)["xl/vbaProject.bin"] == parts(path)["xl/vbaProject.bin"]
    assert not needs_restoring(Package(fresh))


def test_an_xlsm_saved_without_macros_gets_them_back(
    writer: Writer, pristine: Package, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAMPLE, tmp_path / "nhầm kiểu.xlsm"))
    with writer.opened(path) as model:
        store(model, path, ".xlsx")
    assert "xl/vbaProject.bin" not in parts(path)
    path.write_bytes(restored(Package(path), pristine).data)
    assert audit(path) == []
    assert set(macros_of(path)) == {"ThiDua.bas", "ThiDuaRun.bas"}
    assert buttons_in(writer, path) == BUTTONS


def test_a_units_copy_without_macros_gets_back_all_but_buttons(writer: Writer, tmp_path: Path) -> None:
    path, model_book = tmp_path / "bản của phường.xlsx", tmp_path / "pristine.xlsx"
    build(path, format="xlsx", unit="00007")
    build(model_book, format="xlsx")
    with writer.opened(path) as model:
        edit(model, rename=False)
        model.Sheets.insertNewByName("_goc", 0)
        model.Sheets.getByName("_goc").IsVisible = False
        store(model, path)
    assert needs_restoring(Package(path))
    before = findings(path)
    assert before
    path.write_bytes(restored(Package(path), Package(model_book)).data)
    assert not needs_restoring(Package(path))
    assert audit(path) == []
    assert findings(path) == before
    assert "xl/vbaProject.bin" not in parts(path)
    hidden = {entry.tab for entry in read_workbook(Package(path)).sheets if entry.visible == "veryHidden"}
    assert hidden == {"_goc", *(each.tab for each in SHEETS if each.hidden)}
    assert all(b"<tableStyleInfo" in data for name, data in parts(path).items() if "/tables/" in name)


def test_only_a_workbook_of_ours_that_libreoffice_saved_needs_it(
    saved: Path, back: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "khác.xlsx"
    openpyxl.Workbook().save(foreign)
    needing = {path.name: needs_restoring(Package(path)) for path in (saved, back, SAMPLE, foreign)}
    assert needing == {saved.name: True, back.name: False, SAMPLE.name: False, foreign.name: False}


def test_grafting_again_changes_no_byte(back: Path, pristine: Package) -> None:
    assert restored(Package(back), pristine).data == back.read_bytes()


def test_the_excel_made_workbook_would_not_change_beyond_the_macros(
    pristine: Package, tmp_path: Path
) -> None:
    path = tmp_path / "lành.xlsm"
    path.write_bytes(restored(Package(SAMPLE), pristine).data)
    before, after = parts(SAMPLE), parts(path)
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {"xl/vbaProject.bin"}
