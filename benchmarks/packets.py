"""How fast reports come out, as ratios: compiled once, plain docxtpl, other packages, and the floor under all.

    python -m benchmarks.packets [--count 500] [--count 2000] [--runs 5] [--no-rivals]

Makes a two-page report in the manner of mẫu 07 (`packets_sample`) and lets each way write it to disk, each run in
fresh processes, the ways taking turns. A time holds everything but the start of the program, its imports and the
making up of values: loading the template, compiling it, filling, packing, writing. The floor packs and writes the
very bytes that "compiled once" writes: parts that differ between documents are compressed (zlib 6), the others copied
as compressed bytes; they were filled outside the clock. "2 processes" share the documents between them; the time is
the slower one's. Ways that are many times slower write 500 documents at most, and all are compared by the document.

Prints a Markdown table of medians with the spread. Stops if two ways' documents do not have the same text.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import packets_rivals as rivals
from benchmarks.packets_sample import context_of, make_template

ROOT = Path(__file__).resolve().parent.parent
SLOW_COUNT = 500


@dataclass(frozen=True)
class Way:
    """`template` is the file it fills, `modules` the folder of a package fetched for it."""

    name: str
    processes: int = 1
    slow: bool = False
    template: str = "docxtpl.docx"
    modules: str = ""


WAYS = {
    "docxtpl": Way("docxtpl, a new template for each document", slow=True),
    "reused": Way("docxtpl as its docs advise: one template, rendered again", slow=True),
    "docxtpl2": Way("docxtpl, a new template each, 2 processes", 2, slow=True),
    "mailmerge": Way(rivals.MAILMERGE.replace("==", " "), 1, True, "mailmerge.docx", "mailmerge"),
    "docxtemplater": Way(
        rivals.DOCXTEMPLATER[0].replace("@", " ") + " (node)", 1, True, "docxtemplater.docx", "node"
    ),
    "compiled": Way("**compiled once** (`xlpy.packets.rendering`)"),
    "compiled2": Way("the same, 2 processes", 2),
    "floor": Way("floor: the same bytes zipped, unchanged parts copied raw"),
}


class Clock:
    """Adds up the time of its `with` blocks, by the wall and by the processor (steady on a busy machine)."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0
        self._start = (0.0, 0.0)

    def __enter__(self) -> None:
        self._start = (time.perf_counter(), time.process_time())

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._start[0]
        self.cpu += time.process_time() - self._start[1]


def write_with_docxtpl(template: Path, out: Path, numbers: range, again: bool) -> Clock:
    """Time for these documents by docxtpl alone."""
    from docxtpl import DocxTemplate

    from xlpy.packets.rendering.environment import make_environment

    clock = Clock()
    environment = make_environment()
    document: Any = None
    for number in numbers:
        values = context_of(number)
        with clock:
            document = document if again and document else DocxTemplate(template)
            document.render(values, environment, autoescape=True)
            document.save(out / f"{number:05}.docx")
    return clock


def write_compiled(template: Path, out: Path, numbers: range) -> Clock:
    """Time for these documents by the wrapper."""
    import xlpy.packets.rendering.template as rendering

    clock = Clock()
    with clock:
        loaded = rendering.load_template(template)
    for number in numbers:
        values = context_of(number)
        with clock:
            document = loaded.render(values, title=f"Báo cáo {number}", author="UBND")
            (out / f"{number:05}.docx").write_bytes(document)
    return clock


def write_floor(template: Path, out: Path, numbers: range) -> Clock:
    """Time for packing and writing parts filled outside the clock."""
    import xlpy.packets.rendering.template as rendering
    from xlpy.packets.rendering.zipping import Packer

    loaded = rendering.load_template(template)

    def parts_of(number: int) -> dict[str, bytes]:
        return members(loaded.render(context_of(number), title=f"Báo cáo {number}", author="UBND"))

    first, second = parts_of(0), parts_of(1)
    changing = [name for name in first if first[name] != second[name]]
    packer = Packer({name: part for name, part in first.items() if name not in changing}, changing)
    clock = Clock()
    for number in numbers:
        filled = parts_of(number)
        with clock:
            (out / f"{number:05}.docx").write_bytes(packer.pack(filled))
    return clock


def write_with_mailmerge(template: Path, out: Path, numbers: range) -> Clock:
    clock = Clock()
    clock.seconds, clock.cpu = rivals.write_with_mailmerge(template, out, len(numbers))
    return clock


