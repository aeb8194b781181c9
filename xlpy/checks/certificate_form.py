"""Cấu hình: the texts of a certificate find their place on the pre-printed form. Registered through `checks.settings`.

Warnings, not errors: an office without forms prints whole pages and never looks at these lines. The verb `award`
itself refuses to print on a form that these rules object to.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import rule
from xlpy.checks.settings_cells import value_hit
from xlpy.model.campaign import Campaign
from xlpy.model.certificate_form import FieldUnreadable, read_form, read_sizes
from xlpy.model.settings import DEFINITIONS
from xlpy.schema.settings_certificates import FIELD_PREFIX
from xlpy.vietnamese.numbers import format_number

_WHY = "Tài liệu nghiệp vụ, mục 7.4: in trên phôi cần vị trí từng ô tính bằng mm"
_EXAMPLE_LINE = "Ngang 48,5; Dọc 108; Rộng 200; Cỡ 28-16; Giữa; Đậm; Dòng 2; Cách 8"


@rule(
    "GK-001",
    "warning",
    title="Vị trí ô in trên phôi Giấy khen không đọc được",
    why=_WHY,
    example="Ghi “ở giữa tờ”; cần ghi Ngang 48,5; Dọc 108; Rộng 200; Cỡ 28-16; Giữa.",
)
def form_fields_are_readable(campaign: Campaign) -> Iterator[Hit]:
    for key, fault in read_form(campaign.settings).unreadable.items():
        yield value_hit(
            campaign,
            key,
            f"“{DEFINITIONS[key].name}” ghi “{campaign.settings.text(key)}”: {fault}.",
            f"Ghi các phần cách nhau bằng dấu chấm phẩy, ví dụ: {_EXAMPLE_LINE}. Bắt buộc: Ngang, Dọc, Rộng, Cỡ. "
            "Để trống nếu phôi không có ô này.",
        )


@rule(
    "GK-002",
    "warning",
    title="Ô in nằm ngoài tờ phôi Giấy khen",
    why=_WHY,
    example="Tờ phôi rộng 297 mm, ô tên bắt đầu ở 150 mm và rộng 200 mm.",
)
def form_fields_lie_on_the_sheet(campaign: Campaign) -> Iterator[Hit]:
    form = read_form(campaign.settings)
    for field in form.outside():
        yield value_hit(
            campaign,
            FIELD_PREFIX + field.key,
            f"“{field.name}” chiếm từ {_mm(field.x)} đến {_mm(field.x + field.width)} theo chiều ngang và từ "
            f"{_mm(field.top)} đến {_mm(field.bottom)} theo chiều dọc (đã cộng phần chỉnh máy in); tờ phôi là "
            f"{_mm(form.width)} x {_mm(form.height)} mm.",
            "Sửa Ngang, Dọc, Rộng của ô, kích thước tờ phôi hoặc phần chỉnh máy in cho ô nằm gọn trong tờ.",
        )


@rule(
    "GK-003",
    "warning",
    title="Hai ô in trên phôi Giấy khen đè lên nhau",
    why=_WHY,
    example="Ô tên và ô chức vụ cùng ở Dọc 108.",
)
def form_fields_keep_apart(campaign: Campaign) -> Iterator[Hit]:
    for first, second in read_form(campaign.settings).overlaps():
        yield value_hit(
            campaign,
            FIELD_PREFIX + second.key,
            f"“{second.name}” (dọc {_mm(second.top)} đến {_mm(second.bottom)}) đè lên “{first.name}” (dọc "
            f"{_mm(first.top)} đến {_mm(first.bottom)}); mỗi ô cao bằng số dòng nhân với cỡ chữ lớn nhất.",
            "Dời một ô, giảm cỡ chữ hoặc số dòng; chạy in thử để xem khung các ô.",
        )


@rule(
    "GK-004",
    "warning",
    title="Cỡ chữ Giấy khen không đọc được",
    why="Tài liệu nghiệp vụ, mục 7.4: chữ dài được thu nhỏ trong giới hạn đặt trước",
    example="Ghi “to”; cần ghi 30-18 (từ cỡ lớn nhất xuống cỡ nhỏ nhất).",
)
def certificate_sizes_are_readable(campaign: Campaign) -> Iterator[Hit]:
    for key in ("certificate_size_name", "certificate_size_post", "certificate_size_content"):
        text = campaign.settings.text(key)
        try:
            if text:
                read_sizes(text)
        except FieldUnreadable as error:
            yield value_hit(
                campaign,
                key,
                f"“{DEFINITIONS[key].name}”: {error}.",
                "Ghi cỡ lớn nhất, dấu gạch, cỡ nhỏ nhất, ví dụ 30-18.",
            )


def _mm(length: float) -> str:
    return format_number(round(length, 1))
