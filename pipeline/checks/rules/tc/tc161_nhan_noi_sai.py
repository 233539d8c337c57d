"""Nhãn không nối với ô nào, nối sai ô, hoặc hai ô có cùng một nhãn.

## Vì sao
Phần mềm đọc màn hình đọc nhãn của ô đang điền. Nhãn nối sai (`for` không trùng `id`), hai nhãn cho một ô, hay hai ô cùng
tên “Ngày” thì người nghe điền nhầm.

## Cách sửa
`<label for="ho-ten">Họ và tên</label> <input id="ho-ten" …>`; mỗi ô một nhãn riêng: “Ngày cấp”, “Ngày hết hạn”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_FIELDS = ("input", "select", "textarea", "meter", "progress", "output", "button")


@rule(
    "TC161",
    "nhan-noi-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each label that names nothing, the wrong thing, or two things alike."""
    ids = {e.attrs["id"]: e for e in reversed(page.elements) if e.attrs.get("id")}
    named: dict[str, Element] = {}
    used: dict[tuple[int, str], tuple[Element, int]] = {}
    for label in visible(page, "label"):
        wanted = label.attrs.get("for", "")
        field = ids.get(wanted) if "for" in label.attrs else _inside(page, label)
        if field is None or field.tag not in _FIELDS:
            if "for" in label.attrs:
                yield _problem(
                    label,
                    f"for=“{short(wanted)}” không phải là id của ô nào",
                    f"for=“{short(wanted)}” is the id of no field",
                )
            elif label.text:
                yield _problem(label, "nhãn không nối với ô nào", "it belongs to no field")
            continue
        if not label.text:  # its aria-label is in it
            yield _problem(label, "nhãn không có chữ", "it has no text")
            continue
        if wanted and wanted in named:
            yield _problem(
                label,
                f"ô “{short(wanted)}” đã có một nhãn khác",
                f"the field “{short(wanted)}” has another label already",
            )
        named.setdefault(wanted, label)
        choice = field.attrs.get("type", "").lower() in ("radio", "checkbox", "hidden")
        key = (_group(page, label), plain(label.text))
        before = used.setdefault(key, (label, field.index))
        if before[1] != field.index and not choice and key[1]:
            yield _problem(label, "hai ô có cùng một nhãn", "two fields have the same label")


def _inside(page: BuiltPage, label: Element) -> Element | None:
    todo = [c for c in label.content if isinstance(c, int)]
    while todo:
        element = page.elements[todo.pop()]
        if element.tag in _FIELDS:
            return element
        todo.extend(c for c in element.content if isinstance(c, int))
    return None


def _group(page: BuiltPage, label: Element) -> int:
    at = label.parent
    while at >= 0 and page.elements[at].tag not in ("form", "fieldset", "tr"):
        at = page.elements[at].parent
    return at


def _problem(label: Element, vi: str, en: str) -> Problem:
    return Problem(
        label.line,
        label.column,
        Text(f"Nhãn “{short(label.text, 40)}”: {vi}.", f"The label “{short(label.text, 40)}”: {en}."),
        Text(
            'Viết: <label for="ho-ten">Họ và tên</label> <input id="ho-ten" name="ho-ten">',
            'Write: <label for="full-name">Full name</label> <input id="full-name" name="full-name">',
        ),
        f"{label.attrs.get('for', '')} {label.text}"[:80],
        ("1.3.1", "3.3.2"),
    )
