"""What a clerk does in a LibreOffice window, and what they see: open, click, type, answer a message, look at a cell."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.click_support import Desk, file_name, wait_until
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.install.libreoffice.counterpart import ADDIN, FOLDER
from xlpy.schema.registry import DASHBOARD

TITLE = "Thi đua - Khen thưởng"
"""Of every message box of the tool."""
# com.sun.star.accessibility.AccessibleRole
_DIALOG, _MENU_BAR, _BUTTON, _TABLE = 1, 35, 44, 58
_AS_CONFIGURED = 3
"""com.sun.star.document.MacroExecMode.USE_CONFIG: macros run in the trusted folder only, as after a double click."""
_LOOKS = 4
"""How often a place must be the same to be taken for at rest."""
_CLOSING = 2.0
"""Longest wait, in seconds, for a click's files to go; a warm process may keep some."""


def option(name: str, value: Any) -> Any:
    """UNO's PropertyValue."""
    return uno_bridge.struct(
        "beans.PropertyValue", name, 0, value, uno_bridge.enum("beans.PropertyState", "DIRECT_VALUE")
    )


def service(screen: Desk, name: str) -> Any:
    """A UNO service of the LibreOffice on the screen."""
    context: Any = screen._context  # pyright: ignore[reportPrivateUsage]
    return context.ServiceManager.createInstanceWithContext(name, context)


def load(screen: Desk, workbook: Path, *options: Any) -> Any:
    """Opens one more workbook in the running LibreOffice; gives its model once its window is there."""
    url = uno_bridge.to_url(workbook)
    macros = option("MacroExecutionMode", _AS_CONFIGURED)
    model = screen.desktop().loadComponentFromURL(url, "_blank", 0, (macros, *options))
    assert model is not None, workbook
    wait_until(lambda: screen.windows(workbook.name), "its window")
    to_front(screen, model)
    return model


def close_all(screen: Desk) -> None:
    """Closes every workbook without saving, message boxes first; LibreOffice stays."""
    if screen.windows(TITLE):
        screen.dismiss(TITLE)
        settle(screen)
    for document in screen.documents():
        if hasattr(document, "Sheets") and file_name(document) != ADDIN:
            # Closed like this no question is asked. Closing the model instead makes LibreOffice show an error: its
            # event "document closed" then comes when the document can no longer run the macro bound to it.
            # One that was closed while its macro ran stays in the list, dead: it has no controller to close it with.
            with suppress(Exception):
                document.CurrentController.Frame.close(True)


def to_front(screen: Desk, document: Any) -> None:
    """Brings the document's window to the front, as a click on its title would."""
    name = file_name(document) or document.getTitle()
    window = wait_until(lambda: screen.windows(name), f"the window {name}")[0]
    xdotool(screen, "windowactivate", "--sync", window)
    time.sleep(0.2)


def show(document: Any, tab: str) -> Any:
    """Goes to a sheet; gives it."""
    sheet = document.Sheets.getByName(tab)
    document.CurrentController.setActiveSheet(sheet)
    return sheet


def press(screen: Desk, document: Any, label: str) -> str:
    """Clicks a button on the control panel, waits for the message, answers it; gives its text."""
    start(screen, document, label)
    return answer(screen)


def start(screen: Desk, document: Any, label: str) -> None:
    """Only the click on a button of the control panel."""
    if document.CurrentController.ActiveSheet.Name != DASHBOARD.tab:
        show(document, DASHBOARD.tab)
    point(screen, *_at_rest(screen, lambda: _button(document, label)))


def choose(screen: Desk, document: Any, command: str) -> str:
    """Picks a command of the menu "Thi đua", waits for the message, answers it; gives its text."""
    bar = next(_children(_window(document), _MENU_BAR))
    menu = next(child for child in _children(bar) if child.getAccessibleName() == "Thi đua")
    point(screen, *_at_rest(screen, lambda: _middle(menu)))
    time.sleep(0.8)
    commands = [child.getAccessibleName() for child in _children(menu)]
    for _ in range(commands.index(command) + 1):
        screen.key("Down")
    screen.key("Return")
    return answer(screen)


def _at_rest(screen: Desk, place: Callable[[], tuple[int, int]]) -> tuple[int, int]:
    """Where it is once it stays there: a bar that LibreOffice shows late pushes the sheet down."""
    seen: list[tuple[int, int]] = []

    def stays() -> bool:
        screen.idle()
        seen.append(place())
        return len(seen) > _LOOKS and len(set(seen[-_LOOKS:])) == 1

    wait_until(stays, "the window to come to rest", 20)
    return seen[-1]


def message(screen: Desk) -> str:
    """The text of the message box in front; "" while there is none."""
    toolkit = service(screen, "com.sun.star.awt.Toolkit")
    for index in range(toolkit.getTopWindowCount()):
        window = toolkit.getTopWindow(index)
        box = window.getAccessibleContext() if window is not None else None
        if box is not None and box.getAccessibleName() == TITLE:
            return " ".join(_words(box))
    return ""


def answer(screen: Desk) -> str:
    """Waits for the message, answers it with Enter, waits until the click is over; gives the message's text."""
    try:
        wait_until(lambda: screen.windows(TITLE), "the message")
    except pytest.fail.Exception:
        screen.picture(screen.profile.parent / "khong-co-thong-bao.png")
        raise
    text = wait_until(lambda: message(screen), "the message's text")
    screen.dismiss(TITLE)
    settle(screen)
    return text


