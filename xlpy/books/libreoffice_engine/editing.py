"""Text that the clerk is still typing into a cell when the click comes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from xlpy.books.errors import BookError
from xlpy.books.libreoffice_engine import uno_bridge

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.app import OfficeApp


def finish_typing(app: OfficeApp, model: Any) -> None:
    """Takes typed text over into its cell, as Enter would; does nothing where no cell is being edited.

    Excel runs no macro while a cell is being edited. LibreOffice does, and the text would neither be read nor be
    safe when the macro goes to another sheet. The cell's own validity check asks the clerk as usual; what they then
    refuse stays open for editing.
    """
    # Whatever LibreOffice thinks of it, the click goes on: without it the text is merely not read.
    with suppress(BookError), uno_bridge.talking(""):
        controller = model.getCurrentController()
        if controller is not None:
            dispatcher = app.service("com.sun.star.frame.DispatchHelper")
            frame = controller.getFrame()
            # A clicked button holds the focus; LibreOffice hears the command only once the sheet has it again.
            frame.getComponentWindow().setFocus()
            app.service("com.sun.star.awt.Toolkit").processEventsToIdle()
            dispatcher.executeDispatch(frame, ".uno:AcceptFormula", "", 0, ())
