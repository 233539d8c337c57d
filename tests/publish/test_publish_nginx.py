"""The nginx configuration: read by a parser of our own always, by nginx itself where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from nginx_syntax import Directive, parse

from pipeline.errors import ConfigError
from pipeline.publish.headers import SECURITY, TYPES
from pipeline.publish.nginx import Host, configuration

HOSTS = [
    Host("gialai.gov.vn", noindex=True),
    Host("daklak.gov.vn", ("www.daklak.gov.vn", "cong.daklak.gov.vn")),
]
PUBLIC = Path("/srv/congtinh/public")


def _servers(text: str) -> list[Directive]:
    return parse(text).named("server")


def test_each_domain_is_one_server_with_its_current_release() -> None:
    servers = {s.one("server_name")[0]: s for s in _servers(configuration(HOSTS, PUBLIC))}
    assert sorted(servers) == ["daklak.gov.vn", "gialai.gov.vn", "www.daklak.gov.vn"]
    site = servers["daklak.gov.vn"]
    assert site.one("root") == ["/srv/congtinh/public/daklak.gov.vn/current"]
    assert site.one("autoindex") == ["off"] and site.one("disable_symlinks")[0] == "on"
    errors = [d.words[1:] for d in site.named("error_page")]
    assert errors == [["403", "404", "=404", "/404.html"], ["410", "@da_go"]]
    assert [d.words[1] for d in site.named("listen")] == ["80", "[::]:80"]


def test_aliases_lead_to_the_domain() -> None:
    servers = {s.one("server_name")[0]: s for s in _servers(configuration(HOSTS, PUBLIC))}
    old = servers["www.daklak.gov.vn"]
    assert old.one("server_name") == ["www.daklak.gov.vn", "cong.daklak.gov.vn"]
    assert old.one("return") == ["301", "$scheme://daklak.gov.vn$request_uri"]
    assert not old.named("root")


def test_headers_are_those_of_our_own_server() -> None:
    for server in _servers(configuration(HOSTS, PUBLIC)):
        if not server.named("root"):
            continue
        said = {d.words[1]: d.words[2:] for d in server.named("add_header")}
        for name, value in SECURITY.items():
            assert said[name] == [value, "always"]
        assert ("X-Robots-Tag" in said) is (server.one("server_name") == ["gialai.gov.vn"])
        for location in server.named("location"):
            assert not location.named("add_header")  # nginx would drop all the others there


def test_types_are_those_of_our_own_server() -> None:
    site = next(s for s in _servers(configuration(HOSTS, PUBLIC)) if s.named("root"))
    (types,) = site.named("types")
    assert {end: d.words[0] for d in types.block or [] for end in d.words[1:]} == dict(TYPES)
    assert site.one("charset") == ["utf-8"]
    assert {"text/css", "application/json", "image/svg+xml"} <= set(site.one("charset_types"))


def test_certificates_turn_on_tls_and_close_port_80() -> None:
    servers = _servers(configuration(HOSTS, PUBLIC, Path("/etc/congtinh/tls")))
    for server in servers:
        names = server.one("server_name")
        ports = {d.words[1] for d in server.named("listen")}
        if ports == {"80", "[::]:80"}:
            assert server.one("return")[1].startswith("https://") and not server.named("root")
        else:
            assert ports == {"443", "[::]:443"}
            domain = "gialai.gov.vn" if names == ["gialai.gov.vn"] else "daklak.gov.vn"
            assert server.one("ssl_certificate") == [f"/etc/congtinh/tls/{domain}/fullchain.pem"]
    sites = [s for s in servers if s.named("root")]
    assert all("Strict-Transport-Security" in [d.words[1] for d in s.named("add_header")] for s in sites)


@pytest.mark.parametrize(
    "hosts",
    [
        [Host("daklak.gov.vn"), Host("daklak.gov.vn")],
        [Host("daklak.gov.vn", ("gialai.gov.vn",)), Host("gialai.gov.vn")],
        [Host("daklak.gov.vn; return 200")],
        [Host("daklak.gov.vn", ("a b.vn",))],
        [Host("daklak.gov.vn", ("x.vn }",))],
    ],
)
def test_names_that_would_break_the_file_are_refused(hosts: list[Host]) -> None:
    with pytest.raises(ConfigError):
        configuration(hosts, PUBLIC)


@pytest.mark.parametrize("folder", ['/srv/a"b', "/srv/a;b", "/srv/a b", "/srv/$x", "/srv/a\nb", "/srv/{a}"])
def test_folders_that_would_break_the_file_are_refused(folder: str) -> None:
    with pytest.raises(ConfigError, match="cấu hình nginx"):
        configuration(HOSTS, Path(folder))
    with pytest.raises(ConfigError):
        configuration(HOSTS, PUBLIC, Path(folder))


@pytest.mark.parametrize("text", ["server {", "a b", "}", "; ;", 'a "b;', "{ a; }"])
def test_our_reader_refuses_what_is_not_syntax(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_nginx_itself_takes_it(tmp_path: Path) -> None:
    text = configuration(HOSTS, tmp_path / "public")
    assert len(_servers(text)) == 3
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        print("nginx is not installed here: its own reading (nginx -t) was not run, only our parser's")
        return
    (tmp_path / "sites.conf").write_text(text, "utf-8")
    main = (
        f"pid {tmp_path}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\n  access_log off;\n"
        + "".join(f"  {kind}_temp_path {tmp_path}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi"))
        + f"  uwsgi_temp_path {tmp_path}/uwsgi;\n  scgi_temp_path {tmp_path}/scgi;\n"
        f"  include {tmp_path}/sites.conf;\n}}\n"
    )
    (tmp_path / "nginx.conf").write_text(main, "utf-8")
    command = [nginx, "-t", "-e", "stderr", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr.replace("could not open error log", ""), done.stderr
