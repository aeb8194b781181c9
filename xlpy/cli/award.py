"""`award BOOK --out DIR [--unit CODE]… [--certificates KIND] [--row ID]… [--draft] [--pdf]`: the papers of the decision,
below DIR/khen-thuong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.cli.export import MAX_REASONS, print_pdfs, progress_bar

if TYPE_CHECKING:
    from xlpy.packets.awards.certificate_documents import CertificateOrder
    from xlpy.packets.export import ExportReport

KINDS = ("full", "form", "test-print")
"""As in `packets.awards.certificate_documents`, which is not loaded for every verb's help (a test holds the two)."""


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "award",
        help="xuất quyết định khen thưởng, sổ theo dõi, tiền thưởng, thông báo, Giấy khen, báo cáo tổng kết",
    )
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi đặt hồ sơ khen thưởng"
    )
    parser.add_argument(
        "--unit",
        action="append",
        metavar="MÃ",
        help="chỉ danh sách nhận tiền, thông báo, Giấy khen của đơn vị này; dùng nhiều lần được",
    )
    parser.add_argument(
        "--certificates",
        choices=KINDS,
        metavar="CÁCH",
        help="chỉ Giấy khen: full (cả trang), form (in trên phôi), test-print (tờ in thử phôi)",
    )
    parser.add_argument(
        "--row",
        action="append",
        metavar="MÃ_DÒNG",
        help="chỉ Giấy khen của tập thể, cá nhân có mã dòng này; dùng nhiều lần được",
    )
    parser.add_argument(
        "--draft", action="store_true", help="xuất cả khi chưa đủ số, ngày hoặc còn lỗi, in chữ DỰ THẢO"
    )
    parser.add_argument("--pdf", action="store_true", help="kèm bản PDF (cần LibreOffice)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
    findings = verbs.check(loaded)
    with progress_bar("tệp") as progress:
        report = verbs.award(
            loaded,
            findings,
            arguments.out,
            units=arguments.unit,
            draft=arguments.draft,
            progress=progress,
            certificates=_order(arguments),
        )
    print_award(report)
    if arguments.pdf and report.files and not print_pdfs(loaded, report):
        return 2
    return 0 if report.packets else 1


def _order(arguments: argparse.Namespace) -> CertificateOrder | None:
    """What is asked for of certificates alone; None for all papers."""
    from xlpy.packets.awards.certificate_documents import CertificateOrder

    if arguments.certificates is None and not arguments.row:
        return None
    return CertificateOrder(arguments.certificates, tuple(arguments.row or ()))


def print_award(report: ExportReport) -> None:
    """What was written and where, what was not and why, and what needs a look."""
    for packet in report.packets:
        print(f"Đã xuất {len(report.files)} tệp Word của hồ sơ khen thưởng vào thư mục {packet.folder}")
    for skipped in report.skipped:
        code = f" ({skipped.unit_code})" if skipped.unit_code else ""
        print(f"Không xuất {skipped.unit_name}{code}:")
        for reason in skipped.reasons[:MAX_REASONS]:
            print(f"    - {reason}")
        if len(skipped.reasons) > MAX_REASONS:
            print(f"    … và {len(skipped.reasons) - MAX_REASONS} lý do khác; xem trang Lỗi hoặc lệnh check.")
    for message in report.messages:
        print(message)
