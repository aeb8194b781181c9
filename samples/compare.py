"""Measures `check --json` on the samples against the answer key: planted, found, missed, false.

    python -m samples.compare

A planted problem is found when a finding of one of its catalogue codes, with its severity, stands at its cell (for
a problem without a cell: on its sheet, for its unit). A finding at a place where nothing was planted is false.
What must be repaired silently has to be in the list `normalized` and must not show as a finding.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CLEAN, MESSY, KEY = FOLDER / "ThiDua2023-mau.xlsm", FOLDER / "ThiDua2023-loi.xlsm", FOLDER / "dap-an.json"

CATALOGUE_CODES: Mapping[str, tuple[str, ...]] = {
    "D09": ("TR-002",),
    "D11": ("D11", "D11-2digit"),
    "D15": ("D15", "D15-ambiguous"),
    "D19": ("CN-005", "CN-006"),
    "D23": ("ST-STRAY",),
    "D29": ("TR-001", "TR-002", "TR-003", "TR-004"),
    "D30": ("TR-002",),
    "D33": ("BC-004", "BC-005"),
    "V1": ("QT-001", "QT-002"),
    "V2": ("BC-001",),
    "V3": (
        "BP-001",
        "BP-002",
        "BP-003",
        "BP-004",
        "HD-003",
        "HD-004",
        "HD-005",
        "HD-006",
        "HD-007",
        "HD-009",
        "HD-010",
    ),
    "V4": ("HS-010", "HS-011", "HS-012"),
    "V5": ("HS-014", "HS-015"),
    "V6": ("CD-002", "CD-003", "CD-004", "CD-005", "CD-006", "CD-007", "CD-008"),
    "V7": ("TR-001", "TR-002", "TR-006"),
    "V8": ("BC-006", "BC-007"),
    "V9": ("CN-007", "TT-010"),
    "V10": ("TT-007", "TT-008"),
    "V11": ("D04", "D05", "D06", "VB-003"),
    "V12": ("CN-001", "TT-001", "HD-001", "HS-002", "HS-007", "DV-006", "BC-001", "NT-001", "BV-001"),
    "V13": ("HS-003", "HS-004"),
    "V14": ("BV-002", "NT-005"),
    "X1": ("REF",),
    "X2": ("CHOICE",),
    "X3": ("DV-005",),
    "X4": ("DV-004",),
    "X5": ("HS-013", "CN-002"),
    "X6": ("CN-003",),
    "X7": ("TC-003",),
    "X8": ("TYPE",),
    "X9": ("DV-007",),
    "X10": ("TR-007",),
    "X11": ("TYPE",),
}
"""Codes of domain.md (and the X codes of samples.make.planted) to codes of the findings catalogue; a code that is
not listed stands for itself."""

LISTED_WHEN_SILENT = frozenset({"D01", "D02", "D03", "D26", "D30", "D35"})
"""Silent repairs that `normalized` lists; the others (D28, D34) are simply read rightly."""

Json = Mapping[str, Any]


@dataclass(slots=True)
class Comparison:
    """`missed` are entries of the key, `false` findings at unplanted places."""

    planted: int = 0
    found: int = 0
    missed: list[Json] = field(default_factory=list[Json])
    false: list[Json] = field(default_factory=list[Json])

    def __str__(self) -> str:
        return (
            f"planted {self.planted}, found {self.found}, missed {len(self.missed)}, false {len(self.false)}"
        )


def compare(checked: Json, key: Sequence[Json]) -> Comparison:
    """`checked` is the JSON of `check`, `key` the answer key; each entry of the key counts once."""
    result = Comparison()
    findings: Sequence[Json] = checked["findings"]
    for planted in key:
        result.planted += 1
        if _is_silent(planted, checked) if planted["severity"] == "silent" else _is_found(planted, findings):
            result.found += 1
        else:
            result.missed.append(planted)
    shown = [planted for planted in key if planted["severity"] != "silent"]
    result.false = [
        finding for finding in findings if not any(_same_place(planted, finding) for planted in shown)
    ]
    return result


def _codes(planted: Json) -> tuple[str, ...]:
    return CATALOGUE_CODES.get(planted["code"], (planted["code"],))


def _same_place(planted: Json, finding: Json) -> bool:
    if planted["sheet"] != finding["sheet"]:
        return False
    if planted["cell"] is not None:
        return planted["cell"] == finding["cell"]
    return finding["cell"] is None and planted["unit_code"] == finding["unit_code"]


def _is_found(planted: Json, findings: Sequence[Json]) -> bool:
    return any(
        _same_place(planted, finding)
        and finding["code"] in _codes(planted)
        and finding["severity"] == planted["severity"]
        for finding in findings
    )


def _is_silent(planted: Json, checked: Json) -> bool:
    def at_place(entry: Json) -> bool:
        return entry["sheet"] == planted["sheet"] and entry["cell"] == planted["cell"]

    if any(at_place(finding) and finding["code"] == planted["code"] for finding in checked["findings"]):
        return False
    if planted["code"] not in LISTED_WHEN_SILENT:
        return True
    if planted["code"] == "D26":
        row = planted["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return any(
            e["code"] == "D26" and e["sheet"] == planted["sheet"] and e["cell"] == f"A{row}"
            for e in checked["normalized"]
        )
    return any(at_place(entry) and entry["code"] == planted["code"] for entry in checked["normalized"])


def check_json(workbook: Path) -> Json:
    """What `check --json -` prints for a workbook, in a fresh process."""
    command = [sys.executable, "-m", "xlpy", "check", str(workbook), "--json", "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=FOLDER.parent, check=False)
    if done.returncode == 2:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def main() -> int:
    clean = check_json(CLEAN)
    print(f"clean sample: findings {len(clean['findings'])}, silent repairs {len(clean['normalized'])}")
    result = compare(check_json(MESSY), json.loads(KEY.read_text(encoding="utf-8")))
    print(f"messy sample: {result}")
    for planted in result.missed:
        print(f"  missed {planted['code']} at {planted['sheet']} {planted['cell']}: {planted['what']}")
    for finding in result.false:
        print(f"  false {finding['code']} at {finding['sheet']} {finding['cell']}: {finding['message']}")
    return 1 if result.missed or result.false or clean["findings"] else 0


if __name__ == "__main__":
    sys.exit(main())
