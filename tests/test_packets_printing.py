"""PDFs of packets and the print file of a unit, with a stand-in for LibreOffice; the real one is in *_libreoffice."""

from __future__ import annotations

import errno
import io
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import packet_samples as samples
import pytest
from pypdf import PdfReader, PdfWriter

from xlpy.model.campaign import Campaign
from xlpy.packets import office
from xlpy.packets.errors import PacketError
from xlpy.packets.export import ExportReport, export
from xlpy.packets.manifest import MANIFEST_NAME, digest
from xlpy.packets.naming import PRINT_NAME
from xlpy.packets.printing import PrintReport, outdated, print_packets

WARD = "00001-phuong-phuc-xa"
A4 = (595, 842)


def pdf(pages: int, title: str = "", size: tuple[int, int] = A4, clock: str = "D:20260101000000Z") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size)
    writer.add_metadata({"/Title": title or "?", "/CreationDate": clock})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pages_for(document: bytes) -> int:
    """What the stand-in makes of a document: one to three pages, always the same for the same bytes."""
    return 1 + int(digest(document)[:4], 16) % 3


class FakeOffice:
    """Converts without LibreOffice. `refuse` names (by bytes of the document) what it leaves out; `calls` counts starts."""

    def __init__(self) -> None:
        self.calls: list[int] = []
        self.refuse: set[bytes] = set()
        self.hangs_on: set[bytes] = set()
        self.damage: Callable[[bytes], bytes] = lambda data: data

    def __call__(
        self, program: str, documents: Mapping[str, bytes], scratch: Path, tick: office.Tick
    ) -> dict[str, bytes]:
        self.calls.append(len(documents))
        made: dict[str, bytes] = {}
        for name, data in documents.items():
            if data in self.hangs_on:
                for done, content in made.items():
                    (scratch / f"{done}.pdf").write_bytes(content)
                raise office.OfficeHangs(90)
            if data not in self.refuse:
                made[name] = self.damage(
                    pdf(pages_for(data), digest(data), clock=f"D:2026010100{len(self.calls):02}00Z")
                )
            tick(len(made))
        return made


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeOffice:
    stand_in = FakeOffice()
    monkeypatch.setattr(office, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(office, "convert", stand_in)
    return stand_in


def packets(
    out: Path, campaign: Campaign | None = None, units: tuple[str, ...] = (samples.WARD,)
) -> ExportReport:
    return export(
        campaign or samples.campaign(),
        out,
        units=units,
        blocked={},
        draft=False,
        templates=samples.TEMPLATES,
        progress=None,
    )


def printed(out: Path, campaign: Campaign | None = None, *, two_sided: bool = False) -> PrintReport:
    return print_packets(packets(out, campaign).packets, two_sided=two_sided)


def renamed(text: str) -> Campaign:
    """The sample with another summary, so that the profile and nothing else changes."""
    campaign = samples.campaign()
    campaign.collectives.rows[0].summary = text
    return campaign


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def word(folder: Path, start: str) -> bytes:
    return next(folder.glob(f"{start}*.docx")).read_bytes()


def length(path: Path) -> int:
    return len(PdfReader(path).pages)


def test_a_unit_gets_a_pdf_of_each_document_and_one_file_with_all_pages(
    tmp_path: Path, fake: FakeOffice
) -> None:
    report = printed(tmp_path)
    folder = tmp_path / WARD
    words = sorted(folder.glob("*.docx"))
    assert [path.with_suffix(".pdf").name for path in words] == sorted(
        path.name for path in folder.glob("*.pdf") if path.name != PRINT_NAME
    )
    total = sum(pages_for(path.read_bytes()) for path in words)
    assert length(folder / PRINT_NAME) == total == report.pages[samples.WARD]
    assert report.failed == 0
    assert report.messages == []
    assert len(report.files) == len(words) + 1


def test_printed_on_both_sides_every_document_begins_on_an_odd_page(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path, two_sided=True)
    reader = PdfReader(tmp_path / WARD / PRINT_NAME)
    starts = [reader.get_destination_page_number(item) for item in reader.outline]  # type: ignore[arg-type]
    assert len(starts) == 9
    assert starts[0] == 0
    assert all(start is not None and start % 2 == 0 for start in starts)
    counts = [pages_for(path.read_bytes()) for path in sorted((tmp_path / WARD).glob("*.docx"))]
    assert len(reader.pages) == sum(count + count % 2 for count in counts) - counts[-1] % 2
    assert any(count % 2 for count in counts[:-1])


def test_a_page_keeps_its_own_size_in_the_print_file(tmp_path: Path, fake: FakeOffice) -> None:
    exported = packets(tmp_path)
    landscape = word(tmp_path / WARD, "04")
    plain = fake.__call__

    def lying(
        program: str, documents: Mapping[str, bytes], scratch: Path, tick: office.Tick
    ) -> dict[str, bytes]:
        made = plain(program, documents, scratch, tick)
        return made | {name: pdf(2, size=(842, 595)) for name, data in documents.items() if data == landscape}

    office.convert = lying  # type: ignore[assignment] - the fixture puts the real one back
    print_packets(exported.packets)
    boxes = [page.mediabox for page in PdfReader(tmp_path / WARD / PRINT_NAME).pages]
    assert [box.width > box.height for box in boxes].count(True) == 2


def test_a_second_run_starts_no_libreoffice_and_changes_no_byte(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path)
    before = contents(tmp_path / WARD)
    starts = len(fake.calls)
    report = printed(tmp_path)
    assert len(fake.calls) == starts
    assert contents(tmp_path / WARD) == before
    assert {file.outcome for file in report.files} == {"unchanged"}
    assert len(report.files) == 10


def test_in_another_folder_the_same_packet_gives_the_same_bytes(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path / "a")
    printed(tmp_path / "b")
    assert contents(tmp_path / "a" / WARD) == contents(tmp_path / "b" / WARD)


def test_only_a_changed_document_is_converted_again_and_the_print_file_follows(
    tmp_path: Path, fake: FakeOffice
) -> None:
    printed(tmp_path)
    before = contents(tmp_path / WARD)
    printed(tmp_path, renamed("Khác."))
    after = contents(tmp_path / WARD)
    assert fake.calls == [9, 1]
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"04-trich-ngang.docx", "04-trich-ngang.pdf", PRINT_NAME, MANIFEST_NAME}


