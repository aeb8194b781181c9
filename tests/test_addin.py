"""ThiDua.xlam: the ribbon add-in, for the workbook in front."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Office
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._values import NOTHING
from vba_support import EXCLAMATION, Excel, excel, vba_error

from xlpy.workbook import vba
from xlpy.workbook.addin import FILE_NAME, assemble_addin, build_addin
from xlpy.workbook.commands import COMMANDS
from xlpy.workbook.messages import ADDIN_MESSAGES, MESSAGES, PACKETS_FOLDER
from xlpy.workbook.ribbon import NAMESPACES

ROOT = Path(__file__).resolve().parents[1]
TEXTS = {**MESSAGES, **ADDIN_MESSAGES, "packets_folder": PACKETS_FOLDER}
OPENS_FOLDER = "RibbonMoThuMuc"
VERBS = {c.callback: c.verb for c in COMMANDS if c.callback != OPENS_FOLDER}
"""Opening a folder needs no Python in Excel."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("addin") / FILE_NAME
    build_addin(made)
    return made


@pytest.fixture(scope="module")
def app(path: Path) -> ExcelApplication:
    """The add-in, with a workbook of ours in front: one that has our defined name."""
    opened = ExcelApplication.open(path)
    opened.add_workbook()
    opened.add_named_range("cfg_campaign_code", "=Sheet1!$A$1")
    return opened


@pytest.fixture(scope="module")
def stranger(path: Path) -> ExcelApplication:
    """The add-in, with somebody else's workbook in front."""
    opened = ExcelApplication.open(path)
    opened.add_workbook()
    return opened


def only_message(seen: Excel) -> str:
    ((text, title, style),) = seen.messages
    assert (title, style) == (MESSAGES["msg_title"], EXCLAMATION)
    return text


def test_the_shipped_add_in_is_the_one_that_the_sources_build(path: Path) -> None:
    assert (ROOT / "workbook" / FILE_NAME).read_bytes() == path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


def test_the_package_says_that_it_is_an_add_in_with_a_ribbon(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        assert b"ms-excel.addin.macroEnabled.main+xml" in package.read("[Content_Types].xml")
        links = ElementTree.fromstring(package.read("_rels/.rels"))
        targets = {link.get("Target"): link.get("Type", "") for link in links}
    for part in NAMESPACES:
        assert targets[part].endswith("/relationships/ui/extensibility")
    assert "/2007/" in targets["customUI/customUI14.xml"]
    assert "/2006/" in targets["customUI/customUI.xml"]


@pytest.mark.parametrize("part", NAMESPACES)
def test_the_ribbon_has_one_tab_with_a_button_for_every_command_in_correct_vietnamese(
    path: Path, part: str
) -> None:
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read(part))
    space = f"{{{NAMESPACES[part]}}}"
    assert root.tag == f"{space}customUI"
    (tab,) = root.iter(f"{space}tab")
    assert tab.get("label") == "Thi đua"
    buttons = list(root.iter(f"{space}button"))
    assert [b.get("label") for b in buttons] == [c.caption for c in COMMANDS]
    for button in buttons:
        for name in ("screentip", "supertip", "imageMso", "keytip"):
            assert button.get(name), (button.get("id"), name)
        assert len(button.get("keytip", "")) <= 3
        text = "".join(button.attrib.values())
        assert text == unicodedata.normalize("NFC", text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert len({button.get("keytip") for button in buttons}) == len(buttons)


def test_every_ribbon_button_has_its_callback_and_an_independent_reader_finds_it(path: Path) -> None:
    # oletools calls deprecated names of pyparsing while it is imported; here warnings are errors.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(path))
    try:
        modules = {name: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()
    assert set(modules) == {"ThiDuaRibbon.bas", "ThiDuaRun.bas", "ThisWorkbook.cls", "wsThiDua.cls"}
    declared = set(re.findall(r"Public Sub (\w+)\(ByVal control As Object\)", modules["ThiDuaRibbon.bas"]))
    assert declared == {command.callback for command in COMMANDS}


def test_every_text_that_the_add_in_names_stands_in_a_named_cell(app: ExcelApplication) -> None:
    assert {name: app.run("CellText", name) for name in TEXTS} == TEXTS
    code = "\n".join(vba.addin_sources().values())
    assert set(re.findall(r'"(msg_\w+|packets_folder)"', code)) == set(TEXTS)


@pytest.mark.parametrize("callback", VERBS)
def test_a_ribbon_button_runs_its_verb_on_the_workbook_in_front(app: ExcelApplication, callback: str) -> None:
    with excel(app) as seen:
        seen.app.run(callback, NOTHING)
    assert seen.commands == [
        ("xlwings.xlam!RunPython", f"import xlpy.buttons; xlpy.buttons.{VERBS[callback]}()")
    ]
    assert seen.messages == []


@pytest.mark.parametrize("callback", [*VERBS, OPENS_FOLDER])
def test_a_workbook_that_is_not_ours_is_left_alone(stranger: ExcelApplication, callback: str) -> None:
    with excel(stranger) as seen:
        seen.app.run(callback, NOTHING)
    assert only_message(seen) == ADDIN_MESSAGES["msg_not_ours"]
    assert (seen.commands, seen.changes, seen.opened) == ([], [], [])


@pytest.mark.parametrize("callback", [*VERBS, OPENS_FOLDER])
def test_the_branches_of_the_workbooks_own_macros_hold_for_the_ribbon_too(
    app: ExcelApplication, callback: str
) -> None:
    with excel(app) as seen:
        seen.folder = "https://donvi.sharepoint.com/a"
        seen.app.run(callback, NOTHING)
    assert only_message(seen) == MESSAGES["msg_online"]
    assert (seen.commands, seen.opened) == ([], [])


def test_without_xlwings_the_ribbon_says_so(app: ExcelApplication) -> None:
    with excel(app) as seen:
        seen.run_python = vba_error(1004, "Cannot run the macro")
        seen.app.run("RibbonKiemTra", NOTHING)
    assert only_message(seen).startswith(MESSAGES["msg_no_addin"])


def test_the_folder_of_packets_is_opened_beside_the_workbook(app: ExcelApplication) -> None:
    with excel(app) as seen:
        seen.app.run(OPENS_FOLDER, NOTHING)
    assert seen.opened == ["D:\\Thi đua\\ho-so"]
    assert seen.messages == []


def test_a_missing_folder_of_packets_is_explained(app: ExcelApplication) -> None:
    with excel(app) as seen:
        seen.has_packets = False
        seen.app.run(OPENS_FOLDER, NOTHING)
    assert only_message(seen).startswith(ADDIN_MESSAGES["msg_no_packets"])


def test_openxml_audit_finds_no_error(path: Path) -> None:
    program = Path(sys.executable).with_name("openxml-audit")
    command = [str(program), "--output", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    (report,) = json.loads(done.stdout)
    assert (report["valid"], report["errors"], report["warning_count"]) == (True, [], 0)


def test_the_bytes_do_not_depend_on_the_clock() -> None:
    data = assemble_addin()
    assert data == assemble_addin()
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_reads_its_texts(path: Path, office: Office, tmp_path: Path) -> None:
    # Its type detection knows no add-ins of Excel, so the filter has to be named.
    command = [
        office._program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore",
        "--infilter=Calc MS Excel 2007 VBA XML", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "--outdir", str(tmp_path), str(path),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert MESSAGES["msg_title"] in (tmp_path / "ThiDua.csv").read_text(encoding="utf-8-sig")
