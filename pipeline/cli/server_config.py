"""`congtinh server-config`: the nginx configuration for all registered domains."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.main import write_output
from pipeline.cli.options import HUMAN_ONLY, require_repository
from pipeline.publish.layout import Place
from pipeline.publish.nginx import Host, configuration
from pipeline.publish.routes import moved
from pipeline.source.registry import load_registry


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("server-config", help="viết cấu hình nginx cho mọi tên miền")
    parser.add_argument(
        "--public",
        type=Path,
        metavar="THƯ_MỤC",
        help="thư mục public trên máy chủ web (mặc định: var/public)",
    )
    parser.add_argument(
        "--certificates",
        type=Path,
        metavar="THƯ_MỤC",
        help="nơi có <tên miền>/fullchain.pem và privkey.pem; có thì bật HTTPS",
    )
    parser.set_defaults(run=run, formats=HUMAN_ONLY)


def run(args: argparse.Namespace) -> int:
    """Print the configuration."""
    require_repository(args.root)
    registry, _ = load_registry(args.root)
    public = args.public or args.state / "public"
    hosts = [
        Host(s.domain, s.aliases, noindex=s.demo, moved=moved(Place.of(public, s.domain).current))
        for s in registry.sites.values()
    ]
    write_output(configuration(hosts, public, args.certificates), args.output)
    return 0
