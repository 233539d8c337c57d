"""`congtinh`: reads the arguments, runs one subcommand, turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.cli.english import in_english
from pipeline.cli.options import common, settle
from pipeline.cli.parser import Parser, asked_language
from pipeline.errors import ConfigError, PipelineError, UsageError
from pipeline.model.text import Text

EXIT_BUG = 70
EXIT_PIPE = 141  # as shells tell of a process that SIGPIPE has ended
_NOT_COMMANDS = {"english", "forge", "main", "options", "parser"}
# What the machine, not the program, is to blame for: rights, room, a file where a folder should be.
_OF_THE_MACHINE = {
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG),
    *(errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EMFILE, errno.ENFILE),
}


def build_parser(lang: str = "vi", asked: str = "") -> argparse.ArgumentParser:
    """Return the parser with every subcommand found in this package, its help in `lang`.

    Where `asked` is one of them, only that one is loaded: most of them bring much that the others do not need.
    """
    from pipeline import cli as package

    parser = Parser(
        prog="congtinh",
        description="Cổng tĩnh: kiểm tra, phê duyệt, dựng và xuất bản cổng thông tin điện tử từ kho git.",
    )
    parser.add_argument("--version", action="version", version=f"congtinh {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="LỆNH", required=True)
    listed = [i.name for i in pkgutil.iter_modules(package.__path__) if i.name not in _NOT_COMMANDS]
    name = asked.replace("-", "_")
    for each in [name] if name in listed and "_" not in asked else listed:
        importlib.import_module(f"{package.__name__}.{each}").register(subparsers)
    for child in set(subparsers.choices.values()):
        common(child)
    if lang == "en":
        in_english(parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 findings, 2 usage, 3 gate refused, 70 bug, 130 and 141 cut off."""
    given = sys.argv[1:] if argv is None else argv
    args = build_parser(asked_language(given), next(iter(given), "")).parse_args(argv)
    try:
        settle(args)
        code = int(args.run(args))
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
        return code
    except PipelineError as error:
        return _tell(error, args.lang)
    except BrokenPipeError:
        # the reader of a pipe went away before the end; what was found is not told with 0
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except KeyboardInterrupt:
        print(Text("Đã dừng theo yêu cầu.", "Stopped on request.").say(args.lang), file=sys.stderr)
        return 130
    except OSError as error:
        if error.errno in _OF_THE_MACHINE:
            return _tell(_machine_fault(error), args.lang)
        return _bug(args.lang)
    except Exception:
        return _bug(args.lang)


def _tell(error: PipelineError, lang: str) -> int:
    print(Text("Lỗi: ", "Error: ").say(lang) + error.message.say(lang), file=sys.stderr)
    print("  → " + error.hint.say(lang), file=sys.stderr)
    return error.exit_code


def _machine_fault(error: OSError) -> PipelineError:
    place = f"{error.filename}: " if error.filename else ""
    return ConfigError(
        Text(
            f"Máy không cho đọc hoặc ghi: {place}{error.strerror}.",
            f"The machine refused to read or write: {place}{error.strerror}.",
        ),
        Text(
            "Kiểm tra đường dẫn, quyền và chỗ trống trên đĩa, rồi chạy lại.",
            "Check the path, the rights and the room on the disk, then run it again.",
        ),
    )


def _bug(lang: str) -> int:
    traceback.print_exc()
    told = Text(
        f"Lỗi của chương trình (congtinh {__version__}). Vui lòng gửi đoạn trên cho người phát triển.",
        f"A bug in the program (congtinh {__version__}). Please send the above to its developers.",
    )
    print(told.say(lang), file=sys.stderr)
    return EXIT_BUG


def entry() -> None:
    """Leave the process with the exit code of `main`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding must not end a run
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # a reader that has gone; the ordinary way out deals with it
        sys.exit(code)
    os._exit(code)  # taking a large corpus apart piece by piece would cost half a second more


def write_output(text: str, output: Path | None) -> None:
    """Print a result, or put it into a file as UTF-8 without BOM; raises `UsageError` if that fails."""
    if output is None:
        sys.stdout.write(text)
    else:
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            # names of files may hold bytes that are no text; they are written as \\udcXX, in JSON too
            output.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise UsageError(
                Text(
                    f"Không ghi được kết quả vào {output}: {error.strerror}.",
                    f"The result cannot be written to {output}: {error.strerror}.",
                ),
                Text("Chọn tệp khác cho --output.", "Choose another file for --output."),
            ) from None


if __name__ == "__main__":
    entry()
