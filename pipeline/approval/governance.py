"""Governance as it is proven at a point of the history: policy, sites, boards, profiles, types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from pipeline.approval.policy import POLICY_PATH, Placement, Policy, parse_policy
from pipeline.approval.roster import Roster, parse_roster
from pipeline.approval.strictfile import BadFile, read_yaml
from pipeline.history.trees import Entry
from pipeline.model.address import SHARED, SITES
from pipeline.model.content import Value

BOARD, DELEGATIONS, SITE_FILE = "ban-bien-tap.yml", "uy-quyen.yml", "site.yml"
# The law of the house, whatever the type files say: these are never approved by a standing member.
_T = TypeVar("_T")
ALWAYS_SENSITIVE = frozenset({"chi-dao-dieu-hanh", "van-ban"})


class Proven(Protocol):
    """A state to read from; `Standing` is one."""

    def entry(self, path: str) -> Entry | None:
        """Return what is proven at a path."""
        ...

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder."""
        ...

    def content(self, identity: str) -> bytes:
        """Return the bytes of a blob."""
        ...

    @property
    def governance_version(self) -> int:
        """Return a number that changes with whatever is proven below sites/."""
        ...


class Governance:
    """Typed access to the governance files of a proven state.

    What was parsed once is kept by blob id; what was read is kept until something below sites/ changes, since most
    steps of a history change content only.
    """

    def __init__(self, proven: Proven) -> None:
        self._proven = proven
        self._rosters: dict[tuple[str, str, str], Roster | BadFile] = {}
        self._policies: dict[str, Policy | BadFile] = {}
        self._values: dict[str, Mapping[str, Value]] = {}
        self._read: dict[tuple[str, ...], Any] = {}
        self._version = proven.governance_version

    def _now(self, read: Callable[..., _T], *names: str) -> _T:
        """Return what a method reads for some names, from memory where nothing below sites/ changed since."""
        if self._version != self._proven.governance_version:
            self._read.clear()
            self._version = self._proven.governance_version
        key = (read.__name__, *names)
        if key not in self._read:
            self._read[key] = read(*names)
        found: _T = self._read[key]
        return found

    @property
    def policy(self) -> Policy:
        """Return the approval policy; raises `BadFile`."""
        return self._now(self._policy)

    def _policy(self) -> Policy:
        identity = self._id(POLICY_PATH)
        if identity is None:
            raise BadFile(f"{POLICY_PATH}: không có tệp")
        if identity not in self._policies:
            try:
                self._policies[identity] = parse_policy(self._proven.content(identity))
            except BadFile as error:
                self._policies[identity] = error
        found = self._policies[identity]
        if isinstance(found, BadFile):
            raise found
        return found

    @property
    def policy_id(self) -> str | None:
        """Return the blob id of the policy file."""
        return self._now(self._id, POLICY_PATH)

    @property
    def sites(self) -> frozenset[str]:
        """Return the ids of the sites that have a board or a site file."""
        return self._now(self._sites)

    def _sites(self) -> frozenset[str]:
        return frozenset(
            name
            for name in self._proven.names(SITES)
            if name != SHARED
            and any(self._id(f"{SITES}/{name}/{file}") is not None for file in (BOARD, SITE_FILE))
        )

    def roster(self, site: str) -> Roster:
        """Return the board of a site; raises `BadFile` also where there is none."""
        return self._now(self._roster, site)

    def _roster(self, site: str) -> Roster:
        board = self._id(f"{SITES}/{site}/{BOARD}")
        if board is None:
            raise BadFile(f"{SITES}/{site}/{BOARD}: không có tệp")
        given = self._id(f"{SITES}/{site}/{DELEGATIONS}")
        key = (site, board, given or "")
        if key not in self._rosters:
            content = self._proven.content
            try:
                self._rosters[key] = parse_roster(
                    site, board, content(board), content(given) if given else None
                )
            except BadFile as error:
                self._rosters[key] = error
        found = self._rosters[key]
        if isinstance(found, BadFile):
            raise found
        return found

    def rosters(self) -> tuple[Roster, ...]:
        """Return the boards of all sites that can be read."""
        return self._now(self._boards)

    def _boards(self) -> tuple[Roster, ...]:
        found = []
        for site in sorted(self.sites):
            try:
                found.append(self.roster(site))
            except BadFile:
                continue
        return tuple(found)

    def placer(self) -> Callable[[str, bool], Placement | None]:
        """Return a function that tells where a path belongs, given whether it is being removed.

        What nobody answers for may not be brought in; taking it away is governance, or it could never
        be mended. The function keeps to this moment's policy and sites. Raises `BadFile`.
        """
        return self._now(self._placer)

    def _placer(self) -> Callable[[str, bool], Placement | None]:
        policy, sites = self.policy, self.sites
        governing = policy.governance

        def place(path: str, removed: bool) -> Placement | None:
            found = policy.place(path, sites)
            if found is None and removed and governing is not None:
                return Placement(governing, SHARED)
            return found

        return place

    def standing_may_approve(self, site: str) -> bool:
        """Return whether one of the site's regulation profiles lets a standing member approve."""
        return self._now(self._standing, site)

    def _standing(self, site: str) -> bool:
        profiles = self._mapping(f"{SITES}/{site}/{SITE_FILE}").get("quy_che")
        named = profiles if isinstance(profiles, tuple) else (profiles,)
        return any(
            self._mapping(f"{SITES}/{SHARED}/quy-che/{name}.yml").get("thuong_truc_duyet") is True
            for name in named
            if isinstance(name, str) and "/" not in name
        )

    def is_demo(self, site: str) -> bool:
        """Return whether a site is a sample site, by its proven site file."""
        return self._mapping(f"{SITES}/{site}/{SITE_FILE}").get("trinh_dien") is True

    def is_sensitive(self, type_slug: str) -> bool:
        """Return whether a content type is never for a standing member to approve; one that nobody knows is."""
        return self._now(self._sensitive, type_slug)

    def _sensitive(self, type_slug: str) -> bool:
        if type_slug in ALWAYS_SENSITIVE or "/" in type_slug:
            return True
        known = self._mapping(f"{SITES}/{SHARED}/loai/{type_slug}.yml")
        return not known or known.get("nhay_cam") is True

    def _mapping(self, path: str) -> Mapping[str, Value]:
        """Return a file's mapping, empty where it is missing or broken: what it would allow, it does not."""
        identity = self._id(path)
        if identity is None:
            return {}
        if identity not in self._values:
            try:
                value = read_yaml(self._proven.content(identity), path)
            except BadFile:
                value = None
            self._values[identity] = value if isinstance(value, Mapping) else {}
        return self._values[identity]

    def _id(self, path: str) -> str | None:
        found = self._proven.entry(path)
        return found.id if found and found.is_file else None
