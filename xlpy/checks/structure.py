"""The workbook as a whole: its hidden stamp against its content, and sheets that do not belong to it.

What makes a workbook unreadable (no stamp, other campaign, older schema, missing sheet or header) stops the
reader with one message; only what can be worked with is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, problem_rule, rule
from xlpy.checks.scope import unit_label
from xlpy.model.campaign import Campaign
from xlpy.model.table import Problem

_UNIT_SHEETS = (
    "scores",
    "collectives",
    "individuals",
    "good_people",
    "articles",
    "works",
    "council",
    "dossiers",
)


@problem_rule(
    "ST-STRAY",
    "warning",
    title="Trang thừa, không thuộc mẫu của đợt thi đua",
    why="Quy tắc D23: bản sao của trang hoặc trang tự thêm không được đọc, dễ nhập nhầm chỗ",
    example="Trang “Sheet1 (2)” có dữ liệu: phần mềm không đọc trang này.",
)
def stray_sheet(problem: Problem) -> tuple[str, str]:
    copy_of = problem.detail.get("copy_of", "")
    what = f"có vẻ là bản sao của trang “{copy_of}”" if copy_of else "không thuộc mẫu của đợt thi đua"
    return (
        f"trang này {what}; dữ liệu ở đây không được đọc, không được chấm điểm và không có trong hồ sơ.",
        "Chuyển dữ liệu cần dùng sang đúng trang của mẫu rồi xóa trang thừa. Nếu chỉ là ghi chép riêng thì có thể để lại.",
    )


@rule(
    "ST-001",
    "error",
    title="Bản của đơn vị không có trong danh sách đơn vị",
    why="Quy tắc D23: con dấu ẩn của bản gửi đơn vị phải khớp trang Đơn vị",
    example="Bản gửi cho đơn vị 00001 nhưng trang Đơn vị không còn mã 00001.",
)
def stamp_unit_is_listed(campaign: Campaign) -> Iterator[Hit]:
    code = campaign.stamp.unit_code
    if code and campaign.unit(code) is None:
        yield on_sheet(
            campaign.table("units"),
            f"bản này được gửi riêng cho đơn vị có mã “{code}”, nhưng danh sách không còn mã đó.",
            f"Nhập lại dòng của đơn vị với đúng mã “{code}”, hoặc đề nghị Phòng Nội vụ gửi lại bản khác.",
            unit_code=code,
        )


@rule(
    "ST-002",
    "error",
    title="Dòng của đơn vị khác trong bản gửi riêng một đơn vị",
    why="Quy tắc D23: mỗi đơn vị chỉ gửi dữ liệu của mình; dòng của đơn vị khác không được gộp",
    example="Bản của Phường Phúc Xá có một cá nhân ghi mã đơn vị 00004.",
)
def copy_holds_only_its_unit(campaign: Campaign) -> Iterator[Hit]:
    own = campaign.stamp.unit_code
    if not own:
        return
    unit = campaign.unit(own)
    name = unit_label(unit) if unit else own
    for key in _UNIT_SHEETS:
        table = campaign.table(key)
        for record in table.rows:
            if record.unit_code and record.unit_code != own:
                yield at(
                    table,
                    record,
                    "unit_code",
                    f"dòng này ghi đơn vị “{record.unit_code}”, nhưng bản này chỉ dành cho đơn vị {name}.",
                    f"Sửa mã đơn vị thành “{own}” nếu ghi nhầm; nếu đúng là của đơn vị khác thì xóa dòng ở bản này "
                    "và nhập vào bản của đơn vị đó.",
                )


@rule(
    "ST-003",
    "warning",
    title="Đơn vị không tham gia nhưng vẫn có dữ liệu",
    why="Quy tắc V13: đơn vị ghi “Không” ở cột Tham gia được bỏ qua, dữ liệu của đơn vị sẽ không lên hồ sơ",
    example="Hội Khuyến học ghi Tham gia: Không, nhưng trang Cá nhân có 01 người của Hội.",
)
def units_left_out_have_no_rows(campaign: Campaign) -> Iterator[Hit]:
    left_out = {u.unit_code: u for u in campaign.units.rows if u.unit_code and u.participates is False}
    if not left_out:
        return
    counts: dict[str, int] = {}
    for key in ("collectives", "individuals", "good_people", "articles"):
        for record in campaign.table(key).rows:
            if record.unit_code in left_out:
                counts[record.unit_code] = counts.get(record.unit_code, 0) + 1
    table = campaign.table("units")
    for code, unit in left_out.items():
        if rows := counts.get(code, 0):
            yield at(
                table,
                unit,
                "participates",
                f"đơn vị {unit_label(unit)} ghi “Không” ở cột Tham gia nhưng có {rows} dòng tập thể, cá nhân, gương "
                "hoặc bài viết; các dòng này sẽ bị bỏ qua.",
                "Chọn “Có” nếu đơn vị tham gia; nếu không thì xóa các dòng của đơn vị.",
            )
