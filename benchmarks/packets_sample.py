"""The report that the packet benchmark writes: two pages in the manner of mẫu 07, its template and its values."""

from __future__ import annotations

from pathlib import Path

WORDS = (  # noqa: SIM905 - a sentence reads better than fifty strings
    "Trong năm qua đơn vị đã chủ động tham mưu triển khai nhiều nhiệm vụ trọng tâm, phối hợp chặt "
    "chẽ với các tổ chức đoàn thể; vận động nhân dân chỉnh trang đô thị, giữ gìn vệ sinh môi trường, "
    "xây dựng nếp sống văn minh & an toàn. "
).split()
HEADINGS = [
    "Sơ lược lý lịch",
    "Chức năng, nhiệm vụ",
    "Thành tích đạt được",
    "Biện pháp thực hiện",
    "Hiệu quả",
    "Bài học",
]


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
