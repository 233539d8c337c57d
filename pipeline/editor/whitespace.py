"""Line ends and the white space before them, which no reader sees; what means something stays."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LITERAL_OPEN = re.compile(r"<(pre|textarea|script|style)\b", re.IGNORECASE)
_LITERAL_CLOSE = re.compile(r"</(pre|textarea|script|style)\s*>", re.IGNORECASE)
_KEPT = ("    ", "\t", ">")  # indented code, and quotes, which may hold code


def trim_block(block: str) -> str:
    """Return a YAML block whose lines end without blanks."""
    return "\n".join(line.rstrip(" \t") for line in block.split("\n"))


def trim_body(body: str) -> str:
    """Return Markdown whose lines end without blanks, but for hard line breaks and code.

    Two blanks at the end of a line within a paragraph are a line break: they stay, and are two.
    Fenced and indented code, quotes and HTML that keeps its blanks stay as they are.
    """
    lines = body.split("\n")
    out: list[str] = []
    fence = ""
    literal = False
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            out.append(line)
            if mark and mark.group(1).startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            continue
        if literal or _LITERAL_OPEN.search(line):
            out.append(line)
            closed = [m.end() for m in _LITERAL_CLOSE.finditer(line)]
            opened = [m.start() for m in _LITERAL_OPEN.finditer(line)]
            literal = opened[-1] > closed[-1] if opened and closed else not closed
            continue
        if mark:
            fence = mark.group(1)
        if line.startswith(_KEPT) and line.strip():
            out.append(line)
            continue
        bare = line.rstrip(" \t")
        following = lines[number + 1] if number + 1 < len(lines) else ""
        breaks = bool(bare) and line.endswith("  ") and bool(following.strip()) and not mark
        out.append(bare + "  " if breaks else bare)
    return "\n".join(out)


def close(text: str) -> str:
    """Return a text that ends with a line feed."""
    return text if not text or text.endswith("\n") else text + "\n"
