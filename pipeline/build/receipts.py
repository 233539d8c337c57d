"""The approval receipt (Phiếu duyệt) of an item, as a page and as data, and each site's /phe-duyet.json.

A receipt names role and decision of who approved, never a person. It tells the ledger's line about its own step, which
stays what it is; the ledger's newest hash stands in /phe-duyet.json alone, so that no page changes when it moves on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from pipeline import __version__
from pipeline.build import phrases as p
from pipeline.build.context import BuildContext, text
from pipeline.build.entries import Entry
from pipeline.build.inputs import SiteInput
from pipeline.build.views import PageView
from pipeline.build.views_own import ApprovalView, Link, ReceiptView
from pipeline.model.address import SHARED
from pipeline.model.approval import FALLBACK_MARK, NO_LEGAL_FORCE, WEAK_LEVELS
from pipeline.model.content import as_list
from pipeline.model.release import Origin

RECEIPT = "phieu-duyet/"
RECEIPT_DATA = "phieu-duyet.json"
TIP_FILE = "phe-duyet.json"
SCHEMA = 1
APPROVED, BEFORE_LEDGER, PREVIEW = "approved", "before-ledger", "preview"
_HIDDEN = (("robots", "noindex, nofollow", ""),)


def receipt_url(entry: Entry) -> str:
    """Return the address of an item's receipt."""
    return entry.url + RECEIPT


def approvals_of(ctx: BuildContext, entry: Entry) -> tuple[ApprovalView, ...]:
    """Return who approved an item, by role and appointing decision; never a person's id, name or key."""
    approval = entry.approval
    if approval is None:
        return ()
    return tuple(
        ApprovalView(
            role=_role(ctx, each.role),
            decision=each.decision,
            at=each.at,
            commit=approval.step or "",
            delegation=each.delegation,
            late=each.late,
            code=each.role,
            level=each.evidence,
            proof=each.proof,
        )
        for each in approval.approvers
    )


def state_of(ctx: BuildContext, entry: Entry) -> str:
    """Return what an item's approval rests on: the gate, the state at the anchor, or nothing (a preview)."""
    if ctx.given.origin is Origin.PREVIEW or entry.approval is None:
        return PREVIEW
    return APPROVED if entry.approval.step else BEFORE_LEDGER


def receipt_page(ctx: BuildContext, entry: Entry, page: PageView) -> PageView:
    """Return the receipt of an item; `page` is the item's own page.

    The digest of the plain text is known only when that text is made; `with_text` fills it in.
    """
    lang, given = entry.lang, ctx.given
    removed = entry.removed is not None
    state = state_of(ctx, entry)
    approval = entry.approval
    told = approval.entry if approval else None
    url = receipt_url(entry)
    view = ReceiptView(
        state=state,
        item=Link(page.title, entry.url),
        id=entry.path.removeprefix("content/").removesuffix(".md"),
        removed=removed,
        approvals=approvals_of(ctx, entry),
        published=None if removed else entry.published,
        modified=entry.modified,
        source_digest=entry.edition.digest,
        text_file=page.item.text_file if page.item else None,
        commit=((approval.step if approval else None) or given.anchor) if state != PREVIEW else "",
        change=told.change.removeprefix("sha256:") if told else "",
        line=told.number if told else None,
        line_digest=told.digest if told else "",
        line_rules=told.rules if told else "",
        rules=given.rules,
        rules_version=__version__,
        data=url + RECEIPT_DATA,
        tip="/" + TIP_FILE,
    )
    own = p.say(p.RECEIPT, lang)
    phrase = p.RECEIPT_OF_REMOVAL if removed else p.RECEIPT_OF
    title = p.say(phrase, lang, title=entry.url if removed else page.title)
    crumbs = (replace(c, current=False) for c in page.breadcrumbs)
    return PageView(
        kind="receipt",
        lang=lang,
        title=title,
        description=p.say(p.RECEIPT_TEXT, lang),
        url=url,
        breadcrumbs=(*crumbs, Link(own, url, current=True)),
        meta=_HIDDEN,
        receipt=view,
    )


def with_text(view: PageView, digests: Mapping[str, str]) -> PageView:
    """Return a receipt with the SHA-256 of its item's plain text; other pages come back as they are."""
    receipt = view.receipt
    if receipt is None or receipt.text_file is None:
        return view
    return replace(view, receipt=replace(receipt, text_digest=digests[receipt.text_file]))


