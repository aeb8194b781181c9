"""The sheet for a trial print: a millimetre grid with the frame and the name of every field of the form.

Laid over a real form and held against the light, it shows at once how far the printer and the settings are off.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xlpy.model.certificate_form import MM_PER_POINT, CertificateForm, FormField
from xlpy.packets.awards.drawing import Box, Lines, TextLine
from xlpy.packets.awards.fitting import fit
from xlpy.packets.awards.form_document import Drawn, sheets
from xlpy.vietnamese.numbers import format_number

_GRID, _RULER, _GOOD, _BAD, _TEXT = "D0D0D0", "808080", "1F4E79", "C00000", "404040"
_EDGE = 10
"""Where the two rulers stand, in millimetres from the edge: printers leave the outermost 4 to 6 mm white."""
_LABEL = 8.0
_HELP = (
    "IN THỬ PHÔI GIẤY KHEN: tờ {width} x {height} mm, ô lưới 10 mm, thước chia 1 mm.",
    "In đúng tỷ lệ 100% (không chọn “vừa trang giấy”), đặt chồng lên tờ phôi rồi soi trước ánh sáng.",
    "Khung gạch: chỗ của từng ô; vạch liền trong khung: chỗ chân chữ đứng. Khung đỏ: đè lên ô khác hoặc ra ngoài tờ.",
    "Mọi ô cùng lệch thì sửa hai dòng “chỉnh máy in”; một ô lệch thì sửa dòng của ô đó (trang Cấu hình).",
)


def trial_sheet(form: CertificateForm, *, author: str = "") -> bytes:
    """A .docx of one sheet. The grid stands on the bare sheet; the frames carry the printer's offset, as the
    certificates do."""
    bad = {field.key for field in chain(form.outside(), *form.overlaps())}
    page: list[Drawn] = [
        Lines(form.width, form.height, list(_grid(form)), _GRID),
        Lines(form.width, form.height, list(_rulers(form)), _RULER),
        *_numbers(form),
        *_help(form),
    ]
    for field in form.fields:
        page += _field(field, _BAD if field.key in bad else _GOOD, form)
    return sheets([page], form.width, form.height, title="In thử phôi Giấy khen", author=author)


def _steps(length: float, step: int) -> Iterator[int]:
    return iter(range(step, int(length) + (0 if length == int(length) else 1), step))


def _grid(form: CertificateForm) -> Iterator[tuple[float, float, float, float]]:
    for x in _steps(form.width, 10):
        yield x, 0, x, form.height
    for y in _steps(form.height, 10):
        yield 0, y, form.width, y


def _rulers(form: CertificateForm) -> Iterator[tuple[float, float, float, float]]:
    yield 0, _EDGE, form.width, _EDGE
    yield _EDGE, 0, _EDGE, form.height
    for x in _steps(form.width, 1):
        yield x, _EDGE, x, _EDGE + _tick(x)
    for y in _steps(form.height, 1):
        yield _EDGE, y, _EDGE + _tick(y), y


def _tick(place: int) -> float:
    return 3.0 if place % 10 == 0 else 2.0 if place % 5 == 0 else 1.2


def _numbers(form: CertificateForm) -> Iterator[TextLine]:
    for x in _steps(form.width, 10):
        if x > _EDGE:
            yield TextLine(str(x), x - 5, _EDGE - 0.8, 10, 6.5, "center", color=_TEXT)
    for y in _steps(form.height, 10):
        if y > _EDGE:
            yield TextLine(str(y), 0, y + 0.8, _EDGE - 0.8, 6.5, "right", color=_TEXT)


def _help(form: CertificateForm) -> Iterator[TextLine]:
    sizes = {"width": format_number(form.width), "height": format_number(form.height)}
    width = form.width - 2 * _EDGE - 10
    for number, text in enumerate(_HELP):
        line = fit(text.format(**sizes), width, 10, 6, 1, bold=number == 0)
        yield TextLine(
            line.text.replace("\n", " "), _EDGE + 5, _EDGE + 9 + 5 * number, width, line.size,
            bold=number == 0, color=_TEXT,
        )  # fmt: skip


def _field(field: FormField, color: str, form: CertificateForm) -> list[Drawn]:
    feet = [
        (field.x, field.y + number * field.pitch, field.x + field.width, field.y + number * field.pitch)
        for number in range(field.lines)
    ]
    typed = field.moved(-form.offset[0], -form.offset[1])
    place = f"Ngang {_mm(typed.x)}; Dọc {_mm(typed.y)}; Rộng {_mm(typed.width)}"
    label = fit(f"{field.name} ({place})", field.width, _LABEL, 5, 1)
    return [
        Box(field.x, field.top, field.width, field.bottom - field.top, color, dashed=True),
        Lines(form.width, form.height, feet, color),
        TextLine(
            label.text.replace("\n", " "), field.x + 0.5, field.y - 0.2 * label.size * MM_PER_POINT,
            field.width, label.size, color=color,
        ),
    ]  # fmt: skip


def _mm(length: float) -> str:
    return format_number(round(length, 1))
