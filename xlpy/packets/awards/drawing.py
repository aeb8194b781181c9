"""DrawingML pieces that stand at an exact place of the sheet, whatever the text around them does.

Text boxes and lines are anchored to the page with offsets in EMU, without wrapping and without insets, so that nothing
moves them. A Word template cannot say this: a field inside an XML attribute would make the template unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from xlpy.model.certificate_form import ASCENT, MM_PER_POINT, Align
from xlpy.packets.awards.fitting import LINE_HEIGHT
from xlpy.packets.rendering.values import plain_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_EMU = 36_000
_FOOT = ASCENT + 0.019
"""From the top of a line to where letters stand, in letter sizes. Times New Roman has a line gap of 0.042: LibreOffice
7.4 puts nearly all of it above the letters (measured: 0.037); a program that puts it below is as far off the other way,
0.2 mm at 28 points."""


def emu(millimetres: float) -> int:
    return round(millimetres * _EMU)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text whose letters stand on `baseline` between x and x + width (millimetres, points)."""

    text: str
    x: float
    baseline: float
    width: float
    size: float
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    color: str = ""
    """RRGGBB, or "" for the automatic black."""

    def xml(self, number: int) -> str:
        """The line as a text box; `number` is unique in the document."""
        half = round(self.size * 2)
        marks = ("<w:b/><w:bCs/>" if self.bold else "") + ("<w:i/><w:iCs/>" if self.italic else "")
        color = f'<w:color w:val="{self.color}"/>' if self.color else ""
        paragraph = (
            f'<w:p><w:pPr><w:jc w:val="{self.align}"/></w:pPr><w:r><w:rPr>{marks}{color}<w:sz w:val="{half}"/>'
            f'<w:szCs w:val="{half}"/></w:rPr><w:t xml:space="preserve">{escape(plain_text(self.text))}</w:t></w:r></w:p>'
        )
        points = self.size * MM_PER_POINT
        return _anchor(
            number,
            self.text,
            (self.x, self.baseline - _FOOT * points, self.width, LINE_HEIGHT * points),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>',
            f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>",
        )


@dataclass(frozen=True, slots=True)
class Box:
    """An empty frame (millimetres)."""

    x: float
    y: float
    width: float
    height: float
    color: str
    dashed: bool = False
    points: float = 0.5

    def xml(self, number: int) -> str:
        """The frame as a shape; `number` is unique in the document."""
        return _anchor(
            number,
            "Khung",
            (self.x, self.y, self.width, self.height),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            + _stroke(self.points, self.color, dashed=self.dashed),
            "",
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Many straight lines as one shape over the whole sheet of `width` by `height` millimetres.

    One shape, because hundreds of them would be slow to open and easy to push out of place.
    """

    width: float
    height: float
    lines: Sequence[tuple[float, float, float, float]]
    """x and y of one end, x and y of the other."""
    color: str
    points: float = 0.25

    def xml(self, number: int) -> str:
        """The lines as one shape; `number` is unique in the document."""
        path = "".join(
            f'<a:moveTo><a:pt x="{emu(x1)}" y="{emu(y1)}"/></a:moveTo><a:lnTo><a:pt x="{emu(x2)}" y="{emu(y2)}"/></a:lnTo>'
            for x1, y1, x2, y2 in self.lines
        )
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{emu(self.width)}" h="{emu(self.height)}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
            "<a:noFill/>" + _stroke(self.points, self.color)
        )
        return _anchor(number, "Lưới", (0, 0, self.width, self.height), geometry, "")


def _stroke(points: float, color: str, *, dashed: bool = False) -> str:
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(points * 12_700)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>{dash}</a:ln>'


def _anchor(
    number: int, name: str, place: tuple[float, float, float, float], looks: str, content: str
) -> str:
    x, y, width, height = map(emu, place)
    label = quoteattr(plain_text(name).replace("\n", " ")[:60])
    box = ' txBox="1"' if content else ""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name={label}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp>'
        f'<wps:cNvSpPr{box}/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>{looks}'
        f'</wps:spPr>{content}<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
