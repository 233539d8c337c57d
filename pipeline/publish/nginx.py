"""The nginx configuration of all domains, written from the registry; the operator includes it in http {}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.model.release import GONE_MARK
from pipeline.model.text import Text
from pipeline.publish.headers import (
    ASK,
    FOREVER,
    LASTING,
    NOINDEX,
    SECURITY,
    TYPES,
    UNKNOWN,
    UNSERVED,
    is_text,
)
from pipeline.publish.layout import checked_domain
from pipeline.publish.routes import NEW, OLD, forms
from pipeline.publish.serve import NOT_FOUND_PAGE

_SAFE_PATH = re.compile(r"/[\w./@+-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Host:
    """One site to serve: its domain, the old names that lead to it, whether robots are kept out."""

    domain: str
    aliases: tuple[str, ...] = ()
    noindex: bool = False
    moved: Mapping[str, str] = field(default_factory=dict)  # old address (decoded) → present one


def configuration(hosts: Sequence[Host], public: Path, certificates: Path | None = None) -> str:
    """Return the configuration text.

    With `certificates` each name answers on 443 from <certificates>/<domain>/{fullchain,privkey}.pem and
    port 80 leads there; without, it answers on port 80, for a machine behind one that ends TLS. Raises
    `ConfigError` on bad names, on a name used twice, and on folders whose names nginx would read as syntax.
    """
    _check(hosts)
    root = _path(public)
    keys = _path(certificates) if certificates else None
    blocks = [_HEAD, _KEPT]
    for host in sorted(hosts, key=lambda h: h.domain):
        blocks.append(_site(host, root, keys))
        if host.aliases:
            blocks.append(_redirect(host, keys))
        if keys:
            blocks.append(_to_https(host))
    return "\n".join(blocks)


_HEAD = """\
# Do lệnh congtinh server-config viết ra; đừng sửa tay. Đặt trong khối http { } của nginx.
# Written by congtinh server-config; do not edit. Include it in nginx's http { } block.
"""

# Kept unasked is only what was found at an address that changes with its bytes; the rest is asked for anew.
_KEPT = f"""\
map "$status $uri" $congtinh_cache {{
    default {ASK};
    "~^(?:200|206|304) {LASTING}" "{FOREVER}";
}}
"""


def _site(host: Host, root: str, keys: str | None) -> str:
    headers = {**SECURITY, **NOINDEX} if host.noindex else dict(SECURITY)
    if keys:
        headers = headers | {"Strict-Transport-Security": "max-age=31536000"}
    texts = " ".join(sorted({t for t in TYPES.values() if is_text(t)} - {"text/html"}))
    lines = [
        *_listen(host.domain, (host.domain,), keys),
        f'root "{root}/{host.domain}/current";',
        "disable_symlinks on from=$document_root;",
        "index index.html;",
        "autoindex off;",
        "server_tokens off;",
        "absolute_redirect off;",
        "charset utf-8;",
        f"charset_types {texts};",
        f"default_type {UNKNOWN};",
        "types {",
        *(f"    {mime} {' '.join(ends)};" for mime, ends in _types().items()),
        "}",
        *(f'add_header {name} "{value}" always;' for name, value in headers.items()),
        "add_header Cache-Control $congtinh_cache always;",
        "gzip on;",
        "gzip_vary on;",
        "gzip_min_length 512;",
        f"gzip_types {texts};",
        f"error_page 403 404 =404 /{NOT_FOUND_PAGE};",
        rf"location ~ (?:/\.(?!well-known/)|{re.escape(GONE_MARK)}$) {{ return 404; }}",
        *(f"location = {path} {{ return 404; }}" for path in UNSERVED),
        *_gone(),
        *_moved(host),
    ]
    return _server(lines)


def _gone() -> list[str]:
    """Return the answer for addresses beside which the notice of a removal lies: 410 with that notice."""
    return [
        "location / {",
        f'    if (-f "$document_root${{uri}}{GONE_MARK}") {{ return 410; }}',
        "}",
        "error_page 410 @da_go;",
        "location @da_go {",
        "    types { }",
        "    default_type text/html;",
        f'    try_files "${{uri}}{GONE_MARK}" =404;',
        "}",
    ]


def _moved(host: Host) -> Iterator[str]:
    """Yield the redirects of a site; a form of the address that stands for itself already is left out."""
    seen: set[str] = set()
    for old, new in sorted(host.moved.items()):
        if not (OLD.fullmatch(old) and NEW.fullmatch(new)):
            continue
        for form in forms(old):
            if form not in seen and form != new.rstrip("/"):
                seen.add(form)
                yield f'location = "{form}" {{ return 301 "{new}"; }}'


def _redirect(host: Host, keys: str | None) -> str:
    scheme = "https" if keys else "$scheme"
    lines = [*_listen(host.domain, host.aliases, keys), f"return 301 {scheme}://{host.domain}$request_uri;"]
    return _server(lines)


def _to_https(host: Host) -> str:
    names = " ".join((host.domain, *host.aliases))
    listen = ["listen 80;", "listen [::]:80;", f"server_name {names};"]
    return _server([*listen, f"return 301 https://{host.domain}$request_uri;"])


def _listen(domain: str, names: Sequence[str], keys: str | None) -> list[str]:
    port = "443 ssl" if keys else "80"
    lines = [f"listen {port};", f"listen [::]:{port};", f"server_name {' '.join(names)};"]
    if keys:
        lines += [
            f'ssl_certificate "{keys}/{domain}/fullchain.pem";',
            f'ssl_certificate_key "{keys}/{domain}/privkey.pem";',
            "ssl_protocols TLSv1.2 TLSv1.3;",
        ]
    return lines


def _server(lines: Sequence[str]) -> str:
    return "server {\n" + "".join(f"    {line}\n" for line in lines) + "}\n"


def _types() -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for ending, mime in TYPES.items():
        grouped.setdefault(mime, []).append(ending)
    return grouped


def _check(hosts: Sequence[Host]) -> None:
    seen: set[str] = set()
    for host in hosts:
        for name in (host.domain, *host.aliases):
            if checked_domain(name) in seen:
                raise ConfigError(
                    Text(f"Tên miền {name} được dùng hai lần.", f"The domain {name} is used twice."),
                    Text(
                        "Hãy sửa ten_mien hoặc ten_mien_khac trong các tệp site.yml.",
                        "Mend ten_mien or ten_mien_khac in the site.yml files.",
                    ),
                )
            seen.add(name)


def _path(folder: Path) -> str:
    text = str(folder.absolute())
    if _SAFE_PATH.fullmatch(text):
        return text
    raise ConfigError(
        Text(
            f"Đường dẫn “{text}” có ký tự mà cấu hình nginx hiểu sai.",
            f"The path “{text}” has characters that an nginx configuration would misread.",
        ),
        Text(
            "Hãy dùng thư mục chỉ gồm chữ, số, gạch nối, gạch dưới và dấu chấm.",
            "Use a folder of letters, digits, hyphens, underscores and dots only.",
        ),
    )
