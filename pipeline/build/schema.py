"""/api/schema.json: the form of the JSON of items and of the site, as JSON Schema (draft 2020-12)."""

from __future__ import annotations

import json
from typing import Any

SCHEMA_FILE = "api/schema.json"
_TEXT: dict[str, Any] = {"type": "string"}
_TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
_ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
_DIGEST: dict[str, Any] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_NUMBERS: dict[str, Any] = {"type": "array", "items": _TEXT}
_DAY: dict[str, Any] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
_CHANGE: dict[str, Any] = {"anyOf": [_TIME, {"type": "null"}]}
_LANG: dict[str, Any] = {"enum": ["vi", "en"]}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def _object(told: str, /, optional: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"description": told, "type": "object", "properties": properties, "required": required}


_FILE = _object(
    "Một tệp tải về / a download",
    title=_TEXT,
    url=_ADDRESS,
    kind=_TEXT,
    bytes=_COUNT,
    digest=_DIGEST,
)
_ITEM = _object(
    "Một bài / an item. `id` là trang và đường dẫn, không bao giờ đổi / `id` is site and path, it never changes",
    ("validity", "replaced_by", "amended_by"),
    id=_TEXT,
    url=_ADDRESS,
    type=_TEXT,
    lang=_LANG,
    section=_TEXT,
    title=_TEXT,
    summary=_TEXT,
    author=_TEXT,
    unit=_TEXT,
    source=_TEXT,
    keywords=_NUMBERS,
    published=_TIME,
    modified=_TIME,
    expired={"type": "boolean"},
    digest=_DIGEST,
    fields={"description": "Các khóa của loại, như đã viết / keys of the type as written", "type": "object"},
    labels={
        "type": "array",
        "items": _object("Giá trị có nhãn / a labelled value", key=_TEXT, label=_TEXT, value=_TEXT),
    },
    text=_ADDRESS,
    receipt=_ADDRESS,
    files={"type": "array", "items": _FILE},
    data={"description": "Bảng số liệu / tables of figures", "type": "array", "items": _ADDRESS},
    validity={"enum": ["chua-hieu-luc", "con-hieu-luc", "het-hieu-luc-mot-phan", "het-hieu-luc"]},
    replaced_by=_NUMBERS,
    amended_by=_NUMBERS,
)
_YEAR = _object(
    "Một năm / a year",
    year={"type": "integer"},
    count={"type": "integer", "minimum": 1},
    modified=_TIME,
    url=_ADDRESS,
)
_LIST = _object(
    "api/<loại>.json: các bài mới nhất / the newest items; api/<loại>/<năm>.json: mọi bài đăng trong năm / all of a year",
    ("count", "complete", "years", "year"),
    schema={"const": 2},
    site=_TEXT,
    type=_TEXT,
    citation=_TEXT,
    count={"type": "integer", "minimum": 1},
    complete={"description": "Tệp này có mọi bài / this file has all items", "type": "boolean"},
    years={"type": "array", "items": _YEAR},
    year={"type": "integer"},
    items={"type": "array", "items": {"$ref": "#/$defs/item"}},
)

_SITE = _object(
    "api/site.json: trang tự mô tả / the site describes itself",
    schema={"const": 2},
    id=_TEXT,
    name=_TEXT,
    name_en=_TEXT,
    level=_TEXT,
    agency=_TEXT,
    url=_ADDRESS,
    aliases=_NUMBERS,
    parent={"anyOf": [_TEXT, {"type": "null"}]},
    languages={"type": "array", "items": _LANG},
    since=_DAY,
    until=_DAY,
    successors=_NUMBERS,
    demonstration={"type": "boolean"},
    responsible=_TEXT,
    citation=_TEXT,
    contact=_object("Thông tin liên hệ / contact", address=_TEXT, phone=_TEXT, fax=_TEXT, email=_TEXT),
    units={
        "type": "array",
        "items": _object("Một đơn vị / a unit", code=_TEXT, name=_TEXT, since=_DAY, until=_DAY),
    },
    modified=_CHANGE,
    sections={
        "type": "array",
        "items": _object(
            "Một chuyên mục / a section",
            section=_TEXT,
            lang=_LANG,
            title=_TEXT,
            url=_ADDRESS,
            feed=_ADDRESS,
            count=_COUNT,
            modified=_CHANGE,
        ),
    },
    types={
        "type": "array",
        "items": _object(
            "Một loại tin / a type of items", type=_TEXT, count=_COUNT, url=_ADDRESS, modified=_TIME
        ),
    },
    newest={
        "type": "array",
        "items": _object(
            "Một bài mới / a new item",
            id=_TEXT,
            url=_ADDRESS,
            lang=_LANG,
            title=_TEXT,
            published=_TIME,
            modified=_TIME,
        ),
    },
    links={
        "description": "Địa chỉ của các tệp khác / addresses of other files",
        "type": "object",
        "additionalProperties": _ADDRESS,
    },
)


def schema_text() -> str:
    """Return the schema file."""
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dữ liệu của trang / data of the site",
        "$ref": "#/$defs/list",
        "$defs": {"list": _LIST, "item": _ITEM, "site": _SITE},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
