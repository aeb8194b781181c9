"""The closed lists that drop-downs, checks and messages share."""

from __future__ import annotations

YES = "Có"
NO = "Không"
YES_NO = (YES, NO)

WARD = "Phường"
DEPARTMENT = "Phòng, ban, ngành"
MASS_ORGANISATION = "Đoàn thể"
SERVICE_UNIT = "Đơn vị sự nghiệp"
SCHOOL = "Trường học"
UNIT_KINDS = (WARD, DEPARTMENT, MASS_ORGANISATION, SERVICE_UNIT, SCHOOL)
"""Unit kinds of DESIGN.md; quotas and minima are settings by kind."""

UNIT_KIND_KEYS = {
    WARD: "ward",
    DEPARTMENT: "department",
    MASS_ORGANISATION: "mass_organisation",
    SERVICE_UNIT: "service_unit",
    SCHOOL: "school",
}
"""Suffix of the per-kind settings (quota_collective_ward …)."""

STATE_HEADER = "Nhà nước"
PARTY_HEADER = "Đảng"
YOUTH_HEADER = "Đoàn Thanh niên"
FRONT_HEADER = "Mặt trận, đoàn thể"
HEADER_STYLES = (STATE_HEADER, PARTY_HEADER, YOUTH_HEADER, FRONT_HEADER)
"""Who issues the paper decides its heading (domain.md §2.5)."""

PERCENT_OF_TARGET = "Tỷ lệ so với chỉ tiêu"
POINTS_PER_ITEM = "Điểm theo số lượng"
DONE_OR_NOT = "Đạt/Không đạt"
DIRECT = "Chấm trực tiếp"
BONUS = "Điểm thưởng"
MALUS = "Điểm trừ"
METHODS = (PERCENT_OF_TARGET, POINTS_PER_ITEM, DONE_OR_NOT, DIRECT, BONUS, MALUS)
"""Calculation methods of domain.md §5.1–5.3."""

ALL_UNITS = "Tất cả"

GENDERS = ("Nam", "Nữ")

COUNCIL_CHAIR = "Chủ tịch"
COUNCIL_DEPUTY = "Phó Chủ tịch"
COUNCIL_MEMBER = "Ủy viên"
COUNCIL_SECRETARY = "Thư ký"
COUNCIL_ROLES = (COUNCIL_CHAIR, COUNCIL_DEPUTY, COUNCIL_MEMBER, COUNCIL_SECRETARY)

THE_UNIT_ITSELF = "Chính đơn vị"
PART_OF_UNIT = "Thuộc đơn vị"
COLLECTIVE_SCOPES = (THE_UNIT_ITSELF, PART_OF_UNIT)

VOTING_METHODS = ("Biểu quyết giơ tay", "Bỏ phiếu kín")

AWARDS = ("Giấy khen",)

AWARDED = "Khen thưởng"
NOT_AWARDED = "Không khen thưởng"
OUTCOMES = (AWARDED, NOT_AWARDED)
"""What became of a nominee; an empty cell: not yet considered."""

COLLECTIVES_FIRST = "Tập thể trước, cá nhân sau"
INDIVIDUALS_FIRST = "Cá nhân trước, tập thể sau"
ANNEX_ORDERS = (COLLECTIVES_FIRST, INDIVIDUALS_FIRST)

ROUND_UP = "Làm tròn lên"
ROUND_NEAREST = "Làm tròn gần nhất"
NO_ROUNDING = "Không làm tròn"
ROUNDINGS = (ROUND_UP, ROUND_NEAREST, NO_ROUNDING)

WHOLE_PAGE = "Cả trang giấy trắng"
ON_FORM = "In trên phôi"
CERTIFICATE_MODES = (WHOLE_PAGE, ON_FORM)

LEVELS = ("Đơn vị, phường", "Quận", "Thành phố")

ACTIVITY_STATUSES = ("Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Hoãn")

WORK_KINDS = ("Công trình", "Sản phẩm", "Mô hình")

WORK_STATUSES = ("Đăng ký", "Đang thực hiện", "Hoàn thành", "Gắn biển")

DOSSIER_STATUSES = (
    "Chưa gửi",
    "Nháp",
    "Đã kiểm tra",
    "Đã xuất",
    "Đã nhận",
    "Trả lại",
    "Bổ sung",
    "Đủ điều kiện",
    "Không đủ điều kiện",
    "Đã trình",
    "Đã khen",
    "Không khen",
)
"""States of a unit's dossier (domain.md §8.3); jumps are allowed, a return needs its reason."""

VOTE_BASES = ("Tổng số thành viên", "Số thành viên có mặt")

VERIFIED = "Đã xác minh"
UNVERIFIED = "Chưa xác minh"
DRAFT = "DỰ THẢO"
VERIFICATION = (VERIFIED, UNVERIFIED, DRAFT)

NAME_ORDERS = ("Tên, họ và đệm", "Tên, họ, đệm")

TAKE_THEIRS = "Lấy của đơn vị"
KEEP_OURS = "Giữ của quận"
OTHER_VALUE = "Giá trị khác"
LEAVE_EMPTY = "Để trống"
CONFLICT_CHOICES = (TAKE_THEIRS, KEEP_OURS, OTHER_VALUE, LEAVE_EMPTY)

RETURN_COMPLETE = "Đã nhận, đủ"
RETURN_ERRORS = "Đã nhận, còn lỗi"
RETURN_CONFLICTS = "Đã nhận, chờ xử lý xung đột"
RETURN_UNCHECKED = "Đã nhận, chưa kiểm tra"
RETURN_NONE = "Không đề nghị"
RETURN_AGAIN = "Trả lại, chờ bổ sung"
RETURN_OPEN = "Chưa nhận"
RETURN_OVERDUE = "Chưa nhận, quá hạn"
RETURN_STATES = (
    RETURN_COMPLETE,
    RETURN_NONE,
    RETURN_UNCHECKED,
    RETURN_ERRORS,
    RETURN_CONFLICTS,
    RETURN_AGAIN,
    RETURN_OPEN,
    RETURN_OVERDUE,
)
"""How far a unit's answer has come, from done to overdue; what Tiến độ writes and Bảng điều khiển counts."""
