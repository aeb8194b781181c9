"""Achievement reports (Mẫu 07 part II) and summaries: complete, of a length that prints, not copied."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from xlpy.checks import abbreviations, copied_texts, nominee_rules
from xlpy.checks.finding import Hit
from xlpy.checks.naming import NOMINEE_SHEETS, nominees, of_unit, place, quoted, unit_names, who
from xlpy.checks.rules import at, rule
from xlpy.checks.written import column_of, nominees_as_written
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table

_BODY = ("targets", "results", "measures", "effect", "lessons")
_FEWEST_SYLLABLES = 5
_SURELY_LONG_ENOUGH = 40
_DEFAULT_SIMILARITY = 85


@rule(
    "BC-001",
    "error",
    title="Báo cáo thành tích hoặc trích ngang thiếu nội dung",
    why="V2, V12; Kế hoạch, mục IV.4: mỗi đề nghị có báo cáo theo Mẫu số 07 (phần II) và một dòng trích ngang",
    example="Cá nhân Nguyễn Văn An chưa ghi “Kết quả đạt được”.",
)
def report_complete(campaign: Campaign) -> Iterator[Hit]:
    for sheet in NOMINEE_SHEETS:
        columns = [campaign.table(sheet).sheet.column(key) for key in nominee_rules.REPORT]
        yield from nominee_rules.missing(campaign, sheet, columns)


@rule(
    "BC-002",
    "error",
    title="Nội dung thành tích chỉ điền cho có",
    why="V12; Mẫu số 07 (phần II): thành tích phải được nêu cụ thể",
    example="Cột “Kết quả đạt được” chỉ ghi “như trên”.",
)
def filler(campaign: Campaign) -> Iterator[Hit]:
    for sheet in NOMINEE_SHEETS:
        yield from nominee_rules.filler_texts(campaign, sheet, nominee_rules.REPORT)


@rule(
    "BC-003",
    "warning",
    title="Nội dung thành tích quá ngắn",
    why="V12; Mẫu số 07 (phần II): nêu cụ thể chỉ tiêu, kết quả, biện pháp; Kế hoạch, mục IV.1",
    example="Cột “Biện pháp, giải pháp” chỉ ghi “Làm tốt”.",
)
def too_short(campaign: Campaign) -> Iterator[Hit]:
    values_of = attrgetter(*_BODY)
    for table, record in nominees(campaign):
        values = values_of(record)
        if min(map(len, values)) >= _SURELY_LONG_ENOUGH:
            continue
        for column, value in zip(_BODY, values, strict=True):
            if not value or len(value) >= _SURELY_LONG_ENOUGH or nominee_rules.is_filler(value):
                continue
            count = len(value.split())
            if count < _FEWEST_SYLLABLES:
                header = table.sheet.column(column).header
                yield at(
                    table,
                    record,
                    column,
                    f"{who(table, record)}: cột “{header}” chỉ có {count} tiếng {quoted(value)}; báo cáo theo Mẫu số 07 "
                    f"cần nội dung cụ thể, ít nhất một câu từ {_FEWEST_SYLLABLES} tiếng.",
                    f"Viết cụ thể “{header}”: việc đã làm, số liệu, thời gian.",
                )


@rule(
    "BC-004",
    "warning",
    title="Tóm tắt thành tích quá dài",
    why="Quy tắc D33; Cấu hình “Độ dài tối đa của tóm tắt thành tích” (chưa xác minh, domain.md §3.4): vừa Giấy khen",
    example="Tóm tắt dài 312 ký tự, tối đa 250.",
)
def summary_length(campaign: Campaign) -> Iterator[Hit]:
    limit = campaign.settings.integer("summary_max_length")
    if limit is None:
        return
    for table, record in nominees(campaign):
        length = len(record.summary)
        if length > limit:
            yield at(
                table,
                record,
                "summary",
                f"{who(table, record)}: tóm tắt thành tích dài {length} ký tự; tối đa {limit} ký tự để vừa Giấy khen và "
                "trích ngang (trang Cấu hình, chưa xác minh).",
                f"Rút gọn bớt {length - limit} ký tự; phần chi tiết đã có trong báo cáo thành tích.",
            )


@rule(
    "BC-005",
    "warning",
    title="Tóm tắt thành tích có xuống dòng",
    why="Quy tắc D33: tóm tắt in thành một đoạn trên Giấy khen và một ô trong trích ngang",
    example="Tóm tắt gồm 3 dòng ngăn cách bằng Alt+Enter.",
)
def summary_on_one_line(campaign: Campaign) -> Iterator[Hit]:
    for table, record in nominees(campaign):
        if "\n" in record.summary:
            lines = record.summary.count("\n") + 1
            yield at(
                table,
                record,
                "summary",
                f"{who(table, record)}: tóm tắt thành tích có {lines} dòng; phải là một đoạn liền, không xuống dòng.",
                "Bỏ các chỗ xuống dòng (Alt+Enter), nối thành một câu.",
                proposal=" ".join(record.summary.split()),
            )


@rule(
    "D32",
    "warning",
    title="Viết tắt trong báo cáo thành tích",
    why="Quy tắc D32; Mẫu số 07 yêu cầu ghi đầy đủ, không viết tắt",
    example="“CBCCVC và GV của trường”: viết “cán bộ, công chức, viên chức và giáo viên của trường”.",
)
def abbreviated(campaign: Campaign) -> Iterator[Hit]:
    values_of = attrgetter(*_COLUMNS_OF_WORDS["collectives"]), attrgetter(*_COLUMNS_OF_WORDS["individuals"])
    for table, record in nominees_as_written(campaign):
        personal = table.sheet.key == "individuals"
        values: tuple[str, ...] = values_of[personal](record)
        if not abbreviations.may_abbreviate("\n".join(values)):
            continue
        for column, value in zip(_COLUMNS_OF_WORDS[table.sheet.key], values, strict=True):
            if abbreviations.may_abbreviate(value) and (found := abbreviations.find(value)):
                written_out = "; ".join(f"{short} = {long}" for short, long in found.items())
                here = column_of(campaign, record, column)
                yield at(
                    table,
                    record,
                    here,
                    f"{who(table, record)}: cột “{table.sheet.column(here).header}” có từ viết tắt "
                    f"{', '.join(found)}. Mẫu số 07 yêu cầu viết đầy đủ, không viết tắt.",
                    f"Viết đầy đủ ({written_out}).",
                )


_COLUMNS_OF_WORDS = {
    "collectives": ("name", "structure", "function", *_BODY, "summary"),
    "individuals": ("position", "workplace", *_BODY, "summary"),
}


@rule(
    "BC-006",
    "warning",
    title="Thành tích chép từ đề nghị khác",
    why="V8; Cấu hình “Cảnh báo thành tích giống nhau từ”: mỗi báo cáo phải nêu thành tích riêng của tập thể, cá nhân",
    example="“Kết quả đạt được” của Trần Thị Bình giống 96% của Nguyễn Văn An.",
)
def copied(campaign: Campaign) -> Iterator[Hit]:
    percent = campaign.settings.integer("text_similarity_percent")
    labels = unit_names(campaign)
    for copy in copied_texts.find_copies(
        nominees_as_written(campaign), _DEFAULT_SIMILARITY if percent is None else percent
    ):
        earlier, later = copy.earlier, copy.later
        if (
            copy.percent == 100
            and copy.identical
            and later.unit_code
            and earlier.unit_code == later.unit_code
        ):
            continue
        column = column_of(campaign, later, copy.column)
        header = copy.table.sheet.column(column).header
        earlier_place = place(copy.earlier_table, earlier, column_of(campaign, earlier, copy.earlier_column))
        yield at(
            copy.table,
            later,
            column,
            f"“{header}” của {who(copy.table, later)} giống {copy.percent}% nội dung của "
            f"{who(copy.earlier_table, earlier)} ({earlier_place}, "
            f"{of_unit(labels, earlier.unit_code)}). Mỗi báo cáo phải nêu thành tích riêng.",
            "Viết lại theo thành tích thực tế của từng người, từng tập thể; nếu hai bên cùng làm chung một việc thì "
            "nêu rõ phần việc của mỗi bên.",
        )


_own_words = attrgetter(*copied_texts.OWN_WORDS)


@rule(
    "BC-007",
    "warning",
    title="Thành tích trong cùng đơn vị giống hệt nhau",
    why="V8: mỗi báo cáo phải nêu thành tích riêng của tập thể, cá nhân",
    example="Hai cá nhân của Phường Phúc Xá có “Biện pháp, giải pháp” giống hệt nhau.",
)
def identical_in_unit(campaign: Campaign) -> Iterator[Hit]:
    rows = list(nominees_as_written(campaign))
    contents = [content for _, record in rows for content in _own_words(record)]
    if len(set(contents)) == len(contents):
        return
    labels = unit_names(campaign)
    first: dict[tuple[str, str], tuple[Table[Record], Nominee, str]] = {}
    for table, record in rows:
        if not record.unit_code:
            continue
        for column, content in zip(copied_texts.OWN_WORDS, _own_words(record), strict=True):
            if len(content) < copied_texts.SHORTEST:
                continue
            key = (record.unit_code, content)
            earlier_table, earlier, earlier_column = first.setdefault(key, (table, record, column))
            if earlier is not record:
                here = column_of(campaign, record, column)
                header = table.sheet.column(here).header
                there = place(earlier_table, earlier, column_of(campaign, earlier, earlier_column))
                yield at(
                    table,
                    record,
                    here,
                    f"“{header}” của {who(table, record)} giống hệt nội dung của {who(earlier_table, earlier)} "
                    f"({there}), cùng {of_unit(labels, record.unit_code)}. "
                    "Mỗi báo cáo phải nêu thành tích riêng.",
                    "Viết lại theo thành tích thực tế của từng người, từng tập thể.",
                )


@rule(
    "BC-008",
    "warning",
    title="Một nội dung chép vào hai mục của báo cáo",
    why="V8; Mẫu số 07 (phần II): chỉ tiêu, kết quả, biện pháp, hiệu quả, bài học là năm nội dung khác nhau",
    example="“Hiệu quả kinh tế - xã hội” giống hệt “Kết quả đạt được”.",
)
def same_text_in_two_columns(campaign: Campaign) -> Iterator[Hit]:
    values_of = attrgetter(*_BODY)
    for table, record in nominees(campaign):
        values = values_of(record)
        if len(set(values)) == len(values):
            continue
        yield from _repeated(campaign, record, values, table.sheet.key)


def _repeated(campaign: Campaign, record: Nominee, values: tuple[str, ...], sheet: str) -> Iterator[Hit]:
    table = campaign.table(sheet)
    first: dict[str, str] = {}
    for column, value in zip(_BODY, values, strict=True):
        if len(value) < _SURELY_LONG_ENOUGH:
            continue
        earlier = first.setdefault(value, column)
        if earlier != column:
            header, other = table.sheet.column(column).header, table.sheet.column(earlier).header
            yield at(
                table,
                record,
                column,
                f"{who(table, record)}: cột “{header}” giống hệt cột “{other}” ({place(table, record, earlier)}); "
                "mỗi mục của Mẫu số 07 phải có nội dung riêng.",
                f"Viết nội dung riêng cho “{header}”.",
            )
