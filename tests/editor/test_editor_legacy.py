"""TCVN3 and VNI: whole tables, and conversion on strong evidence alone."""

from __future__ import annotations

import pytest

from pipeline.model.encoding.legacy import NAMES, TCVN3, VNI, decode_word
from pipeline.model.encoding.recognise import convert
from pipeline.model.encoding.syllables import is_syllable
from tests.editor.old import ALPHABET, MARKED, tcvn3, vni

ABC, VNI_NAME = NAMES
PROSE = (
    "Ủy ban nhân dân tỉnh thông báo lịch tiếp công dân định kỳ tháng mười một tại trụ sở.\n"
    "Người dân mang theo giấy tờ tùy thân, đến bộ phận một cửa để được hướng dẫn.\n"
    "Mọi ý kiến gửi về Văn phòng trước ngày làm việc cuối cùng của tháng."
)


def test_the_alphabet_is_whole() -> None:
    assert len(ALPHABET) == 73
    assert len(MARKED) == 67


@pytest.mark.parametrize("letter", MARKED)
def test_every_small_letter_comes_back(letter: str) -> None:
    assert decode_word("th" + tcvn3(letter), ABC) == "th" + letter
    assert decode_word("th" + vni(letter), VNI_NAME) == "th" + letter


@pytest.mark.parametrize("letter", [c.upper() for c in MARKED])
def test_every_capital_comes_back(letter: str) -> None:
    assert decode_word("TH" + tcvn3(letter), ABC) == "TH" + letter
    assert decode_word("TH" + vni(letter), VNI_NAME) == "TH" + letter
    assert decode_word(vni(letter), VNI_NAME) == letter


def test_the_capitals_that_tcvn3_has_stand_alone() -> None:
    assert "".join(decode_word(tcvn3(c), ABC) for c in "ĂÂÊÔƠƯĐ") == "ĂÂÊÔƠƯĐ"


def test_known_codes() -> None:
    # Checked against TCVN 5712:1993 as the C library has it.
    assert {c: TCVN3[c] for c in "\xb5\xae\xad\xd5\xe9\xfe"} == dict(
        zip("\xb5\xae\xad\xd5\xe9\xfe", "àđưếộỵ", strict=True)
    )
    assert len(TCVN3) == 74
    assert VNI["oä"] == "ộ"
    assert VNI["öï"] == "ự"
    assert VNI["aé"] == "ắ"


@pytest.mark.parametrize(
    ("shown", "meant", "name"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", ABC),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", ABC),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", ABC),
        ("Bé tr\xadëng ký QuyÕt ®Þnh sè 5/Q§-BTP", "Bộ trưởng ký Quyết định số 5/QĐ-BTP", ABC),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", VNI_NAME),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", VNI_NAME),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc", VNI_NAME),
    ],
)
def test_real_lines(shown: str, meant: str, name: str) -> None:
    assert convert(shown) == (meant, (name,))


@pytest.mark.parametrize(("encode", "name"), [(tcvn3, ABC), (vni, VNI_NAME)])
def test_prose_comes_back(encode: object, name: str) -> None:
    assert callable(encode)
    shown = encode(PROSE).replace(encode("Ủy"), encode("ủy"))
    assert convert(shown) == (PROSE.replace("Ủy", "ủy"), (name,))


def test_a_passage_within_unicode_is_converted_and_the_rest_is_left() -> None:
    line = f"Người ký ghi: {tcvn3('cộng hòa xã hội chủ nghĩa')} rồi đóng dấu"
    assert convert(line) == ("Người ký ghi: cộng hòa xã hội chủ nghĩa rồi đóng dấu", (ABC,))


def test_a_line_that_reads_either_way_follows_the_rest_of_its_file() -> None:
    either = "Thoâng tin khoâng coâng khai"
    assert convert(either) == (either, ())
    rest = vni("Người dân mang theo giấy tờ tùy thân, đến bộ phận một cửa")
    assert convert(f"{either}\n{rest}")[0].startswith("Thông tin không công khai\n")


def test_a_file_that_is_old_throughout_is_converted_throughout() -> None:
    shown = tcvn3(PROSE.replace("Ủy", "ủy")) + "\nBé\n"
    assert convert(shown)[0].endswith("\nBộ\n")
    assert convert(shown + "Bộ\n")[0].endswith("\nBé\nBộ\n")


@pytest.mark.parametrize(
    "text",
    [
        "hoà bình và an toàn, là gì? Bà lão hát ví",  # Vietnamese with Latin-1 letters alone
        "Đêm giao thừa ở thành phố: «Xuân sum họp»",
        "été à la carte, déjà vu, São Tomé, naïve, über, façade",
        "El niño comió años después; não, ação",
        "Müller und Schröder grüßen aus Köln",
        "© 2026 · § 5 ® µm",
        "Trần Thị Hoà né",
        "São",
        "",
    ],
)
def test_what_is_no_old_encoding_stays(text: str) -> None:
    assert convert(text) == (text, ())


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "Quốc", "QUYẾT", "gì", "giữ", "khuỷu", "hoà", "hòa", "Lắk", "Krông", "ơ", "ý", "đó"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thÕ", "hoµ", "bắpx", "học̀", "tõt", "QĐ", "strasse", "môp", "ộtộ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
