"""Planting problems of text: D01–D10, D30, D32–D36 and V11 of domain.md §6.2, §3.8."""

from __future__ import annotations

import unicodedata

from samples.make import encodings
from samples.make.planted import Planter
from xlpy.workbook.content import RawCell, Row

_LONG_TAIL = (
    "; tích cực tham gia các hoạt động chào mừng của quận, của cụm thi đua và của khu dân cư nơi cư trú, được tập thể và "
    "nhân dân ghi nhận, đánh giá cao trong suốt thời gian diễn ra đợt thi đua cao điểm năm 2023"
)


def _text(row: Row, column: str) -> str:
    return str(row[column])


def plant(planter: Planter) -> None:
    """Everything that is wrong with characters, fonts, capitals, titles and lengths."""
    _silent(planter)
    _encodings(planter)
    _names(planter)
    _reports(planter)


def _silent(planter: Planter) -> None:
    def change(
        code: str, key: str, column: str, what: str, old: str = "", new: str = "", **extra: str
    ) -> None:
        index = planter.take(key, lambda row: old in _text(row, column))
        text = _text(planter.rows(key)[index], column)
        text = (
            extra.get("before", "") + text.replace(old, new, 1 if old == " " else -1) + extra.get("after", "")
        )
        planter.plant(code, "silent", key, index, column, text, what)

    for key, column in (
        ("individuals", "full_name"),
        ("collectives", "results"),
        ("good_people", "full_name"),
    ):
        index = planter.take(key)
        decomposed = unicodedata.normalize("NFD", _text(planter.rows(key)[index], column))
        planter.plant("D01", "silent", key, index, column, decomposed, "dấu tách rời khỏi chữ (NFD)")
    change("D02", "individuals", "full_name", "khoảng trắng ở đầu và cuối", before="  ", after=" ")
    change("D02", "individuals", "residence", "hai khoảng trắng liền nhau", ", ", ",  ")
    change("D02", "council", "full_name", "khoảng trắng không ngắt (NBSP)", " ", "\u00a0")
    change("D02", "good_people", "address", "ký tự rộng bằng không", " ", " \u200b")
    change("D02", "works", "name", "ký tự tab và xuống dòng trong ô", " ", "\t", after="\n")
    change("D03", "individuals", "residence", "chữ Ð của tiếng Iceland thay cho Đ", "Đ", "\u00d0")
    change("D03", "good_people", "deed", "chữ ð của tiếng Iceland thay cho đ", "đ", "\u00f0")
    change("D03", "collectives", "function", "chữ Ɖ châu Phi thay cho Đ", "Đ", "\u0189")
    index = planter.take("individuals", lambda row: "ường" in _text(row, "residence"))
    text = _text(planter.rows("individuals")[index], "residence").replace("ường", "\u00adường", 1)
    planter.plant("D30", "silent", "individuals", index, "residence", text, "dấu nối ẩn giữa chữ")
    index = planter.take("scores")
    formula = '=HYPERLINK("http://badinh.example/minh-chung","Minh chứng")'
    planter.plant(
        "D34", "silent", "scores", index, "evidence", formula, "chữ bắt đầu bằng dấu = phải giữ là chữ"
    )
    index = planter.take("activities", lambda row: not row.get("note"))
    planter.plant(
        "D34", "silent", "activities", index, "note", "@Phòng Nội vụ: theo dõi", "chữ bắt đầu bằng @"
    )
    index = planter.take("articles", lambda row: "-" in _text(row, "unit_code"))
    code = _text(planter.rows("articles")[index], "unit_code")
    planter.mark("D35", "silent", "articles", index, "unit_code", "gạch ngang dài trong mã đơn vị")
    planter.rows("articles")[index]["unit_code"] = code.replace("-", "–")


