"""Planting violations around the council, its votes and the dossier: V3, V4, V5, V13. One unit each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from samples.make.planted import Planter, day_of
from xlpy.workbook.content import Row


def _members(planter: Planter, unit: str) -> list[int]:
    return planter.of_unit("council", unit)


def _role(planter: Planter, unit: str, role: str) -> int:
    return next(i for i in _members(planter, unit) if planter.rows("council")[i]["role"] == role)


def _dossier(planter: Planter, unit: str) -> tuple[int, Row]:
    index = planter.of_unit("dossiers", unit)[0]
    return index, planter.rows("dossiers")[index]


def plant(planter: Planter) -> None:
    """All of them."""
    _votes(planter)
    _council(planter)
    _meetings(planter)
    _declarations(planter)


def _votes(planter: Planter) -> None:
    index = planter.of_unit("individuals", planter.take_unit(lambda row: row["unit_kind"] == "Trường học"))[0]
    fewer = _count(planter.rows("individuals")[index], "votes_for") - 2
    planter.plant(
        "V3", "error", "individuals", index, "votes_for", fewer, "thiếu hai phiếu so với số người biểu quyết"
    )
    index = planter.of_unit("collectives", planter.take_unit())[0]
    row = planter.rows("collectives")[index]
    half = len(_members(planter, str(row["unit_code"]))) // 2
    row["votes_against"] = _count(row, "votes_against") + _count(row, "votes_for") - half
    planter.plant("V3", "error", "collectives", index, "votes_for", half, "không quá nửa số phiếu đồng ý")
    index = planter.of_unit("collectives", planter.take_unit())[0]
    row = planter.rows("collectives")[index]
    row["votes_for"] = _count(row, "votes_for") + _count(row, "votes_other") + 1
    planter.plant("V3", "error", "collectives", index, "votes_other", -1, "số phiếu âm")


def _count(row: Row, column: str) -> int:
    value = row.get(column)
    return value if isinstance(value, int) else 0


def _council(planter: Planter) -> None:
    rows = planter.rows("council")
    unit = planter.take_unit()
    planter.plant(
        "V3",
        "error",
        "council",
        _role(planter, unit, "Chủ tịch"),
        "role",
        "Ủy viên",
        "Hội đồng không có Chủ tịch",
    )
    unit = planter.take_unit()
    planter.plant(
        "V3",
        "error",
        "council",
        _role(planter, unit, "Phó Chủ tịch"),
        "role",
        "Chủ tịch",
        "hai Chủ tịch Hội đồng",
    )
    unit = planter.take_unit()
    secretary = _role(planter, unit, "Thư ký")
    rows[secretary]["full_name"] = rows[_role(planter, unit, "Chủ tịch")]["full_name"]
    planter.mark("V3", "error", "council", secretary, "role", "Thư ký trùng với Chủ tịch")

    def somebody_absent(row: Row) -> bool:
        return any(rows[i]["present"] == "Không" for i in _members(planter, str(row["unit_code"])))

    unit = planter.take_unit(somebody_absent)
    absent = next(i for i in _members(planter, unit) if rows[i]["present"] == "Không")
    planter.plant("V3", "error", "council", absent, "reason_absent", None, "vắng mặt không ghi lý do")

    unit = planter.take_unit(lambda row: somebody_absent(row) and _all_wrote(planter, str(row["unit_code"])))
    index, dossier = _dossier(planter, unit)
    more = _count(dossier, "written_opinions") + 2
    planter.plant(
        "V3",
        "error",
        "dossiers",
        index,
        "written_opinions",
        more,
        "ý kiến bằng văn bản nhiều hơn số người vắng",
    )

    unit = planter.take_unit(lambda row: row["unit_kind"] == "Trường học")
    _without_quorum(planter, unit)
    unit = planter.take_unit(
        lambda row: any("recused_from" in rows[i] for i in _members(planter, str(row["unit_code"])))
    )
    index = next(i for i in _members(planter, unit) if "recused_from" in rows[i])
    nominee = planter.rows("individuals")[planter.of_unit("individuals", unit)[0]]
    nominee["votes_for"] = _count(nominee, "votes_for") + 1
    planter.plant(
        "V3", "warning", "council", index, "recused_from", None, "được đề nghị nhưng vẫn biểu quyết cho mình"
    )
    unit = planter.take_unit()
    planter.plant(
        "V3",
        "error",
        "council",
        _role(planter, unit, "Phó Chủ tịch"),
        "recused_from",
        "CN-9999",
        "mã dòng không tồn tại",
    )
    unit = planter.take_unit(lambda row: len(_members(planter, str(row["unit_code"]))) == 9)
    index = _members(planter, unit)[3]
    rows[index]["position"] = rows[_members(planter, unit)[2]]["position"]
    twin = rows[_members(planter, unit)[2]]["full_name"]
    planter.plant("V3", "error", "council", index, "full_name", twin, "một thành viên nhập hai lần")


def _all_wrote(planter: Planter, unit: str) -> bool:
    absent = sum(planter.rows("council")[i]["present"] == "Không" for i in _members(planter, unit))
    return _dossier(planter, unit)[1]["written_opinions"] == absent


def _without_quorum(planter: Planter, unit: str) -> None:
    """Four of nine stay away and send their opinions, so that the ballots still add up."""
    rows = planter.rows("council")
    members = [i for i in _members(planter, unit) if rows[i]["role"] == "Ủy viên"]
    dossier = _dossier(planter, unit)[1]
    away = [i for i in members if rows[i]["present"] == "Không"]
    for index in [i for i in members if i not in away][: 4 - len(away)]:
        rows[index] |= {"present": "Không", "reason_absent": "Đi công tác"}
        dossier["written_opinions"] = _count(dossier, "written_opinions") + 1
    first = _members(planter, unit)[0]
    planter.mark("V3", "warning", "council", first, "present", "có mặt chưa đủ hai phần ba thành viên")


def _meetings(planter: Planter) -> None:
    def change(code: str, severity: str, column: str, value: date | None, what: str, **others: date) -> None:
        index, dossier = _dossier(planter, planter.take_unit())
        dossier |= others
        planter.plant(
            code, "error" if severity == "error" else "warning", "dossiers", index, column, value, what
        )

    index, dossier = _dossier(planter, planter.take_unit())
    received = day_of(dossier, "received_date")
    start = datetime.combine(received, time(8, 0))
    dossier |= {"submission_date": received - timedelta(days=1), "meeting_end": start + timedelta(hours=2)}
    planter.mark("V4", "error", "dossiers", index, "submission_date", "ngày tờ trình trước ngày họp Hội đồng")
    dossier["meeting_start"] = start

    index, dossier = _dossier(planter, planter.take_unit())
    ended = datetime.combine(day_of(dossier, "meeting_start"), time(7, 15))
    planter.plant("V4", "error", "dossiers", index, "meeting_end", ended, "kết thúc họp trước giờ bắt đầu")

    index, dossier = _dossier(planter, planter.take_unit())
    early = datetime(2023, 4, 6, 8, 30)
    dossier["meeting_end"] = early + timedelta(hours=2)
    planter.plant("V4", "warning", "dossiers", index, "meeting_start", early, "họp trước ngày phát động")

    index, dossier = _dossier(planter, planter.take_unit())
    dossier["received_date"] = date(2023, 6, 1)
    planter.mark("V5", "warning", "dossiers", index, "late_reason", "nhận sau hạn, không có lý do")
    change("X5", "error", "received_date", date(2023, 6, 9), "ngày nhận ở tương lai")
    planter.rows("dossiers")[
        planter.find("dossiers", lambda row: row.get("received_date") == date(2023, 6, 9))
    ]["late_reason"] = "Bổ sung hồ sơ theo yêu cầu"


def _declarations(planter: Planter) -> None:
    index = planter.find("dossiers", lambda row: row.get("no_nomination") == "Có")
    planter.plant(
        "V13", "warning", "dossiers", index, "no_nomination", None, "không có đề nghị, không ghi rõ"
    )
    index, _ = _dossier(planter, planter.take_unit())
    planter.plant(
        "V13", "error", "dossiers", index, "no_nomination", "Có", "ghi không đề nghị nhưng vẫn có đề nghị"
    )
    index, dossier = _dossier(planter, planter.take_unit())
    planter.plant("V12", "error", "dossiers", index, "meeting_place", None, "thiếu địa điểm họp")
    index, dossier = _dossier(planter, planter.take_unit())
    planter.mark("V12", "error", "dossiers", index, "return_reason", "trả lại nhưng không ghi lý do")
    dossier["status"] = "Trả lại"
