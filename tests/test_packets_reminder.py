"""The reminder letter: what it says of a unit, its form, and the files that `remind` makes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import merge_book_kit as kit
import pytest
from campaigns import campaign_of
from docx import Document
from merge_book_kit import OFFICE, WARD
from test_cli_progress import setting

from xlpy.books.values import Text
from xlpy.buttons.verbs import TEMPLATES
from xlpy.cli.main import main
from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.packets.errors import PacketError
from xlpy.packets.reminder import Owing, make_reminder, reminder_context
from xlpy.packets.rendering.template import load_template

BASIS = Basis("", "Nghị định", "Mẫu số 07", None, None, "")


def context(campaign: Campaign, *states: str) -> dict[str, object]:
    owing = [Owing(unit, state) for unit, state in zip(campaign.units.rows, states, strict=False)]
    return reminder_context(campaign, owing, BASIS)["cv"]


def test_days_left_and_deadline_are_said_as_office_papers_say_them() -> None:
    deadline = {"deadline": date(2023, 5, 31)}
    for today, left, new in (
        (date(2023, 5, 26), "còn 05 ngày là hết hạn", "ngày 31 tháng 5 năm 2023"),
        (date(2023, 5, 31), "hôm nay là ngày hết hạn", "ngày 31 tháng 5 năm 2023"),
        (date(2023, 6, 3), "đã quá hạn 03 ngày", "ngày      tháng      năm 2023"),
    ):
        said = context(campaign_of(today=today, settings=deadline), "chưa nhận được hồ sơ")
        assert (said["con_lai"], said["han_moi"]) == (left, new)
    later = {**deadline, "reminder_deadline": date(2023, 6, 7)}
    said = context(campaign_of(today=date(2023, 6, 3), settings=later), "chưa nhận được hồ sơ")
    assert said["han_moi"] == "ngày 07 tháng 6 năm 2023"
    said = context(campaign_of(settings={"deadline": None}), "chưa nhận được hồ sơ")
    assert (said["han_nop"], said["con_lai"]) == ("", "")


def test_what_the_dossier_lacks_is_listed_and_what_it_has_is_not() -> None:
    empty = context(campaign_of(), "chưa nhận được hồ sơ")
    assert len(empty["con_thieu"]) == 3  # type: ignore[arg-type]
    begun = campaign_of(
        dossiers=[{"unit_code": "00001", "submission_date": "22/05/2023"}],
        individuals=[{"unit_code": "00001", "full_name": "Nguyễn Văn An"}],
        scores=[
            {"unit_code": "00001", "criterion_code": "A1"},
            {"unit_code": "00001", "criterion_code": "A2", "self_points": 5},
        ],
    )
    assert context(begun, "chưa nhận được hồ sơ")["con_thieu"] == [
        "- Biên bản họp Hội đồng Thi đua - Khen thưởng;",
        "- Điểm tự chấm của 01 tiêu chí thi đua.",
    ]


def test_one_letter_to_several_units_lists_them_with_their_state() -> None:
    said = context(campaign_of(), "chưa nhận được hồ sơ", "hồ sơ đã trả lại, chờ đơn vị bổ sung")
    assert said["mot_noi_nhan"] == ""
    assert said["kinh_gui"] == ["- Ủy ban nhân dân phường Phúc Xá;", "- Phòng Nội vụ quận Ba Đình."]
    assert [line["tinh_trang"] for line in said["ds"]] == [  # type: ignore[index,union-attr]
        "Chưa nhận được hồ sơ",
        "Hồ sơ đã trả lại, chờ đơn vị bổ sung",
    ]


def test_a_letter_to_nobody_and_one_without_its_template_are_refused(tmp_path: Path) -> None:
    campaign = campaign_of()
    with pytest.raises(PacketError, match="Không có đơn vị nào"):
        make_reminder(campaign, [], TEMPLATES, load_template)
    (tmp_path / "nd91_2017").mkdir()
    basis = TEMPLATES / "nd91_2017" / "bo-mau.json"
    (tmp_path / "nd91_2017" / "bo-mau.json").write_bytes(basis.read_bytes())
    with pytest.raises(PacketError, match="don-doc"):
        make_reminder(campaign, [Owing(campaign.units.rows[0], "x")], tmp_path, load_template)


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = kit.make_master(tmp_path_factory.mktemp("đôn đốc") / "quận.xlsm")
    kit.split(path, path.parent / "gửi")
    setting(path, "reference_date", datetime(2023, 5, 26))
    return path


def test_remind_makes_a_letter_for_each_unit_in_the_form_of_a_cong_van(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert main(["remind", str(book), "--out", str(tmp_path)]) == 0
    assert "2 công văn (Word)" in capsys.readouterr().out
    assert book.read_bytes() == before
    letters = sorted(tmp_path.glob("cong-van-don-doc-*.docx"))
    assert len(letters) == 2
    assert main(["docs", "check", *map(str, letters)]) == 0
    assert "không có lỗi" in capsys.readouterr().out
    ward = text_of(next(path for path in letters if WARD in path.name))
    assert "Kính gửi: Ủy ban nhân dân phường Cống Vị" in ward
    assert "còn 05 ngày là hết hạn" in ward
    assert "đã gửi sổ tính lần 1" in ward
    assert "V/v đôn đốc nộp hồ sơ\nđề nghị khen thưởng" in ward


def test_a_setting_makes_one_letter_for_all(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    together = tmp_path / "quận.xlsm"
    together.write_bytes(book.read_bytes())
    setting(together, "reminder_together", Text("Có"))
    assert main(["remind", str(together), "--out", str(tmp_path / "ra")]) == 0
    (letter,) = (tmp_path / "ra").glob("*.docx")
    assert main(["docs", "check", str(letter)]) == 0
    assert "không có lỗi" in capsys.readouterr().out
    said = text_of(letter)
    assert "- Ủy ban nhân dân phường Cống Vị;" in said
    assert "đề nghị các đơn vị khẩn trương" in said
    assert main(["remind", str(together), "--out", str(tmp_path / "một"), "--unit", OFFICE]) == 0
    assert "Kính gửi: Phòng Nội vụ" in text_of(next((tmp_path / "một").glob("*.docx")))
