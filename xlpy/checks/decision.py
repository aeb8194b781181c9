"""Cấu hình, Hồ sơ: number, dates and money of the decision (domain.md §7). Registered through `checks.awards`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from xlpy.checks.finding import Hit
from xlpy.checks.legal_basis import BASIS_KEY, in_force_text
from xlpy.checks.outcomes import considered
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import unit_label, units_in_scope
from xlpy.checks.settings_cells import value_hit
from xlpy.model.basepay import base_pay_on, base_pays
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.settings import DEFINITIONS
from xlpy.schema.choices import AWARDED
from xlpy.schema.settings_awards import BASE_PAY_ROWS
from xlpy.vietnamese.dates import format_date_short

_EXAMPLES = {
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "14/6/2023",
    "proposal_number": "45/TTr-NV",
    "proposal_date": "12/6/2023",
}
_LATEST = timedelta(days=366)
"""A decision is due within weeks of the deadline; more than a year later the year is mistyped."""


def _empty_settings(campaign: Campaign, keys: Sequence[str], what_for: str) -> Iterator[Hit]:
    if not considered(campaign):
        return
    for key in keys:
        if not campaign.settings.text(key).strip():
            yield value_hit(
                campaign,
                key,
                f"đã ghi Kết quả xét nhưng “{DEFINITIONS[key].name}” còn trống; {what_for}",
                f"Điền khi đã có, ví dụ {_EXAMPLES[key]}. Chưa có thì chỉ xuất được bản DỰ THẢO.",
            )


@rule(
    "KT-001",
    "warning",
    title="Chưa có số, ngày Quyết định khen thưởng",
    why="Tài liệu nghiệp vụ, mục 7.1: sổ theo dõi, Giấy khen, thông báo đều ghi số và ngày Quyết định",
    example="Đã ghi Khen thưởng cho 70 trường hợp, “Số Quyết định khen thưởng” còn trống.",
)
def decisions_have_number_and_date(campaign: Campaign) -> Iterator[Hit]:
    yield from _empty_settings(
        campaign,
        ("decision_number", "decision_date"),
        "phải có cả số và ngày mới xuất được quyết định, sổ theo dõi, thông báo chính thức.",
    )


@rule(
    "KT-002",
    "warning",
    title="Chưa có số, ngày Tờ trình của Phòng Nội vụ",
    why="Tài liệu nghiệp vụ, mục 7.2: Quyết định ghi “Theo đề nghị của … tại Tờ trình số … ngày …”",
    example="Quyết định ngày 14/6/2023, “Số Tờ trình của Phòng Nội vụ” còn trống.",
)
def proposals_have_number_and_date(campaign: Campaign) -> Iterator[Hit]:
    yield from _empty_settings(
        campaign, ("proposal_number", "proposal_date"), "Quyết định sẽ để trống chỗ này."
    )


@rule(
    "KT-007",
    "error",
    title="Ngày Quyết định khen thưởng ngoài khoảng hợp lý",
    why="Tài liệu nghiệp vụ, mục 7.1: phát động, thẩm định, tờ trình của Phòng Nội vụ rồi mới ký Quyết định",
    example="Tờ trình của Phòng Nội vụ ngày 12/6/2023, Quyết định ngày 10/6/2023.",
)
def the_decision_follows_its_proposal(campaign: Campaign) -> Iterator[Hit]:
    settings = campaign.settings
    day = settings.day("decision_date")
    if day is None:
        return
    for key, what in (("launch_date", "ngày phát động"), ("proposal_date", "ngày Tờ trình của Phòng Nội vụ")):
        earlier = settings.day(key)
        if earlier is not None and day < earlier:
            yield value_hit(
                campaign,
                "decision_date",
                f"ngày Quyết định {format_date_short(day)} trước {what} {format_date_short(earlier)}; phải cùng ngày hoặc sau.",
                "Đối chiếu bản đã ký và sửa ngày sai.",
            )
    deadline = settings.day("deadline")
    if deadline is not None and day - deadline > _LATEST:
        yield value_hit(
            campaign,
            "decision_date",
            f"ngày Quyết định {format_date_short(day)} sau hạn nộp hồ sơ {format_date_short(deadline)} hơn một năm.",
            "Kiểm tra lại năm của ngày Quyết định.",
        )


@rule(
    "KT-008",
    "error",
    title="Quyết định ký trước khi đơn vị họp, trình",
    why="Quy tắc V4: họp Hội đồng, tờ trình của đơn vị, rồi mới đến Quyết định khen thưởng",
    example="Quyết định ngày 14/6/2023, tờ trình của đơn vị ngày 15/6/2023.",
)
def the_decision_follows_the_dossiers(campaign: Campaign) -> Iterator[Hit]:
    day = campaign.settings.day("decision_date")
    if day is None:
        return
    units = units_in_scope(campaign)
    awarded = {nominee.unit_code for _, nominee in considered(campaign, AWARDED)}
    for dossier in campaign.dossiers.rows:
        unit = units.get(dossier.unit_code)
        if unit is None or dossier.unit_code not in awarded:
            continue
        met: date | None = dossier.meeting_start.date() if dossier.meeting_start else None
        for column, what, earlier in (
            ("meeting_start", "họp Hội đồng", met),
            ("submission_date", "ký tờ trình", plain_day(dossier.submission_date)),
        ):
            if earlier is not None and day < earlier:
                yield at(
                    campaign.table("dossiers"),
                    dossier,
                    column,
                    f"đơn vị {unit_label(unit)} {what} ngày {format_date_short(earlier)}, sau ngày Quyết định "
                    f"{format_date_short(day)} đã khen thưởng của đơn vị này.",
                    "Sửa ngày ghi sai ở trang Hồ sơ, hoặc ngày Quyết định ở trang Cấu hình.",
                )


@rule(
    "KT-009",
    "error",
    title="Không biết mức lương cơ sở vào ngày Quyết định",
    why="Tài liệu nghiệp vụ, mục 7.3: tiền thưởng tính theo mức lương cơ sở vào ngày Quyết định",
    example="Quyết định ngày 14/6/2018, mức sớm nhất trong Cấu hình áp dụng từ 01/07/2019.",
)
def the_base_pay_is_known(campaign: Campaign) -> Iterator[Hit]:
    day = campaign.settings.day("decision_date")
    if day is None or not considered(campaign, AWARDED) or base_pay_on(campaign.settings, day):
        return
    levels = base_pays(campaign.settings)
    first = f"mức sớm nhất áp dụng từ {format_date_short(levels[0].since)}" if levels else "không có mức nào"
    yield value_hit(
        campaign,
        "decision_date",
        f"không có mức lương cơ sở áp dụng vào ngày Quyết định {format_date_short(day)}; nhóm Tiền thưởng của trang Cấu hình: "
        f"{first}.",
        "Sửa ngày Quyết định, hoặc ghi thêm mức lương cơ sở và ngày áp dụng ở nhóm Tiền thưởng.",
    )


@rule(
    "KT-010",
    "error",
    title="Mức lương cơ sở thiếu ngày áp dụng hoặc trùng ngày",
    why="Cấu hình nhóm Tiền thưởng: mỗi mức gồm số tiền và ngày bắt đầu áp dụng, không hai mức cùng ngày",
    example="Mức lương cơ sở (4) ghi 2.600.000, ngày áp dụng trống.",
)
def base_pays_have_their_days(campaign: Campaign) -> Iterator[Hit]:
    if campaign.stamp.unit_code:
        return
    settings = campaign.settings
    seen: dict[date, int] = {}
    for number in range(1, BASE_PAY_ROWS + 1):
        amount_key, day_key = f"base_pay_{number}_amount", f"base_pay_{number}_from"
        amount, day = settings.values[amount_key], settings.day(day_key)
        if (amount is None) != (day is None):
            lacking, other = (amount_key, "ngày áp dụng") if amount is None else (day_key, "số tiền")
            yield value_hit(
                campaign,
                lacking,
                f"“{DEFINITIONS[lacking].name}” còn trống trong khi đã có {other}; mức này không được dùng.",
                "Điền cho đủ, hoặc xóa cả hai dòng của mức này.",
            )
        elif day is not None and seen.setdefault(day, number) != number:
            yield value_hit(
                campaign,
                day_key,
                f"mức lương cơ sở ({number}) và ({seen[day]}) cùng áp dụng từ ngày {format_date_short(day)}.",
                "Sửa ngày của một mức, hoặc xóa mức thừa.",
            )


@rule(
    "KT-011",
    "error",
    title="Không có đơn vị thông báo kết quả khen thưởng",
    why="Tài liệu nghiệp vụ, mục 7.1: Phòng Nội vụ thông báo, lập sổ theo dõi và danh sách nhận tiền thưởng",
    example="Ghi mã PNVQ; trang Đơn vị chỉ có mã PNV.",
)
def the_office_is_a_known_unit(campaign: Campaign) -> Iterator[Hit]:
    code = campaign.settings.text("notice_unit")
    if considered(campaign) and campaign.unit(code) is None:
        yield value_hit(
            campaign,
            "notice_unit",
            f"“{DEFINITIONS['notice_unit'].name}” ghi mã “{code}”, trang Đơn vị không có mã này.",
            "Ghi mã của Phòng Nội vụ như ở trang Đơn vị, ví dụ PNV.",
        )


@rule(
    "KT-012",
    "warning",
    title="Văn bản quy định không có hiệu lực vào ngày Quyết định",
    why="Tài liệu nghiệp vụ, mục 1.3: căn cứ và mẫu văn bản phải có hiệu lực vào ngày ký; ngày hiệu lực còn chờ xác minh nên "
    "là cảnh báo",
    example="Quyết định ngày 05/01/2024 vẫn theo Nghị định 91/2017/NĐ-CP, hết hiệu lực sau 31/12/2023.",
)
def the_basis_is_in_force_on_the_day_of_the_decision(campaign: Campaign) -> Iterator[Hit]:
    basis = campaign.bases.get(campaign.settings.text(BASIS_KEY))
    day = campaign.settings.day("decision_date")
    if basis is None or day is None or basis.in_force(day) or not considered(campaign, AWARDED):
        return
    yield value_hit(
        campaign,
        "decision_date",
        f"Quyết định ngày {format_date_short(day)}; {basis.name} {in_force_text(basis)}.",
        f"Kiểm tra ngày Quyết định; nếu đúng, chọn lại “{DEFINITIONS[BASIS_KEY].name}” và sửa các dòng Căn cứ ở trang Cấu hình.",
    )
