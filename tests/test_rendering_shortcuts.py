"""The compiled way skips searches where nothing can be found; these are the cases that it must not skip."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendering_kit import by_docxtpl, parts, save

from xlpy.packets.rendering import load_template
from xlpy.packets.rendering.compiled import escaped
from xlpy.packets.rendering.errors import UnknownField


class Lines(str):
    """A text of a class of its own."""

    __slots__ = ()


class Spoken:
    """A value that is no text but has one."""

    def __str__(self) -> str:
        return "một\nhai {_{ ba"


VALUES: dict[str, object] = {
    "text": "An & <b> 'x' \"y\"",
    "lines": Lines("một\nhai\tba"),
    "spoken": Spoken(),
    "brace": "{",
    "under": "_",
    "close": "}",
    "people": [{"name": "An"}, {"name": "Bình"}, {"name": "Chi"}],
    "rate": 12.50,
    "count": 7,
    "yes": True,
    "nothing": None,
}


@pytest.mark.parametrize(
    "text",
    [
        "{{ lines }}",
        "{{ spoken }}",
        "{{ '%c'|format(9) }}a{{ 'x\\ty' }}",
        "{{ '{_' }}{{ '{ x }' }}{{ '_}' }}",
        "{{ brace }}{{ under }}{{ brace }} và {{ close }}{{ under }}{{ close }}",
        "{{ brace }}_{{ brace }} {{ close }}_{{ close }}",
        "{{ text|e }} {{ text ~ count }} {{ text|upper }} {{ text|e ~ brace }}",
        "{{ people|map(attribute='name')|join('\\n') }}",
        "{% for p in people %}{{ loop.index }}/{{ loop.length }} {{ loop.first }} {{ loop.last }} "
        "{{ loop.revindex0 }} {{ loop.previtem.name if not loop.first }} {{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% set total = people|length %}{{ total }}{% if total %}{% set x %}<{{ text }}\n{% endset %}{{ x }}{% endif %}",
        "{{ rate }} {{ rate * 3 }} {{ count }} {{ yes }} {{ nothing }} {{ 1.0 }} {{ count // 2 }}",
        "{% macro twice(v) %}{{ v }}{{ v }}{% endmacro %}{{ twice(text) }}",
    ],
)
def test_what_only_looks_plain_is_written_as_docxtpl_writes_it(tmp_path: Path, text: str) -> None:
    path = save(tmp_path / "a.docx", lambda document: document.add_paragraph(text))
    assert parts(load_template(path).render(VALUES)) == parts(by_docxtpl(path, VALUES))


def test_what_the_body_assigns_is_unknown_in_the_header_and_never_stays_for_the_next_document(
    tmp_path: Path,
) -> None:
    def build(document: object) -> None:
        document.add_paragraph("{% set own = count %}{{ own }}")  # type: ignore[attr-defined]
        document.sections[0].header.paragraphs[0].text = "{{ own }}"  # type: ignore[attr-defined]

    template = load_template(save(tmp_path / "a.docx", build))
    for _ in range(2):
        with pytest.raises(UnknownField):
            template.render(VALUES)


def test_a_hidden_attribute_of_a_loop_stays_hidden(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx",
        lambda document: document.add_paragraph("{% for p in people %}{{ loop._iterable }}{% endfor %}"),
    )
    with pytest.raises(Exception, match="_iterable"):
        load_template(path).render(VALUES)


@pytest.mark.parametrize("text", ["", "a", "&<>'\"", "&amp;", "Nguyễn & <Ánh>", "'" * 5 + '"'])
def test_texts_are_escaped_as_markupsafe_escapes_them(text: str) -> None:
    from markupsafe import escape

    assert escaped(text) == str(escape(text))
