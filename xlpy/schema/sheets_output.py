"""Sheets that Python writes, the two forms, and the hidden stamp."""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Column, FieldType, Sheet


def _out(key: str, header: str, width: float = 12, type_: FieldType = "output", help_: str = "") -> Column:
    return Column(key, header, type_, width=width, help=help_)


DASHBOARD = Sheet(
    "dashboard", "Bảng điều khiển", "wsDashboard", "form", "BẢNG ĐIỀU KHIỂN ĐỢT THI ĐUA", landscape=True
)

GUIDE = Sheet("guide", "Hướng dẫn", "wsGuide", "form", "HƯỚNG DẪN SỬ DỤNG", landscape=False)

_UNIT = (_out("unit_code", "Mã đơn vị", 11), _out("unit_name", "Tên đơn vị", 36))

RESULTS = Sheet(
    key="results",
    tab="Kết quả",
    code_name="wsResults",
    kind="output",
    title="KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG",
    note="Phần mềm ghi khi tính điểm; sửa tay sẽ bị ghi đè.",
    frozen_columns=2,
    columns=(
        *_UNIT,
        _out("unit_kind", "Loại đơn vị", 17),
        _out("cluster", "Cụm thi đua", 14),
        _out("self_total", "Tổng tự chấm", 10),
        _out("verified_total", "Tổng thẩm định", 10),
        _out("applicable_max", "Điểm tối đa áp dụng", 10),
        _out("bonus", "Điểm thưởng", 9),
        _out("malus", "Điểm trừ", 9),
        _out("total", "Điểm xếp hạng", 10),
        _out("rank", "Hạng chung", 8),
        _out("kind_rank", "Hạng theo loại", 8),
        _out("cluster_rank", "Hạng trong cụm", 8),
        _out("grade", "Xếp loại", 16),
        _out("note", "Diễn giải", 60),
    ),
)

BREAKDOWN = Sheet(
    key="breakdown",
    tab="Diễn giải điểm",
    code_name="wsBreakdown",
    kind="output",
    title="DIỄN GIẢI ĐIỂM THEO TIÊU CHÍ",
    note="Vì sao đơn vị được số điểm ấy: từng tiêu chí, điểm được tính và điểm mất.",
    frozen_columns=2,
    columns=(
        *_UNIT,
        _out("criterion_code", "Mã tiêu chí", 9),
        _out("content", "Nội dung tiêu chí", 52),
        _out("max_points", "Điểm tối đa", 9),
        _out("self_points", "Tự chấm", 9),
        _out("verified_points", "Thẩm định", 9),
        _out("counted", "Được tính", 9),
        _out("lost", "Chưa đạt", 9),
        _out("note", "Ghi chú", 44),
    ),
)

QUOTAS = Sheet(
    key="quotas",
    tab="Chỉ tiêu",
    code_name="wsQuotas",
    kind="output",
    title="CHỈ TIÊU VÀ SỐ ĐỀ NGHỊ",
    note="Người tốt, việc tốt không tính vào chỉ tiêu Giấy khen (Kế hoạch, mục IV.3).",
    frozen_columns=2,
    columns=(
        *_UNIT,
        _out("unit_kind", "Loại đơn vị", 17),
        _out("collectives_used", "Tập thể đề nghị", 10),
        _out("collectives_limit", "Chỉ tiêu tập thể", 10),
        _out("individuals_used", "Cá nhân đề nghị", 10),
        _out("individuals_limit", "Chỉ tiêu cá nhân", 10),
        _out("good_people", "Người tốt việc tốt", 10),
        _out("articles", "Bài viết", 9),
        _out("status", "Tình trạng", 30),
    ),
)

