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
    # Clicks in a real window wait for a program to answer: they get the machine to themselves.
    rounds = (
        [extra]
        if extra
        else [["-n", "2", "-m", "not window"], ["-m", "window and not survival", "--tb=short"]]
    )
    for options in rounds:
        print("== pytest", *options, flush=True)
        failed |= subprocess.call([sys.executable, "-m", "pytest", *options], cwd=ROOT) != 0  # noqa: S603
    return 1 if failed else 0
