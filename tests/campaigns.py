"""Campaigns written out in the test: a Markdown table per sheet, or rows as keyword values.

`campaign_of(individuals=TABLE)` builds exactly what is written, every other field blank. `clean_campaign()` is
one in which every check is silent; `changed` and the row makers vary it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlpy.checks.finding import Hit
from xlpy.checks.rules import CATALOGUE
from xlpy.model.campaign import Campaign
from xlpy.model.records import RECORD_TYPES, Record
from xlpy.model.table import Problem
from xlpy.schema import Column, seeds, sheet
from xlpy.vietnamese.dates import PartialDate

TODAY = date(2023, 6, 1)
Row = Mapping[str, Any]
Rows = str | Iterable[Row | Record]

UNIT: dict[str, Any] = {
    "unit_code": "00001",
    "unit_name": "Phường Phúc Xá",
    "unit_kind": "Phường",
    "participates": True,
    "parent_org": "UBND QUẬN BA ĐÌNH",
    "header_name": "ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ",
    "header_style": "Nhà nước",
    "symbol": "UBND",
    "place": "Phúc Xá",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Phạm Quốc Việt",
    "phone": "0243000001",
    "email": "phucxa@example.vn",
    "verified": "Đã xác minh",
    "aliases": "P. Phúc Xá; UBND phường Phúc Xá",
}
"""The ward that nominates in most tests."""

OTHER_UNIT: dict[str, Any] = {
    **UNIT,
    "unit_code": "PNV",
    "unit_name": "Phòng Nội vụ",
    "unit_kind": "Phòng, ban, ngành",
    "header_name": "PHÒNG NỘI VỤ",
    "symbol": "NV",
    "place": "Ba Đình",
    "signer_title": "TRƯỞNG PHÒNG",
    "signer_name": "Đỗ Thị Mai",
    "phone": "0243000002",
    "email": "noivu@example.vn",
    "aliases": "Phòng Nội vụ quận",
}

_ACHIEVEMENT: dict[str, Any] = {
    "award": "Giấy khen",
    "votes_for": 3,
    "votes_against": 0,
    "votes_other": 0,
    "clean_record": True,
}

INDIVIDUAL: dict[str, Any] = {
    **_ACHIEVEMENT,
    "row_id": "CN-0001",
    "unit_code": "00001",
    "full_name": "Nguyễn Văn An",
    "gender": "Nam",
    "birth_date": "15/06/1980",
    "home_town": "xã Yên Mỹ, huyện Thanh Trì, thành phố Hà Nội",
    "residence": "số 5 phố Tân Ấp, phường Phúc Xá, quận Ba Đình, thành phố Hà Nội",
    "occupation": "Công chức",
    "position": "Công chức Văn hóa - Xã hội",
    "workplace": "Ủy ban nhân dân phường Phúc Xá",
    "targets": "Giải quyết đúng hạn toàn bộ hồ sơ chính sách trong đợt thi đua và rà soát xong danh sách hộ khó khăn.",
    "results": "Tiếp nhận 312 hồ sơ trợ cấp, trả kết quả sớm hạn 287 hồ sơ; rà soát 45 hộ, đề xuất giúp đỡ 12 hộ.",
    "measures": "Lập lịch trực tại nhà văn hóa từng khu dân cư vào buổi tối, đến tận nhà người già yếu để làm giấy tờ.",
    "effect": "Người dân bớt đi lại, không có đơn thư về chính sách trong quý; phường đứng đầu quận về chỉ số hài lòng.",
    "lessons": "Muốn làm nhanh phải hiểu từng hoàn cảnh, ghi chép đầy đủ và phối hợp chặt chẽ với tổ trưởng dân phố.",
    "summary": "Giải quyết 312 hồ sơ chính sách, trả sớm hạn 92%, giúp 12 hộ khó khăn.",
    "priority": 1,
    "citizen_id": "001080012345",
}
"""A nominee with every field of Mẫu 07, about whom no check has a word to say."""

OTHER_INDIVIDUAL: dict[str, Any] = {
    **_ACHIEVEMENT,
    "row_id": "CN-0002",
    "unit_code": "PNV",
    "full_name": "Trần Thị Bình",
    "gender": "Nữ",
    "birth_date": "20/11/1985",
    "home_town": "phường Vạn Phúc, quận Hà Đông, thành phố Hà Nội",
    "residence": "số 18 phố Đội Cấn, quận Ba Đình, thành phố Hà Nội",
    "occupation": "Công chức",
    "position": "Chuyên viên",
    "workplace": "Phòng Nội vụ quận Ba Đình",
    "targets": "Hoàn thành kế hoạch cải cách hành chính sáu tháng đầu năm; số hóa toàn bộ hồ sơ công chức, viên chức.",
    "results": "Số hóa xong 1.140 hồ sơ, vượt tiến độ 20 ngày; tham mưu ban hành 9 văn bản về thi đua đúng thời gian.",
    "measures": "Chia hồ sơ theo khối trường học, xây dựng bảng theo dõi chung và kiểm tra chéo vào thứ Sáu hằng tuần.",
    "effect": "Thời gian tra cứu một hồ sơ giảm từ nửa ngày còn vài phút, tiết kiệm khoảng 40 triệu đồng in ấn mỗi năm.",
    "lessons": "Việc lớn cần được chia nhỏ, công khai tiến độ và khen ngợi kịp thời những người làm tốt phần của mình.",
    "summary": "Chủ trì số hóa 1.140 hồ sơ công chức, viên chức, vượt tiến độ 20 ngày.",
    "priority": 1,
    "citizen_id": "001185023456",
}

COLLECTIVE: dict[str, Any] = {
    **_ACHIEVEMENT,
    "row_id": "TT-0001",
    "unit_code": "00001",
    "name": "Tổ dân phố số 3, phường Phúc Xá",
    "scope": "Thuộc đơn vị",
    "founded_year": 1995,
    "structure": "Một chi bộ 24 đảng viên, một tổ trưởng, hai tổ phó và bốn chi hội đoàn thể.",
    "headcount": 12,
    "women_count": 7,
    "function": "Vận động nhân dân thực hiện chủ trương, pháp luật; giữ gìn vệ sinh, trật tự ở khu dân cư.",
    "head_title": "Tổ trưởng",
    "head_name": "Lê Thị Hòa",
    "targets": "Vận động toàn bộ hộ dân phân loại rác tại nguồn và lắp camera an ninh ở các ngõ trong khu dân cư.",
    "results": "Đã có 198 trên 205 hộ phân loại rác; lắp 16 camera bằng kinh phí đóng góp; không xảy ra vụ trộm cắp nào.",
    "measures": "Tổ trưởng cùng các chi hội đi từng nhà hướng dẫn, dán lịch thu gom ở đầu ngõ, họp rút kinh nghiệm hằng tháng.",
    "effect": "Ngõ xóm sạch đẹp, lượng rác phải chở đi giảm một phần ba, nhân dân yên tâm và gắn bó với nhau hơn.",
    "lessons": "Nói đi đôi với làm, cán bộ làm trước, công khai từng khoản đóng góp thì việc khó mấy dân cũng theo.",
    "summary": "Vận động 198/205 hộ phân loại rác tại nguồn, lắp 16 camera an ninh.",
    "priority": 1,
}

_COUNCIL_ROLES = ("Chủ tịch", "Ủy viên", "Thư ký")
_COUNCIL_NAMES = {
    "00001": ("Phạm Quốc Việt", "Hoàng Thu Trang", "Bùi Đức Long"),
    "PNV": ("Đỗ Thị Mai", "Vũ Minh Quân", "Ngô Thanh Thủy"),
}


def unit(**changes: Any) -> Row:
    """The ward, with some fields changed."""
    return {**UNIT, **changes}


def individual(**changes: Any) -> Row:
    """A faultless individual of the ward, with some fields changed."""
    return {**INDIVIDUAL, **changes}


def other_individual(**changes: Any) -> Row:
    """A faultless individual of Phòng Nội vụ with other achievements, with some fields changed."""
    return {**OTHER_INDIVIDUAL, **changes}


def collective(**changes: Any) -> Row:
    """A faultless collective inside the ward, with some fields changed."""
    return {**COLLECTIVE, **changes}


def campaign_of(
    *,
    today: date = TODAY,
    settings: Mapping[str, Any] | None = None,
    unit_copy: str = "",
    problems: Iterable[Problem] = (),
    **sheets: Rows,
) -> Campaign:
    """A campaign with these rows. Keywords are sheet keys; a value is a Markdown table or a list of rows.

    The head line of a Markdown table holds column keys; cells are read by the type of their column
    (05/06/1980, 12,5, Có); a row with less written fields has the record's own blanks. Rows stand from the
    sheet's first row down unless a row says `row`. Without `units`, the ward and Phòng Nội vụ are there.
    """
    campaign = Campaign.empty(today)
    campaign.settings.values.update(settings or {})
    campaign.stamp.unit_code = unit_copy
    campaign.problems.extend(problems)
    for key, rows in {"units": [UNIT, OTHER_UNIT], **sheets}.items():
        _fill(campaign, key, rows)
    return campaign


def _fill(campaign: Campaign, key: str, rows: Rows) -> None:
    table = campaign.table(key)
    table.columns = {column.key: number for number, column in enumerate(table.sheet.columns, 1)}
    table.header_row = table.sheet.header_row
    listed = _markdown(key, rows) if isinstance(rows, str) else list(rows)
    for number, row in enumerate(listed, table.sheet.first_row):
        table.rows.append(row if isinstance(row, Record) else _record(key, row, number))
    table.last_row = max((record.row for record in table.rows), default=table.header_row)


def _record(key: str, row: Row, number: int) -> Record:
    kind = RECORD_TYPES[key]
    known = {field.name for field in fields(kind)}
    unknown = set(row) - known
    assert not unknown, f"sheet {key} has no column {', '.join(sorted(unknown))}"
    values = {name: _typed(key, name, value) for name, value in row.items()}
    return kind(**{"row": number, **values})


def _markdown(key: str, table: str) -> list[Row]:
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    head, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    if body and all(set(cell) <= set("-: ") and cell for cell in body[0]):
        body = body[1:]
    return [{name: value for name, value in zip(head, cells, strict=True) if value} for cells in body]


def _typed(key: str, name: str, value: Any) -> Any:
    if not isinstance(value, str) or name == "row":
        return int(value) if name == "row" else value
    return _read(sheet(key).column(name), value)


def _read(column: Column, value: str) -> Any:
    if column.type == "date":
        return PartialDate(*(int(part) for part in reversed(value.split("/")))) if value else None
    if column.type == "datetime":
        return datetime.strptime(value, "%d/%m/%Y %H:%M") if value else None
    if column.type in ("integer", "year"):
        return int(value) if value else None
    if column.type in ("number", "points"):
        return Decimal(value.replace(",", ".")) if value else None
    if column.type == "yes_no":
        return {"Có": True, "Không": False, "": None}[value]
    return value


def clean_campaign(**replaced: Rows) -> Campaign:
    """A complete campaign of two units without a single finding; sheets given by keyword replace its own."""
    from xlpy.schema.seeds import applies

    criteria = seeds.criteria()
    kinds = {"00001": "Phường", "PNV": "Phòng, ban, ngành"}
    sheets: dict[str, Rows] = {
        "units": [UNIT, OTHER_UNIT],
        "criteria": criteria,
        "scores": [
            {"unit_code": code, "criterion_code": row["criterion_code"], "self_points": _full_points(row)}
            for code, kind in kinds.items()
            for row in criteria
            if applies(row["applies_to"], kind)
        ],
        "collectives": [COLLECTIVE],
        "individuals": [INDIVIDUAL, OTHER_INDIVIDUAL],
        "good_people": [
            _good_person(
                "NT-0001", "00001", "Vũ Thị Tâm", "Nữ", "Nuôi dưỡng hai trẻ mồ côi trong ngõ suốt mười năm."
            ),
            _good_person(
                "NT-0002", "PNV", "Hồ Sỹ Lâm", "Nam", "Nhặt được túi tiền và tìm trả lại tận nhà người mất."
            ),
        ],
        "articles": [
            _article("BV-0001", "00001", "Người giữ lửa xóm bãi"),
            _article("BV-0002", "00001", "Lớp học bên bờ sông"),
            _article("BV-0003", "PNV", "Chuyện ở phòng một cửa"),
        ],
        "council": [
            {
                "row_id": f"HD-{number:04}",
                "unit_code": code,
                "full_name": name,
                "position": "Lãnh đạo đơn vị" if role == "Chủ tịch" else "Công chức",
                "role": role,
                "present": True,
            }
            for number, (code, name, role) in enumerate(
                (
                    (code, name, role)
                    for code, members in _COUNCIL_NAMES.items()
                    for name, role in zip(members, _COUNCIL_ROLES, strict=True)
                ),
                1,
            )
        ],
        "dossiers": [_dossier("00001", "05"), _dossier("PNV", "07")],
        **replaced,
    }
    return campaign_of(
        settings={"plan_number": "88/KH-UBND", "plan_date": date(2023, 4, 7)},
        **sheets,
    )


def _full_points(row: Mapping[str, str]) -> str:
    return "0" if row["method"] in ("Điểm thưởng", "Điểm trừ") else row["max_points"]


def _good_person(row_id: str, code: str, name: str, gender: str, deed: str) -> Row:
    return {
        "row_id": row_id,
        "unit_code": code,
        "full_name": name,
        "gender": gender,
        "birth_year": 1958,
        "address": "phường Phúc Xá, quận Ba Đình",
        "deed": deed,
        "deed_date": "20/04/2023",
        "level": "Quận",
    }


def _article(row_id: str, code: str, title: str) -> Row:
    return {
        "row_id": row_id,
        "unit_code": code,
        "title": title,
        "subject": "Bà Vũ Thị Tâm",
        "author": "Hoàng Thu Trang",
        "level": "Quận",
        "submitted_on": "10/05/2023",
    }


def _dossier(code: str, number: str) -> Row:
    return {
        "unit_code": code,
        "no_nomination": False,
        "submission_no": number,
        "submission_date": "18/05/2023",
        "minutes_no": number,
        "meeting_start": "15/05/2023 14:00",
        "meeting_end": "15/05/2023 16:00",
        "meeting_place": "Phòng họp tầng 2",
        "voting_method": "Bỏ phiếu kín",
        "written_opinions": 0,
        "received_date": "19/05/2023",
        "status": "Đã nhận",
    }


def hits(campaign: Campaign, code: str) -> list[Hit]:
    """What one rule finds. The module of its family must be imported by the test."""
    check = CATALOGUE[code].check
    assert check is not None, f"{code} words a problem of the reader, it has no check"
    return list(check(campaign))


def cells(campaign: Campaign, code: str) -> list[str | None]:
    """The cells at which one rule fires, in the order of its hits."""
    return [hit.cell for hit in hits(campaign, code)]


def cell(sheet_key: str, column: str, number: int = 1) -> str:
    """Address of a column in the n-th data row of a sheet, as `campaign_of` lays it out."""
    described = sheet(sheet_key)
    return f"{described.letter(column)}{described.first_row + number - 1}"


def wording(problem: Problem) -> tuple[str, str]:
    """Message and advice for a problem of the reader. The module with its wording must be imported."""
    explain = CATALOGUE[problem.code].explain
    assert explain is not None, f"{problem.code} is a check, not a wording"
    return explain(problem)
