"""Pictures of each document type for the guides: docs/images/<type>.png, from the clean sample campaign.

Usage: python -m tools.pictures [--out DIR]. Needs LibreOffice, pdftoppm (poppler) and ImageMagick. A further type is
one line in PICTURES.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.packets.awards.certificate_documents import CertificateOrder
from xlpy.packets.awards.export import FOLDER
from xlpy.packets.converting import convert_all
from xlpy.packets.reminder import Owing, make_reminder
from xlpy.packets.rendering.template import load_template

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
UNIT = "00028"
CERTIFICATES = f"{FOLDER}/05-giay-khen.docx", f"{FOLDER}/06-in-thu-phoi.docx"
PICTURES: dict[str, tuple[tuple[str, int], ...]] = {
    "to-trinh": (("ho-so/01-to-trinh.docx", 2),),
    "bien-ban": (("ho-so/02-bien-ban.docx", 3),),
    "danh-sach": (("ho-so/03-danh-sach.docx", 1),),
    "trich-ngang": (("ho-so/04-trich-ngang.docx", 2),),
    "bao-cao": (("ho-so/05-bao-cao-03-*.docx", 2),),
    "quyet-dinh": ((f"{FOLDER}/01-quyet-dinh.docx", 3),),
    "so-tien-thuong": ((f"{FOLDER}/02-so-theo-doi.docx", 1), (f"{FOLDER}/03-danh-sach-tien-thuong.docx", 1)),
    "thong-bao": ((f"{FOLDER}/04-thong-bao-PYT-*.docx", 1),),
    "giay-khen": tuple((name, 1) for name in CERTIFICATES),
    "tong-ket": ((f"{FOLDER}/07-bao-cao-tong-ket.docx", 3),),
    "cong-van-don-doc": (("cong-van-don-doc.docx", 1),),
}
"""Name of the picture: the documents in it, and how many pages of each at most."""
IN_COLOUR = ("giay-khen",)
RESOLUTION = 65
GREYS, COLOURS = 8, 32


def main() -> int:
    parser = argparse.ArgumentParser(description="Vẽ lại hình các loại văn bản trong tài liệu hướng dẫn.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        make_documents(place)
        chosen = {
            key: [(next(place.glob(pattern)), pages) for pattern, pages in parts]
            for key, parts in PICTURES.items()
        }
        documents = sorted({path for parts in chosen.values() for path, _ in parts})
        pdfs = dict(zip(documents, convert_all(documents), strict=True))
        for key, parts in chosen.items():
            picture = out / f"{key}.png"
            draw([(pdfs[path], pages) for path, pages in parts], picture, in_colour=key in IN_COLOUR)
            print(picture.name, picture.stat().st_size)
    return 0


def make_documents(place: Path) -> None:
    """The packet of the chosen unit of the clean sample, the papers of its decision and a reminder, below `place`."""
    with bridge.open_book(SAMPLE) as book:
        loaded = verbs.load(book, SAMPLE.name)
    findings = verbs.check(loaded)
    packets = verbs.export(loaded, findings, place / "tam", units=[UNIT])
    packets.packets[0].folder.rename(place / "ho-so")
    verbs.award(loaded, findings, place)
    verbs.award(loaded, findings, place, certificates=CertificateOrder("test-print"))
    owing = Owing(loaded.campaign.units.rows[0], "chưa nhận được hồ sơ")
    letter = make_reminder(loaded.campaign, [owing], verbs.TEMPLATES, load_template)
    (place / "cong-van-don-doc.docx").write_bytes(letter)


def draw(parts: Sequence[tuple[Path, int]], picture: Path, *, in_colour: bool) -> None:
    """The first pages side by side in few greys or colours, small enough for a repository."""
    drawn: list[str] = []
    for pdf, pages in parts:
        stem = pdf.with_suffix("")
        grey = [] if in_colour else ["-gray"]
        call = ["pdftoppm", *grey, "-r", str(RESOLUTION), "-l", str(pages), "-png", str(pdf), str(stem)]
        subprocess.run(call, check=True, timeout=60)
        drawn += sorted(str(path) for path in pdf.parent.glob(f"{stem.name}-*.png"))[:pages]
    shape = ["-tile", f"{len(drawn)}x1", "-geometry", "+3+3", "-background", "gray70"]
    # No times and no software names in the file: the same pages give the same bytes.
    colours = str(COLOURS if in_colour else GREYS)
    plain = ["-strip", "-dither", "None", "-colors", colours, "-define", "png:exclude-chunks=date,time"]
    subprocess.run(["montage", *drawn, *shape, *plain, f"PNG8:{picture}"], check=True, timeout=60)


if __name__ == "__main__":
    raise SystemExit(main())
