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
    from pipeline.demo.table import HEAD, request_rows, site_row, table, why
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
    started = time.monotonic()
    _say("1/3  Dựng kho git trình diễn, khóa ký và các yêu cầu hợp nhất …")
    fresh_folder(folder)
    scene = play(root, folder)
    ids = sorted(registry.sites, key=lambda s: registry.sites[s].domain.split(".")[::-1])
    first = free_ports(len(ids) + 1, args.port)
    addresses = {s: f"http://127.0.0.1:{first + 1 + n}" for n, s in enumerate(ids)}
    _say("2/3  Kiểm tra, xét phê duyệt, dựng, rà soát và xuất bản từng trang …")
    place = Workplace(folder / "var")
    with Repository.open(scene.repository) as repository:
        result = run_flow(
            repository, scene.anchor, "main", place, CLOCK, addresses=addresses, jobs=os.cpu_count() or 1
        )
    rows = request_rows(scene.played, result)
    _say(f"3/3  Xong sau {time.monotonic() - started:.0f} giây.\n")
    print(table(HEAD, rows) + "\n")
    for line in why(scene.played, result):
        print(textwrap.fill(line, 110, subsequent_indent="     ", break_on_hyphens=False))
    told = [site_row(o, registry.sites[o.site].name, addresses[o.site] + "/") for o in result.sites]
    print("\n" + table(("Trang", "Tên", "Bản phát hành", "Địa chỉ"), told))
    print(
        "\nBằng chứng ở đây là hợp nhất được ký bằng khóa đã đăng ký (mức E2), ký trên máy tính. "
        "Duyệt trên điện thoại\nqua nút phê duyệt của GitLab, Forgejo: xem sổ tay người duyệt. "
        "Khóa, quyết định và kho này chỉ để trình diễn."
    )
    index = folder / "muc-luc"
    write_index(index, [(registry.sites[s].name, addresses[s] + "/") for s in ids], HEAD, rows)
    if os.environ.get("DEMO_SERVE") == "0":
        print(f"\nĐã xuất bản vào {_shown(place.public)}. Mở các trang: make demo (không đặt DEMO_SERVE=0).")
        return 0 if all(o.release for o in result.sites) else 1
    domains = [registry.sites[s].domain for s in ids]
    with (
        Servers(place.public, domains, first_port=first + 1, noindex=True),
        SiteServer(index, first, noindex=True) as listing,
    ):
        print(f"\nMục lục các trang: {listing.address}   (dừng: Ctrl+C)", flush=True)
        try:
            listing.serve_forever(poll_interval=0.5)
        except KeyboardInterrupt:
            print("\nĐã dừng.")
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


def _say(text: str) -> None:
    print(text, file=sys.stdout, flush=True)
