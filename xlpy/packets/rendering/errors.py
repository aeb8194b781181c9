"""What can be wrong with a template, each with a message for the clerk who edits it in Word.

`TemplateError` is the base: the command line turns it into a message and exit code 2, an export lists it and goes
on with the other documents. Messages name the template's file name, never its folder.
"""

from __future__ import annotations

from pathlib import PurePath

from xlpy.packets.errors import PacketError


class TemplateError(PacketError):
    """A template could not be used; `str(error)` is the whole Vietnamese message.

    `part` is the part of the package in words ("thân văn bản", "đầu trang" …), `place` the text of the paragraph,
    `field` the dotted field name and `nearest` the known field that looks most like it; each "" where it does
    not apply. Pickles, so that it may cross from a worker process.
    """

    def __init__(
        self,
        template: str | PurePath,
        message: str,
        *,
        part: str = "",
        place: str = "",
        field: str = "",
        nearest: str = "",
    ) -> None:
        self.template = PurePath(template).name
        self.message = message
        self.part = part
        self.place = place
        self.field = field
        self.nearest = nearest
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        where = ", ".join(filter(None, [self.part, f"đoạn “{self.place}”" if self.place else ""]))
        head = f"Mẫu “{self.template}”" if self.template else "Mẫu"
        return f"{head}, {where}: {self.message}" if where else f"{head}: {self.message}"

    def __reduce__(self) -> tuple[object, ...]:
        facts = dict(self.__dict__)
        return _rebuild, (type(self), facts)


def _rebuild(kind: type[TemplateError], facts: dict[str, str]) -> TemplateError:
    error = kind.__new__(kind)
    error.__dict__.update(facts)
    error.args = (error._sentence(),)  # pyright: ignore[reportPrivateUsage]
    return error


class TemplateNotFound(TemplateError, FileNotFoundError):
    """There is no such template file."""

    def __init__(self, template: str | PurePath) -> None:
        super().__init__(
            template,
            "không tìm thấy tệp mẫu hoặc không mở được. Hãy kiểm tra tên tệp và thư mục templates, "
            "hoặc chép lại mẫu gốc của chương trình.",
        )

    __str__ = Exception.__str__


class TemplateRefused(TemplateError):
    """The file is no plain .docx, or holds something a template must not hold (issue 4, "Bad input")."""


class TemplateSyntaxBroken(TemplateError):
    """A tag of the template cannot be understood."""


class UnknownField(TemplateError, LookupError):
    """The template asks for a field that the context does not have."""

    def __init__(
        self, template: str | PurePath, field: str, *, part: str = "", place: str = "", nearest: str = ""
    ) -> None:
        hint = f" Trường gần giống nhất: “{nearest}”." if nearest else ""
        super().__init__(
            template,
            f"không có trường “{field}”.{hint} Hãy mở mẫu bằng Word, sửa tên trường trong dấu {{{{ }}}} "
            "hoặc {% %} cho đúng danh sách trường (lệnh “template fields”), rồi chạy lại.",
            part=part,
            place=place,
            field=field,
            nearest=nearest,
        )

    __str__ = Exception.__str__


class RenderingFailed(TemplateError):
    """The template is readable, but with these values it gives no correct document."""
