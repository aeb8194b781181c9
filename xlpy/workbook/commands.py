"""The commands of the tool, once: panel, ribbon, VBA tests and LibreOffice's menu are all made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["book", "packets", "copies"]
"""The sheet itself; the Word packets; the copies that travel (the master only)."""

GROUP_TITLES: dict[Group, str] = {"book": "Sổ tính", "packets": "Hồ sơ Word", "copies": "Bản của đơn vị"}


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `verb` is the function of `xlpy.buttons`, `macro` the Sub of the workbook's module ThiDua.

    `purpose` stands beside the button, `tip` (with the rest) in the ribbon; `image` is one of Office's own
    pictures (imageMso), `keytip` at most three letters, unique.
    """

    verb: str
    macro: str
    caption: str
    purpose: str
    tip: str
    image: str
    keytip: str
    group: Group
    district: bool = False
    """Whether it is the district's own, though it stands among the commands of every workbook."""

    @property
    def procedure(self) -> str:
        """The Sub of LibreOffice's Basic module Menu: "open_folder" gives "OpenFolder"."""
        return "".join(word.capitalize() for word in self.verb.split("_"))

    @property
    def callback(self) -> str:
        """The Sub of the ribbon add-in."""
        return f"Ribbon{self.macro}"

    @property
    def master_only(self) -> bool:
        """Whether a copy for one unit has no use for it."""
        return self.district or self.group == "copies"


COMMANDS: tuple[Command, ...] = (
    Command(
        "check", "KiemTra", "Kiểm tra",
        "Dò lỗi mọi trang, ghi vào trang Lỗi, tô màu ô cần sửa. Không đổi số liệu.",
        "Dò lỗi mọi trang, ghi kết quả vào trang Lỗi và tô màu ô cần sửa. Không thay đổi số liệu đã nhập.",
        "AcceptInvitation", "K", "book",
    ),
    Command(
        "fix", "SuaTheoDeXuat", "Sửa theo đề xuất",
        "Sửa các ô đã chọn “Có” ở cột Đồng ý sửa của trang Lỗi; ghi vào Nhật ký.",
        "Sửa những ô mà ở trang Lỗi, cột Đồng ý sửa, đã chọn “Có”; ghi giá trị trước và sau vào trang Nhật ký.",
        "Spelling", "S", "book",
    ),
    Command(
        "score", "TinhDiem", "Tính điểm",
        "Cộng điểm, xếp hạng, đối chiếu chỉ tiêu; ghi vào trang Kết quả, Chỉ tiêu.",
        "Cộng điểm, xếp hạng, đối chiếu chỉ tiêu; ghi vào các trang Kết quả, Diễn giải điểm, Chỉ tiêu, Đề xuất.",
        "Calculator", "T", "book",
    ),
    Command(
        "export", "XuatHoSo", "Xuất hồ sơ",
        "Soạn hồ sơ Word cho đơn vị không còn lỗi: đơn vị chọn ở dưới, hoặc tất cả.",
        "Tạo tờ trình, biên bản, danh sách, trích ngang và báo cáo thành tích (Word) cho đơn vị chọn ở Bảng điều khiển, hoặc "
        "cho mọi đơn vị không còn lỗi.",
        "ExportWord", "X", "packets",
    ),
    Command(
        "award", "XuatQuyetDinh", "Xuất quyết định",
        "Soạn quyết định, sổ theo dõi, tiền thưởng, Giấy khen, báo cáo tổng kết.",
        "Sau khi ghi cột Kết quả xét và số, ngày Quyết định: tạo quyết định khen thưởng kèm danh sách, sổ theo dõi, danh sách "
        "nhận tiền thưởng, thông báo cho đơn vị có trường hợp không được khen thưởng, Giấy khen và báo cáo tổng kết.",
        "SignatureLineInsert", "Q", "packets", district=True,
    ),
    Command(
        "open_folder", "MoThuMuc", "Mở thư mục",
        "Mở thư mục ho-so nằm cạnh sổ tính, nơi chứa hồ sơ đã xuất.",
        "Mở thư mục ho-so nằm cạnh sổ tính đang mở, nơi chứa hồ sơ đã xuất.",
        "FileOpen", "M", "packets",
    ),
    Command(
        "split", "TachSo", "Tách sổ",
        "Tách sổ: mỗi đơn vị một bản kèm thư nháp, trong thư mục ban-gui-di.",
        "Tạo cho đơn vị chọn ở Bảng điều khiển, hoặc cho mọi đơn vị, một bản riêng kèm thư nháp trong thư mục ban-gui-di; phần mềm "
        "không gửi thư.",
        "FileSendAsAttachment", "C", "copies",
    ),
    Command(
        "merge", "GhepSo", "Ghép sổ",
        "Ghép sổ: nhập các tệp đơn vị gửi về, đặt trong thư mục ban-gui-ve.",
        "Nhập các tệp đơn vị gửi về (đặt trong thư mục ban-gui-ve cạnh sổ tính) và các lựa chọn ở trang Xung đột.",
        "ImportExcel", "G", "copies",
    ),
    Command(
        "undo_merge", "HoanTacGhep", "Hoàn tác ghép",
        "Hoàn tác ghép: trả các ô về như trước lần ghép cuối.",
        "Trả các ô về như trước lần ghép gần nhất, theo trang Nhật ký; ô đã sửa sau đó được giữ nguyên và nêu tên.",
        "Undo", "H", "copies",
    ),
)  # fmt: skip
"""In the order in which the clerk needs them."""


def commands(*, master: bool) -> tuple[Command, ...]:
    """The commands of the master workbook, or those that a copy for one unit has a use for."""
    return tuple(command for command in COMMANDS if master or not command.master_only)
