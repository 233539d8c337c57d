"""Which parts of a rule only make its wording, so that no case can see a change in them.

Cases say where a rule speaks, not in which words. A piece of code belongs to the wording when all it makes ends up in a
`Text`, an anchor, a legal ground or a success criterion: the arguments of these, names that are used nowhere else,
functions that are called nowhere else, and arguments of the rule's own functions that go nowhere else.
"""

from __future__ import annotations

import ast

_KEYWORDS = {"legal", "wcag", "act", "anchor", "hint", "message"}
_TELLERS = {"Text", "short", "listed", "slug_text"}
_Function = ast.FunctionDef | ast.Lambda


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
                for told in args[2:4]:
                    _take(told, out)
            case ast.FunctionDef(returns=returns) if returns is not None and "Text" in ast.unparse(returns):
                if "bool" not in ast.unparse(returns):
                    _take(node, out)
    while True:
        before = len(out)
        for scope in (tree, *functions):
            _assigned(scope, tree, out)
        for name, function in own.items():
            calls = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
            if calls and all(id(n) in out for n in calls):
                _take(function, out)
            _arguments(name, function, tree, out)
        for node in ast.walk(tree):
            if isinstance(node, ast.IfExp) and _only(node.body, out) and _only(node.orelse, out):
                if not (isinstance(node.body, ast.Constant) and isinstance(node.orelse, ast.Constant)):
                    _take(node, out)
        if len(out) == before:
            return out


def _take(node: ast.AST, out: set[int]) -> None:
    out.update(id(n) for n in ast.walk(node))


def _only(node: ast.AST, out: set[int]) -> bool:
    return id(node) in out


def _assigned(scope: ast.AST, tree: ast.Module, out: set[int]) -> None:
    """Take the values of names that are read in wording only."""
    assigned: dict[str, list[ast.stmt]] = {}
    body = (
        scope.body
        if isinstance(scope, ast.Module)
        else [n for n in ast.walk(scope) if isinstance(n, ast.stmt)]
    )
    for node in body:
        match node:
            case ast.Assign(targets=[target]):
                names = [target] if isinstance(target, ast.Name) else getattr(target, "elts", [])
                if names and all(isinstance(n, ast.Name) for n in names):
                    for n in names:
                        assigned.setdefault(n.id, []).append(node)
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.AugAssign(target=ast.Name(id=name)):
                assigned.setdefault(name, []).append(node)
    reads: dict[str, list[ast.Name]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            reads.setdefault(node.id, []).append(node)
    silent = {n for n in assigned if n in reads and all(id(r) in out for r in reads[n])}
    for name in silent:
        for node in assigned[name]:
            targets = getattr(node, "targets", [None])
            others = [n.id for n in getattr(targets[0], "elts", []) if isinstance(n, ast.Name)]
            if all(o in silent for o in others):
                _take(node, out)


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
