"""Planting the same person, collective or row id twice: V7, D09, D29, D30 of domain.md."""

from __future__ import annotations

from samples.make.planted import Planter
from xlpy.schema.choices import WARD
from xlpy.workbook.content import Row


def _ward(row: Row) -> bool:
    return str(row["unit_code"]).isdigit()


def _not_a_ward(row: Row) -> bool:
    return not _ward(row)


def plant(planter: Planter) -> None:
    """Every kind of duplicate; of each pair the later row is the one that is told."""
    rows = planter.rows("individuals")
    same = ("full_name", "gender", "birth_date", "citizen_id")

    def become(index: int, other: int, columns: tuple[str, ...] = same) -> None:
        rows[index].pop("citizen_id", None)
        rows[index] |= {column: rows[other][column] for column in columns if column in rows[other]}

    def mark(code: str, severity: str, index: int, what: str) -> None:
        planter.mark(
            code, "error" if severity == "error" else "warning", "individuals", index, "full_name", what
        )

    unit = planter.take_unit(lambda row: row["unit_kind"] == WARD)
    first, second, *others = planter.of_unit("individuals", unit)
    for index in (first, *others):
        planter.use("individuals", index)
    become(second, first)
    mark("V7", "error", second, "một người hai lần trong cùng đơn vị")
    first, second = planter.take("individuals", _not_a_ward), planter.take("individuals", _not_a_ward)
    become(second, first)
    mark("D29", "warning", second, "một người ở hai đơn vị")
    first, second = planter.take("individuals", _not_a_ward), planter.take("individuals", _not_a_ward)
    become(second, first)
    rows[first]["full_name"], rows[second]["full_name"] = "Nguyễn Thị Minh Hòa", "Nguyễn Thị Minh Hoà"
    mark("D09", "warning", second, "một người ở hai đơn vị, dấu đặt khác chỗ (Hòa, Hoà)")
    first, second = planter.take("individuals", _not_a_ward), planter.take("individuals", _not_a_ward)
    become(second, first)
    rows[first]["full_name"], rows[second]["full_name"] = "Trần Thị Hương", "Trần Thị H\u00adương"
    mark("D30", "warning", second, "một người ở hai đơn vị, một lần có dấu nối ẩn")
    planter.mark(
        "D30", "silent", "individuals", second, "full_name", "dấu nối ẩn trong họ tên", secondary=True
    )
    first, second = planter.take("individuals", _not_a_ward), planter.take("individuals", _not_a_ward)
    become(second, first, ("gender", "birth_date"))
    rows[first].pop("citizen_id", None)
    rows[first]["full_name"], rows[second]["full_name"] = "Phạm Đức Dũng", "Phạm Đức Dụng"
    mark("D29", "warning", second, "hai tên chỉ khác dấu, cùng ngày sinh")
    index = planter.take("collectives", lambda row: _ward(row) and row["priority"] == 2)
    before = planter.rows("collectives")[index - 1]
    columns = ("name", "scope", "head_title", "head_name")
    planter.rows("collectives")[index] |= {column: before[column] for column in columns if column in before}
    planter.use("collectives", index - 1)
    planter.mark("V7", "error", "collectives", index, "name", "một tập thể hai lần trong cùng đơn vị")
    first, second = planter.take("good_people"), planter.take("good_people")
    planter.plant(
        "X10",
        "error",
        "good_people",
        second,
        "row_id",
        planter.rows("good_people")[first]["row_id"],
        "mã dòng bị trùng",
    )
