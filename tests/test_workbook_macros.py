"""The VBA project and the buttons that call it."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

import pytest

from xlpy.schema import SHEETS
from xlpy.workbook import build, vba
from xlpy.workbook.commands import COMMANDS, commands


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workbook") / "blank.xlsm"
    build(made)
    return made


@pytest.fixture(scope="module")
def modules(path: Path) -> dict[str, str]:
    # oletools calls deprecated names of pyparsing while it is imported; here warnings are errors.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(path))
    try:
        return {name: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def test_sources_are_ascii_and_avoid_what_libreoffice_cannot_run() -> None:
    for name, source in vba.sources().items():
        assert source.isascii(), name
        code = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith("'"))
        for word in ("#If", "Declare", "ListObjects", "CreateObject", "Evaluate", "Application.Path", "Hwnd"):
            assert word not in code, (name, word)
        if "Application.Run" in code:
            assert "On Error GoTo" in code


def test_a_source_with_diacritics_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Sai.bas").write_text("' Kiểm tra\n", encoding="utf-8")
    monkeypatch.setattr(vba, "SOURCES", tmp_path)
    with pytest.raises(vba.VbaSourceError, match="Sai"):
        vba.sources()


def test_an_independent_reader_finds_our_module_and_one_module_per_sheet(modules: dict[str, str]) -> None:
    assert set(modules) == {
        "ThiDua.bas",
        "ThiDuaRun.bas",
        "ThisWorkbook.cls",
        *(f"{definition.code_name}.cls" for definition in SHEETS),
    }
    for name, source in vba.sources().items():
        body = source.split("\r\n", 1)[1]
        assert body.strip() in modules[f"{name}.bas"].replace("\r\n", "\n").replace("\n", "\r\n")


def buttons_of(path: Path) -> dict[str, str]:
    """Caption → macro of every button in the file."""
    with zipfile.ZipFile(path) as package:
        drawing = next(n for n in package.namelist() if n.startswith("xl/drawings/vmlDrawing"))
        text = package.read(drawing).decode()
    return dict(
        zip(
            re.findall(r"<font[^>]*>([^<]+)</font>", text),
            re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", text),
            strict=True,
        )
    )


def test_every_command_has_a_button_that_calls_a_macro_that_exists(
    path: Path, modules: dict[str, str]
) -> None:
    assert buttons_of(path) == {command.caption: command.macro for command in COMMANDS}
    for command in COMMANDS:
        assert f"Public Sub {command.macro}()" in modules["ThiDua.bas"]


def test_the_copy_of_a_unit_has_only_the_buttons_that_fit_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    build(path, unit="00007")
    assert buttons_of(path) == {command.caption: command.macro for command in commands(master=False)}


def test_every_verb_that_a_macro_asks_for_is_a_function_of_the_buttons() -> None:
    from xlpy import buttons

    for command in COMMANDS:
        assert callable(getattr(buttons, command.verb)), command.verb


def test_macros_call_the_add_in_and_nothing_else(modules: dict[str, str]) -> None:
    calls = re.findall(r"Application\.Run\((.+)\) =", "\n".join(modules.values()))
    assert calls == ['"xlwings.xlam!RunPython", "import xlpy.buttons; xlpy.buttons." & verb & "()"']
    asked = re.findall(r'Public Sub (\w+)\(\)\s+RunTool "(\w+)"', modules["ThiDua.bas"])
    assert asked == [(command.macro, command.verb) for command in COMMANDS]


def test_the_macro_free_copy_has_no_project_and_no_button(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    build(path, format="xlsx")
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert not [name for name in names if "vba" in name.lower() or "vml" in name.lower()]
        assert b"macroEnabled" not in package.read("[Content_Types].xml")
