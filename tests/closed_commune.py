"""The sample with its commune's site closed and that site's register too long for one page."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.casework import ROOT

COMMUNE = "eakly.daklak"
DOCUMENTS = 60  # more than one page of the register shows
MODEL = "content/eakly.daklak/van-ban/2013/11/42-2013-qh13.md"


def closed_commune(to: Path) -> Path:
    """Write the rules of all sites and the commune's content below `to`, closed and with many documents; return `to`."""
    shutil.copytree(ROOT / "sites", to / "sites")
    shutil.copytree(ROOT / "content" / COMMUNE, to / "content" / COMMUNE)
    site = to / "sites" / COMMUNE / "site.yml"
    open_still = site.read_text("utf-8")
    closed = open_still.replace(
        "\nden: null\nke_thua: []\n", "\nden: 2026-10-31\nke_thua: [krongpac.daklak]\n"
    )
    assert closed != open_still
    site.write_text(closed, "utf-8")
    model = (ROOT / MODEL).read_text("utf-8").replace("hinh_thuc: luat", "hinh_thuc: quyet-dinh")
    for n in range(1, DOCUMENTS + 1):
        number = f"{n}/2024/QĐ-UBND"
        text = model.replace("Luật Tiếp công dân", "Quyết định về tiếp công dân").replace(
            "42/2013/QH13", number
        )
        text = text.replace("2013-11-25", f"2024-{n % 12 + 1:02}-15").replace("2014-07-01", "2025-01-01")
        file = to / "content" / COMMUNE / "van-ban" / "2024" / "12" / f"{n}-2024-qd-ubnd.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("tiep_nhan_luc: 2026-06-01", "tiep_nhan_luc: 2026-06-02"), "utf-8")
    return to
