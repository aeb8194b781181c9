"""`build`: a workbook of the campaign, reproducible to the byte, written atomically."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Literal, cast

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import SHEETS
from xlpy.schema.choices import YES
from xlpy.schema.sheets_output import BASE
from xlpy.workbook import vba
from xlpy.workbook.content import BookContent
from xlpy.workbook.dashboard import write_dashboard
from xlpy.workbook.expected import Expected
from xlpy.workbook.guide import write_guide
from xlpy.workbook.metasheet import stamp, write_base_sheet, write_meta_sheet
from xlpy.workbook.names import define_names
from xlpy.workbook.outputs import write_output_sheet
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.prepare import prepare, text
from xlpy.workbook.quicksheet import QuickSheet
from xlpy.workbook.refs import Refs
from xlpy.workbook.settingssheet import write_settings_sheet
from xlpy.workbook.styles import FONT, Styles
from xlpy.workbook.tablesheet import write_table_sheet

Format = Literal["xlsm", "xlsx"]

CREATED = datetime(2023, 4, 1)
"""Not the clock: the same input must give the same bytes. The month of the plan."""

_TAB_COLOURS = {"form": "#1F3864", "table": "#8EA9DB", "output": "#A6A6A6"}


def build(
    path: Path,
    content: BookContent | None = None,
    *,
    format: Format = "xlsm",
    unit: str | None = None,
) -> None:
    """Write a workbook to `path`, replacing an existing file only once the new one is complete.

    `content` None gives the blank workbook of the campaign. `format` "xlsx" leaves the macros and buttons out.
    `unit` makes the copy of one unit: its own rows only, its code in the stamp. ValueError for content that does
    not fit the schema or an unknown unit; OSError when the folder cannot be written. Same input, same bytes.
    """
    data = assemble(content or BookContent(), format, unit)
    handle, name = tempfile.mkstemp(prefix=".thidua-", suffix=".tmp", dir=path.resolve().parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files that only their owner may read.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def assemble(content: BookContent, format: Format, unit: str | None) -> bytes:
    """The bytes of the workbook; see `build`."""
    plans = prepare(content, unit)
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "date_1904": content.date1904,
            "default_format_properties": {"font_name": FONT, "font_size": 10, "font_scheme": False},
        },
    )
    _write(workbook, plans, content, format, unit)
    workbook.close()
    return stream.getvalue()


def _write(
    workbook: Workbook, plans: dict[str, SheetPlan], content: BookContent, format: Format, unit: str | None
) -> None:
    properties = {"title": "Sổ theo dõi đợt thi đua", "author": "ThiDua", "created": CREATED}
    workbook.set_properties(properties)  # pyright: ignore[reportUnknownMemberType]
    workbook.set_size(1600, 1000)
    workbook.set_vba_name("ThisWorkbook")
    styles, refs, expected = Styles(workbook), Refs(plans), Expected(plans)
    sheets: dict[str, QuickSheet] = {}
    code_names = ["ThisWorkbook"]
    for sheet in SHEETS:
        if sheet.key == "meta":
            code_names += _extra_tabs(workbook, content.extra_tabs)
        worksheet = cast("QuickSheet", workbook.add_worksheet(sheet.tab, QuickSheet))  # pyright: ignore[reportUnknownMemberType]
        worksheet.set_vba_name(sheet.code_name)
        worksheet.set_tab_color(_TAB_COLOURS[sheet.kind])
        code_names.append(sheet.code_name)
        sheets[sheet.key] = worksheet
    if content.base is not None:
        base = workbook.add_worksheet(BASE.tab)  # pyright: ignore[reportUnknownMemberType]
        base.set_vba_name(BASE.code_name)
        code_names.append(BASE.code_name)
        write_base_sheet(base, content.base, styles)
    settings = {text(row.get("setting_key")): row.get("value") for row in plans["settings"].rows}
    write_dashboard(
        workbook,
        sheets["dashboard"],
        plans,
        refs,
        expected,
        styles,
        buttons=format == "xlsm",
        official=text(settings.get("criteria_official")) == YES,
        campaign_name=text(settings.get("campaign_name")),
        master=unit is None,
        copy_of=text(plans["units"].rows[0].get("unit_name")) if unit is not None else content.copy_of,
    )
    write_guide(sheets["guide"], styles)
    for key, plan in plans.items():
        if key == "settings":
            write_settings_sheet(sheets[key], plan, refs, styles)
        elif plan.sheet.kind == "table":
            write_table_sheet(sheets[key], plan, refs, expected, styles)
        else:
            write_output_sheet(sheets[key], plan, styles)
    marks = stamp(text(settings.get("campaign_code")), unit, content.stamp)
    write_meta_sheet(workbook, sheets["meta"], marks, plans["units"], refs, styles)
    define_names(workbook, plans)
    if format == "xlsm":
        workbook.add_vba_project(BytesIO(vba.project(tuple(code_names[1:]))), is_stream=True)  # pyright: ignore[reportArgumentType]


def _extra_tabs(workbook: Workbook, names: list[str]) -> list[str]:
    """Stray sheets as they come back from offices; their code names are given so that the macros know them."""
    made: list[str] = []
    for number, name in enumerate(names, start=1):
        worksheet: Worksheet = workbook.add_worksheet(name)  # pyright: ignore[reportUnknownMemberType]
        worksheet.set_vba_name(f"wsExtra{number}")
        made.append(f"wsExtra{number}")
    return made
