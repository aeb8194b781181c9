"""PDFs of packets: a copy of each document, and one file of a whole unit to print.

They lie in the unit's folder under the rules of the Word documents (`placing`): refreshed while nobody has touched
them, left alone once somebody signed or marked them. LibreOffice is started only for documents that have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlpy.packets import office
from xlpy.packets.converting import Converter
from xlpy.packets.export import Packet
from xlpy.packets.manifest import Entry, Manifest, digest
from xlpy.packets.naming import PRINT_NAME, beside_name
from xlpy.packets.pdf import BrokenPdf, join
from xlpy.packets.placing import MadeFile, PlacedFile, place
from xlpy.packets.writing import explain

BATCH = 20
"""Documents for one start of LibreOffice: the start costs more than a document."""

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class PrintReport:
    """PDFs that stand on disk, the pages of each print file made now by unit code, and what the clerk has to know.

    `failed` counts documents and print files that were wanted and are not there."""

    files: list[PlacedFile] = field(default_factory=list[PlacedFile])
    pages: dict[str, int] = field(default_factory=dict[str, int])
    messages: list[str] = field(default_factory=list[str])
    failed: int = 0


@dataclass(slots=True)
class _Document:
    """A Word document as it lies in the folder, and its PDF where that is known already."""

    name: str
    data: bytes
    pdf: bytes | None = None
    stands: bool = False
    """The PDF on disk was made from this very document, perhaps signed since; nothing is to be written."""

    @property
    def pdf_name(self) -> str:
        return Path(self.name).with_suffix(".pdf").name

    @property
    def source(self) -> str:
        return digest(self.data)


@dataclass(slots=True)
class _Unit:
    packet: Packet
    documents: list[_Document]
    incomplete: list[str]
    """Documents that could not be made or replaced: without them there is no print file."""
    print_source: str
    print_stands: bool

    @property
    def wanted(self) -> list[_Document]:
        """Documents that LibreOffice has to convert."""
        if self.print_stands or self.incomplete:
            return [document for document in self.documents if not document.stands]
        return [document for document in self.documents if document.pdf is None]


def print_packets(
    packets: Sequence[Packet], *, two_sided: bool = False, progress: Progress | None = None
) -> PrintReport:
    """PDFs of the documents of `packets` and `PRINT_NAME` in each folder; with `two_sided` each document of the print
    file begins on an odd page.

    What is printed is the document under its own name: of one that staff have edited, their version. A document that
    LibreOffice cannot convert, or a hang (LibreOffice is killed), is a message and costs its unit the print file; the
    Word documents are never touched. Raises PacketError where nothing can be done: no LibreOffice, disk full, folder
    not writable; and whatever `progress` (PDFs done, PDFs in all, unit) raises.
    """
    report = PrintReport()
    units = [_prepare(packet, two_sided) for packet in packets]
    total = sum(len(unit.wanted) for unit in units)
    program = office.required_libreoffice() if total else ""
    converter = Converter(program, total, progress)
    for group in _groups(units):
        wanted = [(unit, document) for unit in group for document in unit.wanted]
        labelled = [(f"{unit.packet.unit_name}: {document.name}", document.data) for unit, document in wanted]
        for (_, document), pdf in zip(wanted, converter.convert(labelled), strict=True):
            document.pdf = pdf
            report.failed += pdf is None
        for unit in group:
            _finish(unit, report, two_sided, quiet=converter.given_up)
    report.messages += converter.messages
    return report


def outdated(packets: Sequence[Packet]) -> list[str]:
    """A message for each unit whose PDFs on disk show older documents than those now beside them."""
    messages: list[str] = []
    for packet in packets:
        manifest = Manifest.read(packet.folder, packet.unit_code)
        old: list[str] = []
        for file in packet.files:
            pdf = Path(file.name).with_suffix(".pdf").name
            entry = manifest.entries.get(pdf)
            paths = packet.folder / file.name, packet.folder / pdf
            if entry is not None and all(path.is_file() for path in paths):
                old += [pdf] * (digest(paths[0].read_bytes()) != entry.source)
        if old:
            messages.append(
                f"{packet.unit_name}: {', '.join(old)} và {PRINT_NAME} được tạo từ bản Word cũ. "
                "Hãy xuất lại kèm PDF trước khi in."
            )
    return messages


def _prepare(packet: Packet, two_sided: bool) -> _Unit:
    manifest = Manifest.read(packet.folder, packet.unit_code)
    documents: list[_Document] = []
    incomplete: list[str] = []
    for file in packet.files:
        path = packet.folder / file.name
        if file.outcome in ("failed", "locked") or not path.is_file():
            incomplete.append(file.name)
            continue
        document = _Document(file.name, path.read_bytes())
        standing = _standing(packet.folder, manifest, document.pdf_name, document.source)
        if standing is not None:
            data = standing[0].read_bytes()
            document.stands = True
            document.pdf = data if digest(data) in standing[1].hashes else None
        documents.append(document)
    facts = [str(two_sided), *(f"{document.name} {document.source}" for document in documents)]
    source = digest("\n".join(facts).encode())
    stands = _standing(packet.folder, manifest, PRINT_NAME, source) is not None
    return _Unit(packet, documents, incomplete, source, stands)


def _standing(folder: Path, manifest: Manifest, name: str, source: str) -> tuple[Path, Entry] | None:
    """The file made from this very source, under its name or beside an edited one; two hashes are a killed run."""
    number = 0
    current = name
    while (entry := manifest.entries.get(current)) is not None:
        if entry.source == source and len(entry.hashes) == 1 and (folder / current).is_file():
            return folder / current, entry
        number += 1
        current = beside_name(name, number)
    return None


def _groups(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Units whose wanted documents fill one start of LibreOffice; a unit is never divided."""
    group: list[_Unit] = []
    size = 0
    for unit in units:
        if group and size + len(unit.wanted) > BATCH:
            yield group
            group, size = [], 0
        group.append(unit)
        size += len(unit.wanted)
    if group:
        yield group


