"""Enrolling demonstration keys: every person of every sample board gets a throw-away SSH key."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

from pipeline.demo.play import Actor, Key
from pipeline.errors import ConfigError
from pipeline.model.text import Text
from pipeline.source.values import mapping, maps, text_of
from pipeline.source.yamlstrict import parse

SINCE = "2024-01-01"


def people(roster: str, keys: Path) -> dict[str, Actor]:
    """Return the actors of a ban-bien-tap.yml text by their ids, with keys made or found in `keys`."""
    value = mapping(parse(roster).value)
    return {
        text_of(p, "ma"): Actor(
            text_of(p, "ho_ten"), text_of(p, "email"), Key.generate(keys / text_of(p, "ma"))
        )
        for p in maps(value.get("nguoi"))
    }


def enrolled(roster: str, actors: dict[str, Actor]) -> str:
    """Return the roster's text with each person's public key written in; everything else stays.

    The sample rosters carry no keys on purpose: in real use the operator enrols them.
    """
    text = re.sub(r"^ *khoa: \[\]\n", "", roster, flags=re.MULTILINE)
    for person, actor in actors.items():
        assert actor.key is not None
        entry = {"ssh": actor.key.public, "tu": SINCE, "den": None, "thu_hoi": None}
        keys = json.dumps([entry], ensure_ascii=False)  # JSON is YAML
        name = re.escape(person)
        # a function as replacement, so that nothing in a key is read as a reference
        flow, block = f"{{ma: {person}, khoa: {keys},", f"- ma: {person}\n{{}}  khoa: {keys}"
        text, done = re.subn(rf"\{{ma: {name},", partial(_put, flow), text, count=1)
        if not done:
            text, done = re.subn(
                rf"^( *)- ma: {name}$", partial(_put_block, block), text, count=1, flags=re.MULTILINE
            )
        if not done:
            raise ConfigError(
                Text(f"Không ghi được khóa cho {person}.", f"Cannot enrol a key for {person}."),
                Text("Xem lại ban-bien-tap.yml của trang.", "Look at the site's ban-bien-tap.yml."),
            )
    return text


def _put(text: str, _: re.Match[str]) -> str:
    return text


def _put_block(text: str, match: re.Match[str]) -> str:
    first, rest = text.split("{}", 1)
    return f"{match[1]}{first}{match[1]}{rest}"
