"""Birth dates whose day and month may have changed places (D12); loaded by the family individuals.

A spreadsheet program set to US dates turns "05/06/1980" into 6 May and leaves "25/06/1980" as text, so one
value alone never tells. Two signs do: the same person stands elsewhere with day and month the other way
round; or, in one unit's rows, every date that could be swapped is a real date of day 12 or less while dates
that could not stayed text.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.naming import individuals, name_parts, place, quoted, who
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.model.records import Individual
from xlpy.vietnamese.dates import PartialDate, format_date_short

_FEWEST_REAL_DATES = 2


@rule(
    "D12",
    "warning",
    title="Ngày và tháng sinh có thể bị đảo",
    why="Quy tắc D12: máy cài kiểu ngày Mỹ đổi dd/mm thành mm/dd; Mẫu số 07 cần đúng ngày, tháng, năm sinh",
    example="Ngày sinh 06/5/1980, trong khi cùng người này ở dòng khác ghi 05/6/1980.",
)
def day_and_month_swapped(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    seen: dict[tuple[str, int, int, int], Individual] = {}
    suspects = _of_us_looking_units(campaign, rows)
    for record in rows:
        born = record.birth_date
        if born is None or born.day is None or born.month is None or born.day > 12:
            continue
        if born.day != born.month and record.full_name:
            key = name_parts(record.full_name).key
            twin = seen.get((key, born.year, born.day, born.month))
            seen.setdefault((key, born.year, born.month, born.day), record)
            if twin is not None:
                yield at(
                    table,
                    record,
                    "birth_date",
                    f"{who(table, record)} ghi ngày sinh {format_date_short(born)}, còn dòng cùng tên "
                    f"({place(table, twin, 'birth_date')}) ghi {_shown(twin)}: ngày và tháng đảo nhau.",
                    "Đối chiếu với giấy tờ và sửa ô sai; ngày đứng trước, tháng đứng sau (05/6/1980 là ngày 05 tháng 6).",
                )
                continue
        if record.row in suspects and born.day != born.month:
            yield at(
                table,
                record,
                "birth_date",
                f"{who(table, record)} có ngày sinh đọc được là ngày {born.day:02d} tháng {born.month}; "
                f"cùng đơn vị có ngày sinh gõ dạng chữ {quoted(suspects[record.row])} với ngày lớn hơn 12, "
                "nên máy tính có thể đã đổi chỗ ngày và tháng của ô này.",
                "Đối chiếu với giấy tờ; nếu đảo thì nhập lại theo thứ tự ngày/tháng/năm.",
                proposal=format_date_short(PartialDate(born.year, born.day, born.month)),
            )


def _shown(record: Individual) -> str:
    return "" if record.birth_date is None else format_date_short(record.birth_date)


def _day(record: Individual) -> int:
    return 0 if record.birth_date is None else record.birth_date.day or 0


def _of_us_looking_units(campaign: Campaign, rows: list[Individual]) -> dict[int, str]:
    """Sheet rows whose real dates look month-first, with the text date that gives it away."""
    as_text = {
        problem.row: str(problem.raw)
        for problem in campaign.problems
        if problem.code == "D11" and problem.sheet == "individuals" and problem.column == "birth_date"
    }
    if not as_text:
        return {}
    real: dict[str, list[Individual]] = {}
    typed: dict[str, list[Individual]] = {}
    for record in rows:
        if record.birth_date is not None and record.birth_date.day is not None:
            (typed if record.row in as_text else real).setdefault(record.unit_code, []).append(record)
    found: dict[int, str] = {}
    for unit_code, texts in typed.items():
        dates = real.get(unit_code, [])
        if (
            len(dates) >= _FEWEST_REAL_DATES
            and all(_day(r) <= 12 for r in dates)
            and all(_day(r) > 12 for r in texts)
        ):
            found.update({r.row: as_text[texts[0].row] for r in dates})
    return found
