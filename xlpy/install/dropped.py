"""`python -m xlpy.install.dropped FILE…`: what ThiDua.bat does with workbooks dropped onto it. Needs no macro.

Checks each workbook and writes the findings into it, then asks whether to export the packets beside it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from xlpy.buttons.macros import PACKETS_FOLDER

_HOW = (
    "Cách dùng: lưu và đóng sổ tính, rồi kéo tệp sổ tính (.xlsm hoặc .xlsx) thả lên ThiDua.bat; hoặc bấm chuột phải vào tệp, "
    "chọn Gửi tới (Send to) > ThiDua."
)
_QUESTION = "Xuất hồ sơ Word của các đơn vị không còn lỗi vào thư mục “{folder}” cạnh sổ tính? Gõ C (có) hoặc K (không): "


def main(
    files: Sequence[str],
    *,
    verb: Callable[[Sequence[str]], int] | None = None,
    ask: Callable[[str], str] = input,
    show: Callable[[Path], None] | None = None,
) -> int:
    """Works on the files one after the other; gives the worst exit code of their checks and exports (0, 1, 2).

    `verb` runs one command line of the tool, `ask` puts a question, `show` opens a folder (tests give their own).
    """
    if verb is None:
        from xlpy.cli.main import main as verb
    if not files:
        print(_HOW)
        return 2
    codes: list[int] = []
    for file in files:
        path = Path(file).absolute()
        print(f"\n{path.name}", flush=True)
        codes.append(verb(["check", str(path), "--write"]))
        if codes[-1] == 2 or not _yes(ask):
            continue
        out = path.parent / PACKETS_FOLDER
        codes.append(verb(["export", str(path), "--out", str(out)]))
        if out.is_dir():
            (show or _open)(out)
    return max(codes)


def _yes(ask: Callable[[str], str]) -> bool:
    """True or false once the clerk has said so; the end of the input is a no."""
    while True:
        try:
            answer = ask(_QUESTION.format(folder=PACKETS_FOLDER)).strip().casefold()
        except EOFError:
            return False
        if answer in ("c", "có", "co"):
            return True
        if answer in ("k", "không", "khong"):
            return False


def _open(folder: Path) -> None:
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606 - our own folder, in Explorer
    else:
        print(f"Hồ sơ nằm trong {folder}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
