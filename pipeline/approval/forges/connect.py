"""A publisher's connection to its forge, from options and the environment; tokens from the environment alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.approval.forges.forgejo import Forgejo
from pipeline.approval.forges.gitlab import GitLab
from pipeline.approval.forges.source import Connection
from pipeline.approval.forges.web import Patience
from pipeline.approval.policy import forge_setting
from pipeline.errors import UsageError
from pipeline.model.text import Text

AUTHORITY = "CONGTINH_FORGE_CA"
_TOKEN = re.compile(r"[\x21-\x7e]{8,500}")  # what fits into a header; a broken one would be quoted in errors


def variables(kind: str) -> tuple[str, str, str]:
    """Return the names of the variables for address, project and token."""
    name = f"CONGTINH_{kind.upper()}"
    return f"{name}_URL", f"{name}_PROJECT", f"{name}_TOKEN"


def connect(
    kind: str,
    environment: Mapping[str, str],
    address: str | None = None,
    project: str | None = None,
    patience: Patience | None = None,
) -> Connection:
    """Return the connection; raises `UsageError` that names everything that is missing."""
    url, place, secret = variables(kind)
    address = address or environment.get(url, "")
    project = project or environment.get(place, "")
    token = environment.get(secret, "").strip()
    missing = [name for name, value in ((url, address), (place, project), (secret, token)) if not value]
    if missing:
        names = ", ".join(missing)
        raise UsageError(
            Text(
                f"Chưa đủ cấu hình để hỏi {kind}: thiếu {names}.", f"{kind} cannot be asked: missing {names}."
            ),
            Text(
                f"Đặt các biến ấy trên máy xuất bản (địa chỉ và dự án có thể đưa bằng --forge-url, --forge-project); "
                f"mã truy cập {secret} chỉ đọc từ môi trường.",
                f"Set these variables on the publishing host (address and project may be given with --forge-url and "
                f"--forge-project); the token {secret} is read from the environment only.",
            ),
        )
    if not _TOKEN.fullmatch(token):
        raise UsageError(
            Text(
                f"Mã truy cập trong {secret} có ký tự lạ.", f"The token in {secret} has strange characters."
            ),
            Text("Tạo mã mới và chép lại trọn vẹn một dòng.", "Make a new one and copy it as one line."),
        )
    try:
        setting = forge_setting(kind, address, project)
    except ValueError as error:
        raise UsageError(
            Text(f"Cấu hình {kind} chưa đúng: {error}.", f"The settings for {kind} are wrong: {error}."),
            Text(f"Sửa {url} hoặc {place}.", f"Correct {url} or {place}."),
        ) from None
    make = GitLab if kind == "gitlab" else Forgejo
    authority = environment.get(AUTHORITY) or None
    return Connection(make(setting, token, patience or Patience(), authority), setting)
