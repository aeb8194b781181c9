"""Letters that staff may edit in Notepad: a subject line, a blank line, the text, with named fields in braces.

    Tiêu đề: Sổ tính của {ten_don_vi}

    Kính gửi: {ten_don_vi} …

A field is replaced by its text and nothing else: values are never read as fields, there are no conditions and no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlpy.exchange.errors import ExchangeError
from xlpy.vietnamese.text import nfc

FIELDS: Mapping[str, str] = {
    "ten_don_vi": "tên đơn vị",
    "ma_don_vi": "mã đơn vị",
    "nguoi_lap": "người lập hồ sơ của đơn vị",
    "ten_dot": "tên gọi tắt của đợt thi đua",
    "co_quan": "cơ quan tặng thưởng",
    "noi_gui": "nơi gửi",
    "han_nop": "hạn nộp hồ sơ",
    "con_lai": "số ngày còn lại, bằng chữ",
    "ngay_gui": "ngày soạn thư",
    "chi_tieu": "chỉ tiêu tập thể, cá nhân",
    "ten_tep": "tên tệp đính kèm",
    "lan_gui": "lần gửi",
    "tinh_trang": "tình trạng nộp của đơn vị",
}
"""Every field a letter may use, with its meaning."""

_SUBJECT = re.compile(r"\s*tiêu đề\s*:\s*(.+)", re.IGNORECASE)
_TAG = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A checked template."""

    subject: str
    body: str


def parse_letter(text: str, name: str) -> Letter:
    """The template in `text`; `name` is the file's, for messages.

    Raises ExchangeError that lists every unknown field and stray brace with its line, or says that the subject is
    missing.
    """
    lines = nfc(text.removeprefix("\ufeff")).replace("\r\n", "\n").split("\n")
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        faults += [
            f"dòng {number}: không có trường “{{{tag}}}”" for tag in _TAG.findall(line) if tag not in FIELDS
        ]
        if re.search("[{}]", _TAG.sub("", line)):
            faults.append(f"dòng {number}: dấu ngoặc nhọn thừa hoặc thiếu")
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    subject = _SUBJECT.fullmatch(lines[first]) if first < len(lines) else None
    if subject is None:
        faults.insert(0, "dòng đầu phải là “Tiêu đề: …”")
    if faults or subject is None:
        allowed = ", ".join(f"{{{key}}}" for key in FIELDS)
        raise ExchangeError(
            f"Mẫu thư {name} chưa dùng được:\n"
            + "\n".join(f"- {fault}" for fault in faults)
            + f"\nCác trường dùng được: {allowed}. Hãy sửa tệp mẫu bằng Notepad rồi chạy lại."
        )
    return Letter(subject[1].strip(), "\n".join(lines[first + 1 :]).strip("\n") + "\n")


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields replaced. KeyError for a field without a value: every caller gives them all."""
    return _TAG.sub(lambda tag: values[tag[1]], template)


def days_in_words(days: int) -> str:
    """ "còn 5 ngày", "hết hạn hôm nay", "đã quá hạn 3 ngày"."""
    if days > 0:
        return f"còn {days} ngày"
    return "hết hạn hôm nay" if days == 0 else f"đã quá hạn {-days} ngày"
