"""Tên tệp nói rằng đây là tài liệu mật.

## Vì sao
Tên như `cong-van-mat.pdf`, `toi-mat.docx` thường do người soạn đặt đúng. Tệp ảnh chụp thì máy không đọc được dấu, chỉ còn
cái tên.

## Cách sửa
Mở tệp ra xem có dấu mật không. Có thì dừng ngay và báo người phụ trách. Không thì đổi tên: `quy-dinh-bao-ve-bi-mat.pdf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import SECRETS
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, slug

_SAYS = re.compile(
    r"(?:^|-)(?:tuyet-mat|toi-mat|(?:van-ban|cong-van|tai-lieu|ke-hoach|bao-cao|dong-dau|dau)-mat)(?:-|$)"
)
_ABOUT = re.compile(r"bao-ve|bi-mat|quy-dinh|quy-che|luat|huong-dan|danh-muc|bao-mat|giai-mat")


@rule(
    "BM009",
    "ten-tep-goi-la-mat",
    on=Attachment,
    severity=Severity.WARNING,
    legal=SECRETS,
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a name that says so; names of rules about secrets are left alone."""
    name = slug(attachment.path.rpartition("/")[2].rpartition(".")[0])[:300]
    if _SAYS.search(name) and not _ABOUT.search(name):
        yield Problem(
            1,
            1,
            Text("Tên tệp nói đây là tài liệu mật.", "The file's name says that it is secret."),
            Text(
                "Mở ra xem: có dấu mật thì báo người phụ trách; không thì đổi tên, ví dụ: ke-hoach-dien-tap.pdf",
                "Look into it: stop if it bears a stamp; else rename it.",
            ),
            anchor=name,
        )
