"""`export BOOK --out DIR [--unit CODE]… [--draft] [--pdf [--two-sided]]`: the packets of all units, or of those named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlpy.buttons.verbs import Loaded
    from xlpy.checks.runner import Report
    from xlpy.packets.export import ExportReport

MAX_REASONS = 5


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("export", help="xuất hồ sơ Word của các đơn vị")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument("--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi đặt hồ sơ")
    parser.add_argument(
        "--unit", action="append", metavar="MÃ", help="chỉ xuất đơn vị này; dùng nhiều lần được"
    )
    parser.add_argument(
        "--draft", action="store_true", help="xuất cả hồ sơ còn lỗi, in chữ DỰ THẢO ở mỗi trang"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="kèm bản PDF và một tệp in cho mỗi đơn vị (cần LibreOffice)"
    )
    parser.add_argument(
        "--two-sided",
        action="store_true",
        default=None,
        help="tệp in để in hai mặt: mỗi văn bản bắt đầu ở trang lẻ; không ghi thì theo trang Cấu hình",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
    findings = verbs.check(loaded)
    with progress_bar("tệp") as progress:
        report = verbs.export(
            loaded, findings, arguments.out, units=arguments.unit, draft=arguments.draft, progress=progress
        )
    print_export(report, arguments.out)
    printed = True
    if arguments.pdf or loaded.campaign.settings.flag("export_pdf"):
        printed = print_pdfs(loaded, report, arguments.two_sided)
    else:
        from xlpy.packets.printing import outdated

        for message in outdated(report.packets):
            print(message)
    if not printed:
        return 2
    return 0 if arguments.draft else stopped_by_errors(report, findings)


def print_pdfs(loaded: Loaded, report: ExportReport, two_sided: bool | None = None) -> bool:
    """PDFs of the packets; whether all that were wanted are there."""
    from xlpy.buttons import verbs

    with progress_bar("pdf") as progress:
        printed = verbs.print_packets(loaded, report, two_sided=two_sided, progress=progress)
    pages = sum(printed.pages.values())
    print(
        f"Đã có {len(printed.files)} tệp PDF; tạo mới {len(printed.pages)} tệp in 00-ban-in.pdf ({pages} trang)."
    )
    for message in printed.messages:
        print(message, file=sys.stderr)
    return not printed.failed


def stopped_by_errors(report: ExportReport, findings: Report) -> int:
    """1 if errors kept a unit from being exported, else 0: a unit that nominates nobody is no error."""
    blocked = findings.blocked_units()
    return int(any("" in blocked or unit.unit_code in blocked for unit in report.skipped))


class progress_bar:  # noqa: N801
    """A progress bar on standard error, only where a person watches; call it with (done, total, name)."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> progress_bar:
        from tqdm import tqdm

        self._bar = tqdm(disable=not sys.stderr.isatty(), unit=f" {self._what}", leave=False)
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        self._bar.total = total
        self._bar.set_postfix_str(name[:40], refresh=False)
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def print_export(report: ExportReport, out: Path) -> None:
    """What was written and where, what was not and why, and what needs a look."""
    print(f"Đã xuất {len(report.packets)} bộ hồ sơ, {len(report.files)} tệp Word vào thư mục {out}")
    for unit in report.skipped:
        print(f"Không xuất {unit.unit_name} ({unit.unit_code}):")
        for reason in unit.reasons[:MAX_REASONS]:
            print(f"    - {reason}")
        if len(unit.reasons) > MAX_REASONS:
            print(f"    … và {len(unit.reasons) - MAX_REASONS} lỗi khác; xem trang Lỗi hoặc lệnh check.")
    for message in report.messages:
        print(message)
