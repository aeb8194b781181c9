"""`score BOOK [--json FILE|-] [--write]`: points, ranking, quotas, proposed list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.cli.output import emit_json, print_table

if TYPE_CHECKING:
    from xlpy.scoring.report import ScoreReport


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("score", help="tính điểm, xếp hạng, chỉ tiêu")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument(
        "--json", metavar="TỆP|-", help="ghi kết quả dạng JSON ra tệp, hoặc - để in ra màn hình"
    )
    parser.add_argument("--write", action="store_true", help="ghi kết quả vào sổ tính")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs
    from xlpy.cli.repair import before_writing

    if arguments.write:
        before_writing(arguments.book)
    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
        report = verbs.score(loaded)
        if arguments.write:
            verbs.write_score(book, loaded, report)
            bridge.save(book)
    if arguments.json:
        emit_json(report.as_json(), arguments.json)
    if arguments.json != "-":
        print_scores(report)
    return 0


def print_scores(report: ScoreReport, top: int | None = None) -> None:
    """The ranking and the units over their quota; `top` limits the ranking's rows."""
    from xlpy.vietnamese.numbers import format_points

    if report.scores.draft:
        print("DỰ THẢO – điểm theo biểu dự thảo, chờ biểu chính thức kèm Kế hoạch.")
    ranked = [unit for unit in report.scores.units if unit.rank is not None and unit.total is not None]
    print_table(
        ("Hạng", "Mã", "Đơn vị", "Điểm", "Xếp loại", "Ghi chú"),
        [
            (str(u.rank), u.unit_code, u.unit_name, format_points(u.total or 0), u.grade, u.note)
            for u in ranked[:top]
        ],
    )
    if top is not None and len(ranked) > top:
        print(f"… và {len(ranked) - top} đơn vị khác")
    for unit in report.quotas:
        if unit.status.startswith("Vượt"):
            print(f"Vượt chỉ tiêu: {unit.unit_name}: {unit.status}")
