"""What is proved about a template without rendering it."""

from __future__ import annotations

import pytest

from xlpy.packets.rendering.environment import make_environment
from xlpy.packets.rendering.layout import events, text_outside, well_formed


@pytest.mark.parametrize(
    ("source", "proved"),
    [
        ("<a><b/>{{ x }}</a>", True),
        ("<a><b></a></b>", False),
        ("<a>", False),
        ("<a><b>{% if x %}</b></a><a><b>{% endif %}</b></a>", True),
        ("<a>{% if x %}</a><b>{% else %}</a><b>{% endif %}</b>", False),
        ("<a>{% for n in x %}<b>{% endfor %}</b></a>", False),
        ('<a b="{{ x }}"/>', True),
        ('<a b="{% if x %}1{% endif %}"/>', False),
        ("<a>{% raw %}{{{% endraw %}</a>", False),
        ("<a>{% if x < 2 and y > 3 %}t{% endif %}</a>", True),
    ],
)
def test_a_template_is_proved_well_formed_only_if_every_rendering_is(source: str, proved: bool) -> None:
    assert well_formed(list(events(make_environment(), source))) == proved


@pytest.mark.parametrize(
    ("xml", "lost"),
    [
        ("<w:p><w:r><w:t>a</w:t></w:r></w:p>", ""),
        ("<w:p>\n<w:r><w:t>a</w:t></w:r> </w:p>", ""),
        ("<w:p>mất<w:r/></w:p>", "mất"),
        ("<w:p></w:p>mất", "mất"),
        ("mất<w:p/>", "mất"),
    ],
)
def test_text_that_word_would_drop_is_seen(xml: str, lost: str) -> None:
    assert text_outside(xml) == lost
