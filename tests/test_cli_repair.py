"""`repair`, and the repair before --write: backup, log line, exit codes, one clear message. No LibreOffice is started."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from xlpy.books import bridge
from xlpy.books.errors import BookChanged
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.safesave import replace_open_file
from xlpy.books.restoring.signs import needs_restoring
from xlpy.buttons import repairing, saved
from xlpy.cli.main import main
from xlpy.install.libreoffice import counterpart
from xlpy.schema import sheet
from xlpy.workbook import build
from xlpy.workbook.commands import COMMANDS
from xlpy.workbook.content import BookContent, SheetContent

NAME = "sổ tính = thử.xlsm"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook without code names and buttons, as LibreOffice leaves it; tests/test_restore.py has real ones."""
    whole, bare = (tmp_path_factory.mktemp("books") / name for name in ("whole.xlsm", "bare.xlsm"))
    build(whole, BookContent(sheets={"scores": SheetContent()}))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if re.fullmatch(r"xl/(workbook|worksheets/sheet\d+)\.xml", name):
                data = re.sub(rb' codeName="[^"]*"', b"", data).replace(b"veryHidden", b"hidden")
            if name == "xl/drawings/vmlDrawing1.vml":
                data = re.sub(rb"<v:shape .*</v:shape>", b"", data)
            target.writestr(name, data)
    return bare


@pytest.fixture
def book(bare: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(bare, tmp_path / NAME))


def log_of(path: Path) -> list[list[object]]:
    with bridge.open_book(path) as opened:
        grid = bridge.read_grids(opened, [sheet("log").tab])[sheet("log").tab]
    return [row for row in grid.rows if "Khôi phục sổ tính" in row]


def vml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/drawings/vmlDrawing1.vml").decode()


def test_repair_puts_the_buttons_back_keeps_a_backup_and_logs_it(
    book: Path, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "KiemTra" not in vml_of(book)
    assert main(["repair", str(book)]) == 0
    out, err = capsys.readouterr()
    named = out.partition("nút bấm ")[2].partition(";")[0].split(", ")
    assert sorted(named) == sorted(command.caption for command in COMMANDS)
    assert err == ""
    assert not needs_restoring(Package(book))
    assert all(macro in vml_of(book) for macro in ("KiemTra", "TinhDiem", "XuatHoSo"))
    (backup,) = (book.parent / "sao-luu").iterdir()
    assert backup.name in out
    assert backup.read_bytes() == bare.read_bytes()
    (line,) = log_of(book)
    assert any("nút bấm" in str(cell) for cell in line)


def test_a_workbook_that_lacks_nothing_is_not_touched(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", str(book)]) == 0
    before = book.read_bytes()
    capsys.readouterr()
    assert main(["repair", str(book)]) == 0
    assert "không có gì phải khôi phục" in capsys.readouterr().out
    assert book.read_bytes() == before
    assert len(list((book.parent / "sao-luu").iterdir())) == 1


def refused(path: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    before = path.read_bytes() if path.exists() else None
    assert main(["repair", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert (path.read_bytes() if path.exists() else None) == before
    assert not list(path.parent.glob("*.tam"))


def test_what_cannot_be_repaired_is_said_and_left_alone(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path / "không có.xlsm", capsys, "không tìm thấy")
    half = tmp_path / "nửa.xlsm"
    half.write_bytes(book.read_bytes()[:5000])
    refused(half, capsys, "bị hỏng")
    owner = book.parent / f".~lock.{book.name}#"
    owner.touch()
    refused(book, capsys, "đang được mở")
    owner.unlink()
    book.chmod(0o444)
    refused(book, capsys, "chỉ đọc")


def test_a_workbook_of_another_version_gets_nothing_of_this_one(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlpy.books.reader.SCHEMA_VERSION", "99")
    refused(book, capsys, "phiên bản")
    assert not repairing.is_needed(book)


@pytest.mark.parametrize("verb", ["check", "score"])
def test_writing_results_repairs_first_and_reading_does_not(
    verb: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    main([verb, str(book)])
    assert book.read_bytes() == before
    capsys.readouterr()
    main([verb, str(book), "--write"])
    assert "đã khôi phục: nút bấm" in capsys.readouterr().err
    assert not needs_restoring(Package(book))
    assert len(log_of(book)) == 1
    with bridge.open_book(book) as opened:
        log = bridge.read_grids(opened, [sheet("log").tab])[sheet("log").tab]
    assert len(log.rows) - log.rows.index(next(row for row in log.rows if "Khôi phục sổ tính" in row)) == 2


def test_after_a_save_in_libreoffice_the_file_keeps_its_time_and_one_backup(
    book: Path, bare: Path, tmp_path: Path
) -> None:
    (book.parent / f".~lock.{book.name}#").touch()
    request = tmp_path / "saved.url"
    request.write_text(book.as_uri(), encoding="utf-8")
    for _ in range(2):
        shutil.copyfile(bare, book)
        time = book.stat().st_mtime_ns
        assert saved.main(request) == 0
        assert not needs_restoring(Package(book))
        assert book.stat().st_mtime_ns == time
    (backup,) = (book.parent / "sao-luu").iterdir()
    assert backup.read_bytes() == bare.read_bytes()
    assert log_of(book) == []


def test_a_file_that_changes_meanwhile_is_not_overwritten(book: Path) -> None:
    with pytest.raises(BookChanged):
        replace_open_file(book, b"another state", b"new")
    assert needs_restoring(Package(book))
    assert not list(book.parent.glob("*.tam"))


def test_trouble_after_a_save_is_one_line_for_the_clerk_and_the_file_stays(
    book: Path, tmp_path: Path
) -> None:
    script = tmp_path / "thidua" / "saved.sh"
    script.parent.mkdir()
    places = counterpart.Places(Path(sys.executable), Path(__file__).resolve().parents[1], "x")
    script.write_bytes(counterpart.profile_files(places)["thidua/saved.sh"])
    (script.parent / "saved.url").write_text(book.as_uri(), encoding="utf-8")
    book.chmod(0o444)
    before = book.read_bytes()
    subprocess.run(["/bin/sh", str(script)], check=False, timeout=120)
    said = (script.parent / "saved.err").read_text(encoding="utf-8")
    assert "chỉ đọc" in said
    assert len(said.splitlines()) == 1
    assert book.read_bytes() == before
    book.chmod(0o644)
    subprocess.run(["/bin/sh", str(script)], check=False, timeout=120)
    assert (script.parent / "saved.err").read_text(encoding="utf-8") == ""
    assert not needs_restoring(Package(book))


def test_a_python_that_is_killed_leaves_a_word_for_the_clerk(tmp_path: Path) -> None:
    places = counterpart.Places(Path("/bin/false"), tmp_path, "x")
    script = tmp_path / "saved.sh"
    script.write_bytes(counterpart.profile_files(places)["thidua/saved.sh"])
    subprocess.run(["/bin/sh", str(script)], check=False, timeout=20)
    assert (tmp_path / "saved.err").read_text(encoding="utf-8") == "[1]\n"
