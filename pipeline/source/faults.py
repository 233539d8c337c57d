"""The kinds of fault that reading can come upon; each is told by one rule of `checks`."""

from __future__ import annotations

TOO_LARGE = "qua-lon"  # over MAX_ITEM_BYTES: not read further
NOT_UTF8 = "khong-utf8"  # bytes are not UTF-8; detail: the encoding they look like, if any
BINARY = "nhi-phan"  # NUL bytes: not text at all
BOM = "bom"
NOT_NFC = "khong-nfc"
NO_FRONT_MATTER = "thieu-dau-bai"
OPEN_FRONT_MATTER = "dau-bai-khong-dong"
EMPTY_FRONT_MATTER = "dau-bai-rong"
BROKEN_YAML = "yaml-hong"  # detail: what the parser says
DUPLICATE_KEY = "khoa-trung"  # detail: the key
ANCHOR = "neo-yaml"  # anchors, aliases and tags are refused: they can grow without bound
TOO_DEEP = "yaml-qua-lon"  # nesting or number of nodes over the limit
NOT_A_MAPPING = "khong-phai-anh-xa"
SYMLINK = "lien-ket-mem"
UNREADABLE = "khong-doc-duoc"
BAD_NAME = "ten-tep-la"  # control or bidirectional characters, not NFC, or collides with another name

MAX_ITEM_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_NODES = 20_000
