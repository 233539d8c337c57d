"""Any bytes anywhere in a repository: checking ends in findings, and what `fix` claims to mend is mended."""

from __future__ import annotations

import inspect
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.checks import all_rules, check_corpus
from pipeline.editor.mending import mend
from pipeline.model.board import BOARD_FILE, DELEGATION_FILE
from pipeline.model.content import Attachment, Corpus
from pipeline.model.finding import Report, Stage
from pipeline.source.attachments import read_facts
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from pipeline.source.registry import load_registry
from pipeline.source.waivers import NAME as WAIVERS
from tests.casework import NOW, ROOT
from tests.checks.ground import ARTICLE, FRONT, item, repository
from tests.editor.old import tcvn3, vni

FIX = "congtinh fix"
EXTENSIONS = (
    *(
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "doc",
        "xls",
        "odt",
        "ods",
        "rtf",
        "zip",
        "rar",
        "7z",
        "gz",
        "tar",
        "exe",
    ),
    *("jpg", "jpeg", "png", "webp", "gif", "svg", "tif", "html", "txt", "csv", "xml", "json", "yml", "js"),
    *("mp3", "mp4", "vtt", "srt", "asc", "sig", "", "PDF", "md.bak"),
)
HEADS = (
    *(
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xd8\xff\xe1",
        b"{\\rtf1",
    ),
    *(b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"<svg>", b"<html>", b"\x1f\x8b", b"MZ", b"Rar!"),
    *(b"7z\xbc\xaf", b"II*\0", b"\xef\xbb\xbf", b"WEBVTT\n"),
)
SITE_PIECES = (
    *(
        "ten: Đắk Lắk\n",
        "cap: tinh\n",
        "quy_che: ",
        "[s1]\n",
        "don_vi:\n",
        "  - ",
        "ma: a\n",
        "muc:\n",
        "a: ",
    ),
    *(
        "lien_he:\n",
        "{",
        "}",
        "[",
        "]",
        "tu: 2026-02-30\n",
        "ten_mien: [x]\n",
        "&a ",
        "*a",
        "!!x ",
        "? ",
        "|\n",
    ),
    *(
        "quy_tac: SD001\n",
        "duong_dan: ../x\n",
        "den_ngay: 2026-12-31\n",
        "thanh_vien:\n",
        "khoa: ssh-ed25519 AA\n",
    ),
    *(
        "tu_ngay: 2026-01-01\n",
        "  ",
        "\n",
        "---\n",
        "\ufeff",
        "e\u0301",
        "- ten: x\n",
        '"',
        "~",
        "phien_ban: 1\n",
    ),
)
TEXT_PIECES = (
    *(
        "Việt ",
        "e\u0302\u0301",
        "o\u0309",
        "a\u0323\u0302",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\u202e",
        "\r\n",
        "\n\n",
    ),
    *(
        "Hà Nội",
        "Hà Nộі ",
        "Ðắk Lắk ",
        "học\u0300 ",
        "ThÃ´ng bÃ¡o ",
        "Th&amp;ocirc;ng ",
        "Ä‘á»“ng ",
        "\ufffd",
        "\ue000",
    ),
    *(
        tcvn3("cộng hòa xã hội chủ nghĩa "),
        vni("ủy ban nhân dân tỉnh "),
        "```\n",
        "> ",
        "# ",
        "[a](b)",
        "<b>",
    ),
    *("tieu_de: ", "- ", ": ", "---\n", "  ", "\t", "\u0301", "ư\u0306", "аbс ", "\x07", "&nbsp;", "\u2028"),
)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(TEXT_PIECES), max_size=25).map(lambda p: item("".join(p)).encode()),
    st.lists(st.sampled_from(TEXT_PIECES), max_size=15).map(
        lambda p: item(front=FRONT + "".join(p)).encode()
    ),
    st.lists(st.sampled_from(TEXT_PIECES), max_size=25).map(lambda p: "".join(p).encode("cp1252", "ignore")),
)
FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(SITE_PIECES), max_size=25).map(lambda p: "".join(p).encode()),
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(repository(tmp_path_factory.mktemp("kho"), {}))


def sound(report: Report) -> None:
    for finding in report.findings:
        assert finding.line >= 1 and finding.column >= 1, finding
        assert all(t.vi.strip() and t.en.strip() for t in (finding.message, finding.hint)), finding
    assert len({f.fingerprint for f in report.findings}) == len(report.findings)


