"""Builders of small attachments: PDF, office files, pictures and archives, byte for byte the same each time."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members, without the hour of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # not packed: the bytes depend on nothing else
    return out.getvalue()


def locked_zip(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive whose members say that they need a password."""
    data = bytearray(zipped(parts))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def core(title: str = "", language: str = "", author: str = "", last: str = "") -> str:
    """The properties of an office file."""
    return (
        f"{_CORE}<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{last}</cp:lastModifiedBy><dc:language>{language}</dc:language></cp:coreProperties>"
    )


def paragraph(text: str, inside: str = "") -> str:
    """A paragraph of a Word file; `inside` is XML that comes after its text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>"


def docx(
    body: str | Sequence[str],
    *,
    title: str = "Kế hoạch năm 2026",
    language: str = "vi-VN",
    author: str = "",
    last: str = "",
    header: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word file of paragraphs (text) or of a ready piece of body XML."""
    xml = body if isinstance(body, str) else "".join(map(paragraph, body))
    spaces = (
        f'xmlns:w="{_W}" xmlns:wp="urn:wp" xmlns:pic="urn:pic" xmlns:mc="urn:mc" xmlns:wps="urn:wps"'
        ' xmlns:adec="urn:adec"'
    )
    styles = f'<w:styles {spaces}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "docProps/core.xml": core(title, "", author, last),
        "word/document.xml": f"<w:document {spaces}><w:body>{xml}</w:body></w:document>",
        "word/styles.xml": styles if language else f"<w:styles {spaces}/>",
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {spaces}>{paragraph(header)}</w:hdr>"
    return zipped({**parts, **(more or {})})


