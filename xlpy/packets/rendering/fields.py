"""Which fields a template uses: every printed, tested or looped name, traced back to the context.

`{% for n in unit.nominees %}{{ n.full_name }}` uses `unit.nominees` and `unit.nominees.full_name`: a loop variable
stands for its collection. Names that a template makes itself (`{% set %}`, macros, `loop`) are no fields. Jinja's own
`meta.find_undeclared_variables` stops at the first name (evidence.md §4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import nodes

# Filters whose result is, item by item, what went in.
_SAME_ITEMS = frozenset(
    {
        "sort",
        "select",
        "selectattr",
        "reject",
        "rejectattr",
        "list",
        "reverse",
        "unique",
        "first",
        "last",
        "default",
        "d",
    }
)
_SAME_ITEMS_IN_ROWS = frozenset({"batch", "slice"})
_OPTIONAL_TESTS = frozenset({"defined", "undefined"})
_OPTIONAL_FILTERS = frozenset({"default", "d"})

Path = tuple[str, ...] | None
"""A path from the context's root; None for a value the template made itself."""


@dataclass(frozen=True, order=True)
class FieldUse:
    """A field at a line of the source; `optional` where the template itself asks whether it exists."""

    line: int
    name: str
    optional: bool = False


def field_uses(tree: nodes.Template, builtin: Iterable[str] = ()) -> list[FieldUse]:
    """All uses in a parsed template, in order of lines, without repetitions; `builtin` names are no fields."""
    walker = _Walker(frozenset(builtin))
    walker.block(tree.body, {})
    strong = {(use.line, use.name) for use in walker.uses if not use.optional}
    return sorted({use for use in walker.uses if not use.optional or (use.line, use.name) not in strong})


class _Walker:
    def __init__(self, builtin: frozenset[str]) -> None:
        self.builtin = builtin
        self.uses: list[FieldUse] = []

    def block(self, body: Iterable[nodes.Node], scope: dict[str, Path]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Path]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self.value(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self.block(node.body, dict(scope))
            self._bind(node.target, None, scope)
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                self._bind(target, self.value(value, scope), inner)
            self.block(node.body, inner)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = None
            inner = dict(scope) | {"caller": None, "varargs": None, "kwargs": None}
            for default in node.defaults:
                self.value(default, scope)
            for argument in node.args:
                inner[argument.name] = None
            self.block(node.body, inner)
        elif isinstance(node, nodes.CallBlock):
            self.value(node.call, scope)
            self.block(node.body, dict(scope) | {argument.name: None for argument in node.args})
        elif isinstance(node, nodes.If):
            # `{% set %}` in a branch is seen after it, as Jinja does.
            self.value(node.test, scope)
            self.block([*node.body, *node.elif_, *node.else_], scope)
        elif isinstance(node, nodes.Expr):
            self.value(node, scope)
        else:
            self.block(node.iter_child_nodes(), scope)

    def _loop(self, node: nodes.For, scope: dict[str, Path]) -> None:
        inner = dict(scope)
        self._bind(node.target, self.value(node.iter, scope), inner)
        inner["loop"] = None
        if node.test is not None:
            self.value(node.test, inner)
        self.block(node.body, inner)
        self.block(node.else_, dict(scope))

    def _bind(self, target: nodes.Node, path: Path, scope: dict[str, Path]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = path
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, None, scope)

    def value(self, node: nodes.Node, scope: dict[str, Path], optional: bool = False) -> Path:
        """Record the fields in an expression; the path that it stands for, if it is one."""
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            if node.name in self.builtin:
                return None
            return self._use(node, (node.name,), optional)
        if isinstance(node, nodes.Getattr):
            return self._use(node, _join(self.value(node.node, scope, optional), node.attr), optional)
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope, optional)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope, optional)
        if isinstance(node, nodes.Test):
            self.value(node.node, scope, optional or node.name in _OPTIONAL_TESTS)
            self._rest([*node.args, *node.kwargs], scope, optional)
            return None
        if isinstance(node, nodes.Call):
            # The name after the last dot is a method of the value, no field.
            called = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
            self.value(called, scope, optional)
            self._rest([*node.args, *node.kwargs], scope, optional)
            return None
        if isinstance(node, nodes.CondExpr):
            self.value(node.test, scope, optional)
            ways = [self.value(way, scope, optional) for way in (node.expr1, node.expr2) if way is not None]
            return ways[0]
        self._rest(node.iter_child_nodes(), scope, optional)
        return None

    def _item(self, node: nodes.Getitem, scope: dict[str, Path], optional: bool) -> Path:
        base = self.value(node.node, scope, optional)
        if isinstance(node.arg, nodes.Const):
            key: object = node.arg.value
            return self._use(node, _join(base, key), optional) if isinstance(key, str) else base
        self.value(node.arg, scope, optional)
        return base if isinstance(node.arg, nodes.Slice) else None

    def _filter(self, node: nodes.Filter, scope: dict[str, Path], optional: bool) -> Path:
        path: Path = None
        if node.node is not None:
            path = self.value(node.node, scope, optional or node.name in _OPTIONAL_FILTERS)
        self._rest([*node.args, *node.kwargs], scope, optional)
        for attribute in _named_attributes(node):
            self._use(node, _join(path, *attribute.split(".")), optional)
        return path if node.name in _SAME_ITEMS else None

    def _rest(self, children: Iterable[nodes.Node], scope: dict[str, Path], optional: bool) -> None:
        for child in children:
            self.value(child, scope, optional)

    def _use(self, node: nodes.Node, path: Path, optional: bool) -> Path:
        if path is not None:
            self.uses.append(FieldUse(node.lineno, ".".join(path), optional))
        return path


def _join(base: Path, *names: str) -> Path:
    return None if base is None else (*base, *names)


def _named_attributes(node: nodes.Filter) -> list[str]:
    """Fields named as text: `|sort(attribute="priority")`, `|selectattr("clean")`, `|map(attribute="name")`."""
    found = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby", "sum") and node.args:
        found.append(node.args[0])
    texts = [item.value for item in found if isinstance(item, nodes.Const)]
    names = [part.strip() for text in texts if isinstance(text, str) for part in text.split(",")]
    return [name for name in names if name]
