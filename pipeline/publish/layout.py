"""Where a site's releases lie: public/<domain>/{releases/<id>/, current, history.jsonl}."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.model.text import Text

TEMP = ".tmp-"  # a folder under releases/ that is being written or removed; never served
CURRENT_TEMP = "current.tmp-"
MANIFEST = "manifest.json"

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_RELEASE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}(?:-\d{1,6})?")


def checked_domain(domain: str) -> str:
    """Return `domain` when it is a lower-case host name, so that it may become a folder's name.

    Raises `ConfigError` for everything else: paths, upper case, ports, single labels, more than 253 letters.
    """
    if len(domain) <= 253 and _DOMAIN.fullmatch(domain):
        return domain
    raise ConfigError(
        Text(f"“{domain}” không phải là tên miền hợp lệ.", f"“{domain}” is not a valid domain name."),
        Text(
            "Hãy sửa khóa ten_mien trong site.yml của trang, ví dụ: ten_mien: daklak.gov.vn",
            "Mend the key ten_mien in the site's site.yml, for example: ten_mien: daklak.gov.vn",
        ),
    )


def is_release_id(name: str) -> bool:
    """Return whether a name has the form of a release id."""
    return _RELEASE.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one domain below the public folder."""

    folder: Path

    @classmethod
    def of(cls, public: Path, domain: str) -> Place:
        """Return the place of a domain; raises `ConfigError` where the name is no domain."""
        return cls(public / checked_domain(domain))

    @property
    def releases(self) -> Path:
        """Return the folder that holds one folder per release."""
        return self.folder / "releases"

    @property
    def current(self) -> Path:
        """Return the symbolic link that the web server follows."""
        return self.folder / "current"

    @property
    def log(self) -> Path:
        """Return the list of switches, one JSON line each."""
        return self.folder / "history.jsonl"

    def current_id(self) -> str | None:
        """Return the id that `current` points to, None where nothing was published yet."""
        if not self.current.is_symlink():
            return None
        name = self.current.readlink().name
        return name if is_release_id(name) else None

    def release(self, name: str) -> Path:
        """Return the folder of a release; raises `ConfigError` where the name is no release id."""
        if is_release_id(name):
            return self.releases / name
        raise ConfigError(
            Text(f"“{name}” không phải là mã bản phát hành.", f"“{name}” is not a release id."),
            Text(
                "Hãy xem các mã đang có bằng lệnh: congtinh releases --site TRANG",
                "See the ids that exist with: congtinh releases --site SITE",
            ),
        )

    def names(self) -> tuple[str, ...]:
        """Return the ids of the release folders, sorted by name; unfinished ones are not among them."""
        if not self.releases.is_dir():
            return ()
        return tuple(sorted(p.name for p in self.releases.iterdir() if is_release_id(p.name)))
