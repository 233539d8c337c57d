"""Bài khai là của cơ quan mình nhưng cuối bài ghi nguồn của nơi khác.

## Vì sao
Dòng “(Theo Báo …)” ở cuối cho thấy bài được lấy lại. Khai `noi-bo` làm bài thoát các yêu cầu về tác giả, ngày đăng của
nguồn, và nhuận bút bị tính sai.

## Cách sửa
Đổi thành `nguon_tin: trich-dan`, chuyển tên nguồn vào khối `nguon` rồi xóa dòng cuối bài.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WHOLE = re.compile(r"(?:nguồn(?:\s+tin|\s+bài)?|source)\s?:\s*+(?P<name>[^\n]++)", re.IGNORECASE)
_TAIL = re.compile(r"\((?:theo|nguồn(?:\s+tin)?\s?:|trích)\s++(?P<name>[^()\n]++)\)[.*_\s]*+$", re.IGNORECASE)
# "Theo Báo Đắk Lắk", "Nguồn Báo Nhân Dân" as a line of its own
_LINE = re.compile(
    r"(?:(?:theo|dẫn (?:nguồn|theo)|trích(?: từ)?|link gốc|bài gốc)\s*+:\s*+|(?:(?:[Dd]ẫn )?[Tt]heo|[Dd]ẫn [Nn]guồn|[Tt]rích từ|[Nn]guồn)"
    r"\s++(?=(?-i:[A-ZĐÂÊÔƠƯ])|[\w-]+\.(?:vn|com|net)))(?P<name>[^\n,:;]{2,60})",
    re.IGNORECASE,
)
# “Bài, ảnh: Hồng Thương – Báo Gia Lai”
_BYLINE = re.compile(
    r"(?:[^\n:]{2,30}:\s)?[^\n:.]{2,50}?\s?[–—/(-]\s?(?P<name>(?-i:Báo|Đài|Tạp chí) (?-i:[A-ZĐÂÊÔƠƯ])[^()\n.]{1,40})",
    re.IGNORECASE,
)
# “(Dịch từ The Korea Herald, ngày 12/10/2026)”, a line of its own at either end
_TAKEN = re.compile(
    r"\(?(?:lược dịch|biên dịch|dịch|lược trích|lược ghi|trích|tổng hợp)(?: lại)? (?:từ|theo) (?P<name>[^()\n,;]{2,60})[^()\n]{0,40}\)?",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#\w+\s*)+")
_LAW = re.compile(
    r"(?:(?:quy định|khoản|điều|điểm|mục|chương|phụ lục|luật|nghị|thông tư|quyết định|quy chế|kế hoạch|văn bản|công văn|chỉ thị|ngân sách|vốn|kinh phí|nguồn|xã hội hóa|xã hội hoá|tài trợ|huy động)"
    r"\b|\d)",
    re.IGNORECASE,
)


@rule(
    "NG008",
    "tin-noi-bo-ghi-nguon-ngoai",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S0 Đ7 k2", "S2 Đ9 k3"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where an own item's last line names somebody else as its source."""
    blocks = scan(edition).blocks
    if blocks and _HASHTAGS.fullmatch(blocks[-1].lines[0].strip()):
        blocks = blocks[:-1]
    if edition.get("nguon_tin") != "noi-bo" or not blocks or blocks[-1].kind not in ("chu", "danh-sach"):
        return
    first = blocks[0].lines[0].strip(" *_>.") if len(blocks[0].lines) == 1 else ""
    if first.startswith("(") and len(blocks) > 1 and (taken := _TAKEN.fullmatch(first[:200])):
        name = taken["name"].strip(" *_.")
        if not _LAW.match(name) and not _own(name, edition, ctx):
            yield _problem(blocks[0].line, 1, name, "đầu")
            return
    line = blocks[-1].lines[-1]
    said = line.strip(" *_>().")
    whole = _WHOLE.match(said[:500])
    if whole and len(blocks) > 1 and len(blocks[-1].lines) == 1 and blocks[-2].kind in ("bang", "trich"):
        return  # the source of the table or the quotation above
    single = len(blocks[-1].lines) == 1 and len(blocks) > 1
    alone = (
        (_LINE.fullmatch(said) or _BYLINE.fullmatch(said[:160]) or _TAKEN.fullmatch(said[:200]))
        if single
        else None
    )
    found = whole or _TAIL.search(line[-500:]) or alone
    if not found:
        return
    name = found["name"].strip(" *_.")
    if _LAW.match(name) or _own(name, edition, ctx):
        return
    yield _problem(blocks[-1].last, len(line) - len(line.lstrip()) + 1, name, "cuối")


def _problem(line: int, column: int, name: str, end: str) -> Problem:
    return Problem(
        line,
        column,
        Text(
            f"Bài khai nguồn tin nội bộ (noi-bo) nhưng {end} bài ghi lấy từ “{short(name)}”.",
            f"The item is declared as our own (noi-bo), yet its {'last' if end == 'cuối' else 'first'} line names “{short(name)}” as source.",
        ),
        Text(
            f"Sửa: nguon_tin: trich-dan, thêm nguon: {{ten: {short(name)}, tac_gia: …, ngay_dang: …}} rồi xóa dòng này.",
            f"Write nguon_tin: trich-dan with nguon: {{ten: {short(name)}, …}} and remove this line.",
        ),
        anchor=short(name),
    )


def _own(name: str, edition: Edition, ctx: Context) -> bool:
    said = bare(name)
    site = ctx.site(edition)
    own = [edition.get("tac_gia"), "Ban Biên tập"]
    own += [site.name, site.agency, *(u.name for u in site.units)] if site else []
    known = [bare(o) for o in own if o]
    return any(said == k or said in k.split(" va ") or k in said for k in known if len(k) > 3)
