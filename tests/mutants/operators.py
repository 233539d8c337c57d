"""The small changes made to a rule's source, one at a time.

What the cases cannot see by their nature is left out here, not counted as noticed: texts for people (`Text`, doc
strings), what stands in `@rule`, legal grounds, success criteria, anchors, pieces of regular expressions, caps that
only keep a report short, and annotations. Of a long list of words each half is dropped, not every single word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.mutants.wording import CAPS, wording

VERSION = "4"  # change it with the operators: kept results are then of no use
_LONG_LIST = 5
_GUARD = 100  # a slice of so many characters only keeps what is told or looked at short
# Of these the second argument says how often to split (once or twice is the same when one end is taken), or what
# stands for an attribute that is missing (another word that no rule knows is the same).
_MORE_OF_ONE_KIND = {"split", "rsplit", "get"}
_CRITERION = re.compile(r"[1-4]\.[1-5]\.[0-9]{1,2}|(?=[a-z]*[0-9])[0-9a-z]{6}")  # of WCAG; an ACT rule's id
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_METHODS = {
    "startswith": "endswith",
    "endswith": "startswith",
    "partition": "rpartition",
    "rpartition": "partition",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, what it is called, the line before and after in short."""

    line: int
    kind: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """What the change is, without its line, so that reasons stay true when lines move."""
        return f"{self.kind}: {self.before} → {self.after}"


_Swap = tuple[str, Callable[[], None], Callable[[], None]]


def mutants(source: str) -> Iterator[tuple[Mutant, ast.Module]]:
    """Yield every mutant of a module with its tree; the tree is the same object each time and is undone after."""
    tree = ast.parse(source)
    spots = list(_Spots(tree).of(tree, tree))
    for spot, shown, swaps in spots:
        for kind, do, undo in swaps:
            before = _short(shown)
            do()
            try:
                after = _short(shown) if kind != "condition" else f"not ({before})"
                mutant = Mutant(getattr(spot, "lineno", 1), kind, before, after)
                yield mutant, ast.fix_missing_locations(tree)
            finally:
                undo()


def _short(node: ast.AST) -> str:
    text = re.sub(r"\s+", " ", ast.unparse(node))
    return text if len(text) <= 90 else text[:87] + "…"


