"""Đoạn bằng ngôn ngữ khác không được đánh dấu, hoặc đánh dấu sai.

## Vì sao
Trình đọc màn hình đọc đoạn tiếng Anh bằng giọng Việt thì không ai hiểu; có dấu `lang` thì nó đổi giọng.

## Cách sửa
Bao đoạn ấy: `<span lang="en">All visitors must register at the desk.</span>`, hoặc đặt `{: lang=en }` ngay dưới đoạn văn. Tên riêng, tên
văn bản, chữ viết tắt, thuật ngữ thì không cần.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question, words_of
from pipeline.checks.languages import WITHOUT_MARKS, guess, same
from pipeline.checks.marked import Piece, pieces
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.tc.tc013_sai_ngon_ngu_bai import language_name
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LEAST = 8  # words; shorter ones are names and terms
_OWN = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")  # letters that show Vietnamese
_ASCII_RUN = re.compile(
    r"(?<!\w)[A-Za-z][A-Za-z’'-]*+(?:[ \n,;:.!?()/&\d*_“”\"-]++[A-Za-z][A-Za-z’'-]*+(?![^\W\d_])){7,}"
)
_SENTENCE = re.compile(r"[^.;:!?()“”\"\n|]++")
_WORD = re.compile(r"[^\W\d_]++")
_SCRIPT = re.compile(r"[\u0370-\u1cff\u2e80-\uabff\uac00-\ud7af]")
_OTHER_SCRIPT = question(lambda word: _SCRIPT.search(word) is not None, ascii_too=False)
# A Vietnamese name or title of a document begins so; such names need no mark on an English page.
_NAME = re.compile(
    r"\s*(?:Ủy ban|Uỷ ban|Sở|Phòng|Ban|Hội|Văn phòng|Trung tâm|Quyết định|Nghị|Thông|Luật|Bộ|Công|Trường|Cục|Chi"
    r"|Tổng|Đảng|Đoàn|Báo|Cổng|Chỉ thị|Kế hoạch|Đường|Số|Phường|Xã|Huyện|Tỉnh|Viện|Liên|Mặt trận|Đài|Khu|Nhà)\b",
    re.IGNORECASE,
)


_SAYS = re.compile(r"\s(?:là|đã|sẽ|đang)\s")  # a sentence, no name


@rule(
    "TC014",
    "doan-ngon-ngu-khac",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every long passage whose language is neither the page's nor marked, or marked wrong."""
    lang = edition.document.lang
    unmarked = [p for p in pieces(edition) if p.lang is None]
    strange: list[tuple[Piece, int, str, str]] = []
    script = bool(of_text(edition) & _OTHER_SCRIPT)
    # so many words without marks in a row, somewhere in the file: few items have them
    run = lang != "vi" or b"\1" * _LEAST in bytes(map(str.isascii, words_of(edition.body)))
    own = False  # whether some text is in the page's language; where none is, TC013 tells
    for piece in unmarked:
        found = list(_strange(piece.text, lang, script, run))
        own = own or 4 * sum(len(words) for _, words, _ in found) < 3 * len(piece.text)
        strange += [(piece, start, text, told) for start, text, told in found]
    if own:
        for piece, start, text, told in strange:
            yield _missing(piece, start, text, told)
    for piece in pieces(edition):
        if piece.lang is None:
            continue
        seen = guess(piece.text)
        if seen.lang and seen.sure and not same(piece.lang, seen.lang):
            yield _wrong(piece, piece.lang, seen.lang)


def _strange(text: str, lang: str, script: bool, run: bool) -> Iterator[tuple[int, str, str]]:
    """Yield place, words and language of the passages of an unmarked text that are in another language.

    `script` and `run` tell whether the whole item has letters of another script, or many words without marks.
    """
    script = script and _SCRIPT.search(text) is not None
    if not script and text.count(" ") < _LEAST - 1:
        return
    if lang == "vi" and _OWN.search(text):
        candidates = [_without_label(m) for m in _ASCII_RUN.finditer(text)] if run and _may_run(text) else []
        if script:
            candidates += [
                (m.start(), m.group()) for m in _SENTENCE.finditer(text) if _SCRIPT.search(m.group())
            ]
    elif lang == "vi" or text.isascii() is False:
        candidates = [(m.start(), m.group()) for m in _SENTENCE.finditer(text)]
        whole = guess(text)
        if whole.sure and whole.lang and not same(lang, whole.lang) and not _is_name(text, whole.lang):
            inner = any(_judged(words, lang) for _, words in candidates)
            candidates = [(0, text)] if inner else []
    else:
        return
    for start, words in candidates:
        told = _judged(words, lang)
        if told:
            yield start + len(words) - len(words.lstrip()), words.strip(), told


def _without_label(match: re.Match[str]) -> tuple[int, str]:
    """Return place and words of a run without the Vietnamese word that introduces it (“Biển ghi: …”)."""
    label, colon, rest = match.group().partition(":")
    if colon and label.count(" ") < 2:
        return match.start() + len(label) + 1, rest
    return match.start(), match.group()


def _judged(words: str, lang: str) -> str:
    """Return the language of a passage that is long enough, no name, and surely in another language."""
    if len(_WORD.findall(words[:2000])) < _LEAST and not _SCRIPT.search(words):
        return ""
    told = guess(words)
    if told.lang is None or not told.sure or same(lang, told.lang) or told.lang == WITHOUT_MARKS:
        return ""
    return "" if _is_name(words, told.lang) else told.lang


_UNMARKED_RUN = re.compile(rf"(?:(?<!\S)[!-~]++\s++){{{_LEAST - 1}}}[!-~]++(?!\S)")


def _may_run(text: str) -> bool:
    """Return whether so many words without marks can stand in a row (a cheap look before a search)."""
    return _UNMARKED_RUN.search(text) is not None


def _is_name(words: str, told: str) -> bool:
    """Return whether words are a name or a title: most of the long ones begin with a capital."""
    if told == "vi" and _NAME.match(words) is not None and len(words) < 160:
        return _SAYS.search(words) is None
    long = [w for w in _WORD.findall(words[:2000]) if len(w) > (1 if told == "vi" else 3)]
    return bool(long) and sum(w[0].isupper() for w in long) >= 0.6 * len(long)


def _missing(piece: Piece, start: int, text: str, told: str) -> Problem:
    row = piece.text.count("\n", 0, start)
    column = start - (piece.text.rfind("\n", 0, start) + 1) + (1 if row else piece.column)
    said, name = short(text), language_name(told)
    return Problem(
        piece.line + row,
        column,
        Text(f"Đoạn {name.vi} chưa đánh dấu: “{said}”.", f"A passage in {name.en} without a mark: “{said}”."),
        Text(f'Viết: <span lang="{told}">{said}</span>', f'Write: <span lang="{told}">{said}</span>'),
        anchor=said,
        wcag=("3.1.2",),
    )


def _wrong(piece: Piece, marked: str, told: str) -> Problem:
    said, name = short(piece.text), language_name(told)
    right = "vi" if told == WITHOUT_MARKS else told
    return Problem(
        piece.line,
        piece.column,
        Text(
            f"Đoạn “{said}” là {name.vi} mà đánh dấu lang=“{marked}”.",
            f"“{said}” is {name.en}, marked lang=“{marked}”.",
        ),
        Text(f'Sửa thành: lang="{right}"', f'Write: lang="{right}"'),
        anchor=said,
        wcag=("3.1.2",),
    )
