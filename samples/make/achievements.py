"""Composing the texts of Mẫu 07 for one nominee from the sentence banks.

A nominee draws a few topics of its own field and a few of the plan's common tasks; a draw whose texts come
too near to those of an earlier nominee is thrown away and made again, so that no two reports are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from samples.make import bank, draw
from samples.make.bank import Topic

FIELDS = ("targets", "results", "measures", "effect", "lessons", "summary")
SUMMARY_LIMIT = 250
_TOO_ALIKE = 78
_ATTEMPTS = 60
_SLOT = re.compile(r"\[\[.+?\]\]")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a report speaks of its nominee: `name` in full, `subjects` inside sentences."""

    name: str
    subjects: tuple[str, ...]
    post: str = ""
    """Post of an individual, as in "Trên cương vị …"; empty for a collective."""
    office: bool = True
    """Whether office work (running costs, documents, conduct at the counter) is a theme for it."""

    @property
    def sections(self) -> tuple[str, str]:
        """Openings and closings in mo-dau.txt."""
        return ("mo-ca-nhan", "ket-ca-nhan") if self.post else ("mo-tap-the", "ket-tap-the")


class Writer:
    """Writes reports and remembers them, so that each differs from all before it."""

    def __init__(self) -> None:
        self._written: dict[str, list[str]] = {field: [] for field in FIELDS}

    def write(
        self, voice: Voice, own: list[Topic], own_count: int, common_count: int, *key: object
    ) -> dict[str, str]:
        """The six texts by column key. RuntimeError when the banks are too small for another one."""
        for attempt in range(_ATTEMPTS):
            texts = _compose(voice, own, own_count, common_count, *key, attempt)
            if len(texts["summary"]) <= SUMMARY_LIMIT and self._is_new(texts):
                for field, text in texts.items():
                    self._written[field].append(text.casefold())
                return texts
        raise RuntimeError(f"no new text for {key}; add sentences to the banks")

    def _is_new(self, texts: dict[str, str]) -> bool:
        return not any(
            process.extractOne(
                text.casefold(), self._written[field], scorer=fuzz.ratio, score_cutoff=_TOO_ALIKE
            )
            for field, text in texts.items()
        )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sums_up(topic: Topic, result: str) -> bool:
    """Whether all figures of the topic's summary stand in this wording of its result."""
    return set(_SLOT.findall(topic.summary)) <= set(_SLOT.findall(result))


def _compose(
    voice: Voice, own: list[Topic], own_count: int, common_count: int, *key: object
) -> dict[str, str]:
    chosen = draw.shuffled(own, *key, "own")[:own_count]
    common = [t for t in bank.topics() if "chung" in t.tags and (voice.office or "congso" not in t.tags)]
    chosen += draw.shuffled(common, *key, "common")[:common_count]

    def part(text: str, topic: Topic) -> str:
        # Ranges of one topic agree in all parts: the summary repeats the figure of the results.
        subject = draw.pick(voice.subjects, *key, topic.key, "subject")
        return bank.fill(text, *key, topic.key, ct=subject)

    openings, closings = (bank.sections("mo-dau.txt")[name] for name in voice.sections)
    opening = bank.fill(draw.pick(openings, *key, "mở"), *key, "mở", ten=voice.name, chuc_vu=voice.post)
    closing = bank.fill(draw.pick(closings, *key, "kết"), *key, "kết", ten=voice.name)
    told = {t.key: draw.pick(t.results, *key, t.key, "result") for t in chosen}
    first = chosen[0]
    told[first.key] = draw.pick([r for r in first.results if _sums_up(first, r)] or first.results, *key)
    results = [part(told[t.key], t) for t in chosen]
    # A summary may only sum up what the results tell.
    summed = [t for t in chosen if _sums_up(t, told[t.key])]
    summary = [part(t.summary, t) for t in (summed or chosen)[:2]]
    who = "Tôi" if voice.post else voice.name
    ahead = draw.shuffled(chosen, *key, "effect")
    learnt = draw.shuffled(chosen, *key, "lesson")
    how = draw.shuffled(chosen, *key, "measure")
    return {
        "targets": "\n".join(
            [
                f"{who[:1].upper()}{who[1:]} đăng ký thực hiện {len(chosen):02d} nội dung trong đợt thi đua:",
                *(f"- {part(t.target, t)}{'.' if t is chosen[-1] else ';'}" for t in chosen),
            ]
        ),
        "results": "\n".join([opening, *results, closing]),
        "measures": "\n".join(part(t.measure, t) for t in how[:3]),
        "effect": "\n".join(part(t.effect, t) for t in ahead[:3]),
        "lessons": " ".join(part(t.lesson, t) for t in learnt[:2]),
        "summary": "; ".join([summary[0], *map(_lower_first, summary[1:])]) + ".",
    }
