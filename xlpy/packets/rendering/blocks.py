"""Whether the blocks of a template open and close, and a plain Jinja text of its readable tags.

Jinja stops at the first unbalanced block and names a line of XML. This walk goes on, so that all of them are found,
and leaves a text in which line n holds the tags of paragraph n and every block closes: from it fields are read even
while the template is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlpy.packets.rendering.tags import Paragraph, Tag

BLOCKS = frozenset({"for", "if", "macro", "call", "filter", "with"})
_MIDDLES = {"else": {"for", "if"}, "elif": {"if"}}
# docxtpl's own statements inside a cell; the first two take a value.
CELL_VALUES = frozenset({"colspan", "cellbg"})
CELL_MARKS = frozenset({"vm", "hm"})


@dataclass(frozen=True)
class Unbalanced:
    """A block tag without its counterpart; `wanted` is the tag that is missing."""

    paragraph: int
    tag: Tag
    wanted: str


def first_word(code: str) -> str:
    """The statement's name: "for" of "for n in nominees"."""
    words = code.split(None, 1)
    return words[0] if words else ""


def opens(tag: Tag) -> str:
    """The block that the tag opens, or ""."""
    word = first_word(tag.code) if tag.form == "statement" else ""
    return word if word in BLOCKS or (word == "set" and "=" not in tag.code) else ""


def walk_blocks(
    paragraphs: Sequence[Paragraph], readable: Callable[[Tag], bool]
) -> tuple[list[Unbalanced], str]:
    """What is unbalanced in one part, and the plain Jinja text; tags that are not `readable` are left out."""
    faults: list[Unbalanced] = []
    stack: list[tuple[str, int, Tag]] = []
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        line: list[str] = []
        for tag in paragraph.tags:
            word = first_word(tag.code)
            if tag.form == "value":
                line += [f"{{{{ {tag.code} }}}}"] if readable(tag) else []
            elif tag.form == "comment" or word in CELL_MARKS:
                continue
            elif word in CELL_VALUES:
                line += [f"{{{{ {tag.code[len(word) :]} }}}}"] if readable(tag) else []
            elif word.startswith("end"):
                line += _close(word[3:], number, tag, stack, faults)
            elif word in _MIDDLES:
                if stack and stack[-1][0] in _MIDDLES[word]:
                    line.append(f"{{% {tag.code if readable(tag) else 'else'} %}}")
                else:
                    faults.append(Unbalanced(number, tag, "{% if … %}"))
            elif block := opens(tag):
                stack.append((block, number, tag))
                line.append(f"{{% {tag.code} %}}" if readable(tag) else _STANDIN[block])
            elif readable(tag):
                line.append(f"{{% {tag.code} %}}")
        lines.append("".join(line).replace("\n", " "))
    faults += [Unbalanced(number, tag, f"{{% end{block} %}}") for block, number, tag in stack]
    tail = "".join(f"{{% end{block} %}}" for block, _, _ in reversed(stack))
    return sorted(faults, key=lambda fault: fault.paragraph), "\n".join(lines) + tail


_STANDIN = {
    "for": "{% for _ in () %}",
    "if": "{% if true %}",
    "with": "{% with %}",
    "macro": "{% macro _broken() %}",
    "call": "{% call range() %}",
    "filter": "{% filter upper %}",
    "set": "{% set _broken %}",
}


def _close(
    block: str, number: int, tag: Tag, stack: list[tuple[str, int, Tag]], faults: list[Unbalanced]
) -> list[str]:
    if block not in {kind for kind, _, _ in stack}:
        faults.append(Unbalanced(number, tag, f"{{% {block} … %}}"))
        return []
    ends: list[str] = []
    while stack:
        kind, where, opener = stack.pop()
        ends.append(f"{{% end{kind} %}}")
        if kind == block:
            break
        faults.append(Unbalanced(where, opener, f"{{% end{kind} %}}"))
    return ends
