"""What comes out of the wrapper: text, properties, bytes, pictures, and errors with their place."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docxtpl import RichText, RichTextParagraph
from rendering_kit import (
    headers_and_footers,
    member,
    plain,
    png,
    replace_member,
    rows,
    save,
    split_runs,
    text_of,
)

from xlpy.packets.rendering import Link, Picture, TemplateError, load_template
from xlpy.packets.rendering.errors import RenderingFailed, TemplateSyntaxBroken, UnknownField
from xlpy.packets.rendering.properties import FIXED_DATE
from xlpy.packets.rendering.values import as_text

ROOT = Path(__file__).resolve().parent.parent


def one(tmp_path: Path, *texts: str) -> Path:
    return save(tmp_path / "mau.docx", lambda document: [document.add_paragraph(text) for text in texts])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (Decimal("NaN"), ""),
        (9.0, "9"),
        (9.25, "9,25"),
        (0.1 + 0.2, "0,3"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (Decimal("98.50"), "98,5"),
        (2023, "2023"),
        (pd.Series([7]).iloc[0], "7"),
        (pd.Series([7.5]).iloc[0], "7,5"),
        (True, "Có"),
        (dt.date(2023, 4, 5), "05/04/2023"),
        (dt.datetime(2023, 4, 5, 8, 30), "05/04/2023 08:30"),
        ("a\x00b\x0bc\r\nd", "ab\nc\nd"),
        ("Tie\u0302\u0301ng", "Tiếng"),
    ],
)
def test_a_value_is_printed_as_a_vietnamese_office_writes_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_line_break_in_a_cell_is_a_line_break_in_word(tmp_path: Path) -> None:
    data = load_template(one(tmp_path, "{{ x }}")).render({"x": "một\nhai\tba"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.count("<w:br/>") == 1
    assert xml.count("<w:tab/>") == 1


def test_a_tag_split_over_runs_is_filled(tmp_path: Path) -> None:
    data = load_template(save(tmp_path / "a.docx", split_runs)).render(
        {"unit": {"name": "a & <b>"}, "number": 2, "text": "t"}
    )
    assert "a & <b>" in text_of(data)


def test_a_field_named_like_a_method_is_the_field(tmp_path: Path) -> None:
    data = load_template(one(tmp_path, "{{ unit.items }} {{ unit.title }}")).render(
        {"unit": {"items": "mục", "title": "tên"}}
    )
    assert "mục tên" in text_of(data)


def test_names_typed_on_a_mac_match(tmp_path: Path) -> None:
    path = one(tmp_path, "{{ đơn_vi\u0323\u00a0}}")
    assert "Ba Đình" in text_of(load_template(path).render({"đơn_vị": "Ba Đình"}))


def test_equal_input_gives_equal_bytes_and_carries_no_date_of_today(tmp_path: Path) -> None:
    template = load_template(save(tmp_path / "a.docx", rows))
    values = {"people": [{"name": "An", "deed": "x"}]}
    data = template.render(values, title="T", author="A")
    assert data == template.render(values, title="T", author="A")
    script = (
        "import sys, json, pathlib; from xlpy.packets.rendering import load_template; "
        "sys.stdout.buffer.write(load_template(pathlib.Path(sys.argv[1]))"
        ".render(json.loads(sys.argv[2]), title='T', author='A'))"
    )
    call = [
        sys.executable,
        "-c",
        script,
        str(tmp_path / "a.docx"),
        '{"people": [{"name": "An", "deed": "x"}]}',
    ]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, check=True).stdout == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time[:3] for info in package.infolist()} == {(1980, 1, 1)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_title_and_author_are_set_once_escaped_and_nothing_of_the_template_author_stays(
    tmp_path: Path,
) -> None:
    def build(document: Any) -> None:
        plain(document)
        document.core_properties.author = "người soạn mẫu"
        document.core_properties.comments = "{{ unit.name }}"

    data = load_template(save(tmp_path / "a.docx", build)).render(
        {"unit": {"name": "x"}, "number": 1, "text": ""}, title="Báo cáo & <tờ>\ntrình", author="Phường A"
    )
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.comments) == (
        "Báo cáo & <tờ> trình",
        "Phường A",
        "",
    )
    assert properties.last_modified_by == "Phường A"
    assert f"{properties.created:%Y-%m-%dT%H:%M:%SZ}" == FIXED_DATE


def test_a_picture_and_a_link_are_made_by_docxtpl_in_the_same_call(tmp_path: Path) -> None:
    template = load_template(one(tmp_path, "{{ seal }} {{ name }}", "{{r link }}"))
    values = {
        "seal": Picture(png(), width_mm=20),
        "name": "Lan & Hoa",
        "link": Link("trang & web", "https://example.org/?a=1&b=2"),
    }
    data = template.render(values, title="có hình")
    assert data == template.render(values, title="có hình")
    document = Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 1
    assert round(document.inline_shapes[0].width.mm) == 20
    assert "Lan & Hoa" in document.paragraphs[0].text
    assert [link.url for link in document.paragraphs[1].hyperlinks] == ["https://example.org/?a=1&b=2"]
    assert document.core_properties.title == "có hình"
    assert "Hoa" in text_of(template.render({**values, "seal": None, "link": ""}))


def test_a_link_of_another_document_is_refused_not_left_dangling(tmp_path: Path) -> None:
    foreign = RichText("x", url_id="rId99")
    with pytest.raises(RenderingFailed, match="Link"):
        load_template(one(tmp_path, "{{r link }}")).render({"link": foreign})


@pytest.mark.parametrize(
    "texts", [("{{p x }}",), ("a {{r x }} b",), ("{% if x %}{{r x }}{% endif %}", "{{ seal }}")]
)
def test_plain_text_where_word_wants_runs_or_paragraphs_is_an_error_and_not_lost(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    template = load_template(one(tmp_path, *texts))
    seal = Picture(png())
    with pytest.raises(RenderingFailed, match="“Lan & Hoa”"):
        template.render({"x": "Lan & Hoa", "seal": seal})
    assert template.render({"x": "", "seal": seal})
    own = RichTextParagraph("Lan") if "{{p" in texts[0] else RichText("Lan")
    assert "Lan" in text_of(template.render({"x": own, "seal": seal}))


def test_footnotes_are_filled_once_even_with_several_sections(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("{{ text }}")
        document.add_section()

    path = save(tmp_path / "a.docx", build)
    add_footnotes(path, "Chú thích {{ text }}")
    template = load_template(path)
    data = template.render({"text": "{{ 7 * 7 }} & một"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "Chú thích {{ 7 * 7 }} &amp; một" in package.read("word/footnotes.xml").decode()
    assert template.fields() == {"text"}


def add_footnotes(path: Path, text: str) -> None:
    kind = "footnotes"
    types = (
        member(path, "[Content_Types].xml")
        .decode()
        .replace(
            "</Types>",
            '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}+xml"/></Types>',
        )
    )
    rels = (
        member(path, "word/_rels/document.xml.rels")
        .decode()
        .replace(
            "</Relationships>",
            '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{kind}" Target="footnotes.xml"/></Relationships>',
        )
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    replace_member(path, "[Content_Types].xml", types.encode())
    replace_member(path, "word/_rels/document.xml.rels", rels.encode())
    replace_member(path, "word/footnotes.xml", xml.encode())


def test_a_missing_field_is_named_with_its_place_and_the_nearest_field(tmp_path: Path) -> None:
    path = one(tmp_path, "đầu", "{%p for n in nominees %}", "Ông {{ n.ful_name }} (phường)", "{%p endfor %}")
    with pytest.raises(UnknownField) as caught:
        load_template(path).render({"nominees": [{"full_name": "An"}], "unit": {"name": "x"}})
    error = caught.value
    assert (error.field, error.nearest, error.part) == (
        "nominees.ful_name",
        "nominees.full_name",
        "thân văn bản",
    )
    assert error.place == "Ông {{ n.ful_name }} (phường)"
    assert "mau.docx" in str(error)
    assert str(tmp_path) not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_missing_field_in_a_header_says_so(tmp_path: Path) -> None:
    path = save(tmp_path / "a.docx", headers_and_footers)
    with pytest.raises(UnknownField) as caught:
        load_template(path).render({"people": [], "text": "", "number": 1})
    assert (caught.value.part, caught.value.field) == ("đầu trang", "unit")


def test_a_missing_field_beside_a_picture_is_found_too(tmp_path: Path) -> None:
    with pytest.raises(UnknownField) as caught:
        load_template(one(tmp_path, "{{ seal }}", "{{ nme }}")).render({"seal": Picture(png()), "name": "x"})
    assert (caught.value.field, caught.value.nearest, caught.value.place) == ("nme", "name", "{{ nme }}")


def test_a_value_that_does_not_fit_is_named_with_its_paragraph(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match=r"đoạn “tổng \{\{ votes \+ 1 \}\}”"):
        load_template(one(tmp_path, "một", "tổng {{ votes + 1 }}")).render({"votes": "ba"})


def test_broken_syntax_is_named_with_its_paragraph_when_the_template_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(TemplateSyntaxBroken) as caught:
        load_template(one(tmp_path, "một", "Ông {{ họ tên }}", "ba"))
    assert caught.value.place == "Ông {{ họ tên }}"


def test_a_block_that_would_break_the_document_is_an_error_not_a_broken_document(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx",
        lambda document: [
            document.add_paragraph("{% if x %}đoạn"),
            setattr(document.add_table(1, 1).cell(0, 0), "text", "{% endif %}"),
        ],
    )
    with pytest.raises(RenderingFailed):
        load_template(path).render({"x": False})


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ people.append(1) }}",
        "{% for i in range(10000000) %}{% endfor %}",
    ],
)
def test_a_template_reaches_neither_python_nor_the_lists_of_the_context(tmp_path: Path, text: str) -> None:
    people: list[int] = []
    with pytest.raises(TemplateError):
        load_template(one(tmp_path, text)).render({"x": 1, "people": people})
    assert people == []


def test_values_cannot_write_xml(tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        load_template(one(tmp_path, "{{ x|safe }}"))
    data = load_template(save(tmp_path / "b.docx", plain)).render(
        {"unit": {"name": "</w:t><w:p>"}, "number": "", "text": ""}
    )
    assert "</w:t><w:p>" in text_of(data)


def test_a_template_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    path = one(tmp_path, "cũ {{ x }}")
    first = load_template(path)
    assert load_template(path) is first
    one(tmp_path, "mới hơn {{ x }}, dài hơn trước")
    assert text_of(load_template(path).render({"x": 1})) == "mới hơn 1, dài hơn trước"


def test_threads_may_share_a_template(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    template = load_template(one(tmp_path, "{{ x }} {{r y }}"))

    def text(number: int) -> str:
        rich = RichText(f"y{number}") if number % 2 else ""
        return text_of(template.render({"x": f"x{number}", "y": rich}))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(text, range(40)))
    assert found == [f"x{number} y{number}" if number % 2 else f"x{number} " for number in range(40)]


def test_drawings_in_a_loop_get_numbers_of_their_own(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("{%p for n in names %}")
        document.add_picture(io.BytesIO(png()))
        document.add_paragraph("{%p endfor %}")

    template = load_template(save(tmp_path / "a.docx", build))
    assert template.compiled
    with zipfile.ZipFile(io.BytesIO(template.render({"names": [1, 2, 3]}))) as package:
        xml = package.read("word/document.xml").decode()
    assert re.findall(r'<wp:docPr[^>]* id="(\d+)"', xml) == ["1001", "1002", "1003"]


def test_docxtpl_is_imported_by_the_wrapper_alone() -> None:
    users = {
        path.relative_to(ROOT / "xlpy").parent.as_posix()
        for path in (ROOT / "xlpy").rglob("*.py")
        if re.search(r"^\s*(?:from|import) docxtpl", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert users == {"packets/rendering"}


def test_importing_the_room_loads_neither_docxtpl_nor_jinja() -> None:
    script = "import sys, xlpy.packets.rendering; print(sorted({'docxtpl', 'jinja2', 'lxml', 'docx'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
