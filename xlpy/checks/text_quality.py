"""Texts and names as typed: what the reader noticed (wording in two modules beside this one), and checks of
names and texts that need no other row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import gt

from xlpy.checks import nominee_rules
from xlpy.checks import wording_of_texts as wording_of_texts
from xlpy.checks import wording_of_values as wording_of_values
from xlpy.checks.finding import Hit
from xlpy.checks.naming import in_scope, name_parts, quoted
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.model.records import RECORD_TYPES, Record
from xlpy.model.table import Table
from xlpy.vietnamese import names

PERSON_NAMES = (
    ("units", "signer_name"),
    ("collectives", "head_name"),
    ("individuals", "full_name"),
    ("good_people", "full_name"),
    ("council", "full_name"),
)
"""(sheet, column) of every cell that holds the full name of one person."""

_TEXT_SHEETS = tuple(key for key in RECORD_TYPES if key != "settings")
_MARKLESS_FAMILIES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ngo",
        "duong",
        "truong",
        "trinh",
        "dinh",
        "luong",
        "dao",
        "doan",
    ]
)
_MARKLESS_MIDDLES = frozenset(("van", "thi"))
_LONG_ENOUGH_TO_JUDGE = 30


def _person_names(campaign: Campaign) -> Iterator[tuple[Table[Record], Record, str, str]]:
    for sheet, column in PERSON_NAMES:
        table = campaign.table(sheet)
        for record in in_scope(campaign, table):
            value: str = getattr(record, column)
            if value:
                yield table, record, column, value


@rule(
    "D07",
    "warning",
    title="Họ tên viết toàn chữ hoa, chữ thường hoặc thiếu chữ hoa",
    why="Quy tắc D07; Nghị định 30/2020/NĐ-CP, Phụ lục II: viết hoa chữ cái đầu mỗi âm tiết của tên người",
    example="“NGUYỄN THỊ HƯƠNG” hoặc “Nguyễn thị Hương”: sửa thành “Nguyễn Thị Hương”.",
)
def name_case(campaign: Campaign) -> Iterator[Hit]:
    for table, record, column, value in _person_names(campaign):
        if value.istitle() or _has_lost_letters(value):
            continue
        parts = name_parts(value)
        proposed = names.propose_case(parts.name)
        if proposed is not None:
            yield at(
                table,
                record,
                column,
                f"họ tên {quoted(value)} viết hoa chưa đúng; viết hoa chữ cái đầu mỗi tiếng, các chữ sau viết thường.",
                f"Sửa thành {quoted(proposed)}.",
                proposal=proposed,
            )


@rule(
    "D10",
    "warning",
    title="Họ tên có kèm Ông, Bà, Đồng chí hoặc học vị",
    why="Quy tắc D10; Nghị định 30/2020/NĐ-CP, C-22: trước họ tên không ghi học hàm, học vị, danh xưng",
    example="“Ông Nguyễn Văn An”: ghi “Nguyễn Văn An”; danh xưng được suy từ giới tính.",
)
def name_with_title(campaign: Campaign) -> Iterator[Hit]:
    for table, record, column, value in _person_names(campaign):
        parts = name_parts(value)
        if parts.title is not None:
            proposed = names.propose_case(parts.name) or parts.name
            yield at(
                table,
                record,
                column,
                f"họ tên {quoted(value)} có kèm {quoted(parts.title)}; cột này chỉ ghi họ, đệm và tên.",
                f"Sửa thành {quoted(proposed)}. Danh xưng Ông, Bà được lấy theo giới tính khi in.",
                proposal=proposed,
            )


@rule(
    "VB-001",
    "error",
    title="Họ tên có chữ số hoặc ký tự lạ",
    why="V12; Mẫu số 07: họ tên ghi đầy đủ, đúng giấy tờ; tên được in lên Giấy khen",
    example="“Nguyễn Văn An2” hoặc “Trần Thị B.”.",
)
def name_with_odd_signs(campaign: Campaign) -> Iterator[Hit]:
    for table, record, column, value in _person_names(campaign):
        if value.replace(" ", "").isalpha() or _has_lost_letters(value):
            continue
        name = name_parts(value).name
        odd = sorted({char for char in name if not (char.isalpha() or char in " '’-")})
        if odd or not any(map(str.isalpha, name)):
            yield at(
                table,
                record,
                column,
                f"họ tên {quoted(value)} có ký tự không dùng trong tên người ({' '.join(odd) or name}); "
                "họ tên chỉ gồm chữ cái và dấu cách.",
                "Ghi lại họ tên theo giấy tờ; bí danh, tên khác ghi ở cột riêng.",
            )


@rule(
    "VB-002",
    "warning",
    title="Họ tên chỉ có một tiếng",
    why="V12; Mẫu số 07: họ và tên ghi đầy đủ, không viết tắt",
    example="“Hương”: ghi đủ họ, đệm và tên.",
)
def name_of_one_syllable(campaign: Campaign) -> Iterator[Hit]:
    for table, record, column, value in _person_names(campaign):
        if " " not in value and value.isalpha():
            yield at(
                table,
                record,
                column,
                f"họ tên {quoted(value)} chỉ có một tiếng; cần đủ họ, đệm (nếu có) và tên.",
                "Ghi đầy đủ họ và tên theo giấy tờ.",
            )


@rule(
    "VB-003",
    "error",
    title="Chữ có dấu bị thay bằng dấu hỏi",
    why="V11; Nghị định 30/2020/NĐ-CP, P-06: văn bản dùng bộ mã Unicode; dấu hỏi giữa chữ là chữ đã mất",
    example="“Nguy?n V?n An”: phải gõ lại, máy không khôi phục được.",
)
def lost_letters(campaign: Campaign) -> Iterator[Hit]:
    for sheet in _TEXT_SHEETS:
        table = campaign.table(sheet)
        columns = _text_columns(sheet)
        values_of = nominee_rules.getter(columns)
        for record in in_scope(campaign, table):
            # Glueing a row together is one cheap pass; hardly any row needs the second.
            glued = "\n".join(values_of(record))
            if "?" not in glued and "\ufffd" not in glued:
                continue
            for column in columns:
                value: str = getattr(record, column)
                if _has_lost_letters(value):
                    yield at(
                        table,
                        record,
                        column,
                        f"nội dung {quoted(value)} có chữ bị thay bằng dấu hỏi, do lưu hoặc chuyển bằng bảng mã không phải Unicode; "
                        "hồ sơ chỉ dùng tiếng Việt Unicode có đủ dấu.",
                        "Gõ lại nội dung bằng Unicode, hoặc chép lại từ văn bản gốc; phần mềm không đoán được chữ đã mất.",
                    )


def _has_lost_letters(value: str) -> bool:
    if "\ufffd" in value:
        return True
    found = value.find("?")
    while found >= 0:
        before, after = value[found - 1 : found], value[found + 1 : found + 2]
        if before.isalpha() and after.isalpha():
            return True
        found = value.find("?", found + 1)
    return False


@lru_cache(maxsize=32)
def _text_columns(sheet: str) -> tuple[str, ...]:
    from xlpy.schema import sheet as schema_sheet

    return tuple(c.key for c in schema_sheet(sheet).inputs if c.type in ("text", "long_text"))


@rule(
    "VB-004",
    "warning",
    title="Họ tên gõ không dấu",
    why="V11; Mẫu số 07: họ tên ghi đúng giấy tờ, có đủ dấu tiếng Việt",
    example="“Nguyen Van An”: ghi “Nguyễn Văn An”.",
)
def name_without_marks(campaign: Campaign) -> Iterator[Hit]:
    for table, record, column, value in _person_names(campaign):
        if value.isascii() and _looks_unmarked(value):
            yield at(
                table,
                record,
                column,
                f"họ tên {quoted(value)} không có dấu tiếng Việt; tên được in nguyên như vậy vào hồ sơ và Giấy khen.",
                "Gõ lại họ tên có đủ dấu theo giấy tờ.",
            )


def _looks_unmarked(name: str) -> bool:
    first, *rest = name_parts(name).key.split() or [""]
    return bool(rest) and (first in _MARKLESS_FAMILIES or not _MARKLESS_MIDDLES.isdisjoint(rest))


@rule(
    "VB-005",
    "warning",
    title="Nội dung dài gõ không dấu hoặc toàn chữ hoa",
    why="V11; Nghị định 30/2020/NĐ-CP, C-14: nội dung văn bản dùng chữ in thường, tiếng Việt có dấu",
    example="“HOÀN THÀNH XUẤT SẮC NHIỆM VỤ…” hoặc “Hoan thanh xuat sac nhiem vu…”.",
)
def unmarked_or_capital_text(campaign: Campaign) -> Iterator[Hit]:
    for sheet in _TEXT_SHEETS:
        columns = _long_columns(sheet)
        if not columns:
            continue
        table = campaign.table(sheet)
        values_of = nominee_rules.getter(columns)
        for record in in_scope(campaign, table):
            values = values_of(record)
            if not (any(map(str.isascii, values)) or any(map(str.isupper, values))):
                continue
            for column, value in zip(columns, values, strict=True):
                if len(value) < _LONG_ENOUGH_TO_JUDGE or not (value.isascii() or value.isupper()):
                    continue
                if not any(map(str.isalpha, value)):
                    continue
                fault = "viết toàn chữ hoa" if value.isupper() else "không có dấu tiếng Việt"
                yield at(
                    table,
                    record,
                    column,
                    f"nội dung {quoted(value)} {fault}; hồ sơ dùng chữ thường, tiếng Việt có đủ dấu.",
                    "Gõ lại nội dung bằng chữ thường có dấu; chỉ viết hoa đầu câu và tên riêng.",
                )


@lru_cache(maxsize=32)
def _long_columns(sheet: str) -> tuple[str, ...]:
    from xlpy.schema import sheet as schema_sheet

    return tuple(c.key for c in schema_sheet(sheet).inputs if c.type == "long_text" and c.required)


@rule(
    "D33",
    "warning",
    title="Nội dung dài hơn mức cho phép của cột",
    why="Quy tắc D33: nội dung quá dài không in vừa biểu mẫu; mức tối đa nằm ở từng cột của mẫu",
    example="“Họ và tên” dài 75 ký tự, tối đa 60.",
)
def too_long(campaign: Campaign) -> Iterator[Hit]:
    for sheet in _TEXT_SHEETS:
        table = campaign.table(sheet)
        limited = [c for c in table.sheet.inputs if c.type in ("text", "long_text") and c.maximum]
        if not limited:
            continue
        keys = [column.key for column in limited]
        values_of = nominee_rules.getter(keys)
        limits = [column.maximum or 0 for column in limited]
        for record in in_scope(campaign, table):
            if not any(map(gt, map(len, values_of(record)), limits)):
                continue
            for column in limited:
                length = len(getattr(record, column.key))
                if column.maximum and length > column.maximum:
                    yield at(
                        table,
                        record,
                        column.key,
                        f"cột “{column.header}” dài {length} ký tự; tối đa {column.maximum} ký tự để in vừa biểu mẫu.",
                        f"Rút gọn bớt {length - column.maximum} ký tự.",
                    )
