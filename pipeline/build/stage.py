"""Folders of a build: the staged Markdown that MkDocs reads, and files copied without leaving the tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.build.context import BuildContext
from pipeline.build.menu import emblem_path
from pipeline.build.pages import PlannedPage
from pipeline.errors import ConfigError
from pipeline.model.links import file_url
from pipeline.model.text import Text
from pipeline.source.tree import read_bytes

# An empty front matter of our own: what follows is text to MkDocs, even when it begins with "---" or "key:".
_NO_META = "---\n{}\n---\n\n"


def staged_name(page: PlannedPage) -> str:
    """Return the staged Markdown file of a page, below the folder that MkDocs reads."""
    return str(PurePosixPath(page.file).with_suffix(".md"))


def stage_pages(pages: Iterable[PlannedPage], folder: Path) -> None:
    """Write the Markdown of the pages that have a text of an editor's below an empty folder."""
    for page in pages:
        if page.written:
            write(folder, staged_name(page), _NO_META + page.body)


def write(folder: Path, name: str, text: str) -> None:
    """Write a text file below a folder; a name that leads out of the folder is a bug and raises."""
    place(folder, name).write_text(text, encoding="utf-8", newline="\n")


def place(folder: Path, name: str) -> Path:
    """Return the path of a file below a folder, its parents made."""
    parts = PurePosixPath(name).parts
    if not parts or any(part in ("..", "/", "") for part in parts):
        raise ValueError(f"outside of the site: {name!r}")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def view_files(ctx: BuildContext, pages: Iterable[PlannedPage]) -> Iterator[str]:
    """Yield the repository paths of the files that the pages' views name: pictures, downloads, emblem."""
    by_url = {file_url(path): path for path in ctx.given.attachments}
    for page in pages:
        for url in _urls(page):
            if url in by_url:
                yield by_url[url]
    emblem = emblem_path(ctx)
    if emblem:
        yield emblem


def _urls(page: PlannedPage) -> Iterator[str]:
    view = page.view
    if view.item:
        yield from (f.url for f in view.item.files)
        if view.item.picture:
            yield view.item.picture.url
        yield from (c.picture.url for c in view.item.related if c.picture)
    cards = list(view.listing.cards) if view.listing else []
    if view.home:
        lead = (view.home.lead,) if view.home.lead else ()
        cards += [*lead, *view.home.news, *view.home.documents, *view.home.procedures]
        cards += [*view.home.consultations, *view.home.directions, *view.home.questions]
    yield from (c.picture.url for c in cards if c.picture)


def copy_files(ctx: BuildContext, paths: Iterable[str], folder: Path) -> None:
    """Copy attachments to their addresses; a file that a page took the name of is left out.

    Raises `ConfigError` where a file is not what was read and checked.
    """
    for path in sorted(set(paths)):
        try:
            target = place(folder, path.split("/", 2)[2])
        except (FileExistsError, NotADirectoryError):
            continue  # one of its folders bears the name of a page's file
        if target.exists():
            continue
        attachment = ctx.given.attachments[path]
        try:
            data = read_bytes(ctx.given.root / path, attachment.size + 1)
        except OSError as error:
            raise _changed(path, str(error)) from None
        if hashlib.sha256(data).hexdigest() != attachment.digest:
            raise _changed(path, "")
        target.write_bytes(data)


def _changed(path: str, detail: str) -> ConfigError:
    return ConfigError(
        Text(
            f"Tệp {path} đã thay đổi hoặc mất trong lúc xây trang. {detail}".strip(),
            f"The file {path} changed or vanished during the build. {detail}".strip(),
        ),
        Text("Chạy lại lệnh.", "Run the command again."),
    )
