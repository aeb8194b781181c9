"""Applies every rule to a document."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from xlpy.packets.conformance.components import take_apart
from xlpy.packets.conformance.finding import CATALOGUE, DocumentFinding, place_of
from xlpy.packets.conformance.reading import read_document
from xlpy.packets.conformance.word import WordDocument

for _family in ("page", "heading", "title", "body", "closing", "capital"):
    import_module(f"xlpy.packets.conformance.{_family}_rules")


def check_file(path: Path) -> list[DocumentFinding]:
    """All findings of the .docx at `path`, errors first, then in the order of the rules.

    Raises TemplateError with the clerk's message where the file cannot be read as a harmless .docx.
    """
    return check_document(read_document(path))


def check_document(document: WordDocument) -> list[DocumentFinding]:
    """All findings of a document that has been read."""
    parts = take_apart(document)
    found: list[DocumentFinding] = []
    for rule in CATALOGUE.values():
        seen: set[tuple[str, str]] = set()
        for slip in rule.check(parts):
            place = slip.place or place_of(slip.paragraph)
            if (place, slip.message) in seen:
                continue
            seen.add((place, slip.message))
            found.append(
                DocumentFinding(rule.code, rule.severity, document.name, place, slip.message, slip.fix)
            )
    return sorted(found, key=lambda finding: (finding.severity != "error", _number(finding.code)))


def _number(code: str) -> tuple[str, int]:
    letters, _, number = code.partition("-")
    return {"P": "1", "C": "2"}.get(letters, "3") + letters, int(number)
