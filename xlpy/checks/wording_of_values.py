"""Wording of what the reader noticed about dates, numbers, codes and choices; loaded by the family text_quality."""

from __future__ import annotations

from xlpy.checks.naming import quoted
from xlpy.checks.problem_words import correct_to, header, raw
from xlpy.checks.rules import problem_rule
from xlpy.model.table import Problem
from xlpy.schema import sheet


@problem_rule(
    "D11",
    "warning",
    title="Ngày gõ dạng chữ",
    why="Quy tắc D11: ngày dạng chữ chỉ được đọc theo thứ tự ngày/tháng/năm; Mẫu số 07 cần ngày đúng",
    example="“5.6.1980” được đọc là 05/06/1980.",
)
def text_date(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm đọc là {quoted(problem.proposal)} (ngày trước, tháng sau)" if problem.proposal else ""
    return (
        f"{header(problem)} ghi ngày dạng chữ {raw(problem)}{read}. Ô này nên là kiểu ngày, dạng ngày/tháng/năm.",
        correct_to(problem, "Nhập lại ngày dạng ngày/tháng/năm, ví dụ 05/6/1980."),
    )


@problem_rule(
    "D11-2digit",
    "warning",
    title="Ngày gõ năm hai chữ số",
    why="Quy tắc D11: năm hai chữ số không cho biết thế kỷ, phần mềm chỉ đoán",
    example="“5-6-80” được đoán là 05/06/1980.",
)
def two_digit_year(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm đoán là {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} ghi {raw(problem)}, năm chỉ có hai chữ số{read}. Năm phải đủ bốn chữ số.",
        correct_to(problem, "Nhập lại ngày với năm đủ bốn chữ số."),
    )


@problem_rule(
    "D13",
    "warning",
    title="Ngày chỉ có năm hoặc tháng và năm",
    why="Quy tắc D13; Mẫu số 07 (ngày, tháng, năm sinh): báo cáo cần đủ ngày, tháng, năm",
    example="Ngày sinh chỉ ghi “1980”.",
)
def partial_date(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)} chỉ ghi {raw(problem)}, chưa đủ ngày, tháng, năm; trích ngang chỉ cần năm, "
        "nhưng báo cáo theo Mẫu số 07 cần đủ ngày/tháng/năm.",
        "Bổ sung cho đủ dạng ngày/tháng/năm, ví dụ 05/6/1980; nếu giấy tờ chỉ có năm thì giữ nguyên.",
    )


@problem_rule(
    "D14",
    "warning",
    title="Ngày hiện thành số thứ tự",
    why="Quy tắc D14: Excel lưu ngày bằng số; ô mất định dạng ngày thì hiện số đó",
    example="“44932” là ngày 06/01/2023.",
)
def serial_date(problem: Problem) -> tuple[str, str]:
    read = f", phần mềm hiểu là ngày {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} là số {raw(problem)} chứ không phải ngày{read}. Ô này phải là ngày/tháng/năm.",
        correct_to(problem, "Nhập lại ngày dạng ngày/tháng/năm."),
    )


@problem_rule(
    "D15",
    "warning",
    title="Số gõ dạng chữ",
    why="Quy tắc D15: số dạng chữ không cộng được trong Excel; dấu thập phân là dấu phẩy",
    example="“95đ” được đọc là 95.",
)
def text_number(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm đọc là {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} ghi số dạng chữ {raw(problem)}{read}. Ô này phải là số, dấu thập phân là dấu phẩy.",
        correct_to(problem, "Nhập lại số, không kèm chữ hay dấu cách."),
    )


@problem_rule(
    "D15-ambiguous",
    "error",
    title="Số có hai cách hiểu",
    why="Quy tắc D15: dấu chấm có thể là dấu thập phân hoặc dấu ngăn hàng nghìn; phần mềm không đoán",
    example="“1.250” có thể là 1,25 hoặc 1250.",
)
def ambiguous_number(problem: Problem) -> tuple[str, str]:
    return (
        f"{header(problem)} ghi {raw(problem)}, có thể hiểu là số thập phân hoặc số hàng nghìn; phần mềm không đoán "
        "nên coi như chưa có giá trị.",
        "Nhập lại: số thập phân dùng dấu phẩy (1,25), số hàng nghìn không dùng dấu ngăn (1250).",
    )


@problem_rule(
    "D16",
    "warning",
    title="Số ghi theo phần trăm",
    why="Quy tắc D16: 95%, 95 và 0,95 dễ lẫn nhau; cột này đọc con số đứng trước dấu %",
    example="“95%” được đọc là 95.",
)
def percent(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm đọc là {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} ghi {raw(problem)} có dấu phần trăm{read}. Cột này cần một con số, không kèm dấu %.",
        correct_to(problem, "Nhập lại con số đúng, không kèm dấu %."),
    )


