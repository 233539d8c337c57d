"""nginx itself, run on the configuration that is written for it."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from publish_ground import DOMAIN

from pipeline.publish.nginx import Host, configuration
from pipeline.publish.routes import moved


def get(address: str, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Return status, headers and text of an answer of the site."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, path, headers={"Host": DOMAIN})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


@contextmanager
def nginx(public: Path, folder: Path) -> Iterator[str]:
    """Run nginx itself on the configuration that is written for it, on a free port of this machine."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "nginx is missing: python3 tests/preflight.py"
    text = configuration([Host(DOMAIN, moved=moved(public / DOMAIN / "current"))], public)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    temporary = "".join(
        f"  {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n  access_log off;\n{temporary}{text}\n}}\n",
        "utf-8",
    )
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"]}) as running:
        try:
            _until_it_answers(running, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=10)


def _until_it_answers(running: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(2000):
        with socket.socket() as probe:
            probe.settimeout(5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            running.wait(timeout=0.01)
        except subprocess.TimeoutExpired:
            continue
        assert running.stderr is not None
        raise AssertionError(running.stderr.read().decode())
    raise AssertionError("nginx does not answer")
