"""What a merge came to, in words and numbers: the status, the message box, the log, the table, the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xlpy.exchange.conflicts import OPEN
from xlpy.exchange.merge_plan import FileOutcome
from xlpy.schema import sheet

if TYPE_CHECKING:
    from xlpy.buttons.merging import Prepared


def outcome_sentence(file: FileOutcome) -> str:
    """What became of a file, in a sentence for the log and the table of a dry run."""
    if file.status == "rejected" or not file.rows_in or (file.status == "unchanged" and file.reason):
        return file.reason or "Tệp không có dòng nào."
    rows = file.rows
    counts = (
        f"{file.rows_in} dòng: {file.added} thêm, {file.changed} sửa, {rows.get('unchanged', 0)} không đổi, "
        f"{rows.get('rejected', 0)} không nhận; {file.deleted} dòng bị xóa; {file.conflicts} xung đột."
    )
    return f"{counts} {file.reason}".strip()


def sentence(prepared: Prepared) -> str:
    """The merge in one sentence, for status and message box."""
    plan = prepared.plan
    merged = sum(1 for file in plan.files if file.status in ("merged", "conflicts"))
    rejected = sum(1 for file in plan.files if file.status == "rejected")
    parts = [
        f"Đã ghép {merged} trên {len(plan.files)} tệp" if plan.files else "Đã xử lý các xung đột được chọn"
    ]
    totals = row_totals(prepared)
    parts.append(f"{totals['added']} dòng thêm, {totals['changed']} dòng sửa, {totals['deleted']} dòng xóa")
    if rejected:
        parts.append(f"{rejected} tệp không nhận")
    if prepared.resolution.done:
        parts.append(f"{prepared.resolution.done} xung đột đã xử lý")
    if prepared.open_conflicts:
        parts.append(f"{prepared.open_conflicts} xung đột chờ chọn ở trang Xung đột")
    return "; ".join(parts) + "."


def row_totals(prepared: Prepared) -> dict[str, int]:
    """The counts that `merge --json` promises."""
    plans = (prepared.resolution.plan, prepared.plan)
    return {
        "added": sum(len(plan.additions) for plan in plans),
        "changed": len({change.key for plan in plans for change in plan.changes}),
        "deleted": sum(len(plan.deletions) for plan in plans),
        "conflicts": len(prepared.plan.conflicts),
        "rejected": sum(file.rows.get("rejected", 0) for file in prepared.plan.files),
    }


def as_json(prepared: Prepared) -> Mapping[str, Any]:
    """The shape that DESIGN.md promises for `merge --json`."""
    return {
        "files": [
            {
                "file": file.source.file,
                "unit_code": file.source.unit_code,
                "status": file.status,
                "reason": file.reason,
            }
            for file in prepared.plan.files
        ],
        "rows": row_totals(prepared),
    }


def explanations(prepared: Prepared) -> list[str]:
    """Why files and rows were not taken, and what else a person should look at, in the order of the files."""
    lines: list[str] = []
    for file in prepared.plan.files:
        if file.reason:
            lines.append(f"{file.source.file}: {file.reason}")
        for notice in prepared.plan.notices:
            if notice.source == file.source:
                where = f", trang {sheet(notice.sheet).tab}" if notice.sheet else ""
                row = f", dòng {notice.row}" if notice.row else ""
                lines.append(f"{file.source.file}{where}{row}: {notice.text}")
    for line in prepared.resolution.lines:
        if line.status == OPEN:
            lines.append(f"Xung đột số {line.no} chưa xử lý được: {line.note}")
    return lines
