"""The audit of built pages: HTML rules, links over the whole tree, outside links; makes `AuditedSite`."""

from pipeline.audit.engine import audit_files, audit_site, audit_tree
from pipeline.audit.external import check_external, outside_links

__all__ = ["audit_files", "audit_site", "audit_tree", "check_external", "outside_links"]
