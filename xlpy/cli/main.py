"""Reads the arguments, runs one verb, turns known errors into exit code 2 with one clear message."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from xlpy.buttons.faults import explain

VERBS = (
    "new",
    "check",
    "fix",
    "score",
    "export",
    "award",
    "split",
    "merge",
    "remind",
    "repair",
    "schema",
    "template",
    "docs",
    "install",
    "uninstall",
    "doctor",
    "demo",
    "test",
)


class _Parser(argparse.ArgumentParser):
    """Argument errors in Vietnamese, exit 2."""

    def error(self, message: str) -> NoReturn:
        print(f"Lệnh chưa đúng: {message}\n{self.format_usage()}", file=sys.stderr, end="")
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs. Each verb's module has `add(subparsers)`."""
    parser = _Parser(
        prog="thidua.py", description="Công cụ hỗ trợ đợt thi đua: kiểm tra, chấm điểm, xuất hồ sơ."
    )
    subparsers = parser.add_subparsers(dest="verb", required=True, metavar="LỆNH", parser_class=_Parser)
    for verb in VERBS:
        import_module(f"xlpy.cli.{verb}").add(subparsers)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Runs one verb; returns 0, 1 or 2 as the package docstring says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parsed = build_parser().parse_args(list(arguments))
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (a pager, `head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except Exception as error:
        message = explain(error)
        if os.environ.get("THIDUA_DEBUG"):
            raise
        print(message, file=sys.stderr)
        return 2
