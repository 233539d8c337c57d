"""`congtinh demo`: play six merge requests on real repositories, publish, serve."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import textwrap
import time
from pathlib import Path

from pipeline.cli.options import HUMAN_ONLY, whole_number
from pipeline.errors import UsageError
from pipeline.model.text import Text

FIRST_PORT = 8000
_FIRST = Text(
    "1/3  Dựng kho git trình diễn, khóa ký và các yêu cầu hợp nhất …",
    "1/3  Making the demonstration's git repository, signing keys and merge requests …",
)
_SECOND = Text(
    "2/3  Kiểm tra, xét phê duyệt, dựng, rà soát và xuất bản từng trang …",
    "2/3  Checking, judging approvals, building, auditing and publishing each site …",
)
_EVIDENCE = Text(
    "\nBằng chứng ở đây là hợp nhất được ký bằng khóa đã đăng ký (mức E2), ký trên máy tính. "
    "Duyệt trên điện thoại\nqua nút phê duyệt của GitLab, Forgejo: xem sổ tay người duyệt. "
    "Khóa, quyết định và kho này chỉ để trình diễn.",
    "\nThe evidence here are merges signed with enrolled keys (level E2), on a computer. "
    "For approvals from a phone\nby the button of GitLab or Forgejo see the reviewers' handbook. "
    "Keys, decisions and this repository are for show only.",
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help="trình diễn: sáu yêu cầu hợp nhất, xuất bản, mở các trang")
    parser.add_argument(
        "--port",
        type=whole_number(1024, 64000),
        default=FIRST_PORT,
        metavar="CỔNG",
        help="cổng đầu tiên (mặc định: từ 8000)",
    )
    parser.set_defaults(run=run, formats=HUMAN_ONLY)


def run(args: argparse.Namespace) -> int:
    """Play, publish, tell and serve (unless DEMO_SERVE=0)."""
    # Imported here: the stages bring MkDocs along, which other commands need not wait for.
    from pipeline.demo.index import write_index
    from pipeline.demo.scenario import CLOCK, fresh_folder, play
    from pipeline.demo.table import HEAD, SITES_HEAD, request_rows, site_row, table, why
    from pipeline.flow import Workplace
    from pipeline.flow import run as run_flow
    from pipeline.history.repository import Repository
    from pipeline.publish.serve import Servers, SiteServer
    from pipeline.source.registry import load_registry

    root: Path = args.root
    registry, _ = load_registry(root)
    if not registry.sites:
        raise UsageError(
            Text(f"{root} không có trang mẫu nào.", f"{root} has no sample sites."),
            Text("Chạy trong thư mục gốc của dự án.", "Run it at the root of the project."),
        )
    folder = args.state / "demo"
    lang: str = args.lang
    started = time.monotonic()
    _say(_FIRST, lang)
    fresh_folder(folder)
    scene = play(root, folder)
    ids = sorted(registry.sites, key=lambda s: registry.sites[s].domain.split(".")[::-1])
    first = free_ports(len(ids) + 1, args.port)
    addresses = {s: f"http://127.0.0.1:{first + 1 + n}" for n, s in enumerate(ids)}
    _say(_SECOND, lang)
    place = Workplace(folder / "var")
    with Repository.open(scene.repository) as repository:
        result = run_flow(
            repository, scene.anchor, "main", place, CLOCK, addresses=addresses, jobs=os.cpu_count() or 1
        )
    seconds = f"{time.monotonic() - started:.0f}"
    _say(Text(f"3/3  Xong sau {seconds} giây.\n", f"3/3  Done after {seconds} seconds.\n"), lang)
    print(table([h.say(lang) for h in HEAD], request_rows(scene.played, result, lang)) + "\n")
    for line in why(scene.played, result, lang):
        print(textwrap.fill(line, 110, subsequent_indent="     ", break_on_hyphens=False))
    told = [
        site_row(o, registry.sites[o.site].called(lang), addresses[o.site] + "/", lang) for o in result.sites
    ]
    print("\n" + table([h.say(lang) for h in SITES_HEAD], told))
    _say(_EVIDENCE, lang)
    index = folder / "muc-luc"
    heads, rows = [h.vi for h in HEAD], request_rows(scene.played, result)
    write_index(index, [(registry.sites[s].name, addresses[s] + "/") for s in ids], heads, rows)
    if os.environ.get("DEMO_SERVE") == "0":
        where = _shown(place.public)
        _say(
            Text(
                f"\nĐã xuất bản vào {where}. Mở các trang: make demo (không đặt DEMO_SERVE=0).",
                f"\nPublished into {where}. To open the sites: make demo (without DEMO_SERVE=0).",
            ),
            lang,
        )
        return 0 if all(o.release for o in result.sites) else 1
    domains = [registry.sites[s].domain for s in ids]
    with (
        Servers(place.public, domains, first_port=first + 1, noindex=True),
        SiteServer(index, first, noindex=True) as listing,
    ):
        at = listing.address
        _say(
            Text(
                f"\nMục lục các trang: {at}   (dừng: Ctrl+C)",
                f"\nList of the sites: {at}   (to stop: Ctrl+C)",
            ),
            lang,
        )
        try:
            listing.serve_forever(poll_interval=0.5)
        except KeyboardInterrupt:
            _say(Text("\nĐã dừng.", "\nStopped."), lang)
    return 0


def _shown(path: Path) -> str:
    """Return a path as a person would type it here."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def free_ports(count: int, first: int) -> int:
    """Return the first of `count` free consecutive ports of 127.0.0.1, at or after `first`."""
    for start in range(first, 65000 - count, count):
        if all(_free(start + n) for n in range(count)):
            return start
    raise UsageError(
        Text("Không còn cổng nào trống.", "No free ports are left."),
        Text("Chọn cổng khác bằng --port.", "Choose another with --port."),
    )


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _say(text: Text, lang: str) -> None:
    print(text.say(lang), file=sys.stdout, flush=True)
