"""The switch: `current` points to the old release or to the new one, never to nothing."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from pipeline.errors import ConfigError
from pipeline.model.text import Text
from pipeline.publish import durable
from pipeline.publish.layout import CURRENT_TEMP, Place


def switch(place: Place, name: str) -> None:
    """Make `current` point to a release that is complete on the disk, in one atomic step.

    The link is relative, so that the public folder can be moved or served from another mount.
    """
    if place.current.exists() and not place.current.is_symlink():
        raise ConfigError(
            Text(
                f"{place.current.name} trong thư mục {place.folder.name} không phải là liên kết mềm.",
                f"{place.current.name} in the folder {place.folder.name} is not a symbolic link.",
            ),
            Text(
                "Hãy chuyển nó đi chỗ khác; chương trình sẽ tự tạo liên kết.",
                "Move it away; the program makes the link itself.",
            ),
        )
    temp = place.folder / f"{CURRENT_TEMP}{name}"
    temp.unlink(missing_ok=True)
    os.symlink(PurePosixPath("releases", name), temp)  # noqa: PTH211  (the crash test counts calls of `os`)
    os.replace(temp, place.current)  # noqa: PTH105  (the same)
    durable.sync_folder(place.folder)
