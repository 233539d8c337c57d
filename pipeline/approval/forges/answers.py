"""A forge's answer as the ledger keeps it: ids, commits, times and states, no names, no addresses of people, no tokens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.approval.forges.port import Approval, ForgeFault, ForgeRecord, Request, Version, approved_head
from pipeline.approval.forges.reading import flag, listed, moment, number, rows, sha, table, text
from pipeline.approval.statements import canonical_json

KIND = "forge/v1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a forge said of a step, and for which sites (or the shared part) it was asked."""

    record: ForgeRecord
    realms: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the canonical JSON text that goes into the ledger."""
        r = self.record
        told = {
            "kieu": KIND,
            "loai": r.kind,
            "dia_chi": r.address,
            "du_an": r.project,
            "buoc": r.commit,
            "cho": list(self.realms),
            "loi": r.fault,
            "yeu_cau": [_plain(q) for q in r.requests],
        }
        return canonical_json(told).decode("utf-8")


def parse_answer(raw: str) -> Answer:
    """Return a kept answer; raises `ForgeFault` for what is none."""
    try:
        told = table(json.loads(raw))
    except (ValueError, RecursionError):
        raise ForgeFault("sai-dang") from None
    if told.get("kieu") != KIND:
        raise ForgeFault("sai-dang")
    record = ForgeRecord(
        text(told.get("loai")),
        text(told.get("dia_chi")),
        text(told.get("du_an")),
        sha(told.get("buoc")),
        tuple(_request(q) for q in rows(told.get("yeu_cau"))),
        text(told.get("loi")),
    )
    return Answer(record, tuple(text(site) for site in listed(told.get("cho"))))


def parse_answers(texts: Sequence[str]) -> tuple[Answer, ...]:
    """Return kept answers; raises `ForgeFault`."""
    return tuple(parse_answer(raw) for raw in texts)


def approved_heads(texts: Iterable[str]) -> frozenset[str]:
    """Return the heads that kept answers tell were approved, so that they can be kept from being lost."""
    found: set[str] = set()
    for raw in texts:
        try:
            requests = parse_answer(raw).record.requests
        except ForgeFault:
            continue
        found.update(h for q in requests for a in q.approvals if (h := approved_head(q, a)) is not None)
    return frozenset(found)


def _plain(q: Request) -> dict[str, Any]:
    return {
        "so": q.number,
        "du_an": q.project,
        "nhanh": q.branch,
        "da_hop_nhat": q.merged,
        "nguoi_tao": q.author,
        "ket_qua": list(q.results),
        "duyet": [
            {"tai_khoan": a.account, "luc": _stamp(a.at), "dinh": a.head, "con": a.stands}
            for a in q.approvals
        ],
        "phien_ban": [{"dinh": v.head, "luc": _stamp(v.at), "goc": v.base} for v in q.versions],
        "dinh": q.head,
        "goc": q.base,
    }


def _request(told: Any) -> Request:
    return Request(
        number(told.get("so")),
        text(told.get("du_an")),
        text(told.get("nhanh")),
        flag(told.get("da_hop_nhat")),
        number(told.get("nguoi_tao")),
        tuple(sha(r) for r in listed(told.get("ket_qua"))),
        tuple(
            Approval(
                number(a.get("tai_khoan")),
                moment(a.get("luc")),
                sha(a["dinh"]) if a.get("dinh") else "",
                flag(a.get("con")),
            )
            for a in rows(told.get("duyet"))
        ),
        tuple(
            Version(sha(v.get("dinh")), moment(v.get("luc")), sha(v.get("goc")))
            for v in rows(told.get("phien_ban"))
        ),
        sha(told["dinh"]) if told.get("dinh") else "",
        sha(told["goc"]) if told.get("goc") else "",
    )


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
