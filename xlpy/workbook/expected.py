"""The live formulas' values, computed in Python: cached results in the file, and the expectation of tests.

LibreOffice and preview programs show the cached result, so it must be right. Text compares like the spreadsheet
programs do: without letter case; only plain blanks are trimmed. Only TODAY() has no value here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

from xlpy.schema import choices
from xlpy.workbook import live
from xlpy.workbook.content import Cell, Plain, RawCell, Row
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.rowneeds import FILE_COLUMN, IGNORED, OPTIONAL, PREFILLED, REQUIRED, UNLESS_FILE, need

Value = str | int | float

_BY_KIND: dict[str, str] = dict(
    zip(choices.METHODS, ("percent", "item", "done", "direct", "item", "item"), strict=True)
)


def _is_error(cell: Cell) -> bool:
    return isinstance(cell, RawCell) and cell.error is not None


def _value(cell: Cell) -> Plain:
    return cell.value if isinstance(cell, RawCell) else cell


def _filled(cell: Cell) -> bool:
    value = _value(cell)
    return value is not None and (not isinstance(value, str) or value.strip(" ") != "")


def _key(cell: Cell) -> str:
    """Text for comparisons; "" for an empty cell, and a mark for numbers, which never equal a text code."""
    value = _value(cell)
    if value is None:
        return ""
    return value.casefold() if isinstance(value, str) else f"\0{value}"


def _number(cell: Cell) -> float | None:
    value = _value(cell)
    if _is_error(cell) or isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


def _neat(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(number, 10)


class Expected:
    """Values of live cells for the rows of `plans`."""

    def __init__(self, plans: dict[str, SheetPlan], today: date | None = None) -> None:
        self.plans = plans
        rows = {key: plan.rows for key, plan in plans.items()}
        self._settings = {str(_value(row.get("setting_key"))): row.get("value") for row in rows["settings"]}
        self._units = {code: row for row in reversed(rows["units"]) if (code := _key(row.get("unit_code")))}
        self._criteria = {
            code: row for row in reversed(rows["criteria"]) if (code := _key(row.get("criterion_code")))
        }
        self._nominees = {
            sheet: Counter(_key(r.get("unit_code")) for r in rows[sheet] if _filled(r.get(name)))
            for sheet, name in (("collectives", "name"), ("individuals", "full_name"))
        }
        self._scores: dict[str, list[Row]] = defaultdict(list)
        for row in rows["scores"]:
            if _number(row.get("self_points")) is not None:
                self._scores[_key(row.get("unit_code"))].append(row)
        self._needs = {
            key: {c.key: code for c in plan.sheet.columns if (code := need(plan.sheet, c)) != IGNORED}
            for key, plan in plans.items()
        }
        self._today = self.setting_day("reference_date") or today

    def setting_day(self, key: str) -> date | None:
        value = _value(self._settings.get(key))
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None

    def setting_number(self, key: str) -> float | None:
        return _number(self._settings.get(key))

    def value(self, sheet: str, key: str, row: Row) -> Value:
        """What column `key` shows for `row`; "" where the formula needs TODAY() and no day is known."""
        if key == "row_status":
            return self.row_status(sheet, row)
        if key in ("unit_label", "criterion_label"):
            return self._label(row, key)
        return {
            "criterion_max": self._criterion_max,
            "suggested_points": self._suggested,
            "collectives_used": self._collectives,
            "individuals_used": self._individuals,
            "collectives_limit": self._collective_limit,
            "individuals_limit": self._individual_limit,
            "quota_status": self._quota_status,
            "score_total": self._score_total,
            "days_left": self._days_left,
        }[key](row)

    def row_status(self, sheet: str, row: Row) -> str:
        """The text of Trạng thái."""
        needs = self._needs[sheet]
        prefilled_only = sheet == "scores" and not _filled(row.get("self_points"))
        if prefilled_only and _filled(row.get("unit_code")) and _filled(row.get("criterion_code")):
            return live.ERROR_CELL if _is_error(row.get("self_points")) else live.NOT_SCORED
        if sheet == "dossiers" and _key(row.get("no_nomination")) == choices.YES.casefold():
            return live.NO_NOMINATION
        if any(_is_error(row.get(key)) for key in needs):
            return live.ERROR_CELL
        if not any(
            _filled(row.get(k)) for k, code in needs.items() if code in (OPTIONAL, REQUIRED, UNLESS_FILE)
        ):
            return ""
        wanted = (
            (REQUIRED, PREFILLED) if _filled(row.get(FILE_COLUMN)) else (REQUIRED, PREFILLED, UNLESS_FILE)
        )
        gaps = sum(not _filled(row.get(k)) for k, code in needs.items() if code in wanted)
        return live.missing(gaps) if gaps else live.COMPLETE

    def _label(self, row: Row, key: str) -> str:
        source, code_key, name = (
            (self._units, "unit_code", "unit_name")
            if key == "unit_label"
            else (self._criteria, "criterion_code", "content")
        )
        cell = row.get(code_key)
        if _is_error(cell):
            return live.UNKNOWN_CODE
        code = _key(cell)
        if not code:
            return ""
        found = source.get(code)
        return live.UNKNOWN_CODE if found is None else str(_value(found.get(name)) or "")

    def _criterion_max(self, row: Row) -> Value:
        found = self._criteria.get(_key(row.get("criterion_code")))
        return "" if found is None else _number(found.get("max_points")) or 0

    def _suggested(self, row: Row) -> Value:
        found = self._criteria.get(_key(row.get("criterion_code")))
        measure = _number(row.get("measure"))
        if found is None or measure is None:
            return ""
        top, parameter = _number(found.get("max_points")), _number(found.get("parameter")) or 0
        method = _BY_KIND.get(str(_value(found.get("method"))))
        if top is None or method in (None, "direct"):
            return ""
        if method == "done":
            return top if measure >= 1 else 0
        target = _number(row.get("target")) or 0
        if parameter <= 0 or (method == "percent" and target <= 0):
            return ""
        points = top * measure / target * 100 / parameter if method == "percent" else measure * parameter
        return _neat(round(max(0, min(top, points)) + 1e-9, 2))

    def _count(self, sheet: str, row: Row) -> Value:
        code = _key(row.get("unit_code"))
        return self._nominees[sheet][code] if code else ""

    def _collectives(self, row: Row) -> Value:
        return self._count("collectives", row)

    def _individuals(self, row: Row) -> Value:
        return self._count("individuals", row)

    def _limit(self, row: Row, own: str, setting: str) -> Value:
        if not _key(row.get("unit_code")):
            return ""
        if _filled(row.get(own)):
            return _number(row.get(own)) or 0
        suffix = choices.UNIT_KIND_KEYS.get(str(_value(row.get("unit_kind"))))
        return "" if suffix is None else self.setting_number(f"{setting}_{suffix}") or 0

    def _collective_limit(self, row: Row) -> Value:
        return self._limit(row, "collective_quota", "quota_collective")

    def _individual_limit(self, row: Row) -> Value:
        return self._limit(row, "individual_quota", "quota_individual")

    def _quota_status(self, row: Row) -> Value:
        if not _key(row.get("unit_code")):
            return ""
        if _key(row.get("participates")) == choices.NO.casefold():
            return live.NOT_TAKING_PART
        pairs = (
            (self._collectives(row), self._collective_limit(row)),
            (self._individuals(row), self._individual_limit(row)),
        )
        excess = left = 0.0
        for used, limit in pairs:
            if isinstance(used, str) or isinstance(limit, str):
                return ""
            excess += max(0, used - limit)
            left += max(0, limit - used)
        if excess:
            return f"Vượt {_neat(excess)}"
        return f"Còn {_neat(left)}" if left else live.QUOTA_FULL

    def _score_total(self, row: Row) -> Value:
        scored = self._scores.get(_key(row.get("unit_code")))
        if not scored or not _key(row.get("unit_code")):
            return ""
        total = 0.0
        for score in scored:
            criterion = self._criteria.get(_key(score.get("criterion_code")))
            if criterion is not None:
                sign = -1 if _value(criterion.get("method")) == choices.MALUS else 1
                total += sign * (_number(score.get("self_points")) or 0)
        return _neat(total)

    def _days_left(self, row: Row) -> Value:
        deadline = self.setting_day("deadline")
        if not _key(row.get("unit_code")) or deadline is None or self._today is None:
            return ""
        return (deadline - self._today).days
