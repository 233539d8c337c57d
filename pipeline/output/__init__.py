"""Reports in the forms that people and machines read, one file per form."""

from collections.abc import Callable

from pipeline.errors import UsageError
from pipeline.model.finding import Report
from pipeline.model.text import Text
from pipeline.output import gitlab, human, json_report, junit, markdown, sarif
from pipeline.output.human import colour_wanted
from pipeline.output.plain import encodable

FORMATS: dict[str, Callable[[Report, str], str]] = {
    "human": human.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "markdown": markdown.render,
}


def render(report: Report, form: str, lang: str = "vi", *, colour: bool = False) -> str:
    """Return a report in a form of `FORMATS`, ending with a line feed; `lang` is "vi" or "en".

    `colour` is for people at a terminal (see `colour_wanted`) and changes no other form.
    """
    if form not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Text(f"Chưa có dạng xuất “{form}”.", f"Unknown format “{form}”."),
            Text(f"Dùng một trong: {known}.", f"Use one of: {known}."),
        )
    if form == "human":
        return encodable(human.render(report, lang, colour))
    return encodable(FORMATS[form](report, lang))


__all__ = ["FORMATS", "colour_wanted", "render"]
