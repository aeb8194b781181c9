"""How fast reports come out, as ratios: compiled once, plain docxtpl, and the floor under both.

    python benchmarks/packets.py [--quick] [--count 500]

Makes a template of a two-page report in the manner of mẫu 07, then lets each way write `count` reports to disk, each
run of each way in a fresh process, the ways taking turns. A time holds everything but the start of Python and the
imports and making up the values: loading the template, compiling it, filling, packing, writing. The floor only packs and writes parts that were
filled outside the clock: the changing part compressed (zlib 6), the others copied as compressed bytes. Prints a
Markdown table of medians over 5 runs (`--quick`: 2) with the spread, and stops if the ways' documents differ.
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
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

NAMES = {
    "docxtpl": "docxtpl, a new template for each document",
    "reused": "docxtpl, one template used again",
    "compiled": "compiled once (`xlpy.packets.rendering`)",
    "floor": "floor: zip with raw-copied parts",
}
WORDS = [
    "Trong",
    "năm",
    "qua",
    "đơn",
    "vị",
    "đã",
    "chủ",
    "động",
    "tham",
    "mưu",
    "triển",
    "khai",
    "nhiều",
    "nhiệm",
    "vụ",
    "trọng",
    "tâm,",
    "phối",
    "hợp",
    "chặt",
    "chẽ",
    "với",
    "các",
    "tổ",
    "chức",
    "đoàn",
    "thể;",
    "vận",
    "động",
    "nhân",
    "dân",
    "chỉnh",
    "trang",
    "đô",
    "thị,",
    "giữ",
    "gìn",
    "vệ",
    "sinh",
    "môi",
    "trường,",
    "xây",
    "dựng",
    "nếp",
    "sống",
    "văn",
    "minh",
    "&",
    "an",
    "toàn.",
]
HEADINGS = [
    "Sơ lược lý lịch",
    "Chức năng, nhiệm vụ",
    "Thành tích đạt được",
    "Biện pháp thực hiện",
    "Hiệu quả",
    "Bài học",
]


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


def make_template(path: Path) -> None:
    """A report with a heading table, six sections of running text, a table of results and a signature table."""
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ unit.name }}"
    head = document.add_table(rows=2, cols=2)
    texts = [
        "{{ unit.parent }}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "{{ unit.name }}",
        "{{ place }}, {{ date }}",
    ]
    for cell, text in zip((cell for row in head.rows for cell in row.cells), texts, strict=True):
        cell.text = text
    document.add_paragraph("BÁO CÁO THÀNH TÍCH")
    for text in (
        "Họ tên: {{ name }}",
        "Năm sinh: {{ birth }}",
        "Quê quán: {{ home }}",
        "Chức vụ: {{ position }}",
    ):
        document.add_paragraph(text)
    for number, heading in enumerate(HEADINGS):
        document.add_paragraph(f"{number + 1}. {heading}").runs[0].bold = True
        document.add_paragraph(f"{{%p for line in sections[{number}] %}}")
        paragraph = document.add_paragraph()
        paragraph.add_run("- ").italic = True
        paragraph.add_run("{{ li")
        paragraph.add_run("ne }}")
        document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=3)
    rows = [
        ["TT", "Chỉ tiêu", "Kết quả"],
        ["{%tr for r in results %}", "", ""],
        ["{{ loop.index }}", "{{ r.name }}", "{{ r.value }}"],
        ["{%tr endfor %}", "", ""],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("{%p if priority %}")
    document.add_paragraph("Đề nghị ưu tiên số {{ priority }}.")
    document.add_paragraph("{%p endif %}")
    sign = document.add_table(rows=1, cols=2)
    sign.cell(0, 1).text = "{{ signer.title }}"
    sign.cell(0, 1).add_paragraph("{{ signer.name }}")
    document.save(str(path))


def words(seed: int, count: int) -> str:
    """Running text that differs from document to document."""
    return " ".join(WORDS[(seed * 7 + number * (1 + seed % 5)) % len(WORDS)] for number in range(count))


def context_of(number: int) -> dict[str, object]:
    """The values of report `number`: about 5,000 characters, two pages."""
    return {
        "unit": {"name": f"UBND PHƯỜNG SỐ {number % 60}", "parent": "UBND QUẬN BA ĐÌNH"},
        "place": "Ba Đình",
        "date": f"ngày {number % 28 + 1:02} tháng 4 năm 2023",
        "name": f"Nguyễn Văn {number}",
        "birth": 1960 + number % 40,
        "home": "Hà Nội",
        "position": "Chủ tịch",
        "sections": [
            [words(number + section * 3 + line, 60) for line in range(3)] for section in range(len(HEADINGS))
        ],
        "results": [{"name": words(number + row, 6), "value": row * 10.5} for row in range(8)],
        "priority": number % 3,
        "signer": {"title": "CHỦ TỊCH", "name": f"Trần Thị {number % 60}"},
    }


def write_with_docxtpl(template: Path, out: Path, count: int, again: bool) -> Clock:
    """Time for `count` documents by docxtpl alone."""
    from docxtpl import DocxTemplate

    from xlpy.packets.rendering.environment import make_environment

    clock = Clock()
    environment = make_environment()
    document: Any = None
    for number in range(count):
        values = context_of(number)
        with clock:
            document = document if again and document else DocxTemplate(template)
            document.render(values, environment, autoescape=True)
            document.save(out / f"{number:05}.docx")
    return clock


def write_compiled(template: Path, out: Path, count: int) -> Clock:
    """Time for `count` documents by the wrapper."""
    import xlpy.packets.rendering.template as rendering

    clock = Clock()
    with clock:
        loaded = rendering.load_template(template)
    for number in range(count):
        values = context_of(number)
        with clock:
            document = loaded.render(values, title=f"Báo cáo {number}", author="UBND")
            (out / f"{number:05}.docx").write_bytes(document)
    return clock


def write_floor(template: Path, out: Path, count: int) -> Clock:
    """Time for packing and writing parts filled outside the clock."""
    import xlpy.packets.rendering.template as rendering
    from xlpy.packets.rendering.zipping import Packer

    loaded = rendering.load_template(template)
    parts = members(loaded.render(context_of(0)))
    changing = ["word/document.xml"]
    packer = Packer({name: content for name, content in parts.items() if name not in changing}, changing)
    clock = Clock()
    for number in range(count):
        filled = {"word/document.xml": members(loaded.render(context_of(number)))["word/document.xml"]}
        with clock:
            (out / f"{number:05}.docx").write_bytes(packer.pack(filled))
    return clock


def members(document: bytes) -> dict[str, bytes]:
    """The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


