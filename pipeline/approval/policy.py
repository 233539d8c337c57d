"""The approval policy: which class a path belongs to and what that class asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.approval.roster import ROLES
from pipeline.approval.strictfile import BadFile, Table, read_yaml
from pipeline.model.address import CONTENT, SHARED

POLICY_PATH = f"sites/{SHARED}/phe-duyet.yml"
LEVELS = frozenset({"E1", "E2", "E3", "E4"})
_PLACEHOLDER = "{trang}"
_TOP_KEYS = ("trang_goc", "lop", "trang")
_CLASS_KEYS = ("ten", "mau", "so_nguoi", "vai_tro", "tu_ky", "trang", "bang_chung")
_SITE_KEYS = ("forge", "bang_chung", "api")


@dataclass(frozen=True, slots=True)
class PathClass:
    """One class: its patterns, how many people of which roles approve it, on what evidence.

    `root`: people of the root site approve, and the paths are governance. `self_signed`: the signer
    approves an act of his or her own.
    """

    name: str
    patterns: tuple[re.Pattern[str], ...]
    count: int
    roles: frozenset[str]
    self_signed: bool
    root: bool
    levels: frozenset[str]

    def match(self, path: str) -> str | None:
        """Return the site that a path names under this class, "" for none, None for no match."""
        for pattern in self.patterns:
            found = pattern.fullmatch(path)
            if found:
                return found.groupdict().get("trang") or ""
        return None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a path belongs: its class and who answers for it, a site or the shared part."""

    path_class: PathClass
    realm: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy file as a whole."""

    root_site: str
    classes: tuple[PathClass, ...]
    site_levels: Mapping[str, frozenset[str]] = field(hash=False)

    def place(self, path: str, sites: Collection[str]) -> Placement | None:
        """Return where a path belongs, None where no class maps it or it names an unknown site."""
        for path_class in self.classes:
            site = path_class.match(path)
            if site is None:
                continue
            if path_class.root:
                return Placement(path_class, SHARED)
            return Placement(path_class, site) if site in sites else None
        return None

    @property
    def governance(self) -> PathClass | None:
        """Return the class that answers for what belongs to nobody else."""
        return next((c for c in self.classes if c.root), None)

    def levels(self, path_class: PathClass, site: str) -> frozenset[str]:
        """Return the levels of evidence that count for a class on a site."""
        return self.site_levels.get(site, path_class.levels)


def is_content(path: str) -> bool:
    """Return whether a path is what readers get, as against what governs it."""
    return path.startswith(CONTENT + "/")


def parse_policy(raw: bytes) -> Policy:
    """Return the policy in phe-duyet.yml; raises `BadFile`."""
    top = Table(read_yaml(raw, POLICY_PATH), POLICY_PATH, _TOP_KEYS)
    classes = tuple(_class(row) for row in top.rows("lop", _CLASS_KEYS))
    if not classes:
        raise BadFile(f"{POLICY_PATH}: chưa có lớp nào")
    levels: dict[str, frozenset[str]] = {}
    sites = top.raw("trang")
    if sites is not None and not isinstance(sites, Mapping):
        raise BadFile(f"{POLICY_PATH}.trang: phải là các cặp khóa và giá trị")
    for site, settings in (sites or {}).items():
        own = Table(settings, f"{POLICY_PATH}.trang.{site}", _SITE_KEYS)
        if own.raw("bang_chung") is not None:
            levels[site] = _levels(own)
    return Policy(top.text("trang_goc"), classes, levels)


def _class(row: Table) -> PathClass:
    where = row.text("trang", required=False)
    if where not in ("", "goc"):
        raise BadFile(f"{row.place}.trang: chỉ có thể là goc")
    patterns = row.texts("mau")
    if where == "" and not all(_PLACEHOLDER in p for p in patterns):
        raise BadFile(f"{row.place}.mau: thiếu {_PLACEHOLDER}")
    roles = frozenset(row.texts("vai_tro"))
    if not roles <= ROLES:
        raise BadFile(f"{row.place}.vai_tro: không có vai trò {', '.join(sorted(roles - ROLES))}")
    return PathClass(
        name=row.text("ten"),
        patterns=tuple(compile_pattern(p) for p in patterns),
        count=row.number("so_nguoi", least=1),
        roles=roles,
        self_signed=row.flag("tu_ky"),
        root=where == "goc",
        levels=_levels(row),
    )


def _levels(row: Table) -> frozenset[str]:
    levels = frozenset(row.texts("bang_chung"))
    if not levels <= LEVELS:
        raise BadFile(f"{row.place}.bang_chung: không có mức {', '.join(sorted(levels - LEVELS))}")
    return levels


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a path pattern as an expression: `*` inside a name, `**` through folders, `{trang}` a site."""
    parts: list[str] = []
    for piece in re.split(r"(\*\*|\*|\{trang\})", pattern):
        match piece:
            case "**":
                parts.append(".+")
            case "*":
                parts.append("[^/]+")
            case "{trang}":
                parts.append("(?P<trang>[^/]+)" if not any("?P<trang>" in p for p in parts) else "(?P=trang)")
            case _:
                parts.append(re.escape(piece))
    return re.compile("".join(parts), re.DOTALL)
