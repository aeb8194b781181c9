"""The engine object that xlwings registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from xlpy.books.file_engine.apps import FileApps
from xlpy.books.values import CellError
from xlpy.books.xw import xlwings

NAME = "thidua-file"


class FileEngine:
    """Name, type and the value conversions that xlwings calls around each read and write."""

    name = NAME
    type = "desktop"
    marks_errors = True
    """Error values come as `CellError`; other engines give plain strings."""
    keeps_text = True
    """Text is never turned into a number or date."""

    def __init__(self) -> None:
        self.apps = FileApps(self)

    @staticmethod
    def prepare_xl_data_element(x: object, options: Mapping[str, Any]) -> object:
        """A value on its way into a cell; the package level checks and converts."""
        return x

    @staticmethod
    def clean_value_data(
        data: list[list[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Apply the options of a read: dates, numbers, empty cells, and error values as None or `CellError`."""

        def clean(value: object) -> object:
            if value is None:
                return empty_as
            if isinstance(value, CellError):
                return value if err_to_str else None
            if isinstance(value, datetime) and datetime_builder is not datetime:
                return datetime_builder(
                    year=value.year, month=value.month, day=value.day, hour=value.hour, minute=value.minute,
                    second=value.second, microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            return value

        if err_to_str and empty_as is None and number_builder is None and datetime_builder is datetime:
            return data
        return [[clean(value) for value in row] for row in data]


def register() -> None:
    """Add the engine to xlwings once; `xlwings.engines["thidua-file"]` then finds it."""
    if NAME not in [engine.name for engine in xlwings.engines]:
        xlwings.engines.add(xlwings.Engine(impl=FileEngine()))
