"""Boxes over an item's text: removal, correction, lapse, expiry, closed consultation, stale translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext, text
from pipeline.build.effect import Validity, references
from pipeline.build.english import choice
from pipeline.build.entries import Entry
from pipeline.build.facts import by_text, since_text
from pipeline.build.values import day, write_day
from pipeline.build.views import Notice
from pipeline.model.content import as_list


def notices_of(ctx: BuildContext, entry: Entry) -> tuple[Notice, ...]:
    """Return the boxes of an item; a removed one has the notice of its removal and nothing else."""
    if entry.removed is not None:
        return (_removal(ctx, entry),)
    return (
        *_corrections(entry),
        *_effect(entry),
        *_expiry(entry),
        *_consultation(ctx, entry),
        *_grounds(ctx, entry),
        *_translation(entry),
    )


def _removal(ctx: BuildContext, entry: Entry) -> Notice:
    removed, lang = entry.removed or {}, entry.lang
    spec = next((f for f in ctx.given.registry.base_fields if f.key == "go_bo"), None)
    choices = next((f.choices for f in spec.fields if f.key == "ly_do"), {}) if spec else {}
    code = text(removed.get("ly_do"))
    reason = (choice("ly_do", code) if lang == "en" else None) or choices.get(code, "")
    said = [p.say(p.REMOVED_SUMMARY, lang)]
    if reason:
        said.append(p.say(p.REMOVED_REASON, lang, reason=reason[:1].lower() + reason[1:]))
    if decided := text(removed.get("nguoi_quyet_dinh")):
        said.append(p.say(p.REMOVED_BY, lang, name=decided))
    if law := text(removed.get("can_cu")):
        said.append(p.say(p.REMOVED_LAW, lang, law=law))
    return Notice("go-bo", p.say(p.REMOVED_TITLE, lang), " ".join(said), day(removed.get("ngay")))


def _corrections(entry: Entry) -> Iterator[Notice]:
    for note in as_list(entry.edition.value("dinh_chinh")):
        if isinstance(note, Mapping) and text(note.get("noi_dung")):
            title = p.say(p.CORRECTION, entry.lang)
            yield Notice("dinh-chinh", title, text(note.get("noi_dung")), day(note.get("ngay")))


def _effect(entry: Entry) -> Iterator[Notice]:
    effect, lang = entry.effect, entry.lang
    if effect is None or effect.validity is Validity.IN_FORCE:
        return
    since, by = since_text(effect, lang), by_text(effect, lang)
    match effect.validity:
        case Validity.LAPSED:
            told = p.say(p.LAPSED_TEXT, lang, since=since, by=by)
            yield Notice("het-hieu-luc", p.say(p.LAPSED, lang), told)
        case Validity.NOT_YET:
            yield Notice("chua-hieu-luc", p.say(p.NOT_YET, lang), p.say(p.NOT_YET_TEXT, lang, since=since))
        case Validity.PARTLY:
            yield Notice("het-hieu-luc", p.say(p.PARTLY, lang), p.say(p.PARTLY_TEXT, lang))


def _expiry(entry: Entry) -> Iterator[Notice]:
    if entry.expired:
        last = write_day(day(entry.edition.value("het_han")), entry.lang)
        told = p.say(p.EXPIRED, entry.lang, day=last)
        yield Notice("luu-y", p.say(p.EXPIRED_TITLE, entry.lang), told)


def _consultation(ctx: BuildContext, entry: Entry) -> Iterator[Notice]:
    if entry.type != "lay-y-kien":
        return
    last = day(entry.edition.value("han_gop_y"))
    if last and last < ctx.given.now.date():
        told = p.say(p.CONSULTATION_OVER, entry.lang, day=write_day(last, entry.lang))
        if entry.edition.value("ket_qua"):
            told += p.say(p.CONSULTATION_OUTCOME, entry.lang)
        yield Notice("luu-y", p.say(p.CONSULTATION_OVER_TITLE, entry.lang), told)


def _grounds(ctx: BuildContext, entry: Entry) -> Iterator[Notice]:
    """Yield a warning for every document that an item rests on and that has lapsed since."""
    register, today, lang = ctx.entries.register, ctx.given.now.date(), entry.lang
    for reference in references(entry.edition.value("can_cu")):
        found = register.find(reference)
        effect = register.effect(found, today) if found else None
        if effect and effect.validity is Validity.LAPSED:
            told = p.say(
                p.RESTS_ON_LAPSED,
                lang,
                number=reference.number,
                since=since_text(effect, lang),
                by=by_text(effect, lang),
            )
            yield Notice("luu-y", p.say(p.RESTS_ON_LAPSED_TITLE, lang), told)


def _translation(entry: Entry) -> Iterator[Notice]:
    if entry.original_changed:
        told = p.say(p.STALE_TRANSLATION, entry.lang)
        yield Notice("luu-y", p.say(p.STALE_TRANSLATION_TITLE, entry.lang), told)
