"""Tệp ảnh hoặc tệp đính kèm không bài nào dùng tới.

## Vì sao
Tệp thừa làm kho nặng thêm và vẫn mở được trên mạng nếu ai đó biết địa chỉ, dù không bài nào dẫn tới và không ai duyệt.

## Cách sửa
Dẫn tới tệp trong bài cần nó, hoặc xóa tệp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.checks.registry import Context, rule
from pipeline.model.address import MEDIA_FOLDERS
from pipeline.model.content import Corpus
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, nfc

_NAME = re.compile(r"/([^\s/\\\"'()<>\[\]{},:;]{1,200}\.[A-Za-z0-9]{1,5})(?![A-Za-z0-9])")


@rule("TR021", "tep-khong-dung", on=Corpus, severity=Severity.NOTE, legal=(), since="0.2")
def check(corpus: Corpus, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every file of a site's media folders whose name stands in no item of the site."""
    named: dict[str, set[str]] = {}
    for edition in corpus.editions:
        if "." in edition.text:
            named.setdefault(edition.document.site, set()).update(_NAME.findall(edition.text))
    for config in corpus.configs:
        emblem = corpus.registry.sites[config.site_id].emblem
        named.setdefault(config.site_id, set()).add((emblem or "").rsplit("/", 1)[-1])
    plain = {site: {nfc(unquote(n)) for n in names} for site, names in named.items()}
    for path in corpus.attachments:
        parts = path.split("/")
        if len(parts) < 4 or parts[2] not in MEDIA_FOLDERS:
            continue
        if nfc(parts[-1]) not in plain.get(parts[1], ()) and " " not in parts[-1]:
            yield Problem(
                1,
                1,
                Text(f"Không bài nào dùng tệp {parts[-1]}.", f"No item uses {parts[-1]}."),
                Text(
                    f"Dẫn tới tệp trong bài, ví dụ: tep_dinh_kem: [{{tep: /{'/'.join(parts[2:])}, ten: …}}]; hoặc xóa tệp.",
                    "Link to it from an item, or remove it.",
                ),
                anchor=path,
                path=path,
            )
