"""What reading needs of OpenDocument styles: hidden sheets, and fonts from before Unicode."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlpy.books.ooxml.styles import is_legacy_font

_DEEPEST = 20
"""A chain of parent styles that is longer goes in a circle."""


@dataclass
class OdsStyles:
    """Styles by (family, name); filled while styles.xml and then content.xml are read."""

    hidden: set[str] = field(default_factory=set[str])
    """Names of table styles whose sheets are not shown."""
    _faces: dict[str, str] = field(default_factory=dict[str, str])
    _fonts: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    _parents: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    _memo: dict[tuple[str, str], str | None] = field(default_factory=dict[tuple[str, str], "str | None"])
    _current: tuple[str, str] | None = None

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Take an element of a styles section; names and attributes are local."""
        if name == "font-face":
            self._faces[attrs.get("name", "")] = attrs.get("font-family", "").strip("'\"")
        elif name == "style":
            self._current = (attrs.get("family", ""), attrs.get("name", ""))
            if "parent-style-name" in attrs:
                self._parents[self._current] = attrs["parent-style-name"]
        elif self._current is not None:
            if name == "table-properties" and attrs.get("display") == "false":
                self.hidden.add(self._current[1])
            elif name == "text-properties":
                face = attrs.get("font-name", "")
                font = self._faces.get(face, face) or attrs.get("font-family", "").strip("'\"")
                if font:
                    self._fonts[self._current] = font

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "style":
            self._current = None

    def legacy_font(self, family: str, style: str) -> str | None:
        """The TCVN3 or VNI font that a cell ("table-cell") or run ("text") style sets, its parents' included."""
        key = (family, style)
        if key not in self._memo:
            font = self._font(family, style)
            self._memo[key] = font if font and is_legacy_font(font) else None
        return self._memo[key]

    def _font(self, family: str, style: str) -> str | None:
        for _ in range(_DEEPEST):
            if font := self._fonts.get((family, style)):
                return font
            parent = self._parents.get((family, style))
            if parent is None:
                return None
            style = parent
        return None
