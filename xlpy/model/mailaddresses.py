"""Addresses in the column Thư điện tử: several in one cell, told apart into good ones and others."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
"""The form name@domain that offices use; quoted names and bare IP addresses do not occur there."""


def split_addresses(cell: str) -> tuple[list[str], list[str]]:
    """Good addresses and those of another form, each in the order of the cell; separated by ";", "," or a line break."""
    listed = [part.strip() for part in re.split(r"[;,\n]", cell) if part.strip()]
    return [a for a in listed if ADDRESS.fullmatch(a)], [a for a in listed if not ADDRESS.fullmatch(a)]
