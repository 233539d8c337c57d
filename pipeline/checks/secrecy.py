"""Secrecy stamps as documents bear them: a line, or a cell, that is nothing but MẬT, TỐI MẬT or TUYỆT MẬT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pipeline.checks.inventory import holds_any, question
from pipeline.checks.words import short
from pipeline.model.finding import Problem
from pipeline.model.patterns import regex
from pipeline.model.text import Text

# Where the regulations forbid to publish what is secret.
SECRETS = (
    *("S0 Đ7 k1 c", "S0 Đ12 k2", "S1 Đ5 k2 c", "S2 Đ9 k2", "S3 Đ6 k1 b", "S4 Đ2 k1"),
    "Luật BVBMNN 117/2025",
)
_STAMPS = frozenset({"TUYỆTMẬT", "TỐIMẬT", "MẬT"})
_FRAME = "()[]{}<>*_#>|~`\"'“”‘’«».:;!•●■□★-–—/\\ \t\u2028\u00a0"
_LABELLED = regex(
    r"[*_(\[# ]*+(?:dấu\s+chỉ\s+|dấu\s+|mức\s+|đóng\s+dấu\s+)?(?:độ\s+)?mật[*_ ]*+:[*_ ]*+"
    r"[(\[“\"*_]*+(?:tuyệt\s+mật|tối\s+mật|mật)[*_)\]”\" .]*+",
    re.IGNORECASE,
)
_MARKED = regex(
    r"[*_(\[ ]*+(?:đã\s+)?(?:đóng\s+)?dấu\s+[“\"(]*+(?:tuyệt\s+mật|tối\s+mật|mật)[”\")*_\]. ]*+", re.I
)
# what stands on the same line as a stamp: urgency and the number of the copy
_BESIDE = regex(
    r"[\s,;./|()–—-]*+(?:hỏa\s+tốc|hoả\s+tốc|thượng\s+khẩn|khẩn|bản\s+số\s*+:?[\s\d./….]*+)[\s,;./|()–—-]*+",
    re.I,
)
# within a sentence: the degree in brackets right behind a document's number, or behind what a meeting is about
_IN_BRACKETS = regex(
    r"(?:\d[^\s()]{0,12}/[^\s()]{2,20}|họp[^()\n]{0,40}) \((?:nội dung |tài liệu |văn bản )?(?P<stamp>(?:tuyệt |tối )?mật)\)",
    re.I,
)
_WRITTEN_SMALL = frozenset({"Tuyệt mật", "Tối mật", "Mật"})
_TAGS = regex(r"<[^<>]{0,300}+>")
_LIST = regex(r"\s*+(?:[-+*•]|\d{1,3}[.)])\s")
_LONGEST = 200
# within a sentence: a paper that says so of itself
_OF_ITSELF = regex(
    r"(?:tài liệu|văn bản|báo cáo|số liệu|thông tin|nội dung|danh sách|dự thảo) (?:này|trên đây|dưới đây|kèm theo)"
    r"(?: (?:chỉ|được|là|để|dùng|tài liệu|dạng|cho)){0,4} (?:lưu hành|sử dụng|gửi|phổ biến) nội bộ|(?:chỉ|xin) lưu hành nội bộ"
    r"|(?:tài liệu|văn bản|báo cáo) này [^.;\n]{0,40}(?:thu hồi (?:ngay )?sau|không (?:được )?(?:sao chụp|phổ biến trên|cung cấp cho báo))"
)
_INTERNAL = regex(
    r"(?:tài\s+liệu\s+|văn\s+bản\s+|chỉ\s+)?(?:lưu\s+hành\s+nội\s+bộ|không\s+phổ\s+biến(?:\s+(?:rộng\s+rãi|trên\s+(?:mạng|báo\s+chí|internet)|ra\s+ngoài))?+|sử\s+dụng\s+nội\s+bộ"
    r"|xem\s+xong\s+trả\s+lại|trả\s+lại\s+sau\s+khi\s+họp|không\s+sao\s+chụp|for\s+internal\s+use\s+only"
    r"|internal\s+use\s+only)(?:\s*+[-–,;/]\s*+(?:không\s+sao\s+chụp|không\s+phổ\s+biến))?",
    re.IGNORECASE,
)

_STAMP_SIGNS = ("Ậ", "mật", "Mật", "&#")
_LIMIT_SIGNS = ("nội bộ", "phổ biến", "xem xong", "sau khi họp", "sao chụp", "internal use")
# Whether a text may hold a stamp, or words that limit its circulation.
MAY_STAMP = question(lambda word: any(sign in word for sign in _STAMP_SIGNS))
MAY_LIMIT = holds_any(_LIMIT_SIGNS)


def stamped_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and stamp of every line, or cell of a row, that is nothing but a secrecy stamp.

    A table that lists several of the degrees explains them; it is no stamped document.
    """
    # small letters alone are a stamp only after a label, which says “mật” itself
    if not any(sign in text for sign in _STAMP_SIGNS):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if "ậ" not in line and "Ậ" not in line and "&" not in line:
            continue
        seen = _TAGS.sub(" ", unescape(line)) if "<" in line or "&" in line else line
        if len(seen) <= _LONGEST and (core := _stamp(seen)):
            yield number, len(line) - len(line.lstrip()) + 1, short(core)
        elif "(" in seen and (marked := _IN_BRACKETS.search(seen[:4000])):
            yield number, marked.start("stamp") + 1, short(marked["stamp"])
        elif ("|" in seen or "\t" in seen) and len(seen) <= 4000:
            yield from _cells(number, seen)


