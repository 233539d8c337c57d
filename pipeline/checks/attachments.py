"""What the rules on attachments share: the words for places within a file, and the items a file belongs to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from pipeline.checks.personal_signs import SURNAMES
from pipeline.checks.registry import Context
from pipeline.model.attachments import AttachmentFacts
from pipeline.model.content import Attachment, Corpus, Edition
from pipeline.model.patterns import regex
from pipeline.model.text import fold

_NAMED = regex(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|docm|xlsm|pptm|csv|tsv|txt|rtf|zip|jpe?g|png|webp|gif|svg|html?|json)\b",
    re.IGNORECASE,
)
_BEFORE = regex(r"[^\s/\\\"'()<>\[\]|,:]*\Z")
_LONGEST_NAME = 200


class Owners(dict[tuple[str, str], tuple[Edition, ...]]):
    """The items of a site that name a file, by site and file name in lower case; made when first asked."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus, self._read = corpus, False

    def __missing__(self, key: tuple[str, str]) -> tuple[Edition, ...]:
        if not self._read:
            self._read = True
            found: dict[tuple[str, str], dict[str, Edition]] = {}
            for edition in self._corpus.editions:
                for name in _names(edition.text):
                    found.setdefault((edition.document.site, name), {})[edition.path] = edition
            self.update({k: tuple(v.values()) for k, v in found.items()})
        return self.get(key, ())


def _names(text: str) -> Iterator[str]:
    for found in _NAMED.finditer(text):
        start = _BEFORE.search(text[max(0, found.start() - _LONGEST_NAME) : found.start()])
        if start and start[0]:
            yield (start[0] + found[0]).replace("%20", " ").lower()


def owners(attachment: Attachment, ctx: Context) -> tuple[Edition, ...]:
    """Return the items that name a file; ask only when there is something to tell of it."""
    known: Mapping[tuple[str, str], tuple[Edition, ...]] = ctx.facts.get("owners", {})
    parts = attachment.path.split("/")
    key = (parts[1] if len(parts) > 2 else "", posixpath.basename(attachment.path).lower())
    return known[key] if isinstance(known, Owners) else known.get(key, ())


def excused(attachment: Attachment, ctx: Context) -> bool:
    """Return whether an item that carries the file names the legal ground for personal data."""
    return any(e.get("co_so_phap_ly").strip() for e in owners(attachment, ctx))


def place(facts: AttachmentFacts, line: int, column: int) -> tuple[int, int, int]:
    """Return line, column and page for people: of a text file its line, of a PDF the page, else the start."""
    if facts.kind in ("text", "html", "svg"):
        return line, column, 0
    if facts.kind != "pdf":
        return 1, 1, 0
    ends = [m.start() for m in re.finditer("[\n\f]", facts.text)]
    end = ends[line - 2] + 1 if 2 <= line <= len(ends) + 1 else 0
    return 1, 1, facts.text.count("\f", 0, end) + 1


def lines_of(facts: AttachmentFacts) -> str:
    """Return the text with a line of its own for every page and every paragraph of a cell."""
    return facts.text.replace("\f", "\n") if facts.kind == "pdf" else facts.text


_AGENCY = regex(
    r"\b(?:ubnd|uy ban|so|phong|van phong|ban|cuc|chi cuc|bo|tinh|huyen|xa|phuong|trung tam|hoi dong|hdnd|cong ty|truong"
    r"|benh vien|toa an|vien|cong an|doan|mat tran|daklak|gov|admin|administrator|user|pc|computer|windows|microsoft|office"
    r"|openpyxl|python-docx|root|desktop|laptop|may tinh|canon|scanner|hp|dell|acer|asus|lenovo|ministry|department|unknown"
    r"|home|van thu|pdf|word|excel|adobe|libreoffice|wps|vnpt|viettel)\b"
)
_FAMILIES = frozenset(SURNAMES.casefold().split("|"))
_BARE_FAMILIES = frozenset(fold(SURNAMES).split("|"))
_EMPTY_TITLE = regex(
    r"(?:microsoft (?:word|excel|powerpoint) ?-.*|untitled\d*|document ?\d*|book ?\d*|slide ?\d+|presentation\d*|scan.*"
    r"|img.*|tai lieu\d*|van ban\d*|powerpoint presentation|cong hoa xa hoi chu nghia viet nam|doc\d*|new .*document.*)"
)
_PROPERTIES = frozenset({"pdf", "docx", "pptx", "odt", "odp"})
TEXT_FORMS = (".docx", ".doc", ".odt", ".txt", ".html", ".htm", ".rtf", ".xlsx", ".ods", ".csv")
_VIETNAMESE = regex(r"[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẤẦẬẮẾỀỂỆỌỐỒỘỚỜỢỤỦỨỪỰ]")
_ENOUGH = 1500  # characters


def person_named(name: str) -> str:
    """Return a name of the properties when it looks like a person's, "" for agencies, programs and machines."""
    words = name.split()
    plain = fold(name)
    if not 2 <= len(words) <= 5 or any(c.isdigit() or c in "@_/\\,." for c in name):
        return ""
    whole = all(w[0].isupper() for w in words) and not any(
        len(w) > 2 and w.isupper() and not name.isupper() for w in words
    )
    # “Trương” is a family, “Trường” a school: marks count where the name has any
    first = words[0].casefold() if plain != name.casefold() else plain.split()[0]
    families = _FAMILIES if plain != name.casefold() else _BARE_FAMILIES
    if whole and first in families:
        return name
    return "" if not whole or _AGENCY.search(plain) else name


def has_properties(facts: AttachmentFacts) -> bool:
    """Return whether title and language may be asked of a file: a readable one of a form that has them."""
    return facts.kind in _PROPERTIES and not facts.trouble


def empty_title(title: str, path: str) -> bool:
    """Return whether a title is missing, a program's default, or the name of a file."""
    words = fold(title)
    stem = fold(posixpath.basename(path).rpartition(".")[0])
    if (
        not words
        or _EMPTY_TITLE.fullmatch(words)
        or re.fullmatch(r"\S+\.(?:docx?|xlsx?|pptx?|pdf|odt)", words)
    ):
        return True
    return " " not in words and words == stem


def wrong_language(facts: AttachmentFacts) -> str:
    """Return "thieu" for a file with text and no language, the language when Vietnamese bears another's, or ""."""
    if not has_properties(facts) or facts.kind in ("pptx", "odp") or len(facts.text.strip()) < 20:
        return ""
    if not facts.language:
        return "thieu"
    sample = facts.text[:20_000]
    vietnamese = len(_VIETNAMESE.findall(sample)) * 25 > len(sample)
    return facts.language[:20] if vietnamese and not facts.language.lower().startswith("vi") else ""


def stands_for_file(edition: Edition) -> bool:
    """Return whether the body of an item is long enough to be the text of a document that it carries."""
    return len(edition.body) >= _ENOUGH


def has_equivalent(attachment: Attachment, ctx: Context) -> bool:
    """Return whether the text of a scan can be read beside it: in a file of text, or in the item's body."""
    stem = attachment.path.rpartition(".")[0]
    if ctx.corpus is not None and any(stem + form in ctx.corpus.attachments for form in TEXT_FORMS):
        return True
    for edition in owners(attachment, ctx):
        if stands_for_file(edition) or any(n.endswith(TEXT_FORMS) for n in _names(edition.text)):
            return True
    return False
