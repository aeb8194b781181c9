"""A whole merge of returned copies against merely reading them.

    python -m benchmarks.merge [--files 150] [--units 150] [--rows 10000] [--runs 5] [--growth 600,1500,4500]

The real command line in a fresh process: the master read, the files kept, vetted and read in two children, compared
three ways, written into the master with its log, saved with a backup. Each run merges into its own fresh copy of the
master. The rivals only read every cell of the same returned files. Memory is that of the merge with its children.

`--growth` merges more files once, into the same master: each unit has sent its copy again after each correction.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.intake import CALAMINE, OPENPYXL
from benchmarks.measure import PYTHON, ROOT, Series, table

RIVAL = "openpyxl read-only, reading only"
_EVERY = 0.05
"""Seconds between two looks at the memory of a process and its children."""


def resident(pid: int) -> float:
    """MB that a process and all below it hold (pages shared between them counted for each); 0 without /proc."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            status = Path(f"/proc/{one}/status").read_text(encoding="ascii")
            total += (
                next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
            )
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
        except (OSError, StopIteration):
            continue
    return total


def timed(command: list[str], series: Series, cpu: list[float]) -> None:
    """One fresh process; its children's memory counts. RuntimeError when it could not do its work."""
    before = os.times()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
        stop = threading.Event()

        def watch() -> None:
            while not stop.wait(_EVERY):
                series.peak_mb = max(series.peak_mb, resident(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        seconds = time.perf_counter() - started
        stop.set()
        watcher.join()
        if code:
            errors.seek(0)
            raise RuntimeError(f"{command}: exit {code}\n{errors.read().decode(errors='replace')[-2000:]}")
    after = os.times()
    series.seconds.append(seconds)
    cpu.append(after.children_user + after.children_system - before.children_user - before.children_system)


class Bench:
    """The made files in a folder, and what the ways of reading and merging them took."""

    def __init__(self, folder: Path, files: int, units: int, rows: int) -> None:
        self._folder = folder / f"{files}"
        made = [PYTHON, "-m", "benchmarks.merge_files", str(self._folder), *map(str, (files, units, rows))]
        subprocess.run(made, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        self.back = self._folder / "back"
        self.files = files
        self.cpu: list[float] = []

    def merge(self, series: Series) -> dict[str, int]:
        """Merge all files into a fresh copy of the master; the counts that the tool gives. Checks that all went in."""
        place = self._folder / "merge"
        place.mkdir()
        master, report = place / "master.xlsm", place / "report.json"
        shutil.copyfile(self._folder / "master.xlsm", master)
        try:
            timed(
                [PYTHON, "-m", "xlpy", "merge", str(master), str(self.back), "--json", str(report)],
                series,
                self.cpu,
            )
            said = json.loads(report.read_text(encoding="utf-8"))
        finally:
            shutil.rmtree(place)
        merged = sum(file["status"] == "merged" for file in said["files"])
        if merged != self.files:
            raise RuntimeError(f"{merged} of {self.files} files were merged")
        return said["rows"]

    def read(self, code: str, series: Series) -> None:
        """One of the rivals over the same files."""
        timed([PYTHON, "-W", "ignore", "-c", code, str(self.back)], series, [])


def compare(folder: Path, options: argparse.Namespace) -> None:
    bench = Bench(folder, options.files, options.units, options.rows)
    size = sum(path.stat().st_size for path in bench.back.iterdir()) / 1e6
    print(
        f"\n{bench.files:,} files, {size:.0f} MB, into {options.rows:,} rows, {options.runs} runs each\n",
        flush=True,
    )
    series = {RIVAL: Series(), "calamine, reading only": Series(), "thidua merge, whole": Series()}
    rows: dict[str, int] = {}
    for _ in range(options.runs):
        bench.read(OPENPYXL, series[RIVAL])
        bench.read(CALAMINE, series["calamine, reading only"])
        rows = bench.merge(series["thidua merge, whole"])
    print(table(series, RIVAL))
    ours = series["thidua merge, whole"]
    print(
        f"\nrows: {rows}; {sum(bench.cpu) / sum(ours.seconds):.2f} cores busy on average during the merge",
        flush=True,
    )


def growth(folder: Path, options: argparse.Namespace, steps: Iterable[int]) -> None:
    print(
        "\n| files | s | s for each file | peak MB | rows changed | added |\n| --: | --: | --: | --: | --: | --: |"
    )
    for files in steps:
        bench, series = Bench(folder, files, options.units, options.rows), Series()
        rows = bench.merge(series)
        line = (f"{files:,}", f"{series.median:.1f}", f"{series.median / files:.3f}", f"{series.peak_mb:.0f}")
        print(f"| {' | '.join(line)} | {rows['changed']:,} | {rows['added']:,} |", flush=True)
        shutil.rmtree(bench.back.parent)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=150)
    parser.add_argument("--units", type=int, default=150)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--growth", default="", help="numbers of files, with commas; the units stay the same")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.runs:
            compare(Path(name), options)
        if options.growth:
            growth(Path(name), options, map(int, options.growth.split(",")))


if __name__ == "__main__":
    main()
