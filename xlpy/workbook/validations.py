"""Drop-downs, input messages and ranges of values: by whole column, never by cell.

Closed lists stop the clerk; where a pasted value may be right though odd (a partial date, a longer text), the
alert only warns, and Kiểm tra judges.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import Column, Setting
from xlpy.workbook.lists import choice_lists
from xlpy.workbook.plan import SheetPlan

REFERENCES = {"units": "ref_units", "criteria": "ref_criteria"}
"""Defined names of the code columns that other sheets refer to."""

_TABS = {"units": "Đơn vị", "criteria": "Tiêu chí"}

Options = dict[str, Any]


def _stop(title: str, message: str) -> Options:
    return {"error_title": title, "error_message": message, "error_type": "stop"}


def _warn(title: str, message: str) -> Options:
    return {"error_title": title, "error_message": message, "error_type": "warning"}


def _date_rule(example: str) -> Options:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1900, 3, 1),
        "maximum": date(2100, 12, 31),
        **_warn(
            "Ngày chưa đúng",
            f"Ô này ghi ngày/tháng/năm, ví dụ {example}. Nếu chỉ biết tháng, năm hoặc chỉ biết năm thì vẫn giữ được; "
            "khi bấm Kiểm tra phần mềm sẽ nhắc.",
        ),
    }


def _number_rule(kind: str, low: float, high: float, name: str) -> Options:
    whole = kind in ("integer", "year")
    what = "số nguyên" if whole else "số"
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        **_stop(
            "Số chưa đúng",
            f"“{name}” phải là {what} từ {low:g} đến {high:g}. Hãy nhập lại, hoặc xóa trắng ô nếu chưa có số liệu.",
        ),
    }


def column_rule(column: Column) -> Options | None:
    """XlsxWriter's validation options for a column, None where anything may be typed and there is no help."""
    rule: Options = {"validate": "any"}
    if column.refers_to is not None:
        rule = {
            "validate": "list",
            "source": "=" + REFERENCES[column.refers_to],
            **_stop(
                "Mã không có trong danh sách",
                f"Chỉ nhận mã có ở trang {_TABS[column.refers_to]}. Hãy chọn trong danh sách thả xuống; "
                f"nếu thiếu, thêm dòng mới ở trang {_TABS[column.refers_to]} trước.",
            ),
        }
    elif column.choices:
        rule = {
            "validate": "list",
            "source": "=" + choice_lists()[column.choices],
            **_stop(
                "Giá trị không có trong danh sách",
                f"“{column.header}” chỉ nhận: {'; '.join(column.choices)}."[:170]
                + " Hãy chọn trong danh sách thả xuống.",
            ),
        }
    elif column.type == "date":
        rule = _date_rule("15/5/2023")
    elif column.type == "datetime":
        rule = _date_rule("15/5/2023 14:00")
    elif column.type == "year":
        rule = _number_rule("year", 1000, column.maximum or 2100, column.header)
    elif column.type in ("integer", "number", "points"):
        rule = _number_rule(column.type, 0, column.maximum or 1_000_000_000, column.header)
    elif column.type in ("text", "long_text", "code") and column.maximum:
        rule = {
            "validate": "length",
            "criteria": "<=",
            "value": column.maximum,
            **_warn(
                "Nội dung quá dài",
                f"“{column.header}” nên không quá {column.maximum} ký tự. Hãy rút gọn, hoặc bấm Có để vẫn giữ.",
            ),
        }
    if column.help:
        rule |= {"input_title": column.header[:32], "input_message": column.help[:255]}
    return rule if len(rule) > 1 else None


def setting_rule(setting: Setting) -> Options | None:
    """Validation of one value cell of Cấu hình."""
    rule: Options = {"validate": "any"}
    if setting.type == "yes_no" or setting.choices:
        allowed = setting.choices or ("Có", "Không")
        rule = {
            "validate": "list",
            "source": "=" + choice_lists()[allowed],
            **_stop("Giá trị không có trong danh sách", f"Chỉ nhận: {'; '.join(allowed)}."),
        }
    elif setting.type == "date":
        rule = _date_rule("31/5/2023")
    elif setting.type in ("integer", "number"):
        low = 0 if setting.minimum is None else setting.minimum
        high = 1_000_000 if setting.maximum is None else setting.maximum
        rule = _number_rule(setting.type, low, high, setting.name)
    message = " ".join(part for part in (setting.note, _empty_hint(setting)) if part)
    if message:
        rule |= {"input_title": setting.name[:32], "input_message": message[:255]}
    return rule if len(rule) > 1 else None


def _empty_hint(setting: Setting) -> str:
    return "" if setting.required else "Được để trống."


def add_column_rules(worksheet: Worksheet, plan: SheetPlan) -> None:
    """Validations of all columns of a table sheet."""
    for planned in plan.columns:
        if planned.column is None or planned.column.type in ("any", "output", "helper"):
            continue
        rule = column_rule(planned.column)
        if rule is not None:
            place = plan.index(planned.key)
            worksheet.data_validation(plan.first_row - 1, place, plan.last_row - 1, place, rule)