def test_a_signed_pdf_is_left_alone_and_the_print_file_comes_from_the_word_document(
    tmp_path: Path, fake: FakeOffice
) -> None:
    printed(tmp_path)
    signed = tmp_path / WARD / "01-to-trinh.pdf"
    signed.write_bytes(signed.read_bytes() + b"% signed")
    kept = signed.read_bytes()
    printed(tmp_path, renamed("Khác."))
    assert signed.read_bytes() == kept
    assert not list(tmp_path.rglob("01-to-trinh-moi*"))
    words = sorted((tmp_path / WARD).glob("*.docx"))
    assert length(tmp_path / WARD / PRINT_NAME) == sum(pages_for(path.read_bytes()) for path in words)


def test_a_signed_pdf_of_an_older_document_stays_and_the_new_one_goes_beside_it(
    tmp_path: Path, fake: FakeOffice
) -> None:
    printed(tmp_path)
    signed = tmp_path / WARD / "04-trich-ngang.pdf"
    signed.write_bytes(b"%PDF signed")
    report = printed(tmp_path, renamed("Khác."))
    assert signed.read_bytes() == b"%PDF signed"
    assert (tmp_path / WARD / "04-trich-ngang-moi.pdf").is_file()
    assert any("đã được sửa hoặc ký" in message for message in report.messages)
    starts = len(fake.calls)
    printed(tmp_path, renamed("Khác."))
    assert len(fake.calls) == starts


