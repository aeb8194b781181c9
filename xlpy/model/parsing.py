"""One cell value into one typed value, with what is wrong with the way it was typed (domain.md §6.2).

The typed value is always the best reading: a text date is used as a date, text in a legacy encoding as the
Unicode it stands for, so that one slip does not set off ten other findings. What the clerk must confirm is
left as a `Slip`; what needs no question goes to the silent list.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from xlpy.schema import Column, choices
from xlpy.vietnamese import dates, legacy, lookalikes, numbers, text

_LEGACY_CODES = {"tcvn3": "D04", "vni": "D05", "mojibake": "D06"}
_DATETIME = re.compile(r"(.+?)[ ,T]+(\d{1,2})(?::|h|g| giờ )\s*(\d{2})?(?::\d{2})?$", re.IGNORECASE)
_EXPONENT = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
_MAX_MEMO_LENGTH = 80
_EXPECTED = {
    "points": "số, ví dụ 12,5",
    "number": "số, ví dụ 12,5",
    "integer": "số nguyên, ví dụ 12",
    "year": "năm có bốn chữ số, ví dụ 1961",
}


def _shown_number(column: Column, value: Decimal) -> str:
    """As a clerk writes it; a year has no point between its thousands."""
    return str(int(value)) if column.type == "year" and value == int(value) else numbers.format_number(value)


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong with one cell: a catalogue code, the proposed text, slots for the message."""

    code: str
    proposal: str | None = None
    detail: dict[str, str] = field(default_factory=dict[str, str])


