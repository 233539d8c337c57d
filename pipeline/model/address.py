"""From a file's path to its place on a site: content/<site>/[en/]<section>/[<yyyy>/<mm>/]<slug>.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

CONTENT = "content"
SITES = "sites"
SHARED = "_chung"
MEDIA_FOLDERS = ("anh", "tep")  # pictures and files of a site, beside its sections
LANGUAGES = ("vi", "en")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where an item stands: site, language, section, optional year and month folder, slug."""

    site: str
    lang: str
    section: str
    year: str | None
    month: str | None
    slug: str

    @property
    def url(self) -> str:
        """Return the item's address on its site, with a leading and a trailing slash."""
        dated = [self.year, self.month] if self.year and self.month else []
        parts = (["en"] if self.lang == "en" else []) + [self.section, *dated, self.slug]
        return "/" + "/".join(parts) + "/"


def parse_address(path: str) -> Address | None:
    """Return the address of a content file, or None when the path has not the form of an item."""
    parts = list(PurePosixPath(path).parts)
    if len(parts) < 4 or parts[0] != CONTENT or not path.endswith(".md"):
        return None
    site, rest = parts[1], parts[2:]
    lang = "vi"
    if rest[0] == "en":
        lang, rest = "en", rest[1:]
    name = rest[-1][: -len(".md")]
    match rest[:-1]:
        case [section]:
            return Address(site, lang, section, None, None, name)
        case [section, year, month]:
            return Address(site, lang, section, year, month, name)
        case _:
            return None


def site_of(path: str) -> str | None:
    """Return the site id that a repository path belongs to, None for shared paths."""
    parts = PurePosixPath(path).parts
    if len(parts) >= 2 and parts[0] in (CONTENT, SITES) and parts[1] != SHARED:
        return parts[1]
    return None
