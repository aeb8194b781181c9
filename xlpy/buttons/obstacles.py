"""What keeps a button from writing, said before anything is written: a read-only workbook, sheets that are locked or away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.buttons.ticks import sheet_grid
from xlpy.schema import sheet, tables
from xlpy.vietnamese.text import fold

if TYPE_CHECKING:
    from xlpy.buttons.verbs import Loaded


class ReadOnlyOpenError(BookError):
    """The program has opened the workbook for reading only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "sổ tính đang mở ở chế độ chỉ đọc nên không ghi được kết quả (thường do người khác đang mở cùng tệp, hoặc tệp được "
            "đánh dấu chỉ đọc). Hãy nhờ người đang mở đóng tệp rồi mở lại; hoặc chọn Tệp > Lưu thành (Save As) với tên khác rồi "
            "bấm lại trên bản mới.",
        )


class LockedSheetsError(BookError):
    """Sheets that the button has to write are protected."""

    def __init__(self, name: str, tabs: Collection[str]) -> None:
        listed = ", ".join(f"“{tab}”" for tab in tabs)
        super().__init__(
            name,
            f"trang {listed} đang khóa (Protect Sheet) nên không ghi được; chưa ghi gì. Hãy mở khóa: Excel: thẻ Xem lại (Review) > "
            "Bỏ bảo vệ trang (Unprotect Sheet); LibreOffice: Công cụ (Tools) > Bảo vệ trang tính (Protect Sheet); rồi bấm lại.",
        )


class MissingSheetsError(BookError):
    """Sheets that the button has to write were deleted, or have another name: `missing` maps tab to that name or ""."""

    def __init__(self, name: str, missing: Mapping[str, str]) -> None:
        listed = ", ".join(
            f"“{tab}” (nay mang tên “{now}”)" if now else f"“{tab}”" for tab, now in missing.items()
        )
        super().__init__(
            name,
            f"không còn trang {listed} nên không có chỗ ghi kết quả; chưa ghi gì. Hãy đặt lại đúng tên trang, hoặc nhấn Ctrl+Z "
            "nếu vừa xóa; nếu xóa đã lâu, hãy chép trang ấy từ bản sao lưu (thư mục sao-luu) hoặc làm tiếp trên bản sao lưu.",
        )


def refuse_read_only(book: bridge.Book) -> None:
    """Raises ReadOnlyOpenError. Excel's macros say it before Python is asked; LibreOffice's cannot."""
    if bridge.read_only(book):
        raise ReadOnlyOpenError(book.name)


def refuse_locked(book: bridge.Book, loaded: Loaded, keys: Collection[str], *, marks: bool = False) -> None:
    """Raises MissingSheetsError or LockedSheetsError if one of the sheets `keys` cannot be written.

    With `marks` a protected table sheet is an obstacle too. Asked before the first write: a write that stops in the
    middle would leave the sheets at odds.
    """
    wanted = [sheet(key) for key in keys]
    tabs = {fold(tab) for tab in loaded.grids}
    missing: dict[str, str] = {}
    for definition in wanted:
        if fold(definition.tab) not in tabs:
            renamed = sheet_grid(loaded.grids, definition)
            missing[definition.tab] = renamed.tab if renamed is not None else ""
    if missing:
        raise MissingSheetsError(book.name, missing)
    wanted += tables() if marks else ()
    grids = [grid for definition in wanted if (grid := sheet_grid(loaded.grids, definition)) is not None]
    locked = [grid.tab for grid in grids if grid.protected]
    if locked:
        raise LockedSheetsError(book.name, locked)
