"""Hồ sơ: every unit answers, with a complete dossier or with "không đề nghị" (V13), and says it completely.

The order of its dates stands in `dossier_dates`, which is loaded from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.checks import dossier_dates as dossier_dates
from xlpy.checks.blanks import is_blank, missing_hits, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import ignored_units, nominating_units, unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.records import Dossier

_MEETING_AND_SUBMISSION = (
    "submission_date",
    "meeting_start",
    "meeting_end",
    "meeting_place",
    "voting_method",
)
_RETURNED = "Trả lại"
_NUMBER = re.compile(r"[0-9]{1,6}[A-Za-z]?")
_NUMBER_IN_SYMBOL = re.compile(r"(?:số\s*:?\s*)?([0-9]{1,6}[A-Za-z]?)\s*/.*", re.IGNORECASE)


def first_dossiers(campaign: Campaign) -> dict[str, Dossier]:
    """The first dossier row of every unit, by unit code; later ones are HS-005."""
    found: dict[str, Dossier] = {}
    for dossier in campaign.dossiers.rows:
        if dossier.unit_code:
            found.setdefault(dossier.unit_code, dossier)
    return found


@rule(
    "HS-001",
    "error",
    title="Đơn vị có đề nghị nhưng chưa có dòng hồ sơ",
    why="Kế hoạch, mục IV.4: hồ sơ gồm tờ trình và biên bản họp Hội đồng, lập từ trang Hồ sơ",
    example="Phường Phúc Xá có 05 đề nghị, trang Hồ sơ không có dòng nào của phường.",
)
def nominating_units_have_a_dossier(campaign: Campaign) -> Iterator[Hit]:
    dossiers = first_dossiers(campaign)
    nominating = nominating_units(campaign)
    for code, unit in units_in_scope(campaign).items():
        if code in nominating and code not in dossiers:
            yield on_sheet(
                campaign.table("dossiers"),
                f"đơn vị {unit_label(unit)} có đề nghị khen thưởng nhưng chưa có dòng hồ sơ.",
                f"Thêm một dòng với mã đơn vị {code}, nhập ngày tờ trình và cuộc họp Hội đồng.",
                unit_code=code,
            )


@rule(
    "HS-002",
    "error",
    title="Hồ sơ thiếu thông tin tờ trình hoặc cuộc họp",
    why="Mục 3.2, 3.3 tài liệu nghiệp vụ: tờ trình có ngày; biên bản có giờ bắt đầu, kết thúc, địa điểm, hình thức biểu quyết. "
    "Số tờ trình, số biên bản được để trống đến khi văn thư lấy số",
    example="Hồ sơ phường Phúc Xá chưa có “Địa điểm họp”.",
)
def dossiers_are_complete(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("dossiers")
    nominating = nominating_units(campaign)
    units = units_in_scope(campaign)
    reported = reported_cells(campaign, "dossiers")
    for code, dossier in first_dossiers(campaign).items():
        if code not in nominating or (unit := units.get(code)) is None:
            continue
        for key in _MEETING_AND_SUBMISSION:
            if is_blank(dossier, key) and (dossier.row, key) not in reported:
                column = table.sheet.column(key)
                allowed = f" Chọn một trong: {'; '.join(column.choices)}." if column.choices else ""
                yield at(
                    table,
                    dossier,
                    key,
                    f"hồ sơ của đơn vị {unit_label(unit)} còn trống “{column.header}”; đơn vị có đề nghị thì phải ghi.{allowed}",
                    f"Nhập “{column.header}”. {column.help}".strip(),
                )


@rule(
    "HS-003",
    "error",
    title="Ghi không đề nghị nhưng vẫn có đề nghị",
    why="Quy tắc V13: “Không đề nghị: Có” nghĩa là đơn vị không có tập thể, cá nhân nào trong danh sách",
    example="Phường Phúc Xá chọn “Có” ở cột Không đề nghị nhưng có 02 cá nhân.",
)
def declared_units_do_not_nominate(campaign: Campaign) -> Iterator[Hit]:
    nominating = nominating_units(campaign)
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        unit = units.get(dossier.unit_code)
        if unit is not None and dossier.no_nomination and dossier.unit_code in nominating:
            yield at(
                campaign.table("dossiers"),
                dossier,
                "no_nomination",
                f"đơn vị {unit_label(unit)} ghi không đề nghị, nhưng trang Tập thể hoặc Cá nhân có dòng của đơn vị.",
                "Chọn “Không” (hoặc để trống) nếu đơn vị có đề nghị; nếu không thì xóa các dòng đề nghị.",
            )


@rule(
    "HS-004",
    "warning",
    title="Đơn vị chưa đề nghị và chưa ghi “Không đề nghị”",
    why="Quy tắc V13: đơn vị không đề nghị phải ghi rõ, để không nhầm với đơn vị chưa gửi",
    example="Trường THCS Ba Đình không có đề nghị nào, cột Không đề nghị trống.",
)
def silent_units_say_so(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("dossiers")
    nominating = nominating_units(campaign)
    dossiers = first_dossiers(campaign)
    reported = reported_cells(campaign, "dossiers")
    for code, unit in units_in_scope(campaign).items():
        dossier = dossiers.get(code)
        if code in nominating or (dossier is not None and dossier.no_nomination):
            continue
        message = f"đơn vị {unit_label(unit)} chưa có tập thể, cá nhân nào được đề nghị và chưa ghi “Không đề nghị”."
        fix = "Nhập đề nghị của đơn vị, hoặc chọn “Có” ở cột Không đề nghị."
        if dossier is None:
            yield on_sheet(
                table, message, f"{fix} Thêm dòng hồ sơ với mã đơn vị {code} nếu chưa có.", unit_code=code
            )
        elif (dossier.row, "no_nomination") not in reported:
            yield at(table, dossier, "no_nomination", message, fix)


@rule(
    "HS-005",
    "error",
    title="Đơn vị có hai dòng hồ sơ",
    why="Mỗi đơn vị một tờ trình, một biên bản; hai dòng thì không rõ dùng ngày, số nào",
    example="Phường Phúc Xá có hồ sơ ở dòng 5 và dòng 20.",
)
def one_dossier_for_each_unit(campaign: Campaign) -> Iterator[Hit]:
    first = first_dossiers(campaign)
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        unit = units.get(dossier.unit_code)
        if unit is not None and (row := first[dossier.unit_code].row) != dossier.row:
            yield at(
                campaign.table("dossiers"),
                dossier,
                "unit_code",
                f"đơn vị {unit_label(unit)} đã có hồ sơ ở dòng {row}; mỗi đơn vị chỉ một dòng.",
                "Giữ dòng đúng, xóa dòng còn lại.",
            )


@rule(
    "HS-006",
    "error",
    title="Dòng hồ sơ không có mã đơn vị",
    why="Hồ sơ không rõ của đơn vị nào thì không lập được văn bản",
    example="Dòng 9 có ngày tờ trình nhưng không có mã đơn vị.",
)
def dossiers_name_their_unit(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "dossiers")


@rule(
    "HS-007",
    "error",
    title="Hồ sơ trả lại chưa ghi lý do",
    why="Mục 3.1, 8.3 tài liệu nghiệp vụ: trả lại hồ sơ phải báo lý do cho đơn vị",
    example="Tình trạng “Trả lại”, cột Lý do trả lại trống.",
)
def returned_dossiers_have_a_reason(campaign: Campaign) -> Iterator[Hit]:
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        unit = units.get(dossier.unit_code)
        if unit is not None and dossier.status == _RETURNED and not dossier.return_reason:
            yield at(
                campaign.table("dossiers"),
                dossier,
                "return_reason",
                f"hồ sơ của đơn vị {unit_label(unit)} có tình trạng “{_RETURNED}” nhưng chưa ghi lý do.",
                "Ghi lý do trả lại để đơn vị biết và bổ sung.",
            )


@rule(
    "HS-008",
    "warning",
    title="Số tờ trình hoặc số biên bản ghi cả ký hiệu",
    why="Nghị định 30/2020/NĐ-CP: số và ký hiệu; phần mềm tự thêm ký hiệu như TTr-UBND",
    example="Ghi 05/TTr-UBND; cần ghi 05, nếu không văn bản in thành 05/TTr-UBND/TTr-UBND.",
)
def document_numbers_are_numbers(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("dossiers")
    ignored = ignored_units(campaign)
    reported = reported_cells(campaign, "dossiers")
    for dossier in campaign.dossiers.rows:
        if dossier.unit_code in ignored:
            continue
        for column, typed in (
            ("submission_no", dossier.submission_no),
            ("minutes_no", dossier.minutes_no),
        ):
            if not typed or _NUMBER.fullmatch(typed) or (dossier.row, column) in reported:
                continue
            inner = _NUMBER_IN_SYMBOL.fullmatch(typed)
            yield at(
                table,
                dossier,
                column,
                f"“{table.sheet.column(column).header}” ghi “{typed}”; ở đây chỉ ghi số, ký hiệu được thêm tự động.",
                "Chỉ ghi số, ví dụ 05; chưa lấy số thì để trống.",
                proposal=inner[1] if inner else None,
            )
