"""The argument parser: what argparse would say in English is said in the language of the user."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from pipeline.model.text import Text

LANGUAGES = ("vi", "en")
# Messages of argparse (Python 3.11 to 3.14) and how a Vietnamese reader is told the same.
_VIETNAMESE = (
    (r"the following arguments are required: (.+)", r"Còn thiếu: \1."),
    (r"unrecognized arguments: (.+)", r"Không hiểu: \1."),
    (
        r"argument (\S+): invalid choice: (.+?) \(choose from (.+?)\)(?:, maybe .+)?",
        r"\1 không nhận \2; chọn một trong: \3.",
    ),
    (r"argument (\S+): invalid int value: (.+)", r"\1 cần một số nguyên, không phải \2."),
    (
        r"argument (\S+): not a whole number from (.+) to (.+): (.+)",
        r"\1 cần một số từ \2 đến \3, không phải \4.",
    ),
    (r"argument (\S+): expected one argument", r"Sau \1 phải có một giá trị."),
    (r"argument (\S+): expected at least one argument", r"Sau \1 phải có ít nhất một giá trị."),
    (r"argument (\S+): not allowed with argument (\S+)", r"Không dùng \1 cùng \2."),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 không nhận giá trị \2."),
)


class Parser(argparse.ArgumentParser):
    """A parser whose errors read like all others and leave with 2."""

    def __init__(self, *args: object, **options: object) -> None:
        # A shortened option would change its meaning with the next option that begins alike.
        super().__init__(*args, **{"allow_abbrev": False, **options})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the call and where help is; leave with 2."""
        lang = asked_language(sys.argv[1:])
        told = Text(_vietnamese(message), message[:1].upper() + message[1:] + ".")
        hint = Text(f"Xem cách gọi: {self.prog} --help", f"See how to call it: {self.prog} --help")
        print(Text("Lỗi: ", "Error: ").say(lang) + told.say(lang), file=sys.stderr)
        print("  → " + hint.say(lang), file=sys.stderr)
        sys.exit(2)


def asked_language(argv: Sequence[str]) -> str:
    """Return the language that a call asks for, even one that cannot be parsed."""
    asked = os.environ.get("CONGTINH_LANG", "")
    for here, after in zip(argv, [*argv[1:], ""], strict=True):
        if here == "--lang":
            asked = after
        elif here.startswith("--lang="):
            asked = here.removeprefix("--lang=")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _vietnamese(message: str) -> str:
    for pattern, told in _VIETNAMESE:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, told, message, count=1, flags=re.DOTALL)
    return message
