"""Attachments are looked into within bounds, whatever they are, and remembered by digest."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.attachments import DAMAGED, ENCRYPTED, TOO_LARGE, TOO_LONG, as_plain, from_plain
from pipeline.model.content import Attachment
from pipeline.source.attachments import VERSION, Library, library, limits, read_facts
from pipeline.source.attachments.worker import Worker
from pipeline.source.tree import digest_file
from tests.casework import RULES
from tests.source import files as f
from tests.source.cases import CASES

SEEDS = (
    f.pdf([["Kế hoạch"]], title="Kế hoạch", tagged=True, note="x"),
    f.docx(["Một"], header="Hai"),
    f.xlsx([["Một", "Hai"]]),
    f.odt(["Một"]),
    f.jpeg(gps=True, owner="a", serial="b"),
    f.png(),
    f.zipped({"a.txt": "a"}),
    b"GIF89a",
    b"RIFF\x10\0\0\0WEBPVP8X",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    b"{\\rtf1",
    b"\x1f\x8b\x08",
    b"II*\0\x08\0\0\0\xff\xff",
    b"<svg><script>",
    b"\xff\xfeM\x00",
)


def held(tmp_path: Path, data: bytes, name: str = "a.bin", cache: bool = False) -> tuple[Library, Attachment]:
    (tmp_path / name).write_bytes(data)
    size, digest, head = digest_file(tmp_path / name)
    reader = Library(tmp_path, tmp_path / "cache" if cache else None)
    return reader, Attachment(name, size, digest, head, reader=reader)


@settings(max_examples=150, deadline=4000)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=8)), max_size=6),
    st.integers(0, 5000),
)
def test_mangled_files_never_raise(seed: bytes, changes: list[tuple[int, bytes]], end: int) -> None:
    data = bytearray(seed)
    for at, piece in changes:
        data[at : at + len(piece)] = piece
    facts = read_facts(bytes(data[: max(8, end)]))
    assert len(facts.text) <= limits.MAX_TEXT
    assert from_plain(json.loads(json.dumps(as_plain(facts)))) == facts


@settings(max_examples=150, deadline=2000)
@given(st.binary(max_size=3000))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    read_facts(data)


def test_an_archive_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        with archive.open("word/document.xml", "w") as stream:
            for _ in range(200):
                stream.write(b" " * (1 << 20))
    started = time.process_time()
    facts = read_facts(out.getvalue())
    assert (facts.kind, facts.trouble) == ("docx", TOO_LARGE) and time.process_time() - started < 3


def test_entities_and_document_types_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y SYSTEM "file:///etc/passwd">]><w:document xmlns:w="u">&y;</w:document>'
    facts = read_facts(f.docx(["a"], more={"word/document.xml": bomb}))
    assert facts.trouble == DAMAGED and "root" not in facts.text


def test_a_page_tree_that_bites_its_tail_ends() -> None:
    data = f.pdf([["Một"]]).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")
    assert read_facts(data).kind == "pdf"


def test_a_locked_pdf_is_told_and_one_that_only_forbids_copying_is_read() -> None:
    assert read_facts(f.locked_pdf("mat-khau")).trouble == ENCRYPTED
    assert "Nội dung" in read_facts(f.locked_pdf("")).text


def test_a_reader_that_takes_too_long_is_ended_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.source.attachments import worker

    mine = Worker()
    monkeypatch.setattr(worker, "SECONDS", 0.0)
    assert mine.read(f.pdf([["Một"]])).trouble == TOO_LONG
    monkeypatch.setattr(worker, "SECONDS", 12)
    assert mine.read(f.pdf([["Một"]])).text == "Một\n"
    mine.close()


def test_what_a_busy_machine_could_not_read_is_read_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.source.attachments import worker

    _, attachment = held(tmp_path, f.pdf([["Một"]]), cache=True)
    monkeypatch.setattr(worker, "SECONDS", 0.0)
    assert attachment.facts.trouble == TOO_LONG
    monkeypatch.setattr(worker, "SECONDS", 12)
    assert Library(tmp_path, tmp_path / "cache")(attachment).text == "Một\n"


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MAX_FILE", 10)
    _, attachment = held(tmp_path, f.pdf([["Một"]]))
    assert attachment.facts.trouble == TOO_LARGE


def test_facts_outlive_the_run_and_a_spoilt_cache_is_not_believed(tmp_path: Path) -> None:
    _, attachment = held(tmp_path, f.pdf([["Một"]], title="Kế hoạch"), cache=True)
    first = attachment.facts
    place = tmp_path / "cache" / attachment.digest[:2] / f"{attachment.digest}-{VERSION}.json"
    place.write_text(place.read_text(encoding="utf-8").replace("Kế hoạch", "Nhớ lại"), encoding="utf-8")
    assert first.title == "Kế hoạch" and Library(tmp_path, tmp_path / "cache")(attachment).title == "Nhớ lại"
    for spoilt in ("", "[]", '{"kind": 1}', '{"kind": "pdf", "pages": "x"}', "{" * 100_000):
        place.write_text(spoilt, encoding="utf-8")
        assert Library(tmp_path, tmp_path / "cache")(attachment) == first


def test_a_file_that_is_gone_is_told_as_damaged(tmp_path: Path) -> None:
    _, attachment = held(tmp_path, f.png())
    (tmp_path / "a.bin").unlink()
    assert attachment.facts.trouble == DAMAGED


def test_the_files_of_the_cases_are_those_that_are_made_here() -> None:
    for code, (right, wrong, _) in CASES.items():
        for name, files in (("dung", right), ("sai", wrong)):
            for file, data in files.items():
                assert (RULES / code / name / file).read_bytes() == data, f"{code}/{name}/{file}"
