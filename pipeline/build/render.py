"""MkDocs, and nothing else of the pipeline, behind one function: the only importer of mkdocs."""

from __future__ import annotations

import logging
import os
import re

# Material announces MkDocs 2 on import; the version is pinned in pyproject.toml.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from pipeline.build.foreign import mark_vietnamese
from pipeline.build.markdown_page import MarkdownTexts
from pipeline.build.messages import load_messages, translator
from pipeline.build.pages import PlannedPage
from pipeline.build.stage import staged_name, write
from pipeline.build.values import call_link, write_clock, write_day
from pipeline.build.views import PageView
from pipeline.errors import ConfigError
from pipeline.model.text import Text

HOME = Path(__file__).resolve().parents[2]
CONFIG = HOME / "mkdocs.yml"
THEME = HOME / "theme"
_EMPTY_LINES = re.compile(r"[ \t]*\n\s*")
_EPOCH = "1704067200"  # one moment for all builds, so that equal inputs give equal bytes

Finish = Callable[[PlannedPage, str], str]
View = Callable[[PlannedPage], PageView]
Say = Callable[..., str]


def render(
    pages: Sequence[PlannedPage],
    docs: Path,
    out: Path,
    *,
    theme: Path = THEME,
    cache: Path,
    finish: Finish,
    view: View,
) -> None:
    """Render staged pages into the folder `out`, with the theme's own files beside them.

    `finish` gets each page and the raw HTML of its text, and returns what templates shall print. `view` is asked for
    what a template gets once the texts of all pages went through `finish`. Pages without a text of an editor's (lists,
    receipts, search …) are drawn from the same templates without MkDocs. Raises
    `ConfigError` when MkDocs or the theme warns of anything: a site is whole or not built.
    """
    first, messages = pages[0].frame, load_messages(theme)
    say = {lang: translator(words, lang) for lang, words in messages.items()}
    written = [p for p in pages if p.written]
    cache.mkdir(parents=True, exist_ok=True)
    with _fixed_epoch(), _warnings() as heard:
        config = load_config(
            config_file=str(CONFIG),
            docs_dir=str(docs),
            site_dir=str(out),
            site_name=first.name,
            site_url=first.base_url + "/",
            theme={"name": "material", "custom_dir": str(theme), "font": False, "language": "vi"},
        )
        config.theme.static_templates = set()  # MkDocs' own sitemap, 404 and search pages
        config.theme.get_env = partial(_environment, config.theme, cache)  # type: ignore[method-assign]
        config.plugins["portal"] = _Portal(written, say, finish, view)
        build(config)
        _draw([p for p in pages if not p.written], config.theme.get_env(), say, out, view)
    if heard:
        raise ConfigError(
            Text(f"MkDocs cảnh báo khi xây trang: {heard[0]}", f"MkDocs warned while building: {heard[0]}"),
            Text("Kiểm tra theme/ và mkdocs.yml.", "Check theme/ and mkdocs.yml."),
        )


def _draw(
    pages: Sequence[PlannedPage], env: Environment, say: Mapping[str, Say], out: Path, view: View
) -> None:
    """Write the pages that have no text of an editor's."""
    template = env.get_template("main.html")
    for planned in pages:
        lang = planned.view.lang
        html = template.render(site=planned.frame, view=view(planned), t=say[lang], page=None)
        write(out, planned.file, _tidy(html, lang))


def _tidy(html: str, lang: str) -> str:
    """Return a page without the many empty lines of templates; in preformatted text they mean something."""
    html = mark_vietnamese(html, lang)
    return html if "<pre" in html else _EMPTY_LINES.sub("\n", html).lstrip()


class _Portal(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Hands MkDocs the staged pages and templates their views."""

    def __init__(
        self,
        pages: Sequence[PlannedPage],
        say: Mapping[str, Say],
        finish: Finish,
        view: View,
    ) -> None:
        super().__init__()
        self._pages = {staged_name(p): p for p in pages}
        self._say, self._finish, self._view = say, finish, view

    def on_files(self, files: Files, *, config: Any) -> Files:
        kept = [f for f in files if not f.is_documentation_page()]
        texts = MarkdownTexts(config["markdown_extensions"], config["mdx_configs"] or {})
        for name, planned in self._pages.items():
            file = File(
                name,
                config.docs_dir,
                config.site_dir,
                True,
                dest_uri=planned.file,
                inclusion=InclusionLevel.NOT_IN_NAV,  # a menu of all articles would grow with each page
            )
            _PortalPage(file, config, texts, planned)
            kept.append(file)
        return Files(kept)

    def on_page_content(self, html: str, *, page: Page, config: Any, files: Files) -> Markup:
        planned = self._pages[page.file.src_uri]
        # finish() cleans the text with an allow-list; from here on it is trusted
        return Markup(self._finish(planned, html))  # noqa: S704

    def on_post_page(self, output: str, *, page: Page, config: Any) -> str:
        return _tidy(output, self._pages[page.file.src_uri].view.lang)

    def on_page_context(self, context: Any, *, page: Page, config: Any, nav: Any) -> Any:
        planned = self._pages[page.file.src_uri]
        context["site"], context["view"] = planned.frame, self._view(planned)
        context["t"] = self._say[planned.view.lang]
        return context


class _PortalPage(Page):
    """A page whose Markdown is rendered by the portal's parser; links are followed after cleaning."""

    def __init__(self, file: File, config: Any, texts: MarkdownTexts, planned: PlannedPage) -> None:
        super().__init__(planned.view.title, file, config)
        self._texts, self._lang = texts, planned.view.lang

    def render(self, config: Any, files: Files) -> None:
        """Convert the Markdown source to HTML."""
        self.content = self._texts.render(self.markdown or "", self._lang)


@pass_context
def _day_filter(context: Context, value: date | None) -> str:
    return write_day(value.date() if isinstance(value, datetime) else value, context["view"].lang)


@pass_context
def _clock_filter(context: Context, value: datetime | None) -> str:
    return write_clock(value, context["view"].lang)


def _environment(theme: Theme, cache: Path) -> Environment:
    """Return the theme's template environment, made safe and quick."""
    env: Environment = Theme.get_env(theme)
    env.autoescape = True  # whatever a template prints is escaped; MkDocs leaves this off
    env.undefined = StrictUndefined
    env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    env.filters["ngay"] = _day_filter
    env.filters["gio"] = _clock_filter
    env.filters["goi"] = call_link
    assets = _assets(theme)
    # MkDocs asks for every file of the theme to find its assets: with Material, 14,000 icons
    env.list_templates = lambda *_, **__: assets  # type: ignore[method-assign]
    return env


def _assets(theme: Theme) -> list[str]:
    """Return the files that pages load: the portal's own, and of Material the style sheet alone."""
    own, material = (Path(folder) for folder in theme.dirs[:2])
    found = {f.relative_to(own).as_posix() for f in (own / "assets").rglob("*") if f.is_file()}
    found |= {f.relative_to(material).as_posix() for f in material.glob("assets/stylesheets/main.*.css")}
    return sorted(found)


@contextmanager
def _fixed_epoch() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs warns of instead of printing it."""
    collector, logger = _Collector(), logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield collector.heard
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate = propagate
