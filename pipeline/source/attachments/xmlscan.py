"""XML of office files, as a stream: no tree, no document type, no entities, bounded depth."""

from __future__ import annotations

import xml.parsers.expat as expat
from collections.abc import Mapping

from pipeline.model.attachments import DAMAGED
from pipeline.source.attachments.limits import Bound

_DEEPEST = 400


class XmlHandler:
    """What a reader of one kind of XML overrides; names come without namespace ("p", "t").

    Attributes too, so that two of one local name in different namespaces meet: the last one stays,
    which no attribute read here suffers from.
    """

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""

    def end(self, tag: str) -> None:
        """Take an end tag."""

    def data(self, text: str) -> None:
        """Take characters."""


def scan_xml(data: bytes, handler: XmlHandler) -> None:
    """Feed a document to a handler; raises `Bound` for what is no well-formed XML or declares a type."""
    if not data:
        return
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def local(name: str) -> str:
        return name.rpartition("}")[2]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Bound(DAMAGED)
        handler.start(local(tag), {local(k): v for k, v in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local(tag))

    def refuse(*_: object) -> None:
        raise Bound(DAMAGED)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Bound(DAMAGED) from error
