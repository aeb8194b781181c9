"""The sentence banks of `data/`, and filling their slots.

A slot is `[[12-48]]` (a whole number from the range, written the Vietnamese way), `[[y2016-2021]]` (a year) or
`[[chợ|phố]]` (one of the words). `{name}` is replaced by what the caller gives.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from samples.make import draw

_DATA = Path(__file__).parent / "data"
_TOPIC_FILES = (
    "chu-de-chung.txt",
    "chu-de-phuong.txt",
    "chu-de-to-dan-pho.txt",
    "chu-de-phong-ban.txt",
    "chu-de-doan-the-su-nghiep.txt",
    "chu-de-truong-hoc.txt",
)
_SLOT = re.compile(r"\[\[([^\]]+)\]\]")
# Counted things are written "05 buổi", measures "5 triệu", "5%".
_MEASURE = re.compile(r"%| (?:tỷ|nghìn|triệu|điểm|ngày|năm|phút|m|m2|m3|kg|tuổi|tháng|giờ|tuần)\b")


@dataclass(slots=True)
class Topic:
    """One field of work: what was planned, done, how, with what effect, what was learnt, in a nutshell."""

    key: str
    tags: frozenset[str]
    target: str = ""
    results: list[str] = field(default_factory=list[str])
    measure: str = ""
    effect: str = ""
    lesson: str = ""
    summary: str = ""


def lines(name: str) -> tuple[str, ...]:
    """The non-empty lines of a text file in `data/`."""
    return tuple(line for line in (_DATA / name).read_text(encoding="utf-8").splitlines() if line)


@cache
def topics() -> tuple[Topic, ...]:
    """All topics in file order. ValueError for a topic that lacks a part."""
    found: list[Topic] = []
    for name in _TOPIC_FILES:
        for line in lines(name):
            if line.startswith("# "):
                key, tags = line[2:].split(" | ")
                found.append(Topic(key, frozenset(tags.split())))
                continue
            kind, text = line.split(": ", 1)
            if kind == "R":
                found[-1].results.append(text)
            else:
                setattr(
                    found[-1],
                    {"T": "target", "M": "measure", "E": "effect", "L": "lesson", "S": "summary"}[kind],
                    text,
                )
    for topic in found:
        if not (topic.results and topic.target and topic.measure and topic.effect and topic.lesson):
            raise ValueError(f"topic {topic.key} is not complete")
    return tuple(found)


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """A text file whose parts begin with "# name"."""
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines(name):
        if line.startswith("# "):
            current = parts.setdefault(line[2:], [])
        else:
            current.append(line)
    return {key: tuple(part) for key, part in parts.items()}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file in `data/`."""
    with (_DATA / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@cache
def names() -> dict[str, list[str]]:
    """Parts of people's names by kind."""
    return json.loads((_DATA / "ho-ten.json").read_text(encoding="utf-8"))


@cache
def streets() -> dict[str, list[str]]:
    """Streets by ward."""
    return json.loads((_DATA / "noi-o.json").read_text(encoding="utf-8"))["pho"]


@cache
def home_towns() -> list[tuple[str, str]]:
    """(code of the province in a citizen number, home town)."""
    raw: list[list[str]] = json.loads((_DATA / "noi-o.json").read_text(encoding="utf-8"))["que"]
    return [(code, place) for code, place in raw]


def grouped(value: int) -> str:
    """1200 as "1.200"."""
    return f"{value:,}".replace(",", ".")


def fill(text: str, *key: object, **names: str) -> str:
    """The text with its slots filled; the key decides the numbers. Begins with a capital."""
    place = 0

    def slot(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        inner = match[1]
        if "|" in inner:
            return draw.pick(inner.split("|"), *key, text, place)
        year = inner.startswith("y")
        low, _, high = inner.removeprefix("y").partition("-")
        value = draw.between(int(low), int(high or low), *key, inner)
        if year:
            return str(value)
        if value < 10 and not _MEASURE.match(text, match.end()):
            return f"{value:02d}"
        return grouped(value)

    filled = _SLOT.sub(slot, text)
    for name, value in names.items():
        filled = filled.replace("{" + name + "}", value)
    return filled[:1].upper() + filled[1:]
