"""The page of a rule (docs/quy-tac/<CODE>.md), made from its docstring, its metadata and its cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.checks.registry import FAMILIES, Rule
from pipeline.model.finding import Severity, Stage

_SEVERITY = {
    Severity.ERROR: "lỗi (chặn)",
    Severity.WARNING: "cảnh báo (không chặn)",
    Severity.NOTE: "lưu ý",
}
_STAGE = {Stage.DRAFT: "khi soạn", Stage.SUBMIT: "khi gửi duyệt", Stage.PUBLISH: "khi xuất bản"}
_SHOWN_BYTES = 1500


def rule_page(rule: Rule, cases: Path | None = None) -> str:
    """Return the Markdown page of a rule; with the folder of its cases, with one example of each kind."""
    title, _, rest = rule.doc.strip().partition("\n")
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        title.strip(),
        "",
        f"- Nhóm: {rule.family} – {FAMILIES[rule.family]}",
        f"- Mức độ: {_SEVERITY[rule.severity]}",
        f"- Áp dụng: {_STAGE[rule.stage]}",
        f"- Căn cứ: {'; '.join(rule.legal) if rule.legal else 'quy ước của hệ thống'}",
        f"- Có từ phiên bản: {rule.since}",
        "",
        rest.strip(),
    ]
    for folder, heading in (("sai", "## Ví dụ sai"), ("dung", "## Ví dụ đúng")):
        example = _example(cases / folder) if cases else None
        if example:
            fence = "````"
            lines += ["", heading, "", fence + ("html" if example[0] == ".html" else "text")]
            lines += [example[1], fence]
    return "\n".join(lines).rstrip() + "\n"


def index_page(rules: Iterable[Rule]) -> str:
    """Return docs/quy-tac/README.md: every rule by family."""
    lines = ["# Các quy tắc kiểm tra", "", "Trang này được tạo từ chính các quy tắc (`make docs`).", ""]
    listed = list(rules)
    for family, label in FAMILIES.items():
        own = [r for r in listed if r.family == family]
        if own:
            lines += [f"## {family} – {label}", "", "| Mã | Nội dung | Mức độ |", "|---|---|---|"]
            for r in own:
                first = r.doc.strip().partition("\n")[0].strip()
                lines.append(f"| [{r.code}]({r.code}.md) | {first} | {_SEVERITY[r.severity]} |")
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _example(folder: Path) -> tuple[str, str] | None:
    """Return kind and text of the first short case that can be shown as text; shared data only where nothing else can."""
    files = sorted(folder.rglob("*"), key=lambda f: ("_chung" in f.parts, f)) if folder.is_dir() else ()
    for file in files:
        if file.suffix not in (".md", ".html", ".yml") or file.stat().st_size > _SHOWN_BYTES:
            continue
        try:
            return file.suffix, file.read_text(encoding="utf-8").rstrip()
        except UnicodeDecodeError:
            continue
    return None
