"""Pairs of items: copies, partial copies, and innocents that share a form, a law, or a block of contact."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.checks.facts import corpus_facts
from pipeline.checks.registry import Context
from pipeline.checks.taken import taken
from pipeline.model.content import Corpus, Edition
from pipeline.model.finding import Stage
from pipeline.model.text import strip_diacritics
from pipeline.source.items import read_item
from pipeline.source.registry import load_registry
from tests.casework import NOW, ROOT

HERE = Path(__file__).resolve().parent / "likeness"
ITEMS = yaml.safe_load((HERE / "bai.yml").read_text(encoding="utf-8"))
FORMS = yaml.safe_load((HERE / "khuon.yml").read_text(encoding="utf-8"))
PAIRS = yaml.safe_load((HERE / "cap.yml").read_text(encoding="utf-8"))
LAW = (
    "Điều 13 Nghị định số 154/2020/NĐ-CP quy định như sau:\n\n"
    "1. Tổ chức, cá nhân thực hiện việc kê khai theo mẫu, tự chịu trách nhiệm về tính chính xác của nội dung kê khai và nộp tại"
    " cơ quan tiếp nhận nơi đặt trụ sở trong thời hạn mười ngày kể từ ngày phát sinh. Cơ quan tiếp nhận kiểm tra tính đầy đủ của"
    " hồ sơ, cấp giấy tiếp nhận ngay trong buổi làm việc; hồ sơ chưa đầy đủ thì hướng dẫn bổ sung một lần bằng văn bản, nêu rõ lý"
    " do và thời hạn bổ sung không quá năm ngày làm việc."
)
CONTACT = (
    "Mọi chi tiết xin liên hệ Văn phòng HĐND và UBND xã, số 12 đường Hùng Vương, trong giờ hành chính các ngày làm việc trong"
    " tuần, người dân đến trực tiếp hoặc gọi điện trước để được sắp xếp thời gian gặp cán bộ phụ trách lĩnh vực mình cần hỏi.\n\n"
    "Nơi nhận: Thường trực Đảng ủy; Thường trực HĐND; Chủ tịch, các Phó Chủ tịch UBND; Ủy ban Mặt trận Tổ quốc; các phòng chuyên"
    " môn; các thôn, buôn; Trạm Y tế; các trường học trên địa bàn; Ban Biên tập trang thông tin điện tử; lưu văn thư."
)
REGISTRY, CONFIGS = load_registry(ROOT)


def item(path: str, title: str, body: str, received: str, kind: str = "tin-tuc", **more: Any) -> Edition:
    meta = {"loai": kind, "tieu_de": title, "don_vi": "van-phong-ubnd-tinh", "tac_gia": "Ban Biên tập"}
    meta |= {"nguon_tin": "noi-bo", "tiep_nhan_luc": received, **more}
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    return read_item(path, f"---\n{head}---\n\n{body}\n".encode())


def later_body(case: Mapping[str, Any]) -> str:
    own = ITEMS[case["goc"]]["doan"]
    kept = [own[n - 1] for n in case.get("giu", range(1, len(own) + 1))]
    if case.get("trich"):
        kept = [f"> {p}\n> — Tư liệu của Hợp tác xã dệt" for p in kept]
    kept += [ITEMS[name]["doan"][n - 1] for name, n in case.get("them", ())]
    text = "\n\n".join(
        [*([case["mo"]] if "mo" in case else []), *kept, *([case["ket"]] if "ket" in case else [])]
    )
    for old, new in case.get("thay", ()):
        assert old in text, old
        text = text.replace(old, new)
    if case.get("khong_dau"):
        text = strip_diacritics(text)
    if case.get("hoa"):
        text = text.upper()
    if case.get("danh_sach"):
        text = "\n".join(f"- {p}" for p in text.split("\n\n"))
    if case.get("xuong_dong"):
        text = text.replace(", ", ",\n")
    if case.get("dam"):
        text = text.replace(" được ", " **được** ")
    return text


def pair(case: Mapping[str, Any]) -> list[Edition]:
    if "khuon" in case:
        form = FORMS[case["khuon"]]
        first, second = (form["bo"][n] for n in case["bo"])
        titles = (form["ten"].format(**first), case.get("ten") or form["ten"].format(**second))
        bodies = (form["than"].format(**first), form["than"].format(**second))
        return [
            item(f"content/eakly.daklak/tin-tuc/2026/11/{n}.md", t, b, f"2026-11-1{n}T08:00:00+07:00")
            for n, (t, b) in enumerate(zip(titles, bodies, strict=True), start=1)
        ]
    own = ITEMS[case["goc"]]
    body, later = "\n\n".join(own["doan"]), later_body(case)
    for shared in [t for key, t in (("luat", LAW), ("lien_he", CONTACT)) if case.get(key)]:
        body += "\n\n" + shared
        later = "\n\n".join([*ITEMS["ho-dap"]["doan"][:1], shared, *ITEMS["mot-cua"]["doan"][:1]])
    site = "daklak" if case.get("cung_trang") else case.get("trang", "eakly.daklak")
    source_site = "krongpac.daklak" if site == "daklak" and not case.get("cung_trang") else "daklak"
    first_path = f"content/{source_site}/tin-tuc/2026/11/{case['goc']}.md"
    kind = case.get("loai", "tin-tuc")
    title = case.get("ten") or f"Tin của cơ sở: {case['goc']}"
    more = dict(case.get("dau_bai", {}))
    return [
        item(first_path, own["ten"], body, "2026-11-11T08:00:00+07:00"),
        item(
            f"content/{site}/tin-tuc/2026/11/bai-sau.md",
            title,
            later,
            "2026-11-15T08:00:00+07:00",
            kind,
            **more,
        ),
    ]


@pytest.mark.parametrize(
    "number", range(len(PAIRS)), ids=lambda n: f"{n}-{PAIRS[n].get('goc') or PAIRS[n]['khuon']}"
)
def test_a_copy_is_told_and_a_form_is_not(number: int) -> None:
    case = PAIRS[number]
    editions = pair(case)
    corpus = Corpus(REGISTRY, tuple(reversed(editions)), {}, CONFIGS)
    ctx = Context(NOW, Stage.SUBMIT, REGISTRY, corpus, corpus_facts(corpus, NOW))
    found = taken(editions[1], ctx)
    told = "im" if found is None else "NG009" if found.whole else "NG010"
    seen = found and (found.percent, found.found.common, found.found.changed_data, found.found.changes)
    assert told == case["ket_qua"], seen
    assert taken(editions[0], ctx) is None
