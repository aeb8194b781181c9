"""Pictures of each document type for the guides: docs/images/<type>.png, from the clean sample campaign.

Usage: python -m tools.pictures [--out DIR]. Needs LibreOffice, pdftoppm (poppler) and ImageMagick. A further type is
one line in PICTURES.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.packets.converting import convert_all

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
UNIT = "00028"
PICTURES = {
    "to-trinh": ("01-to-trinh.docx", 2),
    "bien-ban": ("02-bien-ban.docx", 3),
    "danh-sach": ("03-danh-sach.docx", 1),
    "trich-ngang": ("04-trich-ngang.docx", 2),
    "bao-cao": ("05-bao-cao-03-*.docx", 2),
}
"""Name of the picture: which document of the unit's packet, and how many of its pages at most."""
RESOLUTION = 65
COLOURS = 8


def main() -> int:
    parser = argparse.ArgumentParser(description="Vẽ lại hình các loại văn bản trong tài liệu hướng dẫn.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = export_sample(Path(name))
        chosen = {key: next(folder.glob(pattern)) for key, (pattern, _) in PICTURES.items()}
        pdfs = dict(zip(chosen, convert_all(list(chosen.values())), strict=True))
        for key, pdf in pdfs.items():
            picture = out / f"{key}.png"
            draw(pdf, PICTURES[key][1], picture)
            print(picture.name, picture.stat().st_size)
    return 0


def export_sample(place: Path) -> Path:
    """The packet of the chosen unit of the clean sample; its folder."""
    with bridge.open_book(SAMPLE) as book:
        loaded = verbs.load(book, SAMPLE.name)
    report = verbs.export(loaded, verbs.check(loaded), place, units=[UNIT])
    return report.packets[0].folder


def draw(pdf: Path, pages: int, picture: Path) -> None:
    """The first pages side by side in few greys, small enough for a repository."""
    stem = pdf.with_suffix("")
    call = ["pdftoppm", "-gray", "-r", str(RESOLUTION), "-l", str(pages), "-png", str(pdf), str(stem)]
    subprocess.run(call, check=True, timeout=60)
    drawn = sorted(str(path) for path in pdf.parent.glob(f"{stem.name}-*.png"))
    shape = ["-tile", f"{len(drawn)}x1", "-geometry", "+3+3", "-background", "gray70"]
    # No times and no software names in the file: the same pages give the same bytes.
    plain = ["-strip", "-dither", "None", "-colors", str(COLOURS), "-define", "png:exclude-chunks=date,time"]
    subprocess.run(["montage", *drawn, *shape, *plain, f"PNG8:{picture}"], check=True, timeout=60)


if __name__ == "__main__":
    raise SystemExit(main())
