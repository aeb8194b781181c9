"""Đơn vị: codes, names, what the heading and signature of every document need, quotas of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.checks.blanks import missing_hits, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import code_key, nominating_units, unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.mailaddresses import split_addresses
from xlpy.vietnamese.text import fold

# Mobile numbers have 10 digits; land lines have an area code beginning with 02 and 11 digits.
_PHONE = re.compile(r"0[0-9]{9}|02[0-9]{9}")
_QUOTAS = (
    ("collective_quota", "quota_collective", "tập thể"),
    ("individual_quota", "quota_individual", "cá nhân"),
)


@rule(
    "DV-001",
    "error",
    title="Đơn vị thiếu thông tin bắt buộc",
    why="Quy tắc V12; Nghị định 30/2020/NĐ-CP: tên cơ quan chủ quản, tên cơ quan ban hành, ký hiệu, địa danh, chức vụ người ký",
    example="Phường Phúc Xá chưa có “Địa danh”.",
)
def units_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "units")


@rule(
    "DV-002",
    "error",
    title="Mã đơn vị bị trùng",
    why="Mã đơn vị là khóa của mọi trang; hai đơn vị cùng mã thì phiếu, điểm, hồ sơ lẫn vào nhau",
    example="Mã 00001 có ở dòng 5 và dòng 9.",
)
def unit_codes_are_unique(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    first: dict[str, int] = {}
    for unit in campaign.units.rows:
        key = code_key(unit.unit_code)
        if key and (row := first.setdefault(key, unit.row)) != unit.row:
            yield at(
                table,
                unit,
                "unit_code",
                f"mã đơn vị “{unit.unit_code}” của “{unit.unit_name}” đã dùng ở dòng {row}; mỗi đơn vị phải có một mã riêng.",
                "Đặt mã khác cho một trong hai đơn vị, hoặc xóa dòng lặp.",
            )


@rule(
    "DV-003",
    "error",
    title="Hai đơn vị cùng loại trùng tên",
    why="Mục 4.4 tài liệu nghiệp vụ: loại và tên xác định một đơn vị; trùng thì đơn vị có hai chỉ tiêu, hai hồ sơ",
    example="“Trường THCS Ba Đình” có hai dòng, mã khác nhau.",
)
def unit_names_are_unique_in_their_kind(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    first: dict[tuple[str, str], int] = {}
    for unit in campaign.taking_part():
        if not unit.unit_name:
            continue
        row = first.setdefault((unit.unit_kind, fold(unit.unit_name)), unit.row)
        if row != unit.row:
            yield at(
                table,
                unit,
                "unit_name",
                f"“{unit.unit_name}” trùng tên với đơn vị ở dòng {row}, cùng loại “{unit.unit_kind}”.",
                "Nếu là một đơn vị thì giữ một dòng, dòng kia chọn “Không” ở cột Tham gia hoặc xóa; "
                "nếu là hai đơn vị thì ghi tên đầy đủ để phân biệt.",
            )


@rule(
    "DV-004",
    "warning",
    title="Số điện thoại không đúng dạng",
    why="Quy tắc D17: số di động có 10 chữ số bắt đầu bằng 0, máy bàn 11 chữ số bắt đầu bằng 02",
    example="Ghi 91234567; cần ghi 0912345678.",
)
def phone_numbers_have_their_form(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    reported = reported_cells(campaign, "units")
    for unit in units_in_scope(campaign).values():
        if not unit.phone or (unit.row, "phone") in reported:
            continue
        for number in re.split(r"[;,/]", unit.phone):
            if not _PHONE.fullmatch(re.sub(r"[ .\-()]", "", number)):
                yield at(
                    table,
                    unit,
                    "phone",
                    f"số điện thoại “{number.strip()}” của đơn vị {unit_label(unit)} không đúng dạng; cần 10 chữ số bắt đầu "
                    "bằng 0 (máy bàn: 11 chữ số bắt đầu bằng 02).",
                    "Nhập lại số điện thoại, giữ số 0 ở đầu; nhiều số thì cách nhau bằng dấu chấm phẩy.",
                )
                break


@rule(
    "DV-005",
    "warning",
    title="Địa chỉ thư điện tử không đúng dạng",
    why="Bản của đơn vị và thư đôn đốc được gửi theo địa chỉ này",
    example="Ghi “phucxa.badinh@hanoi”; thiếu phần đuôi như .gov.vn.",
)
def emails_have_their_form(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    for unit in units_in_scope(campaign).values():
        _, bad = split_addresses(unit.email)
        if bad:
            yield at(
                table,
                unit,
                "email",
                f"địa chỉ “{bad[0]}” của đơn vị {unit_label(unit)} không đúng dạng tên@miền, "
                "không dấu, không khoảng trắng.",
                "Nhập lại địa chỉ, ví dụ phucxa@example.gov.vn; nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy.",
            )


@rule(
    "DV-009",
    "warning",
    title="Đơn vị chưa có địa chỉ thư điện tử",
    why="Thư nháp gửi bản của đơn vị và thư đôn đốc lấy nơi nhận ở cột này; trống thì phải tự điền khi gửi",
    example="Phường Phúc Xá tham gia nhưng ô Thư điện tử trống.",
)
def units_have_an_email(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    if "email" not in table.columns:
        return
    units = units_in_scope(campaign)
    empty = [unit for unit in units.values() if not unit.email.strip()]
    if len(empty) == len(units) > 1:
        yield on_sheet(
            table,
            f"cột “Thư điện tử” trống ở cả {len(units)} đơn vị tham gia nên thư nháp không có nơi nhận; mỗi đơn vị cần ít nhất "
            "một địa chỉ tên@miền.",
            "Nhập địa chỉ của từng đơn vị; nếu không gửi qua thư điện tử thì bỏ qua cảnh báo này.",
        )
        return
    reported = reported_cells(campaign, "units")
    for unit in empty:
        if (unit.row, "email") not in reported:
            yield at(
                table,
                unit,
                "email",
                f"đơn vị {unit_label(unit)} chưa ghi địa chỉ thư điện tử nên thư nháp gửi đơn vị không có nơi nhận; cần ít nhất "
                "một địa chỉ tên@miền.",
                "Nhập địa chỉ, ví dụ phucxa@example.gov.vn; nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy.",
            )


@rule(
    "DV-006",
    "error",
    title="Đơn vị đề nghị khen thưởng chưa có người ký",
    why="Mục 3.6 tài liệu nghiệp vụ; Nghị định 30/2020/NĐ-CP: tờ trình phải có họ tên người ký",
    example="Phường Phúc Xá có 02 tập thể đề nghị nhưng cột Người ký trống.",
)
def nominating_units_have_a_signer(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    reported = reported_cells(campaign, "units")
    nominating = nominating_units(campaign)
    for code, unit in units_in_scope(campaign).items():
        if code in nominating and not unit.signer_name and (unit.row, "signer_name") not in reported:
            yield at(
                table,
                unit,
                "signer_name",
                f"đơn vị {unit_label(unit)} có đề nghị khen thưởng nhưng chưa ghi họ tên người ký tờ trình.",
                "Nhập họ và tên người ký, không ghi học hàm, học vị.",
            )


@rule(
    "DV-007",
    "warning",
    title="Chỉ tiêu riêng lớn hơn chỉ tiêu của loại đơn vị",
    why="Quy tắc V1; Kế hoạch, mục IV.2: phường tối đa 02 tập thể, 03 cá nhân; đơn vị khác 01 và 01",
    example="Phòng Nội vụ có chỉ tiêu tập thể riêng là 3, loại “Phòng, ban, ngành” là 1.",
)
def own_quota_is_within_the_kind(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    for unit in units_in_scope(campaign).values():
        for column, prefix, what in _QUOTAS:
            own = unit.collective_quota if column == "collective_quota" else unit.individual_quota
            general = campaign.settings.for_kind(prefix, unit.unit_kind)
            if own is not None and general is not None and own > general:
                yield at(
                    table,
                    unit,
                    column,
                    f"đơn vị {unit_label(unit)} có chỉ tiêu {what} riêng là {own}, lớn hơn chỉ tiêu chung {general} "
                    f"của loại “{unit.unit_kind}”.",
                    "Kiểm tra văn bản cho phép; nếu không có thì để trống để dùng chỉ tiêu chung.",
                )


@rule(
    "DV-008",
    "error",
    title="Chỉ tiêu riêng không hợp lệ",
    why="Quy tắc V1: chỉ tiêu là số nguyên từ 0 trở lên",
    example="Chỉ tiêu cá nhân riêng ghi -1.",
)
def own_quota_is_sensible(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("units")
    for unit in units_in_scope(campaign).values():
        for column, _, what in _QUOTAS:
            own = unit.collective_quota if column == "collective_quota" else unit.individual_quota
            most = table.sheet.column(column).maximum or 0
            if own is not None and not 0 <= own <= most:
                yield at(
                    table,
                    unit,
                    column,
                    f"chỉ tiêu {what} riêng của đơn vị {unit_label(unit)} là {own}; cho phép từ 0 đến {most}.",
                    "Nhập số đúng, hoặc để trống để dùng chỉ tiêu chung của loại đơn vị.",
                )
