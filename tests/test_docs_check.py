"""`docs check`: good documents have no finding, and each rule bites when it is broken once in a copy."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import packet_samples as samples
import pytest
import word_samples
from test_packets_documents import UNITS, packet

from xlpy.cli.main import main
from xlpy.packets.conformance.check import check_file
from xlpy.packets.conformance.finding import CATALOGUE

DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header"
Edit = Callable[[str], str]


def _packet(name: str) -> bytes:
    return next(data for key, data in packet(samples.DEPARTMENT).items() if key.startswith(name))


GOOD: dict[str, Callable[[], bytes]] = {
    "tờ trình": lambda: _packet("01"),
    "biên bản": lambda: _packet("02"),
    "danh sách": lambda: _packet("03"),
    "trích ngang": lambda: _packet("04"),
    "báo cáo": lambda: _packet("05"),
    "công văn": word_samples.letter,
    "quyết định": word_samples.decision,
    "kế hoạch": word_samples.plan,
}


def text(old: str, new: str) -> Edit:
    """Replace the first occurrence."""
    return lambda xml: xml.replace(old, new, 1)


def direct(words: str, properties: str) -> Edit:
    """Give the run that begins with these words direct properties."""

    def edit(xml: str) -> str:
        pattern = re.compile(rf"<w:r>(?:<w:rPr>.*?</w:rPr>)?(<w:t[^>]*>{re.escape(words)})")
        return pattern.sub(rf"<w:r><w:rPr>{properties}</w:rPr>\1", xml, count=1)

    return edit


def paragraph(words: str, properties: str) -> Edit:
    """Give the paragraph that begins with these words direct properties behind its style."""

    def edit(xml: str) -> str:
        pattern = re.compile(
            rf'(<w:pPr><w:pStyle w:val="\w+"/>)([^/]*?(?:<(?!/w:pPr)[^>]*>)*?)(</w:pPr><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>{re.escape(words)})'
        )
        return pattern.sub(rf"\1{properties}\3", xml, count=1)

    return edit


def without(words: str) -> Edit:
    """Take the paragraph with these words away, its cell keeping an empty one."""

    def edit(xml: str) -> str:
        pattern = re.compile(rf"<w:p>(?:(?!</w:p>).)*{re.escape(words)}(?:(?!</w:p>).)*</w:p>")
        return pattern.sub("<w:p/>", xml, count=1)

    return edit


def no_rules(xml: str) -> str:
    return re.sub(r'<w:p><w:pPr><w:pStyle w:val="TDVach(?:TrichYeu)?"/>.*?</w:p>', "<w:p/>", xml)


BOLD, PLAIN = "<w:b/>", '<w:b w:val="0"/>'
ITALIC, UPRIGHT = "<w:i/>", '<w:i w:val="0"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/>'


_IMAGE = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdPicture"/></v:shape></w:pict></w:r>'
)


def with_picture(behind: str) -> Edit:
    return lambda xml: xml.replace(f"{behind}</w:t></w:r>", f"{behind}</w:t></w:r>{_IMAGE}", 1)


MOTTO, NATIONAL = "Độc lập - Tự do - Hạnh phúc", "CỘNG HÒA XÃ HỘI"
MUTATIONS: list[tuple[str, str, str, str, Edit]] = [
    ("P-01", "US Letter", "tờ trình", DOCUMENT, text('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    (
        "P-02",
        "landscape without a table",
        "tờ trình",
        DOCUMENT,
        text('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'),
    ),
    ("P-03", "top margin 15 mm", "tờ trình", DOCUMENT, lambda xml: re.sub(r'w:top="1417"', 'w:top="850"', xml)),
    ("P-03", "bottom margin 30 mm", "báo cáo", DOCUMENT, lambda xml: re.sub(r'w:bottom="1134"', 'w:bottom="1701"', xml)),
    ("P-04", "left margin 25 mm", "tờ trình", DOCUMENT, text('w:left="1984" w:header', 'w:left="1417" w:header')),
    ("P-05", "right margin 25 mm", "tờ trình", DOCUMENT, text('w:right="1134" w:bottom="1134" w:left="1984"', 'w:right="1417" w:bottom="1134" w:left="1984"')),
    ("P-06", "Arial in one run", "tờ trình", DOCUMENT, direct("Thực hiện", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>')),
    ("P-06", "a TCVN3 font in a style", "biên bản", STYLES, lambda xml: xml.replace('w:hAnsi="Times New Roman"', 'w:hAnsi=".VnTime"')),
    ("P-06", "red letters", "tờ trình", DOCUMENT, direct("Thực hiện", '<w:color w:val="FF0000"/>')),
    ("P-06", "decomposed letters", "tờ trình", DOCUMENT, lambda xml: xml.replace("Thực hiện", unicodedata.normalize("NFD", "Thực hiện"), 1)),
    ("P-07", "shown on the first page", "tờ trình", DOCUMENT, text("<w:titlePg/>", "")),
    ("P-07", "at the left", "tờ trình", HEADER, text('<w:pStyle w:val="TDSoTrang"/>', '<w:pStyle w:val="TDSoTrang"/><w:jc w:val="left"/>')),
    ("P-07", "size 11", "tờ trình", HEADER, lambda xml: re.sub(r"<w:r>(<w:t[^>]*>2<)", rf"<w:r><w:rPr>{size(11)}</w:rPr>\1", xml)),
    ("P-07", "no field", "tờ trình", HEADER, text(" PAGE ", " DATE ")),
    ("P-08", "annex goes on counting", "kế hoạch", DOCUMENT, lambda xml: xml.replace('<w:pgNumType w:start="1"/>', "")),
    ("C-01", "misspelt", "tờ trình", DOCUMENT, text(NATIONAL, "CỘNG HÒA Xã HỘI")),
    ("C-01", "size 14", "tờ trình", DOCUMENT, direct(NATIONAL, size(14))),
    ("C-01", "not bold", "biên bản", DOCUMENT, direct(NATIONAL, PLAIN)),
    ("C-01", "missing", "công văn", DOCUMENT, without(NATIONAL)),
    ("C-02", "dashes without blanks", "tờ trình", DOCUMENT, text(MOTTO, "Độc lập-Tự do-Hạnh phúc")),
    ("C-02", "no rule", "tờ trình", DOCUMENT, no_rules),
    ("C-02", "rule too short", "quyết định", DOCUMENT, lambda xml: re.sub(r'(Hạnh phúc.*?)w:left="\d+" w:right="\d+"', r'\1w:left="2000" w:right="2000"', xml, count=1)),
    ("C-02", "not bold", "tờ trình", DOCUMENT, direct(MOTTO, PLAIN)),
    ("C-02", "size 12", "tờ trình", DOCUMENT, direct(MOTTO, size(12))),
    ("C-03", "bold", "tờ trình", DOCUMENT, direct("UBND QUẬN BA ĐÌNH", BOLD)),
    ("C-03", "small letters", "tờ trình", DOCUMENT, text("UBND QUẬN BA ĐÌNH", "UBND quận Ba Đình")),
    ("C-04", "not bold", "tờ trình", DOCUMENT, direct("PHÒNG NỘI VỤ", PLAIN)),
    ("C-04", "no rule", "biên bản", DOCUMENT, no_rules),
    ("C-04", "rule as long as the text", "công văn", DOCUMENT, lambda xml: re.sub(r'(QUẬN BA ĐÌNH.*?)w:left="\d+" w:right="\d+"', r'\1w:left="0" w:right="0"', xml, count=1)),
    ("C-05", "one digit", "tờ trình", DOCUMENT, lambda xml: re.sub(r"Số: \d+/", "Số: 5/", xml)),
    ("C-05", "blanks around the dash", "tờ trình", DOCUMENT, lambda xml: re.sub(r"(Số: \d+/TTr)-", r"\1 - ", xml)),
    ("C-05", "symbol of another type", "biên bản", DOCUMENT, text("/BB-", "/TTr-")),
    ("C-05", "size 14", "tờ trình", DOCUMENT, direct("Số:", size(14))),
    ("C-06", "council signs as the office", "kế hoạch", DOCUMENT, text("CHỦ TỊCH HỘI ĐỒNG", "CHỦ TỊCH")),
    ("C-07", "day without 0", "công văn", DOCUMENT, text("ngày 05 tháng 5 năm 2023</w:t>", "ngày 5 tháng 5 năm 2023</w:t>")),
    ("C-07", "month 05", "công văn", DOCUMENT, text("tháng 5 năm 2023</w:t>", "tháng 05 năm 2023</w:t>")),
    ("C-07", "no comma", "công văn", DOCUMENT, text("Ba Đình, ngày 05", "Ba Đình ngày 05")),
    ("C-07", "upright", "tờ trình", DOCUMENT, direct("Ba Đình, ngày", UPRIGHT)),
    ("C-07", "minutes with a date", "biên bản", DOCUMENT, lambda xml: xml.replace('<w:pStyle w:val="TDDiaDanh"/></w:pPr>', '<w:pStyle w:val="TDDiaDanh"/></w:pPr><w:r><w:t>Ba Đình, ngày 22 tháng 5 năm 2023</w:t></w:r>', 1)),
    ("C-08", "abbreviated place", "công văn", DOCUMENT, text("Ba Đình, ngày 05", "Q. Ba Đình, ngày 05")),
    ("C-09", "small letters", "tờ trình", DOCUMENT, text(">TỜ TRÌNH<", ">Tờ trình<")),
    ("C-09", "size 16", "biên bản", DOCUMENT, direct("BIÊN BẢN", size(16))),
    ("C-10", "not bold", "tờ trình", DOCUMENT, direct("Về việc", PLAIN)),
    ("C-10", "no rule", "tờ trình", DOCUMENT, no_rules),
    ("C-10", "capitals", "quyết định", DOCUMENT, lambda xml: re.sub(r"Về việc tặng[^<]*", lambda m: m[0].upper(), xml)),
    ("C-11", "size 14", "công văn", DOCUMENT, direct("V/v", size(14))),
    ("C-11", "too close", "công văn", DOCUMENT, text('<w:spacing w:before="120"/>', '<w:spacing w:before="0"/>')),
    ("C-12", "no semicolon", "tờ trình", DOCUMENT, lambda xml: re.sub(r"(Căn cứ Luật[^<]*);<", r"\1.<", xml, count=1)),
    ("C-12", "upright", "quyết định", DOCUMENT, direct("Căn cứ Luật", UPRIGHT)),
    ("C-12", "no date", "quyết định", DOCUMENT, text(" ngày 31 tháng 7 năm 2017", "")),
    ("C-13", "first citation without a date", "công văn", DOCUMENT, text(" ngày 07 tháng 4 năm 2023", "")),
    ("C-14", "not justified", "tờ trình", DOCUMENT, paragraph("Thực hiện", '<w:jc w:val="left"/>')),
    ("C-14", "first line 2 cm", "tờ trình", DOCUMENT, paragraph("Thực hiện", '<w:ind w:firstLine="1134"/>')),
    ("C-14", "no gap", "tờ trình", DOCUMENT, paragraph("Thực hiện", '<w:spacing w:before="0"/>')),
    ("C-14", "double spacing", "biên bản", DOCUMENT, paragraph("Địa điểm", '<w:spacing w:line="480" w:lineRule="auto"/>')),
    ("C-14", "size 12", "báo cáo", DOCUMENT, lambda xml: re.sub(r'(<w:pStyle w:val="TDThan"/></w:pPr>)<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t', rf"\1<w:r><w:rPr>{size(12)}</w:rPr><w:t", xml, count=1)),
    ("C-14", "italic", "tờ trình", DOCUMENT, direct("Thực hiện", ITALIC)),
    ("C-15", "not bold", "kế hoạch", DOCUMENT, direct("Phần I", PLAIN)),
    ("C-15", "title on the same line", "kế hoạch", DOCUMENT, text(">Phần I<", ">Phần I. Những vấn đề chung<")),
    ("C-16", "not centred", "kế hoạch", DOCUMENT, lambda xml: re.sub(r'<w:jc w:val="center"/>(<w:ind[^>]*/></w:pPr><w:r><w:t[^>]*>Mục 1)', r'<w:jc w:val="left"/>\1', xml)),
    ("C-17", "no point", "quyết định", DOCUMENT, text(">Điều 1.<", ">Điều 1:<")),
    ("C-17", "not bold", "quyết định", DOCUMENT, direct("Điều 2.", PLAIN)),
    ("C-18", "bracket", "quyết định", DOCUMENT, text(">1. Các tập thể", ">1) Các tập thể")),
    ("C-19", "point instead of bracket", "quyết định", DOCUMENT, text(">a) Tổ", ">a. Tổ")),
    ("C-19", "letter f", "quyết định", DOCUMENT, text(">b) Tổ", ">f) Tổ")),
    ("C-20", "small letters", "kế hoạch", DOCUMENT, text("I. MỤC ĐÍCH", "I. Mục đích")),
    ("C-20", "not bold", "tờ trình", DOCUMENT, direct("I. TẬP THỂ", PLAIN)),
    ("C-21", "no point behind KT", "công văn", DOCUMENT, text("KT. CHỦ TỊCH", "KT CHỦ TỊCH")),
    ("C-21", "not bold", "tờ trình", DOCUMENT, direct("TRƯỞNG PHÒNG", PLAIN)),
    ("C-21", "deputy's post missing", "công văn", DOCUMENT, without(">PHÓ CHỦ TỊCH<")),
    ("C-22", "academic title", "quyết định", DOCUMENT, text("Tạ Nam Chiến", "TS. Tạ Nam Chiến")),
    ("C-22", "not bold", "tờ trình", DOCUMENT, direct("Lê Thị Minh Phượng", PLAIN)),
    ("C-23", "signature as JPEG", "quyết định", DOCUMENT, with_picture(">CHỦ TỊCH")),
    ("C-24", "seal among the recipients", "quyết định", DOCUMENT, with_picture("Như Điều 2;")),
    ("C-26", "upright", "tờ trình", DOCUMENT, direct("Nơi nhận:", UPRIGHT)),
    ("C-26", "size 13", "tờ trình", DOCUMENT, direct("Nơi nhận:", size(13))),
    ("C-26", "missing", "công văn", DOCUMENT, without("Nơi nhận:")),
    ("C-27", "size 12", "tờ trình", DOCUMENT, direct("- Như trên", size(12))),
    ("C-27", "no semicolon", "tờ trình", DOCUMENT, text("- Như trên;", "- Như trên")),
    ("C-27", "no Lưu", "công văn", DOCUMENT, text("- Lưu: VT, NV.", "- Phòng Nội vụ.")),
    ("C-27", "not Như Điều", "quyết định", DOCUMENT, text("- Như Điều 2;", "- Như trên;")),
    ("C-28", "drafter in size 13", "công văn", DOCUMENT, direct("NV. (15)", size(13))),
    ("C-29", "address in size 14", "công văn", HEADER, lambda xml: xml.replace("</w:hdr>", f'<w:p><w:r><w:rPr>{size(14)}</w:rPr><w:t>Địa chỉ: 25 phố Liễu Giai</w:t></w:r></w:p></w:hdr>')),
    ("C-30", "urgency not bold", "công văn", DOCUMENT, direct("HỎA TỐC", PLAIN)),
    ("C-31", "Arabic number", "danh sách", DOCUMENT, text("Phụ lục I<", "Phụ lục 1<")),
    ("C-31", "size 13", "danh sách", DOCUMENT, direct("Phụ lục I", size(13))),
    ("C-31", "not named in the text", "kế hoạch", DOCUMENT, text("theo Phụ lục I, Phụ lục II", "theo danh sách")),
    ("C-32", "small letters", "kế hoạch", DOCUMENT, text("DANH SÁCH TẬP THỂ", "Danh sách tập thể")),
    ("C-33", "upright", "danh sách", DOCUMENT, direct("(Kèm theo", UPRIGHT)),
    ("C-33", "missing", "kế hoạch", DOCUMENT, without("(Kèm theo")),
    ("C-34", "no ./.", "tờ trình", DOCUMENT, text("./.<", ".<")),
    ("C-25", "missing", "tờ trình", DOCUMENT, lambda xml: without("Kính gửi:")(without("- Chủ tịch Ủy ban")(xml))),
    ("C-25", "no semicolon", "tờ trình", DOCUMENT, lambda xml: re.sub(r"(- Chủ tịch Ủy ban nhân dân quận Ba Đình);", r"\1.", xml, count=1)),
    ("C-25", "bold", "công văn", DOCUMENT, direct("Kính gửi", BOLD)),
    ("CAP-1", "name", "công văn", DOCUMENT, text("đề nghị các đơn vị", "giao bà Nguyễn thị Hương đề nghị các đơn vị")),
    ("CAP-2", "unit", "công văn", DOCUMENT, text("của Ủy ban nhân dân quận Ba Đình", "của Ủy ban nhân dân Quận Ba Đình")),
    ("CAP-3", "body", "công văn", DOCUMENT, text("của Ủy ban nhân dân", "của ủy ban nhân dân")),
    ("CAP-4", "people", "công văn", DOCUMENT, text("đề nghị các đơn vị", "vì nhân dân đề nghị các đơn vị")),
    ("CAP-5", "title", "công văn", DOCUMENT, text("đề nghị các đơn vị", "đề nghị chiến sĩ thi đua các đơn vị")),
    ("CAP-6", "citation", "công văn", DOCUMENT, text("đề nghị các đơn vị", "theo Khoản 1 đề nghị các đơn vị")),
    ("CAP-7", "feast", "công văn", DOCUMENT, text("đề nghị các đơn vị", "sau tết nguyên đán đề nghị các đơn vị")),
]  # fmt: skip


def rewritten(data: bytes, part: str, edit: Edit) -> bytes:
    """A copy of the document with the parts of that name edited; at least one must really change."""
    changed = 0
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name.startswith(part):
                new = edit(content.decode()).encode()
                changed += new != content
                content = new
            if name == "word/_rels/document.xml.rels":
                link = '<Relationship Id="rIdPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/chu-ky.jpeg"/>'
                content = content.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            target.writestr(name, content)
    assert changed, "the mutation changed nothing"
    return out.getvalue()


def codes(data: bytes, folder: Path, name: str = "van-ban.docx") -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return [finding.code for finding in check_file(path)]


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_document_has_no_finding(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "van-ban.docx"
    path.write_bytes(GOOD[kind]())
    assert check_file(path) == []


@pytest.mark.parametrize("unit", UNITS)
def test_our_templates_have_no_finding_with_short_long_and_extreme_data(unit: str, tmp_path: Path) -> None:
    for name, data in packet(unit).items():
        path = tmp_path / name
        path.write_bytes(data)
        assert [(f.code, f.place, f.message) for f in check_file(path) if f.severity == "error"] == [], name


@pytest.mark.parametrize(
    ("code", "kind", "part", "edit"),
    [pytest.param(code, kind, part, edit, id=f"{code} {what}") for code, what, kind, part, edit in MUTATIONS],
)
def test_a_broken_rule_is_found(code: str, kind: str, part: str, edit: Edit, tmp_path: Path) -> None:
    found = codes(rewritten(GOOD[kind](), part, edit), tmp_path)
    assert code in found


def test_every_rule_of_the_catalogue_is_broken_at_least_once() -> None:
    assert {code for code, *_ in MUTATIONS} == set(CATALOGUE)


def test_the_catalogue_holds_all_rules_of_the_decree() -> None:
    assert {f"P-{number:02}" for number in range(1, 9)} | {
        f"C-{number:02}" for number in range(1, 35)
    } <= set(CATALOGUE)


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.docx"
    path.write_bytes(rewritten(GOOD["tờ trình"](), DOCUMENT, direct("Thực hiện", ITALIC)))
    (finding,) = check_file(path)
    assert finding.place.startswith("đoạn ")
    assert "“Thực hiện" in finding.place
    assert "quy định" in finding.message
    assert finding.fix


def test_the_command_line_says_all_and_ends_with_1_for_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    (folder / "tot.docx").write_bytes(GOOD["tờ trình"]())
    (folder / "~$tot.docx").write_bytes(b"owner file")
    assert main(["docs", "check", str(folder)]) == 0
    assert "1 văn bản" in capsys.readouterr().out
    bad = rewritten(GOOD["tờ trình"](), DOCUMENT, direct("Nơi nhận:", size(13)))
    (folder / "sai.docx").write_bytes(bad)
    assert main(["docs", "check", str(folder), "--json", "-"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["documents"] == 2
    assert [finding["code"] for finding in report["findings"]] == ["C-26"]


def test_what_is_no_word_document_gives_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "anh.docx"
    path.write_bytes(b"not a zip")
    assert main(["docs", "check", str(path)]) == 2
    assert "anh.docx" in capsys.readouterr().err
    assert main(["docs", "check", str(tmp_path / "khong-co.docx")]) == 2
    assert "khong-co.docx" in capsys.readouterr().err


def test_template_fields_lists_what_a_template_may_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields"]) == 0
    listed = capsys.readouterr().out
    for name in ("to_trinh.so ", "phieu[].ten ", "thanh_tich.ket_qua[]", "header.chu_quan "):
        assert name in listed, name
    assert main(["template", "fields", "to-trinh.docx"]) == 0
    assert "thanh_tich" not in capsys.readouterr().out
