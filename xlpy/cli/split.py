"""`split BOOK --out DIR [--unit CODE]… [--part CODE=NAME]… [--cluster NAME]… [--group NAME=CODE,CODE]…
[--format xlsx|xlsm] [--email]`: a copy for each unit."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlpy.buttons.splitting import SplitReport

MAX_LINES = 10


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("split", help="tách sổ tính thành các bản riêng gửi đơn vị")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument("--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi đặt các bản")
    parser.add_argument(
        "--unit", action="append", metavar="MÃ", help="chỉ tách cho đơn vị này; dùng nhiều lần được"
    )
    parser.add_argument(
        "--part",
        action="append",
        default=[],
        metavar="MÃ=TÊN",
        help="tách bản của một đơn vị cho bộ phận của đơn vị, ví dụ TDP3=Tổ dân phố số 3; dùng nhiều lần được",
    )
    parser.add_argument(
        "--cluster",
        action="append",
        default=[],
        metavar="TÊN_CỤM",
        help="một bản chung cho các đơn vị của cụm (cột Cụm thi đua, trang Đơn vị); dùng nhiều lần được",
    )
    parser.add_argument(
        "--group",
        action="append",
        default=[],
        metavar="TÊN=MÃ,MÃ",
        help="một bản chung cho các đơn vị ghi rõ, ví dụ Cụm 1=00001,00007; dùng nhiều lần được",
    )
    parser.add_argument(
        "--format",
        choices=("xlsx", "xlsm"),
        default="xlsx",
        help="xlsx (mặc định, không có macro) hoặc xlsm",
    )
    parser.add_argument("--email", action="store_true", help="kèm thư nháp .eml; phần mềm không gửi thư")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import splitting, verbs
    from xlpy.cli.export import progress_bar
    from xlpy.exchange.copies import Part
    from xlpy.exchange.copies_group import Group, cluster_groups
    from xlpy.exchange.errors import ExchangeError

    parts = [Part.parse(text) for text in arguments.part]
    groups = [Group.parse(text) for text in arguments.group]
    if (groups or arguments.cluster) and (parts or arguments.unit):
        raise ExchangeError(
            "Không dùng --cluster, --group cùng --unit, --part trong một lần tách. Hãy tách riêng từng loại."
        )
    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
        groups += cluster_groups(loaded.campaign, arguments.cluster)
        with (
            progress_bar("bản") as progress,
            splitting.prepare(
                loaded,
                arguments.out,
                units=arguments.unit or _own_unit(loaded, parts),
                parts=parts,
                groups=groups,
                format=arguments.format,
                email=arguments.email,
                progress=progress,
            ) as sending,
        ):
            splitting.write_split(book, loaded, sending)
            bridge.save(book)
            report = sending.place()
    print_split(report, arguments.out, arguments.book.name)
    return int(bool(report.not_sent))


def _own_unit(loaded: Any, parts: list[Any]) -> list[str] | None:
    """A unit's own copy needs no --unit to be split for its parts."""
    own = loaded.campaign.stamp.unit_code
    return [own] if parts and own else None


def print_split(report: SplitReport, out: Path, book: str) -> None:
    """What went where, whose address is missing, which rows belong to nobody."""
    print(f"Đã tách {len(report.files)} bản vào thư mục {out}; danh sách gửi: {report.list_file}")
    if report.ids:
        print(
            f"Đã đánh mã cho {len(report.ids)} dòng chưa có mã hoặc trùng mã; xem trang Nhật ký của {book}."
        )
    drafts = [file for file in report.files if file.draft]
    if drafts:
        print(f"Đã soạn {len(drafts)} thư nháp (.eml). Phần mềm không gửi thư: mở từng thư, xem lại rồi gửi.")
    faults = [
        f"{file.line.unit_name} ({file.line.unit_code}): {f}" for file in drafts if (f := file.address_fault)
    ]
    _listed("Thư chưa có đủ địa chỉ nhận; hãy bổ sung ở trang Đơn vị hoặc điền khi gửi:", faults)
    _listed("Dòng không nằm trong bản nào; hãy sửa rồi tách lại:", report.not_sent)


def _listed(title: str, lines: list[str]) -> None:
    if not lines:
        return
    print(title)
    for line in lines[:MAX_LINES]:
        print(f"    - {line}")
    if len(lines) > MAX_LINES:
        print(f"    … và {len(lines) - MAX_LINES} dòng khác.")