WAYS: dict[str, Callable[[Path, Path, int], Clock]] = {
    "docxtpl": lambda template, out, count: write_with_docxtpl(template, out, count, again=False),
    "reused": lambda template, out, count: write_with_docxtpl(template, out, count, again=True),
    "compiled": write_compiled,
    "floor": write_floor,
}


def run_way(way: str, template: Path, out: Path, count: int) -> None:
    """In a child process: one run, its seconds and peak memory as a line of JSON."""
    out.mkdir()
    clock = WAYS[way](template, out, count)
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


def texts_of(folder: Path) -> list[str]:
    """Body text of a few documents, to see that all ways write the same."""
    from docx import Document

    chosen = sorted(folder.iterdir())
    return [
        "\n".join(str(part.text or "") for part in Document(str(path)).element.iter())
        for path in chosen[:: max(1, len(chosen) // 5)]
    ]


def measure(count: int, runs: int) -> dict[str, list[dict[str, float]]]:
    """Seconds and peak of each way and run; raises SystemExit if the documents differ."""
    results: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "bao-cao.docx"
        make_template(template)
        for run in range(runs):
            texts: dict[str, list[str]] = {}
            for way in WAYS:
                out = Path(place) / f"{way}-{run}"
                call = [sys.executable, __file__, "--way", way, "--template", str(template)]
                done = subprocess.run(
                    [*call, "--out", str(out), "--count", str(count)],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                results[way].append(json.loads(done.stdout))
                texts[way] = texts_of(out)
                for file in out.iterdir():
                    file.unlink()
            if any(found != texts["docxtpl"] for found in texts.values()):
                raise SystemExit("the ways do not write the same text")
    return results


def table(results: dict[str, list[dict[str, float]]], count: int) -> Iterable[str]:
    """The Markdown table."""
    medians = {way: statistics.median(run["seconds"] for run in runs) for way, runs in results.items()}
    cpu = {way: statistics.median(run["cpu"] for run in runs) for way, runs in results.items()}
    yield f"{count} reports of two pages, {len(results['compiled'])} runs in turn, one process each"
    yield ""
    yield "| way | × plain docxtpl | the same in CPU time | × floor's time | in CPU time | spread | reports/s | peak MB |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    for way, runs in results.items():
        seconds = [run["seconds"] for run in runs]
        peaks = [run["peak"] for run in runs if run["peak"] is not None]
        spread = f"{min(seconds) / medians[way] - 1:+.0%} … {max(seconds) / medians[way] - 1:+.0%}"
        peak = f"{statistics.median(peaks):.0f}" if peaks else "?"
        yield (
            f"| {NAMES[way]} | {medians['docxtpl'] / medians[way]:.1f} | {cpu['docxtpl'] / cpu[way]:.1f} | "
            f"{medians[way] / medians['floor']:.2f} | {cpu[way] / cpu['floor']:.2f} | "
            f"{spread} | {count / medians[way]:.0f} | {peak} |"
        )


def main() -> None:
    """Measure and print, or do one run as a child."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="2 runs, not 5")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--way", choices=list(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--template", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        run_way(arguments.way, arguments.template, arguments.out, arguments.count)
        return
    print("\n".join(table(measure(arguments.count, 2 if arguments.quick else 5), arguments.count)))


if __name__ == "__main__":
    main()
