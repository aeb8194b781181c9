"""The counters of Bảng điều khiển: each a native formula and its present value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from xlpy.schema import choices
from xlpy.workbook.content import Cell, Row
from xlpy.workbook.expected import Expected, Value
from xlpy.workbook.live import TODAY
from xlpy.workbook.outputs import ERROR_TEXT, FORMATTED_ROWS, WARNING_TEXT
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.prepare import plain, text
from xlpy.workbook.refs import Refs


@dataclass(frozen=True, slots=True)
class Figure:
    """A card: `bad` and `watch` are conditions on the cell "{c}" for red and yellow."""

    label: str
    formula: str
    value: Value | date
    number_format: str = "0"
    bad: str = ""
    watch: str = ""


def _day(cell: Cell) -> date | None:
    value = plain(cell)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _filled(cell: Cell) -> bool:
    return text(cell).strip(" ") != ""


class Counters:
    """Formulas over `plans` with the values that `expected` gives them."""

    def __init__(self, plans: dict[str, SheetPlan], refs: Refs, expected: Expected) -> None:
        self._plans, self._refs, self._expected = plans, refs, expected

    def _rows(self, sheet: str) -> list[Row]:
        return self._plans[sheet].rows

    def _taking_part(self) -> list[Row]:
        return [
            row
            for row in self._rows("units")
            if _filled(row.get("unit_code")) and text(row.get("participates")) != choices.NO
        ]

    def _named(self, sheet: str, key: str) -> tuple[str, int]:
        count = sum(_filled(row.get(key)) for row in self._rows(sheet))
        return f"=SUMPRODUCT(--(LEN(TRIM({self._refs.whole(sheet, key)}))>0))", count

    def cards(self) -> list[Figure]:
        """Twelve cards, in reading order."""
        whole, rows = self._refs.whole, self._rows
        deadline, today = self._expected.setting_day("deadline"), self._expected.setting_day("reference_date")
        codes, part = whole("units", "unit_code"), whole("units", "participates")
        received, quiet = whole("dossiers", "received_date"), whole("dossiers", "no_nomination")
        dossier_codes = whole("dossiers", "unit_code")
        dates = [_day(row.get("received_date")) for row in rows("dossiers")]
        late = sum(deadline is not None and day is not None and day > deadline for day in dates)
        overdue = sum(
            deadline is not None and today is not None and today > deadline and _filled(row.get("unit_code"))
            and not _filled(row.get("received_date")) and text(row.get("no_nomination")) != choices.YES
            for row in rows("dossiers")
        )  # fmt: skip
        days = "" if deadline is None or today is None else (deadline - today).days
        status = whole("units", "quota_status")
        over = sum(
            str(self._expected.value("units", "quota_status", row)).startswith("Vượt")
            for row in rows("units")
        )
        findings = self._plans["findings"]
        severity = f"{quoted(findings.sheet.tab)}!$B${findings.first_row}:$B${findings.first_row + FORMATTED_ROWS - 1}"
        found = [text(row.get("severity")) for row in findings.rows]
        method, points = whole("criteria", "method"), whole("criteria", "max_points")
        outside = (choices.BONUS, choices.MALUS)
        top = sum(
            value
            for row in rows("criteria")
            if text(row.get("method")) not in outside
            and isinstance(value := plain(row.get("max_points")), (int, float))
        )
        total = self._expected.setting_number("criteria_total") or 0
        collectives, individuals = self._named("collectives", "name"), self._named("individuals", "full_name")
        good = self._named("good_people", "full_name")
        return [
            Figure("Hạn nộp hồ sơ", '=IF(cfg_deadline="","",cfg_deadline)', deadline or "", "dd/mm/yyyy"),
            Figure(
                "Còn lại (ngày)",
                f'=IF(cfg_deadline="","",cfg_deadline-{TODAY})',
                days,
                bad="AND(ISNUMBER({c}),{c}<0)",
                watch="AND(ISNUMBER({c}),{c}<=7)",
            ),
            Figure(
                "Đơn vị tham gia",
                f'=SUMPRODUCT((LEN({codes})>0)*({part}<>"{choices.NO}"))',
                len(self._taking_part()),
            ),
            Figure("Đã nhận hồ sơ", f"=COUNT({received})", sum(day is not None for day in dates)),
            Figure(
                "Không đề nghị",
                f'=COUNTIF({quiet},"{choices.YES}")',
                sum(text(row.get("no_nomination")) == choices.YES for row in rows("dossiers")),
            ),
            Figure(
                "Nộp muộn, quá hạn",
                f"=IFERROR(SUMPRODUCT(ISNUMBER({received})*({received}>cfg_deadline))"
                f'+IF({TODAY}>cfg_deadline,SUMPRODUCT((LEN({dossier_codes})>0)*({received}="")'
                f'*({quiet}<>"{choices.YES}")),0),0)',
                late + overdue,
                bad="{c}>0",
            ),
            Figure("Tập thể đề nghị", *collectives),
            Figure("Cá nhân đề nghị", *individuals),
            Figure("Người tốt, việc tốt", *good),
            Figure("Đơn vị vượt chỉ tiêu", f'=COUNTIF({status},"Vượt*")', over, bad="{c}>0"),
            Figure(
                "Lỗi / cảnh báo",
                f'=COUNTIF({severity},"{ERROR_TEXT}")&" / "&COUNTIF({severity},"{WARNING_TEXT}")',
                f"{found.count(ERROR_TEXT)} / {found.count(WARNING_TEXT)}",
                "@",
                bad='LEFT({c},2)<>"0 "',
                watch='RIGHT({c},2)<>" 0"',
            ),
            Figure(
                "Tổng điểm tiêu chí",
                f'=SUM({points})-SUMIF({method},"{outside[0]}",{points})-SUMIF({method},"{outside[1]}",{points})'
                '&" / "&cfg_criteria_total',
                f"{top:g} / {total:g}",
                "@",
                bad='LEFT({c},FIND(" /",{c})-1)<>MID({c},FIND("/ ",{c})+2,9)',
            ),
        ]

    def returns(self) -> list[tuple[str, str, int]]:
        """How many units are in each state of their answer: label, formula, present value. Counts what Tiến độ says."""
        plan = self._plans["progress"]
        letter, last = plan.letter("status"), plan.first_row + FORMATTED_ROWS - 1
        column = f"{quoted(plan.sheet.tab)}!${letter}${plan.first_row}:${letter}${last}"
        found = [text(row.get("status")) for row in plan.rows]
        return [
            (state, f'=COUNTIF({column},"{state}")', found.count(state)) for state in choices.RETURN_STATES
        ]

    def by_kind(self) -> list[list[tuple[str, Value]]]:
        """For each unit kind: units, dossiers aside, collectives, their quota, individuals, their quota; participating units only."""
        kind_column, part = self._refs.whole("units", "unit_kind"), self._refs.whole("units", "participates")
        lines: list[list[tuple[str, Value]]] = []
        keys = ("collectives_used", "collectives_limit", "individuals_used", "individuals_limit")
        for kind in choices.UNIT_KINDS:
            units = [row for row in self._taking_part() if text(row.get("unit_kind")) == kind]
            line: list[tuple[str, Value]] = [
                (f'=COUNTIFS({kind_column},"{kind}",{part},"<>{choices.NO}")', len(units))
            ]
            for key in keys:
                values = [self._expected.value("units", key, row) for row in units]
                number = sum(value for value in values if isinstance(value, (int, float)))
                column = self._refs.whole("units", key)
                line.append((f'=SUMIFS({column},{kind_column},"{kind}",{part},"<>{choices.NO}")', number))
            lines.append(line)
        return lines
