"""A static web server for one machine: demonstrations, previews, browser tests. Provinces use nginx."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from pipeline.errors import UsageError
from pipeline.model.release import GONE_MARK
from pipeline.model.text import Text
from pipeline.publish.headers import ASK, NOINDEX, SECURITY, UNSERVED, cache_control, content_type
from pipeline.publish.routes import Routes

NOT_FOUND_PAGE = "404.html"
_WELL_KNOWN = ".well-known"


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to: a file, the address to go to instead, or the notice of a removal."""

    file: Path | None = None
    redirect: str | None = None
    gone: Path | None = None


def locate(root: Path, target: str) -> Found | None:
    """Return what a request's address means below `root`, None where there is nothing to serve.

    `root` itself may be a symbolic link (it is `current`); nothing below it may be one. Hidden names,
    parent steps, backslashes and NUL lead nowhere.
    """
    raw, _, query = target.partition("?")
    path = urlsplit("//x" + raw).path if raw.startswith("/") else ""
    try:
        parts = [unquote(part, errors="strict") for part in path.split("/") if part]
    except UnicodeDecodeError:
        return None
    if not path or any(_forbidden(part) for part in parts) or "/" + "/".join(parts) in UNSERVED:
        return None
    try:
        base = root.resolve(strict=True)
        wanted = base.joinpath(*parts)
        gone = _notice(wanted, folder=path.endswith("/"))
        if gone:
            return Found(gone=gone)
        if wanted.resolve(strict=True) != wanted:
            return None
    except (OSError, ValueError):
        return None
    if not wanted.is_dir():
        return None if path.endswith("/") else Found(file=wanted)
    if not path.endswith("/"):
        clean = "/" + "/".join(quote(part) for part in parts) + "/"
        return Found(redirect=clean + (f"?{query}" if query else ""))
    index = wanted / "index.html"
    return Found(file=index) if index.is_file() and not index.is_symlink() else None


def _notice(wanted: Path, *, folder: bool) -> Path | None:
    """Return the notice that stands for an address that was taken down."""
    mark = wanted / GONE_MARK if folder else wanted.with_name(wanted.name + GONE_MARK)
    try:
        return mark if mark.is_file() and mark.resolve(strict=True) == mark else None
    except OSError:  # such as a name that the mark makes too long
        return None


def _decoded(target: str) -> str | None:
    """Return the path of a request as text, None where it is no plain path."""
    try:
        path = unquote(target.partition("?")[0], errors="strict")
    except UnicodeDecodeError:
        return None
    return path if path.startswith("/") else None


def _forbidden(part: str) -> bool:
    hidden = (part.startswith(".") and part != _WELL_KNOWN) or part.endswith(GONE_MARK)
    return hidden or any(c in part for c in "/\\\0\r\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = (
        1 << 16
    )  # head and body leave together; in two pieces the second waits for a late acknowledgement
    disable_nagle_algorithm = True
    server: SiteServer

    def do_GET(self) -> None:
        """Answer with a file, a redirect or the site's own page for what is not there."""
        path = _decoded(self.path)
        target = self.server.routes.find(self.server.root, path) if path else None
        if target:
            self._head(HTTPStatus.MOVED_PERMANENTLY, 0, {"Location": target})
            return
        found = locate(self.server.root, self.path)
        if found and found.gone:
            self._send(HTTPStatus.GONE, found.gone)
        elif found and found.redirect:
            self._head(HTTPStatus.MOVED_PERMANENTLY, 0, {"Location": found.redirect})
        elif found and found.file:
            self._send(HTTPStatus.OK, found.file)
        else:
            page = locate(self.server.root, f"/{NOT_FOUND_PAGE}")
            self._send(HTTPStatus.NOT_FOUND, page.file if page else None)

    do_HEAD = do_GET  # noqa: N815  (the name is fixed by http.server)

    def version_string(self) -> str:
        """Return the Server header, without the versions of Python and its library."""
        return "congtinh"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal for what the command says."""

    def end_headers(self) -> None:
        """Add the security headers to every answer, refusals of the library included."""
        for name, value in ({**SECURITY, **NOINDEX} if self.server.noindex else SECURITY).items():
            self.send_header(name, value)
        super().end_headers()

    def _send(self, status: HTTPStatus, file: Path | None) -> None:
        try:
            stream = file.open("rb") if file else None
        except OSError:
            stream, status = None, HTTPStatus.NOT_FOUND
        if stream is None or file is None:
            plain = "Không tìm thấy trang này.\n".encode()
            self._head(status, len(plain), {"Content-Type": "text/plain; charset=utf-8"})
            if self.command != "HEAD":
                self.wfile.write(plain)
            return
        with stream:
            size = file.stat().st_size
            kind = content_type("x.html" if status is HTTPStatus.GONE else file.name)
            kept = cache_control(_decoded(self.path) or "") if status is HTTPStatus.OK else ASK
            self._head(status, size, {"Content-Type": kind, "Cache-Control": kept})
            if self.command != "HEAD":
                shutil.copyfileobj(stream, self.wfile)

    def _head(self, status: HTTPStatus, length: int, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()


class SiteServer(ThreadingHTTPServer):
    """One site on one port of 127.0.0.1; port 0 takes a free one. Close it when done."""

    daemon_threads = True

    def __init__(self, root: Path, port: int = 0, *, noindex: bool = False) -> None:
        self.root = root
        self.noindex = noindex
        self.routes = Routes()
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise UsageError(
                Text(
                    f"Không mở được cổng {port}: {error.strerror}.",
                    f"Cannot open port {port}: {error.strerror}.",
                ),
                Text("Hãy chọn cổng khác.", "Choose another port."),
            ) from error

    @property
    def address(self) -> str:
        """Return the site's address on this machine, with a trailing slash."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Servers:
    """Several sites at once, each `public/<domain>/current` on its own port.

    A context manager: inside the block all sites answer, from threads of this process. `first_port` 0
    takes free ports, else the sites get consecutive ones.
    """

    def __init__(
        self, public: Path, domains: Sequence[str], *, first_port: int = 0, noindex: bool = False
    ) -> None:
        self._servers: dict[str, SiteServer] = {}
        try:
            for number, domain in enumerate(domains):
                port = first_port + number if first_port else 0
                root = public / domain / "current"
                self._servers[domain] = SiteServer(root, port, noindex=noindex)
        except UsageError:
            self._close()
            raise
        self._threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
            for server in self._servers.values()
        ]

    @property
    def addresses(self) -> dict[str, str]:
        """Return each domain's address on this machine."""
        return {domain: server.address for domain, server in self._servers.items()}

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.shutdown()
        self._close()

    def _close(self) -> None:
        for server in self._servers.values():
            server.server_close()
