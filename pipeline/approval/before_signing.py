"""What an approver is warned of before signing: open errors, a doubtful key, a signature that would not count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.approval.proposal import CLEAN, Proposal, Realm
from pipeline.approval.proposal_report import MERGES, why
from pipeline.approval.roster import Person
from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text

SOON = timedelta(days=30)


def warnings_for(
    proposal: Proposal,
    person: Person | None,
    fingerprint: str,
    chosen: Sequence[Realm],
    findings: Sequence[Finding],
    at: datetime,
) -> list[Text]:
    """Return what somebody should know before signing, the gravest first; none of it forbids to sign."""
    found: list[Text] = []
    errors = sum(f.severity is Severity.ERROR for f in findings)
    if errors:
        found.append(Text(f"Còn {errors} lỗi chưa sửa.", f"{errors} errors are open."))
    if proposal.merge != CLEAN:
        found.append(MERGES[proposal.merge])
    key = next((k for k in person.keys if k.fingerprint == fingerprint), None) if person else None
    if not fingerprint:
        found.append(
            Text("Chưa có khóa ký; hãy nêu --key TỆP.", "There is no signing key; name one by --key FILE.")
        )
    elif key is None:
        found.append(
            Text(
                "Khóa này chưa có trong danh sách Ban Biên tập: chữ ký sẽ không có giá trị.",
                "This key is on no board: the signature would be worthless.",
            )
        )
    elif not key.holds(at):
        found.append(Text("Khóa này hết hạn hoặc đã thu hồi.", "This key has expired or was revoked."))
    elif key.period.last is not None and key.period.last <= (at + SOON).date():
        found.append(
            Text(
                f"Khóa này hết hạn ngày {key.period.last:%d/%m/%Y}.",
                f"This key expires on {key.period.last}.",
            )
        )
    for realm in chosen:
        member = realm.member(person.id) if person else None
        if member is not None and not member.counts:
            found.append(
                Text(
                    f"{realm.site}: cổng duyệt sẽ không tính lời duyệt của bạn: {why(member.reasons, 'vi')}",
                    f"{realm.site}: the gate would not count your approval: {why(member.reasons, 'en')}",
                )
            )
    return found
