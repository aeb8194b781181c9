"""A small campaign without a single fault, to be spoilt by one thing at a time, and what a rule then finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import NamedTuple, TypeVar

from xlpy.checks.families import FAMILIES
from xlpy.checks.finding import Hit
from xlpy.checks.rules import CATALOGUE
from xlpy.model.campaign import Campaign
from xlpy.model.records import (
    Activity,
    Article,
    Collective,
    CouncilMember,
    Criterion,
    Dossier,
    GoodPerson,
    Individual,
    Record,
    Score,
    SettingRow,
    Unit,
    Work,
)
from xlpy.model.settings import DEFINITIONS, SettingValue
from xlpy.model.table import Problem
from xlpy.vietnamese.dates import PartialDate

TODAY = date(2023, 6, 1)
WARD, OFFICE = "00001", "PNV"

R = TypeVar("R", bound=Record)


class Place(NamedTuple):
    """Where a hit is: sheet key, sheet row (0 for the whole sheet), column key."""

    sheet: str
    row: int
    column: str


def day(text: str) -> PartialDate:
    """ "2023-05-15" as the reader leaves a full date."""
    return PartialDate.from_date(date.fromisoformat(text))


def hits(campaign: Campaign, code: str) -> list[Hit]:
    """What one rule of the catalogue finds; the rule is loaded if need be."""
    for family in FAMILIES:
        if code not in CATALOGUE:
            import_module(f"xlpy.checks.{family}")
    check = CATALOGUE[code].check
    assert check is not None
    return list(check(campaign))


def places(campaign: Campaign, code: str) -> list[Place]:
    """Where one rule fires."""
    return [Place(hit.sheet, hit.row, hit.column) for hit in hits(campaign, code)]


def only_hit(campaign: Campaign, code: str) -> Hit:
    """The one hit of a rule; fails when there are none or several."""
    (hit,) = hits(campaign, code)
    return hit


def fill(campaign: Campaign, key: str, rows: Iterable[Record]) -> None:
    """Puts rows into a sheet below those it has, as our workbook lays them out."""
    table = campaign.table(key)
    table.columns = {column.key: number for number, column in enumerate(table.sheet.columns, start=1)}
    table.header_row = table.sheet.header_row
    for record in rows:
        table.last_row = max(table.last_row, table.sheet.first_row - 1) + 1
        record.row = table.last_row
        table.rows.append(record)


def add(campaign: Campaign, key: str, record: R) -> R:
    """Adds one row below the others and gives it back, with its row number."""
    fill(campaign, key, [record])
    return record


def set_value(campaign: Campaign, key: str, typed: SettingValue, raw: object = ...) -> int:
    """Changes a setting as the clerk would: typed value and raw cell (the same unless given). Gives its row."""
    campaign.settings.values[key] = typed
    row = setting_row(campaign, key)
    row.value = typed if raw is ... else raw
    return row.row


def setting_row(campaign: Campaign, key: str) -> SettingRow:
    return next(row for row in campaign.setting_rows.rows if row.setting_key == key)


def unreadable(campaign: Campaign, key: str, record: Record, column: str, raw: object) -> None:
    """Leaves the reader's TYPE problem at a cell."""
    table = campaign.table(key)
    campaign.problems.append(
        Problem("TYPE", key, table.sheet.tab, table.cell(record, column), record.row, column, raw)
    )


def clean_campaign(today: date = TODAY) -> Campaign:
    """A ward with two nominees and an office that declares "không đề nghị"; everything filled in and right."""
    campaign = Campaign.empty(today)
    campaign.settings.values.update(plan_number="88/KH-UBND", plan_date=date(2023, 4, 7))
    fill(
        campaign,
        "settings",
        [
            SettingRow(0, name=setting.name, setting_key=key, value=campaign.settings.values[key])
            for key, setting in DEFINITIONS.items()
        ],
    )
    fill(campaign, "units", [_ward(), _office()])
    fill(campaign, "criteria", _criteria())
    fill(campaign, "scores", _scores())
    fill(campaign, "collectives", [_collective()])
    fill(campaign, "individuals", [_individual()])
    fill(
        campaign,
        "good_people",
        [
            _good_person(WARD, "Trần Thị Lan", "Nhặt được của rơi trả lại người mất."),
            _good_person(OFFICE, "Lê Văn Hùng", "Giúp người già neo đơn trong tổ dân phố."),
        ],
    )
    fill(
        campaign,
        "articles",
        [
            _article(WARD, "Người giữ lửa phong trào"),
            _article(WARD, "Tấm lòng vàng ở ngõ nhỏ"),
            _article(OFFICE, "Cán bộ một cửa tận tụy"),
        ],
    )
    fill(campaign, "activities", _activities())
    fill(campaign, "works", [_work()])
    fill(campaign, "council", _council())
    fill(campaign, "dossiers", [_dossier(), Dossier(0, unit_code=OFFICE, no_nomination=True)])
    return campaign


