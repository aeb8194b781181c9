"""Colours, fonts and number formats of the workbook, chosen so that grey print still tells the marks apart."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from xlpy.schema import Column

FONT = "Arial"
NAVY = "#1F3864"
BLUE = "#2F5597"
PALE = "#DCE6F1"
GREY = "#EDEDED"
LINE = "#A6A6A6"
AMBER = "#FFE699"
RED_FILL = "#FFC7CE"
RED_TEXT = "#9C0006"
YELLOW = "#FFF2CC"
GREEN = "#E2EFDA"

DATE = "dd/mm/yyyy"
DATETIME = "dd/mm/yyyy hh:mm"
TEXT = "@"

_NUMBER_FORMATS = {
    "text": TEXT,
    # Text format also lets a clerk start a line with "- " or "+": elsewhere that begins a formula.
    "long_text": TEXT,
    "code": TEXT,
    "choice": TEXT,
    "yes_no": TEXT,
    "integer": "#,##0",
    "number": "#,##0.##",
    "points": "0.00",
    "year": "0",
    "date": DATE,
    "datetime": DATETIME,
}

_CENTRED = ("code", "yes_no", "date", "datetime", "year", "integer", "points", "number")

_LIVE_NUMBERS = {"criterion_max": "0.00", "suggested_points": "0.00", "score_total": "0.00"}
_LIVE_TEXT = ("unit_label", "criterion_label")

Props = dict[str, Any]


class Styles:
    """Formats of one workbook; the same properties give the same format object, so that styles.xml stays short."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **props: Any) -> Format:
        """The cell format with these XlsxWriter properties, Arial 10 unless told otherwise."""
        full = {"font_name": FONT, "font_size": 10, "valign": "top", **props}
        return self._cached(full)

    def mark(self, **props: Any) -> Format:
        """A format for conditional formatting: only what it changes."""
        return self._cached(props)

    def _cached(self, props: Props) -> Format:
        name = tuple(sorted(props.items()))
        if name not in self._formats:
            self._formats[name] = self._workbook.add_format(props)  # pyright: ignore[reportUnknownMemberType]
        return self._formats[name]

    def cell(self, column: Column | None, **extra: Any) -> Format:
        """A data cell of `column` (None for one the schema does not know)."""
        return self.get(**column_props(column), border=1, border_color=LINE, **extra)

    def column(self, column: Column | None) -> Format:
        """The default of a whole column, for rows that are added below: as a cell, without lines and colours."""
        props = column_props(column)
        return self.get(
            **{name: value for name, value in props.items() if name not in ("bg_color", "font_color")}
        )

    def header(self, column: Column | None) -> Format:
        """Required: white on dark. Optional: bold on pale. Not typed by the clerk: italic on grey."""
        base: Props = {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "border_color": LINE,
        }
        if column is None or not column.is_input:
            return self.get(**{**base, "italic": True, "bg_color": "#D9D9D9"})
        if column.required:
            return self.get(**base, bg_color=NAVY, font_color="#FFFFFF")
        return self.get(**base, bg_color=PALE, font_color=NAVY)


def column_props(column: Column | None) -> Props:
    """Number format, alignment and shading of a column's cells."""
    if column is None:
        return {"text_wrap": True}
    props: Props = {"text_wrap": True}
    if column.type in _NUMBER_FORMATS:
        props["num_format"] = _NUMBER_FORMATS[column.type]
        if column.type in _CENTRED:
            props["align"] = "center"
    elif column.type == "live":
        props |= {"bg_color": GREY, "font_color": "#404040"}
        props["num_format"] = _LIVE_NUMBERS.get(column.key, "General")
        if column.key not in _LIVE_TEXT:
            props["align"] = "center"
    elif column.type == "helper":
        props["num_format"] = TEXT
        props.pop("text_wrap")
    if column.key == "row_id":
        props |= {"bg_color": GREY, "font_color": "#404040"}
    return props
