"""`congtinh`: reads the arguments, runs one subcommand, turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.errors import PipelineError
from pipeline.model.text import Text

EXIT_BUG = 70
_NOT_COMMANDS = {"main", "options"}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every subcommand found in this package."""
    from pipeline import cli as package
    from pipeline.cli.options import common

    parser = argparse.ArgumentParser(
        prog="congtinh",
        description="Cổng tĩnh: kiểm tra, phê duyệt, dựng và xuất bản cổng thông tin điện tử từ kho git.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"congtinh {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="LỆNH", required=True)
    for info in pkgutil.iter_modules(package.__path__):
        if info.name not in _NOT_COMMANDS:
            importlib.import_module(f"{package.__name__}.{info.name}").register(subparsers)
    for child in set(subparsers.choices.values()):
        common(child)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 findings, 2 usage, 3 gate refused, 70 bug."""
    args = build_parser().parse_args(argv)
    args.state = args.state.absolute()  # tools that change folder must still find it
    try:
        return int(args.run(args))
    except PipelineError as error:
        print(Text("Lỗi: ", "Error: ").say(args.lang) + error.message.say(args.lang), file=sys.stderr)
        print("  → " + error.hint.say(args.lang), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe went away; nothing is wrong on our side
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(Text("Đã dừng theo yêu cầu.", "Stopped on request.").say(args.lang), file=sys.stderr)
        return 130
    except Exception:
        traceback.print_exc()
        told = Text(
            f"Lỗi của chương trình (congtinh {__version__}). Vui lòng gửi đoạn trên cho người phát triển.",
            f"A bug in the program (congtinh {__version__}). Please send the above to its developers.",
        )
        print(told.say(args.lang), file=sys.stderr)
        return EXIT_BUG


def entry() -> None:
    """Leave the process with the exit code of `main`."""
    sys.exit(main())


def write_output(text: str, output: Path | None) -> None:
    """Print a result, or put it into a file as UTF-8 without BOM."""
    if output is None:
        sys.stdout.write(text)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    entry()