@problem_rule(
    "D17",
    "warning",
    title="Mất số 0 ở đầu",
    why="Quy tắc D17: mã, số điện thoại, số CCCD là dãy chữ số, phải giữ các số 0 ở đầu",
    example="Mã phường “7” được hiểu là “00007”.",
)
def lost_zeros(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm hiểu là {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} ghi {raw(problem)}, thiếu các số 0 ở đầu{read}. Phường có mã 5 chữ số, điện thoại 10 chữ số, "
        "CCCD 12 chữ số.",
        correct_to(problem, "Định dạng ô kiểu Text rồi nhập lại đủ chữ số."),
    )


@problem_rule(
    "D18",
    "warning",
    title="Dãy số dài bị lưu thành số",
    why="Quy tắc D18: Excel đổi dãy chữ số dài thành số, có thể hiện 1,09E+09 và mất chữ số",
    example="CCCD hiện 1,09E+09.",
)
def long_number(problem: Problem) -> tuple[str, str]:
    read = f"; phần mềm hiểu là {quoted(problem.proposal)}" if problem.proposal else ", nên đã mất chữ số"
    return (
        f"{header(problem)} ghi {raw(problem)} dạng số{read}. Ô này phải là dãy chữ số dạng chữ (Text).",
        correct_to(problem, "Định dạng ô kiểu Text rồi nhập lại đủ các chữ số theo giấy tờ."),
    )


@problem_rule(
    "D31",
    "warning",
    title="Tên đơn vị viết khác danh sách",
    why="Quy tắc D31, V10: đơn vị được nhận ra theo mã; tên gọi khác được quy về mã",
    example="“P. Phúc Xá” được hiểu là mã 00001.",
)
def unit_variant(problem: Problem) -> tuple[str, str]:
    read = f", phần mềm hiểu là mã {quoted(problem.proposal)}" if problem.proposal else ""
    return (
        f"{header(problem)} ghi {raw(problem)} thay cho mã đơn vị{read}. Cột này dùng mã ở trang Đơn vị.",
        correct_to(problem, "Chọn mã đơn vị trong danh sách thả xuống."),
    )


@problem_rule(
    "REF",
    "error",
    title="Mã không có trong danh sách",
    why="V10; Quy tắc D31: mã phải có ở trang danh mục, nếu không thì dòng không thuộc về đơn vị hay tiêu chí nào",
    example="Mã đơn vị “00099” không có ở trang Đơn vị.",
)
def unknown_code(problem: Problem) -> tuple[str, str]:
    listed = problem.detail.get("list") or "danh mục"
    tab = f"trang {listed}"
    near = problem.detail.get("near")
    hint = f" Gần giống nhất: {near}." if near else ""
    return (
        f"{header(problem)} ghi {raw(problem)}, không có trong {tab}; chỉ dùng mã đã có ở trang đó.{hint}",
        f"Chọn lại mã trong danh sách thả xuống, hoặc bổ sung mã vào {tab} nếu còn thiếu.",
    )


@problem_rule(
    "CHOICE",
    "error",
    title="Giá trị không có trong danh sách chọn",
    why="V12: cột chọn chỉ nhận các giá trị trong danh sách của mẫu",
    example="Giới tính ghi “Khác”: chỉ được chọn Nam; Nữ.",
)
def unknown_choice(problem: Problem) -> tuple[str, str]:
    allowed = problem.detail.get("allowed") or _choices(problem)
    near = problem.detail.get("near")
    hint = f" Có lẽ là {quoted(near)}." if near else ""
    told = (
        f"; chỉ được chọn một trong: {allowed}" if allowed else "; chỉ được chọn giá trị có trong danh sách"
    )
    return (
        f"{header(problem)} ghi {raw(problem)}{told}.{hint}",
        correct_to(problem, "Chọn lại giá trị trong danh sách thả xuống của ô."),
    )


def _choices(problem: Problem) -> str:
    try:
        return "; ".join(sheet(problem.sheet).column(problem.column or "").choices)
    except KeyError:
        return ""


@problem_rule(
    "TYPE",
    "error",
    title="Giá trị không đọc được",
    why="V12: mỗi cột có một kiểu giá trị (số, ngày, năm…); giá trị không đọc được coi như chưa có",
    example="“Tổng số cán bộ” ghi “khoảng mười”: phải là số nguyên.",
)
def unreadable(problem: Problem) -> tuple[str, str]:
    expected = problem.detail.get("expected") or "giá trị đúng kiểu của cột"
    return (
        f"{header(problem)} ghi {raw(problem)}, không đọc được; ô này phải là {expected}.",
        correct_to(problem, f"Nhập lại: {expected}."),
    )
