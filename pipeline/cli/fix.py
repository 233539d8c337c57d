"""`congtinh fix [PATH…] [--write]`: mend how items were saved; shows a diff, writes only when told to."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.cli.main import write_output
from pipeline.editor.repair import Repair, diff, plan, select, write
from pipeline.errors import UsageError
from pipeline.model.address import CONTENT
from pipeline.model.text import Text
from pipeline.source.registry import load_registry


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("fix", help="sửa bảng mã, ký tự ẩn, khoảng trắng; không đổi nội dung")
    parser.add_argument(
        "paths", nargs="*", metavar="ĐƯỜNG_DẪN", help="tệp, thư mục trong content/ (mặc định: tất cả)"
    )
    parser.add_argument(
        "--write", action="store_true", help="ghi vào tệp; không có thì chỉ cho xem khác biệt"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show what would be mended, or mend it; 1 when there is something left to mend."""
    root: Path = args.root
    if not (root / CONTENT).is_dir():
        raise UsageError(
            Text(f"{root} không phải kho nội dung.", f"{root} is not a content repository."),
            Text(
                "Chạy trong thư mục có content/ và sites/, hoặc thêm --root THƯ_MỤC.",
                "Run it where content/ and sites/ are, or add --root DIR.",
            ),
        )
    if args.format not in ("human", "json"):
        raise UsageError(
            Text(f"Lệnh fix không có dạng “{args.format}”.", f"fix has no format “{args.format}”."),
            Text("Dùng --format human hoặc --format json.", "Use --format human or --format json."),
        )
    paths = select(root, [Path(p) for p in args.paths] or [root.resolve() / CONTENT])
    repairs = plan(root.resolve(), paths, load_registry(root)[0])
    changed = [r for r in repairs if r.mended.changed]
    render = _json if args.format == "json" else _human
    write_output(render(repairs, args.lang, args.write), args.output)
    if args.write:
        for repair in changed:
            write(root, repair)
    return 1 if changed and not args.write else 0


def _human(repairs: tuple[Repair, ...], lang: str, writing: bool) -> str:
    out: list[str] = []
    for repair in repairs:
        mended = repair.mended
        if mended.refused:
            left = Text("không sửa được", "cannot be mended").say(lang)
            out.append(f"{repair.path}: {left}: {mended.refused.say(lang)}\n")
        elif mended.changed:
            out.append(f"{repair.path}: {'; '.join(r.say(lang) for r in mended.reasons)}\n{diff(repair)}\n")
    count = sum(r.mended.changed for r in repairs)
    if not count:
        said = Text("Không có gì để sửa.", "Nothing to mend.")
    elif writing:
        said = Text(f"Sửa {count} tệp.", f"{count} file(s) mended.")
    else:
        said = Text(
            f"Có {count} tệp cần sửa. Chưa ghi gì; thêm --write để ghi.",
            f"{count} file(s) to mend. Nothing was written; add --write to write.",
        )
    return "".join(out) + said.say(lang) + "\n"


def _json(repairs: tuple[Repair, ...], lang: str, writing: bool) -> str:
    files = [
        {
            "path": r.path,
            "reasons": [t.say(lang) for t in r.mended.reasons],
            "refused": r.mended.refused.say(lang) if r.mended.refused else None,
            "diff": diff(r) if r.mended.changed else "",
        }
        for r in repairs
        if r.mended.changed or r.mended.refused
    ]
    document = {"schema": 1, "written": writing, "items": len(repairs), "files": files}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
