"""Which parts of a rule only make its wording, so that no case can see a change in them.

Cases say where a rule speaks, not in which words. A piece of code belongs to the wording when all it makes ends up in a
`Text`, an anchor, a legal ground or a success criterion: the arguments of these, names that are used nowhere else,
functions that are called nowhere else, and arguments of the rule's own functions that go nowhere else. The same holds for
counting up to a cap that only keeps a report short.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_KEYWORDS = {"legal", "wcag", "act", "anchor", "hint", "message"}
_TELLERS = {"Text", "short", "listed", "slug_text"}
# Caps that only bound how much is told or looked at; limits that a rule is about have other names.
CAPS = {
    *("MOST", "_MOST", "_AT_MOST", "_MOST_TOLD", "MOST_RULES", "MOST_ALIKE", "_MOST_COMPARED"),
    *("_MOST_EXPLAINED", "_MOST_LOOKED_AT", "_MOST_PAIRS", "MOST_SUGGESTED", "_MOST_SUGGESTED"),
}


def wording(tree: ast.Module) -> set[int]:
    """Return the ids of the nodes that only make wording."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    own = {f.name: f for f in functions if not f.decorator_list}
    out: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in _TELLERS:
                _take(node, out)
            case ast.keyword(arg=str() as name) if name in _KEYWORDS:
                _take(node, out)
            case ast.Call(func=ast.Name(id="Problem"), args=args):
                for told in args[2:7]:  # message, hint, anchor, criteria, rules of the W3C
                    _take(told, out)
            case ast.Return(value=ast.Tuple(elts=elts)) | ast.Yield(value=ast.Tuple(elts=elts)):
                for said in elts:  # sentences handed on to whoever makes the message
                    if isinstance(said, ast.Constant) and isinstance(said.value, str) and " " in said.value:
                        _take(said, out)
            case ast.Compare() if any(isinstance(n, ast.Name) and n.id in CAPS for n in ast.walk(node)):
                _take(node, out)
            case ast.FunctionDef(name=name) if name in _TELLERS:
                _take(node, out)
            case ast.FunctionDef(returns=returns) if returns is not None and "Text" in ast.unparse(returns):
                if "bool" not in ast.unparse(returns):
                    _take(node, out)
    while True:
        before = len(out)
        for scope in (tree, *functions):
            _assigned(scope, out)
        for name, function in own.items():
            inside = {id(n) for n in ast.walk(function)}  # where it calls itself
            named = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name)
            calls = [n for n in named if id(n) not in inside]
            if calls and all(id(n) in out for n in calls):
                _take(function, out)
            _arguments(name, function, tree, out)
        for node in ast.walk(tree):
            if isinstance(node, ast.IfExp) and id(node.body) in out and id(node.orelse) in out:
                _take(node, out)
            if isinstance(node, ast.If) and id(node.test) in out and not node.orelse and _ends(node.body):
                _take(node, out)
            if isinstance(node, ast.If) and all(_silent(n, out) for n in [*node.body, *node.orelse]):
                _take(node, out)
        if len(out) == before:
            return out


def _take(node: ast.AST, out: set[int]) -> None:
    out.update(id(n) for n in ast.walk(node))


def _ends(body: list[ast.stmt]) -> bool:
    return all(isinstance(n, ast.Return | ast.Break | ast.Continue) for n in body)


def _silent(node: ast.stmt, out: set[int]) -> bool:
    """Whether a statement only gives wording to names."""
    match node:
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return id(value) in out
    return id(node) in out


def _assigned(scope: ast.AST, out: set[int]) -> None:
    """Take what is given to names that are read in wording only, in assignments and in loops over written lists."""
    body = (
        scope.body
        if isinstance(scope, ast.Module)
        else [n for n in ast.walk(scope) if isinstance(n, ast.stmt)]
    )
    given: dict[str, list[ast.AST]] = {}
    for node in body:
        for name, value in _given(node):
            given.setdefault(name, []).append(value)
    reads: dict[str, list[ast.Name]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            reads.setdefault(node.id, []).append(node)
    for name, values in given.items():
        own = {id(n) for v in values for n in ast.walk(v)}  # `text = text.strip()` is no other use
        elsewhere = [r for r in reads.get(name, []) if id(r) not in own]
        if elsewhere and all(id(r) in out for r in elsewhere):
            for value in values:
                _take(value, out)


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Yield (name, what it is given) of a statement."""
    match node:
        case ast.Assign(targets=[target], value=value):
            yield from _matched(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name)):
            yield name, node
        case ast.For(target=target, iter=ast.Tuple(elts=rows) | ast.List(elts=rows)):
            for row in rows:
                yield from _matched(target, row)


def _matched(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for one, other in zip(targets, values, strict=True):
                yield from _matched(one, other)


def _arguments(name: str, function: ast.FunctionDef, tree: ast.Module, out: set[int]) -> None:
    """Take what is handed to a parameter that is read in wording only."""
    for at, parameter in enumerate(function.args.args):
        reads = [
            n
            for n in ast.walk(function)
            if isinstance(n, ast.Name) and n.id == parameter.arg and isinstance(n.ctx, ast.Load)
        ]
        if not reads or not all(id(r) in out for r in reads):
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == name:
                if at < len(call.args):
                    _take(call.args[at], out)
                for keyword in call.keywords:
                    if keyword.arg == parameter.arg:
                        _take(keyword, out)
