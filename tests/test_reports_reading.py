"""What is read from a nominee's Word file: text in order, lists, tables, changes, notes, old encodings."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_reports import docx, item, p, part, r, read, read_body, tbl, tc, texts, tr

from xlpy.model.reportfile import Grid, Line


def lines(file: object) -> list[Line]:
    return [block for block in file.blocks if isinstance(block, Line)]  # type: ignore[attr-defined]


def grid(file: object) -> Grid:
    return next(block for block in file.blocks if isinstance(block, Grid))  # type: ignore[attr-defined]


def cells(file: object) -> list[list[str]]:
    return [[" / ".join(line.text for line in cell.lines) for cell in row] for row in grid(file).rows]


def test_paragraphs_come_in_order_without_blank_ones(tmp_path: Path) -> None:
    body = p("Một") + p() + p("  ") + p("Hai ", r("ba"), r("  bốn ")) + p("Năm")
    assert texts(read_body(tmp_path, body)) == ["Một", "Hai ba bốn", "Năm"]


def test_a_line_break_begins_a_new_paragraph_and_a_tab_is_a_blank(tmp_path: Path) -> None:
    body = p(
        "Một",
        "<w:r><w:br/></w:r>",
        "hai",
        "<w:r><w:tab/></w:r>",
        "ba",
        '<w:r><w:br w:type="page"/></w:r>',
        "bốn",
    )
    assert texts(read_body(tmp_path, body)) == ["Một", "hai ba bốn"]


def test_bullets_show_their_level_by_the_signs_of_office_papers(tmp_path: Path) -> None:
    body = "".join(item(f"ý {depth}", 1, depth) for depth in (0, 1, 2, 3, 0))
    assert texts(read_body(tmp_path, body)) == ["- ý 0", "+ ý 1", "• ý 2", "• ý 3", "- ý 0"]


def test_numbers_count_by_level_and_begin_anew_below_a_higher_one(tmp_path: Path) -> None:
    depths = (0, 1, 1, 2, 2, 0, 1, 3, 3)
    body = "".join(item("x", 2, depth) for depth in depths) + item("x", 3)
    assert [line.marker for line in lines(read_body(tmp_path, body))] == [
        "1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "III", "IV", "1.",
    ]  # fmt: skip


def test_a_list_may_come_from_the_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="DS"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = p("ý", style="DS") + p("không", style="DS", about='<w:numPr><w:numId w:val="0"/></w:numPr>')
    file = read_body(tmp_path, body, {"word/styles.xml": part("styles", styles)})
    assert texts(file) == ["- ý", "không"]


def test_bold_inside_a_sentence_stays_and_italics_go(tmp_path: Path) -> None:
    body = p("đạt ", r("57,5%", "<w:b/>"), " so với ", r("kế hoạch", "<w:i/>"), r(" năm", '<w:b w:val="0"/>'))
    (line,) = lines(read_body(tmp_path, body))
    assert [(piece.text, piece.bold) for piece in line.pieces] == [
        ("đạt ", False), ("57,5%", True), (" so với kế hoạch năm", False),
    ]  # fmt: skip


def test_headings_are_known_by_style_and_by_short_bold_lines(tmp_path: Path) -> None:
    body = (
        p("Kết quả", style="H2")
        + p(r("Giải pháp thực hiện", "<w:b/>"))
        + p(r("Câu in đậm là một câu.", "<w:b/>"))
        + p(r("Nhấn", '<w:rStyle w:val="Strong"/>'), " một phần")
        + p("Nội dung dài hơn các đề mục ở trên, không in đậm, để đề mục không phải là phần lớn của tệp này.")
    )
    file = read_body(tmp_path, body)
    assert [line.heading for line in lines(file)] == [True, True, False, False, False]
    assert not any(piece.bold for line in lines(file)[:3] for piece in line.pieces)


def test_a_file_all_in_bold_has_no_bold_and_no_headings(tmp_path: Path) -> None:
    file = read_body(tmp_path, "".join(p(r(f"Dòng {number}", "<w:b/>")) for number in range(5)))
    assert not any(line.heading or piece.bold for line in lines(file) for piece in line.pieces)


def test_a_table_keeps_its_cells_spans_and_widths(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("Chỉ tiêu", '<w:gridSpan w:val="2"/>'), tc("Đạt"), about="<w:tblHeader/>"),
        tr(tc("Thu ngân sách", '<w:vMerge w:val="restart"/>'), "quý I", "57%"),
        tr(tc(p(), "<w:vMerge/>"), "quý II", tc(p("60%") + p("vượt"))),
        tr("ngắn"),
        widths=(1000, 500, 500),
    )
    file = read_body(tmp_path, p("Trước") + body + p("Sau"))
    table = grid(file)
    assert (table.widths, table.headings) == ((1000, 500, 500), 1)
    assert [[(cell.span, cell.down) for cell in row] for row in table.rows] == [
        [(2, ""), (1, "")],
        [(1, "first"), (1, ""), (1, "")],
        [(1, "more"), (1, ""), (1, "")],
        [(1, ""), (2, "")],
    ]
    assert cells(file)[2] == ["", "quý II", "60% / vượt"]
    assert texts(file) == [
        "Trước",
        "Chỉ tiêu",
        "Đạt",
        "Thu ngân sách",
        "quý I",
        "57%",
        "quý II",
        "60%",
        "vượt",
        "ngắn",
        "Sau",
    ]


def test_a_first_row_in_bold_is_the_heading_of_its_table(tmp_path: Path) -> None:
    body = tbl(tr(tc(p(r("TT", "<w:b/>"))), tc(p(r("Việc", "<w:b/>")))), tr("1", "a"))
    assert grid(read_body(tmp_path, body + p("sau"))).headings == 1


def test_a_table_in_a_cell_becomes_lines_and_a_frame_of_one_cell_plain_text(tmp_path: Path) -> None:
    inner = tbl(tr("trong 1", "trong 2"))
    file = read_body(tmp_path, tbl(tr(tc(p("ngoài") + inner + p("cuối")), "bên")) + tbl(tr("khung")))
    assert cells(file) == [["ngoài / trong 1 / trong 2 / cuối", "bên"]]
    assert isinstance(file.blocks[-1], Line)


def test_changes_count_as_accepted_and_are_counted(tmp_path: Path) -> None:
    body = (
        p(
            "giữ ",
            f"<w:ins>{r('thêm')}</w:ins>",
            "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>",
            " hết",
        )
        + p("đầu", about="<w:rPr><w:del/></w:rPr>")
        + p(" nối")
        + f"<w:moveFrom>{p('cũ')}</w:moveFrom><w:moveTo>{p('mới')}</w:moveTo>"
        + tbl(tr("a", "b"), tr("xóa", "xóa", about="<w:del/>"))
    )
    file = read_body(tmp_path, body)
    assert texts(file) == ["giữ thêm hết", "đầu nối", "mới", "a", "b"]
    assert (file.remarks.insertions, file.remarks.deletions) == (1, 3)


def test_comments_fields_and_hidden_text_do_not_reach_the_report(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("12")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p("trang ", field, '<w:r><w:commentReference w:id="0"/></w:r>', r("mật", "<w:vanish/>"))
    file = read_body(tmp_path, body)
    assert texts(file) == ["trang 12"]
    assert (file.remarks.comments, file.remarks.hidden) == (1, 1)


def test_pictures_and_objects_are_counted_and_left_behind(tmp_path: Path) -> None:
    linked = '<w:r><w:drawing><a:blip r:link="rId9"/></w:drawing></w:r>'
    body = (
        p("chữ", "<w:r><w:drawing/></w:r>", "<w:r><w:object/></w:r>", linked, "<w:r><w:pict/></w:r>")
        + "<w:altChunk/>"
    )
    remarks = read_body(tmp_path, body).remarks
    assert (remarks.pictures, remarks.objects, remarks.foreign) == (2, 1, 2)


def test_a_text_box_follows_its_paragraph_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('trong khung')}{p('dòng hai')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    file = read_body(tmp_path, p("trước", drawing, " sau") + p("tiếp"))
    assert texts(file) == ["trước sau", "trong khung", "dòng hai", "tiếp"]
    assert (file.remarks.text_boxes, file.remarks.pictures) == (1, 0)


def test_notes_stand_below_their_paragraph_with_a_number(tmp_path: Path) -> None:
    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    notes = {
        f"word/{kind}s.xml": part(f"{kind}s", f'<w:{kind} w:id="2">{p(f"lời {kind}")}</w:{kind}>')
        for kind in ("footnote", "endnote")
    }
    body = p("câu", mark("footnote", 2)) + tbl(tr(tc(p("ô", mark("endnote", 2))), "b")) + p("cuối")
    file = read_body(tmp_path, body, notes)
    assert texts(file) == ["câu [1]", "[1] lời footnote", "ô [2]", "[2] lời endnote", "b", "cuối"]
    assert file.remarks.footnotes == 2


def test_links_controls_and_equations_give_their_text(tmp_path: Path) -> None:
    body = (
        p(
            "xem ",
            f'<w:hyperlink r:id="x">{r("trang")}</w:hyperlink>',
            f"<w:smartTag>{r(' này')}</w:smartTag>",
        )
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('ô nhập')}</w:sdtContent></w:sdt>"
        + p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    )
    file = read_body(tmp_path, body)
    assert texts(file) == ["xem trang này", "ô nhập", "a+b"]
    assert file.remarks.equations == 1


@pytest.mark.parametrize(
    ("font", "stored", "shown", "name"),
    [
        (".VnTime", "§¬n vÞ v÷ng m¹nh", "Đơn vị vững mạnh", "tcvn3"),
        (".VnTimeH", "§¬n vÞ", "ĐƠN VỊ", "tcvn3"),
        ("VNI-Times", "Nguyeãn Trung Tröïc", "Nguyễn Trung Trực", "vni"),
    ],
)
def test_an_old_font_is_converted_and_noted(
    tmp_path: Path, font: str, stored: str, shown: str, name: str
) -> None:
    file = read_body(tmp_path, p(r(stored, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')))
    assert texts(file) == [shown]
    assert (file.remarks.encodings, file.remarks.converted) == ([name], shown)


def test_an_old_font_may_stand_in_the_style_and_a_letter_be_cut_from_its_mark(tmp_path: Path) -> None:
    assert texts(read_body(tmp_path, p("§¬n vÞ", style="Cu"))) == ["Đơn vị"]
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    assert texts(read_body(tmp_path, p(r("Nguye", vni), r("ãn", vni)))) == ["Nguyễn"]


def test_old_text_under_a_new_font_is_known_by_its_words(tmp_path: Path) -> None:
    assert texts(read_body(tmp_path, p("NguyÔn ThÞ H­¬ng, tæ tr­ëng"))) == ["Nguyễn Thị Hương, tổ trưởng"]


def test_text_of_a_mac_is_composed_and_noted(tmp_path: Path) -> None:
    file = read_body(tmp_path, p(unicodedata.normalize("NFD", "Thành tích đạt được")))
    assert texts(file) == ["Thành tích đạt được"]
    assert file.remarks.decomposed


def test_symbols_become_what_they_mean(tmp_path: Path) -> None:
    signs = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    )
    assert texts(read_body(tmp_path, p(*signs, " 80%"))) == ["≥✓ 80%"]


WORD = st.text(st.sampled_from("abcđươếộỹ{}%<>&]#\"' |1.-"), min_size=1, max_size=12)
LEAF = st.one_of(
    st.lists(WORD, min_size=1, max_size=4).map(lambda words: ("p", words)),
    st.tuples(st.integers(1, 3), st.integers(0, 3), WORD).map(lambda made: ("item", made)),
)
TABLE = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.lists(LEAF, min_size=1, max_size=2), min_size=columns, max_size=columns),
        min_size=1,
        max_size=4,
    )
)
BODY = st.lists(st.one_of(LEAF, TABLE.map(lambda rows: ("tbl", rows))), max_size=8)


def made(block: tuple[str, object], seen: list[str]) -> str:
    """XML of a random block; every paragraph's text goes to `seen`."""
    kind, inside = block
    if kind == "p":
        seen.append("".join(inside))  # type: ignore[arg-type]
        return p(*(r(word, "<w:b/>" if place % 2 else "") for place, word in enumerate(inside)))  # type: ignore[arg-type]
    if kind == "item":
        number, depth, text = inside  # type: ignore[misc]
        seen.append(text)
        return p(r(text), about=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    rows = [tr(*(tc("".join(made(leaf, seen) for leaf in cell)) for cell in row)) for row in inside]  # type: ignore[attr-defined]
    return tbl(*rows)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODY)
def test_every_paragraph_of_any_document_is_read_once_and_in_order(
    tmp_path: Path, body: list[tuple[str, object]]
) -> None:
    seen: list[str] = []
    file = read(tmp_path, docx("".join(made(block, seen) for block in body)))
    wanted = [" ".join(text.split()) for text in seen if text.strip()]
    assert file.state == ("read" if wanted else "empty")
    from xlpy.model.reportfile import all_lines

    assert [line.content for line in all_lines(file.blocks)] == wanted
