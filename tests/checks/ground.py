"""What the tests of checking share: a small repository, items written in few words, hostile bodies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.model.finding import Report, Stage
from pipeline.source.corpus import load
from tests.casework import NOW, ROOT

ARTICLE = "content/daklak/tin-tuc/2026/11/doi-gio.md"
FRONT = """\
loai: tin-tuc
tieu_de: Bộ phận một cửa đổi giờ nhận hồ sơ
tom_tat: Từ tháng mười hai, nhận hồ sơ cả sáng thứ Bảy.
don_vi: van-phong-ubnd-tinh
tac_gia: Phòng Tổng hợp
nguon_tin: noi-bo
tiep_nhan_luc: 2026-11-20T08:30:00+07:00
kenh: truc-tiep
do_mat: khong-mat
nhuan_but: khong
tu_khoa: [một cửa, hồ sơ]
su_kien_luc: 2026-11-20T08:00:00+07:00
pham_vi: trong-nuoc
"""
BODY = "Người dân có thể nộp hồ sơ vào sáng thứ Bảy hằng tuần.\n"


def item(body: str = BODY, front: str = FRONT) -> str:
    """Return the text of an item."""
    return f"---\n{front}---\n\n{body}"


def repository(root: Path, files: dict[str, str | bytes]) -> Path:
    """Lay out the shared data, one sample site and some files; return the root."""
    for name in ("_chung", "daklak"):
        shutil.copytree(ROOT / "sites" / name, root / "sites" / name)
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def report(root: Path, stage: Stage = Stage.SUBMIT, **options: object) -> Report:
    """Return what the rules say of the content of a repository (not of its site files)."""
    options.setdefault("paths", ["content"])
    return check_corpus(load(root), now=NOW, stage=stage, **options)  # type: ignore[arg-type]


def hostile_bodies(size: int) -> Iterator[tuple[str, str]]:
    """Yield name and text of bodies of about `size` characters that make careless patterns explode."""
    for unit in (
        *(
            "[",
            "]",
            "![",
            "[a](",
            "[a](b",
            "](",
            "[a](x](y)](",
            "[a]( ",
            '[a](x "',
            "[a](<",
            "![[",
            "[a][",
            "[a]:",
        ),
        *("`", "``` ", "`a``", "<a>", "<a ", "<img ", "<!--", "<a href=", '<a b="', "<table>", "<", "&#115;"),
        *("*", "**", "**a", "__", "#", "# ", "- ", "> ", "| ", "|-", "a", "A", " ", "\t", "ậ ", "MẬT ", "( "),
        *(
            "http://",
            "www.",
            "http://a.",
            "a.b/",
            "123",
            "000 000 000 ",
            "CCCD ",
            "can cuoc 123456789 ",
            "(theo ",
        ),
        *("theo: ", "nguồn: ", "ảnh: ", "độ mật", "[^1]: a ", "Ư", "ĐẮK ", "*_(", "\\", "{: ", "\u0300", "é"),
    ):
        yield unit, unit * (size // len(unit))
    for unit in (
        "[a](b)\n",
        "![](x)\n",
        "[x](/khong-co)\n",
        "> a\n\n",
        "#### a\n",
        "**a**\n\nb\n\n",
        "| a |\n",
        "```\na\n",
    ):
        yield f"{unit!r} by line", unit * (size // len(unit))
    yield "nested links", "[" * (size // 6) + "](b)" * (size // 6)
    yield "nested pictures", "![" * (size // 6) + "](b)" * (size // 6)
    yield "fences of every length", "\n".join("`" * n + "x" for n in range(3, max(4, int((2 * size) ** 0.5))))
    yield "ticks of every length", " ".join("`" * n for n in range(1, max(2, int((2 * size) ** 0.5))))
    yield "table without end", "| a | b |\n|---|---|\n" + "| c | d |\n" * (size // 10)
    yield "one quotation", "> a\n" * (size // 4)
