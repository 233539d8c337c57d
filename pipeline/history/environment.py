"""The surroundings of every git process: no configuration of the machine, none of the repository.

A repository is data from outside. Its configuration can name programs to run, its replace refs,
grafts and commit graphs can tell another history than the objects do. All of that is shut off here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import git

ENVIRONMENT: Mapping[str, str] = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_SHALLOW_FILE": "",  # git hands one to a hook; empty: no history is cut off
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
}

OPTIONS: tuple[str, ...] = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.quotePath=false",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.useReplaceRefs=false",
    "core.commitGraph=false",  # a commit graph may claim parents that the commits do not have
    "core.multiPackIndex=false",
    "gpg.program=false",
    "gpg.openpgp.program=false",
    "gpg.x509.program=false",
    "gpg.ssh.program=false",
    "diff.external=",
    "protocol.allow=never",
    "safe.directory=*",  # a clone owned by another account is normal in CI; nothing of it is run
)


def harden(command: git.Git, git_dir: Path, arriving: tuple[Path, ...] = ()) -> None:
    """Bind a command to one git folder, and to the objects that are `arriving` there, with everything above set."""
    command.update_environment(
        **{
            **ENVIRONMENT,
            "GIT_DIR": str(git_dir),
            "GIT_OBJECT_DIRECTORY": str(object_folder(git_dir)),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(_quoted(folder) for folder in arriving),
        }
    )
    command.set_persistent_git_options(c=list(OPTIONS))


def arriving_objects(surroundings: Mapping[str, str], git_dir: Path) -> tuple[Path, ...]:
    """Return where git keeps what is being pushed, as it tells a hook; none outside a hook.

    Git names the folder of the new objects, and the folders that they rest on beside the repository's own.
    """
    if not surroundings.get("GIT_QUARANTINE_PATH"):
        return ()
    named = [surroundings["GIT_QUARANTINE_PATH"], surroundings.get("GIT_OBJECT_DIRECTORY", "")]
    named += surroundings.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    own = object_folder(git_dir).resolve()
    folders = (Path(name.strip('"')).resolve() for name in named if name)
    return tuple(dict.fromkeys(f for f in folders if f != own and f.is_dir()))


def _quoted(folder: Path) -> str:
    """Return a folder as git reads it in a list, whatever its name holds."""
    return '"' + "".join(c if c not in '"\\' else "\\" + c for c in str(folder)) + '"'


def object_folder(git_dir: Path) -> Path:
    """Return where the objects of a git folder lie; a linked working tree shares those of its owner."""
    shared = git_dir / "commondir"
    if shared.is_file():
        return (git_dir / shared.read_text("utf-8").strip() / "objects").resolve()
    return git_dir / "objects"
