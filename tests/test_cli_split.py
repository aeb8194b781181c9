"""`split` and `remind` as a clerk runs them, the mail drafts, and what staff may do to the letters."""

from __future__ import annotations

import email
import email.policy
import shutil
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from campaigns import clean_campaign
from copies_support import load, split
from openpyxl import load_workbook

from samples.make import clean
from xlpy.books import bridge
from xlpy.books.copyregister import read_register, write_lines
from xlpy.books.values import Text
from xlpy.buttons import letters, verbs
from xlpy.cli.main import main
from xlpy.exchange import mail
from xlpy.exchange.errors import ExchangeError
from xlpy.exchange.mail_letters import FIELDS, days_in_words, fill, parse_letter
from xlpy.exchange.remind import outstanding
from xlpy.model.copyregister import CopyLine
from xlpy.model.records import Dossier
from xlpy.schema import sheet
from xlpy.workbook import build

WARD, OFFICE = "00001", "PNV"
NAME = "ThiDua-00001-phuong-phuc-xa-lan-1"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "master.xlsm"
    build(path, clean())
    return path


@pytest.fixture
def master(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "master.xlsm"))


def set_unit(master: Path, code: str, column: str, value: object) -> None:
    row = next(unit.row for unit in load(master).campaign.units.rows if unit.unit_code == code)
    with bridge.open_book(master) as book:
        bridge.write_cells(book, "Đơn vị", [(row, sheet("units").index(column) + 1, value)])
        bridge.save(book)