def receipt_data(ctx: BuildContext, view: PageView) -> str:
    """Return a receipt as JSON."""
    receipt, base = view.receipt, ctx.given.base_url
    assert receipt is not None
    told: dict[str, object] = {
        "schema": SCHEMA,
        "state": receipt.state,
        "note": p.say(_NOTES[receipt.state], view.lang),
        **_stamp(ctx.given),
        "site": ctx.given.site.id,
        "item": {
            "id": receipt.id,
            "url": base + receipt.item.url,
            "lang": view.lang,
            "removed": receipt.removed,
        },
        "source": {"sha256": receipt.source_digest},
        "text": {"url": base + receipt.text_file, "sha256": receipt.text_digest}
        if receipt.text_file
        else None,
        "published": receipt.published.isoformat() if receipt.published else None,
        "modified": receipt.modified.isoformat(),
        "late": any(a.late for a in receipt.approvals),
        "approvals": [_approval(a) for a in receipt.approvals],
        "commit": receipt.commit or None,
        "change": f"sha256:{receipt.change}" if receipt.change else None,
        "ledger": {"line": receipt.line, "sha256": receipt.line_digest, "rules": receipt.line_rules}
        if receipt.line
        else None,
        "checks": {"rules": receipt.rules, "version": receipt.rules_version, "errors": 0}
        if receipt.rules and not receipt.removed
        else None,
        "tip": base + receipt.tip,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _stamp(given: SiteInput) -> dict[str, object]:
    """Return the stamp of a demonstration, nothing for what has force."""
    return {"stamp": NO_LEGAL_FORCE} if given.stamped else {}


def _approval(a: ApprovalView) -> dict[str, object]:
    told: dict[str, object] = {
        "role": a.code,
        "title": a.role,
        "decision": a.decision,
        "delegation": a.delegation or None,
        "at": a.at.isoformat() if a.at else None,
        "late": a.late,
        "evidence": {"level": a.level, "sha256": a.proof or None},
    }
    if a.level in WEAK_LEVELS:
        told["mark"] = FALLBACK_MARK if a.level == "E4" else NO_LEGAL_FORCE
    return told


_NOTES = {
    APPROVED: p.RECEIPT_APPROVED,
    BEFORE_LEDGER: p.RECEIPT_BEFORE_LEDGER,
    PREVIEW: p.RECEIPT_PREVIEW,
}


# -- the ledger's tip ---------------------------------------------------------------------------------


def tip_text(given: SiteInput) -> str:
    """Return /phe-duyet.json: how far the ledger had come when this state of the site was published."""
    told: dict[str, object] = {"schema": SCHEMA, "site": given.site.id, "commit": given.commit}
    if given.origin is Origin.PREVIEW:
        told |= {"preview": True, "note": p.say(p.RECEIPT_PREVIEW, "vi")}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    told |= {"preview": False, "anchor": given.anchor, **_stamp(given)}
    if given.ledger:
        state = given.ledger
        told["ledger"] = {
            "tip": state.tip,
            "lines": state.lines,
            "key": state.key,
            "at": state.at.isoformat(),
        }
        told["verify"] = f"congtinh ledger verify --tip {state.tip}"
    told["rules"] = {"version": __version__, "count": given.rules}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def tip_state(given: SiteInput) -> str:
    """Return what has to change before /phe-duyet.json is written anew.

    The ledger moves on with every step of every site. A site's file follows when something of the site itself or of
    the shared governance was approved; otherwise nothing of the site changed and what is served stays as it is.
    """
    state, stamp = given.ledger, " stamped" if given.stamped else ""
    if state is None:
        return f"{given.origin} {given.commit} {given.anchor}{stamp}"
    newest = (state.newest.get(given.site.id, 0), state.newest.get(SHARED, 0))
    return f"{newest} {state.anchor} {state.key} {__version__} {given.rules}{stamp}"


def _role(ctx: BuildContext, code: str) -> str:
    """Return a role's title in the site's regulations."""
    for name in ctx.given.site.profiles:
        profile = ctx.given.registry.profiles.get(name)
        for row in as_list(profile.raw.get("vai_tro")) if profile else ():
            if isinstance(row, Mapping) and row.get("ma") == code:
                return text(row.get("ten")) or code
    return code
