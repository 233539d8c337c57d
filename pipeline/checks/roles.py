"""What an element is to assistive technology: its role, by ARIA 1.2, the DPUB and graphics modules and HTML-AAM.

Roles of elements that a page marks as decorative come back where the page contradicts itself (a focusable element, or
one with ARIA attributes): the presentational roles conflict resolution of ARIA.
"""

from __future__ import annotations

from pipeline.checks.styles import hidden_of
from pipeline.model.release import BuiltPage, Element


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WIDGETS = _words(
    "button checkbox combobox grid gridcell link listbox menu menubar menuitem menuitemcheckbox menuitemradio option "
    "progressbar radio radiogroup scrollbar searchbox separator slider spinbutton switch tab tablist tabpanel textbox "
    "tree treegrid treeitem"
)
ROLES = WIDGETS | _words(
    "alert alertdialog application article banner blockquote caption cell code columnheader complementary contentinfo "
    "definition deletion dialog directory document emphasis feed figure form generic group heading img insertion list "
    "listitem log main mark marquee math meter navigation none note paragraph presentation region row rowgroup "
    "rowheader search status strong subscript superscript table term time timer toolbar tooltip image suggestion "
    "comment graphics-document graphics-object graphics-symbol doc-abstract doc-acknowledgments doc-afterword "
    "doc-appendix doc-backlink doc-biblioentry doc-bibliography doc-biblioref doc-chapter doc-colophon doc-conclusion "
    "doc-cover doc-credit doc-credits doc-dedication doc-endnote doc-endnotes doc-epigraph doc-epilogue doc-errata "
    "doc-example doc-footnote doc-foreword doc-glossary doc-glossref doc-index doc-introduction doc-noteref doc-notice "
    "doc-pagebreak doc-pagefooter doc-pageheader doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna "
    "doc-subtitle doc-tip doc-toc"
)
LINKS = _words("link doc-backlink doc-biblioref doc-glossref doc-noteref")
FIELDS = _words(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox"
)
CHILDREN_PRESENTATIONAL = _words(
    "button checkbox img image meter menuitemcheckbox menuitemradio option progressbar radio scrollbar separator "
    "slider switch tab"
)
# Named by what lies inside them.
NAMED_FROM_CONTENT = LINKS | _words(
    "button cell checkbox columnheader gridcell heading menuitem menuitemcheckbox menuitemradio option radio row "
    "rowheader switch tab tooltip treeitem doc-subtitle"
)
_GLOBAL = _words(
    "aria-atomic aria-busy aria-controls aria-current aria-describedby aria-description aria-details "
    "aria-dropeffect aria-flowto aria-grabbed aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns "
    "aria-relevant aria-roledescription aria-braillelabel aria-brailleroledescription"
)
_IMPLICIT = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "article": "article",
    "aside": "complementary",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "del": "deletion",
    "dfn": "term",
    "details": "group",
    "dialog": "dialog",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "form": "form",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "li": "listitem",
    "main": "main",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "svg": "graphics-document",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
}
_INPUTS = {
    **dict.fromkeys(("button", "image", "reset", "submit"), "button"),
    "checkbox": "checkbox",
    "radio": "radio",
    "range": "slider",
    "number": "spinbutton",
    "search": "searchbox",
    **dict.fromkeys(
        ("color", "date", "datetime-local", "file", "month", "password", "time", "week", "hidden"), ""
    ),
}
_DISABLABLE = ("button", "input", "select", "textarea", "fieldset", "optgroup", "option")


def explicit(element: Element) -> str:
    """Return the first valid role of an element's `role` attribute, "" where there is none."""
    said = element.attrs.get("role")
    if not said:
        return ""
    return next((word for word in said.lower().split()[:50] if word in ROLES), "")


