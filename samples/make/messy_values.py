"""Planting problems of values, rows and columns: D11–D29, D31 of domain.md §6.2."""

from __future__ import annotations

from datetime import date

from samples.make.planted import Planter, day_of, plain
from xlpy.schema import sheet
from xlpy.workbook.content import RawCell, Row


def _born(row: Row) -> date:
    return day_of(row, "birth_date")


def _not_a_ward(row: Row) -> bool:
    return not str(row["unit_code"]).isdigit()


def plant(planter: Planter) -> None:
    """Everything that is wrong with dates, numbers, codes, merged and hidden cells, headers and stray rows."""
    _swapped_dates(planter)
    _dates(planter)
    _numbers(planter)
    _citizen_numbers(planter)
    _codes(planter)
    _layout(planter)


def _swapped_dates(planter: Planter) -> None:
    def three(row: Row) -> bool:
        return (
            row["unit_kind"] == "Phường" and len(planter.of_unit("individuals", str(row["unit_code"]))) == 3
        )

    indexes = planter.of_unit("individuals", planter.take_unit(three))
    for index, (month, day) in zip(indexes[:2], ((5, 9), (11, 3)), strict=True):
        swapped = _born(planter.rows("individuals")[index]).replace(month=month, day=day)
        planter.plant(
            "D12", "warning", "individuals", index, "birth_date", swapped, "ngày, tháng có thể đã bị đảo"
        )
    row = planter.rows("individuals")[indexes[2]]
    text = f"25/6/{_born(row).year}"
    planter.plant("D11", "warning", "individuals", indexes[2], "birth_date", text, "ngày sinh gõ dạng chữ")


def _dates(planter: Planter) -> None:
    def birth(code: str, text: str, what: str, *, general: bool = False) -> None:
        # D12 compares dates inside a unit, so units with several people are left alone.
        index = planter.take("individuals", _not_a_ward)
        born = _born(planter.rows("individuals")[index])
        shown = text.format(day=born.day, month=born.month, year=born.year, short=f"{born.year % 100:02d}")
        value = RawCell(shown, general=True) if general else shown
        planter.plant(code, "warning", "individuals", index, "birth_date", value, what)

    birth("D11", "{day:02}.{month:02}.{year}", "ngày sinh gõ dạng chữ, dấu chấm")
    birth("D11", "{day}-{month}-{short}", "ngày sinh gõ dạng chữ, năm hai chữ số")
    index = planter.take("works", lambda row: "finish_date" in row)
    planter.plant("D11", "warning", "works", index, "finish_date", "19/5/2023", "ngày gõ dạng chữ")
    index = planter.take("dossiers", lambda row: "received_date" in row)
    received = day_of(planter.rows("dossiers")[index], "received_date")
    shown = f"{received.day}/{received.month}/{received.year}"
    planter.plant("D11", "warning", "dossiers", index, "received_date", shown, "ngày nhận gõ dạng chữ")
    birth("D13", "{month:02}/{year}", "chỉ có tháng và năm sinh")
    index = planter.take("individuals", _not_a_ward)
    year = _born(planter.rows("individuals")[index]).year
    cell = RawCell(year, general=True)
    planter.plant("D13", "warning", "individuals", index, "birth_date", cell, "chỉ có năm sinh")
    for key, column in (("individuals", "birth_date"), ("articles", "submitted_on")):
        index = planter.take(key, lambda row, key=key: key != "individuals" or _not_a_ward(row))
        day = day_of(planter.rows(key)[index], column)
        serial = RawCell((day - date(1899, 12, 30)).days, general=True)
        planter.plant("D14", "warning", key, index, column, serial, "số thứ tự ngày thay cho ngày")


def _numbers(planter: Planter) -> None:
    index = planter.take("scores", lambda row: row["self_points"] == 9.25 and "reason" not in row)
    planter.plant("D15", "warning", "scores", index, "self_points", "9,25", "điểm gõ dạng chữ, dấu phẩy")
    index = planter.take("scores", lambda row: row["verified_points"] == 5 and "reason" not in row)
    planter.plant("D15", "warning", "scores", index, "verified_points", "5đ", "điểm kèm chữ đ")
    index = planter.take("scores", lambda row: row["self_points"] == 9.5 and "reason" not in row)
    planter.plant("D15", "warning", "scores", index, "self_points", "9.5", "điểm gõ dạng chữ, dấu chấm")
    index = planter.take("scores", lambda row: row["criterion_code"] == "T1" and row["self_points"] == 2.5)
    planter.plant("D15", "warning", "scores", index, "verified_points", "2.500", "không rõ 2,5 hay 2500")
    index = planter.take("collectives")
    headcount = planter.rows("collectives")[index]["headcount"]
    planter.plant(
        "D15", "warning", "collectives", index, "headcount", f"{headcount} ", "số người gõ dạng chữ"
    )
    index = planter.take("scores", lambda row: row["criterion_code"] == "A1")
    measure = planter.rows("scores")[index]["measure"]
    planter.plant("D16", "warning", "scores", index, "measure", f"{measure}%", "ghi thêm dấu %")


