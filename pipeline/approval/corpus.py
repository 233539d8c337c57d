"""The approved corpus: every site at its newest proven commit, every item with its approval."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.approval.ledger import STEP, Ledger
from pipeline.approval.origins import Origins, trace
from pipeline.clock.now import VIETNAM, parse_time
from pipeline.errors import ConfigError, UsageError
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.model.address import CONTENT, SHARED, SITES
from pipeline.model.approval import (
    SEAL,
    Approval,
    ApprovedCorpus,
    ApprovedSite,
    GateResult,
    LedgerEntry,
    LedgerState,
    Result,
)
from pipeline.model.content import Attachment, Corpus, Edition
from pipeline.model.text import Text
from pipeline.source.corpus import load


@dataclass(frozen=True, slots=True)
class Prepared:
    """The approved corpus and the folder that it was read from, below which all its paths lie."""

    corpus: ApprovedCorpus
    root: Path


def approved_corpus(repo: Repository, result: GateResult, workdir: Path) -> ApprovedCorpus:
    """Return what may be published, read from an export of the proven commits below `workdir`."""
    return prepare(repo, result, workdir).corpus


def prepare(
    repo: Repository,
    result: GateResult,
    workdir: Path,
    origins: Origins | None = None,
    anchor: str | None = None,
    ledger: Ledger | None = None,
    key: str = "",
) -> Prepared:
    """Return the approved corpus together with the folder of its files.

    `origins` are those that the ledger knows of, `anchor` is where it began; without them both are the result's.
    `ledger` and the fingerprint of its `key` are what receipts name.

    Each site stands there as in its own publishable commit, the shared registry as in the newest
    commit whose governance is proven. An export that is there already is used again. Raises
    `ConfigError` where the clone lacks objects or the proven state holds links or submodules.
    """
    try:
        origins = origins or trace(repo, result.anchor, result.steps)
        root = _export(repo, result, origins, workdir)
        since = repo.commit(anchor or result.anchor).committer.at if result.publishable else None
    except MissingObject:
        raise ConfigError(
            Text("Bản sao kho thiếu dữ liệu nên không xuất bản được.", "The clone lacks objects."),
            Text(
                "Hãy lấy đủ lịch sử (git fetch --unshallow) rồi chạy lại.",
                "Fetch the whole history (git fetch --unshallow) and run again.",
            ),
        ) from None
    # what was learnt of attachments stands beside the exports, where `congtinh check` keeps it too
    whole = load(root, cache=workdir.parent / "tep")
    entries = _entries(ledger) if ledger else {}
    sites: dict[str, ApprovedSite] = {}
    for site, commit in result.publishable.items():
        if site not in whole.registry.sites or since is None:
            continue  # the site was not founded yet in what is proven of it
        own = _own(whole, site)
        approvals = {e.path: _approval(e, site, origins, since, entries) for e in own.editions}
        sites[site] = ApprovedSite(site, commit, own, approvals)
    return Prepared(ApprovedCorpus(sites, result, SEAL, _state(ledger, key)), root)


def forget_others(prepared: Prepared) -> None:
    """Remove the exports of earlier runs beside this one; each is a full copy and nothing reads them again."""
    for folder in prepared.root.parent.iterdir():
        if folder != prepared.root and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def _export(repo: Repository, result: GateResult, origins: Origins, workdir: Path) -> Path:
    parts = [(origins.governance, f"{SITES}/{SHARED}")]
    for site, commit in sorted(result.publishable.items()):
        parts += [(commit, f"{SITES}/{site}"), (commit, f"{CONTENT}/{site}")]
    listed = hashlib.sha256()
    for commit, path in parts:
        entry = repo.entry(commit, path)
        listed.update(f"{path}\0{entry.id if entry else ''}\0".encode())
    root = workdir / listed.hexdigest()[:24]
    repo.export_parts(tuple(parts), root)
    return root


def _own(whole: Corpus, site: str) -> Corpus:
    prefix = f"{CONTENT}/{site}/"
    return Corpus(
        registry=whole.registry,
        editions=whole.of_site(site),
        attachments=_below(whole.attachments, prefix),
        configs=tuple(c for c in whole.configs if c.site_id == site),
    )


def _below(mapping: Mapping[str, Attachment], prefix: str) -> Mapping[str, Attachment]:
    return {path: value for path, value in mapping.items() if path.startswith(prefix)}


def _entries(ledger: Ledger) -> Mapping[str, LedgerEntry]:
    """Return where the ledger tells of each step, by commit."""
    return {
        commit: LedgerEntry(
            line.number, line.digest, str(line.told["thay_doi"]), str(line.told.get("bo_quy_tac", ""))
        )
        for commit, line in ledger.newest().items()
    }


def _state(ledger: Ledger | None, key: str) -> LedgerState | None:
    """Return what a published site tells of the ledger; every line but a step concerns all sites."""
    if ledger is None or not ledger.lines:
        return None
    newest: dict[str, int] = {}
    for line in ledger.lines:
        if line.kind != STEP:
            newest[SHARED] = line.number
            continue
        for site, said in line.told["trang"].items():
            if said["ket_qua"] == Result.DAT.value:
                newest[site] = line.number
    return LedgerState(
        tip=ledger.tip,
        lines=len(ledger.lines),
        key=key,
        anchor=ledger.anchor or "",
        at=ledger.lines[-1].observed,
        newest=newest,
    )


def _approval(
    edition: Edition, site: str, origins: Origins, since: datetime, entries: Mapping[str, LedgerEntry]
) -> Approval:
    origin = origins.of(site, edition.path)
    first = origin.first if origin else since
    embargo = _time(edition.get("dang_luc"))
    published = max(first, embargo) if embargo else first
    changed = max(origin.last if origin else since, published)
    return Approval(
        step=origin.step if origin else None,
        published_at=published.astimezone(VIETNAM),
        modified_at=changed.astimezone(VIETNAM),
        approvers=origin.approvers if origin else (),
        entry=entries.get(origin.step) if origin else None,
    )


def _time(text: str) -> datetime | None:
    try:
        return parse_time(text) if text else None
    except UsageError:
        return None  # a rule tells the editor; here the step's own time stands
