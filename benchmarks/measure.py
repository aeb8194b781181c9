"""Runs commands in fresh processes, interleaved, and reports medians, spread and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Series:
    """Seconds of each run, and the largest resident memory in MB."""

    seconds: list[float] = field(default_factory=list[float])
    peak_mb: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """Fastest to slowest run."""
        return f"{min(self.seconds):.2f}–{max(self.seconds):.2f}"


def run_once(command: Sequence[str], series: Series, allowed: Sequence[int] = (0, 1)) -> None:
    """One fresh process; raises RuntimeError with its error output when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    series.seconds.append(time.perf_counter() - started)
    series.peak_mb = max(series.peak_mb, usage.ru_maxrss / 1024)
    if process.returncode not in allowed:
        raise RuntimeError(f"{command}: exit {process.returncode}\n{errors.decode(errors='replace')}")


def interleaved(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Series]:
    """Every command once, in turn, `runs` times: slow phases of the machine hit all alike."""
    series = {name: Series() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            run_once(command, series[name])
    return series


def table(series: Mapping[str, Series], base: str) -> str:
    """A Markdown table; ratios are medians against `base` (above 1: slower than it)."""
    lines = ["| way | median s | fastest–slowest | ratio | peak MB |", "| --- | --: | --: | --: | --: |"]
    for name, one in series.items():
        ratio = one.median / series[base].median
        lines.append(f"| {name} | {one.median:.2f} | {one.spread} | {ratio:.2f} | {one.peak_mb:.0f} |")
    return "\n".join(lines)


PYTHON = sys.executable
