"""Building one site: plan, stage, render, collect, move into place."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pipeline.build.collections import collection_files
from pipeline.build.inputs import SiteInput, Source, site_input
from pipeline.build.mentions import address_of, link_documents
from pipeline.build.pages import PlannedPage
from pipeline.build.plaintext import item_text
from pipeline.build.plan import Plan, Record, digest_files, plan_site, read_record, still_stands, write_record
from pipeline.build.render import THEME, render
from pipeline.build.sanitise import BodyCleaner
from pipeline.build.stage import copy_files, stage_pages, view_files, write
from pipeline.model.release import BuiltSite


def build_site(
    source: Source,
    site_id: str,
    workdir: Path,
    now: datetime,
    *,
    root: Path,
    addresses: Mapping[str, str] | None = None,
    theme: Path = THEME,
) -> BuiltSite:
    """Build one site into `workdir/<site>`, or reuse the build that stands there when nothing changed.

    `root` is the folder that the source was read from; `addresses` replace public addresses for a
    demonstration. The site's folder is replaced as a whole once everything is written.
    """
    return build_input(site_input(source, site_id, now, root, addresses), workdir, theme)


def build_input(given: SiteInput, workdir: Path, theme: Path = THEME) -> BuiltSite:
    """Build one site from its input; what `build_site` does once the input is gathered."""
    workdir.mkdir(parents=True, exist_ok=True)
    plan = plan_site(given, theme)
    folder, record_file = workdir / given.site.id, workdir / f".{given.site.id}.json"
    record = read_record(record_file)
    _clear_dead(workdir, given.site.id)
    if not still_stands(record, plan.digest, folder):
        with tempfile.TemporaryDirectory(prefix=f".{given.site.id}.{os.getpid()}.", dir=workdir) as held:
            fresh = Path(held) / "site"
            _make(plan, Path(held) / "docs", fresh, workdir / ".jinja", theme)
            files = digest_files(fresh)
            record_file.unlink(missing_ok=True)  # from here to the end nothing valid is on record
            _swap(fresh, folder, Path(held) / "old")
        write_record(record_file, Record(plan.digest, tuple(p.ref for p in plan.pages), files))
    return BuiltSite(
        site=given.site.id,
        domain=given.site.domain,
        directory=folder,
        pages=tuple(p.ref for p in plan.pages),
        origin=given.origin,
        commit=given.commit,
    )


def _make(plan: Plan, docs: Path, out: Path, cache: Path, theme: Path) -> None:
    docs.mkdir()
    stage_pages(plan.pages, docs)
    cleaner, used, texts = BodyCleaner(plan.ctx), set(view_files(plan.ctx, plan.pages)), {}

    def finish(page: PlannedPage, html: str) -> str:
        item = page.view.item
        if page.entry is None or item is None:
            return html  # generated pages have no text of an editor's
        safe, files = cleaner.clean(html, page.entry.path)
        used.update(files)
        if item.text_file:
            texts[item.text_file.lstrip("/")] = item_text(page.view, item, plan.ctx.given.base_url, safe)
        return link_documents(safe, address_of(plan.ctx, page.entry))

    render(plan.pages, docs, out, theme=theme, cache=cache, finish=finish)
    for name, text in texts.items():
        write(out, name, text)
    for name, text in collection_files(plan.ctx, plan.pages):
        write(out, name, text)
    copy_files(plan.ctx, used, out)


def _clear_dead(workdir: Path, site_id: str) -> None:
    """Remove what builds of a site left behind whose process was killed."""
    left = re.compile(rf"\.{re.escape(site_id)}\.(\d+)\.\w+")
    for folder in workdir.iterdir():
        found = left.fullmatch(folder.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    """Put a finished folder in place of the standing one."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
