"""The one wrapper through which docxtpl is reached: a Word template and a context in, the bytes of a .docx out.

What may live here: opening and refusing templates, docxtpl's preparation, the Jinja environment, turning values
into text, finding which fields a template uses, and writing the package. What may not: where values come from,
which template belongs to which document, file names of packets, or any file but the template being read. Imports
docxtpl, python-docx and Jinja only when the first template is loaded; of `xlpy` only `vietnamese`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlpy.packets.rendering.errors import TemplateError as TemplateError
    from xlpy.packets.rendering.richvalues import Link as Link
    from xlpy.packets.rendering.richvalues import Picture as Picture
    from xlpy.packets.rendering.template import Template as Template
    from xlpy.packets.rendering.template import load_template as load_template

_HOMES = {
    "TemplateError": "errors",
    "Link": "richvalues",
    "Picture": "richvalues",
    "Template": "template",
    "load_template": "template",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