def parsed(path: Path) -> EmailMessage:
    """The draft as another program reads it."""
    return cast("EmailMessage", email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def test_split_makes_copies_drafts_and_a_list(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gửi"
    assert main(["split", str(master), "--out", str(out), "--unit", WARD, "--unit", OFFICE, "--email"]) == 0
    names = sorted(path.name for path in out.iterdir())
    assert names[:4] == [
        f"{NAME}.eml",
        f"{NAME}.xlsx",
        "ThiDua-PNV-phong-noi-vu-lan-1.eml",
        "ThiDua-PNV-phong-noi-vu-lan-1.xlsx",
    ]
    assert len(names) == 5
    assert names[4].startswith("danh-sach-gui-")
    said = capsys.readouterr().out
    assert "Đã tách 2 bản" in said
    assert "Phần mềm không gửi thư" in said


def test_the_second_split_of_a_unit_is_its_second_round(master: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["split", str(master), "--out", str(tmp_path / "out"), "--unit", WARD]) == 0
    assert (tmp_path / "out" / NAME.replace("lan-1", "lan-2")).with_suffix(".xlsx").exists()
    assert [line.round for line in read_register(load(master).grids, "")] == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--unit", "99999"], "Không có đơn vị tham gia mang mã “99999”"),
        (["--part", "TDP3=Tổ dân phố số 3"], "Chỉ tách cho bộ phận của một đơn vị"),
        (["--part", "Tổ=x", "--unit", WARD], "Mã bộ phận “TỔ” không dùng được"),
    ],
)
def test_a_wrong_argument_says_what_to_do_and_writes_nothing(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    before = master.read_bytes()
    assert main(["split", str(master), "--out", str(tmp_path / "out"), *arguments]) == 2
    assert message in capsys.readouterr().err
    assert master.read_bytes() == before
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_rows_of_nobody_make_exit_code_one(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = load(master).campaign.individuals.rows[0]
    with bridge.open_book(master) as book:
        place = sheet("individuals").index("unit_code") + 1
        bridge.write_cells(book, "Cá nhân", [(person.row, place, Text("98765"))])
        bridge.save(book)
    assert main(["split", str(master), "--out", str(tmp_path / "out"), "--unit", WARD]) == 1
    assert f"trang Cá nhân, dòng {person.row}: chưa ghi mã đơn vị" in capsys.readouterr().out


def test_a_draft_is_a_message_still_to_be_sent_with_the_copy_attached(master: Path, tmp_path: Path) -> None:
    report = split(master, tmp_path / "out", units=[WARD], email=True)
    message = parsed(tmp_path / "out" / f"{NAME}.eml")
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert str(message["Subject"]) == (
        "[Thi đua] Sổ tính của Phường Phúc Xá (lần 1) - nộp chậm nhất ngày 31/05/2023"
    )
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Phường Phúc Xá", "phucxa@badinh.example")
    assert report.files[0].to == ("phucxa@badinh.example",)
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert "02 tập thể, 03 cá nhân" in text
    assert "{" not in text
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == f"{NAME}.xlsx"
    assert attachment.get_content_type().endswith("spreadsheetml.sheet")
    assert attachment.get_content() == (tmp_path / "out" / f"{NAME}.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("cell", "to", "fault"),
    [
        (None, [], "chưa ghi địa chỉ"),
        ("phucxa.badinh@hanoi", [], "không đúng dạng"),
        ("a@x.vn; b@y.vn", ["a@x.vn", "b@y.vn"], ""),
        ("a@x.vn, ông Nam", ["a@x.vn"], "“ông Nam”"),
    ],
)
def test_missing_and_bad_addresses_are_named_and_the_draft_is_made_all_the_same(
    master: Path, tmp_path: Path, cell: str | None, to: list[str], fault: str
) -> None:
    set_unit(master, WARD, "email", cell)
    report = split(master, tmp_path / "out", units=[WARD], email=True)
    assert list(report.files[0].to) == to
    assert fault in report.files[0].address_fault
    assert bool(report.files[0].address_fault) == bool(fault)
    message = parsed(tmp_path / "out" / f"{NAME}.eml")
    found = [address.addr_spec for address in message["To"].addresses] if message["To"] else []
    assert found == to
    listed = load_workbook(tmp_path / "out" / report.list_file)["Danh sách"]
    row = [cell.value for cell in listed[5]]
    assert (row[1], row[5] or "") == (WARD, "; ".join(to))
    assert fault in (row[8] or "")


def test_headers_of_any_length_survive_and_a_line_break_makes_no_new_header() -> None:
    name = "Trường Trung học cơ sở Nguyễn Công Trứ và các đơn vị trực thuộc Ủy ban nhân dân quận\nBcc: x@y.vn"
    letter = parse_letter("Tiêu đề: {ten_don_vi} {ten_don_vi}\n\nKính gửi {ten_don_vi}", "thử.txt")
    values = {**dict.fromkeys(FIELDS, ""), "ten_don_vi": name}
    data = mail.draft(letter, values, ["a@x.vn"], boundary="1")
    message = cast("EmailMessage", email.message_from_bytes(data, policy=email.policy.default))
    flat = " ".join(name.split())
    assert str(message["Subject"]) == f"{flat} {flat}"
    assert [(to.display_name, to.addr_spec) for to in message["To"].addresses] == [("", "a@x.vn")]
    assert message["Bcc"] is None
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert data.isascii()


def test_values_are_never_read_as_fields() -> None:
    letter = parse_letter("Tiêu đề: x\n\n{ten_don_vi}", "thử.txt")
    assert fill(letter.body, {"ten_don_vi": "{email} {ten_dot}"}) == "{email} {ten_dot}\n"


def test_every_fault_of_a_letter_is_listed_with_its_line() -> None:
    with pytest.raises(ExchangeError) as caught:
        parse_letter("\ufeffKính gửi {ten}\n\nHạn {han_nop\n{ten_don_vi}", "gui-ban.txt")
    message = str(caught.value)
    assert "dòng đầu phải là “Tiêu đề: …”" in message
    assert "dòng 1: không có trường “{ten}”" in message
    assert "dòng 3: dấu ngoặc nhọn" in message
    assert "{ten_don_vi}" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_letter_saved_by_notepad_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu" / "a.txt").write_bytes("Tiêu đề: Gửi {ten_don_vi}\r\n\r\nChào\r\n".encode(encoding))
    letter = letters.load("a", tmp_path)
    assert (letter.subject, letter.body) == ("Gửi {ten_don_vi}", "Chào\n")


def test_a_letter_in_another_encoding_or_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu" / "a.txt").write_bytes("đ: x\n\nđ".encode("cp1258"))
    with pytest.raises(ExchangeError, match="không phải chữ Unicode"):
        letters.load("a", tmp_path)
    with pytest.raises(ExchangeError, match="Không thấy mẫu thư b"):
        letters.load("b", tmp_path)


@pytest.mark.parametrize("name", ["gui-ban", "don-doc"])
def test_the_letters_that_come_with_the_program_have_no_fault(name: str) -> None:
    letter = letters.load(name)
    assert letter.subject.startswith("[Thi đua]")
    assert letter.body.endswith("Trân trọng./.\n")


def test_days_are_said_as_people_say_them() -> None:
    assert [days_in_words(n) for n in (5, 0, -3)] == ["còn 5 ngày", "hết hạn hôm nay", "đã quá hạn 3 ngày"]


def owed(lines: list[CopyLine], **dossier: object) -> list[tuple[str, str]]:
    """State of the ward, with one dossier field changed; Phòng Nội vụ has answered."""
    campaign = clean_campaign()
    row = cast("Dossier", campaign.dossiers.rows[0])
    row.received_date, row.status = None, ""
    for key, value in dossier.items():
        setattr(row, key, value)
    return [(one.unit.unit_code, one.state) for one in outstanding(campaign, lines)]


def test_who_has_not_answered_is_told_from_register_and_dossier() -> None:
    sent = CopyLine(WARD, round=1, copy_id="a", sent_on="20/04/2023 08:30:00")
    back = replace(sent, returned_on="10/05/2023 09:00:00")
    later = replace(sent, round=2, copy_id="b", sent_on="12/05/2023 09:00:00")
    assert owed([]) == [(WARD, "chưa nhận được hồ sơ")]
    assert owed([sent]) == [(WARD, "đã gửi sổ tính lần 1 ngày 20/04/2023, chưa nhận lại")]
    assert owed([back]) == []
    assert owed([back, later]) == [(WARD, "đã gửi sổ tính lần 2 ngày 12/05/2023, chưa nhận lại")]
    assert owed([sent], status="Đã nhận") == []
    assert owed([sent], no_nomination=True) == []
    assert owed([back], status="Trả lại") == [(WARD, "hồ sơ đã trả lại, chờ đơn vị bổ sung")]
    assert owed([replace(sent, part="TDP3", returned_on="1")]) == [(WARD, "chưa nhận được hồ sơ")]


def test_remind_drafts_a_letter_for_each_unit_that_owes(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = load(master)
    dossier = next(row for row in loaded.campaign.dossiers.rows if row.unit_code == WARD)
    with bridge.open_book(master) as book:
        columns = [sheet("dossiers").index(key) + 1 for key in ("received_date", "status")]
        bridge.write_cells(book, "Hồ sơ", [(dossier.row, column, None) for column in columns])
        bridge.save(book)
    before = master.read_bytes()
    assert main(["remind", str(master), "--out", str(tmp_path / "nhắc")]) == 0
    assert master.read_bytes() == before
    assert "1 đơn vị chưa nộp." in capsys.readouterr().out
    drafts = sorted((tmp_path / "nhắc").glob("*.eml"))
    assert len(drafts) == 1
    body = parsed(drafts[0]).get_body()
    assert body is not None
    assert "tình trạng của đơn vị: chưa nhận được hồ sơ" in body.get_content()
    assert main(["remind", str(master), "--out", str(tmp_path / "nhắc"), "--unit", OFFICE]) == 0
    assert "Mọi đơn vị tham gia đã nộp" in capsys.readouterr().out
    assert main(["remind", str(master), "--out", str(tmp_path / "nhắc"), "--unit", "X"]) == 2


def test_a_return_is_noted_in_the_register_and_read_back(master: Path, tmp_path: Path) -> None:
    split(master, tmp_path / "out", units=[WARD, OFFICE])
    with bridge.open_book(master) as book:
        lines = read_register(verbs.load(book, master.name).grids, master.name)
        back = replace(
            lines[1], returned_file="=trả lại.xlsx", returned_hash="0" * 64, returned_on="10/05/2023 09:00:00"
        )
        write_lines(book, [back])
        bridge.save(book)
    assert read_register(load(master).grids, "") == [lines[0], back]
    assert lines[0].unit_code == WARD
