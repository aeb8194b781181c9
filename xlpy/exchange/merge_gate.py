"""Is this file one to merge at all? Recognised by what is inside, explained in one sentence with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlpy.exchange.merge_plan import FileStatus
from xlpy.model.rawrows import CopyState


@dataclass(frozen=True, slots=True)
class SentCopy:
    """One copy that left this workbook, as its register knows it."""

    copy_id: str
    unit_code: str
    round: int
    part: str = ""
    base_hash: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the master knows of copies: those it sent, and the files it has merged before."""

    sent: Mapping[str, SentCopy] = field(default_factory=dict[str, SentCopy])
    """By copy id; empty where the master keeps no register."""
    merged: Mapping[str, str] = field(default_factory=dict[str, str])
    """SHA-256 of merged files → when, as text."""
    merged_rounds: Mapping[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    """The newest round merged, by unit and part of the unit."""
    added: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Rows that earlier merges added: (sheet, normal id) → fingerprint of what was written. See `undo.added_rows`."""
    units: frozenset[str] = frozenset()
    """Codes of Đơn vị."""

    def last_round(self, unit_code: str, part: str) -> int:
        """The newest round sent to a unit or its part, 0 if none."""
        return max(
            (c.round for c in self.sent.values() if (c.unit_code, c.part) == (unit_code, part)), default=0
        )

    def distrusts_base(self, copy: CopyState) -> bool:
        """Whether the register holds another checksum of the rows that were sent in this copy."""
        sent = self.sent.get(copy.copy_id)
        return sent is not None and bool(sent.base_hash) and sent.base_hash != copy.base_hash


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not merged: "unchanged" for one that is in already, else "rejected"."""

    status: FileStatus
    reason: str


def refuse(copy: CopyState, master: CopyState, known: Known) -> Refusal | None:
    """Why the file as a whole is not merged, or None."""
    if copy.file_hash in known.merged:
        when = known.merged[copy.file_hash]
        return Refusal(
            "unchanged", f"Đúng tệp này đã ghép{f' lúc {when}' if when else ''}; không có gì để làm thêm."
        )
    if copy.file_hash == master.file_hash or (copy.copy_id and copy.copy_id == master.copy_id):
        return Refusal(
            "rejected",
            "Đây chính là sổ đang ghép vào, không phải bản đơn vị gửi về. Hãy chọn tệp của đơn vị.",
        )
    if copy.campaign_code != master.campaign_code:
        return Refusal(
            "rejected",
            f"Tệp thuộc đợt thi đua “{copy.campaign_code or 'không rõ'}”, sổ này thuộc đợt “{master.campaign_code}”. "
            "Hãy xin đơn vị tệp của đúng đợt, hoặc ghép vào sổ của đợt kia.",
        )
    if copy.schema_version != master.schema_version:
        return Refusal(
            "rejected",
            f"Tệp theo mẫu phiên bản {copy.schema_version or 'không rõ'}, sổ này theo phiên bản "
            f"{master.schema_version}. Hãy gửi lại đơn vị bản tách mới và nhờ chép dữ liệu sang.",
        )
    if not copy.unit_code:
        return Refusal(
            "rejected",
            "Đây là một sổ đầy đủ của quận, không phải bản tách cho đơn vị. Hãy chọn tệp của đơn vị; "
            "nếu đơn vị làm nhầm trên sổ đầy đủ, hãy gửi đơn vị bản tách và nhờ chép phần của mình sang.",
        )
    owner = f"{'cụm' if copy.units else 'đơn vị'} “{copy.unit_code}”"
    unknown = [code for code in copy.members if known.units and code not in known.units]
    foreign = [code for code in copy.members if master.unit_code and code not in master.members]
    # A copy of the same group may hold a unit that the master has lost meanwhile: the rows decide, not the gate.
    if foreign or (master.unit_code and copy.units and not master.units):
        kind = "cụm" if master.units else "đơn vị"
        return Refusal(
            "rejected",
            f"Sổ này là bản của {kind} “{master.unit_code}”, tệp là của {owner}. Hãy ghép tệp vào sổ của quận.",
        )
    if unknown:
        listed = ", ".join(f"“{code}”" for code in unknown)
        return Refusal(
            "rejected",
            f"Tệp của {owner} có đơn vị mang mã {listed} nhưng trang Đơn vị không có mã này. "
            "Hãy thêm đơn vị (hoặc sửa lại mã) ở trang Đơn vị rồi ghép lại."
            if copy.units
            else f"Tệp của đơn vị mang mã {listed} nhưng trang Đơn vị không có mã này. "
            "Hãy thêm đơn vị (hoặc sửa lại mã) ở trang Đơn vị rồi ghép lại.",
        )
    return _refuse_unknown_copy(copy, known)


def _refuse_unknown_copy(copy: CopyState, known: Known) -> Refusal | None:
    sent = known.sent.get(copy.copy_id)
    if sent is not None and sent.unit_code != copy.unit_code:
        return Refusal(
            "rejected",
            f"Dấu nhận dạng trong tệp ghi đơn vị “{copy.unit_code}” nhưng bản này đã gửi cho “{sent.unit_code}”. "
            "Dấu đã bị sửa; hãy xin lại đơn vị tệp gốc.",
        )
    if sent is None and known.sent and copy.parent_id in known.sent:
        parent = "cụm" if known.sent[copy.parent_id].is_group else "đơn vị"
        return Refusal(
            "rejected",
            f"Đây là bản chia nhỏ từ bản của {parent} “{known.sent[copy.parent_id].unit_code}”. "
            f"Hãy nhờ {parent} ấy ghép tệp này vào bản của mình rồi gửi bản đã ghép.",
        )
    return None


def remarks(copy: CopyState, known: Known) -> list[str]:
    """What is odd about a file that is merged all the same, in sentences for the log."""
    found = list(copy.notes)
    if known.sent and copy.copy_id not in known.sent:
        found.append(
            "Sổ không có dấu vết đã gửi bản này (có thể gửi từ một sổ khác); vẫn ghép theo gốc trong tệp."
        )
    if copy.base is None:
        found.append(
            "Bản gốc ẩn trong tệp bị mất hoặc bị sửa: mọi khác biệt thành xung đột để chọn, dòng mới vẫn được nhận."
        )
    newest = known.last_round(copy.unit_code, copy.part)
    if copy.round < newest:
        found.append(
            f"Tệp trả lời lần gửi {copy.round}, trong khi đã gửi lần {newest}; ghép theo gốc của lần {copy.round}. "
            "Hãy hỏi đơn vị đã dùng bản mới chưa."
        )
    return found
