"""Cấu hình, Hồ sơ: the law behind the report form is known and in force on the day of signing (domain.md §1.3).

Which laws there are is no matter of code: each is a folder of templates (`Campaign.bases`). Registered through
`checks.settings`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import unit_label, units_in_scope
from xlpy.checks.settings_cells import value_hit
from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.settings import DEFINITIONS
from xlpy.vietnamese.dates import format_date_short

BASIS_KEY = "legal_basis"


@rule(
    "CH-012",
    "error",
    title="Không có bộ mẫu của văn bản quy định mẫu báo cáo",
    why="Tài liệu nghiệp vụ, mục 1.3: mẫu báo cáo chọn theo văn bản đang có hiệu lực",
    example="Ghi ND91; cần ghi đúng mã bộ mẫu, như ND91_2017.",
)
def the_basis_is_known(campaign: Campaign) -> Iterator[Hit]:
    key = campaign.settings.text(BASIS_KEY)
    if not campaign.bases or not key or key in campaign.bases:
        return
    near = difflib.get_close_matches(key.upper(), campaign.bases, 1, 0.5)
    yield value_hit(
        campaign,
        BASIS_KEY,
        f"“{DEFINITIONS[BASIS_KEY].name}” ghi “{key}”, không có bộ mẫu nào mang mã này. Các mã có: {', '.join(campaign.bases)}.",
        "Chọn lại mã, hoặc chép bộ mẫu vào thư mục templates của phần mềm.",
        near[0] if near else None,
    )


@rule(
    "HS-016",
    "warning",
    title="Văn bản quy định mẫu báo cáo không có hiệu lực vào ngày ký",
    why="Tài liệu nghiệp vụ, mục 1.3: mẫu báo cáo chọn theo văn bản có hiệu lực vào ngày ký; ngày hiệu lực của các văn bản "
    "còn chờ xác minh nên là cảnh báo",
    example="Tờ trình ký ngày 05/01/2024 nhưng hồ sơ theo Nghị định 91/2017/NĐ-CP, hết hiệu lực sau 31/12/2023.",
)
def the_basis_is_in_force(campaign: Campaign) -> Iterator[Hit]:
    basis = campaign.bases.get(campaign.settings.text(BASIS_KEY))
    if basis is None:
        return
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        unit, day = units.get(dossier.unit_code), plain_day(dossier.submission_date)
        if unit is None or day is None or basis.in_force(day):
            continue
        others = [other for key, other in campaign.bases.items() if key != basis.key and other.in_force(day)]
        instead = f" Ngày này có hiệu lực: {'; '.join(other.name for other in others)}." if others else ""
        yield at(
            campaign.table("dossiers"),
            dossier,
            "submission_date",
            f"tờ trình của đơn vị {unit_label(unit)} ký ngày {format_date_short(day)}; {basis.name} {in_force_text(basis)}.{instead}",
            f"Kiểm tra lại ngày tờ trình; nếu đúng, chọn bộ mẫu khác ở trang Cấu hình, dòng “{DEFINITIONS[BASIS_KEY].name}”"
            + (f" ({', '.join(other.key for other in others)})." if others else "."),
        )


def in_force_text(basis: Basis) -> str:
    """ "có hiệu lực từ 01/10/2017, hết hiệu lực sau 31/12/2023 (chưa xác minh)"."""
    pieces: list[str] = []
    if basis.in_force_from is not None:
        pieces.append(f"có hiệu lực từ {format_date_short(basis.in_force_from)}")
    if basis.in_force_to is not None:
        pieces.append(f"hết hiệu lực sau {format_date_short(basis.in_force_to)}")
    doubt = f" ({basis.status.lower()})" if basis.status and basis.status != "Đã xác minh" else ""
    return ", ".join(pieces) + doubt
