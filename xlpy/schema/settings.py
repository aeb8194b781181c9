"""The settings of the campaign: every rule a clerk may change, with its source and how far it is trusted.

Facts that domain.md tags [mem], [inf] or [INVENTED] stand here with that default and the status
"Chưa xác minh" or "DỰ THẢO"; code reads them from the workbook and has no copy of its own.
"""

from __future__ import annotations

from xlpy.schema.settings_awards import DECISION, PRIZES
from xlpy.schema.settings_campaign import CAMPAIGN, LEGAL, RECIPIENTS
from xlpy.schema.settings_certificates import CERTIFICATES
from xlpy.schema.settings_reminders import REMINDERS
from xlpy.schema.settings_rules import MINIMA, PEOPLE, QUOTAS, SCORING, VOTES
from xlpy.schema.settings_summary import SUMMARY
from xlpy.schema.types import Setting

GROUPS: tuple[tuple[str, tuple[Setting, ...]], ...] = (
    ("Đợt thi đua", CAMPAIGN),
    ("Nơi nhận, người ký", RECIPIENTS),
    ("Căn cứ pháp lý, mẫu biểu", LEGAL),
    ("Chỉ tiêu khen thưởng", QUOTAS),
    ("Số lượng tối thiểu", MINIMA),
    ("Bỏ phiếu", VOTES),
    ("Chấm điểm", SCORING),
    ("Cá nhân, danh sách", PEOPLE),
    ("Công văn đôn đốc", REMINDERS),
    ("Quyết định khen thưởng", DECISION),
    ("Tiền thưởng", PRIZES),
    ("Giấy khen, in trên phôi", CERTIFICATES),
    ("Báo cáo tổng kết", SUMMARY),
)

SETTINGS_LIST: tuple[Setting, ...] = tuple(setting for _, group in GROUPS for setting in group)
