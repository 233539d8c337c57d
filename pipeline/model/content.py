"""Items and their versions: `Document` is one item, `Edition` one version of it, `Corpus` all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from pipeline.model.address import Address
from pipeline.model.attachments import DAMAGED, AttachmentFacts
from pipeline.model.site import Registry, SiteConfig

Scalar: TypeAlias = str | int | bool | None
Value: TypeAlias = "Scalar | tuple[Value, ...] | Mapping[str, Value]"
Meta: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@lru_cache(maxsize=4096)
def mark_at(line: int, column: int) -> Mark:
    """Return a place; nearly all files have keys at the same ones, so a corpus holds each only once."""
    return Mark(line, column)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that reading a file came upon; a rule turns each kind into a finding.

    Kinds: see `pipeline.source.faults`.
    """

    kind: str
    line: int
    column: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One item with all its versions; its path is its identity."""

    path: str
    address: Address | None  # None: the path has not the form of an item

    @property
    def site(self) -> str:
        """Return the id of the site that the item belongs to."""
        return self.path.split("/", 2)[1] if self.path.count("/") >= 2 else ""

    @property
    def lang(self) -> str:
        """Return "vi" or "en"."""
        return self.address.lang if self.address else "vi"

    @property
    def section(self) -> str:
        """Return the section folder, "" where the path has none."""
        return self.address.section if self.address else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of an item. Approvals belong to an edition: an edit voids them.

    `digest` is the SHA-256 of the file's bytes; `marks` give the place of every key by its path
    ("nguon.ten", "hinh_anh[0].mo_ta"); `head` is all that stands before the body, `body_line` the file's
    line on which the body begins. Text is in normal form C; columns count characters of that form.
    """

    document: Document
    digest: str
    head: str
    meta: Meta = field(compare=False)
    marks: Mapping[str, Mark] = field(compare=False)
    body: str
    body_line: int
    faults: tuple[Fault, ...] = ()

    def __hash__(self) -> int:
        # what many rules look up by: the digest tells one text from another as well as the text does
        return hash((self.document.path, self.digest))

    @property
    def path(self) -> str:
        """Return the repository path of the file."""
        return self.document.path

    @property
    def text(self) -> str:
        """Return the text of the whole file; not kept, for of a large corpus all bodies would be held twice."""
        return _whole(self)

    @property
    def type(self) -> str:
        """Return the content type's slug as the editor wrote it, "" when missing."""
        return self.get("loai")

    @property
    def title(self) -> str:
        """Return the title, "" when missing."""
        return self.get("tieu_de")

    def get(self, key: str) -> str:
        """Return the text under a dotted key, "" when it is missing or not text."""
        value = self.meta.get(key) if "." not in key else self.value(key)
        return value if isinstance(value, str) else ""

    def value(self, key: str) -> Value:
        """Return the value under a dotted key ("nguon.ten"), None when any step is missing."""
        if "." not in key:
            return self.meta.get(key)
        value: Value = self.meta
        for part in key.split("."):
            # asked a hundred times for every item, and nearly always of a plain dictionary
            if not isinstance(value, dict) and not isinstance(value, Mapping):
                return None
            value = value.get(part)
        return value

    def mark(self, key: str) -> Mark:
        """Return where a key stands; of a missing key, where its parent (at last the block) stands."""
        while key:
            if key in self.marks:
                return self.marks[key]
            cut = max(key.rfind("."), key.rfind("["))
            key = key[:cut] if cut > 0 else ""
        return Mark(1, 1)

    def written_lines(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of every line of the file but the comments of its front matter."""
        for number, line in enumerate(self.text.split("\n"), start=1):
            if number >= self.body_line or not line.lstrip().startswith("#"):
                yield number, line

    def body_lines(self) -> Iterator[tuple[int, str]]:
        """Yield the file's line number and the text of every line of the body."""
        for offset, line in enumerate(self.body.split("\n")):
            yield self.body_line + offset, line


@lru_cache(maxsize=4)  # the rules ask one after the other for the same item
def _whole(edition: Edition) -> str:
    return edition.head + edition.body


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file under content/ that is not an item: a picture, a document, data.

    `head` holds the first bytes (at most 4096) for rules that look at what the file really is; `reader`
    looks into the whole file when somebody asks.
    """

    path: str
    size: int
    digest: str
    head: bytes
    faults: tuple[Fault, ...] = ()
    reader: Callable[[Attachment], AttachmentFacts] | None = field(default=None, compare=False, repr=False)

    @property
    def facts(self) -> AttachmentFacts:
        """Return what the file holds; the first question reads the file, so ask only where it matters."""
        if self.reader is None or self.faults:
            return AttachmentFacts("", DAMAGED if self.faults else "")
        return self.reader(self)


@dataclass(frozen=True)
class Corpus:
    """Everything that was read: items, attachments, site configuration, registry."""

    registry: Registry
    editions: tuple[Edition, ...]
    attachments: Mapping[str, Attachment]
    configs: tuple[SiteConfig, ...]

    def of_site(self, site: str) -> tuple[Edition, ...]:
        """Return the items of one site."""
        return tuple(e for e in self.editions if e.document.site == site)


def as_list(value: Value) -> tuple[Value, ...]:
    """Return a list value as it is, a missing one as empty, anything else as a list of one."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def file_paths(value: Value) -> tuple[str, ...]:
    """Return the paths of a file-kind value: text, {tep: …}, or a list of either."""
    found = (v.get("tep") if isinstance(v, Mapping) else v for v in as_list(value))
    return tuple(v for v in found if isinstance(v, str))
