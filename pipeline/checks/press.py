"""The press as data: which names and addresses belong to one newspaper (sites/_chung/bao-chi.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.checks.words import bare
from pipeline.model.content import as_list
from pipeline.model.site import Registry

# Where everybody may write: never the original of a newspaper's article.
OPEN_PLACES = (
    *(
        "facebook.com",
        "fb.com",
        "fb.watch",
        "youtube.com",
        "youtu.be",
        "tiktok.com",
        "zalo.me",
        "twitter.com",
        "x.com",
    ),
    *("instagram.com", "pinterest.com", "blogspot.com", "wordpress.com", "t.me", "threads.net", "reddit.com"),
    *("google.com", "google.com.vn", "bing.com", "coccoc.com", "docs.google.com", "drive.google.com"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper, news agency or broadcaster."""

    name: str
    names: frozenset[str]  # without marks
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """All that the data names."""

    papers: tuple[Paper, ...]

    def named(self, text: str) -> Paper | None:
        """Return the newspaper that a name means, None when it is none of those known."""
        said = bare(text)
        for start in ("theo ", "nguon ", "dan theo ", "bao dien tu ", "trang "):
            said = said.removeprefix(start)
        return next((p for p in self.papers if said in p.names), None)

    def at(self, host: str) -> Paper | None:
        """Return the newspaper that publishes at a host."""
        return next((p for p in self.papers if is_under(host, p.hosts)), None)


def read_press(registry: Registry) -> Press:
    """Return the press that the shared data names; rows of a wrong shape are left out."""
    papers = []
    for row in as_list((registry.shared.get("bao-chi") or {}).get("bao")):
        if not isinstance(row, Mapping) or not isinstance(row.get("ten"), str):
            continue
        others = [n for n in as_list(row.get("goi_khac")) if isinstance(n, str)]
        hosts = tuple(h.lower() for h in as_list(row.get("ten_mien")) if isinstance(h, str))
        papers.append(Paper(str(row["ten"]), frozenset(bare(n) for n in (str(row["ten"]), *others)), hosts))
    return Press(tuple(papers))


def host_of(address: str) -> str:
    """Return the host of an address in lower case without "www.", "" when there is none."""
    try:
        host = urlsplit(address if "//" in address else "//" + address).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.").removeprefix("m.")


def is_under(host: str, names: tuple[str, ...]) -> bool:
    """Return whether a host is one of some domains or below it."""
    return any(host == n or host.endswith("." + n) for n in names)