def _finish(unit: _Unit, report: PrintReport, two_sided: bool, *, quiet: bool) -> None:
    """Writes the unit's PDFs; `quiet` leaves out why there is no print file, for that has been said for all."""
    packet = unit.packet
    made = [
        MadeFile(document.pdf_name, document.pdf, source=document.source)
        for document in unit.documents
        if document.pdf is not None and not document.stands
    ]
    kept = [document.pdf_name for document in unit.documents if document.stands]
    if unit.print_stands and not unit.incomplete:
        kept.append(PRINT_NAME)
    else:
        try:
            file, report.pages[packet.unit_code] = _print_file(unit, two_sided)
            made.append(file)
        except BrokenPdf as error:
            report.failed += 1
            if not quiet:
                report.messages.append(f"{packet.unit_name}: {error}")
    try:
        placed = place(packet.folder, packet.unit_code, made)
    except OSError as error:
        raise explain(error, packet.folder) from error
    placed += [PlacedFile(name, packet.folder / name, "unchanged") for name in kept]
    report.files += sorted(placed, key=lambda file: file.name)
    report.messages += [f"{packet.unit_name}: {file.message}" for file in placed if file.message]


def _print_file(unit: _Unit, two_sided: bool) -> tuple[MadeFile, int]:
    """The print file and its pages. Raises BrokenPdf with a message for the clerk."""
    whole = [(document.name, document.pdf) for document in unit.documents if document.pdf is not None]
    missing = [document.name for document in unit.documents if document.pdf is None]
    old = " Tệp cũ cùng tên không còn đúng, đừng in." if (unit.packet.folder / PRINT_NAME).exists() else ""
    if unit.incomplete or missing:
        names = ", ".join(sorted([*unit.incomplete, *missing]))
        raise BrokenPdf(f"chưa tạo {PRINT_NAME} vì còn thiếu {names}. Sửa xong hãy xuất lại kèm PDF.{old}")
    title = f"Hồ sơ khen thưởng: {unit.packet.unit_name}"
    try:
        joined = join(whole, title=title, odd_starts=two_sided)
    except BrokenPdf as error:
        raise BrokenPdf(
            f"chưa tạo {PRINT_NAME}: số trang không khớp với các văn bản ({error}). "
            f"Hãy in từng tệp PDF và báo cho người hỗ trợ.{old}"
        ) from error
    return MadeFile(PRINT_NAME, joined.data, source=unit.print_source), joined.pages