SHORTLIST = Sheet(
    key="shortlist",
    tab="Đề xuất",
    code_name="wsShortlist",
    kind="output",
    title="DANH SÁCH ĐỀ XUẤT THEO THỨ TỰ ƯU TIÊN",
    note="Khi số đề nghị vượt chỉ tiêu, đề xuất theo thứ tự ưu tiên của đơn vị. Chỉ là gợi ý; đơn vị quyết định.",
    frozen_columns=2,
    columns=(
        *_UNIT,
        _out("nominee_kind", "Đối tượng", 10),
        _out("row_id", "Mã dòng", 10),
        _out("name", "Tên", 34),
        _out("priority", "Ưu tiên", 8),
        _out("proposed", "Đề xuất", 16),
        _out("reason", "Lý do", 60),
    ),
)

FINDINGS = Sheet(
    key="findings",
    tab="Lỗi",
    code_name="wsFindings",
    kind="output",
    title="KẾT QUẢ KIỂM TRA",
    note="Lỗi phải sửa trước khi xuất hồ sơ; cảnh báo cần xem lại. Bấm “Đến ô” để tới chỗ cần sửa.",
    frozen_columns=2,
    columns=(
        _out("no", "STT", 6),
        _out("severity", "Mức", 10),
        _out("tab", "Trang", 16),
        _out("cell", "Ô", 8),
        _out("link", "Liên kết", 9),
        _out("unit_code", "Mã đơn vị", 11),
        _out("row_id", "Mã dòng", 10),
        _out("message", "Nội dung", 62),
        _out("fix", "Cách sửa", 52),
        _out("proposal", "Đề xuất sửa thành", 30),
        Column(
            "accept",
            "Đồng ý sửa",
            "yes_no",
            width=9,
            choices=("Có", "Không"),
            help="Chọn Có để lần sau phần mềm sửa theo đề xuất.",
        ),
        _out("code", "Mã lỗi", 10),
    ),
)

LOG = Sheet(
    key="log",
    tab="Nhật ký",
    code_name="wsLog",
    kind="output",
    title="NHẬT KÝ",
    note="Mọi thay đổi do phần mềm thực hiện; không sửa, không xóa.",
    frozen_columns=1,
    columns=(
        _out("time", "Thời điểm", 18),
        _out("actor", "Người thực hiện", 18),
        _out("action", "Việc", 22),
        _out("tab", "Trang", 16),
        _out("cell", "Ô", 8),
        _out("row_id", "Mã dòng", 10),
        _out("before", "Trước", 36),
        _out("after", "Sau", 36),
        _out("reason", "Lý do", 44),
        _out("column", "Cột", 22),
        _out("kinds", "Kiểu giá trị", 8),
        _out("batch", "Lần ghép", 20),
    ),
)
"""The last three columns are for what can be taken back: the column, what kind of values `before` and `after` were
(`exchange.merge_cells`) and in which merge."""

PROGRESS = Sheet(
    key="progress",
    tab="Tiến độ",
    code_name="wsProgress",
    kind="output",
    title="TIẾN ĐỘ NHẬN BẢN CỦA CÁC ĐƠN VỊ",
    note="Phần mềm ghi khi kiểm tra, tách sổ, ghép sổ; sửa tay sẽ bị ghi đè. Số ngày còn lại là công thức.",
    frozen_columns=2,
    columns=(
        *_UNIT,
        _out("cluster", "Cụm thi đua", 14),
        _out("sent_round", "Lần gửi", 7),
        _out("sent_on", "Gửi lúc", 18),
        _out("returned_round", "Lần nhận", 7),
        _out("returned_on", "Nhận lúc", 18),
        _out("status", "Tình trạng", 28),
        _out("in_time", "Thời hạn", 11),
        _out("days_left", "Còn lại (ngày)", 9),
        _out("errors", "Số lỗi", 8),
        _out("conflicts", "Chờ xử lý", 8),
    ),
)
"""One line for each unit that takes part. `days_left` is a formula, so that it is right whenever the workbook is opened;
"Chờ xử lý" counts the open lines of Xung đột."""

