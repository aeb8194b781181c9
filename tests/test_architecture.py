"""The rooms import only in the direction that DEVELOPERS.md gives."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
XLPY = ROOT / "xlpy"

ALLOWED = {
    "schema": set[str](),
    "vietnamese": set[str](),
    "model": {"schema", "vietnamese"},
    "checks": {"schema", "vietnamese", "model"},
    "scoring": {"schema", "vietnamese", "model"},
    "packets": {"schema", "vietnamese", "model", "scoring"},
    "exchange": {"schema", "vietnamese", "model"},
    "workbook": {"schema", "vietnamese"},
    "books": {"schema", "vietnamese", "model"},
}
CORE = ("schema", "vietnamese", "model", "checks", "scoring")
SPREADSHEET_AND_WORD = {"xlwings", "openpyxl", "docxtpl", "docx", "xlsxwriter", "pyopenvba"}


def imports(path: Path) -> set[str]:
    """Full names of all modules that a file imports, those inside functions included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    for path in (XLPY / room).rglob("*.py"):
        rooms = {
            name.split(".")[1] for name in imports(path) if name.startswith("xlpy.") and name.count(".") >= 1
        }
        strangers = {name for name in rooms if (XLPY / name).is_dir()} - ALLOWED[room] - {room}
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}"


@pytest.mark.parametrize("room", CORE)
def test_the_core_knows_no_spreadsheet_and_no_word(room: str) -> None:
    for path in (XLPY / room).rglob("*.py"):
        packages = {name.split(".")[0].lower() for name in imports(path)}
        assert not packages & SPREADSHEET_AND_WORD, path.relative_to(ROOT)


def test_only_the_command_line_imports_the_installer() -> None:
    for path in XLPY.rglob("*.py"):
        room = path.relative_to(XLPY).parts[0]
        if room not in ("install", "cli"):
            assert not {name for name in imports(path) if name.startswith("xlpy.install")}, path


def test_every_room_says_what_lives_there() -> None:
    for folder in XLPY.iterdir():
        if folder.is_dir() and any(folder.glob("*.py")):
            doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
            assert doc, f"{folder.name}/__init__.py has no docstring"


def test_nobody_uses_the_paid_part_of_xlwings() -> None:
    for path in XLPY.rglob("*.py"):
        assert not {name for name in imports(path) if name.startswith("xlwings.pro")}, path


def test_checking_loads_neither_pandas_nor_word_nor_openpyxl() -> None:
    code = (
        "import sys; from xlpy.books import bridge; from xlpy.buttons import verbs; "
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'docx', 'docxtpl', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
