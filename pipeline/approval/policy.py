"""The approval policy: which class a path belongs to and what that class asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pipeline.approval.roster import ROLES, SigningKey, signing_key
from pipeline.approval.strictfile import BadFile, Table, read_yaml
from pipeline.model.address import CONTENT, SHARED
from pipeline.model.approval import WEAK_LEVELS
from pipeline.model.board import KEY_KEYS

POLICY_PATH = f"sites/{SHARED}/phe-duyet.yml"
LEVELS = frozenset({"E1", "E2", "E3", "E4", "E5"})
_PLACEHOLDER = "{trang}"
_TOP_KEYS = ("trang_goc", "lop", "trang")
_CLASS_KEYS = ("ten", "mau", "so_nguoi", "vai_tro", "tu_ky", "trang", "bang_chung")
_SITE_KEYS = ("forge", "bang_chung", "api")
_FORGE_KEYS = ("loai", "dia_chi", "du_an", "khoa")
FORGES = ("gitlab", "forgejo")
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]+(/[A-Za-z0-9._~/-]*)?")
_LOOPBACK = ("127.0.0.1", "localhost")


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
class ForgeSetting:
    """Where a site's requests are reviewed: kind of forge, base address, project there.

    A project is a number at GitLab ("42") and "owner/name" at Forgejo and Gitea.
    """

    kind: str
    address: str
    project: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy file as a whole."""

    root_site: str
    classes: tuple[PathClass, ...]
    site_levels: Mapping[str, frozenset[str]] = field(hash=False)
    forges: Mapping[str, ForgeSetting] = field(default_factory=dict, hash=False)
    without_api: frozenset[str] = frozenset()  # sites for which a forge's answers never count
    # site → the keys with which its forge signs merges; they prove no person
    forge_keys: Mapping[str, tuple[SigningKey, ...]] = field(default_factory=dict, hash=False)

    def forge_key(self, fingerprint: str) -> str | None:
        """Return the public key of a forge by a fingerprint, None where no forge signs with it."""
        keys = (k for held in self.forge_keys.values() for k in held)
        return next((k.text for k in keys if fingerprint in k.names), None)

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
        """Return the levels of evidence that count for a class on a site; names alone only ever for content."""
        levels = self.site_levels.get(site, path_class.levels)
        if path_class.root or path_class.self_signed:
            levels -= WEAK_LEVELS
        return levels - {"E3"} if site in self.without_api else levels


Placer = Callable[[str, bool], Placement | None]  # where a path belongs, given whether it is being removed


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
    forges: dict[str, ForgeSetting] = {}
    without_api: set[str] = set()
    forge_keys: dict[str, tuple[SigningKey, ...]] = {}
    sites = top.raw("trang")
    if sites is not None and not isinstance(sites, Mapping):
        raise BadFile(f"{POLICY_PATH}.trang: phải là các cặp khóa và giá trị")
    for site, settings in (sites or {}).items():
        own = Table(settings, f"{POLICY_PATH}.trang.{site}", _SITE_KEYS)
        if own.raw("bang_chung") is not None:
            levels[site] = _levels(own)
        if own.raw("api") is not None and not own.flag("api"):
            without_api.add(site)
        if own.raw("forge") is not None:
            told = Table(own.raw("forge"), f"{own.place}.forge", _FORGE_KEYS)
            forges[site] = _forge(told)
            forge_keys[site] = tuple(signing_key(k) for k in told.rows("khoa", KEY_KEYS))
    return Policy(top.text("trang_goc"), classes, levels, forges, frozenset(without_api), forge_keys)


def _forge(row: Table) -> ForgeSetting:
    project = row.raw("du_an")
    told = str(project) if isinstance(project, int) and not isinstance(project, bool) else row.text("du_an")
    try:
        return forge_setting(row.text("loai"), row.text("dia_chi"), told)
    except ValueError as error:
        raise BadFile(f"{row.place}.{error}") from None


def forge_setting(kind: str, address: str, project: str) -> ForgeSetting:
    """Return the setting in three texts; raises `ValueError` with the key and what it should be.

    An address is https, since a token travels with every question; http is taken for this very machine only.
    """
    if kind not in FORGES:
        raise ValueError(f"loai: phải là {' hoặc '.join(FORGES)}")
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
        broken = parts.port == 0
    except ValueError:
        raise ValueError("dia_chi: không đọc được") from None
    if broken or not parts.hostname or not (plain or parts.scheme == "https"):
        raise ValueError("dia_chi: phải là địa chỉ https://")
    if "@" in parts.netloc or "?" in address or "#" in address or not _ADDRESS.fullmatch(address):
        raise ValueError("dia_chi: chỉ gồm máy chủ và thư mục, không kèm tài khoản, tham số")
    wanted = re.compile(r"[1-9][0-9]{0,17}") if kind == "gitlab" else _REPOSITORY
    if not wanted.fullmatch(project) or "." in project.split("/") or ".." in project.split("/"):
        said = "phải là mã số của dự án" if kind == "gitlab" else "phải có dạng chủ-kho/tên-kho"
        raise ValueError(f"du_an: {said}")
    where = f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
    return ForgeSetting(kind, where, project.lower())


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
