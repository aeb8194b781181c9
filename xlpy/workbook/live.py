"""Native formulas of the live columns: Excel 2010+ and LibreOffice, no dynamic arrays, no newer functions.

`xlpy.workbook.expected` computes the same values in Python; a test shows that LibreOffice agrees with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xlpy.schema import choices, column_letter
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.refs import Refs
from xlpy.workbook.rowneeds import FILE_COLUMN, NEED_ROW, OPTIONAL, PREFILLED, REQUIRED, UNLESS_FILE

COMPLETE = "Đủ"
NOT_SCORED = "Chưa chấm"
NO_NOMINATION = "Không đề nghị"
ERROR_CELL = "Ô lỗi"
UNKNOWN_CODE = "Không có mã này"
QUOTA_FULL = "Đủ chỉ tiêu"
NOT_TAKING_PART = "Không tham gia"

Formula = Callable[[Refs, SheetPlan, int], str]


def missing(count: int) -> str:
    return f"Thiếu {count} mục"


def _segments(plan: SheetPlan) -> list[tuple[int, int]]:
    """Runs of columns that hold every input column and never the status itself (that would be a circle)."""
    inputs = [i for i, c in enumerate(plan.columns) if c.column is not None and c.column.is_input]
    status = plan.index("row_status")
    parts = ([i for i in inputs if i < status], [i for i in inputs if i > status])
    return [(part[0], part[-1]) for part in parts if part]


def _row_status(refs: Refs, plan: SheetPlan, row: int) -> str:
    used: list[str] = []
    lacking: list[str] = []
    has_file = any(c.column is not None and c.column.key == FILE_COLUMN for c in plan.columns)
    for first, last in _segments(plan):
        cells = refs.span(plan.key, first, last, row)
        needs = f"${column_letter(first + 1)}${NEED_ROW}:${column_letter(last + 1)}${NEED_ROW}"
        filling, missed = (
            f"({needs}={OPTIONAL})+({needs}={REQUIRED})",
            f"({needs}={REQUIRED})+({needs}={PREFILLED})",
        )
        if has_file:
            no_file = f"(LEN(TRIM({refs.this(plan.key, FILE_COLUMN, row)}))=0)"
            filling += f"+({needs}={UNLESS_FILE})"
            missed += f"+({needs}={UNLESS_FILE})*{no_file}"
        used.append(f"SUMPRODUCT(({filling})*(LEN(TRIM({cells}))>0))")
        lacking.append(f"SUMPRODUCT(({missed})*(LEN(TRIM({cells}))=0))")
    count, gaps = "+".join(used), "+".join(lacking)
    core = f'IF({count}=0,"",IF({gaps}=0,"{COMPLETE}","Thiếu "&({gaps})&" mục"))'

    def this(key: str) -> str:
        return refs.this(plan.key, key, row)

    if plan.key == "scores":
        core = (
            f'IF(AND({this("unit_code")}<>"",{this("criterion_code")}<>"",{this("self_points")}=""),'
            f'"{NOT_SCORED}",{core})'
        )
    elif plan.key == "dossiers":
        core = f'IF({this("no_nomination")}="{choices.YES}","{NO_NOMINATION}",{core})'
    return f'=IFERROR({core},"{ERROR_CELL}")'


def _unit_label(refs: Refs, plan: SheetPlan, row: int) -> str:
    code = refs.this(plan.key, "unit_code", row)
    names, codes = refs.whole("units", "unit_name"), refs.whole("units", "unit_code")
    return f'=IFERROR(IF({code}="","",INDEX({names},MATCH({code},{codes},0))&""),"{UNKNOWN_CODE}")'


def _criterion_label(refs: Refs, plan: SheetPlan, row: int) -> str:
    code = refs.this(plan.key, "criterion_code", row)
    names, codes = refs.whole("criteria", "content"), refs.whole("criteria", "criterion_code")
    return f'=IFERROR(IF({code}="","",INDEX({names},MATCH({code},{codes},0))&""),"{UNKNOWN_CODE}")'


def _criterion_max(refs: Refs, plan: SheetPlan, row: int) -> str:
    code = refs.this(plan.key, "criterion_code", row)
    points, codes = refs.whole("criteria", "max_points"), refs.whole("criteria", "criterion_code")
    return f'=IFERROR(IF({code}="","",INDEX({points},MATCH({code},{codes},0))),"")'


def _suggested_points(refs: Refs, plan: SheetPlan, row: int) -> str:
    def this(key: str) -> str:
        return refs.this(plan.key, key, row)

    def criterion(key: str) -> str:
        column, codes = refs.whole("criteria", key), refs.whole("criteria", "criterion_code")
        return f"INDEX({column},MATCH({this('criterion_code')},{codes},0))"

    measure, target, top = this("measure"), this("target"), this("criterion_max")
    parameter = criterion("parameter")
    percent = (
        f'IF(OR(N({target})<=0,N({parameter})<=0),"",'
        f"ROUND(MAX(0,MIN({top},{top}*{measure}/{target}*100/{parameter})),2))"
    )
    by_item = f'IF(N({parameter})<=0,"",ROUND(MAX(0,MIN({top},{measure}*{parameter})),2))'
    done = f"IF({measure}>=1,{top},0)"
    method = f"MATCH({criterion('method')},lst_methods,0)"
    branches = {
        choices.PERCENT_OF_TARGET: percent,
        choices.POINTS_PER_ITEM: by_item,
        choices.DONE_OR_NOT: done,
        choices.DIRECT: '""',
        choices.BONUS: by_item,
        choices.MALUS: by_item,
    }
    cases = ",".join(branches[name] for name in choices.METHODS)
    return f'=IFERROR(IF(NOT(ISNUMBER({measure})),"",CHOOSE({method},{cases})),"")'


def _used(sheet: str, name: str) -> Formula:
    def formula(refs: Refs, plan: SheetPlan, row: int) -> str:
        code = refs.this(plan.key, "unit_code", row)
        codes, names = refs.whole(sheet, "unit_code"), refs.whole(sheet, name)
        # COUNTIFS would read the code 00001 as the number 1.
        count = f"SUMPRODUCT(({codes}={code})*(LEN(TRIM({names}))>0))"
        return f'=IFERROR(IF({code}="","",{count}),"{ERROR_CELL}")'

    return formula


def _limit(own: str, setting: str) -> Formula:
    def formula(refs: Refs, plan: SheetPlan, row: int) -> str:
        code, number = refs.this(plan.key, "unit_code", row), refs.this(plan.key, own, row)
        kind = refs.this(plan.key, "unit_kind", row)
        by_kind = ",".join(f"cfg_{setting}_{choices.UNIT_KIND_KEYS[kind]}" for kind in choices.UNIT_KINDS)
        return (
            f'=IFERROR(IF({code}="","",IF({number}<>"",{number},'
            f'CHOOSE(MATCH({kind},lst_unit_kinds,0),{by_kind}))),"")'
        )

    return formula


def _quota_status(refs: Refs, plan: SheetPlan, row: int) -> str:
    def this(key: str) -> str:
        return refs.this(plan.key, key, row)

    pairs = [
        (this("collectives_used"), this("collectives_limit")),
        (this("individuals_used"), this("individuals_limit")),
    ]
    excess = "+".join(f"MAX(0,{used}-{limit})" for used, limit in pairs)
    left = "+".join(f"MAX(0,{limit}-{used})" for used, limit in pairs)
    return (
        f'=IFERROR(IF({this("unit_code")}="","",IF({this("participates")}="{choices.NO}","{NOT_TAKING_PART}",'
        f'IF({excess}>0,"Vượt "&({excess}),IF({left}=0,"{QUOTA_FULL}","Còn "&({left}))))),"")'
    )


def _score_total(refs: Refs, plan: SheetPlan, row: int) -> str:
    code = refs.this(plan.key, "unit_code", row)
    codes, points = refs.whole("scores", "unit_code"), refs.whole("scores", "self_points")
    criterion = refs.whole("scores", "criterion_code")
    scored = f"SUMPRODUCT(({codes}={code})*ISNUMBER({points}))"
    by_criterion = f"SUMIFS({points},{codes},{code},{criterion},{refs.whole('criteria', 'criterion_code')})"
    sign = f'1-2*({refs.whole("criteria", "method")}="{choices.MALUS}")'
    return f'=IFERROR(IF({code}="","",IF({scored}=0,"",SUMPRODUCT({sign},{by_criterion}))),"{ERROR_CELL}")'


def _days_left(refs: Refs, plan: SheetPlan, row: int) -> str:
    code = refs.this(plan.key, "unit_code", row)
    return f'=IFERROR(IF(OR({code}="",cfg_deadline=""),"",cfg_deadline-{TODAY}),"")'


TODAY = 'IF(cfg_reference_date="",TODAY(),cfg_reference_date)'
"""The day that deadlines count from: the setting, else today."""

_FORMULAS: dict[tuple[str, str], Formula] = {
    ("", "row_status"): _row_status,
    ("", "unit_label"): _unit_label,
    ("scores", "criterion_label"): _criterion_label,
    ("scores", "criterion_max"): _criterion_max,
    ("scores", "suggested_points"): _suggested_points,
    ("units", "collectives_used"): _used("collectives", "name"),
    ("units", "individuals_used"): _used("individuals", "full_name"),
    ("units", "collectives_limit"): _limit("collective_quota", "quota_collective"),
    ("units", "individuals_limit"): _limit("individual_quota", "quota_individual"),
    ("units", "quota_status"): _quota_status,
    ("dossiers", "score_total"): _score_total,
    ("dossiers", "days_left"): _days_left,
}


def formula(refs: Refs, plan: SheetPlan, key: str, row: int) -> str:
    """The formula of live column `key` in 1-based `row`. KeyError for a column that has none."""
    make = _FORMULAS.get((plan.key, key)) or _FORMULAS[("", key)]
    return make(refs, plan, row)
