"""install --libreoffice, uninstall, doctor: what they write, take away and say. No LibreOffice is started here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xlpy.cli.main import main
from xlpy.install import machine
from xlpy.install.libreoffice import counterpart, program, registry, setup

LISTED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<library:libraries xmlns:library="http://openoffice.org/2000/library">\n'
    ' <library:library library:name="Standard" library:link="false"/>\n</library:libraries>\n'
)
OWN_FOLDER = "file:///data/can-bo/Macro%20r%C3%AAng"
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">'
    f"<value><it>{OWN_FOLDER}</it></value></prop></item>\n"
    '<item oor:path="/org.openoffice.Office.Common/Save"><prop oor:name="A" oor:op="fuse"><value>1</value></prop></item>\n'
    "</oor:items>\n"
)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile with the clerk's own settings, and a LibreOffice that is closed."""
    user = tmp_path / "profile" / "user"
    (user / "basic").mkdir(parents=True)
    (user / "basic" / "script.xlc").write_text(LISTED, encoding="utf-8")
    (user / registry.FILE).write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setattr(program, "find", lambda: program.Program("soffice", "system"))
    return user.parent


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def install(profile: Path, folder: Path) -> int:
    return main(["install", "--libreoffice", "--profile", str(profile), "--folder", str(folder)])


def test_installing_twice_gives_what_installing_once_gives(profile: Path, tmp_path: Path) -> None:
    assert install(profile, tmp_path / "so") == 0
    once = files(profile)
    assert install(profile, tmp_path / "so") == 0
    assert files(profile) == once
    assert "user/thidua/xlwings.xlam" in once


def test_uninstall_leaves_the_profiles_settings_as_they_were(profile: Path, tmp_path: Path) -> None:
    install(profile, tmp_path / "so")
    assert main(["uninstall", "--profile", str(profile)]) == 0
    user = profile / "user"
    assert registry.trusted_folders((user / registry.FILE).read_text(encoding="utf-8")) == [OWN_FOLDER]
    assert (user / "basic" / "script.xlc").read_text(encoding="utf-8") == LISTED
    assert sorted(files(profile)) == ["user/basic/script.xlc", "user/registrymodifications.xcu"]
    assert (tmp_path / "so").is_dir(), "the clerk's workbooks stay"


def test_the_clerks_own_trusted_folder_stays_trusted(profile: Path, tmp_path: Path) -> None:
    install(profile, tmp_path / "sổ")
    settings = (profile / "user" / registry.FILE).read_text(encoding="utf-8")
    assert registry.trusted_folders(settings) == [OWN_FOLDER, (tmp_path / "sổ").as_uri()]


def test_another_folder_takes_the_place_of_the_first(profile: Path, tmp_path: Path) -> None:
    install(profile, tmp_path / "a")
    install(profile, tmp_path / "b")
    settings = (profile / "user" / registry.FILE).read_text(encoding="utf-8")
    assert registry.trusted_folders(settings) == [OWN_FOLDER, (tmp_path / "b").as_uri()]


def test_a_folder_that_was_trusted_before_us_stays_trusted_after_us(profile: Path, tmp_path: Path) -> None:
    own = tmp_path / "cua-toi"
    settings = profile / "user" / registry.FILE
    settings.write_text(SETTINGS.replace(OWN_FOLDER, own.as_uri()), encoding="utf-8")
    install(profile, own)
    main(["uninstall", "--profile", str(profile)])
    assert registry.trusted_folders(settings.read_text(encoding="utf-8")) == [own.as_uri()]


