"""Which units a button works on: the drop-down "Đơn vị:" of Bảng điều khiển."""

from __future__ import annotations

from xlpy.books import bridge
from xlpy.books.errors import BookError, MissingPlace
from xlpy.model.campaign import Campaign
from xlpy.model.units_index import UnitsIndex
from xlpy.schema import choices
from xlpy.schema.registry import DASHBOARD
from xlpy.vietnamese import text
from xlpy.workbook.messages import CHOSEN_UNIT
from xlpy.workbook.unitchoice import SEPARATOR


def chosen_units(book: bridge.Book, campaign: Campaign) -> list[str] | None:
    """Codes of the units chosen on the panel; None for all, also in a workbook that offers no choice.

    The cell holds "00001 – Phường Phúc Xá" from the list, or whatever names a unit beyond doubt: its code, its name.
    Raises BookError that names the nearest unit where none is meant.
    """
    try:
        value = bridge.name_value(book, CHOSEN_UNIT)
    except MissingPlace:
        return None
    typed = _typed(value)
    if not typed or text.fold_ascii(typed) == text.fold_ascii(choices.ALL_UNITS):
        return None
    index = UnitsIndex(campaign.units.rows)
    for meant in (typed.split(SEPARATOR.strip())[0].strip(), typed):
        if code := index.find(meant).unit_code:
            return [code]
    near = index.find(typed).near
    raise BookError(
        book.name,
        f"trang {DASHBOARD.tab}, ô “Đơn vị:” ghi “{typed[:80]}”, không phải đơn vị nào ở trang Đơn vị."
        + (f" Đơn vị gần nhất: {near}." if near else "")
        + f" Hãy chọn “{choices.ALL_UNITS}” hoặc một đơn vị trong danh sách thả xuống rồi bấm lại.",
    )


def _typed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        # A code typed over the text format arrives as a number: 1.0 stands for "1", which the index knows as 00001.
        return str(int(value))
    return text.clean(str(value)).text if value is not None else ""
