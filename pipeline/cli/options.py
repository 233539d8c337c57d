"""Options that every subcommand understands, and what their values may be."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from pipeline.cli.parser import LANGUAGES
from pipeline.errors import UsageError
from pipeline.model.approval import Mode
from pipeline.model.text import Text

FORMATS = ("human", "json")
HUMAN_ONLY = ("human",)  # for `set_defaults(formats=…)` of a command that has no data to give


def common(parser: argparse.ArgumentParser) -> None:
    """Add the options that are everywhere, unless a subcommand has defined its own of that name."""
    defined = {name for action in parser._actions for name in action.option_strings}

    def add(flag: str, **options: object) -> None:
        if flag not in defined:
            parser.add_argument(flag, **options)  # type: ignore[arg-type]

    formats = parser.get_default("formats") or FORMATS
    add("--root", type=Path, default=Path(), metavar="THƯ_MỤC", help="kho nội dung (mặc định: thư mục này)")
    add(
        "--state",
        type=Path,
        default=Path(os.environ.get("CONGTINH_VAR") or "var"),
        metavar="THƯ_MỤC",
        help="nơi giữ bản dựng, bản phát hành, khóa (mặc định: var/)",
    )
    add("--lang", choices=LANGUAGES, default=os.environ.get("CONGTINH_LANG") or "vi", help="ngôn ngữ")
    add("--now", metavar="THỜI_ĐIỂM", help="đặt đồng hồ, ví dụ 2026-11-22T09:00:00+07:00")
    add("--format", default="human", metavar="DẠNG", help=" hoặc ".join(formats))
    add("--output", type=Path, metavar="TỆP", help="ghi kết quả vào tệp")


def settle(args: argparse.Namespace) -> None:
    """Refuse values of the common options that no command can work with, before any work is done.

    Raises `UsageError`; makes `args.state` absolute, since tools that change folder must still find it.
    """
    if args.lang not in LANGUAGES:  # argparse does not look at a value that comes from the environment
        known = ", ".join(LANGUAGES)
        wrong, args.lang = args.lang, LANGUAGES[0]
        raise UsageError(
            Text(f"CONGTINH_LANG không nhận “{wrong}”.", f"CONGTINH_LANG does not take “{wrong}”."),
            Text(f"Dùng một trong: {known}.", f"Use one of: {known}."),
        )
    require_format(args.format, getattr(args, "formats", FORMATS))
    args.state = args.state.absolute()


def require_format(form: str, known: tuple[str, ...] = FORMATS) -> None:
    """Raise `UsageError`, naming the known ones, for a format that a command cannot give."""
    if form not in known:
        listed = ", ".join(known)
        raise UsageError(
            Text(f"Lệnh này không có dạng xuất “{form}”.", f"This command has no format “{form}”."),
            Text(f"Dùng một trong: {listed}.", f"Use one of: {listed}."),
        )


def require_repository(root: Path) -> None:
    """Raise `UsageError` where a folder holds no registry of sites."""
    if not (root / "sites").is_dir():
        raise UsageError(
            Text(f"{root} không phải kho nội dung.", f"{root} is not a content repository."),
            Text(
                "Chạy trong thư mục có content/ và sites/, hoặc thêm --root THƯ_MỤC.",
                "Run it where content/ and sites/ are, or add --root DIR.",
            ),
        )


def mode_options(parser: argparse.ArgumentParser) -> None:
    """Add the options by which an operator lets a run take more than proof; no variable and no file can set them."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--fallback", action="store_true", help="khi không hỏi được máy chủ git: nhận cả mức E4, có đánh dấu"
    )
    either.add_argument(
        "--demo",
        action="store_true",
        help="trình diễn: nhận cả E4, E5 ở trang mẫu; mọi thứ bị đóng dấu vô giá trị",
    )


def mode_of(args: argparse.Namespace) -> Mode:
    """Return what the options let a run take beside proof."""
    return Mode.DEMO if args.demo else Mode.FALLBACK if args.fallback else Mode.STRICT


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return an argument type: a whole number from `low` to `high`."""

    def parse(value: str) -> int:
        # isdecimal alone would take digits of other scripts
        number = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"not a whole number from {low} to {high}: {value!r}")
        return number

    return parse
