"""Rules over content, registry and built pages; see docs/quy-tac for each rule's page."""

from pipeline.checks.engine import check_corpus, check_pages, check_parts
from pipeline.checks.registry import Context, Rule, all_rules, rule

__all__ = ["Context", "Rule", "all_rules", "check_corpus", "check_pages", "check_parts", "rule"]
