"""Several sites at once, each in a process of its own: MkDocs keeps global state and is not thread-safe."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from pathlib import Path

from pipeline.build.inputs import SiteInput, Source, site_input
from pipeline.build.render import THEME
from pipeline.build.site import build_input
from pipeline.errors import PipelineError, ToolError
from pipeline.model.release import BuiltSite
from pipeline.model.text import Text

Outcome = BuiltSite | PipelineError


def build_sites(
    source: Source,
    site_ids: Sequence[str],
    workdir: Path,
    now: datetime,
    jobs: int = 2,
    addresses: Mapping[str, str] | None = None,
    *,
    root: Path,
    theme: Path = THEME,
    rules: int = 0,
) -> dict[str, Outcome]:
    """Build sites, at most `jobs` at a time, and return for each its build or why there is none.

    `root` is the folder that the source was read from; `rules` is how many rules the sites went through, for their
    receipts. A fault of one site does not stop the others.
    """
    inputs = {site: _input(source, site, now, root, addresses, rules) for site in dict.fromkeys(site_ids)}
    ready = [given for given in inputs.values() if isinstance(given, SiteInput)]
    if jobs <= 1 or len(ready) <= 1:
        return {site: _one(given, workdir, theme) for site, given in inputs.items()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(ready)), mp_context=spawn) as pool:
        running = {
            site: pool.submit(_apart, given, workdir, theme) if isinstance(given, SiteInput) else given
            for site, given in inputs.items()
        }
        return {s: _result(each) if isinstance(each, Future) else each for s, each in running.items()}


def _input(
    source: Source,
    site: str,
    now: datetime,
    root: Path,
    addresses: Mapping[str, str] | None,
    rules: int,
) -> SiteInput | PipelineError:
    try:
        return site_input(source, site, now, root, addresses, rules)
    except PipelineError as error:
        return error


def _one(given: SiteInput | PipelineError, workdir: Path, theme: Path) -> Outcome:
    if isinstance(given, PipelineError):
        return given
    try:
        return build_input(given, workdir, theme)
    except PipelineError as error:
        return error


def _apart(
    given: SiteInput, workdir: Path, theme: Path
) -> BuiltSite | tuple[type[PipelineError], Text, Text]:
    """Build in a worker; an error travels as its parts, for exceptions with two arguments do not pickle."""
    outcome = _one(given, workdir, theme)
    if isinstance(outcome, PipelineError):
        return type(outcome), outcome.message, outcome.hint
    return outcome


def _result(running: Future[BuiltSite | tuple[type[PipelineError], Text, Text]]) -> Outcome:
    try:
        found = running.result()
    except Exception as error:  # a worker that died must not take the other sites with it
        return ToolError(
            Text(f"Tiến trình xây trang dừng bất ngờ: {error!r}", f"A building process failed: {error!r}"),
            Text(
                "Chạy lại với --site để xem lỗi của riêng trang đó.",
                "Run again with --site for that site alone.",
            ),
        )
    return found if isinstance(found, BuiltSite) else found[0](found[1], found[2])
