"""Everything of a site that is not a page: feeds, sitemap, robots, data, colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.build.api import api_files
from pipeline.build.colours import stylesheet
from pipeline.build.context import BuildContext
from pipeline.build.feeds import feed_files
from pipeline.build.moved import moved_text
from pipeline.build.pages import PlannedPage
from pipeline.build.register import register_files
from pipeline.build.schema import SCHEMA_FILE, schema_text
from pipeline.build.sheets import sheet_files
from pipeline.build.site_data import site_files
from pipeline.build.sitemap import robots_text, sitemap_files
from pipeline.build.tables import table_files
from pipeline.model.release import MOVED_FILE

STYLES = "assets/site.css"


def collection_files(ctx: BuildContext, pages: Iterable[PlannedPage]) -> Iterator[tuple[str, str]]:
    """Yield (file below the site's folder, text) of every generated file beside the pages."""
    yield from feed_files(ctx)
    yield from sitemap_files(ctx, pages)
    yield "robots.txt", robots_text(ctx)
    yield from api_files(ctx)
    yield from table_files(ctx)
    yield from register_files(ctx)
    yield from sheet_files(ctx)
    yield MOVED_FILE, moved_text(ctx)
    yield SCHEMA_FILE, schema_text()
    yield from site_files(ctx)
    yield STYLES, stylesheet(ctx.given.site.accent)