CONFLICTS = Sheet(
    key="conflicts",
    tab="Xung đột",
    code_name="wsConflicts",
    kind="output",
    title="XUNG ĐỘT KHI GHÉP SỔ",
    note="Quận và đơn vị sửa khác nhau. Chọn ở cột Chọn rồi bấm Ghép sổ (không cần chọn tệp) để thực hiện; "
    "dòng chưa chọn vẫn chờ.",
    frozen_columns=2,
    columns=(
        _out("no", "Số", 6),
        _out("status", "Tình trạng", 18),
        _out("unit_code", "Mã đơn vị", 11),
        _out("tab", "Trang", 16),
        _out("row_id", "Mã dòng", 14),
        _out("name", "Tên", 28),
        _out("column", "Cột", 22),
        _out("base", "Gốc khi gửi đi", 32),
        _out("theirs", "Đơn vị gửi về", 32),
        _out("ours", "Bản của quận", 32),
        Column(
            "choice",
            "Chọn",
            "choice",
            width=16,
            choices=choices.CONFLICT_CHOICES,
            help="Chọn giá trị sẽ ghi vào sổ. “Giá trị khác”: ghi giá trị ấy ở cột bên cạnh. “Để trống”: xóa trắng ô. Lần ghép sau "
            "sẽ thực hiện.",
        ),
        Column("other", "Giá trị khác", "any", width=28, help="Chỉ dùng khi cột Chọn là “Giá trị khác”."),
        _out("file", "Tệp", 34),
        _out("note", "Giải thích", 44),
        _out("kind", "Loại", 16),
        _out("kinds", "Kiểu giá trị", 8),
        _out("batch", "Lần ghép", 20),
    ),
)

META = Sheet(
    key="meta",
    tab="_thidua",
    code_name="wsMeta",
    kind="form",
    title="",
    header_row=1,
    hidden=True,
    columns=(_out("name", "name", 20), _out("value", "value", 40)),
)
"""The stamp: campaign code, schema version, unit of a split copy. Very hidden; names in column A, values in B."""

COPIES = Sheet(
    key="copies",
    tab="_ban_gui",
    code_name="wsCopies",
    kind="output",
    title="CÁC BẢN ĐÃ GỬI VÀ ĐÃ NHẬN",
    note="Phần mềm ghi khi tách và khi gộp; mỗi bản gửi đi một dòng. Không sửa, không xóa.",
    frozen_columns=2,
    hidden=True,
    columns=(
        *_UNIT,
        _out("round", "Lần gửi", 8),
        _out("part", "Bộ phận", 12),
        _out("copy_id", "Mã bản", 34),
        _out("parent_id", "Mã bản gốc", 34),
        _out("file_name", "Tên tệp gửi", 44),
        _out("sent_on", "Ngày gửi", 18),
        _out("file_hash", "Mã kiểm tra tệp gửi", 20),
        _out("base_hash", "Mã kiểm tra trạng thái gửi", 20),
        _out("rows", "Số dòng gửi", 8),
        _out("last_number", "Số cuối của mã dòng", 8),
        _out("returned_file", "Tên tệp nhận", 44),
        _out("returned_hash", "Mã kiểm tra tệp nhận", 20),
        _out("returned_on", "Ngày nhận", 18),
        _out("status", "Tình trạng", 18),
        _out("note", "Ghi chú", 44),
        _out("units", "Các đơn vị của cụm", 44),
    ),
)
"""The register of copies, very hidden: split adds a line for each copy, merge fills in its return. Dates are text as
the log writes them, numbers numbers; `last_number` is the highest number in the copy's prefilled row ids, so that the
next copy's ids begin above it."""

BASE = Sheet(
    key="base",
    tab="_goc",
    code_name="wsBase",
    kind="form",
    title="",
    header_row=1,
    hidden=True,
)
"""Very hidden and only in a copy: every row as it was sent (`model.baseline`). Not one of `SHEETS`: no master has it."""
