"""Rivals of the packet benchmark that are no requirement of ours, fetched by name and version when it runs.

docxtemplater (npm) and docx-mailmerge2 (PyPI) go into a temporary folder. Each has a template of its own in its own
notation, with the places of the docxtpl template; the values are spelt out before the clock starts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.packets_sample import HEADINGS, context_of

DOCXTEMPLATER = ("docxtemplater@3.71.0", "pizzip@3.3.0")
MAILMERGE = "docx-mailmerge2==1.0.3"
SCRIPT = Path(__file__).with_name("docxtemplater.js")
LINES, RESULTS = 3, 8


def install_docxtemplater(place: Path) -> str:
    """Puts it below `place`; "" or why it cannot be measured here."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "no node on this machine"
    done = subprocess.run(
        [npm, "install", "--prefix", str(place), "--no-save", "--ignore-scripts", *DOCXTEMPLATER],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else f"npm: {done.stderr.strip().splitlines()[-1:]}"


def install_mailmerge(place: Path) -> str:
    """Puts it below `place`; "" or why it cannot be measured here. It works on the lxml that is here already."""
    call = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place), MAILMERGE]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"pip: {done.stderr.strip().splitlines()[-1:]}"


def flat(number: int) -> dict[str, Any]:
    """The values of report `number`, every one a text, for tools that know neither loops of ours nor numbers."""
    values: Any = context_of(number)
    results = [
        {"index": str(row), "name": result["name"], "value": f"{result['value']:g}".replace(".", ",")}
        for row, result in enumerate(values["results"], 1)
    ]
    record = {
        "unit_name": values["unit"]["name"],
        "unit_parent": values["unit"]["parent"],
        "signer_title": values["signer"]["title"],
        "signer_name": values["signer"]["name"],
        "priority": f"Đề nghị ưu tiên số {values['priority']}." if values["priority"] else "",
        "results": results,
        "sections": {f"s{index}": lines for index, lines in enumerate(values["sections"])},
    }
    return record | {key: values[key] for key in ("place", "date", "name", "birth", "home", "position")}


def write_values(path: Path, count: int) -> None:
    """One JSON record a line, for docxtemplater."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = flat(number)
            file.write(json.dumps(record | record["sections"], ensure_ascii=False) + "\n")


def docxtemplater_template(path: Path) -> None:
    """The report in docxtemplater's notation."""
    _build(path, lambda paragraph, name: paragraph.add_run(f"{{{name}}}"), loops=True)


def mailmerge_template(path: Path) -> None:
    """The report with Word's MERGEFIELDs; no loops of paragraphs, so each line is a field of its own."""
    _build(path, _merge_field, loops=False)


def _build(path: Path, field: Any, *, loops: bool) -> None:
    from docx import Document

    document = Document()
    field(document.sections[0].header.paragraphs[0], "unit_name")
    head = document.add_table(rows=2, cols=2)
    field(head.cell(0, 0).paragraphs[0], "unit_parent")
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    field(head.cell(1, 0).paragraphs[0], "unit_name")
    place = head.cell(1, 1).paragraphs[0]
    field(place, "place")
    place.add_run(", ")
    field(place, "date")
    document.add_paragraph("BÁO CÁO THÀNH TÍCH")
    for label, name in (
        ("Họ tên: ", "name"),
        ("Năm sinh: ", "birth"),
        ("Quê quán: ", "home"),
        ("Chức vụ: ", "position"),
    ):
        field(document.add_paragraph(label), name)
    for number, heading in enumerate(HEADINGS):
        document.add_paragraph(f"{number + 1}. {heading}").runs[0].bold = True
        if loops:
            document.add_paragraph(f"{{#s{number}}}")
        for line in range(1 if loops else LINES):
            paragraph = document.add_paragraph()
            paragraph.add_run("- ").italic = True
            field(paragraph, "." if loops else f"s{number}_{line}")
        if loops:
            document.add_paragraph(f"{{/s{number}}}")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("TT", "Chỉ tiêu", "Kết quả"), strict=True):
        cell.text = text
    cells = [cell.paragraphs[0] for cell in table.rows[1].cells]
    if loops:
        cells[0].add_run("{#results}")
    for paragraph, name in zip(cells, ("index", "name", "value"), strict=True):
        field(paragraph, name if loops else f"r_{name}")
    if loops:
        cells[2].add_run("{/results}")
    field(document.add_paragraph(), "priority")
    sign = document.add_table(rows=1, cols=2)
    field(sign.cell(0, 1).paragraphs[0], "signer_title")
    field(sign.cell(0, 1).add_paragraph(), "signer_name")
    document.save(str(path))


def _merge_field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = f"«{name}»"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def run_docxtemplater(modules: Path, template: Path, values: Path, out: Path) -> dict[str, float]:
    """One run in a node process; seconds, CPU seconds and peak MB as node itself measures them."""
    node = shutil.which("node") or "node"
    call = [node, str(SCRIPT), str(modules), str(template), str(values), str(out)]
    return json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)


def write_with_mailmerge(template: Path, out: Path, count: int) -> tuple[float, float]:
    """Seconds and CPU seconds for `count` documents in this process; a new object for each, as its docs show."""
    from mailmerge import MailMerge  # type: ignore[import-not-found]

    seconds = cpu = 0.0
    for number in range(count):
        record = flat(number)
        values = {key: value for key, value in record.items() if isinstance(value, str)}
        values |= {"birth": str(record["birth"])}
        for key, lines in record["sections"].items():
            values |= {f"{key}_{line}": text for line, text in enumerate(lines)}
        rows = [{f"r_{key}": text for key, text in row.items()} for row in record["results"]]
        start = time.perf_counter(), time.process_time()
        with MailMerge(str(template)) as document:
            document.merge(**values)
            document.merge_rows("r_index", rows)
            document.write(str(out / f"{number:05}.docx"))
        seconds += time.perf_counter() - start[0]
        cpu += time.process_time() - start[1]
    return seconds, cpu
