"""PDF files: text by page, notes and stamps laid over it, properties, structure, what is attached."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from pipeline.model.attachments import DAMAGED, ENCRYPTED, TOO_LONG, AttachmentFacts
from pipeline.source.attachments.kinds import is_program
from pipeline.source.attachments.limits import MAX_NAMES, MAX_PAGES, MAX_TEXT, SECONDS, body, name, names

_LETTERS_OF_A_PAGE = 12  # fewer are a page number or a scanner's mark
_DEEPEST = 20
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints about broken files are not ours


def pdf_facts(data: bytes) -> AttachmentFacts:
    """Return what a PDF holds; never raises but for lack of memory."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return AttachmentFacts("pdf", ENCRYPTED)
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        return AttachmentFacts("pdf", ENCRYPTED)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # a broken table leads the library to any exception
        return AttachmentFacts("pdf", DAMAGED)
    try:
        return _facts(reader, count)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:
        return AttachmentFacts("pdf", DAMAGED, pages=count)


def _facts(reader: PdfReader, count: int) -> AttachmentFacts:
    root = _dict(reader.trailer.get("/Root"))
    pieces, lettered, links, trouble = _pages(reader)
    text, cut = body("\f".join(pieces))
    info = _dict(reader.trailer.get("/Info"))
    xmp_title, xmp_language = _xmp(root)
    mark = _dict(root.get("/MarkInfo"))
    attached = list(_attached(root))
    return AttachmentFacts(
        "pdf",
        trouble,
        text=text,
        cut=cut or count > MAX_PAGES,
        pages=count,
        text_pages=lettered,
        title=name(_text(info.get("/Title"))) or xmp_title,
        language=name(_text(root.get("/Lang"))) or xmp_language,
        author=name(_text(info.get("/Author"))),
        tagged=bool(mark.get("/Marked")) and "/StructTreeRoot" in root,
        scripts=_has_script(root),
        programs=names(a for a in attached if is_program(a)),
        embedded=names(attached),
        links=names(links),
        anchors=names(_anchors(root)),
    )


def _pages(reader: PdfReader) -> tuple[list[str], int, list[str], str]:
    """Return the text of each page, how many hold letters, the links, and the bound that was met."""
    pieces: list[str] = []
    links: list[str] = []
    lettered = length = 0
    started = time.process_time()
    for index in range(min(len(reader.pages), MAX_PAGES)):
        if time.process_time() - started > SECONDS / 2:
            return pieces, lettered, links, "" if lettered else TOO_LONG
        said = ""
        try:
            page = reader.pages[index]
            said = page.extract_text() or ""
            lettered += sum(map(str.isalnum, said)) >= _LETTERS_OF_A_PAGE
            said += "".join(f"\n{note}" for note in _notes(page, links))
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception:  # one broken page does not hide the others
            lettered += 0
        pieces.append(said)
        length += len(said)
        if length > MAX_TEXT:
            break
    return pieces, lettered, links, ""


def _notes(page: Any, links: list[str]) -> Iterator[str]:
    """Yield what notes and stamps on a page say, and collect where its links lead."""
    listed = _resolved(page.get("/Annots"))
    for entry in listed[:2000] if isinstance(listed, list) else ():
        note = _dict(entry)
        kind = note.get("/Subtype")
        if kind == "/Link":
            uri = _text(_dict(note.get("/A")).get("/URI"))
            if uri and len(links) < MAX_NAMES:
                links.append(uri)
        elif kind in ("/FreeText", "/Stamp", "/Text"):
            said = _text(note.get("/Contents"))
            if said:
                yield said


def _attached(root: DictionaryObject) -> Iterator[str]:
    tree = _dict(_dict(root.get("/Names")).get("/EmbeddedFiles"))
    for _, value in _name_tree(tree):
        spec = _dict(value)
        yield _text(spec.get("/UF")) or _text(spec.get("/F"))


def _anchors(root: DictionaryObject) -> Iterator[str]:
    for key, _ in _name_tree(_dict(_dict(root.get("/Names")).get("/Dests"))):
        yield key
    for key in list(_dict(root.get("/Dests")))[:MAX_NAMES]:
        yield str(key).lstrip("/")


def _name_tree(node: DictionaryObject) -> Iterator[tuple[str, Any]]:
    pending, seen, told = [(node, 0)], 0, 0
    while pending and seen < 500:
        tree, depth = pending.pop()
        seen += 1
        pairs = _resolved(tree.get("/Names"))
        if isinstance(pairs, list):
            for index in range(0, min(len(pairs), 2 * MAX_NAMES) - 1, 2):
                yield _text(pairs[index]), pairs[index + 1]
                told += 1
                if told >= MAX_NAMES:
                    return
        kids = _resolved(tree.get("/Kids"))
        if isinstance(kids, list) and depth < _DEEPEST:
            pending += [(_dict(k), depth + 1) for k in kids[:MAX_NAMES]]


def _has_script(root: DictionaryObject) -> bool:
    if "/JavaScript" in _dict(root.get("/Names")):
        return True
    action = _dict(root.get("/OpenAction"))
    return action.get("/S") in ("/JavaScript", "/Launch")


def _xmp(root: DictionaryObject) -> tuple[str, str]:
    """Return title and language of the XMP packet, which some programs write instead of the properties."""
    stream = _resolved(root.get("/Metadata"))
    if stream is None or not hasattr(stream, "get_data"):
        return "", ""
    packet = stream.get_data()[: 1 << 18].decode("utf-8", "replace")
    return _within(packet, "dc:title"), _within(packet, "dc:language")


def _within(packet: str, tag: str) -> str:
    _, _, rest = packet.partition(f"<{tag}>")
    inside = rest.partition(f"</{tag}>")[0][:2000]
    _, _, item = inside.partition("<rdf:li")
    return name(item.partition(">")[2].partition("<")[0])


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _dict(value: Any) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _text(value: Any) -> str:
    found = _resolved(value)
    if isinstance(found, (ArrayObject, DictionaryObject)) or found is None:
        return ""
    return found.decode("latin-1") if isinstance(found, bytes) else str(found)