def xlsx(
    rows: Sequence[Sequence[str]],
    *,
    title: str = "Danh sách",
    hidden: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of one sheet of texts, and one hidden sheet of the given name."""
    strings = [cell for row in rows for cell in row]
    cells = iter(range(len(strings)))
    sheet = "".join(
        "<row>" + "".join(f'<c t="s"><v>{next(cells)}</v></c>' for _ in row) + "</row>" for row in rows
    )
    state = f'<sheet name="{hidden}" sheetId="2" state="hidden"/>' if hidden else ""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "docProps/core.xml": core(title, "vi"),
            "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="Trang 1" sheetId="1"/>{state}</sheets></workbook>',
            "xl/sharedStrings.xml": f"<sst {space}>{''.join(f'<si><t>{s}</t></si>' for s in strings)}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>",
            **(more or {}),
        }
    )


def odt(
    paragraphs: Sequence[str], *, title: str = "Kế hoạch", language: str = "vi", changes: str = ""
) -> bytes:
    """A text of OpenDocument."""
    spaces = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:style="urn:s" xmlns:fo="urn:f" xmlns:dc="urn:d" xmlns:meta="urn:m"'
    body = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    lang = f'<style:default-style><style:text-properties fo:language="{language}"/></style:default-style>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{changes}{body}</office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}>{lang}</office:document-styles>",
            "meta.xml": f"<office:document-meta {spaces}><dc:title>{title}</dc:title></office:document-meta>",
        }
    )


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    title: str = "",
    language: str = "",
    author: str = "",
    tagged: bool = False,
    extra: str = "",
    note: str = "",
) -> bytes:
    """A PDF whose pages hold these lines (none: a page that is a picture only).

    Letters are written as glyphs with a table to Unicode, as word processors do.
    """
    letters = sorted({c for page in pages for line in page for c in line})
    code = {c: i + 1 for i, c in enumerate(letters)}
    table = "".join(f"<{code[c]:04X}> <{c.encode('utf-16-be').hex().upper()}>\n" for c in letters)
    blocks = ""
    rows = table.splitlines()
    for at in range(0, len(rows), 100):
        group = rows[at : at + 100]
        blocks += f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar\n"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + blocks + "endcmap end end"
    )
    objects: list[bytes] = []

    def add(data: str | bytes) -> int:
        objects.append(data.encode("latin-1") if isinstance(data, str) else data)
        return len(objects)

    def stream(data: bytes, head: str = "") -> bytes:
        return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"

    mark = f"/Lang ({language}) " if language else ""
    mark += "/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot >> " if tagged else ""
    add(f"<< /Type /Catalog /Pages 2 0 R {mark}{extra} >>")
    first = 7
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    add(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
    add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /CIDSystemInfo << /Registry (Adobe)"
        " /Ordering (Identity) /Supplement 0 >> >>"
    )
    add(stream(cmap.encode()))
    add(f"<< {_info('Title', title)}{_info('Author', author)}>>")
    annots = (
        f"/Annots [<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents {_hex(note)} >>]"
        if note
        else ""
    )
    for page in pages:
        number = add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {annots}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        assert number % 2 == 1
        shown = "BT /F1 12 Tf 50 800 Td 16 TL "
        shown += " ".join("<" + "".join(f"{code[c]:04X}" for c in line) + "> Tj T*" for line in page)
        add(stream((shown + " ET").encode() if page else b"0.9 g 0 0 595 842 re f"))
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for index, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{index} 0 obj\n".encode() + each + b"\nendobj\n"
    place = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010d} 00000 n \n".encode() for o in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{place}\n%%EOF\n".encode()
    return bytes(out)


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def _info(key: str, text: str) -> str:
    return f"/{key} {_hex(text)} " if text else ""


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with a password only."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([["Nội dung"]]))))
    writer.encrypt(password, owner_password="chu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def jpeg(
    *, gps: bool = False, owner: str = "", serial: str = "", order: str = ">", width: int = 640
) -> bytes:
    """The frame of a photograph of `width` × 480 dots with what a camera writes into it."""
    exif = _exif(gps, owner, serial, order) if gps or owner or serial else b""
    block = b"Exif\0\0" + exif
    app1 = b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block if exif else b""
    app0 = b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", 480 * width // 640, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + app0 + app1 + frame + b"\xff\xda\0\x08\x01\x01\0\0?\0\0\xff\xd9"


def _exif(gps: bool, owner: str, serial: str, order: str) -> bytes:
    inner = [(0xA430, owner.encode() + b"\0"), (0xA431, serial.encode() + b"\0")]
    inner = [(t, v) for t, v in inner if len(v) > 1]
    heads = [*([0x8769] if inner else []), *([0x8825] if gps else [])]
    at_inner = 8 + 2 + 12 * len(heads) + 4
    at_gps = at_inner + (2 + 12 * len(inner) + 4 if inner else 0)
    at_data = at_gps + (2 + 12 * 2 + 4 if gps else 0)
    out = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8)
    out += struct.pack(order + "H", len(heads))
    for tag in heads:
        out += struct.pack(order + "HHII", tag, 4, 1, at_inner if tag == 0x8769 else at_gps)
    out += bytes(4)
    data = b""
    if inner:
        out += struct.pack(order + "H", len(inner))
        for tag, value in inner:
            value = value.ljust(5, b"\0")
            out += struct.pack(order + "HHII", tag, 2, len(value), at_data + len(data))
            data += value
        out += bytes(4)
    if gps:
        out += struct.pack(order + "H", 2)
        for tag, numbers in ((2, (12, 1, 40, 1, 0, 1)), (4, (108, 1, 3, 1, 0, 1))):
            out += struct.pack(order + "HHII", tag, 5, 3, at_data + len(data))
            data += struct.pack(order + "6I", *numbers)
        out += bytes(4)
    return out + data


def png(width: int = 8, height: int = 8) -> bytes:
    """A white picture."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def program() -> bytes:
    """The first bytes of a Windows program, nothing more."""
    return (
        b"MZ\x90\0\x03\0\0\0"
        + bytes(52)
        + b"\x40\0\0\0"
        + b"This program cannot be run in DOS mode."
        + bytes(64)
    )
