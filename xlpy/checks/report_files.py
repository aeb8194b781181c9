"""Word files that rows name as their report: found, readable, and what of them does not reach Mẫu 07.

The files were read before (`books.reports`); a campaign in which nobody looked has none of these findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlpy.checks.finding import Hit
from xlpy.checks.naming import nominees, place, quoted, who
from xlpy.checks.nominee_rules import FILLED_BY_FILE
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.reportfile import ReportFile
from xlpy.model.table import Table

COLUMN = "report_file"
_ENCODINGS = {"tcvn3": "TCVN3 (ABC, phông .Vn…)", "vni": "VNI (phông VNI-…)", "mojibake": "UTF-8 bị vỡ"}
_WHY = "tài liệu nghiệp vụ §1.2: Mẫu số 07, phần II"


class _Named(NamedTuple):
    table: Table[Record]
    record: Nominee
    file: ReportFile

    def hit(self, message: str, fix: str, proposal: str | None = None) -> Hit:
        return at(self.table, self.record, COLUMN, message, fix, proposal=proposal)

    @property
    def shown(self) -> str:
        """'tệp “Báo cáo.docx” của cá nhân “Nguyễn Văn An”'."""
        return f"tệp {quoted(self.file.name or self.file.typed, 100)} của {who(self.table, self.record)}"


def _named(campaign: Campaign) -> Iterator[_Named]:
    for table, record in nominees(campaign):
        file = campaign.report_file(record)
        if file is not None:
            yield _Named(table, record, file)


def _read(campaign: Campaign) -> Iterator[_Named]:
    return (named for named in _named(campaign) if named.file.state == "read")


@rule(
    "TW-001",
    "error",
    title="Không tìm thấy tệp báo cáo Word",
    why=f"V2; {_WHY} lấy từ tệp nên tệp phải nằm cạnh sổ tính",
    example="Cột “Tệp báo cáo (Word)” ghi “Bao cao An.docx” nhưng thư mục của sổ tính không có tệp này.",
)
def missing_file(campaign: Campaign) -> Iterator[Hit]:
    for named in _named(campaign):
        if named.file.state == "missing":
            near = named.file.near
            hint = f" Có phải là tệp {quoted(near, 100)} không?" if near else ""
            yield named.hit(
                f"không tìm thấy {named.shown}. Tệp phải nằm cùng thư mục với sổ tính, trong thư mục con ghi ở ô này, "
                f"hoặc trong thư mục mang mã đơn vị.{hint}",
                f"Sửa ô thành {quoted(near, 100)} nếu đúng ý."
                if near
                else "Chép tệp vào thư mục của sổ tính, sửa lại tên tệp trong ô, hoặc xóa ô rồi nhập thành tích vào các cột.",
                near or None,
            )
        elif named.file.state == "no_folder":
            yield named.hit(
                f"chưa tìm được {named.shown}: sổ tính chưa được lưu vào một thư mục trên máy (có thể đang mở từ thư điện tử "
                "hoặc OneDrive), mà tệp Word phải nằm cạnh sổ tính.",
                "Lưu sổ tính vào một thư mục trên máy, chép tệp Word vào thư mục đó rồi kiểm tra lại.",
            )


@rule(
    "TW-002",
    "error",
    title="Đường dẫn tệp báo cáo Word không được phép",
    why="Quy tắc an toàn của phần mềm: chỉ đọc tệp nằm trong thư mục của sổ tính, vì ô này do đơn vị gửi đến",
    example="Ô ghi “C:\\Users\\An\\bao-cao.docx”, “..\\khac\\bao-cao.docx” hoặc một địa chỉ mạng.",
)
def outside_folder(campaign: Campaign) -> Iterator[Hit]:
    for named in _named(campaign):
        if named.file.state == "outside":
            yield named.hit(
                f"{who(named.table, named.record)}: ô ghi {quoted(named.file.typed, 100)} {named.file.reason}. Chỉ được ghi "
                "tên một tệp nằm trong thư mục của sổ tính (có thể trong thư mục con, ví dụ “bao-cao/An.docx”).",
                "Chép tệp vào thư mục của sổ tính rồi chỉ ghi tên tệp vào ô.",
            )


@rule(
    "TW-003",
    "error",
    title="Không đọc được tệp báo cáo Word",
    why=f"V2; {_WHY} lấy từ tệp; tệp từ ngoài gửi đến chỉ được đọc khi là .docx không có macro, không mật khẩu",
    example="Tệp là .doc kiểu cũ, đặt mật khẩu, có macro, bị hỏng, hoặc đang bị chương trình khác khóa.",
)
def unreadable_file(campaign: Campaign) -> Iterator[Hit]:
    for named in _named(campaign):
        reason = named.file.reason.rstrip(".")
        if named.file.state in ("refused", "too_big"):
            what, _, fix = reason.partition(". ")
            yield named.hit(
                f"{named.shown} không dùng được: {what}.", f"{fix}." if fix else "Dùng tệp .docx khác."
            )
        elif named.file.state == "unreadable":
            busy = " Tệp đang mở trong Word hoặc LibreOffice." if named.file.open_elsewhere else ""
            yield named.hit(
                f"máy không cho đọc {named.shown} ({reason}).{busy}",
                "Đóng tệp trong Word, chờ đồng bộ xong nếu tệp ở trên mạng, rồi kiểm tra lại.",
            )


@rule(
    "TW-004",
    "error",
    title="Tệp báo cáo Word không có nội dung",
    why=f"V2, V12; {_WHY} phải có nội dung",
    example="Tệp chỉ có một hình chụp trang giấy, không có chữ.",
)
def empty_file(campaign: Campaign) -> Iterator[Hit]:
    for named in _named(campaign):
        if named.file.state == "empty":
            remarks = named.file.remarks
            images = (
                f" Tệp chỉ có {remarks.pictures} hình; chữ trong hình không đọc được."
                if remarks.pictures
                else ""
            )
            part = " Phần II (thành tích) của tệp còn trống." if remarks.left_out else ""
            yield named.hit(
                f"{named.shown} không có chữ nào để đưa vào báo cáo.{images}{part}",
                "Gõ nội dung thành tích vào tệp Word, hoặc xóa ô này rồi nhập vào các cột của sổ tính.",
            )


@rule(
    "TW-005",
    "warning",
    title="Tệp báo cáo Word đang mở",
    why=f"V2; {_WHY}: chỉ phần đã lưu của tệp được đưa vào báo cáo",
    example="“Báo cáo An.docx” đang mở trong Word: phần vừa gõ chưa lưu sẽ không có trong báo cáo.",
)
def open_file(campaign: Campaign) -> Iterator[Hit]:
    for named in _read(campaign):
        if named.file.open_elsewhere:
            yield named.hit(
                f"{named.shown} đang mở trong Word hoặc LibreOffice; chỉ phần đã lưu được đưa vào báo cáo.",
                "Lưu và đóng tệp rồi kiểm tra lại. Nếu không ai mở, xóa tệp tạm “~$…” cạnh tệp này.",
            )


@rule(
    "TW-006",
    "warning",
    title="Thành tích có cả trong ô và trong tệp Word",
    why=f"{_WHY} chỉ lấy từ một nơi; tệp được dùng vì là bản đầy đủ mà người viết đã ký tên chịu trách nhiệm",
    example="Ô “Kết quả đạt được” đã có chữ mà dòng này còn ghi tên tệp Word.",
)
def cells_beside_file(campaign: Campaign) -> Iterator[Hit]:
    for named in _named(campaign):
        filled = [
            named.table.sheet.column(key).header for key in FILLED_BY_FILE if getattr(named.record, key)
        ]
        if filled:
            yield named.hit(
                f"{who(named.table, named.record)} có cả tệp Word và nội dung ở các cột {', '.join(map(quoted, filled))}. "
                "Báo cáo lấy phần II từ tệp; nội dung các cột này không được in.",
                "Xóa nội dung các cột nói trên nếu đã có trong tệp; hoặc xóa tên tệp nếu muốn dùng nội dung các cột.",
            )


@rule(
    "TW-007",
    "warning",
    title="Tệp báo cáo Word gõ bằng bảng mã cũ",
    why="V11, D04, D05; Nghị định 30/2020/NĐ-CP, P-06: phông Times New Roman, bộ mã Unicode",
    example="Tệp dùng phông .VnTime: chữ được chuyển sang Unicode, cần đối chiếu lại.",
)
def legacy_encoding(campaign: Campaign) -> Iterator[Hit]:
    for named in _read(campaign):
        remarks = named.file.remarks
        if remarks.encodings:
            names = ", ".join(_ENCODINGS[encoding] for encoding in remarks.encodings)
            yield named.hit(
                f"{named.shown} có chữ gõ bằng bảng mã {names}; phần mềm đã chuyển sang Unicode khi đưa vào báo cáo, ví dụ "
                f"{quoted(remarks.converted)}.",
                "Đối chiếu báo cáo xuất ra với tệp gốc, nhất là họ tên và chữ viết hoa; tốt nhất là gõ lại tệp bằng Unicode.",
            )


@rule(
    "TW-008",
    "warning",
    title="Tệp báo cáo Word còn vết sửa hoặc ghi chú",
    why=f"V2; {_WHY}: bản đưa vào hồ sơ phải là bản cuối; phần mềm coi mọi vết sửa (Track Changes) là được chấp nhận",
    example="Tệp còn 3 chỗ xóa có đánh dấu: phần xóa không được in.",
)
def tracked_changes(campaign: Campaign) -> Iterator[Hit]:
    for named in _read(campaign):
        remarks = named.file.remarks
        counts = (
            (remarks.insertions, "chỗ thêm (được in)"),
            (remarks.deletions, "chỗ xóa (không in)"),
            (remarks.comments, "ghi chú (không in)"),
        )
        if told := _counted(counts):
            yield named.hit(
                f"{named.shown} còn vết sửa hoặc ghi chú: {told}.",
                "Mở tệp bằng Word, thẻ Xem lại (Review): chấp nhận hoặc từ chối các thay đổi, xóa ghi chú, rồi lưu.",
            )


@rule(
    "TW-009",
    "warning",
    title="Có phần của tệp Word không đưa vào báo cáo được nguyên vẹn",
    why=f"{_WHY} gồm chữ, danh sách và bảng; hình, đối tượng nhúng và liên kết không được mở vì lý do an toàn",
    example="Tệp có 2 hình chụp giấy khen: báo cáo chỉ có chữ.",
)
def not_carried_over(campaign: Campaign) -> Iterator[Hit]:
    for named in _read(campaign):
        remarks = named.file.remarks
        lost = _counted(
            (
                (remarks.pictures, "hình"),
                (remarks.objects, "đối tượng nhúng"),
                (remarks.foreign, "phần nằm ở tệp khác"),
                (remarks.hidden, "chỗ chữ ẩn"),
            )
        )
        moved = _counted(
            (
                (remarks.text_boxes, "khung chữ (thành đoạn thường)"),
                (remarks.footnotes, "chú thích (đặt ngay dưới đoạn)"),
                (remarks.equations, "công thức (thành chữ thường)"),
            )
        )
        told = [f"không đưa vào: {lost}"] if lost else []
        told += [f"đổi cách trình bày: {moved}"] if moved else []
        if told:
            yield named.hit(
                f"{named.shown} có phần khác với báo cáo xuất ra; {'; '.join(told)}.",
                "Xem lại báo cáo xuất ra; nội dung cần thiết thì gõ thành chữ hoặc bảng trong tệp Word.",
            )


@rule(
    "TW-010",
    "warning",
    title="Tệp Word viết cả Mẫu 07: chỉ phần II được đưa vào",
    why=f"{_WHY} lấy từ tệp; phần I, phần III, phần ký lấy từ sổ tính để khớp với danh sách, biên bản, tờ trình",
    example="Tệp có “I. Sơ lược đặc điểm, tình hình”: báo cáo vẫn in phần I theo các cột của sổ tính.",
)
def only_part_two(campaign: Campaign) -> Iterator[Hit]:
    for named in _read(campaign):
        remarks = named.file.remarks
        if remarks.left_out:
            parts = ", ".join(quoted(part) for part in remarks.left_out)
            yield named.hit(
                f"{named.shown} là báo cáo viết đủ các phần; chỉ phần II (thành tích) được đưa vào. Phần lấy theo sổ tính "
                f"hoặc không in: {parts}.",
                "So phần I, phần III của tệp với các cột của dòng này; khác nhau thì sửa các cột cho đúng.",
            )
        elif remarks.form_unclear:
            yield named.hit(
                f"{named.shown} giống một báo cáo viết đủ các phần nhưng không có đề mục “II. Thành tích đạt được”, nên toàn "
                "bộ tệp được in vào phần II.",
                "Xem lại báo cáo xuất ra. Trong tệp, ghi đề mục “II. Thành tích đạt được” trên một dòng riêng trước phần "
                "thành tích, hoặc chỉ để lại phần thành tích.",
            )


@rule(
    "TW-011",
    "error",
    title="Một tệp Word dùng cho hai tập thể, cá nhân",
    why="V8: mỗi báo cáo phải nêu thành tích riêng của tập thể, cá nhân",
    example="Hai dòng cùng ghi “bao-cao.docx”.",
)
def one_file_for_two(campaign: Campaign) -> Iterator[Hit]:
    first: dict[str, _Named] = {}
    for named in _named(campaign):
        if not named.file.sha256:
            continue
        earlier = first.setdefault(named.file.sha256, named)
        if earlier is not named:
            yield named.hit(
                f"{named.shown} là cùng một nội dung với {earlier.shown} ({place(earlier.table, earlier.record, COLUMN)}). "
                "Mỗi tập thể, cá nhân phải có báo cáo riêng.",
                "Ghi tên tệp của đúng người, đúng tập thể. Nếu hai đơn vị gửi tệp trùng tên, để tệp của mỗi đơn vị trong thư "
                "mục mang mã đơn vị.",
            )


def _counted(counts: tuple[tuple[int, str], ...]) -> str:
    return ", ".join(f"{count} {what}" for count, what in counts if count)