def test_what_staff_edited_in_word_is_what_gets_printed(tmp_path: Path, fake: FakeOffice) -> None:
    exported = packets(tmp_path)
    edited = tmp_path / WARD / "01-to-trinh.docx"
    edited.write_bytes(b"edited by staff")
    print_packets(exported.packets)
    assert length(tmp_path / WARD / "01-to-trinh.pdf") == pages_for(b"edited by staff")
    assert edited.read_bytes() == b"edited by staff"


def test_a_document_that_libreoffice_leaves_out_costs_only_its_own_pdf_and_the_print_file(
    tmp_path: Path, fake: FakeOffice
) -> None:
    exported = packets(tmp_path)
    fake.refuse.add(word(tmp_path / WARD, "03"))
    report = print_packets(exported.packets)
    assert len(list((tmp_path / WARD).glob("*.pdf"))) == 8
    assert not (tmp_path / WARD / PRINT_NAME).exists()
    assert report.failed == 2
    assert any("03-danh-sach.docx: LibreOffice không tạo được PDF" in message for message in report.messages)
    assert any(
        "chưa tạo 00-ban-in.pdf vì còn thiếu 03-danh-sach.docx" in message for message in report.messages
    )
    fake.refuse.clear()
    assert print_packets(exported.packets).failed == 0
    assert (tmp_path / WARD / PRINT_NAME).is_file()


def test_an_old_print_file_that_no_longer_fits_is_said_to_be_old(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path)
    exported = packets(tmp_path, renamed("Khác."))
    fake.refuse.add(word(tmp_path / WARD, "04"))
    report = print_packets(exported.packets)
    assert any("đừng in" in message for message in report.messages)


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: pdf(0)])
def test_a_pdf_cut_short_or_without_pages_is_never_kept(
    tmp_path: Path, fake: FakeOffice, damage: Callable[[bytes], bytes]
) -> None:
    fake.damage = damage
    report = printed(tmp_path)
    assert not list(tmp_path.rglob("*.pdf"))
    assert report.failed
    assert len([message for message in report.messages if "không tạo ra tệp nào" in message]) == 1


def test_a_libreoffice_that_makes_nothing_is_given_up_with_one_message(
    tmp_path: Path, fake: FakeOffice
) -> None:
    report_of = packets(tmp_path, units=(samples.WARD, samples.PARTY, samples.EXTREME))
    words = contents_of_words(tmp_path)
    fake.damage = lambda _: b""
    report = print_packets(report_of.packets)
    assert len(fake.calls) == 3
    assert len(report.messages) <= 4
    assert contents_of_words(tmp_path) == words


def contents_of_words(out: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in out.rglob("*.docx")}


def test_a_document_on_which_libreoffice_hangs_is_named_and_the_others_are_made(
    tmp_path: Path, fake: FakeOffice
) -> None:
    exported = packets(tmp_path)
    fake.hangs_on.add(word(tmp_path / WARD, "02"))
    report = print_packets(exported.packets)
    assert (
        sorted(path.name[:2] for path in (tmp_path / WARD).glob("*.pdf")) == ["01", "03", "04"] + ["05"] * 5
    )
    assert any(message.startswith("Phường Phúc Xá: 02-bien-ban.docx") for message in report.messages)


def test_after_two_hangs_no_more_time_is_lost(tmp_path: Path, fake: FakeOffice) -> None:
    exported = packets(tmp_path)
    fake.hangs_on |= {path.read_bytes() for path in (tmp_path / WARD).glob("*.docx")}
    report = print_packets(exported.packets)
    assert len(fake.calls) == 2
    assert any("không trả lời" in message for message in report.messages)
    assert len(list((tmp_path / WARD).glob("*.docx"))) == 9


