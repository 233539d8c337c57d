"""What kind of value each key of a site.yml takes; a value of another kind would read as if it were missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.model.content import Value, as_list
from pipeline.model.text import Text

TEXT = Text("chữ", "text")
TEXTS = Text("danh sách chữ", "a list of texts")
MAPPING = Text("khối khóa và giá trị", "a mapping")
MAPPINGS = Text("danh sách khối khóa và giá trị", "a list of mappings")
DATE = Text("ngày", "a date")
FLAG = Text("true hoặc false", "true or false")
FORMS = {
    **dict.fromkeys(("ten", "ten_en", "co_quan", "truc_thuoc", "ten_mien", "trich_dan"), (TEXT, "{key}: …")),
    **dict.fromkeys(("ten_mien_khac", "quy_che", "ngon_ngu", "muc", "ke_thua"), (TEXTS, "{key}: [a, b]")),
    **dict.fromkeys(
        ("lien_he", "chiu_trach_nhiem", "muc_trong", "dien_mao"), (MAPPING, "{key}: {{khóa: giá trị}}")
    ),
    **dict.fromkeys(("kenh_thong_tin", "don_vi"), (MAPPINGS, "{key}: [{{khóa: giá trị}}]")),
    **dict.fromkeys(("hoat_dong_tu", "tu", "den"), (DATE, "{key}: 2024-01-01")),
    "trinh_dien": (FLAG, "{key}: true"),
}


def wrong_forms(meta: Mapping[str, Value]) -> Iterator[tuple[str, Text, str]]:
    """Yield (key, what it takes, an example line) for each value of a wrong kind; empty values are none."""
    for key, (form, example) in FORMS.items():
        value = meta.get(key)
        if value not in (None, "", ()) and not _fits(value, form):
            yield key, form, example.format(key=key)


def _fits(value: Value, form: Text) -> bool:
    if form is TEXT:
        return isinstance(value, str)
    if form is TEXTS:
        return all(isinstance(v, str) for v in as_list(value))
    if form is MAPPING:
        return isinstance(value, Mapping)
    if form is MAPPINGS:
        return all(isinstance(v, Mapping) for v in as_list(value))
    return isinstance(value, bool) if form is FLAG else _is_day(value)


def _is_day(value: Value) -> bool:
    try:
        date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True
