"""Why a set-up could not be done, in the words of the clerk's message."""

from __future__ import annotations


class SetupError(RuntimeError):
    """Set-up or its removal stopped before anything was changed. The text is the clerk's message."""
