"""`export BOOK --out DIR [--unit CODE]… [--draft] [--pdf]`: the packets of all units, or of those named."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.books.errors import BookError

if TYPE_CHECKING:
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
    parser.add_argument("--pdf", action="store_true", help="kèm bản PDF (cần LibreOffice)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
    known = {unit.unit_code for unit in loaded.campaign.taking_part()}
    unknown = [code for code in arguments.unit or () if code not in known]
    if unknown:
        raise BookError(
            arguments.book,
            f"không có đơn vị mã {', '.join(unknown)} tham gia đợt thi đua. Hãy xem trang Đơn vị.",
        )
    findings = verbs.check(loaded)
    with progress_bar() as progress:
        report = verbs.export(
            loaded,
            findings,
            arguments.out,
            units=arguments.unit,
            draft=arguments.draft,
            progress=progress,
        )
    if arguments.pdf:
        from xlpy.packets.pdf import convert_all

        with progress_bar() as progress:
            convert_all(report.files, progress)
    print_export(report, findings, arguments.out)
    return 1 if report.skipped_for_errors else 0


class progress_bar:  # noqa: N801
    """A progress bar on standard error, only where a person watches; call it with (done, total, name)."""

    def __enter__(self) -> progress_bar:
        from tqdm import tqdm

        self._bar = tqdm(disable=not sys.stderr.isatty(), unit="đơn vị", leave=False)
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        self._bar.total = total
        self._bar.set_postfix_str(name[:40], refresh=False)
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def print_export(report: ExportReport, findings: Report, out: Path) -> None:
    """What was written and where, what was not and why."""
    print(f"Đã xuất {len(report.packets)} bộ hồ sơ, {len(report.files)} tệp Word vào thư mục {out}")
    _print_skipped(report.skipped)
    if report.kept:
        print(
            f"{len(report.kept)} tệp đã được sửa trong Word nên giữ nguyên; bản mới đặt cạnh, tên có đuôi “-moi”."
        )


def _print_skipped(skipped: Mapping[str, list[str]]) -> None:
    for unit_code, reasons in skipped.items():
        print(f"Không xuất {unit_code}:")
        for reason in reasons[:MAX_REASONS]:
            print(f"    - {reason}")
        if len(reasons) > MAX_REASONS:
            print(f"    … và {len(reasons) - MAX_REASONS} lỗi khác; xem trang Lỗi hoặc lệnh check.")
