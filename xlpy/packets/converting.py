"""Many Word documents into PDFs: what one of them does to LibreOffice costs none of the others."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from xlpy.packets import office
from xlpy.packets.errors import PacketError
from xlpy.packets.pdf import BrokenPdf, without_clock
from xlpy.packets.writing import explain, write_atomically

GIVE_UP_AFTER = 3
"""Starts of LibreOffice one after the other that gave no PDF at all: it does not work on this machine."""
HANGS = 2
"""After so many hangs it is given up too: each costs minutes."""


class Converter:
    """One run over many documents. `messages` are for the clerk; `given_up` once LibreOffice is not tried again."""

    def __init__(
        self, program: str, total: int, progress: Callable[[int, int, str], None] | None = None
    ) -> None:
        self.messages: list[str] = []
        self.given_up = False
        self._program = program
        self._total = total
        self._progress = progress
        self._done = 0
        self._hangs = 0
        self._fruitless = 0

    def convert(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """The PDFs of (label, .docx) in this order, without date; None for a document that LibreOffice cannot do.

        `label` names the document in messages and for `progress`. Raises PacketError when the disk is full, and
        whatever `progress` raises; then LibreOffice is dead.
        """
        pdfs: dict[int, bytes] = {}
        waiting = list(range(len(documents)))
        while waiting and not self.given_up:
            hung, made = self._start({str(number): documents[number] for number in waiting})
            pdfs |= made
            waiting = [number for number in waiting if number not in made]
            self._fruitless = 0 if made else self._fruitless + 1
            self._hangs += hung
            if waiting and (hung or not made):
                # LibreOffice takes them in order: the first one left is the one that it could not do.
                self._refuse(documents[waiting.pop(0)][0])
            self._judge()
        self._done += len(documents)
        return [pdfs.get(number) for number in range(len(documents))]

    def _start(self, documents: dict[str, tuple[str, bytes]]) -> tuple[bool, dict[int, bytes]]:
        """Whether LibreOffice hung, and the sound PDFs by number."""
        first = next(label for label, _ in documents.values())

        def tick(made: int) -> None:
            if self._progress is not None:
                self._progress(self._done + made, self._total, first)

        tick(0)
        hung = False
        contents = {name: data for name, (_, data) in documents.items()}
        with tempfile.TemporaryDirectory(prefix="thidua-pdf-", ignore_cleanup_errors=True) as name:
            scratch = Path(name)
            try:
                made = office.convert(self._program, contents, scratch, tick)
            except office.OfficeHangs:
                hung = True
                made = office.collect(contents, scratch)
            except OSError as error:
                raise explain(error, scratch) from error
        return hung, {int(key): pdf for key, data in made.items() if (pdf := _sound(data)) is not None}

    def _refuse(self, label: str) -> None:
        self.messages.append(
            f"{label}: LibreOffice không tạo được PDF. Tệp Word vẫn nguyên vẹn; hãy mở bằng Word xem có lỗi không "
            "rồi xuất lại, hoặc chọn Lưu thành PDF trong Word."
        )

    def _judge(self) -> None:
        if not self.given_up and (self._hangs >= HANGS or self._fruitless >= GIVE_UP_AFTER):
            self.given_up = True
            what = "không trả lời nên đã được tắt" if self._hangs >= HANGS else "không tạo ra tệp nào"
            self.messages.append(
                f"LibreOffice {what}, phần PDF còn lại chưa làm; các tệp Word vẫn đầy đủ. "
                "Hãy đóng các cửa sổ LibreOffice đang mở, thử mở một tệp Word bằng LibreOffice, rồi xuất lại kèm PDF."
            )


def _sound(data: bytes) -> bytes | None:
    try:
        return without_clock(data)
    except BrokenPdf:
        return None


def convert_all(documents: Sequence[Path]) -> list[Path]:
    """A PDF beside each document, replacing an older one, without manifest and print file.

    Raises PacketError with the clerk's message where one cannot be made.
    """
    program = office.required_libreoffice()
    converter = Converter(program, len(documents))
    made: list[Path] = []
    for document, pdf in zip(
        documents,
        converter.convert([(document.name, document.read_bytes()) for document in documents]),
        strict=True,
    ):
        if pdf is None:
            raise PacketError(" ".join(converter.messages))
        made.append(document.with_suffix(".pdf"))
        write_atomically(made[-1], pdf)
    return made
