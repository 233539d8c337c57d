"""Options that every subcommand understands."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def common(parser: argparse.ArgumentParser) -> None:
    """Add the options that are everywhere, unless a subcommand has defined its own of that name."""
    defined = {name for action in parser._actions for name in action.option_strings}

    def add(flag: str, **options: object) -> None:
        if flag not in defined:
            parser.add_argument(flag, **options)  # type: ignore[arg-type]

    add("--root", type=Path, default=Path(), metavar="THƯ_MỤC", help="kho nội dung (mặc định: thư mục này)")
    add(
        "--state",
        type=Path,
        default=Path(os.environ.get("CONGTINH_VAR", "var")),
        metavar="THƯ_MỤC",
        help="nơi giữ bản dựng, bản phát hành, khóa (mặc định: var/)",
    )
    add("--lang", choices=("vi", "en"), default=os.environ.get("CONGTINH_LANG", "vi"), help="ngôn ngữ")
    add("--now", metavar="THỜI_ĐIỂM", help="đặt đồng hồ, ví dụ 2026-11-22T09:00:00+07:00")
    add("--format", default="human", metavar="DẠNG", help="human hoặc json")
    add("--output", type=Path, metavar="TỆP", help="ghi kết quả vào tệp")
