"""An item's page: Edition → ItemView and PageView."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.build import phrases as p
from pipeline.build.cards import badge_of, card, keywords, picture_of, until_of
from pipeline.build.context import BuildContext, text
from pipeline.build.effect import references
from pipeline.build.entries import Entry
from pipeline.build.facts import facts_of
from pipeline.build.figures import figures_of
from pipeline.build.metadata import item_meta
from pipeline.build.notices import notices_of
from pipeline.build.part import steps_of, ways_of
from pipeline.build.receipts import approvals_of, receipt_url, state_of
from pipeline.build.schedule import SCHEDULE, table_of
from pipeline.build.tables import tables_of
from pipeline.build.values import day, write_day
from pipeline.build.views import Card, File, ItemView, PageView
from pipeline.build.views_own import Link
from pipeline.model.content import as_list
from pipeline.model.links import LinkKind, home
from pipeline.model.site import FieldSpec

TEXT_FILE = "noi-dung.txt"
_FILE_KINDS = frozenset({"tep", "chu-hoac-tep"})
_ROWS = "danh-sach-anh-xa"
_RELATIONS = ("can_cu", "van_ban", "tu_van_ban", "quyet_dinh_phe_duyet", "thay_the", "sua_doi")
_MAX_RELATED = 6
# a story or a timetable begins at once; the facts of these types stand beside the text
_FACTS_BESIDE = frozenset({"tin-tuc", SCHEDULE})
_MEDIA = ("video", "am_thanh")


def item_page(ctx: BuildContext, entry: Entry) -> PageView:
    """Return the page of an item; a removed item's page holds the notice of removal alone."""
    if entry.removed is not None:
        return _removed_page(ctx, entry)
    edition, lang = entry.edition, entry.lang
    badge, badge_kind = badge_of(entry, ctx.given.now.date())
    ways, steps = ways_of(ctx, entry), steps_of(ctx, entry)
    told = {w.key for w in ways} | {s.key for s in steps}  # stand in boxes of their own
    view = ItemView(
        type=entry.type,
        type_label=ctx.type_label(entry.type, lang),
        section_label=ctx.section_label(entry.section, lang),
        section_url=ctx.section_url(entry.section, lang),
        author=edition.get("tac_gia"),
        unit=ctx.unit_name(edition.get("don_vi"), lang),
        published=entry.published,
        modified=entry.modified,
        source_line=source_line(entry),
        citation=ctx.given.site.citation,
        facts=tuple(fact for fact in facts_of(ctx, entry) if fact.key not in told),
        picture=picture_of(ctx, entry),
        files=files_of(ctx, entry),
        keywords=keywords(entry.edition),
        table=table_of(entry),
        notices=notices_of(ctx, entry),
        approval=next(iter(approvals_of(ctx, entry)), None),
        related=tuple(_related(ctx, entry)),
        text_file=entry.url + TEXT_FILE,
        badge=badge,
        badge_kind=badge_kind,
        until=until_of(entry, ctx.given.now.date()),
        ways=ways,
        steps=steps,
        figures=figures_of(ctx, entry),
        facts_beside=entry.type in _FACTS_BESIDE,
        receipt=receipt_url(entry),
        state=state_of(ctx, entry),
    )
    return PageView(
        kind="item",
        lang=lang,
        title=edition.title,
        description=edition.get("tom_tat"),
        url=entry.url,
        breadcrumbs=_breadcrumbs(ctx, entry, edition.title),
        meta=item_meta(ctx, entry, view),
        item=view,
        alternates=_alternates(entry),
    )


def _removed_page(ctx: BuildContext, entry: Entry) -> PageView:
    lang = entry.lang
    title = p.say(p.REMOVED_TITLE, lang)
    view = ItemView(
        type=entry.type,
        type_label="",
        section_label=ctx.section_label(entry.section, lang),
        section_url=ctx.section_url(entry.section, lang),
        author="",
        unit="",
        published=None,
        modified=None,
        source_line="",
        citation="",
        facts=(),
        picture=None,
        files=(),
        keywords=(),
        table=None,
        notices=notices_of(ctx, entry),
        approval=next(iter(approvals_of(ctx, entry)), None),
        related=tuple(_replacement(ctx, entry)),
        text_file=None,
        receipt=receipt_url(entry),
        state=state_of(ctx, entry),
        removed=True,
    )
    return PageView(
        kind="item",
        lang=lang,
        title=title,
        description="",
        url=entry.url,
        breadcrumbs=_breadcrumbs(ctx, entry, title),
        meta=(("robots", "noindex, nofollow", ""),),
        item=view,
    )