def members(document: bytes) -> dict[str, bytes]:
    """The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


PYTHON_WAYS: dict[str, Callable[[Path, Path, range], Clock]] = {
    "docxtpl": lambda template, out, numbers: write_with_docxtpl(template, out, numbers, again=False),
    "docxtpl2": lambda template, out, numbers: write_with_docxtpl(template, out, numbers, again=False),
    "reused": lambda template, out, numbers: write_with_docxtpl(template, out, numbers, again=True),
    "mailmerge": write_with_mailmerge,
    "compiled": write_compiled,
    "compiled2": write_compiled,
    "floor": write_floor,
}


def run_child(way: str, template: Path, out: Path, numbers: range) -> None:
    """In a child process: one run, its seconds and peak memory as a line of JSON."""
    clock = PYTHON_WAYS[way](template, out, numbers)
    print(json.dumps({"seconds": clock.seconds, "cpu": clock.cpu, "peak": peak_memory()}))


def peak_memory() -> float | None:
    """Peak resident memory of this process in MB; None where the system does not tell (Windows)."""
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss of a child begins with its parent's size; this counter begins anew with the program.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return None
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1024**2 if sys.platform == "darwin" else size / 1024


def texts_of(folder: Path) -> list[list[str]]:
    """The lines of text in a few documents, to see that all ways write the same."""
    from docx import Document
    from docx.oxml.ns import qn

    chosen = sorted(folder.iterdir())[:SLOW_COUNT]
    found: list[list[str]] = []
    for path in chosen[:: max(1, len(chosen) // 5)]:
        document = Document(str(path))
        roots = [document.sections[0].header._element, document.element.body]
        paragraphs = (paragraph for root in roots for paragraph in root.iter(qn("w:p")))
        texts = ("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs)
        found.append([text for text in texts if text.strip()])
    return found


def run_way(way: str, place: Path, out: Path, count: int) -> dict[str, float]:
    """One run: seconds by the document, CPU seconds by the document, the largest peak of a process."""
    kind = WAYS[way]
    count = min(count, SLOW_COUNT) if kind.slow else count
    template = place / kind.template
    out.mkdir()
    if way == "docxtemplater":
        values = place / f"values-{count}.jsonl"
        if not values.exists():
            rivals.write_values(values, count)
        runs = [rivals.run_docxtemplater(place / "node", template, values, out)]
    else:
        call = [sys.executable, "-m", "benchmarks.packets", "--way", way]
        call += ["--template", str(template), "--out", str(out), "--modules", str(place / kind.modules)]
        share = count // kind.processes
        children = [
            subprocess.Popen(
                [*call, "--numbers", str(share * number), str(share * (number + 1))],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(kind.processes)
        ]
        runs = [json.loads(child.communicate()[0]) for child in children]
    return {
        "seconds": max(run["seconds"] for run in runs) / count,
        "cpu": sum(run["cpu"] for run in runs) / count,
        "peak": max(run["peak"] or 0 for run in runs),
    }


def measure(ways: list[str], place: Path, count: int, runs: int) -> dict[str, list[dict[str, float]]]:
    """The runs of each way. Raises SystemExit if the documents differ."""
    results: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for run in range(runs):
        texts: dict[str, list[list[str]]] = {}
        for way in ways:
            out = place / f"{way}-{count}-{run}"
            results[way].append(run_way(way, place, out, count))
            texts[way] = texts_of(out)
            for file in out.iterdir():
                file.unlink()
        different = [way for way in ways if texts[way] != texts["compiled"]]
        if different:
            raise SystemExit(f"not the same text as compiled once: {', '.join(different)}")
    return results


def table(results: dict[str, list[dict[str, float]]], count: int, runs: int) -> Iterable[str]:
    """The Markdown table."""
    medians = {way: statistics.median(run["seconds"] for run in done) for way, done in results.items()}
    cpu = {way: statistics.median(run["cpu"] for run in done) for way, done in results.items()}
    yield f"{count:,} reports of two pages, {runs} runs in turn"
    yield ""
    yield "| way | × plain docxtpl | in CPU time | × floor's time | in CPU time | spread | reports/s | peak MB |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    for way, done in results.items():
        seconds = [run["seconds"] for run in done]
        spread = f"{min(seconds) / medians[way] - 1:+.0%} … {max(seconds) / medians[way] - 1:+.0%}"
        yield (
            f"| {WAYS[way].name} | {medians['docxtpl'] / medians[way]:.1f} | {cpu['docxtpl'] / cpu[way]:.1f} | "
            f"{medians[way] / medians['floor']:.2f} | {cpu[way] / cpu['floor']:.2f} | "
            f"{spread} | {1 / medians[way]:.0f} | {max(run['peak'] for run in done):.0f} |"
        )


def prepare(place: Path, wanted: bool) -> list[str]:
    """Templates, and rivals where they are wanted and can be had; gives the ways to measure."""
    make_template(place / "docxtpl.docx")
    missing = dict.fromkeys(("mailmerge", "docxtemplater"), "left out by --no-rivals")
    if wanted:
        rivals.mailmerge_template(place / "mailmerge.docx")
        rivals.docxtemplater_template(place / "docxtemplater.docx")
        missing = {
            "mailmerge": rivals.install_mailmerge(place / "mailmerge"),
            "docxtemplater": rivals.install_docxtemplater(place / "node"),
        }
    for way, reason in missing.items():
        if reason:
            print(f"{WAYS[way].name}: not measured, {reason}", file=sys.stderr)
    return [way for way in WAYS if not missing.get(way)]


def main() -> None:
    """Measure and print, or do one run as a child."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--count", type=int, action="append", help="500 and 2000 if none is given")
    parser.add_argument("--no-rivals", action="store_true", help="fetch nothing")
    parser.add_argument("--way", choices=list(PYTHON_WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--template", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--modules", help=argparse.SUPPRESS)
    parser.add_argument("--numbers", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        sys.path.append(arguments.modules)
        run_child(arguments.way, arguments.template, arguments.out, range(*arguments.numbers))
        return
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        ways = prepare(place, not arguments.no_rivals)
        for count in arguments.count or [500, 2000]:
            print("\n".join(table(measure(ways, place, count, arguments.runs), count, arguments.runs)), "\n")


if __name__ == "__main__":
    main()
