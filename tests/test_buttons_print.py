"""The button Xuất hồ sơ where Cấu hình asks for PDFs too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_buttons_macros import Clerk, choose
from test_packets_printing import pdf

from xlpy import buttons
from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.buttons.progress import Cancelled
from xlpy.packets import office

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "ThiDua2023-mau.xlsm"


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    """The clean sample with the setting on and one unit chosen; LibreOffice is a stand-in."""
    path = Path(shutil.copy(SAMPLE, tmp_path / "sổ.xlsm"))
    real = verbs.load

    def with_setting(book: bridge.Book, name: str) -> verbs.Loaded:
        loaded = real(book, name)
        loaded.campaign.settings.values["export_pdf"] = True
        return loaded

    monkeypatch.setattr(verbs, "load", with_setting)
    monkeypatch.setattr(office, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(office, "convert", lambda _, documents, *__: {name: pdf(2) for name in documents})
    with bridge.open_book(path) as book:
        seen = Clerk(book, path)
        monkeypatch.setattr(bridge, "calling_book", lambda: book)
        monkeypatch.setattr(bridge, "tell", lambda _, message: seen.told.append(message))
        monkeypatch.setattr(bridge, "set_status", lambda _, text: seen.status.append(text))
        choose(seen, "PNV")
        yield seen


def test_the_message_tells_of_the_print_file_and_its_pages(clerk: Clerk) -> None:
    buttons.export()
    assert "Đã xuất 1 bộ hồ sơ (6 tệp Word)" in clerk.message
    assert "Đã có 7 tệp PDF" in clerk.message
    assert "00-ban-in.pdf (tạo mới 1 tệp, 12 trang)" in clerk.message
    assert list(clerk.path.parent.rglob("00-ban-in.pdf"))
    assert any(text and text.startswith("Đang tạo PDF: 0/6") for text in clerk.status)
    assert clerk.status[-1] is None


def test_without_libreoffice_the_packets_are_there_and_the_message_says_what_to_do(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    buttons.export()
    assert "Đã xuất 1 bộ hồ sơ (6 tệp Word)" in clerk.message
    assert "Hãy cài LibreOffice" in clerk.message


def test_esc_while_libreoffice_works_keeps_the_word_documents(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise Cancelled(2, 6, "Các tệp Word đã đủ.")

    monkeypatch.setattr(office, "convert", stopped)
    buttons.export()
    assert "Đã dừng theo yêu cầu khi xong 2/6" in clerk.message
    assert len(list(clerk.path.parent.rglob("*.docx"))) == 6
    assert clerk.status[-1] is None
