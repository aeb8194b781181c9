"""Outcomes of the sample: every ward's nominees are awarded, two offices are told why not, the rest is still open."""

from __future__ import annotations

from datetime import date

from xlpy.schema.choices import AWARDED, NOT_AWARDED, WARD
from xlpy.workbook.content import BookContent, Cell

_MARK = "SỐ LIỆU MẪU, không phải số liệu thật."
_DECISION: dict[str, Cell] = {
    "decision_number": "1234/QĐ-UBND",
    "decision_date": date(2023, 6, 14),
    "proposal_number": "45/TTr-NV",
    "proposal_date": date(2023, 6, 12),
}
_REFUSED = {
    "PTP": "Thành tích nêu trong hồ sơ là nhiệm vụ thường xuyên, chưa có kết quả nổi bật trong đợt thi đua.",
    "PYT": "Thành tích trong đợt thi đua đã được khen thưởng bằng hình thức khác, không khen thưởng nhiều lần.",
}
"""Reasons by unit; domain.md §1.3: one achievement is not rewarded several times."""


def add(content: BookContent) -> BookContent:
    """Fills outcomes and the decision's number and date into a clean campaign, in place."""
    kinds = {row["unit_code"]: row["unit_kind"] for row in content.sheets["units"].rows}
    for key in ("collectives", "individuals"):
        for row in content.sheets[key].rows:
            code = str(row["unit_code"])
            if kinds[code] == WARD:
                row["outcome"] = AWARDED
            elif code in _REFUSED:
                row["outcome"], row["outcome_reason"] = NOT_AWARDED, _REFUSED[code]
    for row in content.sheets["settings"].rows:
        setting = str(row["setting_key"])
        if setting in _DECISION:
            row["value"] = _DECISION[setting]
            row["note"] = f"{_MARK} {row['note'] or ''}".strip()
    return content
