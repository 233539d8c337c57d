"""A reader of nginx's configuration syntax: directives, quoted words, blocks. Small, strict, independent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r'\s+|#[^\n]*|"(?:[^"\\]|\\.)*"|[{};]|[^\s{};"]+')


@dataclass
class Directive:
    """One directive with its words, and what stands in its block if it has one."""

    words: list[str]
    block: list[Directive] | None = None
    line: int = field(default=0)

    def named(self, name: str) -> list[Directive]:
        """The directives of this name directly inside."""
        return [d for d in self.block or [] if d.words[0] == name]

    def one(self, name: str) -> list[str]:
        """The arguments of the only directive of this name."""
        (found,) = self.named(name)
        return found.words[1:]


def parse(text: str) -> Directive:
    """Return the whole file as one block; raises ValueError at the first thing that is not syntax."""
    root = Directive(["(file)"], [])
    open_blocks, words, place = [root], [], 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise ValueError(f"not a token at {place}: {text[place : place + 20]!r}")
        place, token = found.end(), found.group()
        inside = open_blocks[-1].block
        assert inside is not None
        if token.isspace() or token.startswith("#"):
            continue
        if token == ";":
            if not words:
                raise ValueError("a semicolon ends nothing")
            inside.append(Directive(words))
            words = []
        elif token == "{":
            if not words:
                raise ValueError("a block without a name")
            inside.append(Directive(words, []))
            open_blocks.append(inside[-1])
            words = []
        elif token == "}":
            if words or len(open_blocks) == 1:
                raise ValueError("a block ends where none is open or a directive is unfinished")
            open_blocks.pop()
        else:
            words.append(token[1:-1] if token.startswith('"') else token)
    if words or len(open_blocks) != 1:
        raise ValueError("the file ends in the middle")
    return root
