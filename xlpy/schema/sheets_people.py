"""Sheets that hold nominees and people: Tập thể, Cá nhân, Người tốt việc tốt, Hội đồng."""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Column, Sheet

STATUS = Column(
    "row_status",
    "Trạng thái",
    "live",
    width=15,
    help="Tự động: cho biết dòng này đã đủ các cột bắt buộc hay còn thiếu.",
)
MARKS = Column("marks", "Dấu kiểm tra", "helper", width=4)
UNIT_LABEL = Column("unit_label", "Tên đơn vị", "live", width=24, help="Tự động theo mã đơn vị.")


def row_id(prefix: str) -> Column:
    return Column(
        "row_id",
        "Mã dòng",
        "code",
        width=10,
        help=f"Mã riêng của dòng, điền sẵn (ví dụ {prefix}-0001). Không sửa, không chép sang dòng khác: "
        "mã giúp gộp các bản do đơn vị gửi về.",
    )


def unit_code(required: bool = True) -> Column:
    return Column(
        "unit_code",
        "Mã đơn vị",
        "code",
        required,
        refers_to="units",
        width=11,
        help="Chọn mã trong danh sách (trang Đơn vị, cột Mã đơn vị). Ví dụ 00001 là phường Phúc Xá.",
        also=("Đơn vị", "Mã ĐV"),
    )


_ACHIEVEMENT = (
    Column(
        "targets",
        "Nhiệm vụ, chỉ tiêu đăng ký",
        "long_text",
        True,
        width=40,
        maximum=10_000,
        help="Mẫu 07, phần II: mục tiêu, nhiệm vụ và các chỉ tiêu đã đăng ký trong đợt thi đua. "
        "Xuống dòng bằng Alt+Enter.",
    ),
    Column(
        "results",
        "Kết quả đạt được",
        "long_text",
        True,
        width=48,
        maximum=10_000,
        help="Mẫu 07, phần II: kết quả cụ thể, có số liệu so với chỉ tiêu. Xuống dòng bằng Alt+Enter.",
    ),
    Column(
        "measures",
        "Biện pháp, giải pháp",
        "long_text",
        True,
        width=40,
        maximum=10_000,
        help="Mẫu 07, phần II: các biện pháp, giải pháp để đạt thành tích.",
    ),
    Column(
        "effect",
        "Hiệu quả kinh tế - xã hội",
        "long_text",
        True,
        width=40,
        maximum=10_000,
        help="Mẫu 07, phần II: hiệu quả đối với đơn vị, địa phương và vai trò dẫn đầu phong trào.",
    ),
    Column(
        "lessons",
        "Bài học kinh nghiệm",
        "long_text",
        True,
        width=36,
        maximum=10_000,
        help="Mẫu 07, phần II: bài học, kinh nghiệm có thể phổ biến, nhân rộng.",
    ),
    Column(
        "summary",
        "Tóm tắt thành tích",
        "long_text",
        True,
        width=40,
        help="Dùng cho trích ngang và Giấy khen: một đoạn ngắn, nên dưới 250 ký tự.",
    ),
    Column(
        "award",
        "Hình thức đề nghị",
        "choice",
        True,
        choices.AWARDS,
        width=12,
        help="Đợt này chỉ có Giấy khen (Kế hoạch, mục IV.2).",
    ),
    Column(
        "priority",
        "Thứ tự ưu tiên",
        "integer",
        width=9,
        maximum=99,
        help="1 là ưu tiên nhất trong đơn vị. Dùng khi số đề nghị vượt chỉ tiêu.",
    ),
    Column("votes_for", "Phiếu đồng ý", "integer", True, width=9, maximum=200, help="Số phiếu đồng ý."),
    Column(
        "votes_against",
        "Phiếu không đồng ý",
        "integer",
        True,
        width=9,
        maximum=200,
        help="Số phiếu không đồng ý; không có thì ghi 0.",
    ),
    Column(
        "votes_other",
        "Phiếu khác",
        "integer",
        True,
        width=9,
        maximum=200,
        help="Phiếu trắng, không hợp lệ hoặc không có ý kiến; không có thì ghi 0.",
        also=("Phiếu không hợp lệ", "Không ý kiến"),
    ),
    Column(
        "clean_record",
        "Cam kết không bị xem xét kỷ luật",
        "yes_no",
        True,
        choices.YES_NO,
        width=14,
        help="Chọn Có nếu không trong thời gian xem xét kỷ luật, thanh tra, kiểm tra, khiếu nại, tố cáo. "
        "Chọn Không thì không đề nghị được.",
    ),
)

