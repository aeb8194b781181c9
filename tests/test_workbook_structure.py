"""What a clerk meets in the file, seen through openpyxl: tables, drop-downs, names, colours, print set-up."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as OpenBook
from openpyxl.worksheet.datavalidation import DataValidation

from xlpy.schema import SETTINGS_LIST, SHEETS, Sheet, outputs, sheet, tables
from xlpy.schema.choices import DOSSIER_STATUSES, UNIT_KINDS
from xlpy.workbook import build


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workbook") / "blank.xlsm"
    build(made)
    return made


@pytest.fixture(scope="module")
def book(path: Path) -> OpenBook:
    return openpyxl.load_workbook(path)


def validation(book: OpenBook, definition: Sheet, key: str) -> DataValidation | None:
    cell = f"{definition.letter(key)}{definition.first_row}"
    found = [v for v in book[definition.tab].data_validations.dataValidation if cell in v]
    assert len(found) <= 1
    return found[0] if found else None


def test_every_table_sheet_is_an_excel_table_with_filter(book: OpenBook) -> None:
    for definition in (*tables(), *outputs()):
        tab = book[definition.tab]
        table = tab.tables[definition.table_name]
        assert table.autoFilter is not None
        assert table.ref.startswith(f"A{definition.header_row}:"), definition.key
        assert tab.freeze_panes is not None


def test_every_live_column_is_a_calculated_column_with_the_formula_of_its_cells(
    path: Path, book: OpenBook
) -> None:
    for definition in tables():
        for column in definition.columns:
            if column.type != "live":
                continue
            table = book[definition.tab].tables[definition.table_name]
            calculated = next(
                c for c in table.tableColumns if c.name == column.header
            ).calculatedColumnFormula
            cell = book[definition.tab][f"{definition.letter(column.key)}{definition.first_row}"]
            assert calculated is not None
            assert cell.value == "=" + calculated.attr_text, (definition.key, column.key)


def test_live_formulas_use_no_function_newer_than_excel_2010(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        formulas = re.findall(
            r"<(?:f|calculatedColumnFormula|formula|formula1|definedName)\b[^>]*>([^<]+)<",
            "".join(package.read(n).decode() for n in package.namelist() if n.endswith(".xml")),
        )
    assert len(formulas) > 5_000
    newer = re.compile(r"_xlfn|\b(LET|XLOOKUP|TEXTJOIN|IFS|MAXIFS|FILTER|UNIQUE|CONCAT|SWITCH|IFNA)\(")
    assert not [text for text in formulas if newer.search(text)]


def test_each_closed_list_is_a_drop_down_that_stops_and_says_what_is_allowed(book: OpenBook) -> None:
    for definition in tables():
        for column in definition.columns:
            if not column.choices or definition.key == "settings":
                continue
            rule = validation(book, definition, column.key)
            assert rule is not None, (definition.key, column.key)
            assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
            assert values_of(book, rule.formula1) == column.choices
            assert rule.error


def values_of(book: OpenBook, name: str) -> tuple[object, ...]:
    ((tab, area),) = list(book.defined_names[name.lstrip("=")].destinations)
    return tuple(row[0].value for row in book[tab][area.replace("$", "")])


def test_choices_that_hold_commas_reach_the_drop_down_whole(book: OpenBook) -> None:
    rule = validation(book, sheet("units"), "unit_kind")
    assert rule is not None
    assert values_of(book, rule.formula1) == UNIT_KINDS
    rule = validation(book, sheet("dossiers"), "status")
    assert rule is not None
    assert values_of(book, rule.formula1) == DOSSIER_STATUSES


def test_unit_and_criterion_codes_are_chosen_from_their_sheets(book: OpenBook) -> None:
    for key in (
        "scores",
        "collectives",
        "individuals",
        "good_people",
        "articles",
        "works",
        "council",
        "dossiers",
    ):
        rule = validation(book, sheet(key), "unit_code")
        assert rule is not None
        assert rule.formula1 == "ref_units", key
    rule = validation(book, sheet("scores"), "criterion_code")
    assert rule is not None
    assert rule.formula1 == "ref_criteria"
    assert "'Đơn vị'!$B$5:INDEX('Đơn vị'!$B$5:" in book.defined_names["ref_units"].attr_text


def test_every_column_with_help_shows_it_as_input_message(book: OpenBook) -> None:
    for definition in tables():
        if definition.key == "settings":
            continue
        for column in definition.columns:
            if column.help and column.type not in ("any", "output", "helper"):
                rule = validation(book, definition, column.key)
                assert rule is not None, (definition.key, column.key)
                assert rule.prompt == column.help
                assert rule.promptTitle == column.header[:32]


def test_dates_only_warn_because_a_partial_date_may_be_right(book: OpenBook) -> None:
    rule = validation(book, sheet("individuals"), "birth_date")
    assert rule is not None
    assert (rule.type, rule.errorStyle) == ("date", "warning")


def test_messages_to_the_clerk_are_composed_vietnamese(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                text = package.read(name).decode()
                assert unicodedata.is_normalized("NFC", text), name


def test_every_setting_has_a_name_for_its_value_cell(book: OpenBook) -> None:
    tab = book["Cấu hình"]
    for setting in SETTINGS_LIST:
        ((sheet_name, area),) = list(book.defined_names[f"cfg_{setting.key}"].destinations)
        row = int(area.rsplit("$", 1)[1])
        assert sheet_name == "Cấu hình"
        assert tab.cell(row, 7).value == setting.key


def test_messages_and_table_ranges_have_names(book: OpenBook) -> None:
    for name in ("msg_title", "msg_no_addin", "msg_detail", "msg_status"):
        ((tab, area),) = list(book.defined_names[name].destinations)
        assert book[tab][area.replace("$", "")].value
    for definition in tables():
        assert definition.tab in book.defined_names[f"rng_{definition.key}"].attr_text


def test_code_names_are_the_schemas(book: OpenBook) -> None:
    for definition in SHEETS:
        assert book[definition.tab].sheet_properties.codeName == definition.code_name


def test_marks_colour_the_cell_they_name(book: OpenBook) -> None:
    for definition in tables():
        tab = book[definition.tab]
        rules = {
            (str(area.sqref).split(":")[0], rule.formula[0])
            for area, found in tab.conditional_formatting._cf_rules.items()  # pyright: ignore
            for rule in found
        }
        marks = definition.letter("marks")
        assert tab.column_dimensions[marks].hidden
        for column in definition.inputs:
            cell = f"{definition.letter(column.key)}{definition.first_row}"
            for letter in "EW":
                source = f"${marks}{definition.first_row}"
                wanted = f'OR(ISNUMBER(FIND(";{column.key}={letter};",{source})),ISNUMBER(FIND(";*={letter};",{source})))'
                assert (cell, wanted) in rules, (definition.key, column.key)


def test_sheets_print_on_a4_with_repeated_headers_and_page_numbers(book: OpenBook) -> None:
    for definition in (*tables(), *outputs()):
        tab = book[definition.tab]
        assert tab.page_setup.paperSize == 9
        assert (tab.page_setup.orientation == "landscape") == definition.landscape
        assert tab.print_title_rows == f"${definition.header_row}:${definition.header_row}"
        assert "Trang &P/&N" in str(tab.oddFooter.center.text) or "Trang" in str(tab.oddFooter.center.text)


def test_the_draft_criteria_say_so_on_their_sheet_and_on_the_panel(book: OpenBook) -> None:
    assert "DỰ THẢO" in str(book["Tiêu chí"]["B2"].value)
    assert "DỰ THẢO" in str(book["Bảng điều khiển"]["B3"].value)


def test_the_guide_explains_every_column(book: OpenBook) -> None:
    text = "\n".join(str(cell.value) for row in book["Hướng dẫn"].iter_rows() for cell in row if cell.value)
    for definition in tables():
        for column in definition.columns:
            if column.type != "helper":
                assert column.header in text
                assert column.help in text
