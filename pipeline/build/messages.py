"""The theme's words: theme/messages/vi.yml and en.yml, flat keys, places in braces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.model.text import Text
from pipeline.source.yamlstrict import YamlFault, parse

LANGUAGES = ("vi", "en")


def load_messages(theme: Path) -> dict[str, dict[str, str]]:
    """Return the words of a theme by language and key; raises `ConfigError` where they do not match."""
    words = {lang: _read(theme / "messages" / f"{lang}.yml") for lang in LANGUAGES}
    odd = sorted(words["vi"].keys() ^ words["en"].keys())
    if odd:
        raise ConfigError(
            Text(
                f"Lời giao diện thiếu ở một ngôn ngữ: {', '.join(odd)}.",
                f"Messages missing in one language: {', '.join(odd)}.",
            ),
            Text(
                "Bổ sung vào theme/messages/vi.yml và en.yml.",
                "Add them to theme/messages/vi.yml and en.yml.",
            ),
        )
    return words


def translator(words: Mapping[str, str], lang: str) -> Callable[..., str]:
    """Return `t(key, **values)` for templates; an unknown key is the theme's fault and stops the build."""

    def t(key: str, /, **values: object) -> str:
        if key not in words:
            raise ConfigError(
                Text(f"Giao diện hỏi lời “{key}” chưa có.", f"The theme asks for the message “{key}”."),
                Text(
                    f"Thêm khóa này vào theme/messages/{lang}.yml.", f"Add it to theme/messages/{lang}.yml."
                ),
            )
        return words[key].format(**values) if values else words[key]

    return t


def _read(file: Path) -> dict[str, str]:
    try:
        value = parse(file.read_text(encoding="utf-8")).value
    except (OSError, YamlFault) as error:
        raise ConfigError(
            Text(f"Không đọc được {file.name} của giao diện: {error}", f"Cannot read {file.name}: {error}"),
            Text("Kiểm tra thư mục theme/messages.", "Check the folder theme/messages."),
        ) from None
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}
