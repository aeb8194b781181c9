"""All Word files that the rows of a campaign name, each found, vetted and read."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from xlpy.books.reports.document import read_document
from xlpy.books.reports.gate import MAX_FILE, ReportRefused, explained, vet
from xlpy.books.reports.places import OutsideError, find, owner_files
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee
from xlpy.model.reportfile import Remarks, ReportFile
from xlpy.model.reportform import achievement_part
from xlpy.model.table import Problem, Table

MAX_TEXT = 200_000
"""Characters of one report: about 70 pages; the five cells together hold 50,000."""
_SHORTEN = "Hãy rút gọn, chỉ giữ phần thành tích của đợt thi đua này."
_OWNER = "đây là tệp tạm của Word, có khi tài liệu đang mở"


def read_files(campaign: Campaign, folder: Path | None) -> None:
    """Puts every file that Tập thể and Cá nhân name into `campaign.report_files`.

    `folder` is the workbook's; None for a workbook that lies in no folder of this machine. Text that was NFD is noted
    as D01 in `campaign.silent`, like a cell that was. Raises nothing for bad files: they are what findings are for.
    """
    rows: list[tuple[Table[Any], Nominee]] = [
        *((campaign.collectives, row) for row in campaign.collectives.rows),
        *((campaign.individuals, row) for row in campaign.individuals.rows),
    ]
    for table, row in rows:
        if not row.report_file:
            continue
        name = (row.unit_code, row.report_file)
        if name not in campaign.report_files:
            campaign.report_files[name] = read_file(folder, *name)
        if campaign.report_files[name].remarks.decomposed:
            cell = table.cell(row, "report_file")
            place = (table.sheet.key, table.sheet.tab, cell, row.row, "report_file")
            campaign.silent.append(Problem("D01", *place))


def read_file(folder: Path | None, unit_code: str, typed: str) -> ReportFile:
    """What the cell `typed` of a row of this unit stands for; see `ReportFile` for the states."""
    if folder is None:
        return ReportFile(typed, "no_folder")
    try:
        found = find(folder, unit_code, typed)
    except OutsideError as error:
        return ReportFile(typed, "outside", reason=str(error))
    if found.path is None:
        return ReportFile(typed, "missing", near=found.near)
    path = found.path
    is_open = any(owner.exists() for owner in owner_files(path))
    if path.name.startswith(("~$", ".~lock.")):
        return ReportFile(typed, "unreadable", path.name, _OWNER, open_elsewhere=True)
    try:
        data = _bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        package, main = vet(path.name, data)
        remarks = Remarks()
        try:
            blocks = read_document(package, main, remarks)
        except Exception as error:
            raise explained(error) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return ReportFile(typed, "unreadable", path.name, reason, open_elsewhere=is_open)
    except ReportRefused as error:
        state = "too_big" if error.too_big else "refused"
        return ReportFile(typed, state, path.name, f"{error.reason}. {error.fix}", open_elsewhere=is_open)
    part = achievement_part(blocks)
    remarks.left_out, remarks.form_unclear = list(part.left_out), part.unclear
    read = ReportFile(typed, "read", path.name, "", "", is_open, digest, part.blocks, remarks)
    length = len(read.text)
    if length > MAX_TEXT:
        reason = f"báo cáo dài {length} ký tự, quá mức {MAX_TEXT}. {_SHORTEN}"
        return ReportFile(typed, "too_big", path.name, reason, open_elsewhere=is_open)
    if not read.text.strip():
        return ReportFile(typed, "empty", path.name, open_elsewhere=is_open, sha256=digest, remarks=remarks)
    return read


def _bytes(path: Path) -> bytes:
    """The whole file; one that grew beyond the limit since it was looked at is cut off and refused all the same."""
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise ReportRefused(
            f"tệp nặng hơn {MAX_FILE >> 20} MB", "Hãy bỏ bớt hình ảnh rồi lưu lại.", too_big=True
        )
    return data
