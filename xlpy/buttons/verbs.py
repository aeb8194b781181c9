"""The verbs on an open workbook of any engine: load, check, score. One read of all sheets, one write."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xlpy.books import bridge, outputs
from xlpy.books.grid import SheetGrid
from xlpy.books.reader import read_campaign
from xlpy.books.values import Text
from xlpy.buttons import fixing
from xlpy.buttons.fixing import Change, Refusal
from xlpy.buttons.messages import findings_sentence as findings_sentence
from xlpy.buttons.proposals import shown
from xlpy.buttons.ticks import Standing, carried_over, read_ticks
from xlpy.checks.runner import Report, run
from xlpy.model.campaign import Campaign
from xlpy.schema import sheet

if TYPE_CHECKING:
    from xlpy.packets.awards.certificate_documents import CertificateOrder
    from xlpy.packets.export import ExportReport
    from xlpy.packets.printing import PrintReport
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
    folder: Path | None = None
    """Where the workbook lies; None while it was never saved, or lies on no disk of this machine."""
    reports_read: bool = False


@dataclass(frozen=True, slots=True)
class FixReport:
    """What a fix changed and what it could not, and the check of the workbook as it is afterwards."""

    applied: Sequence[Change]
    refused: Sequence[Refusal]
    findings: Report

    @property
    def still_there(self) -> list[Change]:
        """Changes whose finding stands as before: the program kept the value in another form than it was given."""
        now = {(f.code, f.tab, f.cell, f.proposal) for f in self.findings.findings}
        return [c for c in self.applied if _identity(c) in now]


def _identity(change: Change) -> tuple[str, str, str | None, str | None]:
    finding = change.finding
    return finding.code, finding.tab, finding.cell, finding.proposal


def load(book: bridge.Book, name: str) -> Loaded:
    """Reads all sheets once. Raises BookError (WrongBook and others) with a message for the clerk."""
    grids = bridge.read_grids(book)
    campaign = read_campaign(grids, name, date.today())
    from xlpy.packets.basis import read_bases

    campaign.bases = read_bases(TEMPLATES)
    return Loaded(campaign, grids, folder=_folder_of(book))


def _folder_of(book: bridge.Book) -> Path | None:
    folder = Path(book.fullname).parent
    return folder if folder.is_absolute() and folder.is_dir() else None


def check(loaded: Loaded) -> Report:
    """All findings of the workbook, and of the Word files that its rows name."""
    _read_reports(loaded)
    return run(loaded.campaign)


def _read_reports(loaded: Loaded) -> None:
    """Once for each reading of the workbook, so that the check and the export after it see the same texts."""
    rows = (*loaded.campaign.collectives.rows, *loaded.campaign.individuals.rows)
    if loaded.reports_read or not any(row.report_file for row in rows):
        return
    from xlpy.books.reports.reading import read_files

    read_files(loaded.campaign, loaded.folder)
    loaded.reports_read = True


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

    _read_reports(loaded)
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


def award(
    loaded: Loaded,
    findings: Report,
    out: Path,
    *,
    units: Sequence[str] | None = None,
    draft: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    certificates: CertificateOrder | None = None,
) -> ExportReport:
    """The papers of the decision below `out`, or with `units` what concerns these units, or only `certificates`.

    Nothing is made while the decision lacks something, unless `draft`. Raises PacketError or TemplateError, with no
    half-written document left behind.
    """
    from xlpy.packets.awards.export import export_awards

    return export_awards(
        loaded.campaign,
        out,
        units=units,
        blocked=[finding.message for finding in findings.decision_obstacles(units)],
        draft=draft,
        templates=TEMPLATES,
        progress=progress,
        certificates=certificates,
    )


def print_packets(
    loaded: Loaded,
    exported: ExportReport,
    *,
    two_sided: bool | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> PrintReport:
    """PDFs and print files of exported packets; `two_sided` None is what the setting says.

    Raises PacketError where no PDF at all can be made; the Word documents are there already.
    """
    from xlpy.packets.printing import print_packets as print_all

    if two_sided is None:
        two_sided = loaded.campaign.settings.flag("print_two_sided")
    return print_all(exported.packets, two_sided=two_sided, progress=progress)


def write_check(book: bridge.Book, loaded: Loaded, report: Report) -> None:
    """Puts the findings on Lỗi, marks the cells, brings Tiến độ up to date, adds a line to the log. Does not save.

    What the clerk chose in "Đồng ý sửa" stays beside the finding it was meant for, wherever that now stands.
    """
    standing = Standing(loaded.campaign, report.findings)
    answers = carried_over(standing, read_ticks(loaded.grids))
    tabs = {key: outputs.tab_of(loaded.campaign, key) for key in loaded.campaign.tables}
    rows = [
        [
            number + 1,
            SEVERITY_NAMES[finding.severity],
            finding.tab,
            finding.cell,
            outputs.link_to(tabs.get(finding.sheet, finding.tab), finding.cell),
            finding.unit_code,
            standing.keys[number],
            finding.message,
            finding.fix,
            finding.proposal,
            answers.get(number),
            finding.code,
        ]
        for number, finding in enumerate(report.findings)
    ]
    outputs.write_rows(book, loaded.grids, "findings", rows)
    marks = (
        outputs.Mark(f.sheet, f.row, f.column, "E" if f.severity == "error" else "W")
        for f in report.findings
        if f.row
    )
    outputs.write_marks(book, loaded.grids, loaded.campaign, marks)
    _write_progress(book, loaded, report)
    when = datetime.now()
    bridge.write_name(book, STATUS_NAME, Text(f"{when:%d/%m/%Y %H:%M}: {findings_sentence(report)}"))
    after = f"{report.errors} lỗi, {report.warnings} cảnh báo"
    _log(book, loaded, outputs.LogLine("Kiểm tra", tab=sheet("findings").tab, after=after))


def _write_progress(book: bridge.Book, loaded: Loaded, report: Report) -> None:
    from xlpy.buttons import district

    district.write_progress(book, loaded, district.errors_by_unit(report.findings))


def fix(
    book: bridge.Book,
    loaded: Loaded,
    findings: Report,
    accept: Collection[str] = (),
    *,
    dry_run: bool = False,
) -> FixReport:
    """Applies the proposals ticked on Lỗi, and those of the codes in `accept`, then checks again. Does not save.

    `findings` is the check of `loaded`. Only the cells in question are written, and Nhật ký, Lỗi and the marks;
    nothing at all with `dry_run`, or where nothing was accepted. Raises BookError.
    """
    made = fixing.plan(book, loaded.campaign, loaded.grids, findings.findings, accept)
    if dry_run or not (made.changes or made.refused):
        return FixReport(made.changes, made.refused, findings)
    applied: list[Change] = []
    try:
        applied.extend(fixing.apply(book, made))
    finally:
        # What was written is logged even if the program ends on the next cell.
        if applied:
            lines = [_fix_line(change) for change in applied]
            _log(book, loaded, *lines)
    touched = list(dict.fromkeys(change.tab for change in applied))
    grids = {**loaded.grids, **bridge.read_grids(book, touched)}
    campaign = read_campaign(grids, loaded.campaign.workbook, date.today())
    after = Loaded(campaign, grids, loaded.logged, loaded.folder)
    report = check(after)
    write_check(book, after, report)
    loaded.logged = after.logged
    return FixReport(applied, made.refused, report)


def _fix_line(change: Change) -> outputs.LogLine:
    finding = change.finding
    return outputs.LogLine(
        fixing.ACTION,
        tab=finding.tab,
        cell=finding.cell or "",
        row_id=change.key,
        before=shown(change.before),
        after=shown(change.after),
        reason=f"{finding.code}: {finding.message}",
    )


def write_score(book: bridge.Book, loaded: Loaded, report: ScoreReport) -> None:
    """Puts results, breakdown, quota use and proposed list on their sheets, adds a line to the log. Does not save."""
    for key, rows in report.sheet_rows().items():
        outputs.write_rows(book, loaded.grids, key, rows)
    ranked = sum(1 for unit in report.scores.units if unit.rank is not None)
    after = f"{ranked} đơn vị được xếp hạng"
    _log(book, loaded, outputs.LogLine("Tính điểm", tab=sheet("results").tab, after=after))


def _log(book: bridge.Book, loaded: Loaded, *lines: outputs.LogLine) -> None:
    outputs.append_log(book, loaded.grids, actor(), datetime.now(), lines, loaded.logged)
    loaded.logged += len(lines)


def actor() -> str:
    """Who is at the machine, for the log; "không rõ" where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"
