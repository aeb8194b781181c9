"""`template check`: all faults of a template at once, each with its code, its part and its paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering_kit import TEMPLATES, context, member, replace_member, save, split_paragraph, table_of

from xlpy.packets.known_fields import known_fields
from xlpy.packets.template_check import CODES, TemplateFinding, check_template

OURS = sorted((Path(__file__).resolve().parent.parent / "templates").rglob("*.docx"))

KNOWN = {"unit.name", "nominees.full_name", "votes", "đơn_vị"}


def check(tmp_path: Path, *texts: str) -> list[TemplateFinding]:
    path = save(tmp_path / "mau.docx", lambda document: [document.add_paragraph(text) for text in texts])
    return check_template(path, KNOWN)


def codes(findings: list[TemplateFinding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("kind", sorted(set(TEMPLATES) - {"conditions"}))
def test_good_templates_have_no_finding(tmp_path: Path, kind: str) -> None:
    assert check_template(save(tmp_path / "a.docx", TEMPLATES[kind]), context("x")) == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_templates_have_no_finding(path: Path) -> None:
    assert check_template(path, known_fields(path)) == []


def test_all_faults_of_a_template_come_at_once_in_the_order_of_the_document(tmp_path: Path) -> None:
    findings = check(
        tmp_path,
        "{{ unit.nam }}",
        "{{ unit.name",
        "{%p if votes %}",
        "{{ họ tên }}",
        "{%p for n in nominees %}",
        "{{ n.fullname }}",
        "{%p endfor %}",
        "{% endwith %}",
        "{% include 'x' %}",
    )
    assert codes(findings) == ["TM-002", "TM-003", "TM-004", "TM-005", "TM-002", "TM-004", "TM-008"]
    assert [finding.place for finding in findings] == [
        "{{ unit.nam }}",
        "{{ unit.name",
        "{%p if votes %}",
        "{{ họ tên }}",
        "{{ n.fullname }}",
        "{% endwith %}",
        "{% include 'x' %}",
    ]
    assert all(finding.part == "thân văn bản" and "mau.docx" in finding.message for finding in findings)
    assert (findings[0].field, findings[0].nearest) == ("unit.nam", "unit.name")
    assert (findings[4].field, findings[4].nearest) == ("nominees.fullname", "nominees.full_name")
    assert "“nominees.full_name”" in findings[4].message


def test_an_optional_unknown_field_is_only_a_warning(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, "{% if chuc_vu is defined %}x{% endif %}")
    assert (finding.code, finding.severity) == ("TM-002", "warning")


def test_a_tag_split_over_runs_is_whole_and_one_split_over_paragraphs_is_not(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx", lambda document: split_paragraph(document, "{", "{ unit", ".name }", "}")
    )
    assert check_template(path, KNOWN) == []
    assert codes(check(tmp_path, "{{ unit.", "name }}")) == ["TM-003", "TM-003"]


def test_a_tag_that_is_never_closed_before_the_next_one_is_found(tmp_path: Path) -> None:
    findings = check(tmp_path, "Tên {{ unit.name và {{ votes }}")
    assert codes(findings) == ["TM-003"]


def test_typographic_quotes_and_names_from_a_mac_are_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, "{% if unit.name == “A” %}{{ đơn_vi\u0323 }}{% endif %}") == []


@pytest.mark.parametrize(
    "texts",
    [
        ("Trước {%p if votes %}", "{%p endif %}"),
        ("{%p if votes %} {%p endif %}",),
        ("{%tr for n in nominees %}", "{%tr endfor %}"),
        ("{%p if votes % 2 %}", "{%p endif %}"),
    ],
)
def test_a_paragraph_tag_that_would_swallow_text_or_fail_is_found(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    assert "TM-007" in codes(check(tmp_path, *texts))


def test_text_beside_a_row_tag_would_vanish_with_its_row(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx",
        lambda document: table_of(
            document,
            [["{%tr for n in nominees %}", "TT"], ["{{ n.full_name }}", "x"], ["{%tr endfor %}", ""]],
        ),
    )
    (finding,) = check_template(path, KNOWN)
    assert finding.code == "TM-007"
    assert "“TT”" in finding.message


@pytest.mark.parametrize(
    "text", ["{{ votes|safe }}", "{{ votes|tienn }}", "{% if votes is vuii %}{% endif %}"]
)
def test_filters_and_tests_that_do_not_exist_are_named(tmp_path: Path, text: str) -> None:
    assert codes(check(tmp_path, text)) == ["TM-008"]


def test_a_block_that_cuts_through_a_table_is_found(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("{% if votes %}đầu")
        table_of(document, [["{% endif %}"]])

    assert codes(check_template(save(tmp_path / "a.docx", build), KNOWN)) == ["TM-009"]


def test_faults_in_headers_and_in_parts_that_are_never_filled_are_found(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ unit.tên }}"
        document.core_properties.title = "{{ unit.name }}"

    findings = check_template(save(tmp_path / "a.docx", build), KNOWN)
    assert [(finding.code, finding.part, finding.severity) for finding in findings] == [
        ("TM-002", "đầu trang", "error"),
        ("TM-006", "thuộc tính tệp", "warning"),
    ]


def test_a_file_that_is_no_template_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    assert codes(check_template(tmp_path / "a.docx", KNOWN)) == ["TM-001"]
    assert codes(check_template(tmp_path / "b.docx", KNOWN)) == ["TM-001"]


def test_a_document_whose_body_is_gone_is_one_finding(tmp_path: Path) -> None:
    path = save(tmp_path / "a.docx", TEMPLATES["plain"])
    xml = member(path, "word/document.xml").decode()
    replace_member(path, "word/document.xml", (xml[: xml.index("<w:body")] + "</w:document>").encode())
    assert codes(check_template(path, KNOWN)) == ["TM-001"]


def test_every_code_has_a_title_and_every_finding_says_what_to_do(tmp_path: Path) -> None:
    findings = check(tmp_path, "{{ a }} {{ b", "{% if %}", "{%p x %} y", "{{ votes|safe }}")
    assert {finding.code for finding in findings} <= set(CODES)
    assert all(finding.fix.endswith(".") and finding.message for finding in findings)
