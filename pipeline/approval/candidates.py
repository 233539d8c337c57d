"""Who could approve an item of some type on some site at some moment, and who could not and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.approval.authority import Grant, Moment, Scope, authority, delegation_for
from pipeline.approval.governance import Governance
from pipeline.approval.roster import Delegation, Person, Roster, SigningKey
from pipeline.approval.standing import Standing
from pipeline.approval.strictfile import BadFile
from pipeline.errors import ConfigError, UsageError
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT
from pipeline.model.approval import Reason
from pipeline.model.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of a board with what he or she may approve by, or why not; `key`: an enrolled key holds.

    `key_until` is the last day on which one of the keys that hold now still does, `delegation_until` that of the
    delegation that is used; None: open, or none.
    """

    person: str
    name: str
    grant: Grant | None
    reason: Reason | None
    key: bool
    key_until: date | None = None
    delegation_until: date | None = None


def candidates(repo: Repository, rev: str, site: str, type_slug: str, at: datetime) -> tuple[Candidate, ...]:
    """Return the members of a site's board as they stand at a commit, those who could approve first.

    Raises `UsageError` for an unknown site and `ConfigError` for a board that cannot be read.
    """
    governance = Governance(Standing(repo, repo.head(rev)))
    if site not in governance.sites:
        raise UsageError(
            Text(f"Không có trang “{site}”.", f"There is no site “{site}”."),
            Text("Xem các trang trong thư mục sites/.", "See the folder sites/ for the sites."),
        )
    try:
        roster = governance.roster(site)
        place = governance.placer()(f"{CONTENT}/{site}/{type_slug}/bai.md", False)
    except BadFile as error:
        raise ConfigError(
            Text(
                f"Không đọc được danh sách hoặc chính sách: {error}.",
                f"A board or the policy is unreadable: {error}.",
            ),
            Text("Hãy sửa tệp theo mẫu trong tài liệu.", "Mend the file by the template in the docs."),
        ) from None
    if place is None:
        raise ConfigError(
            Text(
                "Chính sách phê duyệt không có lớp nào cho nội dung.", "No class of the policy takes content."
            ),
            Text("Hãy bổ sung lớp noi-dung vào phe-duyet.yml.", "Add the class noi-dung to phe-duyet.yml."),
        )
    scope = Scope(frozenset({type_slug}), known=True, sensitive=governance.is_sensitive(type_slug))
    standing = governance.standing_may_approve(site)
    found = []
    for person in roster.people:
        granted = authority(roster, person.id, place.path_class, scope, Moment(at, at), standing)
        grant = granted if isinstance(granted, Grant) else None
        reason = granted if isinstance(granted, Reason) else None
        key = any(k.holds(at) for k in person.keys)
        paper = _paper(roster, person.id, scope, at) if grant and grant.delegation else None
        until = paper.period.last if paper else None
        found.append(Candidate(person.id, person.name, grant, reason, key, _key_until(person, at), until))
    return tuple(sorted(found, key=lambda c: c.grant is None))


def _paper(roster: Roster, deputy: str, scope: Scope, at: datetime) -> Delegation | None:
    return delegation_for(roster, deputy, scope, Moment(at, at))


def _key_until(person: Person, at: datetime) -> date | None:
    """Return the last day of the key that holds longest, None where one has no end, or none holds."""
    ends = [_end(key) for key in person.keys if key.holds(at)]
    return None if not ends or None in ends else max(end for end in ends if end is not None)


def _end(key: SigningKey) -> date | None:
    """Return the last day on which a key may be used: its own, or the one before its revocation."""
    revoked = key.revoked - timedelta(days=1) if key.revoked else None
    known = [day for day in (key.period.last, revoked) if day is not None]
    return min(known) if known else None
