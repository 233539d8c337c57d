"""Nhãn không nối với ô nào, nối sai ô, hoặc hai ô có cùng một nhãn.

## Vì sao
Phần mềm đọc màn hình đọc nhãn của ô đang điền. Nhãn nối sai (`for` không trùng `id`), hai nhãn cho một ô, hay hai ô cùng
tên “Ngày” thì người nghe điền nhầm.

## Cách sửa
`<label for="ho-ten">Họ và tên</label> <input id="ho-ten" …>`; mỗi ô một nhãn riêng: “Ngày cấp”, “Ngày hết hạn”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.checks.accname import by_id, labels_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, plain, short, visible
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_WRITTEN = ("", "text", "search", "email", "tel", "url")
# Words that a form's maker leaves in, and words of buttons, in small letters.
_SAYS_NOTHING = frozenset(
    (
        *(
            "menu",
            "go",
            "ok",
            "label",
            "field",
            "text",
            "input",
            "text field",
            "input field",
            "form",
            "button",
        ),
        *("ô nhập", "ô nhập liệu", "nhập liệu", "nhập vào đây", "nhập tại đây", "biểu mẫu", "nút bấm"),
    )
)
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
    used: dict[tuple[int, int, str], tuple[Element, int]] = {}
    unseen = hidden_of(page).viewers
    headings_at = [e.index for e, _ in headings(page) if not unseen[e.index]]
    seen: dict[int, bool] = {}
    for label in _hollow(page):
        yield _problem(
            label, "nhãn không nói phải điền gì", "it does not say what to fill in", act=("cc0f0a",)
        )
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
        key = (_group(page, label, seen), bisect_left(headings_at, label.index), plain(label.text))
        before = used.setdefault(key, (label, field.index))
        if before[1] != field.index and not choice and key[2]:
            yield _problem(label, "hai ô có cùng một nhãn", "two fields have the same label", act=("cc0f0a",))


def _hollow(page: BuiltPage) -> Iterator[Element]:
    """Yield the first label of each text field whose labels in sight would fit any field."""
    unseen = hidden_of(page).viewers
    for field in visible(page, "input", "textarea"):
        if field.attrs.get("type", "").strip().lower() not in _WRITTEN or unseen[field.index]:
            continue
        named = [by_id(page, each) for each in field.attrs.get("aria-labelledby", "").split()[:20]]
        labels = [e for e in (*labels_of(page, field), *named) if e is not None and not unseen[e.index]]
        if labels and all(e.text.casefold().strip(" :*.…") in _SAYS_NOTHING for e in labels):
            yield labels[0]


def _inside(page: BuiltPage, label: Element) -> Element | None:
    todo = [c for c in label.content if isinstance(c, int)]
    while todo:
        element = page.elements[todo.pop()]
        if element.tag in _FIELDS:
            return element
        todo.extend(c for c in element.content if isinstance(c, int))
    return None


def _group(page: BuiltPage, label: Element, seen: dict[int, bool]) -> int:
    """Return what tells the fields of one label apart for those who see: a form, a row, a group with words of its own."""
    at = label.parent
    while at >= 0:
        around = page.elements[at]
        if around.tag in ("form", "tr") or (around.tag == "fieldset" and _says(page, around, seen)):
            break
        at = around.parent
    return at


def _says(page: BuiltPage, group: Element, seen: dict[int, bool]) -> bool:
    """Return whether words in sight tell what a group of fields is about."""
    if group.index not in seen:
        unseen = hidden_of(page).viewers
        seen[group.index] = any(
            part.strip()
            if isinstance(part, str)
            else page.elements[part].tag not in ("label", "button", "select")
            and not unseen[part]
            and page.elements[part].text
            for part in group.content
        )
    return seen[group.index]


def _problem(label: Element, vi: str, en: str, act: tuple[str, ...] = ()) -> Problem:
    return Problem(
        label.line,
        label.column,
        Text(f"Nhãn “{short(label.text, 40)}”: {vi}.", f"The label “{short(label.text, 40)}”: {en}."),
        Text(
            'Viết: <label for="ho-ten">Họ và tên</label> <input id="ho-ten" name="ho-ten">',
            'Write: <label for="full-name">Full name</label> <input id="full-name" name="full-name">',
        ),
        f"{label.attrs.get('for', '')} {label.text}"[:80],
        ("2.4.6", "3.3.2") if act else ("1.3.1", "3.3.2"),
        act,
    )
