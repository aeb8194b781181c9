"""What can go wrong between sending and taking back, with a message for the clerk."""

from __future__ import annotations


class ExchangeError(Exception):
    """A copy or a mail draft cannot be made, or not taken back; `str(error)` is the Vietnamese message."""
