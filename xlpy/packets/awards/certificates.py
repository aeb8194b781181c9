"""What stands on the certificate of one award, for the whole page and for the pre-printed form alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlpy.model.certificate_form import CertificateForm, FieldUnreadable, read_sizes
from xlpy.model.records import Individual
from xlpy.model.settings import DEFINITIONS, Settings
from xlpy.packets.awards.facts import AwardFacts
from xlpy.packets.awards.fitting import Fitted, fit
from xlpy.packets.awards.form_document import SetText, set_texts
from xlpy.packets.awards.roll import Award
from xlpy.packets.context import DRAFT_MARK
from xlpy.packets.context_parts import Context
from xlpy.packets.wording import long_date, salutation, unit_in_text
from xlpy.schema.choices import THE_UNIT_ITSELF
from xlpy.vietnamese.text import fold

_PLACES = {"name": (225.0, 2, 19.0), "post": (235.0, 2, 13.0), "content": (228.0, 3, 22.0)}
"""Width in millimetres, lines and height in millimetres that the whole page (templates/chung/giay-khen.docx) keeps."""
_BOLD = {"name"}
_SHOWN = {"name": "Tên", "post": "Chức vụ, đơn vị", "content": "Nội dung khen"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate: its award and its texts by field key of the form (`FIELD_NAMES`), and "decision_digits"."""

    award: Award
    texts: dict[str, str]


def certificates(facts: AwardFacts, awards: Sequence[Award] | None = None) -> list[Certificate]:
    """The certificates of `awards` (all of the roll where None), in the order of the decision."""
    return [
        Certificate(award, _texts(facts, award))
        for award in (facts.roll.awards if awards is None else awards)
    ]


def _texts(facts: AwardFacts, award: Award) -> dict[str, str]:
    settings, signature = facts.settings, facts.signature
    day = settings.day("decision_date")
    date_text = long_date(day, facts.year)
    digits = re.match(r"\s*\d+", facts.decision_number)
    return {
        "category": _category(award, settings),
        "name": award.name,
        "post": _post(award, settings),
        "content": _content(settings),
        "place_date": f"{facts.district.place}, {date_text}",
        "signer_title": "\n".join(part for part in (signature.authority, signature.title) if part),
        "signer_name": signature.name,
        "decision_number": facts.decision_number,
        "decision_digits": digits[0].strip() if digits else "",
        "decision_date": date_text,
        "decision_day": "" if day is None else f"{day.day:02d}",
        # C-07 of NĐ 30/2020/NĐ-CP: months 1 and 2 have a leading zero, the others have none.
        "decision_month": "" if day is None else f"{day.month:02d}" if day.month < 3 else str(day.month),
        "decision_year": "" if day is None else str(day.year),
        "register_number": f"{award.ordinal:02d}",
    }


def _category(award: Award, settings: Settings) -> str:
    if not isinstance(award.record, Individual):
        return "Tập thể"
    return salutation(award.record) if settings.flag("certificate_salutation") else ""


def _content(settings: Settings) -> str:
    own = " ".join(settings.text("certificate_reason").split())
    return own or f"{settings.text('award_reason')} {settings.text('campaign_short_name')}"


def _post(award: Award, settings: Settings) -> str:
    """Where the person works, or the unit that a collective belongs to; the district is named once."""
    district = settings.text("district_name")
    if isinstance(award.record, Individual):
        text = award.post
    elif award.record.scope == THE_UNIT_ITSELF or fold(award.unit.unit_name) in fold(award.name):
        text = ""
    else:
        text = unit_in_text(award.unit, district)
    proper = fold(district.split(" ", 1)[-1])
    if not text:
        return "" if proper in fold(award.name) else f"{district[:1].upper()}{district[1:]}"
    return text if proper in fold(text) else f"{text}, {district}"


@dataclass(frozen=True, slots=True)
class WholePage:
    """A certificate set for the whole page."""

    certificate: Certificate
    fitted: dict[str, Fitted]


