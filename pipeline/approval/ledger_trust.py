"""Whose ledger it is: the signature on its newest commit, against the key that is pinned outside the repository."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.approval.keys import BadKey, fingerprint_of
from pipeline.approval.ledger import LEDGER_REF, SUCCESSION, BrokenLedger, Ledger, read_ledger
from pipeline.approval.signatures import GIT_NAMESPACE, verify
from pipeline.approval.statements import canonical_json
from pipeline.history.commits import MalformedCommit
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.model.text import Text

SUCCESSION_NAMESPACE = "so-cai@v1"


def trusted_ledger(
    repo: Repository, pinned: str, rev: str = LEDGER_REF, known: Ledger | None = None
) -> Ledger:
    """Return the ledger of a clone, empty where there is none.

    `pinned` is the public key (one line) under which it was opened; a key that succeeded it by a line signed by
    both counts as well. `known` is a ledger that was parsed before, so that the same lines are not parsed again. Raises `BrokenLedger` where chain or signature do not hold.
    """
    commit = repo.resolve(rev)
    if commit is None:
        return Ledger()
    ledger = read_ledger(repo, rev, known)
    key = current_key(ledger, pinned)
    try:
        info = repo.commit(commit)
    except (MissingObject, MalformedCommit):
        raise BrokenLedger(
            len(ledger.lines), Text("không đọc được commit của sổ cái", "the ledger's commit cannot be read")
        ) from None
    verified = verify(info.signed, info.signature or "", GIT_NAMESPACE, _only(key))
    if verified.fingerprint is None:
        raise BrokenLedger(
            len(ledger.lines),
            Text("sổ cái không do khóa của cổng duyệt ký", "the ledger is not signed by the gate's key"),
        )
    return ledger


def current_key(ledger: Ledger, pinned: str) -> str:
    """Return the key in force at the end of a ledger that was opened under a pinned one.

    Raises `BrokenLedger` where it was opened under another key, or a succession is not signed by both.
    """
    key = pinned
    if ledger.lines and ledger.lines[0].told.get("khoa") != _fingerprint(pinned):
        raise BrokenLedger(
            1,
            Text(
                "sổ cái được mở bằng khóa khác khóa đã ghim",
                "the ledger was opened by another key than the pinned one",
            ),
        )
    for line in ledger.successions():
        new = str(line.told.get("khoa_moi", ""))
        signed = succession_bytes(_fingerprint(key), new)
        for signer, armour in ((key, "chu_ky_cu"), (new, "chu_ky_moi")):
            told = verify(signed, str(line.told.get(armour, "")), SUCCESSION_NAMESPACE, _only(signer))
            if told.fingerprint is None:
                raise BrokenLedger(
                    line.number,
                    Text(
                        "dòng kế nhiệm khóa không có đủ hai chữ ký",
                        "the line of the key's succession lacks one of its two signatures",
                    ),
                )
        key = new
    return key


def succession_bytes(old: str, new: str) -> bytes:
    """Return what both keys sign when the key changes: the old key's fingerprint and the new public key."""
    return canonical_json({"kieu": SUCCESSION, "khoa_cu": old, "khoa_moi": new})


def _only(key: str) -> Callable[[str], str | None]:
    wanted = _fingerprint(key)
    return lambda fingerprint: key if fingerprint == wanted else None


def _fingerprint(key: str) -> str:
    try:
        return fingerprint_of(key)
    except BadKey:
        return ""
