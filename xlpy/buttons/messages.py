"""What a button says when it is done: counts, the first sheets or rows, where to look. Never longer than a box shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlpy.schema import sheet

if TYPE_CHECKING:
    from xlpy.buttons.verbs import FixReport
    from xlpy.checks.runner import Report
    from xlpy.packets.export import ExportReport
    from xlpy.packets.printing import PrintReport

FIRST = 5
"""Sheets, rows or units named in a message; the sheets hold all."""


def findings_sentence(report: Report) -> str:
    """How many findings, in one sentence."""
    if not report.findings:
        return "Không phát hiện lỗi."
    return f"Có {report.errors} lỗi phải sửa, {report.warnings} cảnh báo cần xem lại."


def check_message(report: Report) -> str:
    """Counts, by sheet the first few, and what to do next."""
    lines = [f"Kiểm tra xong. {findings_sentence(report)}", *_by_sheet(report)]
    if report.findings:
        proposed = sum(1 for finding in report.findings if finding.proposal is not None)
        tab, accept = sheet("findings").tab, sheet("findings").column("accept").header
        lines += ["", f"Xem trang {tab}: mỗi dòng nói ô nào sai và cách sửa."]
        if proposed:
            lines.append(
                f"{proposed} dòng có đề xuất: đồng ý thì chọn “Có” ở cột {accept} rồi bấm Sửa theo đề xuất."
            )
    return "\n".join(lines)


def _by_sheet(report: Report) -> list[str]:
    errors, warnings = Counter[str](), Counter[str]()
    for finding in report.findings:
        (errors if finding.severity == "error" else warnings)[finding.tab] += 1
    tabs = list(dict.fromkeys(finding.tab for finding in report.findings))
    # Sheets with errors first: those stop the export.
    tabs.sort(key=lambda tab: errors[tab] == 0)
    lines = [f"- {tab}: {_counts(errors[tab], warnings[tab])}" for tab in tabs[:FIRST]]
    if len(tabs) > FIRST:
        lines.append(f"- và {len(tabs) - FIRST} trang khác")
    return lines


def _counts(errors: int, warnings: int) -> str:
    parts = [f"{errors} lỗi"] if errors else []
    return ", ".join([*parts, f"{warnings} cảnh báo"] if warnings else parts)


def fix_sentence(report: FixReport, *, dry_run: bool = False) -> str:
    """How many cells were changed and how many proposals were refused."""
    if not report.applied and not report.refused:
        tab, accept = sheet("findings").tab, sheet("findings").column("accept").header
        return f"Chưa có đề xuất nào được đồng ý. Hãy chọn “Có” ở cột {accept} của trang {tab} rồi làm lại."
    done = f"{'Sẽ sửa' if dry_run else 'Đã sửa'} {len(report.applied)} ô theo đề xuất."
    if report.refused:
        done += f" {len(report.refused)} đề xuất chưa sửa được."
    return done


def fix_message(report: FixReport) -> str:
    """Counts, the first refusals with their reasons, what is left, where to look."""
    lines = [fix_sentence(report)]
    lines += first([f"- {refusal.sentence()}" for refusal in report.refused], "đề xuất")
    still = [f"- Trang {change.tab}, ô {change.finding.cell}" for change in report.still_there]
    if still:
        lines += ["Đã ghi nhưng lỗi vẫn còn, do định dạng của ô. Hãy đổi định dạng rồi nhập lại:"]
        lines += first(still, "ô")
    if report.applied:
        lines.append(f"Giá trị trước và sau nằm ở trang {sheet('log').tab}.")
    if report.applied or report.refused:
        lines += ["", f"Đã kiểm tra lại: {findings_sentence(report.findings)}"]
    return "\n".join(lines)


def export_message(report: ExportReport, folder: str) -> str:
    """How many packets, the first units left out with their first reason, documents that need a look."""
    lines = [
        f"Đã xuất {len(report.packets)} bộ hồ sơ ({len(report.files)} tệp Word) vào thư mục “{folder}” cạnh sổ tính."
    ]
    if report.skipped:
        lines += ["", f"{len(report.skipped)} đơn vị chưa xuất được:"]
        lines += first([f"- {unit.unit_name}: {_short(unit.reasons)}" for unit in report.skipped], "đơn vị")
        lines.append("Xem trang Lỗi và trang Hồ sơ.")
    if report.messages:
        lines += ["", "Cần xem lại:", *first([f"- {message}" for message in report.messages], "tệp")]
    return "\n".join(lines)


def award_message(report: ExportReport, folder: str) -> str:
    """How many papers of the decision and where, or the first reasons why there are none."""
    lines = [
        f"Đã soạn {len(report.files)} tệp Word vào thư mục “{folder}/{packet.folder.name}” cạnh sổ tính."
        for packet in report.packets
    ] or ["Chưa soạn được hồ sơ khen thưởng:"]
    named = ((f"{unit.unit_name}: " if unit.unit_code else "", unit) for unit in report.skipped)
    lines += first([f"- {name}{_cut(reason)}" for name, unit in named for reason in unit.reasons], "lý do")
    if not report.packets:
        lines += ["", "Xem trang Lỗi và nhóm Quyết định khen thưởng của trang Cấu hình."]
    if report.messages:
        lines += ["", "Cần xem lại:", *first([f"- {message}" for message in report.messages], "tệp")]
    return "\n".join(lines)


def print_message(report: PrintReport) -> str:
    """How many PDFs and print files, and those that need a look."""
    lines = [
        f"Đã có {len(report.files)} tệp PDF. Tệp in của mỗi đơn vị: 00-ban-in.pdf "
        f"(tạo mới {len(report.pages)} tệp, {sum(report.pages.values())} trang)."
    ]
    if report.messages:
        lines += ["", *first([f"- {message}" for message in report.messages], "điểm")]
    return "\n".join(lines)


def stopped_message(what: str, finished: str, missing: str) -> str:
    """After the clerk pressed Esc: what is finished, what is not, and how to go on."""
    return f"Đã dừng {what} theo yêu cầu.\n\nĐã xong: {finished}\nChưa làm: {missing}\n\nBấm lại nút này để làm tiếp."


def _short(reasons: Sequence[str]) -> str:
    first = _cut(reasons[0])
    return f"{first} (và {len(reasons) - 1} lý do khác)" if len(reasons) > 1 else first


def _cut(text: str) -> str:
    return text if len(text) <= 120 else text[:119].rstrip() + "…"


def first(lines: Sequence[str], what: str) -> list[str]:
    """The first few lines, and how many others."""
    if len(lines) <= FIRST:
        return list(lines)
    return [*lines[:FIRST], f"- và {len(lines) - FIRST} {what} khác"]
