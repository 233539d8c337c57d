"""Pictures in the text of an item: browsers keep their place while they load, and load them when they come into view."""

from __future__ import annotations

import re

from pipeline.build.context import BuildContext
from pipeline.build.picture_size import size_of

_PICTURE = re.compile(r"<img((?:[^\">]++|\"[^\"]*+\")*+)>")
_SOURCE = re.compile(r'\ssrc="([^"]*+)"')
_SIZED = re.compile(r'\s(?:width|height)="')


def keep_places(ctx: BuildContext, html: str) -> str:
    """Return a clean text whose pictures tell their size; what its editor wrote of a size stays."""
    if "<img" not in html:
        return html
    return _PICTURE.sub(lambda found: f'<img{found[1]}{_place(ctx, found[1])} loading="lazy">', html)


def _place(ctx: BuildContext, attributes: str) -> str:
    source = _SOURCE.search(attributes)
    file = ctx.file_at(source[1]) if source and not _SIZED.search(attributes) else None
    size = size_of(file.head) if file else None
    return f' width="{size[0]}" height="{size[1]}"' if size else ""
