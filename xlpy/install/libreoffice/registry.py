"""Our entries in the profile's registrymodifications.xcu: events, menu, trusted folder.

LibreOffice writes this file itself, one `<item>` after another, and keeps entries of ours when it does. Every entry
but the trusted folder names our library, which is how they are found again; the trusted folders are a list that may
hold the clerk's own. What is not ours stays as it is, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, unescape

from xlpy.install.libreoffice.counterpart import LIBRARY
from xlpy.workbook import commands

FILE = "registrymodifications.xcu"
COMMANDS = (
    *((f"Menu.{command.procedure}", command.caption) for command in commands.COMMANDS),
    ("Click.Halt", "Dừng (Esc)"),
)
"""Procedure of our library → its name in the menu: the buttons of the control panel, and what stops them."""
EVENTS = (
    ("OnLoad", "Start.OnDocument"),
    ("OnSaveDone", "Saved.OnDocumentSaved"),
    ("OnSaveAsDone", "Saved.OnDocumentSaved"),
)
"""LibreOffice's event → procedure of our library."""

_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n</oor:items>\n'
)
_ITEM = re.compile(r"<item\b[^>]*>.*?</item>[ \t]*\n?", re.DOTALL)
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_ENTRY = re.compile(r"<it>(.*?)</it>", re.DOTALL)
_EVENTS = "/org.openoffice.Office.Events/ApplicationEvents/Bindings"
_ADDONS = "/org.openoffice.Office.Addons/AddonUI"
_SHEETS = "com.sun.star.sheet.SpreadsheetDocument"
_TITLE = "Thi đua"


def with_ours(text: str | None, trusted: str) -> str:
    """The file with our entries and `trusted` (a file URL) among the trusted folders; None: there is no file yet.

    Raises ValueError when the text is not such a file.
    """
    folders = trusted_folders(text)
    rest = without_ours(text or _EMPTY, None)
    if trusted not in folders:
        rest = _with_trusted(rest, [*folders, trusted])
    ours = [_event(*event) for event in EVENTS] + [_menu()]
    return _insert(rest, ours)


def without_ours(text: str, trusted: str | None) -> str:
    """The file without our entries; `trusted` leaves the trusted folders too, unless None."""
    rest = _ITEM.sub(lambda item: "" if LIBRARY in item[0] else item[0], text)
    folders = trusted_folders(rest)
    if trusted is not None and trusted in folders:
        rest = _with_trusted(rest, [folder for folder in folders if folder != trusted])
    return rest


def has_ours(text: str) -> bool:
    """Whether events and menu of ours are all there."""
    return all(item in text for item in (f"{LIBRARY}.{procedure}?" for _, procedure in EVENTS)) and all(
        f"{LIBRARY}.{command}?" in text for command, _ in COMMANDS
    )


def foreign_events(text: str | None) -> list[str]:
    """Events we need that the clerk has bound to a macro of another kind; ours would take their place."""
    items = [item[0] for item in _ITEM.finditer(text or "") if _EVENTS in item[0] and LIBRARY not in item[0]]
    return [event for event, _ in EVENTS if any(f'"{event}"' in item and "<value>" in item for item in items)]


def trusted_folders(text: str | None) -> list[str]:
    """The folders (URLs) whose macros LibreOffice runs without asking."""
    return [unescape(url) for item in _trusted_items(text or "") for url in _ENTRY.findall(item)]


def _trusted_items(text: str) -> list[str]:
    return [i[0] for i in _ITEM.finditer(text) if _SCRIPTING in i[0] and '"SecureURL"' in i[0]]


def _with_trusted(text: str, folders: Sequence[str]) -> str:
    for item in _trusted_items(text):
        text = text.replace(item, "")
    if not folders:
        return text
    listed = "".join(f"<it>{escape(folder)}</it>" for folder in folders)
    prop = f'<prop oor:name="SecureURL" oor:op="fuse"><value>{listed}</value></prop>'
    return _insert(text, [f'<item oor:path="{_SCRIPTING}">{prop}</item>'])


def _insert(text: str, items: Sequence[str]) -> str:
    head, end, tail = text.rpartition("</oor:items>")
    if not end:
        raise ValueError(f"{FILE} has no </oor:items>")
    return head + "".join(f"{item}\n" for item in items) + end + tail


def _url(procedure: str) -> str:
    return f"vnd.sun.star.script:{LIBRARY}.{procedure}?language=Basic&location=application"


def _prop(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'


def _node(name: str, content: str) -> str:
    return f'<node oor:name="{name}" oor:op="replace">{content}</node>'


def _event(event: str, procedure: str) -> str:
    return f'<item oor:path="{_EVENTS}">{_node(event, _prop("BindingURL", _url(procedure)))}</item>'


def _title(title: str) -> str:
    # A translated property: the value without a language answers for every language LibreOffice may run in.
    return f'<prop oor:name="Title" oor:op="fuse"><value>{escape(title)}</value><value xml:lang="en-US">{escape(title)}</value></prop>'


def _entries() -> str:
    return "".join(
        _node(
            f"{LIBRARY}{number}",
            _prop("Context", _SHEETS)
            + _prop("URL", _url(command))
            + _prop("Target", "_self")
            + _title(title),
        )
        for number, (command, title) in enumerate(COMMANDS, start=1)
    )


def _menu() -> str:
    submenu = f'<node oor:name="Submenu">{_entries()}</node>'
    content = _prop("Context", _SHEETS) + _title(_TITLE) + submenu
    return f'<item oor:path="{_ADDONS}/OfficeMenuBar">{_node(f"{LIBRARY}.menu", content)}</item>'
