"""What a site's build consists of, and whether the last one still stands.

The digest covers everything that can change a byte: the views of all pages (time enters them only as
states, such as days left), the sources of their texts, attachments, theme, and the program itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.build.context import BuildContext
from pipeline.build.inputs import SiteInput
from pipeline.build.mentions import links_of
from pipeline.build.pages import PlannedPage, context_of, languages_of, pages_of
from pipeline.build.receipts import tip_state
from pipeline.build.render import CONFIG, HOME
from pipeline.build.search import search_state
from pipeline.build.site_data import expiry
from pipeline.model.release import PageRef

_TOOLS = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "nh3", "markupsafe")
_PROGRAM = ("pipeline/build", "pipeline/model", "pipeline/clock")
_SCHEMA = 1


@dataclass(frozen=True)
class Plan:
    """The pages of a site and the digest of all that they are made from; `tip` is what /phe-duyet.json rests on."""

    ctx: BuildContext
    pages: tuple[PlannedPage, ...]
    digest: str
    tip: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a finished build: its digest, its pages, the SHA-256 of every file."""

    digest: str
    pages: tuple[PageRef, ...]
    files: dict[str, str]
    tip: str


def plan_site(given: SiteInput, theme: Path) -> Plan:
    """Return the plan of a site's build."""
    ctx = context_of(given)
    pages = pages_of(ctx)
    sha = hashlib.sha256()
    for part in _parts(ctx, pages, theme):
        sha.update(part.encode("utf-8", "surrogatepass"))
        sha.update(b"\0")
    return Plan(ctx, pages, sha.hexdigest(), tip_state(given))


def _parts(ctx: BuildContext, pages: tuple[PlannedPage, ...], theme: Path) -> Iterator[str]:
    yield f"{_SCHEMA} {ctx.given.site!r} {ctx.given.base_url}"
    yield _program()
    yield from _tree(theme)
    for page in pages:
        entry = page.entry
        source = (
            f"{entry.path} {entry.edition.digest} {entry.effect!r} {entry.expired} {links_of(ctx, entry)!r}"
            if entry
            else ""
        )
        yield f"{page.file} {source} {page.view!r} {page.frame!r}"
    for path in sorted(ctx.given.attachments):
        yield f"{path} {ctx.given.attachments[path].digest}"
    yield from (search_state(ctx, lang) for lang in languages_of(ctx))
    yield repr(sorted(e.path for e in ctx.given.editions))  # links to items that have no page
    yield expiry(ctx.given.now)
    # feeds and data also print labels that no page does
    yield repr([ctx.given.registry.fields_of(t) for t in sorted(ctx.given.registry.types)])


@cache
def _program() -> str:
    """Return the versions of the tools and the digest of our own sources."""
    tools = [f"{name} {version(name)}" for name in _TOOLS]
    return " ".join(
        [*tools, CONFIG.read_text(encoding="utf-8"), *(d for p in _PROGRAM for d in _tree(HOME / p))]
    )


def _tree(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield f"{file.relative_to(folder)} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def digest_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there; a link counts as damage."""
    return {
        file.relative_to(folder).as_posix(): "link"
        if file.is_symlink()
        else hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_symlink() or file.is_file()
    }


def read_record(file: Path) -> Record | None:
    """Return the record of the last build, None when there is none that can be read."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        pages = tuple(PageRef(**row) for row in kept["pages"])
        return Record(kept["digest"], pages, kept["files"], str(kept.get("tip", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(file: Path, record: Record) -> None:
    """Write the record of a finished build, whole or not at all."""
    rows = [asdict(page) for page in record.pages]
    kept = {"digest": record.digest, "pages": rows, "files": record.files, "tip": record.tip}
    text = json.dumps(kept, ensure_ascii=False)
    fresh = file.with_suffix(".neu")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def still_stands(record: Record | None, digest: str, folder: Path) -> bool:
    """Return whether the last build has the wanted digest and every byte of it is still there."""
    if record is None or record.digest != digest or not folder.is_dir():
        return False
    return digest_files(folder) == record.files
