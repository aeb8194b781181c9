"""The documents keep up with the program: every verb, option and picture they name exists, and the other way round."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest

from xlpy.cli.main import VERBS, build_parser

ROOT = Path(__file__).resolve().parents[1]
README, GUIDE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "HUONG_DAN.md"))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_stands_in_the_readme(verb: str) -> None:
    assert re.search(rf"`{verb}[ `\[]", README)


def test_every_option_in_the_readme_is_understood() -> None:
    known = {
        option
        for action in build_parser()._subparsers._group_actions  # type: ignore[union-attr]
        for parser in action.choices.values()  # type: ignore[union-attr]
        for option in parser._option_string_actions
    }
    assert set(re.findall(r"--[a-z][a-z-]*", README)) <= known
    assert set(re.findall(r" (--[a-z][a-z-]*)", GUIDE)) <= known


@pytest.mark.parametrize("name", ["README.md", "HUONG_DAN.md"])
def test_every_picture_and_link_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, '.'); import thidua; print(thidua.environment_folder().name)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip(), done.stderr


def test_every_pinned_package_has_its_reason_above_it() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        for above, line in itertools.pairwise(lines):
            if "==" in line and not line.startswith("#"):
                assert above.startswith("#"), f"{name}: {line}"


def test_vba_sources_are_ascii() -> None:
    for path in (ROOT / "workbook" / "vba").iterdir():
        assert path.read_bytes().isascii(), path.name
