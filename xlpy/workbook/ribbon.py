"""The ribbon tab "Thi đua": one definition, written as customUI 2009/07 and, for Excel 2007, as customUI 2006/01.

Element and attribute names are those of [MS-CUSTOMUI]; pictures are Office's own (imageMso), so none is shipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

NAMESPACES = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
}
"""Part name → namespace. Excel 2010 and later take the first, 2007 the second."""


@dataclass(frozen=True)
class Button:
    """One large button; `callback` is a Sub of ThiDuaRibbon, `keytip` at most three letters, unique on the tab."""

    id: str
    label: str
    image: str
    callback: str
    screentip: str
    supertip: str
    keytip: str


TAB_ID, TAB_LABEL, TAB_KEYTIP = "tabThiDua", "Thi đua", "TD"

GROUPS: tuple[tuple[str, str, tuple[Button, ...]], ...] = (
    (
        "grpSoTinh",
        "Sổ tính",
        (
            Button(
                "btnKiemTra", "Kiểm tra", "AcceptInvitation", "RibbonKiemTra", "Kiểm tra sổ tính",
                "Dò lỗi mọi trang, ghi kết quả vào trang Lỗi và tô màu ô cần sửa. Không thay đổi số liệu đã nhập.", "K",
            ),
            Button(
                "btnTinhDiem", "Tính điểm", "Calculator", "RibbonTinhDiem", "Tính điểm, xếp hạng",
                "Cộng điểm, xếp hạng, đối chiếu chỉ tiêu; ghi vào các trang Kết quả, Diễn giải điểm, Chỉ tiêu, Đề xuất.", "T",
            ),
        ),
    ),
    (
        "grpHoSo",
        "Hồ sơ Word",
        (
            Button(
                "btnXuatHoSo", "Xuất hồ sơ", "ExportWord", "RibbonXuatHoSo", "Xuất hồ sơ của các đơn vị",
                "Tạo tờ trình, biên bản, danh sách, trích ngang và báo cáo thành tích (Word) cho từng đơn vị không còn lỗi.", "X",
            ),
            Button(
                "btnMoThuMuc", "Mở thư mục hồ sơ", "FileOpen", "RibbonMoThuMuc", "Mở thư mục hồ sơ",
                "Mở thư mục ho-so nằm cạnh sổ tính đang mở, nơi chứa hồ sơ đã xuất.", "M",
            ),
        ),
    ),
)  # fmt: skip


def customui(namespace: str) -> bytes:
    """The tab as XML (UTF-8) in the given namespace."""
    groups: list[str] = []
    for group_id, label, buttons in GROUPS:
        inner = "".join(
            f"<button id={quoteattr(b.id)} label={quoteattr(b.label)} imageMso={quoteattr(b.image)} size="
            f'"large" onAction={quoteattr(b.callback)} screentip={quoteattr(b.screentip)} '
            f"supertip={quoteattr(b.supertip)} keytip={quoteattr(b.keytip)}/>"
            for b in buttons
        )
        groups.append(f"<group id={quoteattr(group_id)} label={quoteattr(label)}>{inner}</group>")
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(namespace)}><ribbon><tabs>"
        f"<tab id={quoteattr(TAB_ID)} label={quoteattr(TAB_LABEL)} keytip={quoteattr(TAB_KEYTIP)}>"
        f"{''.join(groups)}</tab></tabs></ribbon></customUI>"
    )
    return text.encode()
