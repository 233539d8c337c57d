"""A change before its approval, told to people and as data (schema 1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.approval import contents as c
from pipeline.approval import proposal as p
from pipeline.approval import tokens as t
from pipeline.approval.contents import Contents, meanings, wordings
from pipeline.approval.meaning import FIELD, SEQUENCE, Shift
from pipeline.approval.proposal import Proposal, Realm
from pipeline.approval.reasons import REASONS, RESULTS, ROLES
from pipeline.model.approval import Reason, Result
from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text

_LONGEST = 2000  # characters of one value on a line
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MOST_WORDINGS = 60

KINDS: dict[str, Text] = {
    t.MONEY: Text("số tiền", "amount"),
    t.DATE: Text("ngày", "date"),
    t.TIME: Text("giờ", "time"),
    t.DOCUMENT: Text("số văn bản", "document number"),
    t.PERCENT: Text("tỷ lệ", "percentage"),
    t.LINK: Text("liên kết", "link"),
    t.EMAIL: Text("thư điện tử", "e-mail"),
    t.PHONE: Text("điện thoại", "telephone"),
    t.NAME: Text("tên", "name"),
    t.NEGATION: Text("PHỦ ĐỊNH", "NEGATION"),
    t.NUMBER: Text("số", "number"),
    FIELD: Text("ô thông tin", "field"),
    SEQUENCE: Text("thứ tự các đoạn", "order of paragraphs"),
}
CHANGES: dict[str, Text] = {
    c.NEW: Text("mới", "new"),
    c.CHANGED: Text("sửa", "changed"),
    c.GONE: Text("GỠ BỎ", "REMOVED"),
    c.CARRIED: Text("chuyển chỗ", "moved"),
}
MERGES: dict[str, Text] = {
    p.CLEAN: Text("không xung đột", "no conflict"),
    p.CONFLICT: Text("XUNG ĐỘT: nhánh phải được cập nhật từ nhánh chính", "CONFLICT: update the branch"),
    p.MOVED: Text(
        "nhánh chính đã đổi cùng tệp: duyệt bây giờ sẽ vô hiệu, hãy cập nhật nhánh trước",
        "main changed the same files: an approval now would be void, update the branch first",
    ),
}


@dataclass(frozen=True)
class Told:
    """Everything that is told before signing."""

    proposal: Proposal
    contents: Contents
    realms: Sequence[Realm]
    findings: Sequence[Finding]
    person: str | None
    warnings: Sequence[Text]


def as_dict(told: Told, signed: Sequence[tuple[str, str]], lang: str) -> dict[str, Any]:
    """Return the report as plain data; `signed` are (site, name of the statement)."""
    contents, labels = told.contents, told.contents.labels
    return {
        "schema": 1,
        "base": told.proposal.base,
        "head": told.proposal.head,
        "digest": f"sha256:{told.proposal.digest}",
        "late": told.proposal.late,
        "merge": told.proposal.merge,
        "person": told.person,
        "items": [
            {"path": i.path, "change": i.change, "title": i.title, "type": i.type, "before": i.before or None}
            for i in contents.items
        ],
        "meaning": [
            {
                "path": i.path,
                "line": s.line,
                "kind": s.kind,
                "key": s.key,
                "label": _label(labels, s.key),
                "old": s.old,
                "new": s.new,
            }
            for i, s in meanings(contents)
        ],
        "wording": [
            {"path": i.path, "line": s.line, "old": s.old, "new": s.new} for i, s in wordings(contents)
        ],
        "attachments": [_file(f) for f in contents.attachments],
        "others": [_file(f) for f in contents.others],
        "findings": [
            {
                "code": f.code,
                "severity": f.severity.value,
                "path": f.path,
                "line": f.line,
                "message": f.message.say(lang),
            }
            for f in told.findings
        ],
        "sites": [_realm(r, told.person) for r in told.realms],
        "warnings": [w.say(lang) for w in told.warnings],
        "signed": [{"site": site, "statement": name} for site, name in signed],
    }


def _file(f: c.ChangedFile) -> dict[str, Any]:
    return {"path": f.path, "change": f.change, "size": f.size, "sha256": f.digest or None}


def _realm(realm: Realm, person: str | None) -> dict[str, Any]:
    member = realm.member(person)
    return {
        "site": realm.site,
        "result": realm.now.result.value,
        "approvers": [a.person for a in realm.now.approvers],
        "may_approve": bool(member and member.counts),
        "result_then": realm.then.result.value,
        "missing": [r.value for r in realm.then.reasons],
        "could": [m.person for m in realm.members if m.counts],
    }


def as_text(told: Told, lang: str) -> str:
    """Return the report for people."""
    return "\n".join(_told(told, lang)) + "\n"


def _told(told: Told, lang: str) -> Iterator[str]:
    def say(vi: str, en: str) -> str:
        return Text(vi, en).say(lang)

    proposal, contents = told.proposal, told.contents
    what = (
        say("PHÊ DUYỆT BỔ SUNG cho bước", "LATE APPROVAL of step")
        if proposal.late
        else say("PHÊ DUYỆT nhánh", "APPROVAL of head")
    )
    yield f"{what} {proposal.head[:12]} ({say('gốc', 'base')} {proposal.base[:12]})"
    yield f"{say('Mã thay đổi', 'Change digest')}: sha256:{proposal.digest}"
    yield f"{say('Hợp nhất', 'Merge')}: {MERGES[proposal.merge].say(lang)}"
    if contents.items:
        yield "\n" + say("TIN, BÀI", "ITEMS")
        for item in contents.items:
            kind = f"{item.type}, " if item.type else ""
            yield f"  [{CHANGES[item.change].say(lang)}] {shown(item.title) or '?'} ({kind}{shown(item.path)})"
            if item.change == c.CHANGED and not item.shifts:
                yield "      " + say(
                    "không thấy câu chữ nào khác; xem bằng git diff", "no word differs; see git diff"
                )
            if item.before:
                yield f"      {say('trước ở', 'was at')} {shown(item.before)}"
    yield from _meanings(contents, lang)
    files = [*contents.attachments, *contents.others]
    if files:
        yield "\n" + say("TỆP KHÁC", "OTHER FILES")
        for f in files:
            size = f", {f.size} B, sha256:{f.digest}" if f.digest else ""
            yield f"  [{CHANGES[f.change].say(lang)}] {shown(f.path)}{size}"
    if contents.lines:
        yield "\n" + say("DÒNG THAY ĐỔI", "CHANGED LINES")
        path = ""
        for where, line in contents.lines:
            if where != path:
                path = where
                yield f"  {shown(path)}"
            yield f"    {shown(line, keep=True)}"
        if contents.cut:
            yield "  " + say("… còn nữa: xem bằng git diff", "… more: see git diff")
    yield from _findings(told.findings, lang)
    yield from _realms(told, lang)
    if told.warnings:
        yield "\n" + say("CẢNH BÁO TRƯỚC KHI KÝ", "BEFORE YOU SIGN")
        for warning in told.warnings:
            yield f"  ! {warning.say(lang)}"


def _meanings(contents: Contents, lang: str) -> Iterator[str]:
    found = list(meanings(contents))
    if found:
        yield "\n" + Text("THAY ĐỔI VỀ NGHĨA (cũ → mới)", "CHANGES IN MEANING (old → new)").say(lang)
        for item, shift in found:
            yield f"  {shown(item.path)}:{shift.line}"
            yield f"    {_shift(shift, contents, lang)}"
    wording = list(wordings(contents))
    if wording:
        yield "\n" + Text("CÂU ĐÃ ĐỔI", "CHANGED SENTENCES").say(lang)
        for item, shift in wording[:_MOST_WORDINGS]:
            yield f"  {shown(item.path)}:{shift.line}"
            yield from (f"    - {shown(shift.old)}",) if shift.old else ()
            yield from (f"    + {shown(shift.new)}",) if shift.new else ()
        if len(wording) > _MOST_WORDINGS:
            yield f"  … {len(wording) - _MOST_WORDINGS}"


def _shift(shift: Shift, contents: Contents, lang: str) -> str:
    nothing = Text("(không có)", "(nothing)").say(lang)
    label = _label(contents.labels, shift.key)
    kind = KINDS[shift.kind].say(lang)
    where = f"{label}, {kind}" if label and shift.kind != FIELD else label or kind
    return f"{shown(where)}: {shown(shift.old) or nothing} → {shown(shift.new) or nothing}"


def _label(labels: Any, key: str) -> str:
    return str(labels.get(key) or labels.get(key.split(".")[0]) or key)


def _findings(findings: Sequence[Finding], lang: str) -> Iterator[str]:
    told = [f for f in findings if f.severity is not Severity.NOTE]
    if told:
        yield "\n" + Text("LỖI, CẢNH BÁO CÒN MỞ", "OPEN FINDINGS").say(lang)
        for f in told[:100]:
            word = Text("LỖI", "ERROR") if f.severity is Severity.ERROR else Text("cảnh báo", "warning")
            yield f"  {word.say(lang)} {f.code} {shown(f.path)}:{f.line}: {shown(f.message.say(lang))}"
        if len(told) > 100:
            yield f"  … {len(told) - 100}"


def _realms(told: Told, lang: str) -> Iterator[str]:
    def say(vi: str, en: str) -> str:
        return Text(vi, en).say(lang)

    yield "\n" + say("THẨM QUYỀN", "AUTHORITY")
    for realm in told.realms:
        place = say("phần quản trị", "governance") if realm.site == "_chung" else realm.site
        yield f"  {place}: {RESULTS[realm.now.result].say(lang)}"
        for approver in realm.now.approvers:
            yield f"    {say('đã duyệt', 'approved')}: {approver.person} ({approver.evidence})"
        member = realm.member(told.person)
        if member is not None and member.counts:
            role = ROLES[member.role].say(lang) if member.role in ROLES else member.role
            papers = "; ".join(x for x in (member.decision, member.delegation) if x)
            yield f"    ✓ {say('bạn duyệt được', 'you may approve')}: {role}, {papers}"
        elif member is not None:
            yield f"    ✗ {say('bạn không duyệt được', 'you may not approve')}: {why(member.reasons, lang)}"
        else:
            yield f"    ✗ {say('bạn không thuộc Ban Biên tập này', 'you are not on this board')}"
        if realm.then.result is not Result.DAT:
            could = ", ".join(
                m.person
                for m in realm.members
                if m.counts and m.person not in {a.person for a in realm.then.approvers}
            )
            yield f"    {say('còn thiếu', 'still missing')}: {why(realm.then.reasons, lang)}"
            yield f"    {say('người duyệt được', 'who may approve')}: {could or say('không ai', 'nobody')}"
        else:
            yield f"    {say('đủ, sau khi bạn ký', 'complete, once you have signed')}"


def why(reasons: Sequence[Reason], lang: str) -> str:
    """Return reasons as one sentence after the other."""
    return " ".join(f"{REASONS[r].what.say(lang)} ({r.value})" for r in reasons) or "?"


def shown(text: str, keep: bool = False) -> str:
    """Return foreign text for a terminal: no controls or invisible characters, on one line, not too long."""
    seen = "".join("·" if unicodedata.category(x) in _UNSEEN else x for x in text.replace("\t", "  "))
    line = seen.rstrip() if keep else " ".join(seen.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
