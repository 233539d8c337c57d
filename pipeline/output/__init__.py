"""Reports in the forms that people and machines read, one file per form."""

from pipeline.errors import UsageError
from pipeline.model.finding import Report
from pipeline.model.text import Text
from pipeline.output import human, json_report

FORMATS = {"human": human.render, "json": json_report.render}


def render(report: Report, form: str, lang: str = "vi") -> str:
    """Return a report in a form of `FORMATS`, ending with a line feed; `lang` is "vi" or "en"."""
    if form not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Text(f"Chưa có dạng xuất “{form}”.", f"Unknown format “{form}”."),
            Text(f"Dùng một trong: {known}.", f"Use one of: {known}."),
        )
    return FORMATS[form](report, lang)


__all__ = ["FORMATS", "render"]
