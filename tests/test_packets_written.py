"""A nominee's Word file in Mẫu 07: every paragraph in order, in the template's styles, the same bytes each time."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import packet_samples as samples
import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from rendering_kit import by_docxtpl, parts, save
from test_reports_reading import BODY, made
from word_reports import docx, item, p, r, tbl, tc, tr

from xlpy.books.reports.reading import read_file
from xlpy.model.campaign import Campaign
from xlpy.packets import select
from xlpy.packets.conformance.check import check_file
from xlpy.packets.context import report_context, unit_context
from xlpy.packets.documents import PacketMaker, planned
from xlpy.packets.errors import PacketError
from xlpy.packets.export import export
from xlpy.packets.manifest import MANIFEST_NAME, digest
from xlpy.packets.rendering import load_template
from xlpy.packets.rendering.written import TEXT_WIDTH, shared_out

NAME = "Báo cáo Ăn.docx"
REPORT = (
    p("1. Nhiệm vụ được giao", style="H2")
    + p("Phụ trách tổ dân phố số 3 với ", r("205 hộ", "<w:b/>"), ", đăng ký {{ cn.ho_ten }} & <3 việc ]]>.")
    + p(r("2. Kết quả đạt được", "<w:b/>"))
    + item("Phân loại rác tại nguồn:")
    + item("198 trên 205 hộ tham gia;", depth=1)
    + item("Lắp 16 camera an ninh.")
    + item("Họp tổ hằng tháng;", 2)
    + item("Công khai thu, chi.", 2)
    + tbl(
        tr(tc(p(r("Chỉ tiêu", "<w:b/>"))), tc(p(r("Đăng ký", "<w:b/>"))), tc(p(r("Đạt", "<w:b/>")))),
        tr("Hộ phân loại rác", "180", "198"),
        tr(tc("Camera an ninh"), tc("16", '<w:gridSpan w:val="2"/>')),
        widths=(4000, 1500, 1500),
    )
    + tbl(tr("Bảng hai", "liền kề"))
    + p("Nhân dân đồng thuận, không có đơn thư vượt cấp.")
)
COLUMNS = ("targets", "results", "measures", "effect", "lessons")


def campaign_with(folder: Path, body: str = REPORT) -> Campaign:
    """The sample in which Nguyễn Văn Ăn names a Word file and leaves the five cells blank."""
    (folder / NAME).write_bytes(docx(body))
    campaign = samples.campaign()
    row = campaign.individuals.rows[0]
    row.report_file = NAME
    for column in COLUMNS:
        setattr(row, column, "")
    campaign.report_files[row.unit_code, NAME] = read_file(folder, row.unit_code, NAME)
    return campaign


def rendered(campaign: Campaign, templates: Path = samples.TEMPLATES) -> bytes:
    facts = samples.facts(samples.WARD, campaign)
    maker = PacketMaker(facts, templates, load_template)
    plan = next(plan for plan in planned(facts) if plan.nominee and plan.nominee.written)
    return maker.make(plan)[1]


def blocks(data: bytes) -> list[Paragraph | Table]:
    return list(Document(io.BytesIO(data)).iter_inner_content())


def part_two(data: bytes) -> list[Paragraph | Table]:
    """What stands between heading II and the closing sentence."""
    found = blocks(data)
    texts = [block.text if isinstance(block, Paragraph) else "" for block in found]
    start = texts.index("II. THÀNH TÍCH ĐẠT ĐƯỢC")
    end = next(place for place, text in enumerate(texts) if text.startswith("Tôi chịu trách nhiệm"))
    return found[start + 1 : end]


def test_the_file_fills_part_two_in_the_styles_of_the_template(tmp_path: Path) -> None:
    made = [
        (block.style.style_id, block.text)  # type: ignore[union-attr]
        for block in part_two(rendered(campaign_with(tmp_path)))
        if isinstance(block, Paragraph) and block.text
    ]
    assert made == [
        ("TDDeMucNho", "1. Nhiệm vụ được giao"),
        ("TDThan", "Phụ trách tổ dân phố số 3 với 205 hộ, đăng ký {{ cn.ho_ten }} & <3 việc ]]>."),
        ("TDDeMucNho", "2. Kết quả đạt được"),
        ("TDThan", "- Phân loại rác tại nguồn:"),
        ("TDThan", "+ 198 trên 205 hộ tham gia;"),
        ("TDThan", "- Lắp 16 camera an ninh."),
        ("TDThan", "1. Họp tổ hằng tháng;"),
        ("TDThan", "2. Công khai thu, chi."),
        ("TDThan", "Nhân dân đồng thuận, không có đơn thư vượt cấp."),
    ]


def test_tables_come_as_tables_as_wide_as_the_text(tmp_path: Path) -> None:
    first, second = (
        block for block in part_two(rendered(campaign_with(tmp_path))) if isinstance(block, Table)
    )
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["Chỉ tiêu", "Đăng ký", "Đạt"],
        ["Hộ phân loại rác", "180", "198"],
        ["Camera an ninh", "16", "16"],
    ]
    assert [paragraph.style.style_id for paragraph in first.rows[0].cells[0].paragraphs] == ["TDDauBang"]  # type: ignore[union-attr]
    assert [paragraph.style.style_id for paragraph in first.rows[1].cells[0].paragraphs] == ["TDOBang"]  # type: ignore[union-attr]
    for table in (first, second):
        widths = [column.width.twips for column in table.columns]  # type: ignore[union-attr]
        assert sum(widths) == TEXT_WIDTH
    assert first._tbl.tblPr is not None


def test_two_tables_never_touch(tmp_path: Path) -> None:
    found = part_two(rendered(campaign_with(tmp_path)))
    for before, after in pairwise(found):
        assert not (isinstance(before, Table) and isinstance(after, Table))


def test_the_cells_do_not_print_where_a_file_does(tmp_path: Path) -> None:
    campaign = campaign_with(tmp_path)
    campaign.individuals.rows[0].results = "Nội dung cũ trong ô."
    text = "\n".join(block.text for block in part_two(rendered(campaign)) if isinstance(block, Paragraph))
    assert "Nội dung cũ" not in text
    assert "so với mục tiêu, chỉ tiêu đã đăng ký" not in text


def test_a_file_that_could_not_be_read_leaves_the_cells_for_a_draft(tmp_path: Path) -> None:
    campaign = campaign_with(tmp_path)
    row = campaign.individuals.rows[0]
    (tmp_path / NAME).unlink()
    campaign.report_files[row.unit_code, NAME] = read_file(tmp_path, row.unit_code, NAME)
    row.results = "Nội dung trong ô."
    facts = samples.facts(samples.WARD, campaign)
    plan = next(plan for plan in planned(facts) if plan.nominee and plan.nominee.record is row)
    data = PacketMaker(facts, samples.TEMPLATES, load_template).make(plan)[1]
    assert "Nội dung trong ô." in [block.text for block in blocks(data) if isinstance(block, Paragraph)]


def test_docs_check_finds_nothing_to_say_about_the_report(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(rendered(campaign_with(tmp_path)))
    assert [f"{finding.code} {finding.message}" for finding in check_file(path)] == []


def values(campaign: Campaign) -> dict[str, Any]:
    facts = samples.facts(samples.WARD, campaign)
    nominee = next(nominee for nominee in facts.nominees if nominee.written)
    return report_context(facts, nominee, unit_context(facts))


@pytest.mark.parametrize("basis", ["nd91_2017", "nd98_2023"])
def test_the_report_is_the_one_that_docxtpl_writes(tmp_path: Path, basis: str) -> None:
    path = samples.TEMPLATES / basis / f"{select.REPORT}.docx"
    given = values(campaign_with(tmp_path))
    assert parts(load_template(path).render(given)) == parts(by_docxtpl(path, given))


SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(body=BODY)
def test_every_paragraph_of_any_file_appears_in_the_report_in_order(
    tmp_path: Path, body: list[tuple[str, object]]
) -> None:
    seen: list[str] = []
    xml = "".join(made(block, seen) for block in body) + p("Hết.")
    campaign = campaign_with(tmp_path, xml)
    data = rendered(campaign)
    wanted = [" ".join(text.split()) for text in [*seen, "Hết."] if text.strip()]
    printed: list[str] = []
    for block in part_two(data):
        if isinstance(block, Paragraph):
            printed.append(block.text)
        else:
            cells = (cell for row in block._tbl.tr_lst for cell in row.tc_lst)
            printed += [
                "".join(text.text or "" for text in line.iter(T)) for cell in cells for line in cell.p_lst
            ]
    printed = [text for text in printed if text]
    assert len(printed) == len(wanted)
    assert all(text.endswith(want) for text, want in zip(printed, wanted, strict=True))


@SETTINGS
@given(body=BODY)
def test_any_file_gives_the_same_report_both_ways(tmp_path: Path, body: list[tuple[str, object]]) -> None:
    path = samples.TEMPLATES / "nd91_2017" / "bao-cao.docx"
    given = values(campaign_with(tmp_path, "".join(made(block, []) for block in body) + p("Hết.")))
    assert parts(load_template(path).render(given)) == parts(by_docxtpl(path, given))


T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def run(campaign: Campaign, out: Path) -> dict[str, str]:
    report = export(
        campaign,
        out,
        units=[samples.WARD],
        blocked={},
        draft=False,
        templates=samples.TEMPLATES,
        progress=None,
    )
    return {file.name: file.outcome for packet in report.packets for file in packet.files}


def test_a_second_export_writes_nothing_and_a_changed_word_file_refreshes_its_report_alone(
    tmp_path: Path,
) -> None:
    out = tmp_path / "ho-so"
    run(campaign_with(tmp_path), out)
    before = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert set(run(campaign_with(tmp_path), out).values()) == {"unchanged"}
    assert {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    outcomes = run(campaign_with(tmp_path, REPORT + p("Thêm một ý.")), out)
    assert [name for name, outcome in outcomes.items() if outcome == "written"] == [
        name for name in outcomes if name.startswith("05-") and "nguyen-van-an" in name
    ]


def test_the_manifest_names_the_word_file_with_its_hash(tmp_path: Path) -> None:
    out = tmp_path / "ho-so"
    run(campaign_with(tmp_path), out)
    (manifest,) = out.rglob(MANIFEST_NAME)
    entries = json.loads(manifest.read_text(encoding="utf-8"))["tep"]
    hashed = digest((tmp_path / NAME).read_bytes())
    assert [entry.get("tep_bao_cao") for name, entry in entries.items() if "nguyen-van-an" in name] == [
        [f"{NAME} sha256:{hashed}"]
    ]
    assert sum("tep_bao_cao" in entry for entry in entries.values()) == 1


def test_a_report_of_ours_can_be_named_as_the_file_again(tmp_path: Path) -> None:
    campaign = campaign_with(tmp_path)
    row = campaign.individuals.rows[0]
    before = campaign.report_files[row.unit_code, NAME]
    (tmp_path / "lan-hai.docx").write_bytes(rendered(campaign))
    again = read_file(tmp_path, row.unit_code, "lan-hai.docx")
    assert again.text == before.text
    assert again.remarks.left_out == ["I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "đoạn kết và chữ ký"]


def test_a_template_of_staff_without_the_field_stops_with_a_message_instead_of_dots(tmp_path: Path) -> None:
    templates = tmp_path / "mau"
    (templates / "nd91_2017").mkdir(parents=True)
    save(templates / "nd91_2017" / "bao-cao.docx", lambda document: document.add_paragraph("{{ cn.ho_ten }}"))
    with pytest.raises(PacketError, match=r"thanh_tich\.tu_tep") as error:
        rendered(campaign_with(tmp_path), templates)
    assert NAME in str(error.value)


@pytest.mark.parametrize("parts_of", [(1,), (1, 1, 1), (4000, 1500, 1500), (1, 10**6), (1,) * 63, (3, 0, 1)])
def test_columns_share_the_whole_width(parts_of: tuple[int, ...]) -> None:
    widths = shared_out(parts_of, TEXT_WIDTH)
    assert sum(widths) == TEXT_WIDTH
    assert min(widths) >= min(340, TEXT_WIDTH // len(parts_of))