def test_a_document_that_could_not_be_made_leaves_no_print_file_without_it(
    tmp_path: Path, fake: FakeOffice
) -> None:
    import shutil

    templates = tmp_path / "templates"
    shutil.copytree(samples.TEMPLATES, templates)
    (templates / "chung" / "bien-ban.docx").write_bytes(b"not a document")
    exported = export(
        samples.campaign(),
        tmp_path / "out",
        units=[samples.WARD],
        blocked={},
        draft=False,
        templates=templates,
        progress=None,
    )
    report = print_packets(exported.packets)
    assert not list(tmp_path.rglob(PRINT_NAME))
    assert any("02-bien-ban.docx" in message for message in report.messages)


def test_without_libreoffice_the_clerk_is_told_and_the_word_documents_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    exported = packets(tmp_path)
    with pytest.raises(PacketError, match="Hãy cài LibreOffice"):
        print_packets(exported.packets)
    assert len(list(tmp_path.rglob("*.docx"))) == 9


def test_esc_between_two_documents_keeps_finished_units_and_a_second_run_completes(
    tmp_path: Path, fake: FakeOffice
) -> None:
    exported = packets(tmp_path, units=(samples.EXTREME, samples.WARD))

    class Stopped(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        assert total == sum(len(packet.files) for packet in exported.packets)
        if what.startswith("Phường Phúc Xá") and done > len(exported.packets[0].files):
            raise Stopped

    with pytest.raises(Stopped):
        print_packets(exported.packets, progress=stop)
    first, second = (packet.folder for packet in exported.packets)
    assert (first / PRINT_NAME).is_file()
    assert not list(second.glob("*.pdf"))
    assert print_packets(exported.packets).failed == 0
    assert (second / PRINT_NAME).is_file()


def test_a_full_disk_leaves_no_half_written_pdf_and_a_second_run_completes(
    tmp_path: Path, fake: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = packets(tmp_path)
    real, room = Path.write_bytes, [4]

    def full(self: Path, data: bytes) -> int:
        if self.suffix == ".tmp":
            room[0] -= 1
            if room[0] < 0:
                real(self, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(PacketError, match="đã đầy"):
            print_packets(exported.packets)
    assert not list(tmp_path.rglob("*.tmp"))
    assert 0 < len(list(tmp_path.rglob("*.pdf"))) < 10
    assert print_packets(exported.packets).failed == 0
    printed(tmp_path / "whole")
    assert contents(tmp_path / WARD) == contents(tmp_path / "whole" / WARD)


def test_the_pdf_of_a_withdrawn_nominee_is_reported_and_left(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path)
    campaign = samples.campaign()
    campaign.individuals.rows = [row for row in campaign.individuals.rows if row.row_id != "CN-0007"]
    report = packets(tmp_path, campaign)
    assert {path.suffix for path in report.packets[0].stale} == {".docx", ".pdf"}
    assert all("pham-van-duc" in path.name for path in report.packets[0].stale)


def test_pdfs_older_than_the_documents_beside_them_are_named(tmp_path: Path, fake: FakeOffice) -> None:
    printed(tmp_path)
    assert outdated(packets(tmp_path).packets) == []
    (message,) = outdated(packets(tmp_path, renamed("Khác.")).packets)
    assert "04-trich-ngang.pdf" in message
    assert "01-to-trinh.pdf" not in message


SCRIPT = """#!{python}
import subprocess, sys, time, pathlib
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(out.parent / "pids").write_text(str(child.pid))
(out / "0.pdf").write_bytes(b"half")
time.sleep(600)
"""


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("why", ["time limit", "the clerk stops"])
def test_a_libreoffice_that_does_not_end_is_killed_with_the_processes_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(SCRIPT.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(office, "SECONDS_PER_DOCUMENT", 0)
    monkeypatch.setattr(office, "SECONDS_TO_START", 1.5 if why == "time limit" else 60)
    pids = tmp_path / "pids"

    def tick(made: int) -> None:
        if why == "the clerk stops" and pids.exists() and pids.read_text():
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises((office.OfficeHangs, KeyboardInterrupt)):
        office.convert(str(program), {"0": b"x"}, scratch, tick)
    assert time.monotonic() - started < 30
    child = int(pids.read_text())
    for _ in range(50):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)