def _ward() -> Unit:
    return Unit(
        0,
        unit_code=WARD,
        unit_name="Phường Phúc Xá",
        unit_kind="Phường",
        participates=True,
        parent_org="UBND QUẬN BA ĐÌNH",
        header_name="ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ",
        header_style="Nhà nước",
        symbol="UBND",
        place="Phúc Xá",
        signer_title="CHỦ TỊCH",
        signer_name="Nguyễn Văn An",
        phone="0912345678",
        email="phucxa@example.gov.vn",
        verified="Đã xác minh",
    )


def _office() -> Unit:
    return Unit(
        0,
        unit_code=OFFICE,
        unit_name="Phòng Nội vụ",
        unit_kind="Phòng, ban, ngành",
        participates=True,
        parent_org="UBND QUẬN BA ĐÌNH",
        header_name="PHÒNG NỘI VỤ",
        header_style="Nhà nước",
        symbol="PNV",
        place="Ba Đình",
        email="noivu@example.gov.vn",
        signer_title="TRƯỞNG PHÒNG",
        verified="Đã xác minh",
    )


def _criteria() -> list[Criterion]:
    def criterion(
        code: str, points: int, method: str, parameter: str | None, applies_to: str = "Tất cả"
    ) -> Criterion:
        return Criterion(
            0,
            criterion_code=code,
            group="A. Nhiệm vụ chính trị",
            content=f"Nội dung tiêu chí {code}",
            max_points=Decimal(points),
            method=method,
            parameter=None if parameter is None else Decimal(parameter),
            applies_to=applies_to,
            status="DỰ THẢO",
        )

    return [
        criterion("A1", 40, "Tỷ lệ so với chỉ tiêu", "50", "Phường; Phòng, ban, ngành"),
        criterion("A2", 30, "Chấm trực tiếp", None),
        criterion("B1", 20, "Điểm theo số lượng", "5"),
        criterion("B2", 10, "Đạt/Không đạt", None),
        criterion("T1", 5, "Điểm thưởng", "2.5"),
        criterion("TR1", 10, "Điểm trừ", "2"),
    ]


def _scores() -> list[Score]:
    def score(unit: str, code: str, **values: str) -> Score:
        numbers = {key: Decimal(value) for key, value in values.items()}
        return Score(0, unit_code=unit, criterion_code=code, **numbers)  # type: ignore[arg-type]

    return [
        score(WARD, "A1", measure="60", target="100", self_points="40", verified_points="40"),
        score(WARD, "A2", self_points="28.5", verified_points="28.5"),
        score(WARD, "B1", measure="3", self_points="15"),
        score(WARD, "B2", measure="1", self_points="10"),
        score(WARD, "T1", measure="1", self_points="2.5"),
        score(WARD, "TR1"),
        score(OFFICE, "A1"),
    ]


_TEXTS = {
    "targets": "Hoàn thành các chỉ tiêu đã đăng ký trong đợt thi đua.",
    "results": "Hoàn thành vượt mức các chỉ tiêu được giao.",
    "measures": "Phân công rõ người, rõ việc, kiểm tra hằng tuần.",
    "effect": "Nâng cao mức độ hài lòng của người dân.",
    "lessons": "Phát huy vai trò nêu gương của người đứng đầu.",
    "summary": "Hoàn thành xuất sắc nhiệm vụ trong đợt thi đua.",
}