def test_uninstall_without_a_set_up_says_so(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(profile)
    assert main(["uninstall", "--profile", str(profile)]) == 0
    assert "không có gì để gỡ" in capsys.readouterr().out
    assert files(profile) == before


@pytest.mark.parametrize(("kind", "words"), [("flatpak", "Flatpak"), ("snap", "Snap")])
def test_a_sandboxed_libreoffice_is_refused_with_a_way_out(
    kind: str,
    words: str,
    profile: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(program, "find", lambda: program.Program("x", kind))
    before = files(profile)
    assert install(profile, tmp_path / "so") == 2
    said = capsys.readouterr().err
    assert words in said
    assert "sudo apt install libreoffice-calc" in said
    assert files(profile) == before


def test_a_missing_libreoffice_is_said(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "find", lambda: None)
    assert install(profile, tmp_path / "so") == 2
    assert "Không tìm thấy LibreOffice" in capsys.readouterr().err


def test_a_running_libreoffice_stops_the_set_up(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "is_running", lambda _: True)
    before = files(profile)
    assert install(profile, tmp_path / "so") == 2
    assert "Hãy lưu và đóng mọi cửa sổ LibreOffice" in capsys.readouterr().err
    assert files(profile) == before


def test_a_macro_of_the_clerks_on_the_same_event_is_not_replaced(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bound = (
        '<item oor:path="/org.openoffice.Office.Events/ApplicationEvents/Bindings"><node oor:name="OnLoad" '
        'oor:op="replace"><prop oor:name="BindingURL" oor:op="fuse"><value>vnd.sun.star.script:Standard.A.B'
        "</value></prop></node></item>\n"
    )
    settings = profile / "user" / registry.FILE
    settings.write_text(SETTINGS.replace("</oor:items>", bound + "</oor:items>"), encoding="utf-8")
    before = files(profile)
    assert install(profile, tmp_path / "so") == 2
    assert "OnLoad" in capsys.readouterr().err
    assert files(profile) == before


def test_a_damaged_profile_stays_as_it_is(profile: Path, tmp_path: Path) -> None:
    (profile / "user" / registry.FILE).write_text("hỏng", encoding="utf-8")
    before = files(profile)
    assert install(profile, tmp_path / "so") == 2
    assert files(profile) == before


def test_doctor_names_what_is_missing_and_what_to_do(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "version", lambda _: "7.4.7.2")
    assert main(["doctor", "--profile", str(profile)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"\[THIẾU\] Nút bấm trong LibreOffice: chưa cài\n +→ .*install --libreoffice", said)
    install(profile, tmp_path / "so")
    capsys.readouterr()
    main(["doctor", "--profile", str(profile)])
    said = capsys.readouterr().out
    assert "[ĐẠT] Nút bấm trong LibreOffice" in said
    assert "[ĐẠT] LibreOffice: 7.4.7.2" in said


def test_doctor_notices_a_set_up_of_another_copy_of_the_tool(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "version", lambda _: "7.4.7.2")
    elsewhere = counterpart.Places(Path("/opt/khac/bin/python"), Path("/opt/khac"), "x")
    setup.install(program.Program("soffice", "system"), profile, tmp_path / "so", elsewhere)
    assert main(["doctor", "--profile", str(profile)]) == 1
    assert "Config.xba" in capsys.readouterr().out


def test_pins_are_read_from_the_requirements() -> None:
    text = "# why\nxlwings==0.37.8\npandas[x]==3.1.1  # fast\n\nplain\n"
    assert machine.pins(text) == {"xlwings": "0.37.8", "pandas": "3.1.1"}


def test_the_basic_sources_are_plain_ascii_and_the_words_are_not() -> None:
    for source in counterpart.SOURCES.glob("*.bas"):
        assert source.read_text(encoding="utf-8").isascii(), source.name
    code = "".join(source.read_text(encoding="utf-8") for source in counterpart.SOURCES.glob("*.bas"))
    used = re.findall(r'Config\.Words\("(\w+)"\)', code)
    assert set(used) == set(counterpart.WORDS)


def test_without_a_program_named_a_machine_that_is_not_windows_says_what_to_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["install"]) == 2
    assert "install --libreoffice" in capsys.readouterr().err


def test_on_windows_install_and_uninstall_mean_excel(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("xlpy.cli.install.sys.platform", "win32")

    def install(folder: Path | None) -> list[str]:
        asked.append(folder)
        return ["Thư mục sổ tính"]

    monkeypatch.setattr("xlpy.install.excel.install_excel", install)
    monkeypatch.setattr("xlpy.install.excel.uninstall_excel", lambda: ["Thư mục sổ tính"])
    assert main(["install", "--folder", str(tmp_path)]) == 0
    assert main(["uninstall"]) == 0
    assert asked == [tmp_path]
    assert "Đã gỡ khỏi Excel" in capsys.readouterr().out
