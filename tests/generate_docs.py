"""`make docs`: write the pages that are made from the rules themselves."""

from __future__ import annotations

from pipeline.checks import all_rules
from pipeline.checks.pages import index_page, rule_page
from tests import legal_table
from tests.casework import ROOT, RULES


def main() -> None:
    """Write docs/quy-tac anew and remove pages of rules that are gone."""
    folder = ROOT / "docs" / "quy-tac"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"README.md": index_page(all_rules())}
    for rule in all_rules():
        wanted[f"{rule.code}.md"] = rule_page(rule, RULES / rule.code)
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    legal_table.PAGE.write_text(legal_table.page(), encoding="utf-8")
    print(f"docs/quy-tac: {len(wanted)} trang")


if __name__ == "__main__":
    main()
