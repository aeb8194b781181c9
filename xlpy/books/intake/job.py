"""What one child does with one file: from the kept bytes to an answer that holds plain data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from xlpy.books.errors import BookError, BookTooBig
from xlpy.books.grid import SheetGrid
from xlpy.books.intake.errors import FileRefused
from xlpy.books.intake.identify import Identity, identify
from xlpy.books.intake.inputs import formula_notes
from xlpy.books.intake.reading import read_returned
from xlpy.books.rawrows import copy_state
from xlpy.books.reader import PRODUCT, not_ours
from xlpy.model.changes import only_changes
from xlpy.model.rawrows import CopyState
from xlpy.schema import sheet

Want = Literal["copy", "changes", "grids"]
"""Whether the answer carries the rows of a copy, those its unit has touched, or the sheets themselves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome for one file: a non-empty `reason` means that it was rejected, and why."""

    reason: str = ""
    kind: str = ""
    program: str = ""
    identity: Identity | None = None
    notes: tuple[str, ...] = ()
    copy: CopyState | None = None
    grids: Mapping[str, SheetGrid] | None = None


def answer(path: Path, name: str, sha256: str, want: Want) -> Answer:
    """Read the kept file. A file that is refused is an answer too; anything else (MemoryError) is raised."""
    try:
        return _read(name, path.read_bytes(), sha256, want)
    except RecursionError:
        return Answer(FileRefused(name, _TOO_DEEP).message)
    except BookError as error:
        return Answer(error.message)


def too_much_memory(name: str) -> Answer:
    """The answer for a file whose reading broke the limit of memory."""
    return Answer(
        BookTooBig(name, "đọc tệp này cần nhiều bộ nhớ hơn mức cho phép, thường do quá nhiều ô").message
    )


_TOO_DEEP = (
    "nội dung tệp lồng nhau quá sâu, không phải tệp do chương trình bảng tính tạo ra. Hãy đề nghị nơi gửi mở tệp bằng "
    "Excel, lưu lại kiểu “Excel Workbook (*.xlsx)” rồi gửi lại."
)


def _read(name: str, data: bytes, sha256: str, want: Want) -> Answer:
    read = read_returned(name, data, whole=want == "grids")
    identity = identify(read.grids)
    if identity.by == "nothing":
        raise not_ours(name)
    if identity.by == "content":
        _refuse_unclear(name, identity)
        read.grids[sheet("meta").tab] = _stamp_of(identity)
    notes = [*read.notes, *identity.notes, *formula_notes(read.grids)]
    made = Answer("", read.kind, read.program, identity, tuple(notes))
    if want == "grids":
        return replace(made, grids=read.grids)
    state = copy_state(read.grids, name, sha256)
    known = set(notes)
    state = replace(state, notes=(*notes, *(note for note in state.notes if note not in known)))
    return replace(made, copy=only_changes(state) if want == "changes" else state, notes=state.notes)


def _refuse_unclear(name: str, identity: Identity) -> None:
    """A workbook without stamp and base is only taken in when its rows leave no doubt whose it is."""
    if identity.unit_code:
        return
    codes = ", ".join(f"“{code}”" for code in list(identity.typed_units)[:5])
    raise FileRefused(
        name,
        "trang ẩn nhận dạng đã mất và các dòng "
        + (f"ghi nhiều đơn vị ({codes})" if codes else "không ghi mã đơn vị nào")
        + " nên không biết đây là bản của đơn vị nào. Hãy đề nghị đơn vị nhập vào đúng tệp được phát rồi gửi lại.",
    )


def _stamp_of(identity: Identity) -> SheetGrid:
    marks = {
        "product": PRODUCT,
        "campaign_code": identity.campaign_code,
        "schema_version": identity.schema_version,
        "unit_code": identity.unit_code,
    }
    return SheetGrid(sheet("meta").tab, visible="veryHidden", rows=[[k, v] for k, v in marks.items()])
