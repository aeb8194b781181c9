"""The ribbon tab "Thi đua": the table of commands, written as customUI 2009/07 and, for Excel 2007, as customUI 2006/01.

Element and attribute names are those of [MS-CUSTOMUI]; pictures are Office's own (imageMso), so none is shipped.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from xlpy.workbook.commands import COMMANDS, GROUP_TITLES, Group

NAMESPACES = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
}
"""Part name → namespace. Excel 2010 and later take the first, 2007 the second."""


TAB_ID, TAB_LABEL, TAB_KEYTIP = "tabThiDua", "Thi đua", "TD"


def customui(namespace: str) -> bytes:
    """The tab as XML (UTF-8) in the given namespace."""
    groups = "".join(
        f"<group id={quoteattr(f'grp{group.capitalize()}')} label={quoteattr(label)}>{_buttons(group)}</group>"
        for group, label in GROUP_TITLES.items()
        if _buttons(group)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(namespace)}><ribbon><tabs>"
        f"<tab id={quoteattr(TAB_ID)} label={quoteattr(TAB_LABEL)} keytip={quoteattr(TAB_KEYTIP)}>"
        f"{groups}</tab></tabs></ribbon></customUI>"
    )
    return text.encode()


def _buttons(group: Group) -> str:
    return "".join(
        f"<button id={quoteattr(f'btn{c.macro}')} label={quoteattr(c.caption)} imageMso={quoteattr(c.image)} "
        f'size="large" onAction={quoteattr(c.callback)} screentip={quoteattr(c.caption)} '
        f"supertip={quoteattr(c.tip)} keytip={quoteattr(c.keytip)}/>"
        for c in COMMANDS
        if c.group == group
    )