def implicit(page: BuiltPage, element: Element) -> str:
    """Return the role that the element's tag gives it, "" for none."""
    tag, attrs = element.tag, element.attrs
    match tag:
        case "a" | "area":
            return "link" if "href" in attrs or "xlink:href" in attrs else ""
        case "img":
            decorative = attrs.get("alt") == "" and not _contradicted(page, element)
            return "none" if decorative else "img"
        case "input":
            kind = attrs.get("type", "text").strip().lower()
            role = _INPUTS.get(kind, "textbox")
            return "combobox" if "list" in attrs and role in ("textbox", "searchbox") else role
        case "select":
            size = attrs.get("size", "").strip()
            many = "multiple" in attrs or (size.isdecimal() and size.strip("0") not in ("", "1"))
            return "listbox" if many else "combobox"
        case "th":
            scope = attrs.get("scope", "").strip().lower()
            if scope in ("row", "rowgroup"):
                return "rowheader"
            return "columnheader"
        case "td":
            return "gridcell" if _table_role(page, element) in ("grid", "treegrid") else "cell"
        case "section":
            named = any(attrs.get(key, "").strip() for key in ("aria-label", "aria-labelledby", "title"))
            return "region" if named else ""
        case "header" | "footer":
            inner = ("article", "aside", "main", "nav", "section")
            if any(page.inside(element, around) for around in inner):
                return ""
            return "banner" if tag == "header" else "contentinfo"
        case _:
            return _IMPLICIT.get(tag, "")


def role_of(page: BuiltPage, element: Element) -> str:
    """Return what an element is to assistive technology; "none" for what is marked as decorative, "" for nothing."""
    known: dict[int, str] = page.memo.setdefault("roles", {})
    if element.index not in known:
        said = explicit(element)
        if said in ("none", "presentation"):
            said = implicit(page, element) if _contradicted(page, element) else "none"
            if said == "none" and element.tag == "img" and _contradicted(page, element):
                said = "img"
        known[element.index] = said or implicit(page, element)
    return known[element.index]


def marked_decorative(element: Element) -> bool:
    """Return whether a page says that an element is only for show."""
    said = explicit(element)
    return said in ("none", "presentation") or (
        element.tag == "img" and element.attrs.get("alt") == "" and not said
    )


def exposed(page: BuiltPage, element: Element) -> bool:
    """Return whether assistive technology meets an element (its text may be met all the same)."""
    return not hidden_of(page).listeners[element.index] and role_of(page, element) != "none"


def disabled(page: BuiltPage, element: Element) -> bool:
    """Return whether a form field takes part in nothing."""
    if element.tag not in _DISABLABLE:
        return False
    at: Element | None = element
    while at is not None:
        if "disabled" in at.attrs and (at is element or at.tag == "fieldset"):
            return True
        at = page.elements[at.parent] if at.parent >= 0 else None
    return False


def tabindex(element: Element) -> int | None:
    """Return the number of a tabindex, None where there is none."""
    said = element.attrs.get("tabindex", "").strip()
    digits = said.lstrip("+-")
    if not digits.isdecimal() or len(digits) > 9 or len(said) - len(digits) > 1:
        return None
    return int(said)


def focusable(page: BuiltPage, element: Element) -> bool:
    """Return whether an element can have the focus, by the keyboard or from a script."""
    away = hidden_of(page)
    if away.everybody[element.index] or away.inert[element.index]:
        return False
    return (tabindex(element) is not None and not disabled(page, element)) or _by_nature(page, element)


def in_tab_order(page: BuiltPage, element: Element) -> bool:
    """Return whether the key Tab comes to an element."""
    said = tabindex(element)
    return focusable(page, element) and (said is None or said >= 0)


def _by_nature(page: BuiltPage, element: Element) -> bool:
    attrs = element.attrs
    match element.tag:
        case "a" | "area":
            return "href" in attrs or "xlink:href" in attrs
        case "button" | "select" | "textarea":
            return not disabled(page, element)
        case "input":
            return attrs.get("type", "").lower() != "hidden" and not disabled(page, element)
        case "iframe":
            return True
        case "audio" | "video":
            return "controls" in attrs
        case "summary":
            parent = page.elements[element.parent] if element.parent >= 0 else None
            return parent is not None and parent.tag == "details"
        case _:
            return "contenteditable" in attrs and attrs["contenteditable"].lower() in ("", "true")


def _contradicted(page: BuiltPage, element: Element) -> bool:
    """Return whether an element marked as decorative is to be met all the same."""
    return any(key in _GLOBAL for key in element.attrs) or focusable(page, element)


def _table_role(page: BuiltPage, element: Element) -> str:
    parent = element.parent
    while parent >= 0 and page.elements[parent].tag != "table":
        parent = page.elements[parent].parent
    return explicit(page.elements[parent]) if parent >= 0 else ""
