"""A new item to fill in: every key of its type, in order, with what to write beside it."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.editor.placeholders import placeholder, quoted
from pipeline.errors import ToolError, UsageError
from pipeline.model.address import CONTENT, SLUG
from pipeline.model.site import Condition, ContentType, FieldSpec, Registry, Site
from pipeline.model.text import Text, slug, squeeze

# What an item takes on in its later life, or only as a translation, has no place in a new one.
_NOT_NEW = ("go_bo", "dinh_chinh", "dia_chi_cu", "giu_lai", "ban_goc", "ban_goc_ma_bam")
_LONGEST_SLUG = 80
_LONGEST_TITLE = 200
_BODY = "Thay dòng này bằng nội dung của bài. Tiêu đề trong bài bắt đầu từ hai dấu thăng (##)."


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A new item: its repository path and its text."""

    path: str
    text: str


def skeleton(
    registry: Registry,
    kind: str,
    site_id: str,
    now: datetime,
    *,
    section: str | None = None,
    name: str | None = None,
    title: str | None = None,
) -> Skeleton:
    """Return the skeleton of a Vietnamese item of a type on a site, `now` being the time of receipt.

    Raises `UsageError` for a type, site, section, slug or title that cannot be.
    """
    type_ = registry.types.get(kind)
    site = registry.sites.get(site_id)
    if type_ is None:
        raise _unknown("loại bài", "type", kind, tuple(registry.types))
    if site is None:
        raise _unknown("trang", "site", site_id, tuple(registry.sites))
    title = squeeze(unicodedata.normalize("NFC", title)) if title is not None else None
    if title is not None and not (0 < len(title) <= _LONGEST_TITLE and title.isprintable()):
        raise UsageError(
            Text(
                "Tiêu đề phải có từ 1 đến 200 ký tự, không có ký tự ẩn.",
                "The title must have 1 to 200 characters, none of them hidden.",
            ),
            Text("Viết lại giá trị của --title.", "Mend the value of --title."),
        )
    folder = _section(type_, site, section)
    dated = f"/{now:%Y/%m}" if type_.dated else ""
    path = f"{CONTENT}/{site.id}/{folder}{dated}/{_slug(name, title)}.md"
    return Skeleton(path, _text(registry, type_, site, now, title))


