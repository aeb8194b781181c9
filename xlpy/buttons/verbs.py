"""The verbs on an open workbook of any engine: load, check, score. One read of all sheets, one write."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xlpy.books import bridge, outputs
from xlpy.books.grid import SheetGrid
from xlpy.books.reader import read_campaign
from xlpy.books.values import Text
from xlpy.checks.runner import Report, run
from xlpy.model.campaign import Campaign
from xlpy.schema import sheet

if TYPE_CHECKING:
    from xlpy.packets.export import ExportReport
    from xlpy.scoring.report import ScoreReport

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
"""The Word templates that belong to this installation; staff may edit them."""

STATUS_NAME = "msg_status"
"""Defined name of the cell on Bảng điều khiển that says what was done last."""
SEVERITY_NAMES = {"error": "Lỗi", "warning": "Cảnh báo"}


@dataclass(slots=True)
class Loaded:
    """A workbook as read: the typed campaign, and the grids it came from."""

    campaign: Campaign
    grids: Mapping[str, SheetGrid]
    logged: int = 0
    """Lines added to the log since."""


def load(book: bridge.Book, name: str) -> Loaded:
    """Reads all sheets once. Raises BookError (WrongBook and others) with a message for the clerk."""
    grids = bridge.read_grids(book)
    return Loaded(read_campaign(grids, name, date.today()), grids)


def check(loaded: Loaded) -> Report:
    """All findings of the workbook."""
    return run(loaded.campaign)


def score(loaded: Loaded) -> ScoreReport:
    """Points, ranking, quotas, proposed list."""
    from xlpy.scoring.report import report

    return report(loaded.campaign)


def export(
    loaded: Loaded,
    findings: Report,
    out: Path,
    *,
    units: Sequence[str] | None = None,
    draft: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> ExportReport:
    """The packets of all units, or of `units`, below `out`. Units with errors are left out unless `draft`.

    Raises PacketError or TemplateError, with no half-written document left behind.
    """
    from xlpy.packets.export import export as export_packets

    blocked = {
        unit_code: [finding.message for finding in errors]
        for unit_code, errors in findings.blocked_units().items()
    }
    return export_packets(
        loaded.campaign,
        out,
        units=units,
        blocked=blocked,
        draft=draft,
        templates=TEMPLATES,
        progress=progress,
    )


def findings_sentence(report: Report) -> str:
    """How many findings, in one sentence."""
    if not report.findings:
        return "Không phát hiện lỗi."
    return f"Có {report.errors} lỗi phải sửa, {report.warnings} cảnh báo cần xem lại."


def write_check(book: bridge.Book, loaded: Loaded, report: Report) -> None:
    """Puts the findings on Lỗi, marks the cells, adds a line to the log. Does not save."""
    tabs = {key: outputs.tab_of(loaded.campaign, key) for key in loaded.campaign.tables}
    rows = [
        [
            number,
            SEVERITY_NAMES[finding.severity],
            finding.tab,
            finding.cell,
            outputs.link_to(tabs.get(finding.sheet, finding.tab), finding.cell),
            finding.unit_code,
            finding.row_id,
            finding.message,
            finding.fix,
            finding.proposal,
            None,
            finding.code,
        ]
        for number, finding in enumerate(report.findings, start=1)
    ]
    outputs.write_rows(book, loaded.grids, "findings", rows)
    marks = (
        outputs.Mark(f.sheet, f.row, f.column, "E" if f.severity == "error" else "W")
        for f in report.findings
        if f.row
    )
    outputs.write_marks(book, loaded.grids, loaded.campaign, marks)
    when = datetime.now()
    bridge.write_name(book, STATUS_NAME, Text(f"{when:%d/%m/%Y %H:%M}: {findings_sentence(report)}"))
    after = f"{report.errors} lỗi, {report.warnings} cảnh báo"
    _log(book, loaded, outputs.LogLine("Kiểm tra", tab=sheet("findings").tab, after=after))


def write_score(book: bridge.Book, loaded: Loaded, report: ScoreReport) -> None:
    """Puts results, breakdown, quota use and proposed list on their sheets, adds a line to the log. Does not save."""
    for key, rows in report.sheet_rows().items():
        outputs.write_rows(book, loaded.grids, key, rows)
    ranked = sum(1 for unit in report.scores.units if unit.rank is not None)
    after = f"{ranked} đơn vị được xếp hạng"
    _log(book, loaded, outputs.LogLine("Tính điểm", tab=sheet("results").tab, after=after))


def _log(book: bridge.Book, loaded: Loaded, line: outputs.LogLine) -> None:
    outputs.append_log(book, loaded.grids, actor(), datetime.now(), [line], loaded.logged)
    loaded.logged += 1


def actor() -> str:
    """Who is at the machine, for the log; "không rõ" where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"
