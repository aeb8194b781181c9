"""Makes the sample campaign, clean and messy, the same on every run.

Sentence banks and lists live in `data/`, the code that composes them here. Every name, number and deed is
invented; only the names of units come from the campaign's own list. Importing this package is cheap: the
work starts with the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samples.make.planted import Planted
    from xlpy.workbook.content import BookContent

__all__ = ["clean", "large", "messy"]


def clean() -> BookContent:
    """About sixty units with nominees, votes, dossiers and scores; no check has anything to say about it.

    The wards are already decided upon; the messy twin comes from before that, or each fault planted in a ward would
    be one of the decision's too.
    """
    from samples.make import outcomes
    from samples.make.campaign import clean_content

    return outcomes.add(clean_content())


def messy() -> tuple[BookContent, list[Planted]]:
    """The clean campaign with every problem of domain.md §6.2 and rule V1–V14 planted, and where each stands."""
    from samples.make.mess import messy_content

    return messy_content()


def large(n: int) -> BookContent:
    """A campaign with `n` individuals spread over the units, cheap to make, for benchmarks. ValueError below 0."""
    from samples.make.many import large_content

    return large_content(n)
