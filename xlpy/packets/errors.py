"""What the packets room raises."""

from __future__ import annotations


class PacketError(Exception):
    """A packet, or one document of it, cannot be made or written.

    The message is Vietnamese, for the clerk: where, what is wrong, what to do next. Command line and buttons
    show it as it is.
    """
