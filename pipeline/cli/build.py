"""`congtinh build`: the working tree as sites to look at, never to publish."""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.main import write_output
from pipeline.cli.options import require_repository, whole_number
from pipeline.clock.now import now
from pipeline.model.approval import PreviewCorpus
from pipeline.model.text import Text
from pipeline.source.corpus import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.build.parallel import Outcome


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "build", help="dựng thử các trang từ thư mục đang làm việc vào var/preview/ để xem trước"
    )
    parser.add_argument("--site", action="append", metavar="TRANG", help="chỉ trang này (lặp lại được)")
    parser.add_argument("--preview", action="store_true", help="dựng để xem trước (cách dựng duy nhất ở đây)")
    jobs = whole_number(1, 256)
    parser.add_argument("--jobs", type=jobs, default=os.cpu_count() or 1, metavar="N", help="số tiến trình")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build and tell where each site stands; 2 when one could not be built."""
    # Imported here: MkDocs takes a while to load, which other commands need not wait for.
    from pipeline.build import build_sites

    root: Path = args.root
    require_repository(root)
    at, started = now(args.now), time.monotonic()
    corpus = load(root)
    wanted = args.site or sorted(corpus.registry.sites)
    workdir: Path = args.state / "preview"
    built = build_sites(PreviewCorpus(corpus, at), wanted, workdir, at, jobs=args.jobs, root=root)
    if args.format == "json":
        told = json.dumps(as_dict(built, args.lang), ensure_ascii=False, indent=2) + "\n"
    else:
        told = render(built, args.lang, time.monotonic() - started)
    write_output(told, args.output)
    return 2 if any(isinstance(each, Exception) for each in built.values()) else 0


def as_dict(built: Mapping[str, Outcome], lang: str) -> dict[str, object]:
    """Return the outcome as plain data."""
    rows: list[dict[str, object]] = []
    for site, each in built.items():
        if isinstance(each, Exception):
            rows.append({"site": site, "error": each.message.say(lang), "hint": each.hint.say(lang)})
        else:
            rows.append({"site": site, "pages": len(each.pages), "directory": str(each.directory)})
    return {"schema": 1, "origin": "preview", "sites": rows}


def render(built: Mapping[str, Outcome], lang: str, seconds: float) -> str:
    """Return the outcome for people: a line per site and the time it took."""
    lines = []
    for site, each in built.items():
        if isinstance(each, Exception):
            lines.append(
                f"{site:<22} {Text('KHÔNG dựng được', 'NOT built').say(lang)}: {each.message.say(lang)}"
            )
            lines.append(f"{'':<22} → {each.hint.say(lang)}")
        else:
            pages = Text(f"{len(each.pages)} trang", f"{len(each.pages)} pages").say(lang)
            lines.append(f"{site:<22} {pages:>10}  {each.directory}")
    failed = sum(isinstance(each, Exception) for each in built.values())
    done = Text(
        f"Dựng thử {len(built) - failed}/{len(built)} trang trong {seconds:.1f} giây.",
        f"Built {len(built) - failed} of {len(built)} sites in {seconds:.1f} seconds.",
    )
    lines.append(done.say(lang))
    return "\n".join(lines) + "\n"
