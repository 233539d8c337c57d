"""`congtinh releases --site SITE`: list what was published and still lies on the disk."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from pipeline.cli.main import write_output
from pipeline.cli.rollback import known_site
from pipeline.clock.now import VIETNAM
from pipeline.model.text import Text
from pipeline.publish import Entry, entries


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("releases", help="liệt kê các bản phát hành của một trang")
    parser.add_argument("--site", required=True, metavar="TRANG", help="mã trang, ví dụ daklak")
    parser.add_argument("--verify", action="store_true", help="đối chiếu SHA-256 của mọi tệp")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list, newest first; 1 when a release is damaged."""
    site = known_site(args.root, args.site)
    found = entries(args.state / "public", site.domain, prove=args.verify)
    if args.format == "json":
        told = json.dumps(as_dict(site.id, found, args.lang), ensure_ascii=False, indent=2) + "\n"
    else:
        told = "".join(_line(e, args.lang) + "\n" for e in found) or _NONE.say(args.lang) + "\n"
    write_output(told, args.output)
    return 1 if any(e.fault for e in found) else 0


def as_dict(site: str, found: Sequence[Entry], lang: str) -> dict[str, Any]:
    """Return the list as plain data."""
    return {
        "schema": 1,
        "site": site,
        "releases": [
            {
                "id": e.id,
                "current": e.current,
                "commit": e.release.commit if e.release else None,
                "created_at": e.release.created_at.isoformat() if e.release else None,
                "digest": e.release.digest if e.release else None,
                "fault": e.fault.say(lang) if e.fault else None,
            }
            for e in found
        ],
    }


_NONE = Text("Trang này chưa có bản phát hành nào.", "This site has no release yet.")


def _line(entry: Entry, lang: str) -> str:
    mark = "→" if entry.current else " "
    if entry.release is None:
        fault = entry.fault.say(lang) if entry.fault else ""
        return f"{mark} {entry.id}  {Text('HỎNG', 'DAMAGED').say(lang)}: {fault}"
    at = entry.release.created_at.astimezone(VIETNAM)
    return f"{mark} {entry.id}  {at:%d/%m/%Y %H:%M:%S}  commit {entry.release.commit[:10]}"
