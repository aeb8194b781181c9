"""The export of packets: one folder for each unit, as the plan's IV.4 asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from xlpy.model.campaign import Campaign
from xlpy.model.records import Unit
from xlpy.packets.basis import read_basis
from xlpy.packets.documents import Loader, PacketMaker, PlannedDocument, planned
from xlpy.packets.errors import PacketError
from xlpy.packets.facts import CampaignIndex, PacketFacts
from xlpy.packets.manifest import MANIFEST_NAME, Manifest, digest
from xlpy.packets.naming import PRINT_NAME, same_on_windows, unit_folder
from xlpy.packets.placing import MadeFile, PlacedFile, place
from xlpy.packets.writing import explain

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and what is being made."""

WHOLE_CAMPAIGN = ""
"""Key of `blocked` for reasons that stop every unit."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One unit's folder. `stale` are documents of earlier exports that are no longer part of the packet (a
    nominee was withdrawn or renumbered); they are left where they are."""

    unit_code: str
    unit_name: str
    folder: Path
    files: tuple[PlacedFile, ...]
    stale: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SkippedUnit:
    unit_code: str
    unit_name: str
    reasons: tuple[str, ...]


@dataclass(slots=True)
class ExportReport:
    """What an export did; `seconds` is wall-clock time."""

    packets: list[Packet] = field(default_factory=list[Packet])
    skipped: list[SkippedUnit] = field(default_factory=list[SkippedUnit])
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list[str])
    """What the clerk has to know beyond single files, such as a text that is too long for its place."""

    @property
    def files(self) -> list[PlacedFile]:
        """Documents that stand on disk now; those that failed are in `messages` and in their packet."""
        return [file for packet in self.packets for file in packet.files if file.outcome != "failed"]

    @property
    def messages(self) -> list[str]:
        """What the clerk has to know of single documents: edited, locked, failed, no longer needed."""
        notes = [
            f"{packet.unit_name}: {file.message}"
            for packet in self.packets
            for file in packet.files
            if file.message
        ]
        return [*notes, *self.notes] + [
            f"{packet.unit_name}: {path.name} không còn thuộc hồ sơ (người được đề nghị đã đổi). "
            "Hãy xóa tệp này nếu không cần."
            for packet in self.packets
            for path in packet.stale
        ]


def export(
    campaign: Campaign,
    out: Path,
    *,
    units: Sequence[str] | None,
    blocked: Mapping[str, list[str]],
    draft: bool,
    templates: Path,
    progress: Progress | None,
    load: Loader | None = None,
) -> ExportReport:
    """Writes the packets of `units` (codes; None for all that take part) below `out`.

    `blocked` has the reasons by unit code ("" for the whole campaign) for which a unit must not be exported;
    with `draft` they are ignored and every page says "DỰ THẢO". A broken template stops its own documents only.
    Raises PacketError when nothing can be done: unknown unit, no templates for the legal basis, disk full,
    folder not writable, path too long. Files that were written by then are whole.
    """
    start = perf_counter()
    basis = read_basis(templates, campaign.settings.text("legal_basis"))
    index = CampaignIndex.of(campaign)
    report = ExportReport()
    work: list[PacketFacts] = []
    for unit in campaign.taking_part() if units is None else chosen_units(campaign, units):
        reasons = _reasons(index, unit, {} if draft else blocked)
        if reasons:
            report.skipped.append(SkippedUnit(unit.unit_code, unit.unit_name, tuple(reasons)))
        else:
            work.append(index.gather(unit, basis))
    total = sum(len(list(planned(facts))) for facts in work)
    folders = folder_names(campaign.units.rows)
    run = _Run(out, templates, load or default_loader(), draft, progress, folders, total)
    for facts in work:
        report.packets.append(run.export_unit(facts))
    report.seconds = perf_counter() - start
    return report


def default_loader() -> Loader:
    """The renderer of templates, imported when the first document is made."""
    from xlpy.packets.rendering import load_template

    return load_template


