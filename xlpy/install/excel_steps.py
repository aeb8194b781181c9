"""The Excel set-up as a list of small steps, each with its undoing and its question "is it done?".

What the steps must remember for their undoing goes into one JSON record in the tool's own folder. Written from the
documentation of xlwings and Office; tests run every step against a stand-in for Windows, never against Excel.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xlpy.install import xlwings_config
from xlpy.install.errors import SetupError
from xlpy.install.windows import Machine

Record = dict[str, str | None]

_OFFICE = r"Software\Microsoft\Office"
_OFFICE_VERSIONS = ("14.0", "15.0", "16.0")
"""2010, 2013, and 2016 to Microsoft 365."""
_DESCRIPTION = "ThiDua"
_KEEP = "config:"
"""Prefix of record entries: what stood in xlwings' configuration before us."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: the tool, its Python, the clerk's folder of workbooks."""

    root: Path
    python: Path
    books: Path


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is what the clerk reads. `do` and `undo` may be called twice; they raise SetupError or OSError."""

    name: str
    do: Callable[[Record], None]
    undo: Callable[[Record], None]
    done: Callable[[Record], bool]


def steps(machine: Machine, places: Places) -> list[Step]:
    """All steps in the order of doing; undoing goes the other way round."""
    return [
        _books(places),
        _addin(machine, places, "xlwings.xlam", None),
        _addin(machine, places, "ThiDua.xlam", places.root / "workbook" / "ThiDua.xlam"),
        _config(machine, places),
        _trust(machine, places),
        _send_to(machine, places),
    ]


def xlstart(machine: Machine) -> Path:
    """Excel's start folder of this user, where `xlwings addin install` copies add-ins."""
    return machine.folder("APPDATA") / "Microsoft" / "Excel" / "XLSTART"


def _books(places: Places) -> Step:
    source = places.root / "workbook" / "ThiDua2023.xlsm"
    target = places.books / source.name

    def do(record: Record) -> None:
        places.books.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(source, target)

    # The clerk's workbooks are never taken away.
    return Step("Thư mục sổ tính", do, lambda record: None, lambda record: places.books.is_dir())


def _addin(machine: Machine, places: Places, name: str, file: Path | None) -> Step:
    program = [str(places.python), "-c", "from xlwings.cli import main; main()", "addin"]

    def call(verb: str, *arguments: str) -> str:
        return machine.run([*program, verb, *arguments])

    def installed() -> bool:
        return (xlstart(machine) / name).is_file()

    def do(record: Record) -> None:
        output = call("install", *(["--file", str(file)] if file else []))
        if "Successfully" not in output and not installed():
            raise SetupError(
                f"Chưa cài được phần bổ trợ {name} vào Excel. Hãy đóng mọi cửa sổ Excel rồi chạy lại CaiDat.bat; nếu phần "
                f"mềm diệt vi-rút chặn tệp này, hãy nhờ người phụ trách máy cho phép. Chi tiết kỹ thuật: {output.strip()[-300:]}"
            )

    def undo(record: Record) -> None:
        if installed():
            output = call("remove", *(["--file", name] if file else []))
            if installed():
                raise SetupError(
                    f"Chưa gỡ được phần bổ trợ {name} vì Excel đang dùng. Hãy đóng mọi cửa sổ Excel rồi chạy lại "
                    f"GoCaiDat.bat. Chi tiết kỹ thuật: {output.strip()[-300:]}"
                )

    return Step(f"Phần bổ trợ {name}", do, undo, lambda record: installed())


def _config(machine: Machine, places: Places) -> Step:
    wanted = {
        "INTERPRETER_WIN": str(places.python),
        "PYTHONPATH": str(places.root),
        # A workbook's own folder may hold anything that came by mail: nothing is imported from there.
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "True",
    }

    def path() -> Path:
        return machine.folder("USERPROFILE") / ".xlwings" / "xlwings.conf"

    def read() -> str:
        return path().read_text(encoding=machine.encoding) if path().is_file() else ""

    def write(text: str) -> None:
        try:
            data = text.encode(machine.encoding)
        except UnicodeEncodeError as error:
            raise SetupError(
                "Đường dẫn của phần mềm có chữ mà Excel không đọc được trên máy này. Hãy chuyển thư mục phần mềm sang đường "
                "dẫn không dấu, ví dụ C:\\ThiDua, rồi chạy lại CaiDat.bat; nếu tên tài khoản Windows có dấu, đặt biến "
                "THIDUA_VENV là C:\\ThiDua\\venv trước khi chạy."
            ) from error
        path().parent.mkdir(parents=True, exist_ok=True)
        path().write_bytes(data)

    def do(record: Record) -> None:
        before = {key.casefold(): value for key, value in xlwings_config.parse(read()).items()}
        write(xlwings_config.merged(read(), wanted))
        for key, value in wanted.items():
            old = before.get(key.casefold())
            # Installing again must not take our own values for the clerk's.
            if old != value:
                record.setdefault(_KEEP + key, old)

    def undo(record: Record) -> None:
        kept = {key: record.pop(_KEEP + key, None) for key in wanted}
        if path().is_file():
            ours = xlwings_config.parse(read())
            write(xlwings_config.merged(read(), {k: v for k, v in kept.items() if ours.get(k) == wanted[k]}))

    def done(record: Record) -> bool:
        return wanted.items() <= xlwings_config.parse(read()).items()

    return Step("Cấu hình xlwings", do, undo, done)


def _trust(machine: Machine, places: Places) -> Step:
    """One trusted folder, the clerk's workbooks, in every Excel version of this user that is there."""

    def do(record: Record) -> None:
        versions = [v for v in _OFFICE_VERSIONS if "Excel" in machine.subkeys(rf"{_OFFICE}\{v}")]
        for version in versions:
            parent = rf"{_OFFICE}\{version}\Excel\Security\Trusted Locations"
            taken = set(machine.subkeys(parent))
            entry = f"trusted:{version}"
            known = record.get(entry)
            key = known or next(
                rf"{parent}\Location{n}" for n in range(20, 1000) if f"Location{n}" not in taken
            )
            record[entry] = key
            machine.write_key(
                key, {"Path": f"{places.books}\\", "AllowSubfolders": 1, "Description": _DESCRIPTION}
            )

    def entries(record: Record) -> list[str]:
        return [entry for entry in record if entry.startswith("trusted:")]

    def undo(record: Record) -> None:
        for entry in entries(record):
            if key := record.pop(entry):
                machine.delete_key(key)

    def done(record: Record) -> bool:
        keys = [record[entry] or "" for entry in entries(record)]
        pairs = [key.rpartition("\\") for key in keys]
        return bool(pairs) and all(name in machine.subkeys(parent) for parent, _, name in pairs)

    return Step("Thư mục tin cậy của Excel", do, undo, done)


def _send_to(machine: Machine, places: Places) -> Step:
    """ThiDua.bat in the menu Send to, and beside the workbooks: the way without macros."""

    def links() -> list[Path]:
        menu = machine.folder("APPDATA") / "Microsoft" / "Windows" / "SendTo"
        return [menu / "ThiDua.lnk", places.books / "ThiDua.lnk"]

    def do(record: Record) -> None:
        for link in links():
            link.parent.mkdir(parents=True, exist_ok=True)
            machine.shortcut(link, places.root / "ThiDua.bat")

    def undo(record: Record) -> None:
        for link in links():
            link.unlink(missing_ok=True)

    return Step(
        "Mục ThiDua trong Gửi tới (Send to)", do, undo, lambda record: all(p.exists() for p in links())
    )
