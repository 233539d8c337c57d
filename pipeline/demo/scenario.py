"""The demonstration: a throw-away repository, real keys, real merges, the real pipeline.

The repository begins with the sample sites as they stood on 1 June 2026 (the trusted anchor). What came
in since is merged week by week, each merge signed by the head of the site's board. Then six merge requests
are played, and everything goes the whole way of `pipeline.flow`.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.clock.now import parse_time
from pipeline.demo.people import enrolled, people
from pipeline.demo.play import Actor, Play
from pipeline.demo.requests import DELEGATION, DELEGATION_SITE, REQUESTS, Request
from pipeline.errors import UsageError
from pipeline.model.finding import Report, Severity
from pipeline.model.text import Text
from pipeline.source.corpus import load
from pipeline.source.tree import walk
from pipeline.source.values import mapping, maps, text_of
from pipeline.source.yamlstrict import parse

BEGIN = parse_time("2026-06-01T07:00:00+07:00")
CLOCK = parse_time("2026-11-22T09:30:00+07:00")
_MARKER = ".cong-tinh-trinh-dien"
_MERGED_AFTER = timedelta(hours=3)  # from the receipt of a week's last item to its approval


@dataclass(frozen=True, slots=True)
class Played:
    """A request after it was played: what the checks said, and the merge where there was one."""

    request: Request
    report: Report
    merge: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The repository with its anchor and everything played on it."""

    repository: Path
    anchor: str
    played: tuple[Played, ...]


def fresh_folder(folder: Path) -> None:
    """Empty the demonstration's own folder; a folder that is not its own is left alone and refused."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARKER).exists():
        raise UsageError(
            Text(f"{folder} có sẵn dữ liệu khác.", f"{folder} holds something else."),
            Text("Chọn thư mục khác bằng --state.", "Choose another folder with --state."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARKER).touch()
    # Keys stay: with the same keys a second run makes the same commits, and what is built is used again.
    for name in ("kho", "kiem-tra"):
        shutil.rmtree(folder / name, ignore_errors=True)


def play(root: Path, folder: Path) -> Scene:
    """Play everything below `folder` from the sample sites below `root` and return the scene."""
    actors, files = _enrol(root, folder / "khoa")
    later = _later(root)
    start = {path: data for path, data in files.items() if path not in later}
    stage = Play.begin(folder / "kho", start, actors["quan-tri-daklak"], BEGIN)
    anchor = stage.main
    heads = _heads(root)
    for (week, site), batch in _batches(later):
        written = _sentence(len(batch))
        branch = f"tin-bai/{site}/{week}"
        at = max(batch.values())
        by = _writer(site, actors, heads)
        stage.commit(branch, {p: files[p] for p in batch}, by, at, written)
        stage.merge(branch, actors[heads[site]], at + _MERGED_AFTER, f"Hợp nhất: {written.lower()} ({site})")
    _delegate(stage, actors, heads)
    played = tuple(_request(stage, r, actors, folder) for r in REQUESTS)
    stage.check_out()
    return Scene(folder / "kho", anchor, played)


def _enrol(root: Path, keys: Path) -> tuple[dict[str, Actor], dict[str, bytes]]:
    """Return all actors and all files of the sample, the rosters with demonstration keys written in."""
    actors: dict[str, Actor] = {}
    files: dict[str, bytes] = {}
    for below in ("content", "sites"):
        for entry in walk(root, below):
            if entry.fault is None:
                files[entry.path] = (root / entry.path).read_bytes()
    for path in [p for p in files if p.endswith("/ban-bien-tap.yml")]:
        text = files[path].decode("utf-8")
        own = people(text, keys)
        actors |= own
        files[path] = enrolled(text, own).encode("utf-8")
    return actors, files


def _later(root: Path) -> dict[str, datetime]:
    """Return the items that came in after the beginning, with their time of receipt."""
    found = {}
    for edition in load(root).editions:
        received = edition.get("tiep_nhan_luc")
        if received and (at := parse_time(received)) > BEGIN:
            found[edition.path] = at
    return found


def _batches(later: Mapping[str, datetime]) -> Iterator[tuple[tuple[str, str], dict[str, datetime]]]:
    """Yield (week, site) with its items, in the order in which they came in."""
    batches: dict[tuple[str, str], dict[str, datetime]] = defaultdict(dict)
    for path, at in later.items():
        batches[f"{at:%G-%V}", path.split("/")[1]][path] = at
    yield from sorted(batches.items(), key=lambda b: (max(b[1].values()), b[0]))


def _heads(root: Path) -> dict[str, str]:
    """Return the id of each site's head, as its roster names it."""
    heads = {}
    for roster in sorted((root / "sites").glob("*/ban-bien-tap.yml")):
        value = mapping(parse(roster.read_text(encoding="utf-8")).value)
        for row in maps(value.get("bo_nhiem")):
            if text_of(row, "vai_tro") == "truong-ban":
                heads[roster.parent.name] = text_of(row, "nguoi")
    return heads


def _writer(site: str, actors: Mapping[str, Actor], heads: Mapping[str, str]) -> Actor:
    """Return the secretary of a site, who writes what the head approves."""
    short = heads[site].removeprefix("truong-ban-")
    return actors[f"thu-ky-{short}"]


def _sentence(count: int) -> str:
    return f"Thêm {count} tin, bài"


def _delegate(stage: Play, actors: Mapping[str, Actor], heads: Mapping[str, str]) -> None:
    """Let the head delegate to the deputy: written and signed by the head alone, before going away."""
    head = actors[heads[DELEGATION_SITE]]
    at = CLOCK - timedelta(days=2)
    path = f"sites/{DELEGATION_SITE}/uy-quyen.yml"
    stage.commit("uy-quyen", {path: DELEGATION.encode()}, head, at, "Ủy quyền khi đi vắng")
    stage.merge("uy-quyen", head, at + timedelta(minutes=5), "Hợp nhất: ủy quyền khi đi vắng")


def _request(stage: Play, request: Request, actors: Mapping[str, Actor], folder: Path) -> Played:
    """Play one request: branch, checks as in the merge request, and the merge if the checks let it."""
    at = CLOCK - timedelta(minutes=60 - 5 * request.number)
    branch = f"yeu-cau-{request.number}"
    changes = {request.target: request.content}
    stage.commit(branch, changes, actors[request.author], at, f"Yêu cầu {request.number}")
    tree = folder / "kiem-tra" / branch
    with stage.reader() as reader:
        reader.export(stage.tip(branch), tree, ("content", "sites"))
    report = check_corpus(load(tree), now=CLOCK, paths=[request.target])
    if request.approver is None or any(f.severity is Severity.ERROR for f in report.findings):
        return Played(request, report, None)
    merged = stage.merge(branch, actors[request.approver], at + timedelta(minutes=2))
    return Played(request, report, merged)
