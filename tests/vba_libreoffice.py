"""Runs the workbook's macros in a headless LibreOffice; started by LibreOffice's own Python, prints JSON.

Usage: vba_libreoffice.py PIPE WORKBOOK ADDIN MACRO…. WORKBOOK is opened with and without ADDIN (a document named
xlwings.xlam) being open, and as an unsaved copy. In the loaded module, MsgBox is turned into writing the text into the
cell msg_status: a real message box would wait for somebody.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.uno import RuntimeException

MODULE = "ThiDuaRun"
ECHO = """Rem Attribute VBA_ModuleType=VBAModule
Option VBASupport 1
Public Function RunPython(ByVal command As String)
    Err.Raise 513, "RunPython", command
End Function
"""
"""Takes the counterpart's place to tell what it was asked."""


def options(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def connect(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except (NoConnectException, RuntimeException):
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def run(document, macro):
    """What the message box would have said; None when there was none."""
    cell = document.NamedRanges.getByName("msg_status").getReferredCells().getCellByPosition(0, 0)
    cell.String = "-"
    uri = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
    document.ScriptProvider.getScript(uri).invoke((), (), ())
    return None if cell.String == "-" else cell.String


def opened(desktop, path, **more):
    document = desktop.loadComponentFromURL(
        Path(path).as_uri(), "_blank", 0, options(MacroExecutionMode=4, **more)
    )
    library = document.BasicLibraries.getByName("VBAProject")
    code = library.getByName(MODULE)
    shown = 'MsgBox prompt, vbExclamation, CellText("msg_title")'
    assert code.count(shown) == 1
    recorded = 'ThisWorkbook.Names("msg_status").RefersToRange.Value = prompt'
    library.replaceByName(MODULE, code.replace(shown, recorded))
    return document


def main(pipe, workbook, addin, *macros):
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    answers = {}
    try:
        document = opened(desktop, workbook)
        answers["no add-in"] = run(document, "ThiDua.KiemTra")
        counterpart = desktop.loadComponentFromURL(
            Path(addin).as_uri(), "_blank", 0,
            options(MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML"),
        )  # fmt: skip
        answers["done"] = run(document, "ThiDua.KiemTra")
        answers["raises"] = run(document, "ThiDua.TinhDiem")
        answers["minus one"] = run(document, "ThiDua.XuatHoSo")
        counterpart.BasicLibraries.getByName("VBAProject").replaceByName("Main", ECHO)
        for macro in macros:
            answers[f"asks {macro}"] = run(document, f"ThiDua.{macro}")
        document.close(True)
        document = opened(desktop, workbook, AsTemplate=True)
        answers["not saved"] = run(document, "ThiDua.KiemTra")
        for name, folder, read_only in (
            ("online", "https://a.sharepoint.com/b", False),
            ("temporary", "C:\\Users\\A\\AppData\\Local\\Temp\\x", True),
            ("read only", "D:\\x", True),
            ("ordinary", "D:\\x", False),
        ):
            uri = f"vnd.sun.star.script:VBAProject.{MODULE}.Obstacle?language=Basic&location=document"
            script = document.ScriptProvider.getScript(uri)
            answers[name] = script.invoke((folder, read_only), (), ())[0]
        document.close(True)
        counterpart.close(True)
        print(json.dumps(answers))
    finally:
        desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
