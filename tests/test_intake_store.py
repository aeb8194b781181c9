"""Returned files are kept, read-only, under their content hash, whatever they are called and whatever they are."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import unicodedata
from pathlib import Path

import pytest

from xlpy.books.errors import BookError, BookNotFound, BookTooBig
from xlpy.books.intake import store as keeping
from xlpy.books.intake.errors import FileChanging, FileRefused
from xlpy.books.intake.names import ending, shown_name
from xlpy.books.intake.store import files_in, is_placeholder, keep, reachable

DATA = b"PK\x03\x04 anything"


def listed(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir())


def test_a_file_is_kept_under_its_hash_and_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "Phường Cống Vị - trả lời (final).XLSX"
    file.write_bytes(DATA)
    kept = keep(file, tmp_path / "kho")
    assert kept.sha256 == hashlib.sha256(DATA).hexdigest()
    assert kept.path.name == f"{kept.sha256}.xlsx"
    assert kept.path.read_bytes() == DATA
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o444
    assert file.read_bytes() == DATA
    assert kept.name == file.name


def test_the_same_content_under_two_names_is_kept_once_with_both_names(tmp_path: Path) -> None:
    for name in ("một.xlsx", "hai.xlsm", "một.xlsx"):
        (tmp_path / name).write_bytes(DATA)
        kept = keep(tmp_path / name, tmp_path / "kho")
    assert listed(tmp_path / "kho") == [f"{kept.sha256}.json", f"{kept.sha256}.xlsx"]
    record = json.loads((tmp_path / "kho" / f"{kept.sha256}.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in record["came"]] == ["một.xlsx", "hai.xlsm"]


def test_a_damaged_kept_copy_is_put_right_by_the_next_file_of_that_content(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(DATA)
    kept = keep(file, tmp_path / "kho")
    kept.path.chmod(0o644)
    kept.path.write_bytes(b"spoiled")
    (tmp_path / "kho" / f"{kept.sha256}.json").write_bytes(b"[1")
    assert keep(file, tmp_path / "kho").path.read_bytes() == DATA


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("..\\..\\Windows\\a.xlsx", "a.xlsx"),
        ("/etc/passwd", "passwd"),
        ("bảng\u202excod.xlsx", "bảngxcod.xlsx"),
        ("a\x00b\nc\x1b[31m.xlsx", "a b c [31m.xlsx"),
        (unicodedata.normalize("NFD", "Cống Vị.xlsx"), "Cống Vị.xlsx"),
        ("lạc\udcff.xlsx", "lạc?.xlsx"),
        ("", "(không tên)"),
        ("..", ".."),
    ],
)
def test_a_name_is_shown_on_one_line_without_folders_or_tricks(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_very_long_name_keeps_its_beginning_and_ending() -> None:
    shown = shown_name("báo cáo " * 60 + ".xlsx")
    assert len(shown) <= 150
    assert shown.startswith("báo cáo")
    assert shown.endswith(".xlsx")


@pytest.mark.parametrize(
    "name", ["CON.xlsx", "nul", "a" * 200 + ".xlsx", "x.exe", "x.xlsx.js", "con\udcff.xls"]
)
def test_no_name_does_harm_in_the_store(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "đến"
    folder.mkdir()
    (folder / name).write_bytes(DATA)
    kept = keep(folder / name, tmp_path / "kho")
    assert kept.path.parent == tmp_path / "kho"
    assert kept.path.name.startswith(kept.sha256)
    assert kept.path.suffix in (".xlsx", ".xls", ".dat")
    record = json.loads((tmp_path / "kho" / f"{kept.sha256}.json").read_text(encoding="utf-8"))
    assert record["came"][0]["raw"] == name


def test_only_workbook_endings_survive() -> None:
    assert [ending(name) for name in ("a.XLSM", "a.ods", "a.xlsm_", "a.exe", "a")] == [
        ".xlsm", ".ods", ".dat", ".dat", ".dat",
    ]  # fmt: skip


def refusal(file: Path, store: Path) -> str:
    with pytest.raises(BookError) as caught:
        keep(file, store)
    assert not store.exists()
    return str(caught.value)


def test_what_is_no_file_to_read_is_refused_with_the_way_out(tmp_path: Path) -> None:
    store = tmp_path / "kho"
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    (tmp_path / "rỗng.xlsx").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.xlsx").write_bytes(DATA)
    (tmp_path / "lối tắt.xlsx").symlink_to(tmp_path / "sub" / "b.xlsx")
    os.mkfifo(tmp_path / "ống.xlsx")
    assert "tệp khóa" in refusal(tmp_path / "~$a.xlsx", store)
    assert "0 byte" in refusal(tmp_path / "rỗng.xlsx", store)
    assert "thư mục" in refusal(tmp_path / "sub", store)
    assert "lối tắt" in refusal(tmp_path / "lối tắt.xlsx", store)
    assert "tệp thường" in refusal(tmp_path / "ống.xlsx", store)
    assert "Hãy" in refusal(tmp_path / "không có.xlsx", store)


def test_a_link_to_a_file_beside_it_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(DATA)
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    assert keep(tmp_path / "b.xlsx", tmp_path / "kho").sha256 == hashlib.sha256(DATA).hexdigest()


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MAX_FILE", 10)
    (tmp_path / "a.xlsx").write_bytes(DATA)
    with pytest.raises(BookTooBig):
        keep(tmp_path / "a.xlsx", tmp_path / "kho")


def test_a_file_that_changes_while_it_is_read_is_read_again_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(DATA)
    monkeypatch.setattr(keeping, "_PAUSE", 0)
    opened = Path.open
    changes = [2]

    def open_and_grow(self: Path, *args: object, **more: object) -> object:
        stream = opened(self, *args, **more)  # type: ignore[arg-type]
        if self == file and changes[0] > 0:
            changes[0] -= 1
            with opened(file, "ab") as other:
                other.write(b"more")
        return stream

    monkeypatch.setattr(Path, "open", open_and_grow)
    kept = keep(file, tmp_path / "kho")
    assert kept.path.read_bytes() == DATA + b"moremore"
    changes[0] = 99
    with pytest.raises(FileChanging, match="đang thay đổi"):
        keep(file, tmp_path / "kho")


def test_a_file_that_vanishes_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound):
        keep(tmp_path / "a.xlsx", tmp_path / "kho")


def test_a_cloud_placeholder_is_known_by_its_windows_attributes() -> None:
    assert is_placeholder(0x20 | 0x400000)
    assert is_placeholder(0x1000)
    assert not is_placeholder(0x20 | 0x1)


def test_a_placeholder_is_refused_without_touching_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(DATA)
    monkeypatch.setattr(keeping, "is_placeholder", lambda _: True)
    with pytest.raises(FileRefused, match="OneDrive"):
        keep(tmp_path / "a.xlsx", tmp_path / "kho")


def test_only_windows_needs_the_extended_form_of_a_long_path(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 200) / ("b" * 80 + ".xlsx")
    assert reachable(long, "linux") == long
    assert str(reachable(long, "win32")).startswith("\\\\?\\")
    assert reachable(Path("a.xlsx"), "win32") == Path("a.xlsx")


def test_a_long_path_is_kept_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / ("thư mục dài " * 6) / ("nữa " * 20) / ("và nữa " * 12)
    folder.mkdir(parents=True)
    assert len(str(folder / "a.xlsx")) > 260
    (folder / "a.xlsx").write_bytes(DATA)
    assert keep(folder / "a.xlsx", tmp_path / "kho").path.read_bytes() == DATA


def test_a_folder_gives_its_files_without_locks_and_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.ods", "~$b.xlsx", ".~lock.a.ods#", "Thumbs.db", ".hidden"):
        (tmp_path / name).write_bytes(DATA)
    (tmp_path / "sub").mkdir()
    assert [path.name for path in files_in([tmp_path, tmp_path / "~$b.xlsx"])] == [
        "a.ods",
        "b.xlsx",
        "~$b.xlsx",
    ]
