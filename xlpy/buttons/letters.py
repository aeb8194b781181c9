"""The letter templates on disk, as staff last saved them."""

from __future__ import annotations

from pathlib import Path

from xlpy.buttons.verbs import TEMPLATES
from xlpy.exchange.errors import ExchangeError
from xlpy.exchange.mail_letters import Letter, parse_letter

__all__ = ["Letter", "load"]

FOLDER = "thu"


def load(name: str, templates: Path | None = None) -> Letter:
    """The letter `name` of templates/thu. Raises ExchangeError for a file that is missing, not Unicode or has faults."""
    path = (templates or TEMPLATES) / FOLDER / f"{name}.txt"
    try:
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise ExchangeError(
            f"Không thấy mẫu thư {path.name} trong thư mục templates/{FOLDER}. Hãy chép lại tệp này từ bộ cài."
        ) from fault
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ExchangeError(
            f"Mẫu thư {path.name} không phải chữ Unicode. Hãy mở bằng Notepad, chọn Save As, mục Encoding chọn UTF-8, "
            "rồi chạy lại."
        ) from fault
    return parse_letter(text, path.name)
