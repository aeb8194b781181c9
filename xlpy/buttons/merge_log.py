"""Lines of Nhật ký about files, conflicts and what was not taken over. Changes of rows: `exchange.undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books import outputs
from xlpy.buttons.merge_report import outcome_sentence
from xlpy.exchange import undo
from xlpy.exchange.conflicts import OPEN
from xlpy.exchange.merge_cells import encode
from xlpy.schema import sheet

if TYPE_CHECKING:
    from xlpy.buttons.merging import Prepared


def file_lines(prepared: Prepared) -> list[outputs.LogLine]:
    """A line for each file: its hash, what became of it."""
    known = prepared.known_hashes
    return [
        outputs.LogLine(
            undo.FILE,
            after=file.source.file,
            reason=f"Mã tệp {file.source.short_hash or 'không đọc được'}. {outcome_sentence(file)}",
            batch=prepared.batch,
        )
        for file in prepared.plan.files
        if file.source.file_hash not in known
    ]


def other_lines(prepared: Prepared) -> list[outputs.LogLine]:
    """Conflicts raised and settled, and what was not taken over."""
    lines: list[outputs.LogLine] = []
    for conflict in prepared.new_lines:
        if conflict.status == OPEN:
            why = f"Số {conflict.no}: {conflict.note} Tệp {conflict.file}"
            lines.append(
                outputs.LogLine(
                    undo.CONFLICT,
                    conflict.tab,
                    "",
                    conflict.row_id,
                    "",
                    "",
                    why,
                    conflict.column,
                    "",
                    prepared.batch,
                )
            )
    for line in prepared.resolution.lines:
        text = f"Số {line.no}: {line.status}. {line.note}"
        lines.append(
            outputs.LogLine(
                undo.RESOLVED, line.tab, "", line.row_id, "", "", text, line.column, "", prepared.batch
            )
        )
    for notice in prepared.plan.notices:
        tab = sheet(notice.sheet).tab if notice.sheet else ""
        header = sheet(notice.sheet).column(notice.column).header if notice.column else ""
        where = f"Tệp {notice.source.file}" + (f", dòng {notice.row}" if notice.row else "")
        lines.append(
            outputs.LogLine(
                undo.NOTICE,
                tab,
                "",
                notice.row_id,
                "",
                encode(notice.value)[0],
                f"{where}: {notice.text}",
                header,
                "",
                prepared.batch,
            )
        )
    return lines