def _citizen_numbers(planter: Planter) -> None:
    def known(row: Row) -> bool:
        return "citizen_id" in row and _not_a_ward(row)

    index = planter.take("individuals", lambda row: known(row) and str(row["citizen_id"]).startswith("001"))
    number = RawCell(int(str(planter.rows("individuals")[index]["citizen_id"])), general=True)
    planter.plant("D17", "warning", "individuals", index, "citizen_id", number, "CCCD mất hai số 0 ở đầu")
    index = planter.take("individuals", known)
    number = RawCell(int(str(planter.rows("individuals")[index]["citizen_id"])), general=True)
    planter.plant("D17", "warning", "individuals", index, "citizen_id", number, "CCCD mất số 0 ở đầu")
    index = planter.take("individuals", known)
    value = f"{int(str(planter.rows('individuals')[index]['citizen_id'])):.5E}"
    planter.plant("D18", "warning", "individuals", index, "citizen_id", value, "CCCD thành dạng lũy thừa")
    index = planter.take("individuals", known)
    right = str(planter.rows("individuals")[index]["citizen_id"])
    planter.mark("D19", "warning", "individuals", index, "gender", "giới tính không khớp CCCD")
    planter.rows("individuals")[index]["citizen_id"] = f"{right[:3]}{int(right[3]) ^ 1}{right[4:]}"
    index = planter.take("individuals", known)
    right = str(planter.rows("individuals")[index]["citizen_id"])
    planter.mark("D19", "warning", "individuals", index, "birth_date", "năm sinh không khớp CCCD")
    planter.rows("individuals")[index]["citizen_id"] = (
        f"{right[:4]}{(int(right[4:6]) + 9) % 100:02d}{right[6:]}"
    )


def _codes(planter: Planter) -> None:
    index = planter.take("units", lambda row: "phone" in row)
    phone = RawCell(int(str(planter.rows("units")[index]["phone"])), general=True)
    planter.plant("D17", "warning", "units", index, "phone", phone, "điện thoại mất số 0 ở đầu")
    for key, ward, code, value, what in (
        ("good_people", "00004", "D17", RawCell(4, general=True), "mã phường mất các số 0 ở đầu"),
        ("articles", "00001", "D31", "P. Phúc Xá", "tên viết tắt của phường thay cho mã"),
        ("good_people", "00013", "D31", "UBND P. Quán Thánh", "tên cơ quan thay cho mã"),
        ("works", "00006", "D31", "Phuong Vinh Phuc", "tên không dấu thay cho mã"),
    ):
        index = planter.take(key, lambda row, ward=ward: row["unit_code"] == ward)
        planter.plant(code, "warning", key, index, "unit_code", value, what)


def _layout(planter: Planter) -> None:
    works, activities = planter.content.sheets["works"], planter.content.sheets["activities"]
    first = planter.take(
        "works",
        lambda row: (
            len(found := planter.of_unit("works", str(row["unit_code"]))) == 2 and row is works.rows[found[0]]
        ),
    )
    planter.mark("D20", "warning", "works", first, "unit_code", "ô Mã đơn vị gộp qua hai dòng")
    planter.use("works", first + 1)
    works.rows[first + 1].pop("unit_code")
    works.merges.append((first, first + 1, "unit_code"))
    planter.mark("D20", "warning", "activities", 0, "lead_unit", "ô Đơn vị chủ trì gộp qua bốn dòng")
    for row in activities.rows[1:4]:
        row.pop("lead_unit")
    activities.merges.append((0, 3, "lead_unit"))

    good_people = planter.content.sheets["good_people"]
    good_people.hidden |= {len(good_people.rows) - 2, len(good_people.rows) - 1}
    planter.mark("D21", "warning", "good_people", None, None, "hai dòng bị ẩn vẫn được tính")
    planter.content.extra_tabs += ["Cá nhân (2)", "DanhSach_cu"]
    planter.mark("D23", "warning", "", None, None, "trang thừa “Cá nhân (2)”")
    planter.mark("D23", "warning", "", None, None, "trang thừa “DanhSach_cu”")

    articles = planter.content.sheets["articles"]
    keys = [column.key for column in sheet("articles").columns]
    articles.order = [*keys[:6], "extra:Ghi chú riêng", *keys[6:]]
    articles.rows[0]["extra:Ghi chú riêng"] = "đã gọi điện"
    planter.mark("D25", "warning", "articles", None, "extra:Ghi chú riêng", "cột chen thêm")
    articles.headers["author"] = "Tác giã"
    planter.mark("D25", "warning", "articles", None, "author", "tiêu đề cột gõ sai chính tả")
    keys = [column.key for column in sheet("activities").columns]
    activities.order = [keys[0], keys[1], "status", *(key for key in keys[2:] if key != "status")]

    for key, column in (("good_people", "full_name"), ("works", "name")):
        row: Row = {"row_id": None, column: "Tổng cộng" if key == "good_people" else "Người lập biểu"}
        planter.rows(key).append(row)
        planter.mark(
            "D26", "silent", key, len(planter.rows(key)) - 1, "row_status", "dòng tổng hoặc chữ ký trong bảng"
        )
    index = planter.take("individuals", _not_a_ward)
    planter.plant(
        "D27", "error", "individuals", index, "position", RawCell(error="#N/A"), "công thức báo lỗi"
    )
    index = planter.take("scores", lambda row: row["criterion_code"] == "B1")
    planter.plant("D27", "error", "scores", index, "evidence", RawCell(error="#REF!"), "công thức báo lỗi")
    index = planter.find("activities", lambda row: plain(row["activity_no"]) == "12")
    planter.plant("D28", "silent", "activities", index, "activity_no", "14", "số thứ tự nhảy cóc")
