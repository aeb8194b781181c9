"""`template check` and `template fields`, as staff who edit templates run them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from packet_samples import TEMPLATES
from rendering_kit import split_paragraph

from xlpy.cli.main import main
from xlpy.packets.known_fields import field_list, known_fields, more_examples


def broken(path: Path) -> Path:
    """A copy of the tờ trình with what staff typically do to it."""
    shutil.copy(TEMPLATES / "chung" / "to-trinh.docx", path)
    document = Document(str(path))
    document.add_paragraph("Kính gửi {{ don_vi.tenn }}")
    split_paragraph(document, "{{ to_trinh", ".so }")
    document.add_paragraph("{%p for dong in ds_tap_the %}")
    document.add_paragraph("{{ dong.ten_tap_the }}")
    document.save(str(path))
    return path


def test_the_whole_folder_is_checked_where_nothing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check"]) == 0
    count = len(list(TEMPLATES.rglob("*.docx")))
    assert capsys.readouterr().out == f"{count} mẫu, không có lỗi.\n"


def test_every_fault_of_a_folder_comes_at_once_with_place_and_nearest_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chung").mkdir()
    broken(tmp_path / "chung" / "to-trinh.docx")
    (tmp_path / "bao-cao.docx").write_bytes(b"no document")
    # What Word leaves in the folder while a template is open.
    (tmp_path / "~$to-trinh.docx").write_bytes(b"owner")
    assert main(["template", "check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "Đã kiểm tra 2 mẫu, 5 điểm cần sửa." in out
    assert "[TM-001] Mẫu “bao-cao.docx”" in out
    assert "đoạn “Kính gửi {{ don_vi.tenn }}”: không có trường “don_vi.tenn”" in out
    assert "Trường gần giống nhất: “don_vi.ten”" in out
    assert "[TM-003] Mẫu “to-trinh.docx”, thân văn bản, đoạn “{{ to_trinh.so }”" in out
    assert "[TM-004]" in out
    assert "“ds_tap_the.ten_tap_the”" in out
    assert "~$" not in out


def test_a_template_that_is_not_there_is_a_finding_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "check", str(tmp_path / "x.docx")]) == 1
    assert "[TM-001]" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.rglob("*.docx")))
def test_every_field_is_listed_with_an_example_value(name: str) -> None:
    rows = field_list(known_fields(Path(name)), more_examples(Path(name)))
    assert len({row.name for row in rows}) == len(rows)
    assert [row.name for row in rows if row.shown in ("", "(trống)", "……………")] == []


def test_the_list_shows_fields_of_both_kinds_of_nominees(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert "Tổ dân phố số 1" in lines["tt.ten"]
    assert lines["tt.so_nu"].endswith("05")
    assert "Hưu trí" in lines["cn.nghe_nghiep"]
    assert "1980" in lines["ds_ca_nhan[].nam_sinh_nam"]
