"""sites/<site>/ban-bien-tap.yml and uy-quyen.yml for the rules that judge them; the gate reads them by itself."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.board import BOARD_FILE, DELEGATION_FILE, BoardConfig, BoardFile
from pipeline.model.content import Fault
from pipeline.source import faults
from pipeline.source.yamlfile import parse_file
from pipeline.source.yamlstrict import YamlFault


def read_board(folder: Path, site_id: str, prefix: str) -> BoardConfig | None:
    """Return the board in a site's folder, None where there is no ban-bien-tap.yml.

    `prefix` is the folder's repository path. Faults are noted, nothing is raised for them.
    """
    board = _file(folder / BOARD_FILE, f"{prefix}/{BOARD_FILE}")
    if board is None:
        return None
    return BoardConfig(site_id, board, _file(folder / DELEGATION_FILE, f"{prefix}/{DELEGATION_FILE}"))


def _file(file: Path, path: str) -> BoardFile | None:
    if file.is_symlink():
        return BoardFile(path, None, {}, (Fault(faults.SYMLINK, 1, 1),))
    if not file.exists():
        return None
    try:
        parsed = parse_file(file, "utf-8")  # the gate takes no byte order mark either
    except YamlFault as fault:
        return BoardFile(path, None, {}, (fault.noted,))
    noted = tuple(Fault(faults.DUPLICATE_KEY, m.line, m.column, k) for k, m in parsed.duplicates)
    return BoardFile(path, parsed.value, parsed.marks, noted)
