"""`test [-- ARGUMENTS]`: lint, types and all tests, as CI runs them."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("pyright", ("-m", "pyright", "--pythonpath", sys.executable)),
)
_FAILED_TESTS = 1
"""pytest's exit code when tests failed and nothing else went wrong."""


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("test", help="chạy mọi kiểm thử (dành cho lập trình viên)")
    parser.add_argument("--fast", action="store_true", help="bỏ qua ruff, pyright")
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="tham số cho pytest")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    failed = False
    if not arguments.fast:
        for name, command in CHECKS:
            print(f"== {name}", flush=True)
            failed |= subprocess.call([sys.executable, *command], cwd=ROOT) != 0  # noqa: S603
    extra = [argument for argument in arguments.pytest if argument != "--"]
    if extra:
        failed |= _pytest(*extra) != 0
    else:
        failed |= _pytest("-n", "2", "-m", "not window") != 0
        failed |= not _windows()
    return 1 if failed else 0


def _windows() -> bool:
    """Clicks in real windows, with the machine to themselves; what fails is tried once more, and said to be."""
    # Without arguments in tracebacks: the repr of a UNO object of a LibreOffice that is gone ends the process.
    options = ("-m", "window", "--tb=short")
    code = _pytest(*options)
    if code == _FAILED_TESTS:
        print("== once more, those that failed: a window on a slow screen may miss a click", flush=True)
        code = _pytest(*options, "--last-failed", "--last-failed-no-failures=none")
    return code == 0


def _pytest(*options: str) -> int:
    print("== pytest", *options, flush=True)
    return subprocess.call([sys.executable, "-m", "pytest", *options], cwd=ROOT)  # noqa: S603
