"""The Jinja environment of all templates: escaping on, undefined names an error, Python out of reach.

Why each setting: evidence.md §4. Templates are trusted, but the values are not, and a template that staff edit must
fail loudly, never print nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from jinja2 import StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xlpy.packets.rendering.values import as_text

# `safe` would let a value write XML; the others pull in files, or hide what a template needs.
FORBIDDEN_FILTERS = ("safe",)
FORBIDDEN_STATEMENTS = frozenset({"include", "import", "from", "extends", "block", "autoescape"})
_DROPPED_GLOBALS = ("lipsum",)


class MissingField(StrictUndefined):
    """An undefined name whose error message is the bare name, for `locate` to complete."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class WordEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with keys of a mapping before its methods: `{{ unit.items }}` is the field `items`.

    That order is also twice as fast for the dictionaries of a context.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` as a template means it; the sandbox's rules where it is no key."""
        if type(obj) is dict:
            fields = cast("dict[str, Any]", obj)
            if attribute in fields:
                return fields[attribute]
        elif type(obj) is LoopContext and not attribute.startswith("_"):
            # The sandbox allows these too, after five times as long.
            return getattr(obj, attribute, None) or super().getattr(obj, attribute)
        return super().getattr(obj, attribute)


_Kind = TypeVar("_Kind", bound=WordEnvironment)


class _PrintingGenerator(CodeGenerator):
    """Compiles `{{ … }}` to one call of `environment.printed`, where Jinja calls `escape(finalize(…))`.

    That pair costs a third of a document's rendering. Everything inside the braces is compiled as ever.
    """

    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:
        if self._is_plain(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Any, frame: Frame, finalize: Any) -> None:
        if self._is_plain(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def _is_plain(self, frame: Frame) -> bool:
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class PrintingEnvironment(WordEnvironment):
    """The environment of compiled parts: `printed` turns a value into escaped text in one step."""

    code_generator_class = _PrintingGenerator
    printed: Callable[[Any], str]


def make_printing_environment(
    printed: Callable[[Any], str], finalize: Callable[[Any], Any]
) -> PrintingEnvironment:
    """As `make_environment`, for templates compiled once; `printed` is `finalize` and escaping together."""
    environment = _shorn(PrintingEnvironment, finalize)
    environment.printed = printed
    return environment


def make_environment(finalize: Callable[[Any], Any] = as_text) -> WordEnvironment:
    """A fresh environment; `finalize` turns each printed value into text."""
    return _shorn(WordEnvironment, finalize)


def _shorn(kind: type[_Kind], finalize: Callable[[Any], Any]) -> _Kind:
    environment = kind(
        autoescape=True, undefined=MissingField, finalize=finalize, auto_reload=False, cache_size=0
    )
    for name in FORBIDDEN_FILTERS:
        del environment.filters[name]
    for name in _DROPPED_GLOBALS:
        del environment.globals[name]
    return environment
