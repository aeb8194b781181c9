"""What we wrote into a live document since it was opened, and its way into the closed file.

LibreOffice's own .xlsm writer drops buttons, code names and more (evidence.md §1), so the file gets the same writes
once more through the package level, which changes nothing else in it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xlpy.books.errors import BookChanged, BookNotFound, BookNotSaved
from xlpy.books.ooxml.rezip import rebuild
from xlpy.books.ooxml.safesave import replace_open_file
from xlpy.books.ooxml.workbookfile import WorkbookFile

Step = Callable[[WorkbookFile], None]


class Journal:
    """Writes in order; each is a function that repeats it on the closed file."""

    def __init__(self) -> None:
        self.entries: list[Step] = []
        self.foreign = False
        """The clerk had unsaved changes when one of the writes was made."""
        self.live_only: list[str] = []
        """What only LibreOffice's own save keeps, in the clerk's words."""
        self._stamp: tuple[int, int] | None = None

    @property
    def written(self) -> bool:
        """Whether anything of ours was written since the document was opened or saved."""
        return bool(self.entries or self.live_only)

    def begin(self, path: Path | None) -> None:
        """Remember, before the first write, which state of the file the document shows."""
        if not self.written:
            self._stamp = _stamp(path)

    def add(self, step: Step) -> None:
        """Note a write that LibreOffice has accepted."""
        self.entries.append(step)

    def add_live_only(self, what: str) -> None:
        """Note a change that this way cannot repeat on the file."""
        if what not in self.live_only:
            self.live_only.append(what)

    def clear(self) -> None:
        """Forget all: the file holds them."""
        self.__init__()

    def write_into(self, path: Path) -> Path | None:
        """Repeat the writes on the file; the backup's path, or None when nothing differs.

        The document being open in LibreOffice is no obstacle, Excel's owner file is one. Raises `BookError`; the
        file is then what it was.
        """
        if not self.entries:
            return None
        if not path.exists():
            raise BookNotFound(path)
        if _stamp(path) != self._stamp:
            raise BookChanged(path)
        file = WorkbookFile(path)
        for step in self.entries:
            step(file)
        replaced, removed = file.changed_parts()
        if not replaced:
            return None
        try:
            fresh = rebuild(file.package.data, list(file.package.entries.values()), replaced, removed)
        except ValueError as error:
            raise BookNotSaved(path, OSError(str(error))) from error
        return replace_open_file(path, file.package.data, fresh)


def _stamp(path: Path | None) -> tuple[int, int] | None:
    if path is None or not path.exists():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size
