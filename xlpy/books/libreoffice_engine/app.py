# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One running LibreOffice."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from xlpy.books.errors import BookError
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.books import OfficeBooks
from xlpy.books.libreoffice_engine.office_side import OfficeSide
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.apps import OfficeApps
    from xlpy.books.libreoffice_engine.book import OfficeBook
    from xlpy.books.libreoffice_engine.engine import OfficeEngine

# com.sun.star.awt.MessageBoxButtons and MessageBoxResults
_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


class OfficeApp(base_classes.App):
    """A connection; the program belongs to the clerk and is never closed by us."""

    display_alerts = True
    # Below 15 `Book.caller()` takes the program for an old Excel for Mac and re-encodes names.
    version = "16.0"

    def __init__(self, apps: OfficeApps, pid: int, pipe: str, context: Any) -> None:
        self._apps = apps
        self._pid = pid
        self.pipe = pipe
        self.context = context
        self.office_side = OfficeSide(context)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self._books = OfficeBooks(self)
        self._indicator: Any = None
        self._status: str | bool = False
        self._held: list[OfficeBook] = []

    def service(self, name: str) -> Any:
        """A UNO service of the running program."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def alive(self) -> bool:
        """Whether the program still answers."""
        try:
            with uno_bridge.talking(""):
                self.desktop.getName()
        except BookError:
            return False
        return True

    @property
    def api(self) -> Any:
        """LibreOffice's desktop."""
        return self.desktop

    @property
    def pid(self) -> int:
        """A negative number that no process has."""
        return self._pid

    @property
    def engine(self) -> OfficeEngine:
        """The engine."""
        return self._apps.engine

    @property
    def books(self) -> OfficeBooks:
        """The open spreadsheets."""
        return self._books

    @property
    def status_bar(self) -> str | bool:
        """The text last set; False where LibreOffice shows its own."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        if self._indicator is not None:
            self._indicator.end()
            self._indicator = None
        self._status = value
        frame = self._frame()
        if isinstance(value, str) and frame is not None:
            self._indicator = frame.createStatusIndicator()
            self._indicator.start(value, 0)

    @property
    def screen_updating(self) -> bool:
        """Whether the windows show changes at once; False holds those of the workbooks that are open now still."""
        return not self._held

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if value:
            held, self._held = self._held, []
            for book in held:
                # A workbook closed meanwhile has no window to let go.
                with suppress(BookError), uno_bridge.talking(book.document.label):
                    book.document.model.unlockControllers()
        elif not self._held:
            for book in self._books:
                book.document.flush()
                with uno_bridge.talking(book.document.label):
                    book.document.model.lockControllers()
                self._held.append(book)

    @property
    def calculation(self) -> str:
        """'automatic' or 'manual', as the active workbook has it; the setter is for all open workbooks."""
        for book in self._books:
            book.document.flush()
            with uno_bridge.talking(book.document.label):
                return "automatic" if book.document.model.isAutomaticCalculationEnabled() else "manual"
        return "automatic"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value == "semiautomatic":
            raise NotImplementedError("LibreOffice has no 'semiautomatic' calculation")
        if value not in ("automatic", "manual"):
            raise ValueError(f"no such calculation mode: {value!r}")
        for book in self._books:
            book.document.flush()
            with uno_bridge.talking(book.document.label):
                book.document.model.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Calculate what is out of date in all open workbooks."""
        for book in self._books:
            book.document.flush()
            with uno_bridge.talking(book.document.label):
                book.document.model.calculate()

    @property
    def enable_events(self) -> bool:
        """True: LibreOffice has no switch for events."""
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        if not value:
            raise NotImplementedError("LibreOffice has no switch for events")

    def alert(
        self,
        prompt: str,
        title: str | None = None,
        buttons: str | None = "ok",
        mode: str | None = None,
        callback: str | None = None,
    ) -> str:
        """A message box over the workbook's window; waits, and returns the button's name.

        A headless LibreOffice shows nothing and answers at once, as if the box were closed.
        """
        if callback is not None:
            raise NotImplementedError("callback is for xlwings Server")
        frame = self._frame()
        parent = frame.getContainerWindow() if frame is not None else None
        kind = "ERRORBOX" if mode == "critical" else "QUERYBOX" if (buttons or "ok") != "ok" else "INFOBOX"
        box = self.service("com.sun.star.awt.Toolkit").createMessageBox(
            parent,
            uno_bridge.enum("awt.MessageBoxType", kind),
            _BUTTONS[buttons or "ok"],
            title or "",
            prompt,
        )
        answer = box.execute()
        box.dispose()
        return "ok" if (buttons or "ok") == "ok" else _ANSWERS.get(answer, "cancel")

    def _frame(self) -> Any:
        # CurrentComponent may be null without a window manager, the books themselves are not.
        for book in self._books:
            controller = book.document.model.getCurrentController()
            if controller is not None:
                return controller.getFrame()
        return None

    def activate(self, steal_focus: bool = False) -> None:
        """Nothing: the clerk's windows stay in the order that they have."""

    def quit(self) -> None:
        """Disconnect; unlike Excel the program stays open, for it is the clerk's."""
        if self._status is not False:
            self.status_bar = False
        self.screen_updating = True
        self._apps.remove(self)
