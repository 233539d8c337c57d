"""Miễn trừ ghi sai hoặc đã hết hạn.

## Vì sao
Tệp `mien-tru.yml` cho phép một trang tạm chưa theo một quy tắc, có lý do, người chịu trách nhiệm và ngày hết hạn. Dòng sai thì không
có tác dụng; dòng hết hạn nghĩa là việc đã hứa làm chưa làm.

## Cách sửa
Mỗi mục có đủ năm khóa:

- `quy_tac: TC006`
- `duong_dan: content/daklak/thong-ke/` (một tệp, hoặc một thư mục của chính trang)
- `ly_do`, `nguoi_chiu_trach_nhiem`
- `den_ngay: 2026-12-31` (ngày cuối)

Hết hạn thì sửa lỗi rồi bỏ mục đó. Một số quy tắc không được miễn trừ (`sites/_chung/muc-do.yml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.checks.registry import Context, all_codes, rule
from pipeline.checks.severity import Weights
from pipeline.checks.waivers import own_path
from pipeline.checks.words import short
from pipeline.model.content import Mark
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig, WaiverRow
from pipeline.model.text import Text

_KEYS = "quy_tac, duong_dan, ly_do, nguoi_chiu_trach_nhiem, den_ngay"
_EXAMPLE = (
    "- {quy_tac: TC006, duong_dan: content/daklak/thong-ke/, ly_do: …, "
    "nguoi_chiu_trach_nhiem: Chánh Văn phòng, den_ngay: 2026-12-31}"
)
_FAULTS: Mapping[str, Text] = {
    "thieu-khoa": Text("Miễn trừ thiếu {}.", "A waiver lacks {}."),
    "khoa-la": Text("Miễn trừ có khóa lạ {}.", "A waiver has an unknown key {}."),
    "gia-tri-sai": Text(
        "Giá trị của {} trong miễn trừ sai dạng.", "The value of {} in a waiver is misshapen."
    ),
    "khoa-trung": Text("Khóa {} trong miễn trừ bị lặp.", "The key {} in a waiver is there twice."),
    "khong-phai-danh-sach": Text(
        "mien-tru.yml phải là danh sách ngắn, mỗi mục năm khóa.",
        "mien-tru.yml must be a short list of entries.",
    ),
}
_BROKEN = Text("mien-tru.yml không đọc được ({}).", "mien-tru.yml cannot be read ({}).")


@rule("TR013", "mien-tru-hong", on=SiteConfig, severity=Severity.ERROR, legal=(), since="0.2")
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for everything in the waivers of a site that does not hold."""
    if config.waivers is None:
        return
    path = config.waivers.path
    for fault in config.waivers.faults:
        words = _FAULTS.get(fault.kind, _BROKEN)
        detail = short(
            fault.detail.rpartition(".")[2] if fault.kind in _FAULTS else f"{fault.kind} {fault.detail}"
        )
        yield Problem(
            fault.line,
            fault.column,
            Text(words.vi.format(detail), words.en.format(detail)),
            Text(f"Ghi đủ và đúng {_KEYS}: {_EXAMPLE}", f"Give exactly {_KEYS}: {_EXAMPLE}"),
            anchor=f"{fault.kind} {fault.detail}",
            path=path,
        )
    rows = config.waivers.rows
    known = _known(ctx) if rows else frozenset()
    for row in rows:
        for key, message, hint in _wrong(row, config, ctx, known):
            mark = row.keys.get(key, row.mark)
            yield _problem(mark, message, hint, f"{key} {row.rule} {row.path}", path)


def _wrong(
    row: WaiverRow, config: SiteConfig, ctx: Context, known: frozenset[str]
) -> Iterator[tuple[str, Text, Text]]:
    codes = sorted(all_codes())
    weights: Weights = ctx.facts["weights"]
    name, place = short(row.rule), short(row.path, 120)
    if row.rule not in codes:
        near = get_close_matches(row.rule[:20].upper(), codes, n=1)
        better = near[0] if near else "TC006"
        yield (
            "quy_tac",
            Text(f"Không có quy tắc “{name}”.", f"There is no rule “{name}”."),
            Text(f"Ghi mã có thật, ví dụ: quy_tac: {better}", f"Give a rule that exists: quy_tac: {better}"),
        )
    elif not weights.waivable(row.rule):
        yield (
            "quy_tac",
            Text(f"Quy tắc {name} không được miễn trừ.", f"The rule {name} cannot be waived."),
            Text(
                "Bỏ mục này và sửa lỗi; các quy tắc không được miễn trừ ghi ở sites/_chung/muc-do.yml.",
                "Drop this entry and mend the fault; sites/_chung/muc-do.yml lists what cannot be waived.",
            ),
        )
    if not own_path(row.path, config.site_id):
        yield (
            "duong_dan",
            Text(
                f"“{place}” không thuộc trang {config.site_id}.",
                f"“{place}” is not of the site {config.site_id}.",
            ),
            Text(
                f"Ghi một tệp hoặc thư mục của trang, ví dụ: duong_dan: content/{config.site_id}/thong-ke/",
                f"Give a file or folder of the site: duong_dan: content/{config.site_id}/thong-ke/",
            ),
        )
    elif row.path.rstrip("/") not in known:
        yield (
            "duong_dan",
            Text(f"Không có tệp hay thư mục “{place}”.", f"There is no file or folder “{place}”."),
            Text(
                f"Sửa đường dẫn, hoặc bỏ mục này; ví dụ: duong_dan: content/{config.site_id}/thong-ke/",
                f"Mend the path or drop the entry: duong_dan: content/{config.site_id}/thong-ke/",
            ),
        )
    if row.until is not None and row.until < ctx.facts["today"]:
        who = short(row.responsible)
        yield (
            "den_ngay",
            Text(
                f"Miễn trừ {name} đã hết hạn ngày {row.until:%d/%m/%Y} ({who} chịu trách nhiệm).",
                f"The waiver of {name} ended on {row.until} ({who} answers for it).",
            ),
            Text(
                "Sửa lỗi rồi bỏ mục này; thật cần thì trình lại với hạn mới, ví dụ: den_ngay: 2026-12-31",
                "Mend the fault and drop the entry; where it is needed, submit a new end: den_ngay: 2026-12-31",
            ),
        )


def _known(ctx: Context) -> frozenset[str]:
    """Return every path of the repository and every folder above one."""
    corpus = ctx.corpus
    listed = set(ctx.facts["editions"]) | (set(corpus.attachments) if corpus else set())
    for config in corpus.configs if corpus else ():
        boards = config.board.files if config.board else ()
        listed |= {file.path for file in (config, config.waivers, config.front, *boards) if file}
    folders: set[str] = set()
    for path in listed:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return frozenset(listed | folders)


def _problem(mark: Mark, message: Text, hint: Text, anchor: str, path: str) -> Problem:
    return Problem(mark.line, mark.column, message, hint, anchor=anchor, path=path)
