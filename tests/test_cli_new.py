"""`new`: a blank workbook, the same bytes every time, never over an existing file."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlpy.cli.main import main

ROOT = Path(__file__).resolve().parents[1]


def test_a_new_workbook_is_the_shipped_one_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a.xlsm", "b.xlsm"):
        assert main(["new", "--out", str(tmp_path / name)]) == 0
    shipped = (ROOT / "workbook" / "ThiDua2023.xlsm").read_bytes()
    assert (tmp_path / "a.xlsm").read_bytes() == (tmp_path / "b.xlsm").read_bytes() == shipped


def test_a_copy_for_one_unit_holds_its_rows_and_its_stamp(tmp_path: Path) -> None:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    path = tmp_path / "phuc-xa.xlsx"
    assert main(["new", "--out", str(path), "--unit", "00001"]) == 0
    with bridge.open_book(path) as book:
        campaign = verbs.load(book, path.name).campaign
    assert campaign.stamp.unit_code == "00001"
    assert {score.unit_code for score in campaign.scores.rows} == {"00001"}
    assert {dossier.unit_code for dossier in campaign.dossiers.rows} == {"00001"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "a.docx"], "đuôi tệp phải là .xlsm hoặc .xlsx"),
        (["--out", "a.xlsx", "--format", "xlsm"], "khớp với --format"),
        (["--out", "a.xlsm", "--unit", "99999"], "không có đơn vị mã “99999”"),
        (["--out", "không-có/a.xlsm"], "chưa có thư mục “không-có”"),
    ],
)
def test_what_cannot_be_made_is_explained_and_nothing_is_left(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsm"
    path.write_bytes(b"x")
    assert main(["new", "--out", str(path)]) == 2
    assert "không ghi đè" in capsys.readouterr().err
    assert path.read_bytes() == b"x"
