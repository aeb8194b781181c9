"""Sets Excel up for this user of Windows, takes it away again, and says what is there.

Run only against stand-ins so far: no Excel and no Windows was at hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from xlpy.install.errors import SetupError
from xlpy.install.excel_steps import Places, Record, Step, steps
from xlpy.install.machine import ROOT
from xlpy.install.report import Finding, Status
from xlpy.install.windows import Machine, Windows

_RECORD = "caidat.json"
_ONLY_WINDOWS = "Cài đặt cho Excel chỉ có trên Windows. Trên máy này hãy dùng “thidua.py install --libreoffice” hoặc chạy bằng dòng lệnh."


def install_excel(folder: Path | None = None, machine: Machine | None = None) -> list[str]:
    """Does all steps; gives their names for the clerk. Doing it twice gives what doing it once gives.

    `folder` holds the workbooks whose macros may run (default: ThiDua in the user's folder, made if missing).
    Raises SetupError, after undoing the steps of this call, when one fails or the system is not Windows.
    """
    machine = machine or _windows()
    places = _places(machine, folder)
    record = _read(machine)
    done: list[Step] = []
    for step in steps(machine, places):
        fresh = not step.done(record)
        try:
            step.do(record)
        except (SetupError, OSError) as error:
            for earlier in reversed(done):
                earlier.undo(record)
            _write(machine, record)
            if isinstance(error, SetupError):
                raise
            raise SetupError(
                f"Chưa cài được cho Excel, bước “{step.name}”: {error.strerror or error}. Các bước trước đã được hoàn lại. "
                "Hãy đóng Excel, kiểm tra quyền ghi vào thư mục cá nhân rồi chạy lại CaiDat.bat."
            ) from error
        if fresh:
            done.append(step)
    record["books"] = str(places.books)
    _write(machine, record)
    return [step.name for step in steps(machine, places)]


def uninstall_excel(machine: Machine | None = None) -> list[str]:
    """Undoes all steps, the last first; gives the names of those that were there. Workbooks stay.

    Raises SetupError when a step cannot be undone (Excel still open): what is left can be undone by calling again.
    """
    machine = machine or _windows()
    record = _read(machine)
    books = record.pop("books", None)
    removed: list[str] = []
    for step in reversed(steps(machine, _places(machine, Path(books) if books else None))):
        if step.done(record):
            removed.append(step.name)
        try:
            step.undo(record)
        except OSError as error:
            raise SetupError(
                f"Chưa gỡ được bước “{step.name}”: {error.strerror or error}. Hãy đóng Excel rồi chạy lại GoCaiDat.bat."
            ) from error
        finally:
            _write(machine, {**record, "books": books} if books else record)
    _record_file(machine).unlink(missing_ok=True)
    return removed


def excel_state(machine: Machine | None = None) -> list[Finding]:
    """One finding for each step; a single one where there is no Windows."""
    if machine is None and sys.platform != "win32":
        return [Finding("Nút bấm trong Excel", Status.NOT_HERE, "bộ cài cho Excel chỉ có trên Windows")]
    machine = machine or _windows()
    record = _read(machine)
    books = record.get("books")
    places = _places(machine, Path(books) if books else None)
    findings = [_finding(step, record) for step in steps(machine, places)]
    if _synced(machine, places.books):
        findings.append(
            Finding(
                "Thư mục sổ tính",
                Status.NOTE,
                f"{places.books} nằm trong OneDrive",
                "Hãy cài lại với một thư mục ngoài OneDrive, ví dụ: thidua.py install --folder C:\\ThiDua",
            )
        )
    return findings


def _finding(step: Step, record: Record) -> Finding:
    if step.done(record):
        return Finding(step.name, Status.GOOD, "đã cài")
    return Finding(step.name, Status.MISSING, "chưa cài", "Hãy đóng Excel rồi bấm đúp CaiDat.bat.")


def _windows() -> Machine:
    try:
        return Windows()
    except OSError as error:
        raise SetupError(_ONLY_WINDOWS) from error


def _places(machine: Machine, folder: Path | None) -> Places:
    # Not Documents: Windows often keeps that one in OneDrive.
    return Places(ROOT, Path(sys.executable), folder or machine.folder("USERPROFILE") / "ThiDua")


def _synced(machine: Machine, folder: Path) -> bool:
    try:
        return folder.is_relative_to(machine.folder("OneDrive"))
    except OSError:
        return False


def _record_file(machine: Machine) -> Path:
    return machine.folder("LOCALAPPDATA") / "ThiDua" / _RECORD


def _read(machine: Machine) -> Record:
    try:
        return json.loads(_record_file(machine).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _write(machine: Machine, record: Record) -> None:
    path = _record_file(machine)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
