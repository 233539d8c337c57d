"""Whatever stands in front matter, pages can be made: content faults are findings, never exceptions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build_ground import NOW, ground
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.build.collections import collection_files
from pipeline.build.inputs import SiteInput, site_input
from pipeline.build.pages import context_of, pages_of
from pipeline.build.plaintext import item_text
from pipeline.build.sanitise import BodyCleaner
from pipeline.build.stage import view_files
from pipeline.model.address import parse_address
from pipeline.model.content import Document, Edition, Value

TEXT = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "2026-11-22",
                "2026-13-45",
                "0000-00-00",
                "9999-12-31",
                "2022-04",
                "0001-01-01T00:00:00+14:00",
            ),
            *("9999-12-31T23:59:59-12:00", "/tep/a.txt", "../..", "javascript:alert(1)", "10/2024/QĐ-UBND"),
            *("qppl", "het-hieu-luc", "co", "tin-tuc/2026/11/tin.md", "\u0000", "{0}", "%s", "http://[::1"),
        ]
    ),
    st.text(max_size=20),
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-(10**18), 10**18), TEXT)
KEYS = st.sampled_from(
    [
        "ten",
        "tac_gia",
        "ngay_dang",
        "tep",
        "mo_ta",
        "nguon",
        "so",
        "co_quan",
        "ngay",
        "gio",
        "noi_dung",
        "ly_do",
        "thay_the",
        "tu",
        "den",
    ]
)
VALUE: st.SearchStrategy[Value] = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> SiteInput:
    land = ground(tmp_path_factory.mktemp("kho"))
    land.file("tep/a.txt", "a")
    land.item("tin-tuc/2026/11/tin.md")
    return site_input(land.preview(), "mau", NOW, Path(land.root))


def edition(path: str, meta: dict[str, Value], body: str) -> Edition:
    return Edition(Document(path, parse_address(path)), "0" * 64, "", meta, {}, body, 1)


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_under_any_key(base: SiteInput, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(base.registry.types)), label="type")
    keys = [f.key for f in base.registry.fields_of(kind)]
    meta: dict[str, Value] = {key: data.draw(VALUE, label=key) for key in keys if data.draw(st.booleans())}
    meta |= {"loai": kind, "tieu_de": data.draw(st.one_of(st.just("Tiêu đề"), TEXT), label="title")}
    section = data.draw(st.sampled_from(["tin-tuc", kind, "la"]))
    other: dict[str, Value] = {"loai": "van-ban", "tieu_de": "Khác", "so_ky_hieu": "10/2024/QĐ-UBND"}
    other["thay_the"] = data.draw(VALUE)
    odd = edition(
        f"content/mau/{section}/2026/11/odd.md", meta, data.draw(st.text(max_size=80), label="body")
    )
    english = edition(
        f"content/mau/en/{section}/2026/11/odd.md", {**meta, "ban_goc": f"{section}/2026/11/odd.md"}, ""
    )
    document = edition("content/mau/van-ban/2024/02/qd.md", other, "")
    ctx = context_of(replace(base, editions=(*base.editions, odd, english, document)))
    pages = pages_of(ctx)
    assert len({p.file for p in pages}) == len(pages)
    cleaner = BodyCleaner(ctx)
    for page in pages:
        assert not page.file.startswith("/")
        assert ".." not in page.file.split("/")
        if page.view.item and page.entry:
            safe, _ = cleaner.clean(page.body, page.entry.path)
            assert item_text(page.view, page.view.item, ctx.given.base_url, safe)
    assert set(view_files(ctx, pages)) <= {"content/mau/tep/a.txt"}
    for name, text in collection_files(ctx, pages):
        assert name
        text.encode("utf-8")
        if name.endswith(".xml"):
            ElementTree.fromstring(text)
        if name.endswith(".json"):
            json.loads(text)
