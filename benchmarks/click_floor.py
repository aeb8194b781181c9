"""Put as xlpy/buttons/__init__.py of a tool of its own: the least that a click can do.

A process started by the same macro, which imports xlwings (as cheaply as it goes: what it only offers converters for
is out of its sight), connects to LibreOffice and shows a message box. No line of the program is in it.
"""

from __future__ import annotations

import os
import sys


def check() -> None:
    for name in ("pandas", "numpy", "polars", "matplotlib", "PIL", "plotly"):
        sys.modules[name] = None  # type: ignore[assignment]
    import xlwings  # noqa: F401

    sys.path.append("/usr/lib/python3/dist-packages")
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    pipe = os.environ["THIDUA_LO_PIPE"]
    context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    parent = desktop.getCurrentComponent().getCurrentController().getFrame().getContainerWindow()
    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
    toolkit.createMessageBox(parent, kind, 1, "Thi đua - Khen thưởng", "Xong.").execute()
