"""Địa chỉ cũ của bài trùng với bài khác hoặc viết sai.

## Vì sao
Địa chỉ trong `dia_chi_cu` được chuyển hướng tới bài. Hai bài nhận cùng một địa chỉ, hoặc địa chỉ đó đang là của một bài khác, thì
không biết phải đưa người đọc đi đâu.

## Cách sửa
Mỗi địa chỉ cũ chỉ ghi ở một bài, bắt đầu bằng `/`, ví dụ `dia_chi_cu: [/tin-tuc/2024/03/ten-bai-cu/]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.checks.weblinks import split
from pipeline.checks.words import short
from pipeline.model.content import Corpus, Edition, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_KEY = "dia_chi_cu"


@rule("LK012", "dia-chi-cu-trung", on=Corpus, severity=Severity.ERROR, legal=("S1 Đ14 k1",), since="0.3")
def check(corpus: Corpus, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every old address that two items claim, that is in use, or that is none."""
    claiming = [e for e in corpus.editions if e.value(_KEY) is not None]
    taken: dict[tuple[str, str], Edition] = {}
    if claiming:
        sites = {e.document.site for e in claiming}
        taken = {
            (e.document.site, e.document.address.url): e
            for e in corpus.editions
            if e.document.address and e.document.site in sites
        }
    claimed: dict[tuple[str, str], Edition] = {}
    for edition in claiming:
        value = edition.value(_KEY)
        for number, entry in enumerate(as_list(value)):
            place = f"{_KEY}[{number}]" if isinstance(value, tuple) else _KEY
            address = _address(entry, edition, ctx.facts["hosts"])
            if address is None:
                yield _problem(
                    edition,
                    place,
                    str(entry),
                    Text("không phải là địa chỉ trên trang này", "is no address of this site"),
                )
                continue
            key = (edition.document.site, address)
            owner = taken.get(key) or claimed.setdefault(key, edition)
            if owner is edition and key in taken:
                said = Text("là địa chỉ hiện nay của chính bài", "is the item's own present address")
            elif owner is not edition:
                said = Text(f"cũng là địa chỉ của {owner.path}", f"is an address of {owner.path} too")
            else:
                continue
            yield _problem(edition, place, address, said)


def _address(entry: object, edition: Edition, hosts: Mapping[str, str]) -> str | None:
    """Return the path of an old address with slashes at both ends; a file's path keeps its name."""
    written = entry.strip() if isinstance(entry, str) else ""
    if "://" in written:
        parts = split(written)
        if parts is None or hosts.get((parts.hostname or "").lower()) != edition.document.site:
            return None
        written = parts.path
    if not written.startswith("/") or written.startswith("//") or any(c in written for c in " ?#\\"):
        return None
    return written if written.endswith("/") or "." in written.rpartition("/")[2] else f"{written}/"


def _problem(edition: Edition, place: str, address: str, said: Text) -> Problem:
    mark = edition.mark(place)
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"Địa chỉ cũ {short(address, 100)} {said.vi}.",
            f"The old address {short(address, 100)} {said.en}.",
        ),
        Text(
            "Xóa dòng thừa hoặc sửa, ví dụ: dia_chi_cu: [/tin-tuc/2024/03/ten-bai-cu/]",
            "Remove or mend it, for example: dia_chi_cu: [/tin-tuc/2024/03/ten-bai-cu/]",
        ),
        anchor=address,
        path=edition.path,
    )