class CellParser:
    """Turns cell values into typed values. After each call `slips` and `silent` hold what was noticed."""

    def __init__(self, date1904: bool = False) -> None:
        self.date1904 = date1904
        self.slips: list[Slip] = []
        self.silent: list[str] = []
        self.known_clean: set[str] = set()
        """Short texts seen before that need nothing: a campaign repeats few of them often."""

    def parse(self, column: Column, value: object, font: str | None = None) -> object:
        """The typed value of a non-empty cell; None or "" when it cannot be read."""
        kind = column.type
        if kind == "text":
            return self.text(value, font)
        if kind == "long_text":
            return self.text(value, font, multiline=True)
        if kind == "date":
            return self.day(value)
        if kind in ("points", "number"):
            return self.number(column, value)
        if kind in ("integer", "year"):
            return self.integer(column, value)
        if kind == "code":
            return self.code(column, value, font)
        if kind == "choice":
            return self.choice(column, value, font)
        if kind == "yes_no":
            return self.yes_no(column, value)
        if kind == "datetime":
            return self.moment(value)
        return value

    def text(self, value: object, font: str | None = None, *, multiline: bool = False) -> str:
        """Clean NFC text. Legacy encodings (D04–D06) and look-alikes (D36) are read as what they stand for."""
        if type(value) is not str:
            return self._as_text(value)
        if font is None and value in self.known_clean:
            return value
        encoding = legacy.detect(value, font)
        if encoding is not None:
            converted = text.clean(legacy.convert(value, encoding, font), multiline=multiline).text
            self.slips.append(Slip(_LEGACY_CODES[encoding], converted, {"font": font or ""}))
            return converted
        if text.is_plain(value, multiline=multiline):
            if not multiline and len(value) <= _MAX_MEMO_LENGTH:
                self.known_clean.add(value)
            return value
        cleaned, steps = text.clean(value, multiline=multiline)
        proposal = None if cleaned.isascii() else lookalikes.find_lookalikes(cleaned)
        if proposal is not None:
            self.slips.append(Slip("D36", proposal))
            cleaned = proposal
        self.silent.extend(steps)
        return cleaned

    def code(self, column: Column, value: object, font: str | None = None) -> str:
        """A code as text. Numbers lose nothing here: lost leading zeros are proposed back (D17, D18)."""
        was_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        plain = self.text(value, font)
        normal = plain if plain.isascii() else text.normalise_code(plain)
        if normal != plain:
            self.silent.append("D35")
        if column.key in ("citizen_id", "phone"):
            return self._restore_zeros(column, normal, was_number)
        return normal

    def _restore_zeros(self, column: Column, code: str, was_number: bool) -> str:
        digits = re.sub(r"[ .\-]", "", code)
        if column.key == "citizen_id":
            if _EXPONENT.fullmatch(code):
                self.slips.append(Slip("D18", None))
                return code
            if digits.isdigit() and len(digits) in (10, 11):
                return self._propose("D17", digits.zfill(12))
            if was_number:
                return self._propose("D18", digits)
            return digits if digits.isdigit() else code
        if digits.isdigit():
            return self._propose("D17", f"0{digits}") if len(digits) == 9 else digits
        return code

    def _propose(self, code: str, proposal: str) -> str:
        self.slips.append(Slip(code, proposal))
        return proposal

    def choice(self, column: Column, value: object, font: str | None = None) -> str:
        """The listed choice that matches without case, tone placement and blanks; else the text as typed."""
        if value in column.choices:
            return str(value)
        plain = self.text(value, font)
        if not plain or plain in column.choices:
            return plain
        folded = text.fold(plain)
        for option in column.choices:
            if text.fold(option) == folded:
                return option
        bare = text.fold_ascii(plain)
        near = [option for option in column.choices if text.fold_ascii(option) == bare]
        self.slips.append(
            Slip(
                "CHOICE",
                near[0] if near else None,
                {"allowed": "; ".join(column.choices), "near": near[0] if near else ""},
            )
        )
        return near[0] if near else plain

    def yes_no(self, column: Column, value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        if value in choices.YES_NO:
            return value == choices.YES
        plain = text.fold_ascii(self.text(value))
        if plain in ("co", "x", "yes", "1", "✓"):
            return True
        if plain in ("khong", "no", "0"):
            return False
        if plain:
            self.slips.append(Slip("CHOICE", None, {"allowed": "Có; Không", "near": ""}))
        return None

    def number(self, column: Column, value: object) -> Decimal | None:
        """A decimal number; D15 for text, D16 for a percent sign, TYPE when unreadable."""
        if isinstance(value, str) and not text.clean(value).text:
            return None
        reading = numbers.parse_number(value, maximum=column.maximum)
        if reading.problem is None:
            return reading.value
        if reading.problem == "bad":
            self._unreadable(_EXPECTED[column.type])
            return None
        proposal = None if reading.value is None else _shown_number(column, reading.value)
        if reading.problem == "D15-ambiguous":
            self.slips.append(Slip(reading.problem, None))
            return None
        self.slips.append(Slip(reading.problem, proposal))
        return reading.value

    def integer(self, column: Column, value: object) -> int | None:
        if type(value) is float and value.is_integer():
            return int(value)
        number = self.number(column, value)
        if number is None:
            return None
        if number != number.to_integral_value():
            self._unreadable(_EXPECTED[column.type])
            return None
        return int(number)

    def day(self, value: object) -> dates.PartialDate | None:
        """A date, day first; D11 for text, D13 for a partial date, D14 for a serial number."""
        reading = dates.read_date(value, self.date1904)
        if reading.problem == "bad":
            self._unreadable("ngày/tháng/năm, ví dụ 05/6/2023")
        elif reading.problem is not None and reading.value is not None:
            shown = dates.format_date_short(reading.value)
            self.slips.append(
                Slip(reading.problem, None if reading.problem == "D13" else shown, {"read": shown})
            )
        return reading.value

    def moment(self, value: object) -> datetime | None:
        """A date with its hour; text such as "15/5/2023 14:00" or "15/5/2023 14h30" is read day first (D11)."""
        if isinstance(value, datetime):
            return value
        if isinstance(value, str):
            plain = text.clean(value).text
            if not plain:
                return None
            match = _DATETIME.fullmatch(plain)
            reading = dates.parse_date_text(match[1] if match else plain)
            if reading.value is not None and reading.value.is_full:
                hour, minute = (int(match[2]), int(match[3] or 0)) if match else (0, 0)
                if hour < 24 and minute < 60:
                    day = reading.value.to_date()
                    moment = datetime(day.year, day.month, day.day, hour, minute)
                    self.slips.append(Slip("D11", f"{day:%d/%m/%Y} {hour:02d}:{minute:02d}"))
                    return moment
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
            reading = dates.read_date(value, self.date1904)
            if reading.problem == "D14" and reading.value is not None:
                seconds = round((value % 1) * 86_400)
                day = reading.value.to_date()
                moment = datetime(day.year, day.month, day.day, seconds // 3600 % 24, seconds // 60 % 60)
                self.slips.append(Slip("D14", f"{moment:%d/%m/%Y %H:%M}"))
                return moment
        self._unreadable("ngày và giờ, ví dụ 15/5/2023 14:00")
        return None

    def _unreadable(self, expected: str) -> None:
        self.slips.append(Slip("TYPE", None, {"expected": expected}))

    @staticmethod
    def _as_text(value: object) -> str:
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime):
            return f"{value:%d/%m/%Y}"
        return "" if value is None else str(value).replace(".", ",")


def plain_day(value: dates.PartialDate | None) -> date | None:
    """The calendar date of a full date, else None."""
    return value.to_date() if value is not None and value.is_full else None
