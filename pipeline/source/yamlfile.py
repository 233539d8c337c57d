"""One YAML file of the registry, read within bounds: whatever is the matter with it is one kind of fault."""

from __future__ import annotations

from pathlib import Path

from pipeline.source import faults
from pipeline.source.tree import read_bytes
from pipeline.source.yamlstrict import Parsed, YamlFault, parse


def parse_file(file: Path, encoding: str = "utf-8-sig") -> Parsed:
    """Return what stands in a plain file; raises `YamlFault` for one that cannot be read, of any kind."""
    try:
        raw = read_bytes(file, faults.MAX_ITEM_BYTES + 1)
        if len(raw) > faults.MAX_ITEM_BYTES:
            raise YamlFault(faults.TOO_LARGE, 1, 1)
        return parse(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise YamlFault(faults.NOT_UTF8, error.object.count(b"\n", 0, error.start) + 1, 1) from None
    except OSError as error:
        raise YamlFault(faults.UNREADABLE, 1, 1, error.strerror or "") from None
