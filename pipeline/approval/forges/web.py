"""Asking over the network: read-only, one server, bounded in time and size, patient with a busy forge."""

from __future__ import annotations

import contextlib
import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests

from pipeline.approval.forges.port import ForgeFault

_CHUNK = 65_536
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what: seconds and bytes. `clock` tells seconds since 1970, `sleep` waits."""

    timeout: float = 20.0  # for the connection and for each piece of an answer
    whole: float = 60.0  # for one answer
    tries: int = 4
    longest_pause: float = 60.0
    all_pauses: float = 300.0  # in one run
    failures: int = 3  # questions in a row without an answer, after which the server is not asked again
    size: int = 8_000_000
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Web(requests.Session):
    """A client that only reads, from one server only, and gives up with a `ForgeFault`.

    Settings of the surroundings (.netrc, proxies) are left out of it: they could replace the token or send it
    elsewhere. `authority` is the path of a certificate file for a server with the office's own certificate.
    """

    def __init__(self, address: str, patience: Patience, authority: str | None = None) -> None:
        super().__init__()
        self.trust_env = False
        self._origin = _origin(address)
        self._patience = patience
        self._authority: bool | str = authority or True
        self._paused, self._failures = 0.0, 0

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **options: Any) -> requests.Response:
        """Return a whole answer, whatever its status below 500 is; raises `ForgeFault`."""
        if str(method).lower() != "get" or args:
            raise ForgeFault("sai-dang")
        if _origin(str(url)) != self._origin:
            raise ForgeFault("may-chu-khac")
        if self._failures >= self._patience.failures:
            raise ForgeFault("khong-noi-duoc")
        headers = {**(options.get("headers") or {}), "Accept-Encoding": "identity"}
        options = {"params": options.get("params"), "auth": options.get("auth"), "headers": headers}
        try:
            response = self._patiently(str(url), options)
        except ForgeFault:
            self._failures += 1
            raise
        self._failures = 0
        return response

    def _patiently(self, url: str, options: dict[str, Any]) -> requests.Response:
        left = self._patience.tries
        while True:
            left -= 1
            response, code = None, ""
            try:
                response = self._once(url, options)
            except requests.Timeout:
                code = "qua-gio"
            except requests.ConnectionError:
                code = "khong-noi-duoc"
            except (requests.RequestException, OSError, ValueError):
                raise ForgeFault("khong-noi-duoc") from None  # the error may quote headers
            if response is not None and response.status_code not in _BUSY:
                return response
            if response is not None:
                code = "gioi-han" if response.status_code == 429 else f"http-{response.status_code}"
            pause = self._pause(response, self._patience.tries - left)
            if left <= 0 or pause is None:
                raise ForgeFault(code)
            self._paused += pause
            self._patience.sleep(pause)

    def _pause(self, response: requests.Response | None, tried: int) -> float | None:
        """Return how many seconds to wait: what the server asks for, else longer each time; None: too long."""
        pause = float(2 ** (tried - 1))
        asked = response.headers.get("Retry-After", "").strip() if response is not None else ""
        if asked.isdecimal() and asked.isascii():
            pause = max(1.0, float(asked[:9]))
        elif asked:
            with contextlib.suppress(ValueError, OverflowError):
                at = email.utils.parsedate_to_datetime(asked).timestamp()
                pause = max(1.0, at - self._patience.clock())
        patience = self._patience
        fits = pause <= patience.longest_pause and self._paused + pause <= patience.all_pauses
        return pause if fits else None

    def _once(self, url: str, options: dict[str, Any]) -> requests.Response:
        began = self._patience.clock()
        response = super().request(
            "GET",
            url,
            timeout=self._patience.timeout,
            allow_redirects=False,
            stream=True,
            verify=self._authority,
            **options,
        )
        try:
            if 300 <= response.status_code < 400:
                raise ForgeFault("chuyen-huong")
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise ForgeFault("sai-dang")
            response._content = self._body(response, began)
        finally:
            response.close()
        return response

    def _body(self, response: requests.Response, began: float) -> bytes:
        body = bytearray()
        try:
            while piece := response.raw.read1(_CHUNK):
                body += piece
                if len(body) > self._patience.size:
                    raise ForgeFault("qua-lon")
                if self._patience.clock() - began > self._patience.whole:
                    raise ForgeFault("qua-gio")
        except TimeoutError:
            raise ForgeFault("qua-gio") from None
        except ForgeFault:
            raise
        except Exception as error:  # urllib3 has errors of its own, which are no errors of requests here
            slow = "timeout" in type(error).__name__.lower()
            raise ForgeFault("qua-gio" if slow else "khong-noi-duoc") from None
        told = response.headers.get("Content-Length")
        if told is not None and told != str(len(body)):
            raise ForgeFault("khong-noi-duoc")
        return bytes(body)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        raise ForgeFault("may-chu-khac") from None
