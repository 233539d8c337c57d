"""The outside tools in the versions of package-lock.json, installed below var/validate without their scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_NEEDED = {"npm": "npm", "node": "nodejs", "java": "default-jre-headless", "chromium": "chromium"}


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the programs are."""

    checker: Path
    lighthouse: Path
    chromium: str
    versions: Mapping[str, str]


def tools(folder: Path) -> Tools:
    """Return the tools, installed first where the wanted versions are not there yet."""
    missing = [package for program, package in _NEEDED.items() if shutil.which(program) is None]
    if missing:
        sys.exit(f"Thiếu chương trình. Cài: apt-get install {' '.join(missing)}")
    wanted: dict[str, str] = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    modules = folder / "node_modules"
    if any(_version(modules / name) != version for name, version in wanted.items()):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        print(f"Đang cài {', '.join(f'{n} {v}' for n, v in wanted.items())} …", flush=True)
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)
    chromium = shutil.which("chromium") or ""
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False).stdout
    return Tools(
        modules / "vnu-jar/build/dist/vnu.jar",
        modules / "lighthouse/cli/index.js",
        chromium,
        {**wanted, "chromium": said.split()[1] if len(said.split()) > 1 else "?"},
    )


def _version(module: Path) -> str:
    try:
        found: dict[str, Any] = json.loads((module / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(found.get("version", ""))


def run(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it says; ends everything where it fails."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=dict(env) if env else None
    )
    if done.returncode:
        sys.exit(
            f"{command[0]} kết thúc với mã {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        )
    return done.stdout
