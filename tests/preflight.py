"""Before the tests: name every program that is missing; as root install it, else print the one command.

Runs with the system's Python and the standard library only. Nothing is skipped in silence.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

# program → the Debian package that brings it
PROGRAMS = {
    "git": "git",
    "ssh-keygen": "openssh-client",
    "gpg": "gnupg",
    "chromium": "chromium",
    "nginx": "nginx-light",
    "fc-list": "fontconfig",
}
FONT_PACKAGE = "fonts-noto-core"
# shared library → its package: what the driver of the browser tests is linked against
LIBRARIES = {"libatomic.so.1": "libatomic1"}
MORE_PATHS = ("/usr/sbin", "/sbin")  # where nginx lives, not on every user's PATH


def missing() -> list[str]:
    """Return the packages whose programs or fonts are not there."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *MORE_PATHS])
    wanted = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=path)]
    wanted += [package for library, package in LIBRARIES.items() if not loads(library)]
    if not vietnamese_font():
        wanted.append(FONT_PACKAGE)
    return wanted


def loads(library: str) -> bool:
    """Return whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def vietnamese_font() -> bool:
    """Return whether some installed font covers Vietnamese."""
    lister = shutil.which("fc-list")
    if not lister:
        return False
    listed = subprocess.run([lister, ":lang=vi", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def main() -> int:
    """Install or name what is missing; 0 when everything is there."""
    wanted = missing()
    if not wanted:
        return 0
    print("Kiểm thử còn thiếu các gói: " + ", ".join(wanted), flush=True)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *wanted]
    debian = shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()
    if os.geteuid() != 0 or not debian:
        print("Hãy cài rồi chạy lại. Trên Debian/Ubuntu:")
        print("  sudo apt-get update && sudo " + " ".join(command))
        return 1
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        done = subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print("Không chạy được: " + " ".join(step))
            return 1
    left = missing()
    if left:
        print("Đã cài nhưng vẫn thiếu: " + ", ".join(left))
        return 1
    print("Đã cài xong.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
