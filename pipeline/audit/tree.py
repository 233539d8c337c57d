"""A built tree on the disk: its files, their digests, and which file an address of the site leads to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from pipeline.errors import ConfigError
from pipeline.model.release import Manifest, PageRef
from pipeline.model.text import Text, nfc

INDEX = "index.html"


def files_of(directory: Path) -> tuple[str, ...]:
    """Return the sorted paths of all files below a folder.

    Raises `ConfigError` on symbolic links and special files: a site is made of plain files.
    """
    found = []
    for path in directory.rglob("*"):
        name = path.relative_to(directory).as_posix()
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise ConfigError(
                Text(f"{name} trong cây trang không phải là tệp thường.", f"{name} is not a regular file."),
                Text("Hãy dựng lại trang từ đầu.", "Build the site anew."),
            )
        if path.is_file():
            found.append(name)
    return tuple(sorted(found))


def manifest_of(directory: Path) -> Manifest:
    """Return the SHA-256 of every file below a folder."""
    digests = {}
    for name in files_of(directory):
        with (directory / name).open("rb") as stream:
            digests[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return Manifest(digests)


def address_of(file: str) -> str:
    """Return the address of a file of the tree, with a leading slash; an index page's ends in one."""
    path = PurePosixPath(file)
    if path.name == INDEX:
        return "/" if path.parent == PurePosixPath() else f"/{path.parent}/"
    return f"/{file}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: outside (`host`), or to a path of the site (decoded, leading slash)."""

    host: str | None
    path: str
    fragment: str


@dataclass(frozen=True)
class Tree:
    """A folder as a site. `rooted` is False for loose files, whose site's root is not known."""

    directory: Path
    hosts: frozenset[str]
    rooted: bool = True
    _found: dict[str, str | None] = field(default_factory=dict, repr=False)

    def target(self, ref: PageRef, href: str) -> Target | None:
        """Return where a link on a page leads, None where it is not for us to judge (mailto, data …)."""
        href = href.strip()
        try:
            split = urlsplit(href)
            if split.scheme not in ("", "http", "https"):
                return None
            if split.netloc and (split.hostname or "") not in self.hosts:
                return Target(split.hostname or "?", "", "")
            if not self.rooted and (split.netloc or split.path.startswith(("/", ".."))):
                return None
            joined = urlsplit(urljoin(address_of(ref.file), split._replace(scheme="", netloc="").geturl()))
        except ValueError:
            return None  # the address has no readable form: LK104
        return Target(None, nfc(unquote(joined.path)), nfc(unquote(split.fragment)))

    def file(self, path: str) -> str | None:
        """Return the file that an address leads to (a folder's is its index), None where there is none."""
        if path not in self._found:
            self._found[path] = self._look(path)
        return self._found[path]

    def _look(self, path: str) -> str | None:
        name = path.strip("/")
        if "\0" in name or ".." in name.split("/"):
            return None
        candidates = [f"{name}/{INDEX}" if name else INDEX]
        if not path.endswith("/"):
            candidates.insert(0, name)
        for candidate in candidates:
            try:
                if (self.directory / candidate).is_file():
                    return candidate
            except OSError:  # a name too long for the file system
                return None
        return None

    def pages(self) -> Iterator[str]:
        """Yield the HTML files of the tree."""
        return (name for name in files_of(self.directory) if name.lower().endswith((".html", ".htm")))
