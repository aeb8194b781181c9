"""Rendered packets of one fixed unit against tests/golden/packets, part by part.

After a wanted change of templates or wording: `python tests/test_packets_golden.py`, then read the difference.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import packet_samples as samples  # noqa: E402
from lxml import etree  # noqa: E402

from xlpy.packets.documents import PacketMaker, planned  # noqa: E402
from xlpy.packets.rendering import load_template  # noqa: E402

GOLDEN = ROOT / "tests" / "golden" / "packets"
CHOSEN = ("01-", "02-", "03-", "04-", "05-bao-cao-01-", "05-bao-cao-03-")
SAME_IN_ALL = {"styles.xml", "settings.xml", "fontTable.xml", "theme1.xml"}


def normalised(part: bytes) -> bytes:
    """One element a line, so that a difference can be read."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    return etree.tostring(etree.fromstring(part, parser), pretty_print=True, encoding="UTF-8")


def rendered() -> dict[str, bytes]:
    """Normalised XML parts of the chosen documents by "document/part"; what all share, once."""
    facts = samples.facts(samples.WARD)
    maker = PacketMaker(facts, samples.TEMPLATES, load_template, draft=True)
    parts: dict[str, bytes] = {}
    for plan in planned(facts):
        if plan.name.startswith(CHOSEN):
            with zipfile.ZipFile(io.BytesIO(maker.make(plan)[1])) as package:
                for name in package.namelist():
                    if name.startswith("word/") and name.endswith(".xml"):
                        part = Path(name).name
                        folder = "every" if part in SAME_IN_ALL else plan.name.removesuffix(".docx")
                        data = normalised(package.read(name))
                        assert parts.setdefault(f"{folder}/{part}", data) == data, (
                            f"{plan.name}: {part} differs"
                        )
    return parts


def test_every_part_of_the_packet_is_as_it_was_when_it_was_last_looked_at() -> None:
    parts = rendered()
    golden = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*.xml")}
    assert sorted(parts) == sorted(golden)
    different = [name for name in parts if parts[name] != golden[name]]
    assert not different


def main() -> None:
    for old in GOLDEN.rglob("*.xml"):
        old.unlink()
    for name, data in rendered().items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