def _encodings(planter: Planter) -> None:
    def fit(row: Row, column: str) -> bool:
        text = _text(row, column)
        # Enough marks for a reader that gets no font to go by.
        return encodings.has_tcvn3(text) and sum(not char.isascii() for char in text) >= 3

    def write(code: str, key: str, column: str, text: str, index: int, font: str | None, what: str) -> None:
        planter.plant(code, "error", key, index, column, RawCell(text, font), what)

    index = planter.take("individuals", lambda row: fit(row, "full_name"))
    name = _text(planter.rows("individuals")[index], "full_name")
    write("D04", "individuals", "full_name", encodings.tcvn3(name), index, ".VnTime", "TCVN3, phông .VnTime")
    index = planter.take("collectives", lambda row: fit(row, "results"))
    text = _text(planter.rows("collectives")[index], "results")
    write("D04", "collectives", "results", encodings.tcvn3(text), index, ".VnTime", "TCVN3, phông .VnTime")
    index = planter.take("council", lambda row: row["role"] == "Ủy viên" and fit(row, "position"))
    text = _text(planter.rows("council")[index], "position").lower()
    write(
        "D04",
        "council",
        "position",
        encodings.tcvn3(text),
        index,
        ".VnTimeH",
        "TCVN3 chữ hoa, phông .VnTimeH",
    )
    index = planter.take("good_people", lambda row: fit(row, "deed"))
    text = _text(planter.rows("good_people")[index], "deed")
    write("V11", "good_people", "deed", encodings.tcvn3(text), index, None, "TCVN3 (D04), phông đã đổi")

    index = planter.take("individuals", lambda row: not _text(row, "full_name").isascii())
    name = _text(planter.rows("individuals")[index], "full_name")
    write("D05", "individuals", "full_name", encodings.vni(name), index, "VNI-Times", "VNI, phông VNI-Times")
    index = planter.take("collectives", lambda row: encodings.has_tcvn3(_text(row, "effect")))
    text = _text(planter.rows("collectives")[index], "effect")
    write(
        "D05",
        "collectives",
        "effect",
        encodings.vni(text.replace("“", '"').replace("”", '"')),
        index,
        None,
        "VNI, không có phông",
    )
    for key, column in (("individuals", "workplace"), ("good_people", "address")):
        index = planter.take(
            key, lambda row, column=column: "ễ" in _text(row, column) or "ường" in _text(row, column)
        )
        text = _text(planter.rows(key)[index], column)
        write(
            "D06", key, column, encodings.mojibake(text), index, None, "UTF-8 đọc nhầm bảng mã Windows-1252"
        )
    index = planter.take("works")
    lost = _text(planter.rows("works")[index], "name").replace("ờ", "?").replace("ệ", "?").replace("ố", "?")
    if "?" not in lost:
        lost = "C?i t?o v??n hoa"
    planter.plant("V11", "error", "works", index, "name", lost, "chữ có dấu đã mất, chỉ còn dấu hỏi")
    index = planter.take("individuals", lambda row: "o" in _text(row, "full_name"))
    name = _text(planter.rows("individuals")[index], "full_name").replace("o", "\u043e")
    planter.plant("D36", "warning", "individuals", index, "full_name", name, "chữ о của bảng chữ Kirin")
    index = planter.take("units", lambda row: "phone" in row)
    phone = "".join(chr(ord(digit) + 0xFEE0) for digit in _text(planter.rows("units")[index], "phone"))
    planter.plant("D36", "warning", "units", index, "phone", phone, "chữ số toàn khổ")


def _names(planter: Planter) -> None:
    def name(code: str, key: str, what: str, change: str, severity: str = "warning") -> None:
        column = "full_name"
        index = planter.take(key, lambda row: row.get("role", "Ủy viên") == "Ủy viên")
        text = _text(planter.rows(key)[index], column)
        text = {"upper": text.upper(), "lower": text.lower()}.get(change, f"{change}{text}")
        planter.plant(code, "error" if severity == "error" else "warning", key, index, column, text, what)

    name("D07", "individuals", "họ tên toàn chữ hoa", "upper")
    name("D07", "good_people", "họ tên toàn chữ thường", "lower")
    name("D07", "council", "họ tên toàn chữ hoa", "upper")
    name("D10", "individuals", "danh xưng dính vào họ tên", "Ông ")
    name("D10", "good_people", "danh xưng dính vào họ tên", "Đ/c ")
    name("D10", "council", "học vị dính vào họ tên", "TS. ")


def _reports(planter: Planter) -> None:
    for key, column, short, full in (
        ("collectives", "results", "CBCCVC", "cán bộ, công chức"),
        ("individuals", "results", "CBCCVC", ""),
        ("collectives", "measures", "GV", ""),
    ):
        index = planter.take(key, lambda row, column=column, full=full: full in _text(row, column))
        text = _text(planter.rows(key)[index], column)
        text = text.replace(full, short) if full else f"{text}\nVận động {short} cùng tham gia."
        planter.plant("D32", "warning", key, index, column, text, f"viết tắt {short}")
    for key in ("collectives", "individuals"):
        index = planter.take(key)
        text = _text(planter.rows(key)[index], "summary").rstrip(".") + _LONG_TAIL + "."
        planter.plant("D33", "warning", key, index, "summary", text, f"tóm tắt dài {len(text)} ký tự")
    index = planter.take("individuals", lambda row: "; " in _text(row, "summary"))
    text = _text(planter.rows("individuals")[index], "summary").replace("; ", ";\n")
    planter.plant(
        "D33", "warning", "individuals", index, "summary", text, "tóm tắt có xuống dòng (Alt+Enter)"
    )