@settings(max_examples=120, deadline=None)
@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=300), named=st.booleans())
def test_any_bytes_as_an_attachment_of_any_name_end_in_findings(
    ground: Corpus, head: bytes, rest: bytes, named: bool
) -> None:
    """Each example is laid down under every ending, named by an item and not."""
    raw = head + rest
    facts = read_facts(raw)
    files = {
        path: Attachment(path, len(raw), f"{number:064x}", raw[:4096], (), lambda _: facts)
        for number, ending in enumerate(EXTENSIONS)
        for path in [f"content/daklak/tep/tep-{number}{'.' if ending else ''}{ending}"]
    }
    listed = "".join(f"  - {{tep: /tep/{p.rpartition('/')[2]}, ten: Biểu mẫu}}\n" for p in files)
    links = "".join(f"[Biểu mẫu]({p.rpartition('/')[2]})\n\n" for p in files)
    article = item(links, f"{FRONT}tep_dinh_kem:\n{listed}") if named else item()
    corpus = replace(ground, editions=(read_item(ARTICLE, article.encode()),), attachments=files)
    sound(check_corpus(corpus, now=NOW, stage=Stage.PUBLISH, paths=["content"]))


@settings(max_examples=60, deadline=None)
@given(raw=FILES)
@example(raw=b"")
@example(raw=b"\xef\xbb\xbfphien_ban: 1\n")
@pytest.mark.parametrize("name", ["site.yml", WAIVERS, BOARD_FILE, DELEGATION_FILE])
def test_any_bytes_as_a_file_of_a_site_end_in_findings(
    tmp_path_factory: pytest.TempPathFactory, ground: Corpus, name: str, raw: bytes
) -> None:
    """Only the one site is read anew; the shared data is the same each time."""
    root = tmp_path_factory.mktemp("kho")
    folder = root / "sites" / "daklak"
    folder.mkdir(parents=True)
    for file in (ROOT / "sites" / "daklak").iterdir():
        if file.name in ("site.yml", BOARD_FILE):
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / name).write_bytes(raw)
    registry, configs = load_registry(root)
    shared = replace(ground.registry, sites=registry.sites)
    corpus = replace(
        ground, registry=shared, configs=configs, editions=(read_item(ARTICLE, item().encode()),)
    )
    sound(check_corpus(corpus, now=NOW, stage=Stage.PUBLISH))


@settings(max_examples=150, deadline=None)
@given(raw=BYTES)
@example(raw=b"\xef\xbb\xbf" + item("Cu\u031b a\u0323\u0302\n").encode())
def test_what_is_composed_stays_composed_and_mending_twice_is_mending_once(raw: bytes) -> None:
    once = mend(raw)
    if once.refused:
        return
    assert unicodedata.is_normalized("NFC", once.after)
    again = mend(once.after.encode())
    assert not again.changed and again.after == once.after
    read = read_item(ARTICLE, once.after.encode())
    assert unicodedata.is_normalized("NFC", read.text) and "khong-nfc" not in {f.kind for f in read.faults}


def claiming() -> set[str]:
    """Return the rules that tell people to run `fix`: by their own source."""
    return {
        r.code
        for r in all_rules()
        if FIX in inspect.getsource(sys.modules[r.module]).partition('"""\n\nfrom')[2]
    }


def test_the_rules_that_claim_to_be_mended_are_all_of_the_encoding_family() -> None:
    assert claiming() >= {"MH001", "MH003", "MH004", "MH005", "MH006", "MH009", "MH010"}
    assert {code[:2] for code in claiming()} == {"MH"}


@settings(max_examples=150, deadline=None)
@given(raw=BYTES)
@example(raw=item("ThÃ´ng bÃ¡o Hà Nộі\n").encode())
@example(raw=b"\xef\xbb\xbf" + item("Ðắk Lắk\u200b o\u0309\n").encode())
@example(raw=tcvn3(item("cộng hòa xã hội chủ nghĩa Việt Nam\n" * 3)).encode("cp1252", "replace"))
def test_a_mended_article_has_no_finding_that_mending_claims_to_mend(ground: Corpus, raw: bytes) -> None:
    mended = mend(raw)
    left = raw if mended.refused else mended.after.encode()  # of what is left alone nothing may be promised
    corpus = replace(ground, editions=(read_item(ARTICLE, left),))
    told = check_corpus(corpus, now=NOW, paths=["content"], codes=claiming())
    assert [f for f in told.findings if FIX in f.hint.vi] == []


def test_each_kind_of_claim_is_met(ground: Corpus) -> None:
    """The wrong cases of the rules themselves: wherever `fix` is advised, it helps."""
    met: set[str] = set()
    for code in sorted(claiming()):
        for file in sorted((ROOT / "tests" / "rules" / code / "sai").glob("**/*.md")):
            raw = file.read_bytes()
            if FIX in hints(ground, raw, code):
                met.add(code)
                mended = mend(raw)
                assert mended.refused is None, file
                assert FIX not in hints(ground, mended.after.encode(), code), file
    assert met == claiming()


def hints(ground: Corpus, raw: bytes, code: str) -> str:
    corpus = replace(ground, editions=(read_item(ARTICLE, raw),))
    told = check_corpus(corpus, now=NOW, paths=["content"], codes={code})
    return "\n".join(f.hint.vi for f in told.findings)
