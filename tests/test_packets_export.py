"""The export of packets: what is written, refreshed, left alone, skipped or refused."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import packet_samples as samples
import pytest

from xlpy.model.campaign import Campaign
from xlpy.packets import writing
from xlpy.packets.basis import read_bases
from xlpy.packets.errors import PacketError
from xlpy.packets.export import ExportReport, export
from xlpy.packets.manifest import MANIFEST_NAME

FOLDER = "00001-phuong-phuc-xa"
SUBMISSION = "01-to-trinh.docx"


def run(
    out: Path,
    campaign: Campaign | None = None,
    *,
    units: list[str] | None = None,
    blocked: Mapping[str, list[str]] | None = None,
    draft: bool = False,
    templates: Path = samples.TEMPLATES,
) -> ExportReport:
    return export(
        campaign or samples.campaign(),
        out,
        units=units or [samples.WARD],
        blocked=blocked or {},
        draft=draft,
        templates=templates,
        progress=None,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def outcomes(report: ExportReport) -> dict[str, str]:
    return {file.name: file.outcome for packet in report.packets for file in packet.files}


def renamed(text: str) -> Campaign:
    """The sample with another summary, so that the profile and nothing else changes."""
    campaign = samples.campaign()
    campaign.collectives.rows[0].summary = text
    return campaign


def test_the_same_input_gives_the_same_bytes_in_another_folder(tmp_path: Path) -> None:
    run(tmp_path / "a", units=[samples.WARD, samples.PARTY])
    run(tmp_path / "b", units=[samples.WARD, samples.PARTY])
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 9 + 6 + 2


def test_a_second_export_writes_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert set(outcomes(run(tmp_path)).values()) == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_changed_data_refresh_only_the_documents_that_show_them(tmp_path: Path) -> None:
    run(tmp_path)
    changed = {
        name for name, outcome in outcomes(run(tmp_path, renamed("Khác."))).items() if outcome == "written"
    }
    assert changed == {"04-trich-ngang.docx"}


def test_a_document_edited_in_word_is_left_alone_while_the_data_stay(tmp_path: Path) -> None:
    run(tmp_path)
    edited = tmp_path / FOLDER / SUBMISSION
    edited.write_bytes(b"edited by staff")
    report = run(tmp_path)
    assert outcomes(report)[SUBMISSION] == "edited"
    assert edited.read_bytes() == b"edited by staff"
    assert not list(tmp_path.rglob("*-moi*"))


def test_a_newer_version_goes_beside_an_edited_document_and_is_reported(tmp_path: Path) -> None:
    run(tmp_path)
    edited = tmp_path / FOLDER / "04-trich-ngang.docx"
    edited.write_bytes(b"edited by staff")
    report = run(tmp_path, renamed("Khác."))
    assert edited.read_bytes() == b"edited by staff"
    beside = tmp_path / FOLDER / "04-trich-ngang-moi.docx"
    assert beside.is_file()
    assert any("04-trich-ngang-moi.docx" in message for message in report.messages)

    beside.write_bytes(b"edited too")
    run(tmp_path, renamed("Khác nữa."))
    assert beside.read_bytes() == b"edited too"
    second = tmp_path / FOLDER / "04-trich-ngang-moi-2.docx"
    assert second.is_file()

    before = contents(tmp_path)
    report = run(tmp_path, renamed("Khác nữa."))
    assert contents(tmp_path) == before
    assert not report.packets[0].stale


def test_a_new_version_beside_an_edited_document_is_refreshed_while_nobody_edits_it(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / FOLDER / "04-trich-ngang.docx").write_bytes(b"edited by staff")
    run(tmp_path, renamed("Khác."))
    first = (tmp_path / FOLDER / "04-trich-ngang-moi.docx").read_bytes()
    run(tmp_path, renamed("Khác nữa."))
    assert (tmp_path / FOLDER / "04-trich-ngang-moi.docx").read_bytes() != first
    assert len(list(tmp_path.rglob("*-moi*"))) == 1


def test_a_file_of_unknown_origin_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / SUBMISSION).write_bytes(b"somebody's own")
    run(tmp_path)
    assert (tmp_path / FOLDER / SUBMISSION).read_bytes() == b"somebody's own"
    assert (tmp_path / FOLDER / "01-to-trinh-moi.docx").is_file()


@pytest.mark.parametrize("damage", ["", "{", '{"tep": []}', '{"tep": {"a": 1}}'])
def test_a_damaged_manifest_loses_nothing(tmp_path: Path, damage: str) -> None:
    run(tmp_path)
    good = contents(tmp_path)
    (tmp_path / FOLDER / MANIFEST_NAME).write_text(damage, encoding="utf-8")
    assert set(outcomes(run(tmp_path)).values()) == {"unchanged"}
    assert contents(tmp_path) == good


def test_the_manifest_tells_template_and_rows_of_each_document(tmp_path: Path) -> None:
    run(tmp_path)
    data = json.loads((tmp_path / FOLDER / MANIFEST_NAME).read_text(encoding="utf-8"))
    entry = data["tep"]["05-bao-cao-03-le-thi-anh.docx"]
    assert entry["mau"] == "nd91_2017/bao-cao.docx"
    assert entry["dong"] == ["CN-0006"]
    assert len(entry["sha256"]) == 1


def test_a_withdrawn_nominee_leaves_the_old_report_and_a_message(tmp_path: Path) -> None:
    run(tmp_path)
    campaign = samples.campaign()
    campaign.individuals.rows = [row for row in campaign.individuals.rows if row.row_id != "CN-0007"]
    report = run(tmp_path, campaign)
    old = tmp_path / FOLDER / "05-bao-cao-05-pham-van-duc.docx"
    assert old.is_file()
    assert report.packets[0].stale == (old,)
    assert any(
        "05-bao-cao-05-pham-van-duc.docx không còn thuộc hồ sơ" in message for message in report.messages
    )


def test_units_without_nominees_are_skipped_with_the_reason(tmp_path: Path) -> None:
    campaign = samples.campaign()
    campaign.dossiers.rows[0].no_nomination = True
    report = run(tmp_path, campaign, units=[samples.WARD, samples.SILENT, samples.DEPARTMENT])
    assert [packet.unit_code for packet in report.packets] == [samples.DEPARTMENT]
    reasons = {unit.unit_code: unit.reasons[0] for unit in report.skipped}
    assert "không đề nghị" in reasons[samples.WARD]
    assert "chưa có tập thể, cá nhân" in reasons[samples.SILENT]


def test_all_units_that_take_part_are_meant_when_none_is_named(tmp_path: Path) -> None:
    campaign = samples.campaign()
    report = export(
        campaign, tmp_path, units=None, blocked={}, draft=False, templates=samples.TEMPLATES, progress=None
    )
    assert len(report.packets) == 5
    assert len(report.packets) + len(report.skipped) == len(campaign.taking_part())


def test_a_blocked_unit_is_listed_with_its_reasons_and_exported_only_as_a_draft(tmp_path: Path) -> None:
    blocked = {samples.WARD: ["Cá nhân!F12: thiếu ngày sinh."]}
    report = run(tmp_path, units=[samples.WARD, samples.DEPARTMENT], blocked=blocked)
    assert [unit.reasons for unit in report.skipped] == [("Cá nhân!F12: thiếu ngày sinh.",)]
    assert not (tmp_path / FOLDER).exists()
    assert len(run(tmp_path, blocked=blocked, draft=True).files) == 9


def test_an_error_of_the_whole_campaign_stops_every_unit(tmp_path: Path) -> None:
    report = run(
        tmp_path, units=[samples.WARD, samples.DEPARTMENT], blocked={"": ["Tổng điểm tối đa khác 100."]}
    )
    assert not report.packets
    assert len(report.skipped) == 2
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_unit_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PacketError, match="99999"):
        run(tmp_path, units=[samples.WARD, "99999"])
    assert list(tmp_path.iterdir()) == []


def test_a_broken_template_stops_only_its_own_document(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(samples.TEMPLATES, templates)
    (templates / "chung" / "bien-ban.docx").write_bytes(b"not a document")
    report = run(tmp_path / "out", templates=templates)
    result = outcomes(report)
    assert result.pop("02-bien-ban.docx") == "failed"
    assert set(result.values()) == {"written"}
    assert any("bien-ban.docx" in message for message in report.messages)
    assert len(report.files) == 8


def test_the_templates_of_decree_98_serve_with_nothing_but_their_files_and_a_setting(tmp_path: Path) -> None:
    campaign = samples.campaign()
    campaign.settings.values["legal_basis"] = "ND98_2023"
    report = run(tmp_path / "out", campaign)
    assert len(report.files) == 9
    data = json.loads((tmp_path / "out" / FOLDER / MANIFEST_NAME).read_text(encoding="utf-8"))
    assert data["tep"]["05-bao-cao-03-le-thi-anh.docx"]["mau"] == "nd98_2023/bao-cao.docx"
    assert data["tep"]["01-to-trinh.docx"]["mau"] == "chung/to-trinh.docx"


def test_a_later_decree_is_added_by_files_and_a_setting(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(samples.TEMPLATES, templates)
    shutil.copytree(templates / "nd98_2023", templates / "nd152_2025")
    basis = {"ten": "NĐ 152", "mau_bao_cao": "Mẫu số 2.7", "hieu_luc_tu": "2025-07-01"}
    (templates / "nd152_2025" / "bo-mau.json").write_text(json.dumps(basis), encoding="utf-8")
    campaign = samples.campaign()
    campaign.settings.values["legal_basis"] = "ND152_2025"
    assert len(run(tmp_path / "out", campaign, templates=templates).files) == 9
    assert list(read_bases(templates)) == ["ND152_2025", "ND91_2017", "ND98_2023"]


def test_a_full_disk_leaves_no_half_written_file_and_a_second_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = Path.write_bytes, [4]

    def full(self: Path, data: bytes) -> int:
        if self.suffix == ".tmp":
            room[0] -= 1
            if room[0] < 0:
                real(self, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PacketError, match="đã đầy"):
        run(tmp_path / "a")
    monkeypatch.undo()
    left = contents(tmp_path / "a")
    assert not [name for name in left if name.endswith(".tmp")]
    run(tmp_path / "b")
    whole = contents(tmp_path / "b")
    assert all(data == whole[name] for name, data in left.items() if not name.endswith(MANIFEST_NAME))
    assert "-moi" not in "".join(contents_after_second_run(tmp_path / "a", whole))


def contents_after_second_run(folder: Path, whole: dict[str, bytes]) -> dict[str, bytes]:
    run(folder)
    assert contents(folder) == whole
    return contents(folder)


def test_a_killed_refresh_is_not_taken_for_an_edit_by_staff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path)

    def killed(folder: object, data: object) -> None:
        raise KeyboardInterrupt

    real = writing.write_atomically
    seen: list[Path] = []

    def once(path: Path, data: bytes) -> None:
        if path.suffix == ".docx":
            killed(path, data)
        seen.append(path)
        real(path, data)

    for module in ("placing", "manifest"):
        monkeypatch.setattr(f"xlpy.packets.{module}.write_atomically", once)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, renamed("Khác."))
    monkeypatch.undo()
    assert [path.name for path in seen] == [MANIFEST_NAME]
    assert outcomes(run(tmp_path, renamed("Khác nữa.")))["04-trich-ngang.docx"] == "written"
    assert not list(tmp_path.rglob("*-moi*"))


def test_a_document_open_in_word_is_reported_and_the_others_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path)
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "04-trich-ngang.docx":
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    report = run(tmp_path, renamed("Khác."))
    assert outcomes(report)["04-trich-ngang.docx"] == "locked"
    assert any("đang mở" in message for message in report.messages)
    monkeypatch.undo()
    assert outcomes(run(tmp_path, renamed("Khác.")))["04-trich-ngang.docx"] == "written"


def test_a_folder_that_cannot_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "denied", os.fspath(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PacketError, match="Không được phép ghi"):
        run(tmp_path / "out")


def test_a_file_where_the_folder_should_be_is_explained(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")
    with pytest.raises(PacketError, match="trùng tên"):
        run(tmp_path)


def test_two_units_of_one_name_get_two_folders(tmp_path: Path) -> None:
    campaign = samples.campaign()
    twin = next(unit for unit in campaign.units.rows if unit.unit_code == samples.DEPARTMENT)
    twin.unit_code, twin.unit_name = "00001-phuong", "Phúc Xá"
    for row in [*campaign.collectives.rows, *campaign.individuals.rows, *campaign.dossiers.rows]:
        if row.unit_code == samples.DEPARTMENT:
            row.unit_code = twin.unit_code
    report = run(tmp_path, campaign, units=[samples.WARD, twin.unit_code])
    assert [packet.folder.name for packet in report.packets] == [FOLDER, f"{FOLDER}-2"]
    alone = run(tmp_path, campaign, units=[twin.unit_code])
    assert alone.packets[0].folder.name == f"{FOLDER}-2"
    assert set(outcomes(alone).values()) == {"unchanged"}


def test_progress_counts_every_document(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    export(
        samples.campaign(),
        tmp_path,
        units=[samples.WARD],
        blocked={},
        draft=False,
        templates=samples.TEMPLATES,
        progress=lambda done, total, text: seen.append((done, total, text)),
    )
    assert [done for done, _, _ in seen] == list(range(10))
    assert {total for _, total, _ in seen} == {9}
    assert seen[0][2] == "Phường Phúc Xá: 01-to-trinh.docx"