def _cells(number: int, line: str) -> Iterator[tuple[int, int, str]]:
    at, found = 0, []
    for cell in re.split(r"[|\t\u2028]", line):
        core = cell.strip(_FRAME)
        if core != core.lower() and "".join(core.split()) in _STAMPS:
            found.append((number, at + cell.find(core) + 1, short(core)))
        elif len(cell) <= _LONGEST and _LABELLED.fullmatch(cell.strip()):
            found.append((number, at + 1 + len(cell) - len(cell.lstrip()), short(core)))
        at += len(cell) + 1
    if len({stamp for _, _, stamp in found}) == 1:
        yield from found[:1]


def _stamp(line: str) -> str:
    """Return the stamp that a line is, "" for any other line."""
    core = line.strip(_FRAME)
    if "".join(core.split()) in _STAMPS:
        return core
    if _LABELLED.fullmatch(line.strip()) or _MARKED.fullmatch(line.strip()):
        return core
    if (
        core in _WRITTEN_SMALL
        and not _LIST.match(line)
        and "|" not in line
        and not line.lstrip().startswith("#")
    ):
        return core
    rest = _BESIDE.sub(" ", core).strip(_FRAME)
    if rest != core and "".join(rest.split()) in _STAMPS:
        return core
    # letters set apart by dots or hyphens: M.Ậ.T
    if len(core) <= 20 and core.isupper() and "".join(c for c in core if c.isalpha()) in _STAMPS:
        return core
    return ""


def internal_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and words of every line that limits who may see the document."""
    lowered = text.lower()
    if not any(w in lowered for w in _LIMIT_SIGNS):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        short_line = len(line) <= _LONGEST
        of_itself = "nội bộ" in line or " này " in line
        if not short_line and not of_itself:
            continue
        seen = _TAGS.sub(" ", line) if "<" in line and short_line else line
        core = seen.strip(_FRAME)
        if short_line and _INTERNAL.fullmatch(core):
            yield number, len(line) - len(line.lstrip()) + 1, short(core)
        elif of_itself and (said := _OF_ITSELF.search(line.replace("*", "").replace("_", "").lower())):
            yield number, len(line) - len(line.lstrip()) + 1, short(said[0])


def stamp_problem(line: int, column: int, stamp: str, page: int = 0) -> Problem:
    """Return the problem of a stamp at a place."""
    vi, en = (f" ở trang {page}", f" on page {page}") if page else ("", "")
    return Problem(
        line,
        column,
        Text(f"Có dấu chỉ độ mật “{stamp}”{vi}.", f"A secrecy stamp{en}: “{stamp}”."),
        Text(
            "Dừng lại, không gửi duyệt; báo người phụ trách bảo vệ bí mật nhà nước và quản trị kho để xóa.",
            "Stop; tell the officer for state secrets and the repository's administrator to have it removed.",
        ),
        anchor=stamp,
    )


def internal_problem(line: int, column: int, words: str, page: int = 0) -> Problem:
    """Return the problem of a line that limits circulation."""
    vi, en = (f" ở trang {page}", f" on page {page}") if page else ("", "")
    return Problem(
        line,
        column,
        Text(f"Có chỉ dẫn hạn chế lưu hành “{words}”{vi}.", f"Circulation is limited{en}: “{words}”."),
        Text(
            "Hỏi đơn vị soạn thảo: tài liệu nội bộ thì không đăng; được công khai thì xin bản không có dòng này.",
            "Ask the unit that wrote it: keep an internal paper back, or get a copy without this line.",
        ),
        anchor=words,
    )
