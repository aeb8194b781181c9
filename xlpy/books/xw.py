"""The only import of xlwings.

`import xlwings` imports pandas, numpy, polars, matplotlib, PIL and plotly wherever it finds them (evidence.md §8:
115 ms alone, 565 ms with pandas), and for its paid part, which must never be used, the whole of cryptography. Nothing
here needs their converters, so they are out of its sight while it loads; a later real `import pandas` works as ever.
Those already loaded stay visible.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

_HIDDEN = ("pandas", "numpy", "polars", "matplotlib", "PIL", "plotly", "xlwings.pro")


def _import_light() -> ModuleType:
    if "xlwings" in sys.modules:
        return sys.modules["xlwings"]
    hidden = [name for name in _HIDDEN if name not in sys.modules]
    # None in sys.modules makes an import of that name raise ImportError, which xlwings expects.
    sys.modules.update(dict.fromkeys(hidden))  # pyright: ignore[reportArgumentType, reportCallIssue]
    try:
        return import_module("xlwings")
    finally:
        for name in hidden:
            if name in sys.modules and not sys.modules[name]:
                del sys.modules[name]


if TYPE_CHECKING:
    import xlwings as xlwings
    from xlwings import base_classes as base_classes
    from xlwings import utils as utils
else:
    xlwings = _import_light()
    base_classes = import_module("xlwings.base_classes")
    utils = import_module("xlwings.utils")
