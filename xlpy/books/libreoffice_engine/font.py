# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The font of a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlpy.books.libreoffice_engine.dressing import from_rgb, to_rgb
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.dressed import DressedRange

# com.sun.star.awt.FontWeight
_NORMAL, _BOLD = 100.0, 150.0
_BOLD_FROM = 110.0
"""SEMIBOLD; Excel knows only two weights."""
_UPRIGHT, _SLANTED = 0, 2
"""Places in com.sun.star.awt.FontSlant, as the property takes them."""
_WHAT = "kiểu chữ"


class OfficeFont(base_classes.Font):
    """What is asked of cells that differ is None, as in Excel. Setting raises `CellRefused` on a locked sheet."""

    def __init__(self, cells: DressedRange) -> None:
        self._cells = cells

    @property
    def api(self) -> OfficeFont:
        """Itself: for LibreOffice a font is some properties of its cells."""
        return self

    def _get(self, name: str) -> Any:
        return self._cells.look(name)

    def _set(self, name: str, value: object) -> None:
        self._cells.set_look(name, value, _WHAT)

    @property
    def bold(self) -> bool | None:
        """Whether the text is bold."""
        weight = self._get("CharWeight")
        return None if weight is None else weight >= _BOLD_FROM

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool | None:
        """Whether the text is slanted."""
        slant = self._get("CharPosture")
        return None if slant is None else slant in ("ITALIC", "OBLIQUE")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", _SLANTED if value else _UPRIGHT)

    @property
    def size(self) -> float | None:
        """The height in points."""
        return self._get("CharHeight")

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The RGB tuple; black for the automatic colour, as in Excel."""
        color = self._get("CharColor")
        return None if color is None else from_rgb(max(color, 0))

    @color.setter
    def color(self, color_or_rgb: tuple[int, int, int] | int | str) -> None:
        self._set("CharColor", to_rgb(color_or_rgb))

    @property
    def name(self) -> str | None:
        """The font's name."""
        return self._get("CharFontName")

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)
