"""How citizens take part: every way to answer a consultation, and how far the answer to a question is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext, text
from pipeline.build.entries import Entry
from pipeline.build.values import call_link, day, moment, partial_day, write_day, write_moment
from pipeline.build.views import Fact, Step
from pipeline.model.content import Value, as_list

CONSULTATION, QUESTION = "lay-y-kien", "hoi-dap"
_SHARED = "kenh-gop-y"  # sites/_chung/kenh-gop-y.yml: channels of the whole country


def ways_of(ctx: BuildContext, entry: Entry) -> tuple[Fact, ...]:
    """Return every way to send comments while a consultation is open: post and counter, telephone, e-mail, portals.

    A static site has no form, so nobody may be left with e-mail alone.
    """
    if entry.type != CONSULTATION or entry.removed is not None:
        return ()
    last = day(entry.edition.value("han_gop_y"))
    if last is not None and last < ctx.given.now.date():
        return ()
    return tuple(_ways(ctx, entry))


def _ways(ctx: BuildContext, entry: Entry) -> Iterator[Fact]:
    lang, contact = entry.lang, ctx.given.site.contact
    if receiver := entry.edition.get("don_vi_nhan"):
        yield Fact(p.say(p.RECEIVER, lang), receiver, None, "don_vi_nhan")
    if address := entry.edition.get("dia_chi_nhan") or contact.address:
        yield Fact(p.say(p.BY_POST, lang), address, None, "dia_chi_nhan")
    if contact.phone:
        yield Fact(p.say(p.BY_PHONE, lang), contact.phone, call_link(contact.phone) or None, "dien_thoai")
    if mail := entry.edition.get("thu_dien_tu_nhan"):
        yield Fact(
            p.say(p.BY_MAIL, lang), mail, f"mailto:{mail}" if "@" in mail else None, "thu_dien_tu_nhan"
        )
    yield from _portals(ctx, lang)


def _portals(ctx: BuildContext, lang: str) -> Iterator[Fact]:
    for row in as_list(ctx.given.registry.shared.get(_SHARED, {}).get("kenh")):
        if not isinstance(row, Mapping):
            continue
        name, said, url = (_said(row, key, lang) for key in ("ten", "loi", "dia_chi"))
        if name and url.startswith("https://"):
            yield Fact(said or name, name, url, "kenh")


def _said(row: Mapping[str, Value], key: str, lang: str) -> str:
    return (text(row.get(f"{key}_en")) if lang == "en" else "") or text(row.get(key))


def steps_of(ctx: BuildContext, entry: Entry) -> tuple[Step, ...]:
    """Return the progress of a question, from its receipt to its answer (NĐ 42 Đ8: status and result are shown)."""
    if entry.type != QUESTION or entry.removed is not None:
        return ()
    lang, edition = entry.lang, entry.edition
    unit = ctx.unit_name(edition.get("don_vi_chu_tri"), lang)
    answered = moment(edition.value("tra_loi_luc"))
    said = (
        ("hoi_luc", p.say(p.ASKED_AT, lang)),
        ("chuyen_luc", p.say(p.FORWARDED_AT, lang, unit=unit)),
        ("thong_bao_tien_do_luc", p.say(p.TOLD_AT, lang)),
        ("tra_loi_luc", p.say(p.ANSWERED_AT, lang)),
    )
    found = [Step(label, at, key=key) for key, label in said if (at := _written(edition.value(key), lang))]
    if not answered:
        due = _written(edition.value("han_tra_loi"), lang)
        found.append(
            Step(p.say(p.ANSWER_DUE if due else p.PENDING, lang), due, done=False, key="han_tra_loi")
        )
    return tuple(found)


def _written(value: Value, lang: str) -> str:
    on, at = partial_day(value), moment(value)  # a day alone has no hour to tell
    if on:
        return write_day(on.first, lang)
    return write_moment(at, lang) if at else ""
