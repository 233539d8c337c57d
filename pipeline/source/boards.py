"""sites/<site>/ban-bien-tap.yml and uy-quyen.yml for the rules that judge them; the gate reads them by itself."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.board import BOARD_FILE, DELEGATION_FILE, BoardConfig, BoardFile
from pipeline.model.content import Fault
from pipeline.source import faults
from pipeline.source.tree import read_bytes
from pipeline.source.yamlstrict import YamlFault, parse


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
        raw = read_bytes(file, faults.MAX_ITEM_BYTES + 1)
        if len(raw) > faults.MAX_ITEM_BYTES:
            raise YamlFault(faults.TOO_LARGE, 1, 1)
        parsed = parse(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return BoardFile(path, None, {}, (Fault(faults.NOT_UTF8, line, 1),))
    except OSError as error:
        return BoardFile(path, None, {}, (Fault(faults.UNREADABLE, 1, 1, error.strerror or ""),))
    except YamlFault as fault:
        return BoardFile(path, None, {}, (Fault(fault.kind, fault.line, fault.column, fault.detail),))
    noted = tuple(Fault(faults.DUPLICATE_KEY, m.line, m.column, k) for k, m in parsed.duplicates)
    return BoardFile(path, parsed.value, parsed.marks, noted)
