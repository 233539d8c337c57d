"""`congtinh check [PATH…]`: judge content and registry of a working tree."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.cli.main import write_output
from pipeline.clock.now import now
from pipeline.errors import PipelineError, UsageError
from pipeline.history.publication import base_commit, brought_at
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, SITES
from pipeline.model.finding import Stage
from pipeline.model.halves import rarely_collecting
from pipeline.model.text import Text
from pipeline.output import FORMATS, colour_wanted, render
from pipeline.source.corpus import load, load_loose

_CUT_OFF = Text(
    "Bản sao kho không có đủ lịch sử nên không biết bài đăng từ khi nào; thời hạn tính như bài đang chờ duyệt.",
    "The clone's history is cut off, so publication times are unknown; deadlines count as if under review.",
)

_FIRST = Text(
    "Lần đầu so với mốc này: kiểm tra cả kho một lần và ghi nhớ; các lần sau nhanh hơn nhiều.",
    "First comparison with this base: all of it is checked once and remembered; later runs are much quicker.",
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("check", help="kiểm tra tin, bài và khai báo trang")
    parser.add_argument("paths", nargs="*", metavar="ĐƯỜNG_DẪN", help="chỉ xem các tệp, thư mục này")
    parser.add_argument("--site", action="append", metavar="TRANG", help="chỉ xem trang này (lặp lại được)")
    parser.add_argument(
        "--stage",
        choices=[s.value for s in Stage],
        default=Stage.SUBMIT.value,
        help="kiểm tra như khi soạn, khi gửi duyệt (mặc định) hoặc khi xuất bản",
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help="chỉ chặn lỗi do thay đổi so với REV gây ra; lỗi cũ nêu riêng theo đơn vị",
    )
    parser.set_defaults(run=run, formats=tuple(FORMATS))


def run(args: argparse.Namespace) -> int:
    """Check and print; 1 when something stops."""
    with rarely_collecting():  # from the first file that is read to the last line that is told
        return _run(args)


def _run(args: argparse.Namespace) -> int:
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
        if (
            site.startswith(".")
            or "/" in site
            or not any((root / top / site).is_dir() for top in (CONTENT, SITES))
        ):
            from pipeline.cli.rollback import known_site  # brings publishing along, which no check needs

            known_site(root, site)
        inside += [f"content/{site}", f"sites/{site}"]
    at, stage = now(args.now), Stage(args.stage)
    if args.since is not None:
        if loose:
            raise UsageError(
                Text("--since chỉ xem tệp trong kho.", "--since looks at files of the repository only."),
                Text(f"Bỏ {loose[0]} khỏi lệnh.", f"Leave {loose[0]} out of the call."),
            )
        from pipeline.since import check_since

        with Repository.open(root) as repository:
            report = check_since(
                repository,
                args.since,
                root,
                args.state,
                now=at,
                stage=stage,
                paths=inside or None,
                first=lambda: _tell_of_base(args.lang),
            )
            if repository.is_shallow:
                report = replace(report, remarks=(*report.remarks, _CUT_OFF))
    else:
        corpus = load(root, cache=args.state / "cache" / "tep")
        if loose:
            corpus = replace(corpus, editions=(*corpus.editions, *load_loose(loose)))
        scope = inside + [p.as_posix() for p in loose]
        published, remarks = _published(root, args.state, at)
        report = check_corpus(corpus, now=at, stage=stage, paths=scope or None, published=published)
        report = replace(report, remarks=(*report.remarks, *remarks))
    told = render(report, args.format, args.lang, colour=colour_wanted(args.output))
    write_output(told, args.output)
    return 0 if report.clean else 1


def _tell_of_base(lang: str) -> None:
    """Say on a terminal why this run takes longer than the next ones."""
    if sys.stderr.isatty():
        sys.stderr.write(_FIRST.say(lang) + "\n")


def _published(root: Path, state: Path, at: datetime) -> tuple[Mapping[str, datetime], tuple[Text, ...]]:
    """Return since when items stand on the main branch, where `root` is a git repository that knows it."""
    if not (root / ".git").exists():
        return {}, ()
    try:
        with Repository.open(root) as repository:
            commit = base_commit(repository)
            if commit is None:
                return {}, ()
            if repository.is_shallow:
                return {}, (_CUT_OFF,)
            known = brought_at(repository, commit, CONTENT, state / "cache" / "len-trang")
    except (PipelineError, OSError):  # a check needs no history; without it all counts as under review
        return {}, ()
    return {path: min(moment, at) for path, moment in known.items()}, ()


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
        # a link is looked at as a link, not as what it leads to
        place = found.resolve() if found.name == ".." else found.parent.resolve() / found.name
        if place == base:
            inside += ["content", "sites"]
        elif place.is_relative_to(base) and place.relative_to(base).parts[0] in (CONTENT, SITES):
            inside.append(place.relative_to(base).as_posix())
        else:
            loose.append(found)
    return inside, loose