class _Spots:
    """Finds what can be changed in a module."""

    def __init__(self, tree: ast.Module) -> None:
        self._pieces = _pattern_names(tree)
        self._wording = wording(tree)
        # Line and column begin at 1 whatever a rule says, so 0 there is no change.
        places = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "Problem")
        self._first = {id(a) for call in places for a in call.args[:2]}

    def of(self, node: ast.AST, shown: ast.AST) -> Iterator[tuple[ast.AST, ast.AST, list[_Swap]]]:
        """Yield (what is changed, what is shown of it, the changes) below a node."""
        if isinstance(node, ast.expr | ast.comprehension):
            own = list(self._expression(node))
            if own:
                yield node, shown, own
            if own and own[0][0] == "half a list":
                return
        for field, value in ast.iter_fields(node):
            if field in ("decorator_list", "annotation", "returns", "type_comment", "bases"):
                continue
            for at, child in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(child, ast.AST) or self._left_out(node, field, child):
                    continue
                if isinstance(child, ast.stmt):
                    assert isinstance(value, list)
                    yield from self._statement(value, at, child)
                    yield from self.of(child, child)
                else:
                    yield from self.of(child, _shown(child, shown))

    def _left_out(self, parent: ast.AST, field: str, child: ast.AST) -> bool:
        if id(child) in self._wording:
            return True
        match child:
            case ast.Constant(value=str() as text) if isinstance(parent, ast.Tuple) and _CRITERION.fullmatch(
                text
            ):
                return True
            case ast.Import() | ast.ImportFrom() | ast.Assert():
                return True
            case ast.Expr(value=ast.Constant(value=str())):
                return True  # doc string
            case ast.keyword(arg="strict" | "maxsize"):
                return True  # of zip, whose lengths are equal; of a cache
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name in CAPS or name == "__all__" or _about_people(name):
                    return True
                value = child.value
                return name in self._pieces and isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp)
        if isinstance(parent, ast.Call) and _is_pattern(parent) and field == "args":
            return not isinstance(child, ast.Name) and _has_text(child)
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and field == "args":
            second = child in parent.args[1:] and parent.func.attr in _MORE_OF_ONE_KIND
            return second and isinstance(child, ast.Constant) and child.value in (1, "")
        if isinstance(parent, ast.Slice) and _number(child) >= _GUARD:
            return True
        if isinstance(parent, ast.If) and field == "test" and ast.unparse(child) == "TYPE_CHECKING":
            return True
        return isinstance(parent, ast.JoinedStr) and isinstance(child, ast.Constant)

    def _statement(
        self, body: list[ast.stmt], at: int, node: ast.stmt
    ) -> Iterator[tuple[ast.AST, ast.AST, list[_Swap]]]:
        if self._left_out(node, "", node):
            return
        replaced: ast.stmt | None = None
        match node:
            case ast.Continue() | ast.Break() | ast.Return(value=None) | ast.Raise() | ast.AugAssign():
                replaced = ast.Pass()
            case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
                replaced = ast.Pass()
            case ast.Return(value=ast.Constant()):
                pass
            case ast.Return():
                replaced = ast.Return(ast.Constant(None))
        if replaced is not None:
            new = ast.copy_location(replaced, node)
            holder = ast.Module([node], [])

            def do() -> None:
                body[at] = holder.body[0] = new

            def undo() -> None:
                body[at] = holder.body[0] = node

            kind = "nothing returned" if isinstance(node, ast.Return) and node.value else "statement removed"
            yield node, holder, [(kind, do, undo)]

        if isinstance(node, ast.If | ast.While) and _plain(node.test):
            negated = ast.UnaryOp(ast.Not(), node.test)
            yield node, ast.Expr(node.test), [_field("condition", node, "test", negated)]

    def _expression(self, node: ast.expr | ast.comprehension) -> Iterator[_Swap]:
        match node:
            case ast.Compare(ops=ops):
                for n, op in enumerate(ops):
                    if type(op) in _COMPARE:
                        yield _item("comparison", ops, n, _COMPARE[type(op)]())
            case ast.BoolOp(op=op):
                yield _field("and/or", node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
            case ast.UnaryOp(op=ast.Not()):
                yield _without_not(node)
            case ast.BinOp(op=op) if type(op) in _BINARY:
                yield _field("arithmetic", node, "op", _BINARY[type(op)]())
            case ast.Constant(value=bool() as value):
                yield _field("constant", node, "value", not value)
            case ast.Constant(value=int() | float() as value):
                yield _field("constant", node, "value", value + 1)
                if (id(node)) not in self._first:
                    yield _field("constant", node, "value", value - 1)
            case ast.Constant(value=str() as value):
                yield _field("text", node, "value", "" if value else "XX")
            case ast.Name(id=name) if name in _NAMES and isinstance(node.ctx, ast.Load):
                yield _field("function", node, "id", _NAMES[name])
            case ast.Attribute(attr=name) if name in _METHODS:
                yield _field("method", node, "attr", _METHODS[name])
            case ast.Tuple(elts=elts) | ast.List(elts=elts) | ast.Set(elts=elts) if _is_data(elts):
                half = len(elts) // 2
                yield _field("half a list", node, "elts", elts[half:])
                yield _field("half a list", node, "elts", elts[:half])
            case ast.Dict(keys=keys, values=values) if _is_data(keys):
                half = len(keys) // 2
                yield _both("half a list", node, keys[half:], values[half:])
                yield _both("half a list", node, keys[:half], values[:half])
            case ast.IfExp(test=test) if _plain(test):
                yield _field("condition", node, "test", ast.UnaryOp(ast.Not(), test))
            case ast.comprehension(ifs=ifs):
                for n, test in enumerate(ifs):
                    if _plain(test):
                        yield _item("condition", ifs, n, ast.UnaryOp(ast.Not(), test))


def _shown(child: ast.AST, shown: ast.AST) -> ast.AST:
    return (
        child
        if isinstance(child, ast.stmt | ast.comprehension | ast.Compare | ast.BoolOp | ast.Call)
        else shown
    )


def _field(kind: str, node: ast.AST, field: str, new: object) -> _Swap:
    old = getattr(node, field)
    return kind, lambda: setattr(node, field, new), lambda: setattr(node, field, old)


def _item(kind: str, items: list[ast.AST] | list[ast.expr] | list[ast.cmpop], at: int, new: ast.AST) -> _Swap:
    old = items[at]

    def put(value: ast.AST) -> None:
        items[at] = value  # type: ignore[call-overload]

    return kind, lambda: put(new), lambda: put(old)


def _both(kind: str, node: ast.Dict, keys: list[ast.expr | None], values: list[ast.expr]) -> _Swap:
    old = node.keys, node.values

    def put(pair: tuple[list[ast.expr | None], list[ast.expr]]) -> None:
        node.keys, node.values = pair

    return kind, lambda: put((keys, values)), lambda: put(old)


def _without_not(node: ast.UnaryOp) -> _Swap:
    """`not x` → `not not x`: the truth of x, without changing what the node is."""
    inner = node.operand
    return _field("not", node, "operand", ast.UnaryOp(ast.Not(), inner))


def _plain(test: ast.expr) -> bool:
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp)


def _is_pattern(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func).startswith("re.")


def _has_text(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Constant) and isinstance(n.value, str) for n in ast.walk(node))


def _pattern_names(tree: ast.Module) -> set[str]:
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_pattern(n)]
    names = {n.id for c in calls for a in c.args[:1] for n in ast.walk(a) if isinstance(n, ast.Name)}
    # Pieces of pieces.
    for node in reversed(tree.body):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Constant() | ast.JoinedStr() | ast.BinOp()
            ):
                if name in names:
                    names |= {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
    return names


def _number(node: ast.AST) -> float:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return inner.value if isinstance(inner, ast.Constant) and isinstance(inner.value, int) else 0


def _about_people(name: str) -> bool:
    return bool(re.search(r"^ACCESSIBILITY$|HINT|MESSAGE|LEGAL|ANCHOR|WCAG|EXAMPLE", name))


def _is_data(elements: list[ast.expr] | list[ast.expr | None]) -> bool:
    """Whether these are many words written down, not something computed."""
    return len(elements) >= _LONG_LIST and all(
        e is not None and not any(isinstance(n, ast.Name | ast.Attribute | ast.Compare) for n in ast.walk(e))
        for e in elements
    )
