"""An environment like that of MkDocs, to draw the templates without a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import material
import yaml
from markupsafe import Markup

from pipeline.build import values, views

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
MATERIAL = Path(material.__file__).parent / "templates"


@cache
def messages(lang: str) -> dict[str, str]:
    """Return the words of the interface in one language."""
    loaded: dict[str, str] = yaml.safe_load((THEME / "messages" / f"{lang}.yml").read_text("utf-8"))
    return loaded


@cache
def environment(lang: str, *, autoescape: bool = False) -> jinja2.Environment:
    """Return an environment with the loader order of MkDocs: our theme before Material."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([THEME, MATERIAL]),
        undefined=jinja2.StrictUndefined,
        autoescape=autoescape,
    )
    words = messages(lang)

    def say(key: str, **given: object) -> str:
        return words[key].format(**given) if given else words[key]

    env.globals["t"] = say
    env.filters["ngay"] = lambda day: values.write_day(day, lang)
    env.filters["goi"] = values.call_link
    env.filters["gio"] = lambda at: values.write_clock(at, lang)
    return env


def draw(view: views.PageView, site: views.SiteView, content: str = "", *, autoescape: bool = False) -> str:
    """Return the page of a view as the theme draws it."""
    template = environment(view.lang, autoescape=autoescape).get_template("main.html")
    return template.render(
        view=view, site=site, page=SimpleNamespace(content=Markup(content) if autoescape else content)
    )


def spoil(value: Any, change: Callable[[str], str]) -> Any:
    """Return the same view with every text in it changed, however deep."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(spoil(v, change) for v in value)
    if isinstance(value, dict):
        return {k: spoil(v, change) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                f.name: spoil(getattr(value, f.name), change)
                for f in fields(value)
                if f.name not in ("kind", "data")
            },
        )
    assert value is None or isinstance(value, (int, date, datetime))
    return value
