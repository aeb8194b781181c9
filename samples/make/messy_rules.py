"""Planting violations of the campaign's rules outside the council: V1, V2, V6, V8–V10, V12, V14, and the X codes."""

from __future__ import annotations

from datetime import date

from samples.make.planted import Planter
from xlpy.workbook.content import Row

WARD, SCHOOL = "Phường", "Trường học"


def plant_counts(planter: Planter) -> None:
    """Too few and too many: they need units of their own, so they come before all others."""
    _minima(planter)
    _quotas(planter)


def plant(planter: Planter) -> None:
    """All that concern one row or pair of rows."""
    _nominees(planter)
    _scores(planter)
    _units(planter)


def _ward(row: Row) -> bool:
    return str(row["unit_code"]).isdigit()


def _not_a_ward(row: Row) -> bool:
    return not _ward(row)


def _minima(planter: Planter) -> None:
    def rows_left(key: str, number: int, kind: str) -> str:
        return planter.take_unit(
            lambda row: (
                row["unit_kind"] == kind and len(planter.of_unit(key, str(row["unit_code"]))) == number
            )
        )

    for key, number, kind, what in (
        ("articles", 2, SCHOOL, "chỉ có 01 bài viết, cần 02"),
        ("good_people", 1, "Phòng, ban, ngành", "chưa giới thiệu gương người tốt việc tốt"),
    ):
        unit = rows_left(key, number, kind)
        index = planter.of_unit(key, unit)[-1]
        planter.mark("V14", "warning", key, None, None, what, unit_code=unit)
        # An emptied row: nothing behind it moves, and no reader counts it.
        planter.rows(key)[index] = {"row_id": planter.rows(key)[index]["row_id"]}
        planter.use(key, index)


def _quotas(planter: Planter) -> None:
    """A nominee too many: from a ward that keeps enough, with the votes of the new unit's own nominee."""
    for key, what in (("individuals", "vượt chỉ tiêu cá nhân"), ("collectives", "vượt chỉ tiêu tập thể")):
        unit = planter.take_unit(lambda row: row["unit_kind"] == "Phòng, ban, ngành")
        own = planter.rows(key)[planter.of_unit(key, unit)[0]]
        index = planter.take(
            key, lambda row: _ward(row) and row["priority"] == 2 and row.get("scope") != "Chính đơn vị"
        )
        row = planter.rows(key)[index]
        row |= {column: own[column] for column in ("votes_for", "votes_against", "votes_other")}
        planter.plant("V1", "error", key, index, "unit_code", unit, what)


def _nominees(planter: Planter) -> None:
    individuals, collectives = planter.rows("individuals"), planter.rows("collectives")
    first, second = planter.take("individuals", _not_a_ward), planter.take("individuals", _not_a_ward)
    copied = str(individuals[first]["results"]).replace("05", "06").replace("tập thể", "đơn vị")
    planter.plant("V8", "warning", "individuals", second, "results", copied, "thành tích chép của người khác")
    first, second = planter.take("collectives", _not_a_ward), planter.take("collectives", _not_a_ward)
    copied = str(collectives[first]["measures"])
    planter.plant(
        "V8", "warning", "collectives", second, "measures", copied, "biện pháp chép của tập thể khác"
    )
    for key in ("individuals", "collectives"):
        planter.plant(
            "V9", "error", key, planter.take(key), "clean_record", "Không", "đang bị xem xét kỷ luật"
        )
    index = planter.take("collectives", lambda row: row["scope"] == "Thuộc đơn vị")
    planter.mark(
        "V10", "warning", "collectives", index, "scope", "ghi Chính đơn vị nhưng tên không phải tên đơn vị"
    )
    collectives[index]["scope"] = "Chính đơn vị"
    index = planter.take("collectives", lambda row: row["scope"] == "Chính đơn vị")
    collectives[index] |= {"scope": "Thuộc đơn vị", "head_title": "Phụ trách", "head_name": "Lã Quang Thụy"}
    planter.mark("V10", "warning", "collectives", index, "scope", "ghi Thuộc đơn vị nhưng tên là tên đơn vị")
    for key, column in (
        ("individuals", "home_town"),
        ("individuals", "birth_date"),
        ("individuals", "results"),
        ("individuals", "clean_record"),
        ("collectives", "function"),
        ("collectives", "scope"),
        ("collectives", "votes_for"),
        ("good_people", "deed"),
        ("articles", "submitted_on"),
        ("council", "position"),
    ):
        index = planter.take(key, lambda row, key=key: key != "individuals" or _not_a_ward(row))
        # Stories and articles are no part of the dossier: what they lack does not block it.
        severity = "warning" if key in ("good_people", "articles") else "error"
        planter.plant("V12", severity, key, index, column, None, "thiếu mục bắt buộc")
    for key in ("individuals", "collectives"):
        planter.plant(
            "V2", "error", key, planter.take(key), "summary", None, "không có tóm tắt cho trích ngang"
        )
    without_number = planter.take("individuals", lambda row: _not_a_ward(row) and "citizen_id" not in row)
    planter.plant(
        "X5", "error", "individuals", without_number, "birth_date", date(2032, 3, 14), "ngày sinh ở tương lai"
    )
    child = planter.take("individuals", lambda row: _not_a_ward(row) and "citizen_id" not in row)
    planter.plant(
        "X6", "warning", "individuals", child, "birth_date", date(2014, 7, 21), "tuổi dưới mức thường gặp"
    )
    planter.plant(
        "X1",
        "error",
        "individuals",
        planter.take("individuals", _not_a_ward),
        "unit_code",
        "THCS-XX",
        "mã đơn vị không có trong danh sách",
    )
    planter.plant(
        "X2", "error", "individuals", planter.take("individuals"), "gender", "Name", "giá trị ngoài danh mục"
    )
    planter.plant(
        "X2", "error", "works", planter.take("works"), "status", "Gần xong", "giá trị ngoài danh mục"
    )
    planter.plant(
        "X11",
        "error",
        "collectives",
        planter.take("collectives"),
        "founded_year",
        "lâu rồi",
        "không phải năm",
    )


