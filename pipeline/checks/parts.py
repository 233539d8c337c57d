"""Pictures, media and files that the front matter names, with the dotted paths of their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.checks.registry import Context, Picked
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.site import FieldSpec

_MEDIA = ("video", "am_thanh")
_NAMING = frozenset({"tep", "hinh", "chu-hoac-tep"})  # the kinds of field that can name a file
_PICTURES = Picked(lambda spec: spec.kind == "hinh")
_FILES = Picked(lambda spec: bool(spec.fields) or spec.kind in _NAMING)
_ADDRESSES = Picked(lambda spec: bool(spec.fields) or spec.kind == "dia-chi-web")


@dataclass(frozen=True, slots=True)
class Named:
    """A picture, video or sound as the front matter names it; `path` leads to its entry."""

    path: str
    key: str
    entry: Mapping[str, Value]

    @property
    def file(self) -> str:
        """Return the path of its file as written, "" when missing."""
        return self.text("tep")

    def text(self, key: str) -> str:
        """Return a text of the entry, "" when missing."""
        value = self.entry.get(key)
        return value.strip() if isinstance(value, str) else ""


def pictures(edition: Edition, ctx: Context) -> Iterator[Named]:
    """Yield the pictures of every field of kind `hinh`; a bare path counts as an entry with a file only."""
    for spec in _PICTURES.of(ctx.fields(edition)):
        if spec.key in edition.meta:
            yield from _entries(edition, spec.key)


def media(edition: Edition) -> Iterator[Named]:
    """Yield the videos and sounds."""
    for key in _MEDIA:
        if key in edition.meta:
            yield from _entries(edition, key)


def _entries(edition: Edition, key: str) -> Iterator[Named]:
    value = edition.value(key)
    for number, entry in enumerate(as_list(value)):
        path = f"{key}[{number}]" if isinstance(value, tuple) else key
        if isinstance(entry, Mapping):
            yield Named(path, key, entry)
        elif isinstance(entry, str) and entry.strip():
            yield Named(path, key, {"tep": entry})


def files(edition: Edition, ctx: Context) -> Iterator[tuple[str, str]]:
    """Yield dotted path and written path of every file that the front matter names."""
    for spec in _FILES.of(ctx.fields(edition)):
        value = edition.meta.get(spec.key)
        if value is not None:
            yield from _files(value, spec, spec.key)


def _files(value: Value, spec: FieldSpec, path: str) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(as_list(value)):
        place = f"{path}[{number}]" if isinstance(value, tuple) else path
        if isinstance(entry, Mapping):
            if spec.kind in ("tep", "hinh", "chu-hoac-tep"):
                written = entry.get("tep")
                if isinstance(written, str) and written.strip():
                    yield f"{place}.tep", written.strip()
            for inner in spec.fields:
                yield from _files(entry.get(inner.key), inner, f"{place}.{inner.key}")
        elif isinstance(entry, str) and entry.strip() and _is_file(entry.strip(), spec):
            yield place, entry.strip()


def _is_file(written: str, spec: FieldSpec) -> bool:
    if spec.kind == "chu-hoac-tep":  # text, or a path from the content folder
        return written.startswith("/") and "\n" not in written and len(written) < 300
    return spec.kind in ("tep", "hinh")


def addresses(edition: Edition, ctx: Context) -> Iterator[tuple[str, str]]:
    """Yield dotted path and address of every web address that the front matter names."""
    for spec in _ADDRESSES.of(ctx.fields(edition)):
        value = edition.meta.get(spec.key)
        if value is not None:
            yield from _addresses(value, spec, spec.key)


def _addresses(value: Value, spec: FieldSpec, path: str) -> Iterator[tuple[str, str]]:
    if spec.kind == "dia-chi-web" and isinstance(value, str):
        yield path, value.strip()
    for number, entry in enumerate(as_list(value)):
        if isinstance(entry, Mapping):
            place = f"{path}[{number}]" if isinstance(value, tuple) else path
            for inner in spec.fields:
                yield from _addresses(entry.get(inner.key), inner, f"{place}.{inner.key}")
