"""Building one site: plan, stage, render, collect, move into place."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.build.collections import collection_files
from pipeline.build.gone import mark_gone
from pipeline.build.inputs import SiteInput, Source, site_input
from pipeline.build.mentions import address_of, link_documents
from pipeline.build.pages import PlannedPage, languages_of
from pipeline.build.pictures import keep_places
from pipeline.build.plaintext import item_text
from pipeline.build.plan import Plan, Record, digest_files, plan_site, read_record, still_stands, write_record
from pipeline.build.receipts import TIP_FILE, receipt_data, tip_text, with_text
from pipeline.build.render import THEME, render
from pipeline.build.sanitise import BodyCleaner
from pipeline.build.search import FOLDER as SEARCH
from pipeline.build.search import Standing, write_index
from pipeline.build.share import SHARE_FILE, share_picture
from pipeline.build.stage import copy_files, place, stage_pages, view_files, write
from pipeline.build.views import PageView
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
            files = _index(plan, workdir, fresh, Standing(folder, record.files if record is not None else {}))
            record_file.unlink(missing_ok=True)  # from here to the end nothing valid is on record
            _swap(fresh, folder, Path(held) / "old")
        write_record(record_file, Record(plan.digest, tuple(p.ref for p in plan.pages), files, plan.tip))
    elif record is not None and record.tip != plan.tip:
        _move_tip(plan, folder, record, record_file)
    return BuiltSite(
        site=given.site.id,
        domain=given.site.domain,
        directory=folder,
        pages=tuple(p.ref for p in plan.pages),
        origin=given.origin,
        commit=given.commit,
    )


def _index(plan: Plan, cache: Path, fresh: Path, standing: Standing) -> dict[str, str]:
    """Write the search of a new site, the last thing in it; return the digests of all its files."""
    languages = languages_of(plan.ctx)
    taken = write_index(plan.ctx, languages, cache, fresh, standing)
    files = digest_files(fresh)
    if any(files[name] != digest for name, digest in taken.items()):  # hurt where it stood
        shutil.rmtree(fresh / SEARCH)
        write_index(plan.ctx, languages, cache, fresh, Standing(standing.folder, {}))
        files = digest_files(fresh)
    return files


def _make(plan: Plan, docs: Path, out: Path, cache: Path, theme: Path) -> None:
    docs.mkdir()
    stage_pages(plan.pages, docs)
    cleaner, used = BodyCleaner(plan.ctx), set(view_files(plan.ctx, plan.pages))
    texts: dict[str, str] = {}
    digests: dict[str, str] = {}

    def finish(page: PlannedPage, html: str) -> str:
        item = page.view.item
        if page.entry is None or item is None:
            return html  # generated pages have no text of an editor's
        safe, files = cleaner.clean(html, page.entry.path)
        used.update(files)
        if item.text_file:
            told = item_text(page.view, item, plan.ctx.given.base_url, safe)
            texts[item.text_file.lstrip("/")] = told
            digests[item.text_file] = hashlib.sha256(told.encode("utf-8")).hexdigest()
        return link_documents(keep_places(plan.ctx, safe), address_of(plan.ctx, page.entry))

    def view(page: PlannedPage) -> PageView:
        return with_text(page.view, digests)  # MkDocs reads all texts before it draws the first page

    render(plan.pages, docs, out, theme=theme, cache=cache, finish=finish, view=view)
    for name, text in texts.items():
        write(out, name, text)
    for page in plan.pages:
        if page.view.receipt:
            write(out, page.view.receipt.data.lstrip("/"), receipt_data(plan.ctx, view(page)))
    write(out, TIP_FILE, tip_text(plan.ctx.given))
    for name, text in collection_files(plan.ctx, plan.pages):
        write(out, name, text)
    place(out, SHARE_FILE).write_bytes(share_picture(plan.ctx.given.site.accent))
    copy_files(plan.ctx, used, out)
    mark_gone(plan.ctx, used, out)


def _move_tip(plan: Plan, folder: Path, record: Record, record_file: Path) -> None:
    """Write /phe-duyet.json anew beside pages that stand as they are."""
    record_file.unlink(missing_ok=True)
    text = tip_text(plan.ctx.given)
    write(folder, TIP_FILE, text)
    files = {**record.files, TIP_FILE: hashlib.sha256(text.encode("utf-8")).hexdigest()}
    write_record(record_file, replace(record, files=files, tip=plan.tip))


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