def _collective() -> Collective:
    return Collective(
        0,
        row_id="TT-0001",
        unit_code=WARD,
        name="Tổ dân phố số 3",
        scope="Thuộc đơn vị",
        founded_year=1990,
        structure="Tổ trưởng, tổ phó và 12 nhóm liên gia.",
        headcount=12,
        function="Vận động nhân dân thực hiện các phong trào.",
        head_title="Tổ trưởng",
        head_name="Đỗ Văn Nam",
        award="Giấy khen",
        priority=1,
        votes_for=4,
        votes_against=0,
        votes_other=0,
        clean_record=True,
        **_TEXTS,  # type: ignore[arg-type]
    )


def _individual() -> Individual:
    return Individual(
        0,
        row_id="CN-0001",
        unit_code=WARD,
        full_name="Hoàng Thị Yến",
        gender="Nữ",
        birth_date=day("1985-03-20"),
        home_town="Xã Yên Bình, huyện Thạch Thất, thành phố Hà Nội",
        residence="Số 5 phố Nghĩa Dũng, phường Phúc Xá, quận Ba Đình, thành phố Hà Nội",
        occupation="Công chức",
        position="Công chức Văn hóa - Xã hội",
        workplace="Ủy ban nhân dân phường Phúc Xá",
        award="Giấy khen",
        priority=1,
        votes_for=3,
        votes_against=1,
        votes_other=0,
        clean_record=True,
        **_TEXTS,
    )


def _council() -> list[CouncilMember]:
    def member(name: str, position: str, role: str) -> CouncilMember:
        return CouncilMember(0, unit_code=WARD, full_name=name, position=position, role=role, present=True)

    members = [
        member("Nguyễn Văn An", "Chủ tịch UBND phường", "Chủ tịch"),
        member("Phạm Thị Bình", "Phó Chủ tịch UBND phường", "Phó Chủ tịch"),
        member("Vũ Văn Cường", "Chủ tịch Công đoàn", "Ủy viên"),
        member("Đặng Thị Dung", "Công chức Văn phòng", "Thư ký"),
    ]
    for number, one in enumerate(members, start=1):
        one.row_id = f"HD-{number:04d}"
    return members


def _dossier() -> Dossier:
    return Dossier(
        0,
        unit_code=WARD,
        no_nomination=False,
        submission_no="05",
        submission_date=day("2023-05-17"),
        minutes_no="02",
        meeting_start=datetime(2023, 5, 15, 14, 0),
        meeting_end=datetime(2023, 5, 15, 15, 30),
        meeting_place="Phòng họp UBND phường Phúc Xá",
        voting_method="Bỏ phiếu kín",
        written_opinions=0,
        received_date=day("2023-05-19"),
        status="Đã nhận",
    )


def _good_person(unit: str, name: str, deed: str) -> GoodPerson:
    return GoodPerson(
        0,
        unit_code=unit,
        full_name=name,
        gender="Nữ" if "Thị" in name else "Nam",
        birth_year=1960,
        address="Phường Phúc Xá, quận Ba Đình",
        deed=deed,
        deed_date=day("2023-05-02"),
        level="Quận",
    )


def _article(unit: str, title: str) -> Article:
    return Article(
        0,
        unit_code=unit,
        title=title,
        subject="Bà Trần Thị Lan",
        author="Ngô Thu Hà",
        level="Quận",
        submitted_on=day("2023-05-10"),
    )


def _activities() -> list[Activity]:
    return [
        Activity(
            0,
            activity_no="1",
            content="Phát động đợt thi đua cao điểm",
            lead_unit="Phòng Nội vụ quận",
            start_date=day("2023-04-10"),
            end_date=day("2023-04-14"),
            status="Hoàn thành",
        ),
        Activity(
            0,
            activity_no="2",
            content="Tổng kết đợt thi đua",
            lead_unit="Phòng Nội vụ quận",
            start_date=day("2023-06-19"),
            end_date=day("2023-06-23"),
            status="Chưa thực hiện",
        ),
    ]


def _work() -> Work:
    return Work(
        0,
        row_id="CT-0001",
        unit_code=WARD,
        name="Đoạn đường nở hoa",
        kind="Công trình",
        level="Đơn vị, phường",
        start_date=day("2023-04-20"),
        finish_date=day("2023-05-18"),
        status="Hoàn thành",
    )
