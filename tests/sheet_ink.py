"""What stands where on a printed sheet, measured on the rendered page: 10 pixels to the millimetre."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

PIXELS = 10
"""Per millimetre: 254 dots to the inch."""


class Ink(NamedTuple):
    """The box around everything black, in millimetres from the upper left corner of the sheet."""

    left: float
    top: float
    right: float
    bottom: float


class Page:
    """One page of a PDF as grey pixels."""

    def __init__(self, pdf: Path, number: int = 1) -> None:
        done = subprocess.run(
            ["pdftoppm", "-r", "254", "-gray", "-f", str(number), "-l", str(number), str(pdf)],
            capture_output=True,
            check=True,
            timeout=60,
        )
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout)
        assert head is not None
        self.width, self.height = int(head[1]), int(head[2])
        self._grey = done.stdout[head.end() :]

    def ink(self, left: float, top: float, right: float, bottom: float) -> Ink | None:
        """The box of what is dark inside these millimetres; None where the paper is white."""
        x0, x1 = round(left * PIXELS), min(round(right * PIXELS), self.width)
        y0, y1 = round(top * PIXELS), min(round(bottom * PIXELS), self.height)
        rows = {y: self._grey[y * self.width + x0 : y * self.width + x1] for y in range(y0, y1)}
        dark = [y for y, row in rows.items() if min(row) < 128]
        if not dark:
            return None
        columns = [x for y in dark for x, grey in enumerate(rows[y], x0) if grey < 128]
        return Ink(
            min(columns) / PIXELS, dark[0] / PIXELS, (max(columns) + 1) / PIXELS, (dark[-1] + 1) / PIXELS
        )
