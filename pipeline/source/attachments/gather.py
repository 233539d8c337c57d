"""What a reader collects on its way through a file, and how it becomes facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.attachments import AttachmentFacts
from pipeline.source.attachments.limits import MAX_TEXT, body, name, names

CELL_LINE = "\u2028"  # parts the lines within a cell, so that a row stays one line with tabs between cells


@dataclass(slots=True)
class Gathered:
    """Facts in the making; text that would not be kept is not collected."""

    kind: str
    trouble: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    title: str = ""
    language: str = ""
    author: str = ""
    last_author: str = ""
    changes: int = 0
    comments: int = 0
    hidden: list[str] = field(default_factory=list)
    macros: bool = False
    programs: tuple[str, ...] = ()
    embedded: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    pictures: int = 0
    bare_pictures: int = 0
    pages: int = 0
    gps: bool = False

    def say(self, text: str) -> None:
        """Add a piece of text."""
        if self.length <= MAX_TEXT:
            self.pieces.append(text)
            self.length += len(text)

    def facts(self) -> AttachmentFacts:
        """Return what was gathered."""
        text, cut = body("".join(self.pieces))
        return AttachmentFacts(
            self.kind,
            self.trouble,
            text=text,
            cut=cut,
            pages=self.pages,
            title=name(self.title),
            language=name(self.language),
            author=name(self.author),
            last_author=name(self.last_author),
            changes=self.changes,
            comments=self.comments,
            hidden=names(self.hidden),
            macros=self.macros,
            programs=self.programs,
            embedded=names(self.embedded),
            links=names(self.links),
            anchors=names(self.anchors),
            pictures=self.pictures,
            bare_pictures=self.bare_pictures,
            gps=self.gps,
        )
