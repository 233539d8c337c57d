"""What ARIA 1.2 says of its states and properties: which there are, where they may stand, what they may say.

Data of a standard, not of a page. Attributes that ARIA 1.2 keeps on any element for compatibility are taken as global.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BOOL = _words("true false")
_OPEN = _words("true false undefined")
_THREE = _words("true false mixed undefined")
# What an attribute may say: a set of words, or "id", "ids", "integer", "number", "text", "words:…".
VALUES: Mapping[str, frozenset[str] | str] = {
    **dict.fromkeys(
        "aria-atomic aria-busy aria-disabled aria-modal aria-multiline aria-multiselectable aria-readonly "  # noqa: SIM905
        "aria-required".split(),
        _BOOL,
    ),
    **dict.fromkeys("aria-expanded aria-grabbed aria-hidden aria-selected".split(), _OPEN),  # noqa: SIM905
    **dict.fromkeys(("aria-checked", "aria-pressed"), _THREE),
    **dict.fromkeys(
        "aria-label aria-keyshortcuts aria-placeholder aria-roledescription aria-valuetext aria-description "  # noqa: SIM905
        "aria-braillelabel aria-brailleroledescription aria-rowindextext aria-colindextext".split(),
        "text",
    ),
    **dict.fromkeys(("aria-activedescendant", "aria-errormessage"), "id"),
    **dict.fromkeys(
        "aria-controls aria-describedby aria-details aria-flowto aria-labelledby aria-owns".split(),  # noqa: SIM905
        "ids",
    ),
    **dict.fromkeys(
        "aria-colcount aria-colindex aria-colspan aria-level aria-posinset aria-rowcount aria-rowindex "  # noqa: SIM905
        "aria-rowspan aria-setsize".split(),
        "integer",
    ),
    **dict.fromkeys(("aria-valuemax", "aria-valuemin", "aria-valuenow"), "number"),
    "aria-autocomplete": _words("inline list both none"),
    "aria-current": _words("page step location date time true false"),
    "aria-dropeffect": "words:copy execute link move none popup",
    "aria-haspopup": _words("true false menu listbox tree grid dialog"),
    "aria-invalid": _words("true false grammar spelling"),
    "aria-live": _words("assertive off polite"),
    "aria-orientation": _words("horizontal vertical undefined"),
    "aria-relevant": "words:additions all removals text",
    "aria-sort": _words("ascending descending none other"),
}
GLOBAL = _words(
    "aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current aria-describedby "
    "aria-description aria-details aria-disabled aria-dropeffect aria-errormessage aria-flowto aria-grabbed "
    "aria-haspopup aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns "
    "aria-relevant aria-roledescription"
)
# Roles that take no name, and elements that take none while they have no role (ARIA 1.2, ARIA in HTML).
NAMELESS_ROLES = _words(
    "caption code deletion emphasis generic insertion paragraph strong subscript superscript mark suggestion"
)
NAMELESS_TAGS = _words("div span b i small u q samp kbd var abbr bdi bdo data cite pre")
_GRID_CELL = (
    "aria-colindex aria-colindextext aria-colspan aria-expanded aria-readonly aria-required aria-rowindex "
    "aria-rowindextext aria-rowspan aria-selected"
)
_RANGE = "aria-valuemax aria-valuemin aria-valuenow aria-valuetext"
_TEXT = "aria-activedescendant aria-autocomplete aria-multiline aria-placeholder aria-readonly aria-required"
_ITEM = "aria-level aria-posinset aria-setsize"
_MENU = "aria-activedescendant aria-orientation aria-expanded"
_SUPPORTED: Mapping[str, str] = {
    "alertdialog": "aria-modal",
    "dialog": "aria-modal",
    "application": "aria-activedescendant aria-expanded",
    "article": "aria-posinset aria-setsize",
    "button": "aria-expanded aria-pressed",
    "cell": "aria-colindex aria-colindextext aria-colspan aria-rowindex aria-rowindextext aria-rowspan",
    "checkbox": "aria-checked aria-expanded aria-readonly aria-required",
    "switch": "aria-checked aria-expanded aria-readonly aria-required",
    "columnheader": f"{_GRID_CELL} aria-sort",
    "rowheader": f"{_GRID_CELL} aria-sort",
    "gridcell": _GRID_CELL,
    "combobox": "aria-activedescendant aria-autocomplete aria-expanded aria-readonly aria-required",
    "composite": "aria-activedescendant",
    "grid": "aria-activedescendant aria-colcount aria-multiselectable aria-readonly aria-rowcount",
    "group": "aria-activedescendant",
    "heading": "aria-level",
    "link": "aria-expanded",
    "listbox": "aria-activedescendant aria-expanded aria-multiselectable aria-orientation aria-readonly aria-required",
    "listitem": _ITEM,
    "menu": _MENU,
    "menubar": _MENU,
    "menuitem": "aria-expanded aria-posinset aria-setsize",
    "menuitemcheckbox": "aria-checked aria-expanded aria-posinset aria-readonly aria-required aria-setsize",
    "menuitemradio": "aria-checked aria-expanded aria-posinset aria-readonly aria-required aria-setsize",
    "meter": _RANGE,
    "option": "aria-checked aria-posinset aria-selected aria-setsize",
    "progressbar": _RANGE,
    "radio": "aria-checked aria-posinset aria-setsize",
    "radiogroup": "aria-activedescendant aria-orientation aria-readonly aria-required",
    "row": f"aria-activedescendant aria-colindex aria-expanded aria-rowindex aria-rowindextext aria-selected {_ITEM}",
    "scrollbar": f"aria-orientation {_RANGE}",
    "searchbox": _TEXT,
    "textbox": _TEXT,
    "separator": f"aria-orientation {_RANGE}",
    "slider": f"aria-orientation aria-readonly {_RANGE}",
    "spinbutton": f"aria-activedescendant aria-readonly aria-required {_RANGE}",
    "tab": "aria-expanded aria-posinset aria-selected aria-setsize",
    "table": "aria-colcount aria-rowcount",
    "tablist": "aria-activedescendant aria-multiselectable aria-orientation aria-level",
    "toolbar": "aria-activedescendant aria-orientation",
    "tree": "aria-activedescendant aria-multiselectable aria-orientation aria-required",
    "treegrid": (
        "aria-activedescendant aria-colcount aria-multiselectable aria-orientation aria-readonly aria-required "
        "aria-rowcount"
    ),
    "treeitem": f"aria-checked aria-expanded aria-selected {_ITEM}",
}
SUPPORTED: Mapping[str, frozenset[str]] = {role: _words(text) for role, text in _SUPPORTED.items()}
# What a role needs unless its element tells it by itself.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("checkbox", "switch", "radio", "menuitemcheckbox", "menuitemradio"),
        ("aria-checked",),
    ),
    "combobox": ("aria-expanded",),
    "heading": ("aria-level",),
    "meter": ("aria-valuenow",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "slider": ("aria-valuenow",),
}
# In what a role has to lie, and what a role has to hold (a group may stand between some).
CONTEXT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), _words("row")),
    **dict.fromkeys(("menuitem", "menuitemcheckbox", "menuitemradio"), _words("menu menubar group")),
    "listitem": _words("list directory"),
    "option": _words("listbox group"),
    "row": _words("grid rowgroup table treegrid"),
    "rowgroup": _words("grid table treegrid"),
    "tab": _words("tablist"),
    "treeitem": _words("tree group"),
}
# A menu of the next level lies beside the item that opens it.
_MENU_ITEMS = _words("menuitem menuitemcheckbox menuitemradio")
OWNED: Mapping[str, frozenset[str]] = {
    "feed": _words("article"),
    "grid": _words("row rowgroup caption"),
    "list": _words("listitem"),
    "listbox": _words("option group"),
    **dict.fromkeys(("menu", "menubar"), _MENU_ITEMS | _words("group menu separator none")),
    "row": _words("cell columnheader gridcell rowheader"),
    "rowgroup": _words("row"),
    "table": _words("row rowgroup caption"),
    "tablist": _words("tab"),
    "tree": _words("treeitem group"),
    "treegrid": _words("row rowgroup caption"),
}
# What a group within one of these may hold.
GROUPED: Mapping[str, frozenset[str]] = {
    "listbox": _words("option"),
    **dict.fromkeys(("menu", "menubar"), _MENU_ITEMS | _words("group menu separator")),
    "tree": _words("treeitem group"),
}


def fits(attribute: str, value: str) -> bool:
    """Return whether an attribute may have a value; what it refers to is not looked for."""
    kind = VALUES[attribute]
    said = value.strip().lower()
    if isinstance(kind, frozenset):
        return said in kind
    if kind == "id":
        return len(value.split()) == 1
    if kind == "integer":
        return said.lstrip("+-").isdecimal()
    if kind == "number":
        return said.lstrip("+-").replace(".", "", 1).isdecimal()
    if kind.startswith("words:"):
        return set(said.split()) <= set(kind.removeprefix("words:").split())
    return True