def _breadcrumbs(ctx: BuildContext, entry: Entry, title: str) -> tuple[Link, ...]:
    return (
        Link(p.say(p.HOME, entry.lang), home(entry.lang)),
        Link(ctx.section_label(entry.section, entry.lang), ctx.section_url(entry.section, entry.lang)),
        Link(title, entry.url, current=True),
    )


def _alternates(entry: Entry) -> tuple[Link, ...]:
    if entry.translation is None:
        return ()
    other = "vi" if entry.lang == "en" else "en"
    pair = {entry.lang: entry.url, other: entry.translation}
    return tuple(Link(lang, pair[lang], lang == entry.lang, lang) for lang in ("vi", "en"))


def source_line(entry: Entry) -> str:
    """Return “Nguồn: Tên, tác giả …, đăng ngày dd/mm/yyyy” (S0 Đ7 k2), "" for the agency's own items."""
    name, lang = entry.edition.get("nguon.ten"), entry.lang
    if not name:
        return ""
    said = p.say(p.SOURCE, lang, name=name)
    if author := entry.edition.get("nguon.tac_gia"):
        said += p.say(p.SOURCE_AUTHOR, lang, author=author)
    if at := day(entry.edition.value("nguon.ngay_dang")):
        said += p.say(p.SOURCE_DAY, lang, day=write_day(at, lang))
    return said


def files_of(ctx: BuildContext, entry: Entry) -> tuple[File, ...]:
    """Return the downloads of an item from all its file keys, each file once."""
    found: dict[str, File] = {}
    for spec in ctx.fields(entry.edition):
        value = entry.edition.value(spec.key)
        if spec.kind in _FILE_KINDS:
            for file in ctx.files_of(value, entry.path, entry.lang, spec.label.say(entry.lang)):
                found.setdefault(file.url, file)
        elif spec.key in _MEDIA:
            for file in _media(ctx, entry, spec.key):
                found.setdefault(file.url, file)
        elif spec.kind == _ROWS:
            for file in _row_files(ctx, entry, spec):
                found.setdefault(file.url, file)
    for table in tables_of(ctx, entry):
        found.setdefault(table.file.url, table.file)
    return tuple(found.values())


def _row_files(ctx: BuildContext, entry: Entry, spec: FieldSpec) -> Iterator[File]:
    """Yield the files that rows name, such as the comments on a draft; their titles count the rows."""
    for number, row in enumerate(as_list(entry.edition.value(spec.key)), 1):
        for inner in spec.fields if isinstance(row, Mapping) else ():
            if inner.kind in _FILE_KINDS and isinstance(row, Mapping):
                title = f"{inner.label.say(entry.lang)} {number}"
                yield from ctx.files_of(row.get(inner.key), entry.path, entry.lang, title)


def _media(ctx: BuildContext, entry: Entry, key: str) -> Iterator[File]:
    """Yield recordings with their captions and transcripts, for those who cannot hear or see them."""
    for recording in as_list(entry.edition.value(key)):
        if not isinstance(recording, Mapping):
            continue
        title = text(recording.get("mo_ta"))
        yield from ctx.files_of(recording.get("tep"), entry.path, entry.lang, title)
        for part, phrase in (("phu_de", p.CAPTIONS), ("ban_chep_loi", p.TRANSCRIPT)):
            name = p.say(phrase, entry.lang, title=title)
            yield from ctx.files_of(recording.get(part), entry.path, entry.lang, name)


def _related(ctx: BuildContext, entry: Entry) -> Iterator[Card]:
    """Yield the documents an item rests on and, of a document, those that replace or amend it.

    Only relations that somebody stated: a list of similar items would change with every new one.
    """
    seen = {entry.path}
    named = [r for key in _RELATIONS for r in references(entry.edition.value(key))]
    if entry.effect:
        named += [*entry.effect.replaced_by, *entry.effect.amended_by]
    for reference in named:
        found = ctx.entries.register.find(reference, entry.lang)
        other = ctx.entries.by_path.get(found.path) if found else None
        if other and other.listed and other.path not in seen and len(seen) <= _MAX_RELATED:
            seen.add(other.path)
            yield card(ctx, other)


def _replacement(ctx: BuildContext, entry: Entry) -> Iterator[Card]:
    target = text((entry.removed or {}).get("thay_the"))
    found = ctx.links.resolve(target, entry.path) if target else None
    other = ctx.entries.by_path.get(found.path) if found and found.kind is LinkKind.ITEM else None
    if other and other.listed:
        yield card(ctx, other)
