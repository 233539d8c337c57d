"""`congtinh rollback --site SITE [--to ID]`: serve an earlier release again."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.main import write_output
from pipeline.cli.options import HUMAN_ONLY, require_repository
from pipeline.clock.now import now
from pipeline.errors import UsageError
from pipeline.model.site import Site
from pipeline.model.text import Text
from pipeline.publish import rollback
from pipeline.source.registry import load_registry


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("rollback", help="quay lại bản phát hành trước của một trang")
    parser.add_argument("--site", required=True, metavar="TRANG", help="mã trang, ví dụ daklak")
    parser.add_argument("--to", metavar="BẢN", help="mã bản phát hành (mặc định: bản ngay trước)")
    parser.set_defaults(run=run, formats=HUMAN_ONLY)


def run(args: argparse.Namespace) -> int:
    """Switch and tell what is served now."""
    site = known_site(args.root, args.site)
    release = rollback(args.state / "public", args.state / "lock", site.domain, now(args.now), args.to)
    told = Text(
        f"{site.domain} đang phục vụ bản {release.id} (commit {release.commit[:10]}).\n"
        "Lượt đăng kế tiếp sẽ đưa nội dung mới nhất đã duyệt lên lại: hãy sửa hoặc gỡ nội dung sai trước.\n",
        f"{site.domain} now serves release {release.id} (commit {release.commit[:10]}).\n"
        "The next run will publish the newest approved content again: mend or remove what is wrong first.\n",
    )
    write_output(told.say(args.lang), args.output)
    return 0


def known_site(root: Path, site_id: str) -> Site:
    """Return a registered site; raises `UsageError` for any other id."""
    require_repository(root)
    sites = load_registry(root)[0].sites
    if site_id in sites:
        return sites[site_id]
    known = ", ".join(sorted(sites)) or "-"
    raise UsageError(
        Text(f"Không có trang “{site_id}”.", f"There is no site “{site_id}”."),
        Text(f"Các trang đang có: {known}.", f"Sites: {known}."),
    )