_PRIOR_AWARDS = Column(
    "prior_awards",
    "Đã được khen thưởng",
    "long_text",
    width=28,
    help="Không bắt buộc. Mỗi hình thức một dòng; chỉ in khi Cấu hình bật phần III của báo cáo.",
)

_REPORT_FILE = Column(
    "report_file",
    "Tệp báo cáo (Word)",
    width=28,
    maximum=200,
    help="Không bắt buộc. Tên tệp .docx đặt cạnh sổ tính (hoặc thư mục con), ví dụ: Báo cáo Nguyễn Văn An.docx. "
    "Nội dung tệp vào phần II của Mẫu 07, thay năm cột từ Nhiệm vụ đến Bài học.",
)
"""Stands behind all others, so that no column of an older workbook moves."""

_OUTCOME = (
    Column(
        "outcome",
        "Kết quả xét",
        "choice",
        choices=choices.OUTCOMES,
        width=14,
        help="Phòng Nội vụ ghi sau khi xét: Khen thưởng hoặc Không khen thưởng; để trống là chưa xét. "
        "Đơn vị không ghi cột này.",
    ),
    Column(
        "outcome_reason",
        "Lý do không khen thưởng",
        "text",
        width=32,
        maximum=300,
        help="Phòng Nội vụ ghi khi không khen thưởng: lý do in trong thông báo gửi đơn vị. Đơn vị không ghi cột này.",
    ),
)
"""The district's own columns of nominees. They stand last, so that no other column of an older workbook moves."""

COLLECTIVES = Sheet(
    key="collectives",
    tab="Tập thể",
    code_name="wsCollectives",
    kind="table",
    title="TẬP THỂ ĐỀ NGHỊ TẶNG GIẤY KHEN",
    note="Mỗi dòng một tập thể. Các cột theo Mẫu số 07 Nghị định 91/2017/NĐ-CP. "
    "Phường tối đa 02 tập thể, đơn vị khác 01 (Kế hoạch, mục IV.2).",
    blank_rows=60,
    frozen_columns=5,
    row_prefix="TT",
    row_name="name",
    columns=(
        STATUS,
        row_id("TT"),
        unit_code(),
        UNIT_LABEL,
        Column(
            "name",
            "Tên tập thể",
            "text",
            True,
            width=30,
            maximum=200,
            help="Tên đầy đủ, không viết tắt. Ví dụ: Tổ dân phố số 3, phường Phúc Xá.",
            also=("Tập thể", "Tên đơn vị được khen"),
        ),
        Column(
            "scope",
            "Loại tập thể",
            "choice",
            True,
            choices.COLLECTIVE_SCOPES,
            width=13,
            help="Chính đơn vị: cả đơn vị được đề nghị. Thuộc đơn vị: tổ, bộ phận, tổ dân phố, chi hội...",
        ),
        Column(
            "founded_year",
            "Năm thành lập",
            "year",
            True,
            width=9,
            maximum=2100,
            help="Năm thành lập, bốn chữ số. Ví dụ: 1961.",
        ),
        Column(
            "structure",
            "Cơ cấu tổ chức",
            "long_text",
            True,
            width=32,
            maximum=10_000,
            help="Mẫu 07, phần I: các bộ phận, tổ chức đảng, đoàn thể.",
        ),
        Column(
            "headcount",
            "Tổng số cán bộ",
            "integer",
            True,
            width=9,
            maximum=100_000,
            help="Tổng số cán bộ, công chức, viên chức, người lao động.",
            also=("Tổng số CBCCVC", "Số người"),
        ),
        Column(
            "women_count",
            "Trong đó nữ",
            "integer",
            width=8,
            maximum=100_000,
            help="Không bắt buộc. Dùng để xét ưu tiên khi thành tích ngang nhau.",
        ),
        Column(
            "function",
            "Chức năng, nhiệm vụ",
            "long_text",
            True,
            width=40,
            maximum=10_000,
            help="Mẫu 07, phần I: chức năng, nhiệm vụ được giao.",
        ),
        *_ACHIEVEMENT,
        Column(
            "head_title",
            "Chức vụ người đứng đầu tập thể",
            width=18,
            help="Chỉ cần cho tập thể thuộc đơn vị: người ký báo cáo. Ví dụ: Tổ trưởng.",
        ),
        Column("head_name", "Họ tên người đứng đầu tập thể", width=22, help="Người ký báo cáo của tập thể."),
        _PRIOR_AWARDS,
        MARKS,
        _REPORT_FILE,
        *_OUTCOME,
    ),
)

