"""What a returned workbook holds beside cells: told to the clerk, dropped, never opened, followed or run."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from xlpy.books.intake.macros import foreign_modules, macro_note, script_modules
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.xmlnode import Node

_FOLDERS = (
    ("xl/macrosheets/", "trang macro kiểu Excel 4.0"),
    ("xl/embeddings/", "đối tượng nhúng"),
    ("xl/activex/", "điều khiển ActiveX"),
    ("xl/webextensions/", "phần mở rộng web"),
    ("xl/media/", "hình ảnh"),
    ("xl/threadedcomments/", "cuộc thảo luận (bình luận)"),
    ("xl/comments", "trang có ghi chú"),
    ("xl/connections.xml", "kết nối dữ liệu ngoài"),
    ("xl/querytables/", "truy vấn dữ liệu ngoài"),
    ("xl/model/", "mô hình dữ liệu Power Pivot"),
    ("customui/", "thanh nút riêng"),
    ("pictures/", "hình ảnh"),
)
_RUNNABLE = frozenset(
    [
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".lnk",
        ".msi",
        ".jar",
        ".py",
        ".sh",
        ".zip",
        ".rar",
        ".7z",
    ]
)
_CHART = "application/vnd.oasis.opendocument.chart"


def foreign_content(package: Package) -> list[str]:
    """One Vietnamese sentence for each kind of thing in an .xlsx/.xlsm that is left out. Raises `NotAWorkbook`."""
    notes = _macros(package)
    counts: Counter[str] = Counter()
    for name in package.names():
        low = name.lower()
        if what := next((what for folder, what in _FOLDERS if low.startswith(folder)), None):
            counts[what] += not low.endswith(".rels") and "/_rels/" not in low
        elif low.startswith("xl/externallinks/") and low.endswith(".xml"):
            counts[_link_kind(package.tree(name))] += 1
        elif PurePosixPath(low).suffix in _RUNNABLE:
            counts["tệp lạ đính kèm bên trong"] += 1
        if low.endswith(".rels"):
            counts.update(_external(package.tree(name)))
    return notes + _told(counts)


def foreign_ods_content(package: Package) -> list[str]:
    """The same for an OpenDocument spreadsheet. Raises `NotAWorkbook`."""
    notes: list[str] = []
    if modules := script_modules(package):
        notes.append(macro_note(modules))
    counts: Counter[str] = Counter()
    if package.find("META-INF/manifest.xml"):
        for entry in package.tree("META-INF/manifest.xml").every("file-entry"):
            path, kind = entry.attrs.get("full-path", ""), entry.attrs.get("media-type", "")
            inner = path.endswith("/") and path not in ("/", "Configurations2/", "Pictures/")
            if inner and kind.startswith("application/vnd.") and kind != _CHART and "ui" not in kind:
                counts["đối tượng nhúng"] += 1
    for name in package.names():
        if name.startswith("Pictures/") and not name.endswith("/"):
            counts["hình ảnh"] += 1
        elif PurePosixPath(name.lower()).suffix in _RUNNABLE and not name.startswith("Scripts/"):
            counts["tệp lạ đính kèm bên trong"] += 1
    return notes + _told(counts)


def _macros(package: Package) -> list[str]:
    part = next((name for name in package.names() if name.lower().endswith("vbaproject.bin")), None)
    if part is None:
        return []
    modules = foreign_modules(package.read(part))
    if not modules:
        return []
    return [macro_note(modules)]


def _link_kind(root: Node) -> str:
    if next(root.every("ddeLink"), None):
        return "liên kết DDE tới chương trình khác"
    if next(root.every("oleLink"), None):
        return "liên kết OLE tới chương trình khác"
    return "liên kết tới sổ tính khác"


def _external(root: Node) -> list[str]:
    found: list[str] = []
    for node in root.every("Relationship"):
        if node.attrs.get("TargetMode") != "External":
            continue
        kind = node.attrs.get("Type", "").rpartition("/")[2]
        if kind == "hyperlink":
            found.append("siêu liên kết ra ngoài")
        elif kind not in ("externalLinkPath", "xlPathMissing", "oleObjectLink"):
            found.append("liên kết tới tệp hoặc trang mạng bên ngoài")
    return found


def _told(counts: Counter[str]) -> list[str]:
    return [
        f"tệp có {count} {what}; phần này bị bỏ qua, không mở và không chép sang"
        for what, count in counts.items()
        if count
    ]
