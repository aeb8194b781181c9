"""The same person or collective twice, and the same row id twice.

A person may be a nominee and a "Người tốt, việc tốt" at once: that sheet is not compared with Cá nhân
(domain.md §3.7: another kind of award without quota).
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks import person_matches
from xlpy.checks.finding import Hit
from xlpy.checks.naming import collectives, in_scope, individuals, of_unit, place, quoted, unit_names, who
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Record
from xlpy.schema import tables
from xlpy.vietnamese import text


@rule(
    "TR-001",
    "error",
    title="Một người được đề nghị hai lần trong cùng đơn vị",
    why="V7, D29: một thành tích không khen nhiều lần; người trùng làm sai chỉ tiêu (Kế hoạch, mục IV.2)",
    example="Nguyễn Văn An, sinh 05/6/1980, có ở dòng 5 và dòng 9 của Phường Phúc Xá.",
)
def person_twice_in_unit(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    labels = unit_names(campaign)
    for match in person_matches.same_person(rows):
        if match.later.unit_code != match.earlier.unit_code:
            continue
        yield at(
            table,
            match.later,
            "full_name",
            f"{who(table, match.later)} đã được {of_unit(labels, match.later.unit_code)} đề nghị ở "
            f"{place(table, match.earlier, 'full_name')} ({match.reason}). Mỗi người chỉ có một dòng.",
            "Xóa bớt một dòng. Nếu là hai người khác nhau, sửa ngày sinh hoặc số CCCD cho đúng.",
        )


@rule(
    "TR-002",
    "warning",
    title="Một người được đề nghị ở hai đơn vị",
    why="V7, D29: một thành tích không khen nhiều lần; cần xác định đơn vị nào đề nghị",
    example="Nguyễn Văn An, sinh 05/6/1980, được Phường Phúc Xá và Phòng Nội vụ cùng đề nghị.",
)
def person_in_two_units(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    labels = unit_names(campaign)
    for match in person_matches.same_person(rows):
        if match.later.unit_code == match.earlier.unit_code:
            continue
        yield at(
            table,
            match.later,
            "full_name",
            f"{who(table, match.later)} ({of_unit(labels, match.later.unit_code)}) đã được "
            f"{of_unit(labels, match.earlier.unit_code)} đề nghị ở {place(table, match.earlier, 'full_name')} "
            f"({match.reason}). Mỗi người chỉ do một đơn vị đề nghị.",
            "Hai đơn vị thống nhất giữ lại một đề nghị. Nếu là hai người khác nhau thì giữ nguyên; "
            "nên ghi số CCCD để phân biệt.",
        )


@rule(
    "TR-003",
    "warning",
    title="Trùng họ tên, thiếu ngày sinh để phân biệt",
    why="V7, D29; domain.md §6.6: cùng họ tên mà thiếu ngày sinh thì chưa biết có phải một người",
    example="Hai dòng cùng tên Nguyễn Văn An, một dòng chưa có ngày sinh.",
)
def same_name_without_birth(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    labels = unit_names(campaign)
    for match in person_matches.same_name_unknown_birth(rows):
        yield at(
            table,
            match.later,
            "full_name",
            f"{who(table, match.later)} trùng họ tên với {place(table, match.earlier, 'full_name')} "
            f"({of_unit(labels, match.earlier.unit_code)}), mà có dòng chưa ghi ngày sinh nên chưa phân biệt được.",
            "Bổ sung ngày sinh hoặc số CCCD cho cả hai dòng; nếu là một người thì xóa bớt một dòng.",
        )


@rule(
    "TR-004",
    "warning",
    title="Hai tên chỉ khác nhau dấu, cùng ngày sinh",
    why="V7, D29; domain.md §6.6: so tên bỏ dấu để phát hiện gõ nhầm dấu",
    example="Nguyễn Thị Hương và Nguyễn Thị Hường cùng sinh 05/6/1980.",
)
def name_with_other_accents(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    labels = unit_names(campaign)
    for match in person_matches.same_name_but_accents(rows):
        yield at(
            table,
            match.later,
            "full_name",
            f"{who(table, match.later)} chỉ khác dấu với {quoted(match.earlier.full_name)} "
            f"({place(table, match.earlier, 'full_name')}, {of_unit(labels, match.earlier.unit_code)}) và "
            f"{match.reason}; có thể là một người bị gõ nhầm dấu.",
            f"Nếu là một người: sửa thành {quoted(match.earlier.full_name)} và xóa bớt một dòng. Nếu là hai người thì giữ nguyên.",
            proposal=match.earlier.full_name,
        )


@rule(
    "TR-005",
    "warning",
    title="Hai người khác tên dùng chung số CCCD",
    why="V7, D29; domain.md §6.6: số CCCD là duy nhất của mỗi người",
    example="Nguyễn Văn An và Trần Thị Bình cùng số CCCD 001080012345.",
)
def citizen_number_shared(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    for match in person_matches.shared_numbers(rows):
        yield at(
            table,
            match.later,
            "citizen_id",
            f"{who(table, match.later)} có số CCCD {match.later.citizen_id} trùng với {who(table, match.earlier)} "
            f"({place(table, match.earlier, 'citizen_id')}), mà hai tên khác nhau; mỗi số CCCD chỉ của một người.",
            "Đối chiếu thẻ CCCD của cả hai người rồi sửa số sai; nếu là một người thì sửa tên và xóa bớt một dòng.",
        )


@rule(
    "TR-006",
    "error",
    title="Một tập thể được đề nghị hai lần trong cùng đơn vị",
    why="V7, D29; domain.md §6.6: khóa trùng của tập thể là đơn vị và tên (Kế hoạch, mục IV.2: chỉ tiêu)",
    example="“Tổ dân phố số 3” có ở dòng 5 và dòng 6 của Phường Phúc Xá.",
)
def collective_twice(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    labels = unit_names(campaign)
    first: dict[tuple[str, str], Collective] = {}
    for record in rows:
        if not record.name or not record.unit_code:
            continue
        earlier = first.setdefault((record.unit_code, text.fold(record.name)), record)
        if earlier is not record:
            yield at(
                table,
                record,
                "name",
                f"{who(table, record)} đã được {of_unit(labels, record.unit_code)} đề nghị ở "
                f"{place(table, earlier, 'name')}. Mỗi tập thể chỉ có một dòng.",
                "Xóa bớt một dòng, hoặc ghi rõ tên để phân biệt hai tập thể.",
            )


@rule(
    "TR-007",
    "error",
    title="Mã dòng bị trùng",
    why="Quy tắc D28 và phép gộp bản của đơn vị: mã dòng là khóa để nhận ra từng dòng",
    example="CN-0003 có ở dòng 7 và dòng 12: thường do chép cả dòng.",
)
def row_id_twice(campaign: Campaign) -> Iterator[Hit]:
    for sheet in tables():
        table = campaign.table(sheet.key)
        if sheet.row_prefix is None:
            continue
        first: dict[str, Record] = {}
        for record in in_scope(campaign, table):
            if not record.row_id:
                continue
            earlier = first.setdefault(record.row_id.casefold(), record)
            if earlier is not record:
                yield at(
                    table,
                    record,
                    "row_id",
                    f"mã dòng {quoted(record.row_id)} đã có ở {place(table, earlier, 'row_id')}; "
                    f"mỗi dòng của trang {table.found_tab} phải có mã riêng dạng {sheet.row_prefix}-0001.",
                    "Dòng này có lẽ được chép từ dòng kia: nhập mã chưa dùng cho dòng chép thêm, hoặc xóa dòng nếu thừa.",
                )
