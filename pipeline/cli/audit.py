"""`congtinh audit [--site SITE] [--html FILE…] [--external]`: the HTML and link rules on built pages."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.audit import audit_files, audit_tree, check_external, outside_links
from pipeline.audit.tree import Tree
from pipeline.cli.main import write_output
from pipeline.cli.options import require_repository
from pipeline.cli.rollback import known_site
from pipeline.clock.now import now
from pipeline.errors import UsageError
from pipeline.model.finding import Report, merge_reports
from pipeline.model.text import Text
from pipeline.output import FORMATS, colour_wanted, render
from pipeline.publish import current_release
from pipeline.source.registry import load_registry


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("audit", help="kiểm tra trang đã dựng: tiếp cận, liên kết")
    parser.add_argument(
        "--site",
        action="append",
        metavar="TRANG",
        help="bản đang phục vụ của trang này (mặc định: mọi trang)",
    )
    parser.add_argument("--html", nargs="+", type=Path, metavar="TỆP", help="các tệp, thư mục HTML bất kỳ")
    parser.add_argument("--external", action="store_true", help="thử cả các liên kết ra ngoài (cần mạng)")
    parser.set_defaults(run=run, formats=tuple(FORMATS))


def run(args: argparse.Namespace) -> int:
    """Audit and print; 1 when something stops."""
    if args.html and args.site:
        raise UsageError(
            Text("Không dùng --html cùng --site.", "--html and --site exclude each other."),
            Text("Chạy hai lần, mỗi lần một tùy chọn.", "Run twice, once with each."),
        )
    moment = now(args.now)
    report = _files(args, moment) if args.html else _sites(args, moment)
    told = render(report, args.format, args.lang, colour=colour_wanted(args.output))
    write_output(told, args.output)
    return 0 if report.clean else 1


def _files(args: argparse.Namespace, moment: datetime) -> Report:
    if not args.external:
        return audit_files(args.html, now=moment)
    links: dict[str, tuple[str, ...]] = {}
    for path in args.html:
        tree = Tree(path, frozenset()) if path.is_dir() else Tree(path.parent, frozenset(), rooted=False)
        files = None if path.is_dir() else [path.name] if path.is_file() else []
        for address, places in outside_links(tree, files).items():
            links[address] = links.get(address, ()) + places
    tried = check_external(links)
    report = audit_files(args.html, now=moment, outside=tried.dead)
    return replace(report, remarks=(*report.remarks, tried.remark))


def _sites(args: argparse.Namespace, moment: datetime) -> Report:
    public = args.state / "public"
    if args.site:
        sites = [known_site(args.root, site) for site in args.site]
    else:
        require_repository(args.root)
        sites = list(load_registry(args.root)[0].sites.values())
    served = [s for s in sites if current_release(public, s.domain)]
    missing = [s.id for s in sites if s not in served]
    if missing and (args.site or not served):
        names = ", ".join(missing)
        raise UsageError(
            Text(f"Chưa có bản phát hành nào của: {names}.", f"No release yet of: {names}."),
            Text(
                "Đăng trước bằng congtinh publish, hoặc kiểm tra thư mục bất kỳ: congtinh audit --html THƯ_MỤC",
                "Publish first with congtinh publish, or audit any folder: congtinh audit --html DIR",
            ),
        )
    return merge_reports(_site(public, s.id, s.domain, args.external, moment) for s in served)


def _site(public: Path, site: str, domain: str, external: bool, moment: datetime) -> Report:
    tree = Tree((public / domain / "current").resolve(), frozenset((domain, f"{domain}.example")))
    tried = check_external(outside_links(tree)) if external else None
    report = audit_tree(tree, (), now=moment, outside=tried.dead if tried else None)
    told = tuple(replace(f, path=f"{site}/{f.path}") for f in report.findings)
    return replace(report, findings=told, remarks=(*report.remarks, *([tried.remark] if tried else ())))
