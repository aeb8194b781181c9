"""`demo [--out DIR]`: the sample campaign from workbook to packets and decision, with what it found and how long it took."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from xlpy.buttons.verbs import findings_sentence
from xlpy.cli.award import print_award
from xlpy.cli.export import print_export, progress_bar
from xlpy.cli.score import print_scores

TOP_ROWS = 10


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help="chạy thử trọn quy trình trên số liệu mẫu")
    parser.add_argument("--out", type=Path, default=Path("demo-out"), metavar="THƯ MỤC")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from samples.make import clean
    from xlpy.books import bridge
    from xlpy.buttons import verbs
    from xlpy.workbook import build

    started = time.perf_counter()
    out: Path = arguments.out
    workbook = out / "ThiDua2023-mau.xlsm"
    out.mkdir(parents=True, exist_ok=True)
    build(workbook, clean())
    with bridge.open_book(workbook) as book:
        loaded = verbs.load(book, workbook.name)
        findings = verbs.check(loaded)
        scores = verbs.score(loaded)
        verbs.write_score(book, loaded, scores)
        verbs.write_check(book, loaded, findings)
        bridge.save(book)
    print(f"Sổ tính mẫu: {workbook}")
    print(findings_sentence(findings))
    print_scores(scores, TOP_ROWS)
    with progress_bar("tệp") as progress:
        exported = verbs.export(loaded, findings, out / "ho-so", progress=progress)
    print_export(exported, out / "ho-so")
    with progress_bar("tệp") as progress:
        awarded = verbs.award(loaded, findings, out / "ho-so", progress=progress)
    print_award(awarded)
    print(f"Thời gian: {time.perf_counter() - started:.1f} giây")
    return 1 if findings.errors else 0
