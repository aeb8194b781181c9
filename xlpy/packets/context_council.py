"""Fields of biên bản họp Hội đồng (domain.md §3.3; NĐ 30/2020/NĐ-CP Mẫu 1.9)."""

from __future__ import annotations

from xlpy.model.records import CouncilMember
from xlpy.packets.context_parts import Context
from xlpy.packets.facts import PacketFacts
from xlpy.packets.nominees import NomineeFacts
from xlpy.packets.signing import signer_name
from xlpy.packets.wording import DOTS, document_number, lower_first, moment, number_line
from xlpy.schema.choices import VOTE_BASES, VOTING_METHODS
from xlpy.vietnamese.numbers import count_words

_SECRET_BALLOT = VOTING_METHODS[1]


def minutes_fields(facts: PacketFacts) -> Context:
    """When, where and how; a show of hands counts opinions ("ý kiến"), a ballot counts "phiếu"."""
    dossier = facts.dossier
    secret = dossier.voting_method == _SECRET_BALLOT
    written = dossier.written_opinions or 0
    return {
        "so": number_line(dossier.minutes_no, "BB", facts.unit),
        "so_ky_hieu": document_number(dossier.minutes_no, "BB", facts.unit),
        "bat_dau": moment(dossier.meeting_start, facts.year),
        "ket_thuc": moment(dossier.meeting_end, facts.year),
        "dia_diem": dossier.meeting_place.rstrip(" .") or DOTS,
        "hinh_thuc_bieu_quyet": lower_first(dossier.voting_method) or DOTS,
        "don_vi_phieu": "phiếu" if secret else "ý kiến",
        "y_kien_van_ban": count_words(written) if written else "",
        "cach_tinh": _base_text(facts),
        "co_khong_bieu_quyet": any(nominee.vote.recused for nominee in facts.nominees),
        "noi_nhan": ["- Thành viên Hội đồng;", "- Lưu: VT, Hồ sơ."],
    }


def _base_text(facts: PacketFacts) -> str:
    """What the percentages are taken of, as the settings say (domain.md §3.3, invented defaults)."""
    settings = facts.settings
    if settings.text("vote_base") == VOTE_BASES[1]:
        text = "số thành viên có mặt"
        if settings.flag("written_opinions_allowed") and facts.dossier.written_opinions:
            text += " và ý kiến bằng văn bản"
    else:
        text = "tổng số thành viên Hội đồng"
    recused = any(nominee.vote.recused for nominee in facts.nominees)
    return (
        f"{text}, trừ người không tham gia biểu quyết"
        if recused and settings.flag("recusal_lowers_base")
        else text
    )


def council_fields(facts: PacketFacts) -> Context:
    """Members, who was there, who was not and why; total = present + absent by construction."""
    absent = facts.absent
    return {
        "tong": count_words(len(facts.council)),
        "co_mat": count_words(len(facts.present)),
        "vang_mat": count_words(len(absent)),
        "vang": [
            f"- {_name_and_post(member)} (lý do: {member.reason_absent.rstrip(' .;') or DOTS})"
            f"{'.' if number == len(absent) else ';'}"
            for number, member in enumerate(absent, 1)
        ],
        "thanh_vien": [_member_row(number, member) for number, member in enumerate(facts.council, 1)],
        "chu_tri": _person(facts, facts.chair),
        "thu_ky": _person(facts, facts.secretary),
    }


def _member_row(number: int, member: CouncilMember) -> Context:
    presence = "Có mặt" if member.present is True else "Vắng mặt"
    return {
        "stt": number,
        "ho_ten": member.full_name,
        "chuc_vu": member.position,
        "vai_tro": member.role,
        "co_mat": presence,
    }


def _name_and_post(member: CouncilMember) -> str:
    return f"{member.full_name}, {member.position}" if member.position else member.full_name


def _person(facts: PacketFacts, member: CouncilMember | None) -> Context:
    """Chair or secretary; dots in the text and a blank under the signature where there is none."""
    if member is None:
        return {"ten_chuc_vu": DOTS, "ho_ten": "", "vai_tro": DOTS}
    return {
        "ten_chuc_vu": _name_and_post(member),
        "ho_ten": signer_name(facts.unit, member.full_name),
        "vai_tro": member.role,
    }


def vote_fields(nominee: NomineeFacts, facts: PacketFacts, number: int) -> Context:
    """The vote on one nominee, in figures, words and percent with two decimals."""
    vote = nominee.vote
    return {
        "stt": number,
        "ten": nominee.title_name,
        "ten_trong_cau": nominee.title_name if nominee.is_collective else lower_first(nominee.title_name),
        "hinh_thuc": nominee.record.award,
        "dong_y": _figure(vote.votes_for),
        "khong_dong_y": _figure(vote.votes_against),
        "khac": _figure(vote.votes_other),
        "ty_le": vote.percent or DOTS,
        "ket_qua": f"{vote.votes_for:02d}/{vote.base:02d} = {vote.percent}" if vote.percent else DOTS,
        "dong_y_chu": DOTS if vote.votes_for is None else count_words(vote.votes_for),
        "co_so": f"{max(vote.base, 0):02d}",
        "co_so_chu": count_words(max(vote.base, 0)),
        "khong_bieu_quyet": ", ".join(vote.recused),
        "cuoi_dong": "." if number == len(facts.nominees) else ";",
    }


def _figure(count: int | None) -> str:
    return "" if count is None else f"{count:02d}"
