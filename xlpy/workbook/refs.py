"""References from formulas to columns: structured where the sheet holds a table, A1 where it does not."""

from __future__ import annotations

from xlpy.schema import column_letter
from xlpy.workbook.plan import SheetPlan, quoted


class Refs:
    """Writes references into `plans`. Structured references make the same formula text right in every row, so that
    rows which Python, Excel or a merge adds later need no shifting; LibreOffice 7.4 reads them too."""

    def __init__(self, plans: dict[str, SheetPlan]) -> None:
        self.plans = plans

    def this(self, sheet: str, key: str, row: int) -> str:
        """The cell of column `key` in the formula's own row (1-based `row`)."""
        plan = self.plans[sheet]
        if plan.is_table:
            return f"{plan.sheet.table_name}[[#This Row],[{plan.header(key)}]]"
        return f"${plan.letter(key)}{row}"

    def span(self, sheet: str, first: int, last: int, row: int) -> str:
        """The cells of the zero-based columns `first` to `last` in the formula's own row."""
        plan = self.plans[sheet]
        if plan.is_table:
            names = (plan.columns[first].header, plan.columns[last].header)
            return f"{plan.sheet.table_name}[[#This Row],[{names[0]}]:[{names[1]}]]"
        return f"${column_letter(first + 1)}{row}:${column_letter(last + 1)}{row}"

    def whole(self, sheet: str, key: str) -> str:
        """All data cells of column `key`."""
        plan = self.plans[sheet]
        if plan.is_table:
            return f"{plan.sheet.table_name}[{plan.header(key)}]"
        return f"{quoted(plan.sheet.tab)}!{plan.range(key)}"
