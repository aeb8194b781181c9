"""A small filled workbook, made up, that reaches every branch of the live formulas."""

from __future__ import annotations

from datetime import date, datetime

from xlpy.workbook.content import BookContent, RawCell, Row, SheetContent
from xlpy.workbook.prepare import prepare

TEXT = "- Vận động 312 hộ gia đình ký cam kết giữ gìn vệ sinh môi trường.\n+ Tăng 18% so với cùng kỳ."


def person(unit: str, name: str, **changes: object) -> Row:
    """An individual with every required cell; `changes` replaces or (with None) empties cells."""
    row: Row = {
        "unit_code": unit,
        "full_name": name,
        "gender": "Nữ",
        "birth_date": date(1980, 6, 5),
        "home_town": "xã Đông La, huyện Hoài Đức, thành phố Hà Nội",
        "residence": "số 12 phố Đội Cấn, quận Ba Đình",
        "occupation": "Công chức",
        "position": "Công chức Văn hóa - Xã hội",
        "workplace": "UBND phường",
        "targets": TEXT,
        "results": TEXT,
        "measures": "=không phải công thức",
        "effect": TEXT,
        "lessons": "Bám sát cơ sở.",
        "summary": "Hoàn thành xuất sắc nhiệm vụ.",
        "award": "Giấy khen",
        "votes_for": 9,
        "votes_against": 0,
        "votes_other": 0,
        "clean_record": "Có",
    }
    return {**row, **changes}  # type: ignore[dict-item]


def small_book() -> BookContent:
    """Full, partial, empty, foreign and broken rows on the sheets with live columns; the day is 25/5/2023."""
    individuals = [
        person("00007", "Nguyễn Thị Hương"),
        person("00007", "Trần Văn Khánh", birth_date=None, summary="  "),
        person("00007", "Lê Minh Đức"),
        person("00007", "Phạm Thu Hà"),
        person("99999", "Vũ Quốc Toản"),
        person("pnv", "Bùi Ngọc Ánh", results=RawCell(error="#N/A")),
        {"unit_code": "PYT"},
        person("PTP", "Đỗ Thị Lan", report_file="Lan.docx", targets=None, results=None, lessons=" "),
        person("PTP", "Cao Văn Bình", report_file=" ", measures=None, home_town=None),
    ]
    collectives: list[Row] = [
        {"unit_code": "00019", "name": "Tổ dân phố số 3"},
        {"unit_code": "PNV", "name": "Phòng Nội vụ"},
        {"unit_code": "00007", "name": "Tổ dân phố số 1"},
        {"unit_code": "00007", "name": "Tổ dân phố số 2"},
    ]
    blank = prepare(BookContent(), None)
    scores = [dict(row) for row in blank["scores"].rows[: blank["scores"].content_rows]]
    given: dict[tuple[str, str], Row] = {
        ("00007", "A1"): {"measure": 47, "target": 100, "self_points": 23.5},
        ("00007", "A2"): {"measure": 3, "self_points": 10},
        ("00007", "A3"): {"measure": 1, "self_points": 5},
        ("00007", "B1"): {"measure": 0, "self_points": 0},
        ("00007", "B3"): {"measure": 7, "self_points": 10},
        ("00007", "C1"): {"measure": 3, "self_points": 3.75},
        ("00007", "T1"): {"measure": 1, "self_points": 2.5},
        ("00007", "TR1"): {"measure": 2, "self_points": 4},
        ("00019", "A1"): {"measure": 60, "target": 100, "self_points": 25},
        ("00019", "D1"): {"measure": 1, "target": 0, "verified_points": 8},
        ("00019", "E1"): {"measure": "9 trên 10", "self_points": RawCell("9,5", general=True)},
    }
    for row in scores:
        row.update(given.get((str(row["unit_code"]), str(row["criterion_code"])), {}))
    scores.append({"unit_code": "00007", "criterion_code": "Z9", "self_points": 1})
    dossiers = [dict(row) for row in blank["dossiers"].rows[: blank["dossiers"].content_rows]]
    for row in dossiers:
        if row["unit_code"] == "00007":
            row |= {
                "submission_date": date(2023, 5, 22),
                "meeting_start": datetime(2023, 5, 19, 14),
                "meeting_end": datetime(2023, 5, 19, 16, 30),
                "meeting_place": "Phòng họp tầng 2",
                "voting_method": "Bỏ phiếu kín",
                "received_date": date(2023, 6, 2),
            }
        elif row["unit_code"] == "00019":
            row["received_date"] = date(2023, 5, 24)
        elif row["unit_code"] == "PYT":
            row["no_nomination"] = "Có"
    units = [dict(row) for row in blank["units"].rows[: blank["units"].content_rows]]
    for row in units:
        if row["unit_code"] == "PTP":
            row["participates"] = "Không"
        elif row["unit_code"] == "PNV":
            row["individual_quota"] = 0
    return BookContent(
        sheets={
            "units": SheetContent(units),
            "individuals": SheetContent(individuals),
            "collectives": SheetContent(collectives),
            "scores": SheetContent(scores),
            "dossiers": SheetContent(dossiers),
        },
        settings={"reference_date": date(2023, 5, 25)},
    )


def untidy_book() -> BookContent:
    """The same rows after careless hands: merged cells, moved, renamed and inserted columns, a hidden row, 1904."""
    content = small_book()
    sheet = blank_order()
    content.sheets["individuals"].order = sheet
    content.sheets["individuals"].headers = {"full_name": "Họ  tên\nkhai sinh"}
    content.sheets["individuals"].hidden = {1}
    content.sheets["collectives"].merges = [(2, 3, "unit_code")]
    content.date1904 = True
    content.extra_tabs = ["Sheet1 (2)"]
    return content


def blank_order() -> list[str]:
    """Columns of Cá nhân: status moved behind the names, a stranger inserted."""
    from xlpy.schema import sheet

    keys = [column.key for column in sheet("individuals").columns if column.key != "row_status"]
    keys[6:6] = ["row_status", "extra:Ghi thêm"]
    return keys
