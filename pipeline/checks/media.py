"""What a page tells about its films and sounds: their files, and the texts beside them.

A recording itself is not listened to. Whether it has sound is taken from its file's name and from the page; what the
page does not show is left to people.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.checks.accname import name_of
from pipeline.checks.roles import LINKS, role_of
from pipeline.checks.styles import hidden_of
from pipeline.model.patterns import regex
from pipeline.model.release import BuiltPage, Element

AROUND = 150  # words before and after a recording that count as beside it
ENOUGH = 20  # words from which a text can be the transcript of something
_SILENT = regex(r"silent|no-?audio|no-?sound|khong-(?:am-thanh|tieng|loi)|im-lang|phim-cam", re.IGNORECASE)
_DESCRIBED = regex(r"voice-?over|audio-?descri|described|thuyet-minh|mo-ta-am-thanh|mo-ta-loi", re.IGNORECASE)
_CAPTIONED = regex(r"caption|subtitle|phu-de|vietsub", re.IGNORECASE)
# With their marks: “phim” is a film and “phím” a key.
_TRANSCRIPT = regex(
    r"\b(?:transcript|transcription|text version|text alternative|bản ghi lời|bản ghi chữ|bản chữ|lời thoại|bản lời|"
    r"lời bình|nội dung (?:bằng|dạng) chữ|bản chép lời|toàn văn (?:lời|bài) nói|nội dung (?:video|âm thanh|phim))\b"
)
_FILM = regex(r"\b(?:video|clip|film|movie|recording|phim|bản ghi hình)\b")
_SOUND = regex(
    r"\b(?:audio|sound|recording|speech|podcast|listen|voice|âm thanh|ghi âm|bản tin phát thanh|phát thanh|bài nói)\b"
)
_SAME = regex(
    r"\b(?:same (?:information|content)|again in video|alternative (?:for|to|of)|video version|audio version|"
    r"(?:watch|hear|listen to) (?:the|this|it) (?:above|same|again)|above part|cùng nội dung|nội dung trên|"
    r"thay cho (?:bài|phần) (?:viết|chữ)|bản (?:video|âm thanh) của (?:bài|nội dung|phần)|bài viết trên)\b"
)


def media_sources(page: BuiltPage, element: Element) -> tuple[str, ...]:
    """Return the addresses of a recording's files."""
    own = (element.attrs["src"],) if element.attrs.get("src", "").strip() else ()
    inner = (page.elements[i] for i in element.content if isinstance(i, int))
    return (*own, *(e.attrs["src"] for e in inner if e.tag == "source" and e.attrs.get("src", "").strip()))


def silent(page: BuiltPage, element: Element) -> bool:
    """Return whether a film has no sound: by the names of its files, or muted without a way to change that."""
    if "muted" in element.attrs and "controls" not in element.attrs:
        return True
    return any(_SILENT.search(_file(source)) for source in media_sources(page, element))


def described(page: BuiltPage, element: Element) -> bool:
    """Return whether a film's pictures are told in sound: in its own, or in a recording beside it."""
    if any(_DESCRIBED.search(_file(source)) for source in media_sources(page, element)):
        return True
    return bool(page.all("audio"))


def captioned(page: BuiltPage, element: Element) -> bool:
    """Return whether a film has captions, in a track or (by its name) in the picture."""
    for part in element.content:
        if not isinstance(part, int) or page.elements[part].tag != "track":
            continue
        attrs = page.elements[part].attrs
        if attrs.get("kind", "subtitles").strip().lower() in ("captions", "subtitles") and attrs.get("src"):
            return True
    return any(_CAPTIONED.search(_file(source)) for source in media_sources(page, element))


def stands_for_text(page: BuiltPage, element: Element) -> bool:
    """Return whether the page says that a recording repeats what the text beside it tells."""
    said = " ".join(_beside(page, element)).casefold()
    return len(said.split()) >= ENOUGH and bool(_SAME.search(said))


def has_transcript(page: BuiltPage, element: Element) -> bool:
    """Return whether a transcript is beside a recording or linked from there."""
    away = hidden_of(page)
    for link in page.all("a", "summary"):
        if not away.listeners[link.index] and _TRANSCRIPT.search(name_of(page, link).casefold()):
            return True
    said = " ".join(_beside(page, element)).casefold()
    about = _FILM if element.tag == "video" else _SOUND
    return len(said.split()) >= ENOUGH and bool(about.search(said) or _TRANSCRIPT.search(said))


def _file(address: str) -> str:
    return address.partition("?")[0].partition("#")[0].rsplit("/", 1)[-1][:200]


def _beside(page: BuiltPage, element: Element) -> list[str]:
    """Return the words before and after a recording that can be both seen and heard, as far as `AROUND`."""
    texts: list[tuple[int, list[str]]] | None = page.memo.get("texts")
    if texts is None:
        away = hidden_of(page)
        texts = []
        for each in page.elements:
            gone = away.viewers[each.index] or away.listeners[each.index]
            if gone or each.tag in ("video", "audio", "textarea", "noscript") or role_of(page, each) in LINKS:
                continue
            words = [word for part in each.content if isinstance(part, str) for word in part.split()]
            if words:
                texts.append((each.index, words))
        page.memo["texts"] = texts
    found: list[str] = []
    place = bisect_left(texts, element.index, key=lambda t: t[0])
    for _, words in reversed(texts[max(0, place - AROUND) : place]):
        found = words[-AROUND:] + found
        if len(found) >= AROUND:
            break
    size = len(found)
    for _, words in texts[place : place + AROUND]:
        found += words[:AROUND]
        if len(found) >= size + AROUND:
            break
    return found
