"""The settings as read from Cấu hình, typed, each knowing its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlpy.schema import SETTINGS_LIST, Setting
from xlpy.schema.choices import UNIT_KIND_KEYS, YES

SettingValue = str | int | Decimal | date | bool | None

DEFINITIONS: dict[str, Setting] = {setting.key: setting for setting in SETTINGS_LIST}


def default_value(setting: Setting) -> SettingValue:
    """The schema's default as a typed value."""
    value = setting.value
    if value is None:
        return None
    if setting.type == "yes_no":
        return value == YES
    if setting.type == "date":
        return date.fromisoformat(str(value))
    if setting.type == "integer":
        return int(value)
    if setting.type in ("number", "points"):
        return Decimal(str(value))
    return str(value)


@dataclass(slots=True)
class Settings:
    """Typed values by key. A key that the workbook lacks, or whose cell is unreadable, has the schema's default."""

    values: dict[str, SettingValue] = field(
        default_factory=lambda: {key: default_value(setting) for key, setting in DEFINITIONS.items()}
    )
    cells: dict[str, str] = field(default_factory=dict[str, str])
    """Address of the value cell by key, for the keys found in the workbook."""
    statuses: dict[str, str] = field(default_factory=dict[str, str])

    def text(self, key: str) -> str:
        """Text of the setting, "" when empty. KeyError for an unknown key, as in every accessor here."""
        value = self.values[key]
        return "" if value is None else str(value)

    def integer(self, key: str) -> int | None:
        value = self.values[key]
        return int(value) if isinstance(value, (int, Decimal)) else None

    def number(self, key: str) -> Decimal | None:
        value = self.values[key]
        return Decimal(value) if isinstance(value, (int, Decimal)) else None

    def day(self, key: str) -> date | None:
        value = self.values[key]
        return value if isinstance(value, date) else None

    def flag(self, key: str) -> bool:
        return self.values[key] is True

    def fraction(self, key: str) -> Fraction | None:
        """A share written "2/3", "0,5" or "50%"; None when it cannot be read."""
        text = self.text(key).replace(" ", "").replace(",", ".")
        try:
            if text.endswith("%"):
                return Fraction(text[:-1]) / 100
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            return None

    def for_kind(self, prefix: str, unit_kind: str) -> int | None:
        """A per-kind setting: `for_kind("quota_collective", "Phường")`; None for an unknown kind or empty cell."""
        suffix = UNIT_KIND_KEYS.get(unit_kind)
        return None if suffix is None else self.integer(f"{prefix}_{suffix}")

    def grades(self) -> list[tuple[Decimal, str]]:
        """Grade bands (lowest points, name), best first; the last band has no lower limit and stands at minus infinity."""
        bands = [
            (minimum, self.text(f"grade_{n}_name"))
            for n in range(1, 5)
            if (minimum := self.number(f"grade_{n}_min")) is not None and self.text(f"grade_{n}_name")
        ]
        bands.sort(key=lambda band: band[0], reverse=True)
        return [*bands, (Decimal("-Infinity"), self.text("grade_5_name"))]
