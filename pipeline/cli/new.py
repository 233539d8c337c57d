"""`congtinh new TYPE --site S`: a new item to fill in, at its right place."""

from __future__ import annotations

import argparse

from pipeline.cli.main import write_output
from pipeline.cli.options import HUMAN_ONLY
from pipeline.clock.now import now
from pipeline.editor.skeleton import create, skeleton
from pipeline.model.text import Text
from pipeline.source.registry import load_registry


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("new", help="tạo bài mẫu để điền, đúng chỗ, kèm lời nhắc")
    parser.add_argument("type", metavar="LOẠI", help="loại bài, ví dụ tin-tuc")
    parser.add_argument("--site", required=True, metavar="TRANG", help="mã trang, ví dụ daklak")
    parser.add_argument("--section", metavar="MỤC", help="mục, khi loại bài có nhiều mục")
    parser.add_argument("--slug", metavar="TÊN", help="tên tệp không có .md; mặc định lấy từ tiêu đề")
    parser.add_argument("--title", metavar="TIÊU_ĐỀ", help="tiêu đề của bài")
    parser.set_defaults(run=run, formats=HUMAN_ONLY)


def run(args: argparse.Namespace) -> int:
    """Write the file and say where it is; nothing is ever overwritten."""
    registry, _ = load_registry(args.root)
    new = skeleton(
        registry,
        args.type,
        args.site,
        now(args.now),
        section=args.section,
        name=args.slug,
        title=args.title,
    )
    create(args.root, new)
    told = Text(
        f"Đã tạo {new.path}\nĐiền vào chỗ “[Thay: …]”, rồi chạy: congtinh check {new.path}\n",
        f"Created {new.path}\nFill in “[Thay: …]”, then run: congtinh check {new.path}\n",
    )
    write_output(told.say(args.lang), args.output)
    return 0
