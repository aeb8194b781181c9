"""What can go wrong between us and a running LibreOffice, each with a message for the clerk."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.books.errors import BookError


class NoUnoError(BookError):
    """This Python cannot load UNO: the package is missing, or made for another Python version."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(
            "",
            f"Python {version[0]}.{version[1]} đang dùng không nối được với LibreOffice (thiếu thư viện UNO, hoặc thư "
            "viện dành cho bản Python khác). Hãy cài gói python3-uno của hệ điều hành, tạo môi trường ảo bằng chính "
            "Python của hệ điều hành rồi cài đặt lại công cụ.",
        )


class OfficeNotReachableError(BookError):
    """No LibreOffice accepts on that pipe."""

    def __init__(self, pipe: str) -> None:
        super().__init__(
            "",
            f"không nối được với LibreOffice đang chạy (kênh “{pipe}”). Hãy mở sổ tính bằng LibreOffice từ biểu tượng "
            "Thi đua rồi bấm lại; nếu vẫn không được, hãy cài đặt lại công cụ cho LibreOffice.",
        )


class OfficeGoneError(BookError):
    """LibreOffice, or the document, was closed meanwhile."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "LibreOffice hoặc sổ tính đã bị đóng trong lúc công cụ đang làm việc; tệp trên đĩa giữ nguyên như cũ. "
            "Hãy mở lại sổ tính rồi bấm lại.",
        )


class OfficeRefusedError(BookError):
    """LibreOffice answered a call with a fault."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "LibreOffice từ chối thao tác của công cụ. Hãy thoát khỏi ô đang sửa, đóng các hộp thoại đang mở rồi bấm "
            "lại; nếu vẫn không được, hãy lưu, đóng rồi mở lại sổ tính.",
        )


class UnsavedEditsError(BookError):
    """The clerk has changes that are not on disk; our save would make file and window differ."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "sổ tính có chỗ vừa sửa mà chưa lưu nên công cụ chưa ghi vào tệp; tệp giữ nguyên như cũ. "
            "Hãy lưu sổ tính rồi bấm lại.",
        )


class LiveOnlyError(BookError):
    """Something was changed that only LibreOffice's own save keeps; nothing of the run has been put into the file."""

    def __init__(self, name: str, changes: Sequence[str]) -> None:
        super().__init__(
            name,
            f"lần chạy này đã đổi {', '.join(changes)} trong cửa sổ; cách ghi tệp của công cụ không giữ được phần đó nên "
            "chưa ghi gì, tệp giữ nguyên như cũ. Hãy bấm Ctrl+S để LibreOffice lưu sổ tính (chọn giữ định dạng Excel "
            "nếu được hỏi); lưu xong, công cụ tự đặt lại các nút.",
        )


class NoFileError(BookError):
    """The document is not a local .xlsx/.xlsm file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "sổ tính này chưa nằm trong một tệp .xlsx hoặc .xlsm trên máy (chưa lưu lần nào, đang mở từ mạng, hoặc lưu "
            "với kiểu khác). Hãy lưu vào một thư mục trên máy với kiểu .xlsx hoặc .xlsm rồi bấm lại.",
        )
