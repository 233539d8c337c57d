"""Nothing keeps a removal waiting: it goes out though something new stops the site."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pipeline.demo.play import Play
from pipeline.demo.scenario import BEGIN, CLOCK, _enrol, _heads
from pipeline.flow import Status, Workplace, run

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = "eakly.daklak"
GONE = f"content/{SITE}/tin-tuc/2026/11/vao-vu-ca-phe-giu-an-toan.md"
WRONG = f"content/{SITE}/tin-tuc/2026/11/bai-co-loi.md"
REMOVAL = (
    "go_bo: {ly_do: sai-su-that, ngay: 2026-11-22, nguoi_quyet_dinh: Trưởng Ban Biên tập, "
    "can_cu: Khoản 3 Điều 8 của Quy chế}\n"
)


def test_a_removal_goes_out_though_a_new_error_stops_the_site(tmp_path: Path) -> None:
    actors, files = _enrol(ROOT, tmp_path / "khoa")
    head = actors[_heads(ROOT)[SITE]]
    writer = actors["thu-ky-" + _heads(ROOT)[SITE].removeprefix("truong-ban-")]
    kept = {p: d for p, d in files.items() if p.startswith(("sites/", f"content/{SITE}/"))}
    play = Play.begin(tmp_path / "kho", kept, head, BEGIN)
    anchor, place = play.main, Workplace(tmp_path / "var")
    with play.reader() as repository:
        (first,) = run(repository, anchor, "main", place, CLOCK, sites=[SITE]).sites
    assert first.status is Status.PUBLISHED

    article = kept[GONE].decode()
    removed = article.replace("\n---\n", f"\n{REMOVAL}---\n", 1)
    wrong = article.replace("do_mat: khong-mat", "do_mat: mat", 1)
    for branch, changes in (("go", {GONE: removed.encode()}), ("moi", {WRONG: wrong.encode()})):
        play.commit(branch, changes, writer, CLOCK + timedelta(minutes=5))
        play.merge(branch, head, CLOCK + timedelta(minutes=10))
    with play.reader() as repository:
        again = run(repository, anchor, "main", place, CLOCK + timedelta(hours=1), sites=[SITE])
        third = run(repository, anchor, "main", place, CLOCK + timedelta(hours=2), sites=[SITE])
    (outcome,) = again.sites
    assert outcome.status is Status.TAKEN_DOWN and again.exit_code == 1
    assert outcome.report and {f.path for f in outcome.report.errors} == {WRONG}
    served = next(place.public.iterdir()) / "current"
    said = (served / "tin-tuc/2026/11/vao-vu-ca-phe-giu-an-toan/index.html").read_text("utf-8")
    body = article.split("---\n")[2].strip().split("\n")[0]
    assert body not in said and "sai sự thật" in said
    assert not (served / "tin-tuc/2026/11/bai-co-loi").exists()
    assert (served / "tin-tuc/2026/11/nhac-dang-ky-khai-sinh-dung-han/index.html").exists()
    assert third.sites[0].release == outcome.release  # nothing more to take down