INDIVIDUALS = Sheet(
    key="individuals",
    tab="Cá nhân",
    code_name="wsIndividuals",
    kind="table",
    title="CÁ NHÂN ĐỀ NGHỊ TẶNG GIẤY KHEN",
    note="Mỗi dòng một người. Các cột theo Mẫu số 07 Nghị định 91/2017/NĐ-CP. "
    "Phường tối đa 03 cá nhân, đơn vị khác 01 (Kế hoạch, mục IV.2).",
    blank_rows=80,
    frozen_columns=5,
    row_prefix="CN",
    row_name="full_name",
    columns=(
        STATUS,
        row_id("CN"),
        unit_code(),
        UNIT_LABEL,
        Column(
            "full_name",
            "Họ và tên",
            "text",
            True,
            width=24,
            maximum=60,
            help="Họ, đệm và tên; viết hoa chữ đầu mỗi tiếng; không ghi Ông, Bà, Đ/c, học vị.",
            also=("Họ tên", "Họ và tên khai sinh"),
        ),
        Column(
            "alias", "Bí danh", width=14, maximum=60, help="Tên gọi khác, bí danh; không có thì để trống."
        ),
        Column("gender", "Giới tính", "choice", True, choices.GENDERS, width=8, help="Nam hoặc Nữ."),
        Column(
            "birth_date",
            "Ngày sinh",
            "date",
            True,
            width=12,
            help="Ngày/tháng/năm, ví dụ 05/6/1980. Mẫu 07 cần đủ ngày, tháng, năm.",
            also=("Ngày, tháng, năm sinh", "Năm sinh", "Ngày tháng năm sinh"),
        ),
        Column(
            "home_town",
            "Quê quán",
            "text",
            True,
            width=28,
            maximum=200,
            help="Xã (phường), huyện (quận), tỉnh (thành phố).",
        ),
        Column(
            "residence",
            "Nơi thường trú",
            "text",
            True,
            width=28,
            maximum=200,
            help="Số nhà, đường phố, phường, quận, thành phố.",
            also=("Địa chỉ thường trú", "Hộ khẩu thường trú", "Địa chỉ"),
        ),
        Column("occupation", "Nghề nghiệp", "text", True, width=16, maximum=100, help="Ví dụ: Công chức."),
        Column(
            "position",
            "Chức vụ",
            "text",
            True,
            width=20,
            maximum=150,
            help="Chức vụ hoặc chức danh, đầy đủ, không viết tắt.",
            also=("Chức danh", "Chức vụ, chức danh"),
        ),
        Column(
            "workplace",
            "Đơn vị công tác",
            "text",
            True,
            width=28,
            maximum=200,
            help="Nơi công tác, đầy đủ, không viết tắt.",
            also=("Nơi công tác",),
        ),
        *_ACHIEVEMENT,
        Column(
            "citizen_id",
            "Số CCCD",
            "code",
            width=15,
            maximum=12,
            help="Không bắt buộc. 12 chữ số; giúp phát hiện trùng người.",
            also=("CCCD", "Số CCCD/CMND", "Số định danh cá nhân"),
        ),
        _PRIOR_AWARDS,
        MARKS,
        _REPORT_FILE,
        *_OUTCOME,
    ),
)

