"""Writes the papers of a decision into one folder, with the export's own manifest and care for edited files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from xlpy.model.campaign import Campaign
from xlpy.model.records import Unit
from xlpy.packets import select
from xlpy.packets.awards.certificate_documents import (
    CertificateOrder,
    certificate_documents,
    valid_names,
)
from xlpy.packets.awards.documents import AwardDocument, planned
from xlpy.packets.awards.facts import AwardFacts, award_facts
from xlpy.packets.basis import read_basis
from xlpy.packets.documents import Loader
from xlpy.packets.errors import PacketError
from xlpy.packets.export import (
    ExportReport,
    Packet,
    Progress,
    SkippedUnit,
    chosen_units,
    default_loader,
    folder_names,
    stale_files,
)
from xlpy.packets.manifest import digest
from xlpy.packets.placing import MadeFile, PlacedFile, place
from xlpy.packets.writing import explain

FOLDER = "khen-thuong"
"""Folder of the papers below the folder that the clerk names, and the key of its manifest."""

TITLE = "Hồ sơ khen thưởng"
NOBODY = (
    "Chưa có tập thể, cá nhân nào ghi “Khen thưởng” hoặc “Không khen thưởng” ở cột Kết quả xét (trang Tập thể, Cá nhân). "
    "Hãy ghi kết quả xét rồi làm lại."
)


def export_awards(
    campaign: Campaign,
    out: Path,
    *,
    units: Sequence[str] | None,
    blocked: Sequence[str],
    draft: bool,
    templates: Path,
    progress: Progress | None,
    load: Loader | None = None,
    certificates: CertificateOrder | None = None,
) -> ExportReport:
    """Writes decision, register, prize list, notices, certificates and the final report into `out`/khen-thuong.

    With `certificates` only these. A trial sheet needs neither outcomes nor a workbook without errors.

    With `units` (codes) only what concerns these units: their part of the prize list, their notices. `blocked` are
    the reasons for which nothing may be made; with `draft` they are ignored and every page says "DỰ THẢO". A broken
    template stops its own paper only. Raises PacketError as `packets.export.export` does, and where the office that
    issues the notices is unknown.
    """
    start = perf_counter()
    basis = read_basis(templates, campaign.settings.text("legal_basis"))
    chosen = None if units is None else chosen_units(campaign, units)
    report = ExportReport()
    facts = award_facts(campaign, basis)
    folders = folder_names(campaign.units.rows)
    trial = certificates is not None and certificates.kind == "test-print"
    reasons = list(blocked) if not draft and not trial else []
    plans = [] if certificates else planned(facts, chosen, folders, draft=draft)
    plans += certificate_documents(facts, certificates, chosen, folders, draft=draft)
    plans.sort(key=lambda plan: plan.name)
    if not trial and not facts.roll.awards and not facts.roll.refusals:
        reasons = [_nobody(campaign)]
    report.skipped += _without_papers(facts, chosen or [])
    if reasons:
        report.skipped = [SkippedUnit("", TITLE, tuple(reasons))]
    elif plans:
        current = None
        if chosen is None and certificates is None:
            current = {plan.name for plan in plans} | valid_names(facts, folders)
        report.packets.append(
            _write(plans, facts, out / FOLDER, templates, load or default_loader(), progress, current)
        )
        report.notes += [note for plan in plans for note in plan.notes]
    report.seconds = perf_counter() - start
    return report


def _nobody(campaign: Campaign) -> str:
    """Why there is nothing to print; a workbook made before the outcome columns existed has to get them first."""
    tables = (campaign.collectives, campaign.individuals)
    lacking = [table.sheet.tab for table in tables if table.columns and "outcome" not in table.columns]
    if not lacking:
        return NOBODY
    first, second = (campaign.collectives.sheet.column(key).header for key in ("outcome", "outcome_reason"))
    return (
        f"Trang {', '.join(lacking)} chưa có cột “{first}”: sổ tính được tạo từ bản phần mềm trước. Hãy ghi hai tiêu đề "
        f"“{first}” và “{second}” vào hai cột trống liền sau bảng, ghi kết quả xét rồi làm lại."
    )


def _without_papers(facts: AwardFacts, units: Sequence[Unit]) -> list[SkippedUnit]:
    reason = "Đơn vị không có tập thể, cá nhân nào đã ghi Kết quả xét."
    return [
        SkippedUnit(unit.unit_code, unit.unit_name, (reason,))
        for unit in units
        if not facts.roll.of_unit(unit.unit_code) and not facts.roll.refusals_of(unit.unit_code)
    ]


def _write(
    plans: Sequence[AwardDocument],
    facts: AwardFacts,
    folder: Path,
    templates: Path,
    load: Loader,
    progress: Progress | None,
    current: set[str] | None,
) -> Packet:
    """`current` are the names of all papers that are valid, None where only some of them were planned."""
    made: list[MadeFile] = []
    failed: list[PlacedFile] = []
    for done, plan in enumerate(plans):
        if progress is not None:
            progress(done, len(plans), plan.name)
        try:
            made.append(_make(plan, facts, templates, load))
        except PacketError as error:
            failed.append(PlacedFile(plan.name, folder / plan.name, "failed", str(error)))
    try:
        placed = place(folder, FOLDER, made)
        # A run for single units makes some of the papers only: the others are no less valid.
        stale = [] if current is None else stale_files(folder, FOLDER, current)
    except OSError as error:
        raise explain(error, folder) from error
    if progress is not None:
        progress(len(plans), len(plans), TITLE)
    files = sorted([*placed, *failed], key=lambda file: file.name)
    return Packet("", TITLE, folder, tuple(files), tuple(stale))


def _make(plan: AwardDocument, facts: AwardFacts, templates: Path, load: Loader) -> MadeFile:
    author = (plan.unit.header_name or plan.unit.unit_name).replace("\n", " ")
    if plan.data is not None:
        return MadeFile(plan.name, plan.data(author), "", "", plan.rows)
    path = select.choose(templates, facts.basis.key, plan.document, plan.unit.header_style)
    data = load(path).render(plan.context(), title=plan.title, author=author)
    name = path.relative_to(templates).as_posix()
    return MadeFile(plan.name, data, name, digest(path.read_bytes()), plan.rows)
