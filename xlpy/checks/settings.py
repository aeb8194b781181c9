"""Cấu hình: every rule of the campaign present, readable and within its limits.

How the values must fit each other stands in `settings_consistency`, the law in `legal_basis`,
the certificate form in `certificate_form`; all load from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlpy.checks import certificate_form as certificate_form
from xlpy.checks import legal_basis as legal_basis
from xlpy.checks import settings_consistency as settings_consistency
from xlpy.checks.blanks import reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.settings_cells import (
    hint,
    is_empty,
    known_rows,
    parsed,
    shown_default,
    unreported_rows,
    value_hit,
)
from xlpy.model.campaign import Campaign
from xlpy.model.settings import DEFINITIONS
from xlpy.schema.settings import GROUPS
from xlpy.vietnamese.numbers import format_number

_FILLED_BEFORE_EXPORT = ("plan_number", "plan_date")


@rule(
    "CH-001",
    "warning",
    title="Thiếu dòng cấu hình",
    why="Trang Cấu hình giữ mọi quy định của đợt thi đua; thiếu dòng thì phần mềm dùng giá trị mặc định",
    example="Không còn dòng “Hạn nộp hồ sơ”: đang dùng mặc định 31/05/2023.",
)
def every_setting_has_a_row(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("settings")
    if not table.columns:
        return
    present = {row.setting_key for row in campaign.setting_rows.rows}
    missing = [setting for key, setting in DEFINITIONS.items() if key not in present]
    if len(missing) == len(DEFINITIONS):
        yield on_sheet(
            table,
            "không đọc được dòng cấu hình nào; toàn bộ quy định đang dùng giá trị mặc định.",
            "Khôi phục trang Cấu hình từ tệp mẫu, không xóa cột Mã cấu hình.",
        )
        return
    absent = {setting.key for setting in missing}
    whole = [(name, group) for name, group in GROUPS if all(setting.key in absent for setting in group)]
    for name, group in whole:
        # A workbook from before the group existed: one line says so, not one for each of its rows.
        yield on_sheet(
            table,
            f"thiếu cả nhóm “{name}” ({len(group)} dòng, từ “{group[0].name}”); đang dùng giá trị mặc định.",
            "Chép các dòng của nhóm này, cả cột Mã cấu hình, từ trang Cấu hình của một sổ tính mới (lệnh new) sang cuối trang này.",
        )
    told = {setting.key for _, group in whole for setting in group}
    for setting in missing:
        if setting.key in told:
            continue
        yield on_sheet(
            table,
            f"thiếu dòng “{setting.name}” (mã {setting.key}); đang dùng giá trị mặc định: {shown_default(setting)}.",
            f"Thêm lại dòng có mã cấu hình “{setting.key}” và giá trị đúng, hoặc chép từ tệp mẫu.",
        )


@rule(
    "CH-002",
    "error",
    title="Cấu hình bắt buộc còn trống",
    why="Giá trị này có trong Kế hoạch hoặc được mọi phép kiểm tra dùng đến",
    example="Dòng “Hạn nộp hồ sơ” không có giá trị.",
)
def required_settings_are_filled(campaign: Campaign) -> Iterator[Hit]:
    for row, setting, value in unreported_rows(campaign):
        if setting.required and is_empty(value):
            yield at(
                campaign.table("settings"),
                row,
                "value",
                f"“{setting.name}” còn trống.",
                f"Nhập giá trị{hint(setting)}.",
            )


@rule(
    "CH-003",
    "error",
    title="Giá trị cấu hình không đọc được",
    why="Mỗi dòng cấu hình có một kiểu giá trị: số, ngày, Có/Không hoặc danh mục",
    example="Hạn nộp hồ sơ ghi “cuối tháng 5”; cần ghi 31/5/2023.",
)
def settings_are_readable(campaign: Campaign) -> Iterator[Hit]:
    for row, setting, value in unreported_rows(campaign):
        if not is_empty(value) and not parsed(setting, value)[1]:
            yield at(
                campaign.table("settings"),
                row,
                "value",
                f"“{setting.name}” ghi “{value}”, không phải giá trị được phép{hint(setting)}.",
                f"Nhập lại{hint(setting)}.",
            )


@rule(
    "CH-004",
    "error",
    title="Giá trị cấu hình ngoài khoảng cho phép",
    why="Mỗi số trong Cấu hình có khoảng hợp lý, ghi cùng định nghĩa của dòng",
    example="Tỷ lệ phiếu đồng ý phải vượt ghi 500; cho phép từ 0 đến 100.",
)
def settings_are_in_range(campaign: Campaign) -> Iterator[Hit]:
    for row, setting, raw in known_rows(campaign):
        if (setting.minimum is None and setting.maximum is None) or is_empty(raw):
            continue
        value = parsed(setting, raw)[0]
        if not isinstance(value, (int, Decimal)):
            continue
        low, high = setting.minimum, setting.maximum
        if (low is not None and value < Decimal(str(low))) or (
            high is not None and value > Decimal(str(high))
        ):
            limits = " ".join(
                [
                    *([f"từ {format_number(low)}"] if low is not None else []),
                    *([f"đến {format_number(high)}"] if high is not None else []),
                ]
            )
            yield at(
                campaign.table("settings"),
                row,
                "value",
                f"“{setting.name}” là {format_number(value)}; cho phép {limits}.",
                f"Nhập số {limits}.",
            )


@rule(
    "CH-005",
    "warning",
    title="Dòng cấu hình lặp lại hoặc không có trong mẫu",
    why="Mỗi quy định chỉ có một dòng; mã cấu hình do phần mềm đặt, không sửa",
    example="Hai dòng cùng mã deadline: không rõ dòng nào được dùng.",
)
def setting_keys_are_known_and_unique(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("settings")
    first: dict[str, int] = {}
    for row in campaign.setting_rows.rows:
        key = row.setting_key
        if not key:
            continue
        if key not in DEFINITIONS:
            yield at(
                table,
                row,
                "setting_key",
                f"mã cấu hình “{key}” không có trong mẫu; dòng “{row.name}” không có tác dụng.",
                "Khôi phục mã đúng theo tệp mẫu hoặc xóa dòng.",
            )
        elif key in first:
            yield at(
                table,
                row,
                "setting_key",
                f"mã cấu hình “{key}” đã có ở dòng {first[key]}; mỗi quy định chỉ được một dòng.",
                "Giữ một dòng có giá trị đúng, xóa dòng còn lại.",
            )
        else:
            first[key] = row.row


@rule(
    "CH-009",
    "error",
    title="Chưa điền số, ngày của Kế hoạch",
    why="Câu hỏi Q6: bản Kế hoạch có trong tay để trống số và ngày; mọi tờ trình đều viện dẫn",
    example="“Số Kế hoạch của UBND quận” còn trống; cần ghi dạng 88/KH-UBND.",
)
def plan_number_and_date_are_filled(campaign: Campaign) -> Iterator[Hit]:
    reported = reported_cells(campaign, "settings")
    rows = {row.setting_key: row.row for row in campaign.setting_rows.rows}
    for key in _FILLED_BEFORE_EXPORT:
        if campaign.settings.text(key).strip() or (rows.get(key, 0), "value") in reported:
            continue
        form = "88/KH-UBND" if key == "plan_number" else "10/4/2023"
        yield value_hit(
            campaign,
            key,
            f"“{DEFINITIONS[key].name}” còn trống; tờ trình và biên bản viện dẫn Kế hoạch nên phải có trước khi xuất hồ sơ.",
            f"Nhập theo bản Kế hoạch đã phát hành, ví dụ {form}.",
        )
