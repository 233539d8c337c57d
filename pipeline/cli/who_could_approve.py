"""`congtinh who-could-approve`: who may approve an item of a type on a site at a moment, and why others not."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from pipeline.approval.candidates import Candidate, candidates
from pipeline.approval.reasons import REASONS, ROLES
from pipeline.cli.main import write_output
from pipeline.clock.now import VIETNAM, now, parse_time
from pipeline.errors import UsageError
from pipeline.history.repository import Repository
from pipeline.model.address import SHARED, SITES
from pipeline.model.text import Text

SOON = timedelta(days=30)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "who-could-approve", help="ai được duyệt loại tin này trên trang này vào thời điểm này"
    )
    parser.add_argument("--site", required=True, metavar="TRANG", help="mã trang, ví dụ daklak")
    parser.add_argument("--type", required=True, metavar="LOẠI", help="loại tin, ví dụ tin-tuc")
    parser.add_argument("--at", metavar="THỜI_ĐIỂM", help="thời điểm (mặc định: bây giờ)")
    parser.add_argument(
        "--rev", default="HEAD", metavar="COMMIT", help="đọc danh sách ở commit nào (mặc định HEAD)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the board's members; 0 also when nobody could approve."""
    at = (parse_time(args.at) if args.at else now(args.now)).astimezone(VIETNAM)
    with Repository.open(args.root) as repo:
        _require_type(repo, args.rev, args.type)
        found = candidates(repo, args.rev, args.site, args.type, at)
    if args.format == "json":
        told = json.dumps(as_dict(args.site, args.type, at, found), ensure_ascii=False, indent=2) + "\n"
    else:
        told = as_text(args.site, args.type, at, found, args.lang)
    write_output(told, args.output)
    return 0


def _require_type(repo: Repository, rev: str, slug: str) -> None:
    """Raise `UsageError`, naming the nearest one, for a type that the repository does not know at a revision."""
    listed = repo.entries(repo.head(rev), f"{SITES}/{SHARED}/loai")
    known = sorted(n.removesuffix(".yml") for n in listed if n.endswith(".yml") and not n.startswith("_"))
    if not known or slug in known:
        return
    near = get_close_matches(slug[:60], known, n=1, cutoff=0.5)
    raise UsageError(
        Text(f"Không có loại tin “{slug}”.", f"There is no content type “{slug}”."),
        Text(f"Có phải: --type {near[0]}?", f"Did you mean: --type {near[0]}?")
        if near
        else Text(f"Dùng một trong: {', '.join(known)}.", f"Use one of: {', '.join(known)}."),
    )


def as_dict(site: str, type_slug: str, at: datetime, found: Sequence[Candidate]) -> dict[str, Any]:
    """Return the answer as plain data."""
    return {
        "schema": 1,
        "site": site,
        "type": type_slug,
        "at": at.isoformat(),
        "could": [
            {
                "person": c.person,
                "role": c.grant.role,
                "decision": c.grant.decision,
                "delegation": c.grant.delegation or None,
                "key": c.key,
                "key_until": _day(c.key_until),
                "delegation_until": _day(c.delegation_until),
                "ending": [name for name, _ in _ending(c, at)],
            }
            for c in found
            if c.grant
        ],
        "could_not": [
            {"person": c.person, "reason": c.reason.value} for c in found if c.grant is None and c.reason
        ],
    }


def as_text(site: str, type_slug: str, at: datetime, found: Sequence[Candidate], lang: str) -> str:
    """Return the answer for people."""
    when = f"{at:%d/%m/%Y %H:%M}"
    lines = [
        Text(
            f"Duyệt “{type_slug}” trên {site} lúc {when}:", f"Approving “{type_slug}” on {site} at {when}:"
        ).say(lang)
    ]
    able = [c for c in found if c.grant]
    if not able:
        lines.append("  " + Text("không ai có thẩm quyền.", "nobody has authority.").say(lang))
    for candidate in able:
        assert candidate.grant is not None
        papers = "; ".join(p for p in (candidate.grant.decision, candidate.grant.delegation) if p)
        without = Text("  (chưa có khóa ký còn hạn)", "  (no signing key in force)").say(lang)
        role = ROLES[candidate.grant.role].say(lang)
        lines.append(f"  ✓ {candidate.person}: {role}, {papers}{'' if candidate.key else without}")
        lines += [f"      ! {said.say(lang)}" for _, said in _ending(candidate, at)]
    for candidate in found:
        if candidate.grant is None and candidate.reason is not None:
            lines.append(f"  ✗ {candidate.person}: {REASONS[candidate.reason].what.say(lang)}")
    return "\n".join(lines) + "\n"


def _ending(candidate: Candidate, at: datetime) -> Iterator[tuple[str, Text]]:
    """Yield what of a member's authority ends within thirty days: the delegation, the signing key."""
    soon = (at + SOON).date()
    given, key = candidate.delegation_until, candidate.key_until
    if given is not None and given <= soon:
        said = Text(f"ủy quyền hết ngày {given:%d/%m/%Y}", f"the delegation ends on {given}")
        yield "delegation", said
    if key is not None and key <= soon:
        yield "key", Text(f"khóa ký hết hạn ngày {key:%d/%m/%Y}", f"the signing key expires on {key}")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