GOOD_PEOPLE = Sheet(
    key="good_people",
    tab="Người tốt việc tốt",
    code_name="wsGoodPeople",
    kind="table",
    title="GƯƠNG NGƯỜI TỐT, VIỆC TỐT",
    note="Đề nghị thường xuyên, không hạn chế số lượng, không tính vào chỉ tiêu Giấy khen "
    "(Kế hoạch, mục III.3 và IV.3). Mỗi đơn vị giới thiệu ít nhất 01 gương.",
    blank_rows=60,
    frozen_columns=5,
    row_prefix="NT",
    row_name="full_name",
    columns=(
        STATUS,
        row_id("NT"),
        unit_code(),
        UNIT_LABEL,
        Column(
            "full_name",
            "Họ và tên",
            "text",
            True,
            width=24,
            maximum=60,
            help="Họ, đệm và tên; không ghi Ông, Bà.",
            also=("Họ tên",),
        ),
        Column("gender", "Giới tính", "choice", True, choices.GENDERS, width=8, help="Nam hoặc Nữ."),
        Column("birth_year", "Năm sinh", "year", True, width=8, maximum=2100, help="Bốn chữ số, ví dụ 1958."),
        Column("address", "Địa chỉ", "text", True, width=34, maximum=200, help="Nơi ở hoặc nơi công tác."),
        Column(
            "deed",
            "Việc tốt tiêu biểu",
            "long_text",
            True,
            width=60,
            maximum=10_000,
            help="Kể ngắn gọn việc làm cụ thể, thời gian, ý nghĩa lan tỏa.",
        ),
        Column(
            "deed_date", "Ngày thực hiện", "date", width=12, help="Ngày/tháng/năm; có thể chỉ ghi tháng/năm."
        ),
        Column("level", "Cấp đề nghị", "choice", True, choices.LEVELS, width=14, help="Cấp xét tặng."),
        MARKS,
    ),
)

COUNCIL = Sheet(
    key="council",
    tab="Hội đồng",
    code_name="wsCouncil",
    kind="table",
    title="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG CỦA ĐƠN VỊ",
    note="Thành viên Hội đồng của từng đơn vị; mỗi đơn vị có một Chủ tịch và một Thư ký. Dùng cho biên bản họp.",
    blank_rows=80,
    frozen_columns=5,
    row_prefix="HD",
    row_name="full_name",
    columns=(
        STATUS,
        row_id("HD"),
        unit_code(),
        UNIT_LABEL,
        Column(
            "full_name",
            "Họ và tên",
            "text",
            True,
            width=24,
            maximum=60,
            help="Họ, đệm và tên.",
            also=("Họ tên",),
        ),
        Column(
            "position", "Chức vụ", "text", True, width=30, maximum=150, help="Chức vụ trong cơ quan, đơn vị."
        ),
        Column(
            "role",
            "Vai trò trong Hội đồng",
            "choice",
            True,
            choices.COUNCIL_ROLES,
            width=15,
            help="Chủ tịch, Phó Chủ tịch, Ủy viên hoặc Thư ký.",
        ),
        Column(
            "present",
            "Có mặt",
            "yes_no",
            True,
            choices.YES_NO,
            width=8,
            help="Có mặt tại cuộc họp: Có hoặc Không.",
        ),
        Column("reason_absent", "Lý do vắng", width=24, maximum=200, help="Bắt buộc khi vắng mặt."),
        Column(
            "recused_from",
            "Không biểu quyết đối với",
            width=20,
            help="Mã dòng của người hoặc tập thể mà thành viên này không biểu quyết (ví dụ CN-0003), "
            "cách nhau bằng dấu chấm phẩy.",
        ),
        MARKS,
    ),
)
