"""The legal basis of a campaign's forms, read from the folder of its templates.

Source: domain.md §1.3. A successor decree is a new folder under templates/ with its own bo-mau.json and
whatever templates differ; nothing in code names a decree.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import cast

from xlpy.model.basis import Basis
from xlpy.packets.errors import PacketError

BASIS_FILE = "bo-mau.json"


def read_bases(templates: Path) -> dict[str, Basis]:
    """Every basis that has a readable bo-mau.json below `templates`, by key; a broken one is `read_basis`'s to report."""
    found: dict[str, Basis] = {}
    for path in sorted(templates.glob(f"*/{BASIS_FILE}")):
        key = path.parent.name.upper()
        with suppress(PacketError):
            found[key] = read_basis(templates, key)
    return found


def read_basis(templates: Path, key: str) -> Basis:
    """The basis whose folder is templates/<key in lower case>. Raises PacketError where it is missing or unreadable."""
    path = templates / key.lower() / BASIS_FILE
    try:
        data = cast("dict[str, object]", json.loads(path.read_text(encoding="utf-8")))
        return Basis(
            key,
            str(data["ten"]),
            str(data["mau_bao_cao"]),
            _day(data.get("hieu_luc_tu")),
            _day(data.get("hieu_luc_den")),
            str(data.get("tinh_trang", "")),
        )
    except FileNotFoundError as error:
        raise PacketError(
            f"Không có bộ mẫu cho căn cứ “{key}”: thiếu tệp {path}. "
            "Hãy chọn lại “Văn bản quy định mẫu báo cáo” ở trang Cấu hình, hoặc chép bộ mẫu vào thư mục templates."
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PacketError(
            f"Không đọc được {path}: {error}. Tệp phải là JSON có các mục ten, mau_bao_cao, hieu_luc_tu, "
            "hieu_luc_den (ngày dạng 2023-12-31). Hãy chép lại tệp gốc kèm theo phần mềm."
        ) from error


def _day(value: object) -> date | None:
    return None if value in (None, "") else date.fromisoformat(str(value))
