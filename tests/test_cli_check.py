"""`check`: exit codes, JSON, --write without loss, and one clear message for whatever is not a workbook of ours."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from xlpy.cli.main import main
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, SheetContent


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "trang.xlsm"
    build(path)
    return path


@pytest.fixture
def book(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "sổ tính = thử.xlsm"))


def refuses(capsys: pytest.CaptureFixture[str], path: Path, *words: str, write: bool = False) -> str:
    """The verb ends with 2, one message on standard error, nothing on standard output, the file unchanged."""
    before = path.read_bytes() if path.is_file() else None
    assert main(["check", str(path), *(["--write"] if write else [])]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "ngoài dự kiến" not in err
    for word in words:
        assert word in err
    if before is not None:
        assert path.read_bytes() == before
    assert not list(path.parent.glob(".thidua*"))
    return err


def test_a_blank_workbook_wants_the_plan_number_and_nothing_else_is_an_error(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(book), "--json", "-"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["workbook"] == book.name
    errors = [finding for finding in data["findings"] if finding["severity"] == "error"]
    assert {finding["sheet"] for finding in errors} == {"settings"}
    assert data["summary"]["errors"] == len(errors) == 2
    assert set(errors[0]) >= {
        "code",
        "severity",
        "sheet",
        "tab",
        "cell",
        "row_id",
        "unit_code",
        "message",
        "fix",
    }
    assert all(finding["message"] and finding["fix"] for finding in data["findings"])


def test_json_goes_to_a_file_whole(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "kết quả.json"
    assert main(["check", str(book), "--json", str(target)]) == 1
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["errors"] == 2
    assert "Có 2 lỗi phải sửa" in capsys.readouterr().out


def test_a_device_or_pipe_is_written_and_not_replaced(book: Path) -> None:
    target = Path(os.devnull)
    before = target.stat().st_mode
    assert main(["check", str(book), "--json", str(target)]) == 1
    assert target.stat().st_mode == before


@pytest.mark.parametrize(
    ("number", "words"), [(28, "hết chỗ trống"), (13, "không có quyền ghi"), (30, "chỉ cho đọc")]
)
def test_a_file_that_cannot_be_written_says_why_in_vietnamese(
    book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("xlpy.cli.output.tempfile.mkstemp", refuse)
    target = tmp_path / "kq.json"
    assert main(["check", str(book), "--json", str(target)]) == 2
    assert words in capsys.readouterr().err
    assert not target.exists()


def test_writing_changes_only_the_sheets_that_were_written(book: Path, blank: Path) -> None:
    assert main(["check", str(book), "--write"]) == 1
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(book) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed
    assert all(name.startswith(("xl/worksheets/sheet", "xl/tables/table")) for name in changed), changed
    assert len(list((book.parent / "sao-luu").iterdir())) == 1


def test_checking_again_finds_the_same_and_the_written_sheets_do_no_harm(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(book), "--json", "-"])
    first = capsys.readouterr().out
    main(["check", str(book), "--write"])
    capsys.readouterr()
    main(["check", str(book), "--json", "-"])
    assert capsys.readouterr().out == first


def test_a_missing_file_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refuses(capsys, tmp_path / "không có.xlsm", "không có.xlsm", "không tìm thấy")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", ("tệp rỗng",)),
        ("a.xlsx", b"PK\x03\x04 half a zip", ("nguyên vẹn",)),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ("Save As",)),
        ("a.xls", "<html><table><tr><td>Họ tên</td></tr></table></html>".encode(), ("Save As",)),
        ("a.csv", "STT;Họ tên\n1;An\n".encode(), ("không phải",)),
    ],
)
def test_what_is_not_a_workbook_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refuses(capsys, path, *words)


def test_an_encrypted_workbook_says_how_to_take_the_password_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "khoa.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + stream + b"\0" * 2048)
    refuses(capsys, path, "mật khẩu")


def test_a_workbook_of_somebody_else_is_not_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import xlsxwriter

    path = tmp_path / "khac.xlsx"
    with xlsxwriter.Workbook(path) as other:
        other.add_worksheet("Sheet1").write(0, 0, "Họ tên")
    refuses(capsys, path, "không phải sổ tính của phần mềm thi đua")


@pytest.mark.parametrize(
    ("stamp", "words"),
    [({"campaign_code": "KHAC-2024"}, "KHAC-2024"), ({"schema_version": "0"}, "phiên bản 0")],
)
def test_another_campaign_or_an_older_schema_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stamp: dict[str, str], words: str
) -> None:
    path = tmp_path / "cu.xlsx"
    build(path, BookContent(stamp=stamp), format="xlsx")
    refuses(capsys, path, words)


def test_a_renamed_header_is_named_with_its_near_miss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tieu-de.xlsx"
    content = BookContent(sheets={"individuals": SheetContent(headers={"full_name": "Họ và têm"})})
    build(path, content, format="xlsx")
    refuses(capsys, path, "thiếu cột “Họ và tên”; cột “Họ và têm” có phải là cột này không?")


@pytest.mark.parametrize("owner", ["~${name}", ".~lock.{name}#"])
def test_a_workbook_open_elsewhere_is_not_written(
    book: Path, capsys: pytest.CaptureFixture[str], owner: str
) -> None:
    (book.parent / owner.format(name=book.name)).write_bytes(b"x")
    refuses(capsys, book, "đang được mở", write=True)
    assert not (book.parent / "sao-luu").exists()


def test_a_folder_that_takes_no_files_is_said_so(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    refuses(capsys, book, "không cho ghi", write=True)


def test_wrong_arguments_are_explained_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check"])
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("Lệnh chưa đúng")


def test_an_unforeseen_fault_is_one_line_and_no_traceback(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr("xlpy.buttons.verbs.check", fail)
    assert main(["check", str(book)]) == 2
    err = capsys.readouterr().err
    assert "RuntimeError" in err
    assert "Traceback" not in err


def test_the_module_runs_as_a_command() -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "xlpy", "check", "không-có.xlsm"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).resolve().parents[1],
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
