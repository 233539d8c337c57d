"""docs/quy-che.md: what answers each article of the regulations, from docs/quy-che/*.yml and the rules themselves.

A rule that cites an article stands in its row without being named there, so that a new rule needs no new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks import all_rules
from pipeline.checks.registry import FAMILIES, Rule
from pipeline.model.content import Value, as_list
from pipeline.source.values import mapping, maps, text_of, texts
from pipeline.source.yamlstrict import parse

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "docs" / "quy-che"
PAGE = ROOT / "docs" / "quy-che.md"
REGULATIONS = ("S0", "S1", "S2", "S3", "S4")
ANSWERS = ("quy_tac", "tinh_nang", "con_nguoi", "chua_co", "khong_ap_dung")
_CITED = re.compile(r"(S[0-4]) Đ(\d+)(?: k(\d+))?")
# Why rules stand that no article of these regulations asks for by number.
BEYOND = {
    "SD": "Giữ cho các mục bắt buộc của dữ liệu đặc tả (TT 24/2011) đọc được và đúng nghĩa.",
    "NG": "Giữ cho việc ghi nguồn kiểm tra được.",
    "TC": "Tiêu chuẩn tiếp cận nội dung trang thông tin (WCAG) và an toàn của trang.",
    "MH": "Giữ cho chữ Việt tìm kiếm và đọc được.",
    "BM": "Pháp luật về bí mật nhà nước và dữ liệu cá nhân.",
    "LK": "Trang dựng xong phải đi lại được; pháp luật mới về dịch vụ công.",
    "VB": "Nghị định về cung cấp thông tin và về công tác văn thư.",
    "TH": "Luật Tiếp cận thông tin.",
    "TR": "Giữ cho khai báo, địa chỉ và tệp của trang không mâu thuẫn.",
    "GB": "Luật Tiếp cận thông tin: sửa thông tin sai phải công khai.",
}


@dataclass(frozen=True)
class Row:
    """One answer: article, clauses (empty: the whole article), gist, what answers it."""

    article: str
    clauses: tuple[int, ...]
    gist: str
    answers: Mapping[str, Value]


@dataclass(frozen=True)
class Regulation:
    """A regulation with its articles (and the numbers of their clauses) and the rows that answer them."""

    code: str
    name: str
    profile: str
    articles: Mapping[str, tuple[int, ...]]
    rows: tuple[Row, ...]


def read(name: str) -> Mapping[str, Value]:
    """Return the mapping in a data file of the table."""
    return mapping(parse((DATA / f"{name}.yml").read_text(encoding="utf-8")).value)


def numbers(value: Value) -> tuple[int, ...]:
    """Return the whole numbers of a list value."""
    return tuple(v for v in as_list(value) if isinstance(v, int))


def regulation(code: str) -> Regulation:
    """Return a regulation from its file."""
    data = read(code)
    articles = {text_of(a, "dieu"): numbers(a.get("khoan")) for a in maps(data.get("dieu"))}
    rows = tuple(
        Row(text_of(a, "dieu"), numbers(r.get("khoan")), text_of(r, "y_chinh"), r)
        for a in maps(data.get("dieu"))
        for r in maps(a.get("dong"))
    )
    return Regulation(code, text_of(data, "ten"), text_of(data, "ho_so"), articles, rows)


def citing(code: str, row: Row) -> list[str]:
    """Return the rules that cite this row's article, and one of its clauses where both name any."""
    return [rule.code for rule in all_rules() if any(_cites(cited, code, row) for cited in rule.legal)]


def _cites(cited: str, code: str, row: Row) -> bool:
    match = _CITED.match(cited)
    if not match or match[1] != code or row.article != f"Đ{match[2]}":
        return False
    return not match[3] or not row.clauses or int(match[3]) in row.clauses


def rules_of(code: str, row: Row) -> list[str]:
    """Return the codes of a row: those named in the data, then those that cite it."""
    named = texts(row.answers.get("quy_tac"))
    return list(dict.fromkeys([*named, *sorted(citing(code, row))]))


def beyond() -> list[Rule]:
    """Return the rules that no row of a regulation holds."""
    held = {c for code in REGULATIONS for row in regulation(code).rows for c in rules_of(code, row)}
    return [rule for rule in all_rules() if rule.code not in held]