def _scores(planter: Planter) -> None:
    rows = planter.rows("scores")

    def take(code: str, **wanted: object) -> int:
        return planter.take(
            "scores",
            lambda row: (
                row["criterion_code"] == code
                and "reason" not in row
                and all(row.get(column) == value for column, value in wanted.items())
            ),
        )

    index = take("A2")
    rows[index]["verified_points"] = 10
    rows[index]["reason"] = "Thẩm định theo điểm tối đa"
    planter.plant("V6", "error", "scores", index, "self_points", 11, "điểm vượt điểm tối đa")
    planter.plant(
        "V6", "error", "scores", take("B2"), "self_points", None, "chưa tự chấm; trống không phải 0 điểm"
    )
    index = take("A2", self_points=9)
    rows[index]["verified_points"] = 9.3
    rows[index]["reason"] = "Thẩm định theo hồ sơ minh chứng"
    planter.mark("V6", "warning", "scores", index, "verified_points", "điểm lệch bước 0,25")
    index = take("A2", self_points=9.5)
    rows[index]["verified_points"] = 8
    planter.mark("V6", "error", "scores", index, "reason", "điểm thẩm định khác điểm tự chấm, không có lý do")
    index = take("E1", self_points=8.75)
    rows[index] |= {"self_points": 10, "verified_points": 10}
    planter.mark("V6", "warning", "scores", index, "self_points", "điểm tự chấm khác điểm theo cách tính")
    school = next(
        row
        for row in rows
        if str(row["unit_code"]).startswith("TH-") and row["unit_code"] not in planter.busy_units
    )
    rows.append(
        {"unit_code": school["unit_code"], "criterion_code": "A1", "self_points": 20, "verified_points": 20}
    )
    planter.mark(
        "V6", "error", "scores", len(rows) - 1, "self_points", "chấm tiêu chí không áp dụng cho trường học"
    )
    again = rows[take("F1")]
    rows.append(
        {
            column: again[column]
            for column in ("unit_code", "criterion_code", "self_points", "verified_points")
        }
    )
    planter.mark("V6", "error", "scores", len(rows) - 1, "criterion_code", "một tiêu chí chấm hai lần")
    planter.plant("X1", "error", "scores", take("TR1"), "criterion_code", "Z9", "mã tiêu chí không có")


def _units(planter: Planter) -> None:
    def take() -> int:
        return planter.take("units", lambda row: "phone" in row)

    planter.plant("X3", "warning", "units", take(), "email", "phuong.badinh@hanoi", "thư điện tử sai dạng")
    planter.plant("X4", "warning", "units", take(), "phone", "09123", "điện thoại thiếu chữ số")
    planter.plant(
        "X9", "warning", "units", take(), "individual_quota", 4, "chỉ tiêu riêng lớn hơn chỉ tiêu chung"
    )
    index = planter.take("units", lambda row: "phone" in row and row["unit_code"] not in ("HNCT", "TH-HD"))
    planter.plant("V12", "error", "units", index, "signer_name", None, "chưa có người ký")
    index = planter.find("settings", lambda row: row["setting_key"] == "min_score_to_nominate")
    planter.plant(
        "X8", "error", "settings", index, "value", "chưa quy định", "giá trị cấu hình không đọc được"
    )
