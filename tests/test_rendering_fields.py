"""Which fields a template uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from rendering_kit import TEMPLATES, save

from xlpy.packets.rendering import load_template
from xlpy.packets.rendering.environment import make_environment
from xlpy.packets.rendering.fields import field_uses
from xlpy.packets.rendering.names import KnownFields


def names(source: str) -> set[str]:
    environment = make_environment()
    return {use.name for use in field_uses(environment.parse(source), environment.globals)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ a.b.c }}", {"a", "a.b", "a.b.c"}),
        ("{{ a['b'] }}", {"a", "a.b"}),
        ("{{ a[0].b }}", {"a", "a.b"}),
        ("{% for n in a.b %}{{ n.c }}{{ loop.index }}{% endfor %}", {"a", "a.b", "a.b.c"}),
        ("{% for n in a %}{% for m in n.b %}{{ m.c }}{% endfor %}{% endfor %}", {"a", "a.b", "a.b.c"}),
        ("{% for n in a|sort(attribute='x') if n.y %}{{ n.z }}{% endfor %}", {"a", "a.x", "a.y", "a.z"}),
        ("{{ a|selectattr('x')|map(attribute='y.z')|join }}", {"a", "a.x", "a.y.z"}),
        ("{% set t = a.b %}{{ t.c }}", {"a", "a.b", "a.b.c"}),
        ("{% with n = a %}{{ n.b }}{% endwith %}", {"a", "a.b"}),
        ("{% macro m(x) %}{{ x.y }}{{ b }}{% endmacro %}{{ m(a) }}", {"a", "b"}),
        ("{% for k, v in a.items() %}{{ k }}{{ v.x }}{% endfor %}", {"a"}),
        ("{{ a.strip() }} {{ range(b) }}", {"a", "b"}),
        ("{% if a is defined and b > 1 %}{{ c or d }}{% endif %}", {"a", "b", "c", "d"}),
        ("{% for n in a %}{% endfor %}{{ n }}", {"a", "n"}),
        ("{{ (a if b else c).d }}", {"a", "b", "c", "a.d"}),
    ],
)
def test_names_are_traced_to_the_context(source: str, expected: set[str]) -> None:
    assert names(source) == expected


def test_a_field_asked_for_with_care_is_optional() -> None:
    environment = make_environment()
    uses = field_uses(environment.parse("{{ a|default('') }}\n{{ b }}{{ b|default('') }}"))
    assert [(use.line, use.name, use.optional) for use in uses] == [(1, "a", True), (2, "b", False)]


def test_headers_and_footers_are_looked_at_and_nothing_is_counted_twice(tmp_path: Path) -> None:
    template = load_template(save(tmp_path / "a.docx", TEMPLATES["headers_and_footers"]))
    assert template.fields() == {"unit", "unit.name", "people", "people.name", "text", "number"}


@dataclass
class Unit:
    name: str

    @property
    def short(self) -> str:
        return self.name[:3]


def test_known_fields_are_read_from_a_context_through_lists_and_records() -> None:
    known = KnownFields({"unit": Unit("Phường"), "people": [{"a": 1}, {"b": None}], "later": [], "n": 3})
    assert known.names == {"unit", "unit.name", "unit.short", "people", "people.a", "people.b", "later", "n"}
    assert known.knows("later.anything")
    assert known.knows("people.b.c")
    assert not known.knows("people.c")
    assert not known.knows("n.x")


def test_the_nearest_field_is_found_by_likeness_and_by_its_last_name() -> None:
    known = KnownFields({"unit.unit_name", "nominees.full_name"})
    assert known.nearest("unit.unitname") == "unit.unit_name"
    assert known.nearest("full_name") == "nominees.full_name"
    assert known.nearest("zzz") == ""
