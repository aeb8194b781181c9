"""Wording of what the reader noticed about texts and sheets; loaded by the family text_quality."""

from __future__ import annotations

from xlpy.checks.naming import quoted
from xlpy.checks.problem_words import correct_to, header, raw
from xlpy.checks.rules import problem_rule
from xlpy.model.table import Problem

_UNICODE_ONLY = "hồ sơ chỉ dùng tiếng Việt Unicode (Nghị định 30/2020/NĐ-CP)"
_RETYPE = "Gõ lại nội dung bằng Unicode, phông Times New Roman."


@problem_rule(
    "D04",
    "error",
    title="Chữ gõ bằng bảng mã TCVN3 (ABC)",
    why="V11, D04; Nghị định 30/2020/NĐ-CP, P-06: phông Times New Roman, bộ mã Unicode",
    example="“NguyÔn ThÞ H­¬ng” (phông .VnTime): sửa thành “Nguyễn Thị Hương”.",
)
def tcvn3(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)} gõ bằng bảng mã TCVN3 (phông .Vn…): {raw(problem)}; {_UNICODE_ONLY}.",
        correct_to(problem, _RETYPE),
    )


@problem_rule(
    "D05",
    "error",
    title="Chữ gõ bằng bảng mã VNI",
    why="V11, D05; Nghị định 30/2020/NĐ-CP, P-06: phông Times New Roman, bộ mã Unicode",
    example="“Nguyeãn Trung Tröïc” (phông VNI-Times): sửa thành “Nguyễn Trung Trực”.",
)
def vni(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)} gõ bằng bảng mã VNI (phông VNI-…): {raw(problem)}; {_UNICODE_ONLY}.",
        correct_to(problem, _RETYPE),
    )


@problem_rule(
    "D06",
    "error",
    title="Chữ bị vỡ khi chuyển tệp",
    why="V11, D06; Nghị định 30/2020/NĐ-CP, P-06: bộ mã Unicode",
    example="“Nguyá»…n”: sửa thành “Nguyễn”.",
)
def mojibake(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)} có chữ bị vỡ do chuyển tệp sai bảng mã: {raw(problem)}; {_UNICODE_ONLY}.",
        correct_to(problem, _RETYPE),
    )


@problem_rule(
    "D36",
    "warning",
    title="Ký tự giống chữ Việt nhưng thuộc bảng chữ khác",
    why="V11, D36: chữ Kirin, Hy Lạp, chữ số toàn khổ nhìn giống nhưng làm sai việc tìm kiếm, so trùng, sắp xếp",
    example="“Нoàng Văn An” có chữ Н của bảng chữ Kirin: sửa thành “Hoàng Văn An”.",
)
def look_alike(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)}, nội dung {raw(problem)} có ký tự nhìn giống chữ cái, chữ số thường nhưng thuộc bảng chữ khác "
        "(thường do chép từ trang web hay tệp PDF); chỉ dùng chữ cái tiếng Việt và chữ số 0–9.",
        correct_to(problem, "Gõ lại nội dung từ bàn phím."),
    )


@problem_rule(
    "D20",
    "warning",
    title="Ô bị gộp (merge)",
    why="Quy tắc D20: mỗi dòng phải có đủ giá trị riêng; ô gộp chỉ có giá trị ở ô đầu",
    example="Ô “Mã đơn vị” gộp qua 3 dòng: phần mềm hiểu cả 3 dòng cùng mã.",
)
def merged(problem: Problem) -> tuple[str, str]:
    rows, value = problem.detail.get("rows"), problem.detail.get("value")
    where = f" qua các dòng {rows}" if rows else ""
    filled = f" Phần mềm tạm hiểu các dòng đó cùng có giá trị {quoted(value)}." if value else ""
    return (
        f"{header(problem)} bị gộp ô{where}; mỗi dòng phải có giá trị riêng trong ô của mình.{filled}",
        "Bỏ gộp ô (Merge & Center), rồi nhập giá trị vào từng dòng.",
    )


@problem_rule(
    "D21",
    "warning",
    title="Trang có dòng ẩn hoặc đang lọc",
    why="Quy tắc D21: dòng ẩn vẫn được đọc, kiểm tra và tính vào chỉ tiêu",
    example="Trang Cá nhân có 3 dòng ẩn: vẫn được tính.",
)
def hidden_rows(problem: Problem) -> tuple[str, str]:
    count = problem.detail.get("count") or "một số"
    why = "bị bộ lọc che" if problem.detail.get("filtered") else "đang ẩn"
    return (
        f"trang có {count} dòng {why}; các dòng này vẫn được đọc, kiểm tra và tính vào chỉ tiêu.",
        "Xóa bộ lọc, bỏ ẩn dòng để xem đủ; dòng không dùng thì xóa hẳn.",
    )


@problem_rule(
    "D22",
    "warning",
    title="Trang đang được bảo vệ",
    why="Quy tắc D22: trang bị khóa vẫn đọc được, nhưng không ghi được kết quả kiểm tra vào trang",
    example="Trang Tập thể đang đặt Protect Sheet.",
)
def protected(problem: Problem) -> tuple[str, str]:
    return (
        "trang đang được bảo vệ (Protect Sheet); phần mềm vẫn đọc được, nhưng không đánh dấu được ô sai trên trang này.",
        "Bỏ bảo vệ trang: thẻ Review (Xem lại), nút Unprotect Sheet.",
    )


@problem_rule(
    "D25",
    "warning",
    title="Tên cột bị sửa hoặc có cột thừa",
    why="Quy tắc D25: cột được tìm theo tên ở dòng tiêu đề; cột lạ không được đọc",
    example="Cột “Họ tên NV” được hiểu là “Họ và tên”.",
)
def header_changed(problem: Problem) -> tuple[str, str]:
    if problem.proposal:
        return (
            f"tiêu đề cột {raw(problem)} khác mẫu, phần mềm hiểu là cột {quoted(problem.proposal)}.",
            f"Sửa tiêu đề thành {quoted(problem.proposal)}. Nếu là cột tự thêm, đổi sang tên khác hẳn hoặc xóa cột.",
        )
    return (
        f"cột {raw(problem)} không có trong mẫu; dữ liệu ở cột này không được đọc và không có trong hồ sơ.",
        "Chuyển dữ liệu cần dùng sang cột đúng của mẫu rồi xóa cột thừa. Nếu chỉ là ghi chép riêng thì có thể để lại.",
    )


@problem_rule(
    "D27",
    "error",
    title="Ô chứa lỗi công thức",
    why="Quy tắc D27: #N/A, #REF!, #VALUE!… không phải là giá trị; ô coi như chưa có dữ liệu",
    example="Ô “Tổng số cán bộ” hiện #REF!.",
)
def error_value(problem: Problem) -> tuple[str, str]:
    shown = problem.detail.get("error") or str(problem.raw or "")
    told = f"hiện lỗi {shown}" if shown.startswith("#") else f"không có kết quả ({shown or 'lỗi công thức'})"
    return (
        f"{header(problem)} là công thức {told}; ô này phải có giá trị đọc được.",
        "Nhập giá trị thật thay cho công thức, hoặc sửa công thức, tính lại rồi lưu tệp.",
    )
