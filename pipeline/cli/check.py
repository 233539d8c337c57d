"""`congtinh check [PATH…]`: judge content and registry of a working tree."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.cli.main import write_output
from pipeline.cli.rollback import known_site
from pipeline.clock.now import now
from pipeline.errors import UsageError
from pipeline.model.address import CONTENT, SITES
from pipeline.model.finding import Stage
from pipeline.model.text import Text
from pipeline.output import FORMATS, colour_wanted, render
from pipeline.source.corpus import load, load_loose


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("check", help="kiểm tra tin, bài và khai báo trang")
    parser.add_argument("paths", nargs="*", metavar="ĐƯỜNG_DẪN", help="chỉ xem các tệp, thư mục này")
    parser.add_argument("--site", action="append", metavar="TRANG", help="chỉ xem trang này (lặp lại được)")
    parser.add_argument("--stage", choices=[s.value for s in Stage], default=Stage.SUBMIT.value)
    parser.set_defaults(run=run, formats=tuple(FORMATS))


def run(args: argparse.Namespace) -> int:
    """Check and print; 1 when something stops."""
    root: Path = args.root
    inside, loose = _sort_paths(root, args.paths)
    if not loose and not (root / "content").is_dir() and not (root / "sites").is_dir():
        raise UsageError(
            Text(f"{root} không phải kho nội dung.", f"{root} is not a content repository."),
            Text(
                "Chạy trong thư mục có content/ và sites/, hoặc thêm --root THƯ_MỤC.",
                "Run it where content/ and sites/ are, or add --root DIR.",
            ),
        )
    for site in args.site or ():
        # A site whose site.yml is broken is not registered; its folders are what has to be told about.
        if "/" in site or not any((root / top / site).is_dir() for top in (CONTENT, SITES)):
            known_site(root, site)
        inside += [f"content/{site}", f"sites/{site}"]
    corpus = load(root)
    if loose:
        corpus = replace(corpus, editions=(*corpus.editions, *load_loose(loose)))
    scope = inside + [p.as_posix() for p in loose]
    report = check_corpus(corpus, now=now(args.now), stage=Stage(args.stage), paths=scope or None)
    told = render(report, args.format, args.lang, colour=colour_wanted(args.output))
    write_output(told, args.output)
    return 0 if report.clean else 1


def _sort_paths(root: Path, given: list[str]) -> tuple[list[str], list[Path]]:
    """Return the paths below the root (as repository paths) and those elsewhere, which are read alone."""
    inside: list[str] = []
    loose: list[Path] = []
    base = root.resolve()
    for name in given:
        found = next((c for c in (root / name, Path(name)) if c.exists() or c.is_symlink()), None)
        if found is None:
            raise UsageError(
                Text(f"Không thấy {name}.", f"{name} does not exist."),
                Text("Kiểm tra lại đường dẫn.", "Check the path."),
            )
        place = found.parent.resolve() / found.name
        if place == base:
            inside += ["content", "sites"]
        elif place.is_relative_to(base) and place.relative_to(base).parts[0] in (CONTENT, SITES):
            inside.append(place.relative_to(base).as_posix())
        else:
            loose.append(found)
    return inside, loose
