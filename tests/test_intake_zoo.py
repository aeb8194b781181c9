"""Every risk of a returned workbook (evidence.md §7): read, read with a note, or refused with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import zoo

from xlpy.books.errors import BookError
from xlpy.books.intake.job import Answer, answer
from xlpy.books.intake.store import keep
from xlpy.model.rawrows import CopyState


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return zoo.build_copies(tmp_path_factory.mktemp("zoo"))


@pytest.fixture
def nest(tmp_path: Path, copies: tuple[Path, Path]) -> zoo.Nest:
    return zoo.Nest(tmp_path, *copies)


def taken(path: Path, store: Path) -> Answer:
    """What intake makes of a file, without the child process around it."""
    try:
        kept = keep(path, store)
    except BookError as error:
        return Answer(error.message)
    return answer(kept.path, kept.name, kept.sha256, "copy")


def name_in(copy: CopyState) -> object:
    """The person in the first row of Cá nhân."""
    rows = [row for row in copy.rows if row.key.sheet == "individuals"]
    return min(rows, key=lambda row: row.row).values["full_name"]


@pytest.mark.parametrize("animal", zoo.ANIMALS, ids=lambda animal: f"{animal.risk}: {animal.title}")
def test_each_animal_of_the_zoo_meets_its_fate(nest: zoo.Nest, animal: zoo.Animal) -> None:
    path = animal.make(nest)
    before = path.read_bytes()
    made = taken(path, nest.folder / "kho")
    assert path.read_bytes() == before
    if animal.outcome == "refused":
        assert made.copy is None
        assert re.search(animal.says, made.reason), made.reason
        assert "Hãy" in made.reason or "hãy" in made.reason
        return
    assert made.reason == ""
    assert made.copy is not None
    assert (made.kind, made.copy.unit_code) == (animal.kind, animal.unit)
    assert name_in(made.copy) == animal.name
    if animal.risk == "0":
        assert made.notes == ()
    if animal.outcome == "told":
        assert any(re.search(animal.says, note) for note in made.notes), made.notes
    else:
        assert not animal.says
