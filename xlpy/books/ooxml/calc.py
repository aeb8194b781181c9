"""What a changed cell means for the workbook's calculation: `fullCalcOnLoad` and calcChain.xml.

Excel recalculates everything when it opens a workbook whose calcPr says fullCalcOnLoad="1" (ECMA-376 Part 1,
§18.2.2; read in the standard, not tried in Excel). A calcChain that lists a cell without a formula is damage to
Excel, while a missing calcChain is rebuilt (§18.6: the part is optional), so it goes as a whole when formula
cells appear or disappear.
"""

from __future__ import annotations

import posixpath
import re

from xlpy.books.ooxml.package import Package

_CALC = re.compile(rb"<((?:[\w.-]+:)?)calcPr\b([^>]*?)(/?)>")
_FLAG = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'][^"']*["']""")
# The elements that stand before calcPr in CT_Workbook, last first.
_BEFORE = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")


def with_full_calc(workbook: bytes) -> bytes:
    """workbook.xml that asks for a full calculation on load; the same bytes if it already does."""
    found = _CALC.search(workbook)
    if found is not None:
        flag = _FLAG.search(found[2])
        if flag is not None and (b'"1"' in flag[0] or b"true" in flag[0]):
            return workbook
        attrs = _FLAG.sub(b"", found[2])
        tag = b"<" + found[1] + b"calcPr" + attrs + b' fullCalcOnLoad="1"' + found[3] + b">"
        return workbook[: found.start()] + tag + workbook[found.end() :]
    for name in _BEFORE:
        closing = re.search(rb"</((?:[\w.-]+:)?)%b\s*>|<((?:[\w.-]+:)?)%b\b[^>]*/>" % (name, name), workbook)
        if closing is not None:
            prefix = closing[1] or closing[2] or b""
            return (
                workbook[: closing.end()]
                + b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'
                + workbook[closing.end() :]
            )  # fmt: skip
    return workbook


def without_calc_chain(package: Package, workbook_part: str) -> tuple[dict[str, bytes], set[str]]:
    """(changed parts, removed parts) that take calcChain.xml out; both empty if there is none."""
    chain = package.related(workbook_part, "calcChain")
    stored = package.find(chain) if chain else None
    if stored is None:
        return {}, set()
    folder, base = posixpath.split(workbook_part)
    changed: dict[str, bytes] = {}
    for name, pattern in (
        (
            posixpath.join(folder, "_rels", base + ".rels"),
            rb"""<(?:[\w.-]+:)?Relationship\b[^>]*/calcChain["'][^>]*/>""",
        ),
        (
            "[Content_Types].xml",
            rb"""<(?:[\w.-]+:)?Override\b[^>]*["']/?%b["'][^>]*/>""" % re.escape(stored).encode(),
        ),
    ):
        found = package.find(name)
        if found is not None:
            changed[found] = re.sub(pattern, b"", package.read(found), flags=re.IGNORECASE)
    return changed, {stored}
