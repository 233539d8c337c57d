"""Tài liệu dẫn tới kho chia sẻ riêng, mạng xã hội hoặc kho soạn thảo thay vì nằm trên trang.

## Vì sao
Văn bản, biểu mẫu phải tải được từ chính trang của cơ quan. Tệp trên Google Drive, OneDrive, Zalo hay Facebook có thể bị đổi, bị xóa,
đòi đăng nhập, và không ai biết đó có phải bản chính thức. Bản trong kho soạn thảo là bản chưa duyệt.

## Cách sửa
Tải tệp về, đưa vào thư mục `tep/` rồi dẫn tới, ví dụ `[Mẫu đơn](/tep/mau-don.pdf)`. Phiếu khảo sát trực tuyến thì để nguyên.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.weblinks import split
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, fold

_STORES = re.compile(
    r"(?:drive\.google\.com|docs\.google\.com|1drv\.ms|onedrive\.live\.com|(?:[\w-]+\.)?sharepoint\.com"
    r"|(?:www\.)?dropbox\.com|(?:www\.)?mediafire\.com|(?:www\.)?fshare\.vn|mega\.nz|(?:www\.)?4shared\.com"
    r"|we\.tl|wetransfer\.com|photos\.google\.com|(?:www\.)?scribd\.com|(?:www\.)?box\.com|app\.box\.com)"
)
_SOCIAL = re.compile(
    r"(?:(?:[a-z-]+\.)?facebook\.com|fb\.(?:com|me|watch)|(?:chat\.)?zalo\.me|t\.me|m\.me|(?:www\.)?tiktok\.com)"
)
# What people call a document; a link to an office's page on a social network is no fault.
_DOCUMENT = re.compile(
    r"\b(?:van ban|toan van|quyet dinh|cong van|ke hoach|thong bao so|bieu mau|mau don|mau so|to khai|tep|file|tai ve"
    r"|tai xuong|du thao|phu luc|danh sach|bao cao|huong dan|nghi quyet|ho so)\b"
)
_FORGE = re.compile(
    r"/-/(?:blob|tree|raw|merge_requests|edit)/|/(?:blob|pull|tree)/[\w.-]+/|/src/branch/|/pulls/\d"
)


@rule(
    "LK013",
    "tai-lieu-o-kho-ngoai",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a", "S1 Đ14 k1"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link to a file store, a post that stands for a document, or a draft."""
    for link in scan(edition).links:
        if "://" not in link.target or (parts := split(link.target)) is None:
            continue
        name, path = (parts.netloc.rpartition("@")[2].partition(":")[0]).lower(), parts.path
        if _STORES.fullmatch(name):
            if path.startswith("/forms"):
                continue
            said = Text("là kho chia sẻ riêng", "is a private file store")
        elif _SOCIAL.fullmatch(name):
            if not _DOCUMENT.search(fold(link.text[:300])) or link.bare:
                continue
            said = Text("là mạng xã hội", "is a social network")
        elif _FORGE.search(path[:500]) and path.endswith((".md", "/")) | ("merge_requests" in path):
            said = Text("là kho soạn thảo, bản chưa duyệt", "is where drafts are written")
        else:
            continue
        yield Problem(
            link.line,
            link.column,
            Text(
                f"“{short(link.text)}” dẫn tới {name}, {said.vi}, không phải tệp trên trang.",
                f"“{short(link.text)}” leads to {name}, which {said.en}, not to a file of the site.",
            ),
            Text(
                "Đưa tệp vào thư mục tep/ của trang rồi dẫn tới, ví dụ: [Mẫu đơn](/tep/mau-don.pdf)",
                "Put the file under tep/ of the site, for example: [Form](/tep/mau-don.pdf)",
            ),
            anchor=link.target,
        )