def _link(code: str) -> str:
    return f"[{code}](quy-tac/{code}.md)"


def _answer(codes: list[str], answers: Mapping[str, Value], features: Mapping[str, Value]) -> str:
    parts = []
    if codes:
        parts.append("Quy tắc: " + ", ".join(_link(c) for c in codes))
    named = [mapping(features.get(f)) for f in texts(answers.get("tinh_nang"))]
    if named:
        told = [
            text_of(f, "ten") + (f" (`congtinh {text_of(f, 'lenh')}`)" if text_of(f, "lenh") else "")
            for f in named
        ]
        parts.append("Chương trình: " + "; ".join(told))
    for key, label in (
        ("con_nguoi", "Người làm"),
        ("chua_co", "Chưa có"),
        ("khong_ap_dung", "Không áp dụng"),
    ):
        if text_of(answers, key):
            parts.append(f"{label}: {text_of(answers, key)}")
    return "; ".join(parts) + "."


def _clauses(row: Row) -> str:
    if not row.clauses:
        return row.article
    first, last = row.clauses[0], row.clauses[-1]
    return f"{row.article} k{first}" + (f"–{last}" if last != first else "")


def page() -> str:
    """Return the page."""
    features, wanted = read("tinh-nang"), read("yeu-cau")
    return "\n".join((*_head(), *_regulations(features), *_requirements(features, wanted), *_beyond())) + "\n"


def _head() -> Iterator[str]:
    yield from (
        "# Từng điều của quy chế được giữ bằng gì",
        "",
        "<!-- Trang này do `make docs` tạo từ docs/quy-che/ và từ các quy tắc; không sửa tay. -->",
        "",
        "Bảng này đối chiếu từng điều, khoản của năm quy chế với cái giữ cho nó được thực hiện. Mỗi dòng nêu ý chính bằng lời",
        "của người lập bảng, không thay cho nguyên văn. Năm cách trả lời:",
        "",
        "- **Quy tắc**: chương trình tự kiểm tra; mỗi mã có một trang giải thích vì sao và cách sửa.",
        "- **Chương trình**: tính năng làm sẵn việc đó, không ai phải nhớ.",
        "- **Người làm**: việc của con người; chương trình không làm thay và không phán xét.",
        "- **Chưa có**: chương trình sẽ hỗ trợ nhưng chưa làm xong.",
        "- **Không áp dụng**: điều, khoản không đặt yêu cầu cho nội dung của trang.",
        "",
        "Nhiều dòng có hơn một cách. Chỗ ghi [chưa kiểm chứng] là chưa có căn cứ chắc chắn; đừng coi đó là quy định.",
    )


def _regulations(features: Mapping[str, Value]) -> Iterator[str]:
    for code in REGULATIONS:
        held = regulation(code)
        yield from ("", f"## {code}: {held.name}", "")
        yield from ("| Điều, khoản | Ý chính | Giữ bằng |", "|---|---|---|")
        for row in held.rows:
            answer = _answer(rules_of(code, row), row.answers, features)
            yield f"| {_clauses(row)} | {row.gist} | {answer} |"


def _requirements(features: Mapping[str, Value], wanted: Mapping[str, Value]) -> Iterator[str]:
    yield from ("", "## Theo từng yêu cầu", "")
    yield "Các yêu cầu được rút từ năm quy chế và từ luật, nghị định, thông tư mà quy chế dựa vào."
    yield from ("", "| Yêu cầu | Ý chính | Giữ bằng |", "|---|---|---|")
    for name, value in wanted.items():
        row = mapping(value)
        yield f"| {name} | {text_of(row, 'y_chinh')} | {_answer(list(texts(row.get('quy_tac'))), row, features)} |"


def _beyond() -> Iterator[str]:
    yield from ("", "## Quy tắc không đến từ điều nào của năm quy chế", "")
    yield "Các quy tắc sau giữ cho yêu cầu của luật khác, hoặc giữ cho các quy tắc trên làm việc được."
    yield from ("", "| Nhóm | Vì sao có | Quy tắc |", "|---|---|---|")
    for family, label in FAMILIES.items():
        codes = [_link(rule.code) for rule in beyond() if rule.family == family]
        if codes:
            yield f"| {label} | {BEYOND[family]} | {', '.join(codes)} |"
