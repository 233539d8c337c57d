"""Which fields of a type apply to an item, and whether a value fits its field's kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context
from pipeline.model.content import Edition
from pipeline.model.site import Condition, FieldSpec

# Fields whose absence a family of its own tells, with better words: source attribution (NG),
# alternatives and credits of pictures (TC, NG).
OWNED_ELSEWHERE = ("nguon", "hinh_anh", "video", "am_thanh")


def applicable(edition: Edition, ctx: Context) -> Iterator[tuple[str, FieldSpec]]:
    """Yield dotted path and spec of every field that is required for this very item.

    Fields of mappings count when their mapping is there; entries of lists are judged by
    `entries_of`.
    """
    for spec in ctx.fields(edition):
        if spec.key in OWNED_ELSEWHERE:
            continue
        yield from _required(edition, ctx, spec, spec.key)


def _required(edition: Edition, ctx: Context, spec: FieldSpec, path: str) -> Iterator[tuple[str, FieldSpec]]:
    if is_required(edition, ctx, spec):
        yield path, spec
    if spec.fields and isinstance(edition.value(path), Mapping):
        for inner in spec.fields:
            yield from _required(edition, ctx, inner, f"{path}.{inner.key}")


def is_required(edition: Edition, ctx: Context, spec: FieldSpec) -> bool:
    """Return whether a field is required for this item: always, or because one condition holds."""
    if spec.required == "dieu-kien":
        return any(holds(edition, ctx, condition) for condition in spec.when)
    return spec.required == "co"


def holds(edition: Edition, ctx: Context, condition: Condition) -> bool:
    """Return whether every part of a condition holds for an item."""
    if condition.key is not None:
        value = edition.value(condition.key)
        if condition.equals and value not in condition.equals:
            return False
        if condition.differs and value in condition.differs:
            return False
    if condition.languages and edition.document.lang not in condition.languages:
        return False
    site = ctx.site(edition)
    if condition.profiles and not (site and set(condition.profiles) & set(site.profiles)):
        return False
    return not condition.has_body or bool(edition.body.strip())


def example_line(path: str, spec: FieldSpec) -> str:
    """Return a line that an editor can copy: the key with an example value."""
    key = path.rsplit(".", 1)[-1]
    example = spec.example or next(iter(spec.choices), "") or "…"
    if "\n" in example:
        return f"{key}:\n{example.rstrip()}"
    return f"{key}: {example}"
