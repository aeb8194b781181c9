"""Tables: their style, and the formula that a new row of a column gets."""

from __future__ import annotations

import re

from xlpy.books.restoring.tags import attributes, elements, inserted_before, start_tag


def with_style_and_formulas(table: str, pristine: str) -> str:
    """The table part with the pristine one's style, and its column formulas by column name, where it has none."""
    formulas = {
        attributes(start_tag(column[0])).get("name"): formula[0]
        for column in elements(pristine, "tableColumn")
        if (formula := next(elements(column[0], "calculatedColumnFormula"), None))
    }

    def computed(column: re.Match[str]) -> str:
        tag = start_tag(column[0])
        formula = formulas.get(attributes(tag).get("name"))
        if formula is None or "<calculatedColumnFormula" in column[0]:
            return column[0]
        if tag.endswith("/>"):
            return f"{tag[:-2]}>{formula}</tableColumn>"
        return tag + formula + column[0][len(tag) :]

    table = re.sub(r"<tableColumn\s[^>]*?(?:/>|>.*?</tableColumn>)", computed, table, flags=re.DOTALL)
    style = next(elements(pristine, "tableStyleInfo"), None)
    if style is None or "<tableStyleInfo" in table:
        return table
    if "<extLst" in table:
        return inserted_before(table, style[0], ("extLst",))
    return table.replace("</table>", style[0] + "</table>")
