"""The compiled way gives the same documents as docxtpl: every part, after canonical XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendering_kit import HARD_TEXTS, TEMPLATES, by_docxtpl, context, parts, save

from xlpy.packets.known_fields import known_fields
from xlpy.packets.rendering import load_template

OURS = sorted((Path(__file__).resolve().parent.parent / "templates").rglob("*.docx"))

# docxtpl mends these with a parser for each document, and so do we.
PARSED_AGAIN = {"only_loop_rows", "nested_tables", "column_loop", "merged_cells"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates")
    for name, build in TEMPLATES.items():
        save(path / f"{name}.docx", build)
    return path


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("text", HARD_TEXTS)
def test_every_part_is_the_one_that_docxtpl_writes(folder: Path, kind: str, text: str) -> None:
    path = folder / f"{kind}.docx"
    values = context(HARD_TEXTS[text])
    assert parts(load_template(path).render(values)) == parts(by_docxtpl(path, values))


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_number_of_rows_makes_no_difference_to_that(folder: Path, kind: str, count: int) -> None:
    path = folder / f"{kind}.docx"
    values = context("Lê Thị B", count)
    assert parts(load_template(path).render(values)) == parts(by_docxtpl(path, values))


@pytest.mark.parametrize("kind", sorted(set(TEMPLATES) - {"column_loop", "merged_cells"}))
def test_an_empty_list_makes_no_difference_to_that(folder: Path, kind: str) -> None:
    path = folder / f"{kind}.docx"
    values = context("Lê Thị B", 0)
    assert parts(load_template(path).render(values)) == parts(by_docxtpl(path, values))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_only_templates_whose_tables_may_change_width_are_parsed_again(folder: Path, kind: str) -> None:
    assert load_template(folder / f"{kind}.docx").compiled == (kind not in PARSED_AGAIN)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(codec=None), max_size=60),
    count=st.integers(1, 4),
    kind=st.sampled_from(
        ["plain", "split_runs", "conditions", "rows", "table_in_loop", "headers_and_footers", "filters"]
    ),
)
def test_any_text_gives_the_same_document_both_ways(folder: Path, text: str, count: int, kind: str) -> None:
    path = folder / f"{kind}.docx"
    values = context(text, count)
    assert parts(load_template(path).render(values)) == parts(by_docxtpl(path, values))


def with_text(value: object, text: str) -> object:
    """The same values with `text` in place of every text."""
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {key: with_text(kept, text) for key, kept in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_text(kept, text) for kept in value]
    return value


def test_the_templates_folder_is_not_empty() -> None:
    assert len(OURS) >= 5


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
@pytest.mark.parametrize("text", [None, *HARD_TEXTS.values()], ids=["as it is", *HARD_TEXTS])
def test_our_own_templates_come_out_as_docxtpl_writes_them(path: Path, text: str | None) -> None:
    values = dict(known_fields(path))
    if text is not None:
        values = {name: with_text(value, text) for name, value in values.items()}
    assert parts(load_template(path).render(values)) == parts(by_docxtpl(path, values))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_templates_are_never_parsed_again(path: Path) -> None:
    assert load_template(path).compiled
