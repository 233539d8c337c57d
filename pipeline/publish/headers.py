"""What every answer says besides the page: the same policy from our own server and from nginx."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.publish.layout import MANIFEST

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOINDEX: Mapping[str, str] = {"X-Robots-Tag": "noindex"}

# Types that are text carry the encoding, which the regulations fix as Unicode (TCVN 6909:2001).
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
    "ics": "text/calendar",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
    "gz": "application/gzip",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "vtt": "text/vtt",
}
UNKNOWN = "application/octet-stream"
_TEXT_TYPES = ("application/json", "application/ld+json", "application/xml", "image/svg+xml")


def is_text(mime: str) -> bool:
    """Return whether a type is text, so that its encoding has to be said."""
    return mime.startswith("text/") or mime in _TEXT_TYPES or mime.endswith("+xml")


def content_type(name: str) -> str:
    """Return the Content-Type of a file by the ending of its name."""
    mime = TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if "." in name else UNKNOWN
    return f"{mime}; charset=utf-8" if is_text(mime) else mime


# Files whose address changes with their bytes: Material's sheets and scripts. The files of the search index are not
# among them: their folder tells where items stand, and a file changes with the items that have its words.
LASTING = r"/assets/(?:stylesheets|javascripts)/[^/]+[.][0-9a-f]+[.]min[.](?:css|js)$"
FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"
_LASTING = re.compile(LASTING)


def cache_control(path: str) -> str:
    """Return how long a file that was found may be kept unasked; `path` begins with a slash."""
    return FOREVER if _LASTING.match(path) else ASK


# What lies in a release but is no part of the site: its manifest, which names every file.
UNSERVED = (f"/{MANIFEST}",)