def chosen_units(campaign: Campaign, codes: Sequence[str]) -> list[Unit]:
    """The units of these codes, each once. Raises PacketError for a code that no unit taking part has."""
    known = {unit.unit_code: unit for unit in campaign.taking_part()}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise PacketError(
            f"Không có đơn vị tham gia nào mang mã {', '.join(unknown)}. "
            "Mã phải đúng như cột Mã đơn vị ở trang Đơn vị (giữ số 0 ở đầu), và cột Tham gia là Có."
        )
    return [known[code] for code in dict.fromkeys(codes)]


def _reasons(index: CampaignIndex, unit: Unit, blocked: Mapping[str, list[str]]) -> list[str]:
    code = unit.unit_code
    if index.dossier(code).no_nomination is True:
        return ["Đơn vị không đề nghị khen thưởng (trang Hồ sơ, cột Không đề nghị)."]
    if not index.collectives.get(code) and not index.individuals.get(code):
        return ["Đơn vị chưa có tập thể, cá nhân nào ở trang Tập thể và Cá nhân."]
    return [*blocked.get(WHOLE_CAMPAIGN, []), *blocked.get(code, [])]


def folder_names(units: Sequence[Unit]) -> dict[str, str]:
    """Folder of each unit by code. Counted over all units, so that exporting one alone finds the same folder."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for unit in units:
        name = unique = unit_folder(unit.unit_code, unit.unit_name)
        number = 1
        while same_on_windows(unique) in used:
            number += 1
            unique = f"{name}-{number}"
        used.add(same_on_windows(unique))
        names.setdefault(unit.unit_code, unique)
    return names


@dataclass(slots=True)
class _Run:
    """State of one export: where things are, and how far it is. `folders` are names by unit code."""

    out: Path
    templates: Path
    load: Loader
    draft: bool
    progress: Progress | None
    folders: dict[str, str]
    total: int
    done: int = 0
    template_hashes: dict[Path, str] = field(default_factory=dict[Path, str])

    def export_unit(self, facts: PacketFacts) -> Packet:
        """One unit's packet. Raises PacketError as `export` says."""
        unit = facts.unit
        folder = self.out / self.folders[unit.unit_code]
        maker = PacketMaker(facts, self.templates, self.load, draft=self.draft)
        made: list[MadeFile] = []
        failed: list[PlacedFile] = []
        plans = list(planned(facts))
        for plan in plans:
            self._tell(f"{unit.unit_name}: {plan.name}")
            try:
                made.append(self._make(maker, plan))
            except PacketError as error:
                failed.append(PlacedFile(plan.name, folder / plan.name, "failed", str(error)))
            self.done += 1
        try:
            placed = place(folder, unit.unit_code, made)
            stale = stale_files(folder, unit.unit_code, {plan.name for plan in plans})
        except OSError as error:
            raise explain(error, folder) from error
        self._tell(unit.unit_name)
        files = sorted([*placed, *failed], key=lambda file: file.name)
        return Packet(unit.unit_code, unit.unit_name, folder, tuple(files), tuple(stale))

    def _make(self, maker: PacketMaker, plan: PlannedDocument) -> MadeFile:
        path, data = maker.make(plan)
        if path not in self.template_hashes:
            self.template_hashes[path] = digest(path.read_bytes())
        name = path.relative_to(self.templates).as_posix()
        return MadeFile(plan.name, data, name, self.template_hashes[path], plan.rows, plan.sources)

    def _tell(self, text: str) -> None:
        if self.progress is not None:
            self.progress(self.done, self.total, text)


def stale_files(folder: Path, key: str, current: set[str]) -> list[Path]:
    """Files of the manifest `key` that still stand in `folder` and are none of the `current` documents. Raises OSError."""
    names = [name for name in Manifest.read(folder, key).entries if _is_stale(name, current)]
    return [path for path in (folder / name for name in sorted(names)) if path.is_file()]


def _is_stale(name: str, current: set[str]) -> bool:
    """Whether neither a document of the packet nor the PDF of one; new versions beside edited ones count as theirs."""
    if name == MANIFEST_NAME or name in current:
        return False
    stem = Path(name).stem
    stems = [Path(other).stem for other in (*current, PRINT_NAME)]
    return not any(stem == other or stem.startswith(f"{other}-moi") for other in stems)
