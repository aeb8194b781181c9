"""One click in LibreOffice as files: what the macro asks for, and what it waits for.

The macro (install/libreoffice/basic/Job.bas) makes the folder NAME with the file `job` in the folder of its session,
then moves that file to NAME.job beside the folder: the ticket. Who moves the ticket has the job, and nobody else can:
the server to NAME/taken to run it, the macro back to NAME/job to run it another way. The end is the file `done` with
the exit code in it; before it `pid`, `out` and `err` say who works and what Python said.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from xlpy.books.bridge import DOCUMENT_VARIABLE, PIPE_VARIABLE
from xlpy.buttons.stopping import JOB_VARIABLE

TICKET_SUFFIX = ".job"
REFUSED = 2
"""Exit code of a job whose command is not one of ours."""
_COMMAND = re.compile(r"import xlpy\.buttons; xlpy\.buttons\.([a-z][a-z_]*)\(\)")


@dataclass(frozen=True, slots=True)
class Job:
    """A click that was taken; `verb` is a function of `xlpy.buttons`, or None if the command was none of ours."""

    folder: Path
    verb: str | None
    pipe: str
    document: str

    def finish(self, code: int) -> None:
        """Lets the macro go on; only the first call counts."""
        if (self.folder / "done").exists():
            return
        with contextlib.suppress(OSError):  # the folder is gone: nobody waits
            part = self.folder / "done.part"
            part.write_text(str(code), encoding="ascii")
            part.replace(self.folder / "done")


def take(session: Path) -> Job | None:
    """The oldest click that waits in the folder of the session, now ours; None if there is none."""
    for ticket in sorted(session.glob(f"*{TICKET_SUFFIX}")):
        folder = ticket.with_suffix("")
        try:
            if (folder / "taken").exists():
                ticket.unlink()  # never twice, whatever put it there
                continue
            ticket.rename(folder / "taken")
        except OSError:
            continue  # withdrawn meanwhile
        return _read(folder)
    return None


def _read(folder: Path) -> Job:
    lines = [*(folder / "taken").read_text(encoding="utf-8").splitlines(), "", "", ""]
    match = _COMMAND.fullmatch(lines[0])
    return Job(folder, match[1] if match else None, lines[1], lines[2])


def run(job: Job) -> int:
    """Runs the job in this process and tells the macro; the exit code. What Python says goes into `out` and `err`."""
    os.chdir(job.folder)
    Path("pid").write_text(str(os.getpid()), encoding="ascii")
    _redirect(job.folder)
    os.environ.update(
        {PIPE_VARIABLE: job.pipe, DOCUMENT_VARIABLE: job.document, JOB_VARIABLE: str(job.folder)}
    )
    code = 1
    try:
        code = _call(job.verb)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the macro shows the last line to the clerk
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        job.finish(code)
    return code


def _call(verb: str | None) -> int:
    from xlpy import buttons

    function = getattr(buttons, verb, None) if verb else None
    # A module of the package is no button, nor is what the package itself imported.
    if not callable(function) or getattr(function, "__module__", "") != buttons.__name__:
        print("lệnh này không phải là một nút của công cụ thi đua", file=sys.stderr)
        return REFUSED
    function()
    return 0


def _redirect(folder: Path) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
