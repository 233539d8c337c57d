"""An item as plain text, for saving and for readers without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

from pipeline.build import phrases as p
from pipeline.build.values import words, write_day, write_moment
from pipeline.build.views import Fact, ItemView, Notice, PageView, Picture
from pipeline.model.text import Text

_BLOCKS = words(
    "p div h1 h2 h3 h4 h5 h6 ul ol li table tr blockquote pre dl dt dd hr br figure figcaption "
    "caption section details summary"
)
_ROWS = words("li tr dt dd")
_MARKER = re.compile(r" *(?:-|\d+\.) ")
_SPACE = re.compile(r"[ \t\n\r\f]+")


class _Text(HTMLParser):
    """Collects the text of sanitised HTML: one line for each block, cells parted by a bar."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.glued: list[bool] = [False]  # whether a line follows the one before without an empty line
        self._pre, self._first, self._numbers = False, True, [0]

    def _break(self, glued: bool) -> None:
        if not self.lines[-1].strip():
            self.glued[-1] = glued
        elif not _MARKER.fullmatch(self.lines[-1]):  # the first block of a list's row stays beside its mark
            self.lines.append("")
            self.glued.append(glued)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ROWS:
            self._break(not self._first)
            self._first = False
        elif tag in _BLOCKS:
            self._break(tag == "br")
            self._first = len(self._numbers) == 1  # rows of an inner list follow the outer row
        if tag in ("ul", "ol"):
            self._numbers.append(1 if tag == "ol" else 0)
        elif tag == "li":
            number = self._numbers[-1]
            indent = "  " * (len(self._numbers) - 2)
            self.lines[-1] = f"{indent}{number}. " if number else f"{indent}- "
            if number:
                self._numbers[-1] += 1
        elif tag in ("td", "th") and self.lines[-1]:
            self.lines[-1] = self.lines[-1].rstrip() + " | "
        elif tag == "pre":
            self._pre = True
        elif tag == "img":
            self.lines[-1] += dict(attrs).get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and len(self._numbers) > 1:
            self._numbers.pop()
        if tag == "pre":
            self._pre = False
        if tag in _BLOCKS:
            self._break(False)

    def handle_data(self, data: str) -> None:
        if self._pre:
            for n, line in enumerate(data.split("\n")):
                if n:
                    self.lines.append("")
                    self.glued.append(True)
                self.lines[-1] += line
            return
        folded = _SPACE.sub(" ", data)
        if folded != " " or (self.lines[-1] and not self.lines[-1].endswith(" ")):
            self.lines[-1] += folded if self.lines[-1] else folded.lstrip()


def text_of_html(html: str) -> str:
    """Return the text of safe HTML, a line for each paragraph or row, blocks parted by an empty line."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    told = ""
    for line, glued in zip(parser.lines, parser.glued, strict=True):
        if line.strip():
            told += ("" if not told else "\n" if glued else "\n\n") + line.rstrip()
    return told


def item_text(view: PageView, item: ItemView, base_url: str, body_html: str) -> str:
    """Return the plain-text download of an item."""
    lang = view.lang
    head = [p.say(p.AUTHOR, lang, name=item.author)] if item.author else []
    head += [p.say(p.UNIT, lang, name=item.unit)] if item.unit else []
    head += [item.source_line] if item.source_line else []
    if item.published:
        head.append(p.say(p.PUBLISHED, lang, time=write_moment(item.published, lang)))
    if item.modified and item.modified != item.published:
        head.append(p.say(p.MODIFIED, lang, time=write_moment(item.modified, lang)))
    tables = [_table(t.caption, t.head, t.rows) for t in (item.table, *item.figures) if t]
    parts = [
        view.title + "\n" + "=" * len(view.title),
        "\n".join(head),
        "\n".join(_notice(n, lang) for n in item.notices),
        view.description,
        _picture(item.picture, lang),
        _headed(p.WAYS, lang, (_fact(f) for f in item.ways)),
        _headed(p.STEPS, lang, (f"{s.label}: {s.at}" if s.at else s.label for s in item.steps)),
        "\n".join(_fact(f) for f in item.facts),
        *tables,
        text_of_html(body_html),
        _headed(p.FILES, lang, (f"{f.title} ({f.kind}, {f.size}): {base_url}{f.url}" for f in item.files)),
        _approval(item, lang),
        p.say(p.CITATION, lang, citation=item.citation) if item.citation else "",
        p.say(p.TEXT_HEAD, lang, url=base_url + view.url),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _approval(item: ItemView, lang: str) -> str:
    """Return who approved the item, by role; "" for what was there before the gate and for previews."""
    approval = item.approval
    if approval is None or approval.at is None:
        return ""
    time = write_moment(approval.at, lang)
    return p.say(
        p.APPROVED_BY,
        lang,
        role=approval.role,
        decision=approval.decision,
        time=time,
        commit=approval.commit[:10],
    )


def _fact(fact: Fact) -> str:
    """Return a labelled value, and where it links to another site the address itself."""
    address = f" ({fact.url})" if fact.url and fact.url.startswith("http") else ""
    return f"{fact.label}: {fact.value}{address}"


def _notice(notice: Notice, lang: str) -> str:
    on = f" ({write_day(notice.day, lang)})" if notice.day else ""
    return f"{notice.title}{on}. {notice.text}"


def _picture(picture: Picture | None, lang: str) -> str:
    if picture is None:
        return ""
    told = picture.alt or picture.caption
    if picture.credit:
        told = p.say(p.PICTURE_CREDIT, lang, alt=told, credit=picture.credit)
    return p.say(p.PICTURE, lang, alt=told)


def _headed(title: Text, lang: str, rows: Iterable[str]) -> str:
    """Return rows below a title, "" where there are none."""
    told = "\n".join(f"- {row}" for row in rows)
    return f"{p.say(title, lang)}\n{told}" if told else ""


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([caption, *(" | ".join(row) for row in (head, *rows))])
