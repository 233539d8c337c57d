"""Các văn bản thay thế, sửa đổi nhau thành vòng.

## Vì sao
A thay B, B lại thay A thì không biết văn bản nào còn hiệu lực; cả hai sẽ hiện là đã hết hiệu lực.

## Cách sửa
Văn bản ban hành sau thay văn bản ban hành trước. Xóa dòng `thay_the`, `sua_doi` hoặc `bi_thay_the_boi` ghi ngược chiều.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import Register, references
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Corpus
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import identity
from pipeline.model.text import Text

_Node = tuple[str, ...]


@rule(
    "VB003",
    "thay-the-vong",
    on=Corpus,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S4 Đ22 k2"),
    since="0.1",
)
def check(corpus: Corpus, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every ring of replacements and amendments, at its oldest document, which cannot replace a newer one."""
    register: Register = ctx.facts["register"]
    by_node = {identity(d): d for d in reversed(register.documents)}
    for ring in _rings(_edges(register)):
        documents = [by_node[n] for n in ring if n in by_node]
        at = min(documents, key=lambda d: (d.get("ngay_ban_hanh"), d.path))
        key = next((k for k in ("thay_the", "sua_doi") if at.value(k)), "bi_thay_the_boi")
        mark = at.mark(key)
        numbers = [d.get("so_ky_hieu") for d in (*documents, documents[0])]
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Các văn bản thay thế, sửa đổi nhau thành vòng: {' → '.join(numbers)}.",
                f"Replacements and amendments form a ring: {' → '.join(numbers)}.",
            ),
            Text(
                f"Văn bản ban hành trước không thay, không sửa được văn bản sau; xem lại dòng {key} ở bài này.",
                f"An older document cannot replace a newer one; look at {key} here.",
            ),
            anchor=" ".join(sorted(numbers[1:])),
            path=at.path,
        )


def _edges(register: Register) -> dict[_Node, list[_Node]]:
    """Return from each document to those that it replaces or amends, whichever side tells."""
    edges: dict[_Node, dict[_Node, None]] = {}
    for document in register.documents:
        for key in ("thay_the", "sua_doi"):
            for older in (register.find(r, document) for r in references(document, key)):
                if older:
                    edges.setdefault(identity(document), {})[identity(older)] = None
        for newer in (register.find(r, document) for r in references(document, "bi_thay_the_boi")):
            if newer:
                edges.setdefault(identity(newer), {})[identity(document)] = None
    return {node: list(targets) for node, targets in edges.items()}


def _rings(edges: dict[_Node, list[_Node]]) -> Iterator[list[_Node]]:
    """Yield the rings that a walk through the graph closes, without recursion."""
    done: set[_Node] = set()
    for start in edges:
        path: dict[_Node, Iterator[_Node]] = {}
        at: _Node | None = start if start not in done else None
        while at is not None:
            path.setdefault(at, iter(edges.get(at, ())))
            following = next(path[at], None)
            if following is None:
                done.add(at)
                path.pop(at)
                at = next(reversed(path), None)
            elif following in path:
                walked = list(path)
                yield walked[walked.index(following) :]
            elif following not in done:
                at = following