def set_whole_page(certificate: Certificate, settings: Settings) -> WholePage:
    """The texts of variable length, each as large as its place allows."""
    texts = dict(certificate.texts)
    if isinstance(certificate.award.record, Individual):
        texts["name"] = f"{texts['category']} {texts['name']}".strip()
    fitted: dict[str, Fitted] = {}
    for key, (width, lines, height) in _PLACES.items():
        largest, smallest = _sizes(settings, key)
        fitted[key] = fit(texts[key], width, largest, smallest, lines, height=height, bold=key in _BOLD)
    return WholePage(certificate, fitted)


def _sizes(settings: Settings, key: str) -> tuple[float, float]:
    """The limits of Cấu hình; an empty or unreadable line is a finding (GK-004), and the default is used."""
    setting = f"certificate_size_{key}"
    try:
        return read_sizes(settings.text(setting))
    except FieldUnreadable:
        return read_sizes(str(DEFINITIONS[setting].value))


def certificate_context(pages: Sequence[WholePage], settings: Settings, *, draft: bool = False) -> Context:
    """Context of giay-khen.docx. `ten`, `chuc_vu_don_vi` and `noi_dung` carry their letter size: {{r … }} prints them."""
    return {
        "dau_du_thao": DRAFT_MARK if draft else "",
        "cho_quoc_huy": "(chỗ đặt Quốc huy)" if draft else "",
        "giay_khen": [_fields(page, settings, first=number == 0) for number, page in enumerate(pages)],
    }


def _fields(page: WholePage, settings: Settings, *, first: bool) -> Context:
    from xlpy.packets.rendering.richtext import RichText

    texts, fitted = page.certificate.texts, page.fitted

    def rich(key: str) -> object:
        return RichText(fitted[key].text, size=round(fitted[key].size * 2), bold=key in _BOLD)

    authority, _, title = texts["signer_title"].rpartition("\n")
    return {
        "dau_tien": first,
        "nguoi_tang": settings.text("decision_authority_line").upper(),
        "doi_tuong": texts["category"],
        "ten": rich("name"),
        "ten_chu": fitted["name"].text,
        "chuc_vu_don_vi": rich("post"),
        "chuc_vu_don_vi_chu": fitted["post"].text,
        "noi_dung": rich("content"),
        "noi_dung_chu": fitted["content"].text,
        "so_quyet_dinh": texts["decision_number"],
        "ngay_quyet_dinh": texts["decision_date"],
        "so_so_vang": texts["register_number"],
        "dia_danh_ngay": texts["place_date"],
        "quyen_han": authority,
        "chuc_vu_nguoi_ky": title,
        "ho_ten_nguoi_ky": texts["signer_name"],
    }


def set_on_form(
    certificate: Certificate, form: CertificateForm, *, digits_only: bool = False
) -> list[SetText]:
    """The texts of one certificate on the form."""
    texts = dict(certificate.texts)
    if digits_only:
        texts["decision_number"] = texts["decision_digits"]
    return set_texts(form, texts)


def too_long_on_page(page: WholePage) -> Iterator[str]:
    """What the clerk must know of texts that no allowed size makes fit."""
    for key, fitted in page.fitted.items():
        if not fitted.fits:
            width, lines, _ = _PLACES[key]
            setting = DEFINITIONS[f"certificate_size_{key}"].name
            yield (
                f"Giấy khen số {page.certificate.texts['register_number']} ({page.certificate.award.name}): {_SHOWN[key]} "
                f"quá dài, cỡ chữ nhỏ nhất {fitted.size:g} vẫn không vừa {lines} dòng rộng {width:g} mm. Hãy rút gọn, "
                f"hoặc giảm cỡ nhỏ nhất ở dòng “{setting}” (Cấu hình)."
            )


def too_long_on_form(certificate: Certificate, texts: Sequence[SetText]) -> Iterator[str]:
    """What the clerk must know of texts that do not fit into their field of the form."""
    for text in texts:
        if not text.fitted.fits:
            field = text.field
            yield (
                f"Giấy khen số {certificate.texts['register_number']} ({certificate.award.name}): ô “{field.name}” trên phôi "
                f"không vừa, cỡ chữ nhỏ nhất {field.smallest:g} vẫn quá {field.lines} dòng rộng {field.width:g} mm. "
                "Hãy rút gọn, hoặc tăng Rộng, Dòng, giảm cỡ nhỏ nhất của ô này (Cấu hình)."
            )