def create(root: Path, new: Skeleton) -> None:
    """Write a skeleton into its place; raises `UsageError` where something is there already."""
    base = root.resolve()
    target = base / new.path
    try:
        if target.parent.resolve() != target.parent:
            raise UsageError(
                Text(f"{new.path} đi qua liên kết mềm.", f"{new.path} is reached by a symbolic link."),
                Text("Chọn trang, mục khác.", "Choose another site or section."),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(new.text)
        except BaseException:  # half an item would stand in the way of the next try
            target.unlink()
            raise
    except FileExistsError:
        raise UsageError(
            Text(f"Đã có {new.path}; không ghi đè.", f"{new.path} is there already; nothing was written."),
            Text("Đặt tên khác: --slug ten-khac", "Give another name: --slug other-name"),
        ) from None
    except OSError as error:
        raise ToolError(
            Text(
                f"Không ghi được {new.path}: {error.strerror}.", f"Cannot write {new.path}: {error.strerror}."
            ),
            Text("Kiểm tra quyền ghi và dung lượng đĩa.", "Look at permissions and disk space."),
        ) from None


def _unknown(vi: str, en: str, given: str, known: tuple[str, ...]) -> UsageError:
    listed = ", ".join(sorted(known))
    return UsageError(
        Text(f"Không có {vi} “{given}”.", f"There is no {en} “{given}”."),
        Text(f"Chọn một trong: {listed}.", f"Choose one of: {listed}."),
    )


def _section(type_: ContentType, site: Site, asked: str | None) -> str:
    if asked is not None and asked not in type_.sections:
        raise _unknown(f"mục cho loại {type_.slug}:", f"section for {type_.slug}:", asked, type_.sections)
    if asked is None and len(type_.sections) > 1:
        listed = ", ".join(type_.sections)
        raise UsageError(
            Text(f"Loại {type_.slug} có nhiều mục.", f"The type {type_.slug} has several sections."),
            Text(f"Thêm --section với một trong: {listed}.", f"Add --section with one of: {listed}."),
        )
    return asked if asked is not None else type_.sections[0]


def _slug(name: str | None, title: str | None) -> str:
    if name is not None:
        if not SLUG.fullmatch(name) or len(name) > _LONGEST_SLUG:
            better = _cut(slug(name)) or "ten-bai"
            raise UsageError(
                Text(f"Tên “{name}” không hợp lệ.", f"The name “{name}” is not valid."),
                Text(f"Dùng, ví dụ: --slug {better}", f"Use for example: --slug {better}"),
            )
        return name
    return (_cut(slug(title)) if title else "") or "bai-moi"


def _cut(name: str) -> str:
    if len(name) <= _LONGEST_SLUG:
        return name
    return name[: _LONGEST_SLUG + 1].rpartition("-")[0] or name[:_LONGEST_SLUG]


def _text(registry: Registry, type_: ContentType, site: Site, now: datetime, title: str | None) -> str:
    fields = [f for f in registry.fields_of(type_.slug) if f.key not in _NOT_NEW]
    values = {f.key: placeholder(f, site, now) for f in fields}
    values |= {"loai": type_.slug} | ({"tieu_de": quoted(title)} if title else {})
    # An answer belongs to whoever gives it, and its key is asked for as soon as the body has words.
    has_body = not any(c.has_body for f in fields for c in f.when)
    active = {f.key for f in fields if f.required == "co"}
    active |= {group[0] for group in type_.one_of}  # one of several is enough: the first is offered
    active |= {f.key for f in fields if _holds(f, values, active, site, has_body)}
    lines = [
        "---",
        f"# {type_.label.vi}",
        "# Dòng bắt đầu bằng # là lời nhắc; xóa đi cũng được.",
    ]
    for spec in fields:
        lines += _lines(spec, values[spec.key], spec.key in active)
    return "\n".join([*lines, "---", "", *([_BODY] if has_body else [])]) + ("\n" if has_body else "")


def _holds(spec: FieldSpec, values: dict[str, str], active: set[str], site: Site, has_body: bool) -> bool:
    def one(condition: Condition) -> bool:
        value: str | bool | None = None
        if condition.key in active:
            value = {"true": True, "false": False}.get(values[condition.key], values[condition.key])
        return (
            (not condition.equals or value in condition.equals)
            and (not condition.differs or value not in condition.differs)
            and (not condition.languages or "vi" in condition.languages)
            and (not condition.profiles or bool(set(condition.profiles) & set(site.profiles)))
            and (not condition.has_body or has_body)
        )

    return spec.required == "dieu-kien" and any(one(c) for c in spec.when)


def _lines(spec: FieldSpec, value: str, active: bool) -> list[str]:
    need = {"co": "bắt buộc", "dieu-kien": "tùy trường hợp"}.get(spec.required, "không bắt buộc")
    lines = [f"# {spec.label.vi} ({need}). {spec.hint}".rstrip()]
    if spec.choices:
        listed = "; ".join(f"{code} ({label})" for code, label in spec.choices.items())
        lines.append(f"#   Chọn một: {listed}")
    if active:
        return [*lines, f"{spec.key}: {value}"]
    return lines + [f"# {line}" for line in f"{spec.key}: {_example(spec, value)}".split("\n")]


def _example(spec: FieldSpec, value: str) -> str:
    """Return what a commented line shows: the example of the type's own file, which is whole YAML."""
    example = spec.example.rstrip()
    if not example:
        return value
    plain = spec.kind in ("chu", "doan") and (": " in example or example[0] in "[]{}&*!|>%@`'\"#-?")
    return quoted(example) if plain else example
