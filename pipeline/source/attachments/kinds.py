"""What a file is, by its bytes."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"\x7fELF", "elf"),
    (b"\xfe\xed\xfa", "exe"),
    (b"\xcf\xfa\xed\xfe", "exe"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"#!", "script"),
)
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--[^>]{0,400}-->\s*+)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_SVG = re.compile(rb"<svg[\s>]", re.I)
_HEIF = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"avif")
PROGRAM_NAMES = (
    *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".dll", ".cpl", ".hta", ".jar", ".apk"),
    *(".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".ps1", ".psm1", ".sh", ".lnk", ".reg", ".app", ".dmg"),
    *(".iso", ".img", ".vhd", ".chm", ".xll", ".scf", ".inf", ".gadget", ".msc", ".appx", ".deb", ".rpm"),
)


def kind_of(data: bytes) -> str:
    """Return the kind of a file from its first bytes; office files are still "zip" or "ole" here.

    "text" is whatever has no zero bytes and reads as UTF-8 or with a byte order mark; "" an unknown kind.
    """
    head = data[:4096]
    if not head:
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:2] == b"MZ" and _is_program(head):
        return "exe"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIF else "mp4"
    if head[257:262] == b"ustar":
        return "tar"
    if (
        head[:1] == b"\xff"
        and len(head) > 1
        and head[1] & 0xE0 == 0xE0
        and head[1] != 0xFF
        and head[1] != 0xFE
    ):
        return "mp3"
    return _text_kind(head)


def _is_program(head: bytes) -> bool:
    # "MZ" alone may begin a text; a program has binary bytes in its header
    return len(head) < 64 or b"\0" in head[:64]


def _text_kind(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\0" in head:
        return ""
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if _SVG.search(head):
        return "svg"
    return "text"


def is_program(file_name: str) -> bool:
    """Return whether a file's name is one that a computer would run."""
    return file_name.lower().rstrip(" .").endswith(PROGRAM_NAMES)
