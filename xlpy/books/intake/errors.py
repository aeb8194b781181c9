"""Refusals of returned files that no other error of `books` says."""

from __future__ import annotations

from xlpy.books.errors import BookError


class FileRefused(BookError):
    """A returned file is not taken in; the message says why and what to do."""


class FileChanging(FileRefused):
    """The file was being written while it was read."""
