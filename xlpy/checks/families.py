"""Loads the families of checks so that each registers its rules. One module a family."""

from __future__ import annotations

from importlib import import_module

FAMILIES = (
    "structure",
    "settings",
    "units",
    "criteria",
    "scores",
    "collectives",
    "individuals",
    "achievements",
    "report_files",
    "duplicates",
    "votes",
    "council",
    "dossiers",
    "quotas",
    "good_people",
    "articles",
    "activities",
    "awards",
    "text_quality",
)


def load() -> None:
    """Imports every family once; importing again does nothing."""
    for name in FAMILIES:
        import_module(f"xlpy.checks.{name}")