def settle(screen: Desk) -> None:
    """Waits until a next click counts: the guard against double clicks falls with the job's files."""
    end = time.monotonic() + _CLOSING
    # A job's folder carries its date; a process that stays between clicks has a folder of another name.
    while time.monotonic() < end and any((screen.profile / "user" / FOLDER).glob("**/[0-9]*-*")):
        time.sleep(0.05)
    time.sleep(0.2)


def point(screen: Desk, x: int, y: int) -> None:
    """A left click at a place of the screen, in pixels."""
    xdotool(screen, "mousemove", str(x), str(y), "click", "1")


def type_into(screen: Desk, document: Any, tab: str, address: str, text: str) -> None:
    """Types into a cell after a click on it, and leaves the cursor blinking there. ASCII only."""
    show(document, tab)
    time.sleep(0.3)
    point(screen, *cell_middle(document, tab, address))
    # LibreOffice opens a sheet with buttons with the focus on one of them, and the first click on a cell leaves it there.
    document.CurrentController.Frame.ComponentWindow.setFocus()
    screen.idle()
    time.sleep(0.3)
    xdotool(screen, "type", "--delay", "30", text)
    time.sleep(0.3)


def xdotool(screen: Desk, *words: str) -> None:
    """Mouse, keyboard and windows of the screen."""
    subprocess.run(["xdotool", *words], env=screen.environment, capture_output=True, timeout=20, check=False)


def cell_middle(document: Any, tab: str, address: str) -> tuple[int, int]:
    """Where on the screen the middle of a visible cell of the active sheet is, frozen panes or not."""
    place = document.Sheets.getByName(tab).getCellRangeByName(address).getCellAddress()
    for pane in _children(_window(document), _TABLE):
        corner, extent = pane.getLocationOnScreen(), pane.getSize()
        x, y = _middle(pane.getAccessibleCellAt(place.Row, place.Column).getAccessibleContext())
        if corner.X < x < corner.X + extent.Width and corner.Y < y < corner.Y + extent.Height:
            return x, y
    raise AssertionError(f"{tab}!{address} is not to be seen")


def cell_colour(screen: Desk, document: Any, tab: str, address: str, keep: Path) -> str:
    """The fill of a cell as the screen shows it, "#RRGGBB"; `keep` gets the whole picture."""
    sheet = show(document, tab)
    # LibreOffice tints a selection: a frozen cell is selected, and the last pane, which moves, shows the cell.
    document.CurrentController.select(sheet.getCellByPosition(0, 0))
    place = sheet.getCellRangeByName(address).getCellAddress()
    pane = document.CurrentController.getByIndex(document.CurrentController.getCount() - 1)
    if place.Row >= document.CurrentController.getSplitRow():
        pane.setFirstVisibleRow(place.Row)
    if place.Column >= document.CurrentController.getSplitColumn():
        pane.setFirstVisibleColumn(place.Column)
    screen.idle()
    time.sleep(0.3)
    x, y = cell_middle(document, tab, address)
    screen.picture(keep)
    # The middle may be ink: the commonest colour of a few pixels around is the fill.
    command = [
        "convert",
        str(keep),
        "-crop",
        f"15x9+{x - 7}+{y - 4}",
        "+repage",
        "-format",
        "%c",
        "histogram:info:-",
    ]
    counted = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=True
    ).stdout.splitlines()
    commonest = max((line for line in counted if line.strip()), key=lambda line: int(line.split(":")[0]))
    return "#" + commonest.split("#")[1][:6]


def worker(screen: Desk) -> int:
    """Waits for the process that works on the click that was just made; gives its number."""
    jobs = screen.profile / "user" / FOLDER

    def number() -> str:
        return "".join(file.read_text(encoding="ascii") for file in jobs.glob("**/[0-9]*-*/pid"))

    end = time.monotonic() + 60
    while not (found := number()):
        assert time.monotonic() < end, "no Python"
        time.sleep(0.002)
    return int(found)


def pythons(screen: Desk) -> set[int]:
    """Ids of the Pythons started from this screen: those of clicks, and one that stays between clicks."""
    display = f"DISPLAY={screen.environment['DISPLAY']}"
    found: set[int] = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                words = (process / "environ").read_bytes().decode(errors="replace").split("\0")
                if display in words and (process / "exe").readlink().name.startswith("python"):
                    found.add(int(process.name))
    return found


def _window(document: Any) -> Any:
    return document.CurrentController.Frame.ContainerWindow.getAccessibleContext()


def _button(document: Any, label: str) -> tuple[int, int]:
    controller = document.CurrentController
    for shape in controller.ActiveSheet.DrawPage:
        control = getattr(shape, "Control", None)
        if control is not None and control.Label == label:
            return _middle(controller.getControl(control).getAccessibleContext())
    raise AssertionError(f"no button {label}")


def _middle(seen: Any) -> tuple[int, int]:
    place, size = seen.getLocationOnScreen(), seen.getSize()
    return place.X + size.Width // 2, place.Y + size.Height // 2


def _children(parent: Any, role: int | None = None, depth: int = 12) -> Iterator[Any]:
    """Direct children; with a role, all below that have it (the menu bar's own tree is not searched)."""
    for index in range(min(parent.getAccessibleChildCount(), 60)):
        child = parent.getAccessibleChild(index)
        if child is None:
            continue
        child = child.getAccessibleContext()
        if role is None or child.getAccessibleRole() == role:
            yield child
        elif depth and child.getAccessibleRole() != _MENU_BAR:
            yield from _children(child, role, depth - 1)


def _words(box: Any) -> Iterator[str]:
    for child in _children(box):
        if child.getAccessibleRole() != _BUTTON and child.getAccessibleName():
            yield child.getAccessibleName()
        yield from _words(child)
