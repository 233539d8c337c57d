"""The words of the interface: the same in both languages, all used, none missing."""

from __future__ import annotations

import re

import theme_samples as samples


def test_both_languages_say_the_same_things() -> None:
    vietnamese, english = samples.messages("vi"), samples.messages("en")
    assert list(vietnamese) == list(english)
    places = re.compile(r"\{\w+\}")
    for key, text in vietnamese.items():
        assert text.strip(), key
        assert english[key].strip(), key
        assert sorted(places.findall(text)) == sorted(places.findall(english[key])), key


def test_the_page_for_both_languages_says_the_same_in_either() -> None:
    words = {lang: samples.messages(lang) for lang in ("vi", "en")}
    for lang, other in (("vi", "en"), ("en", "vi")):
        for key in ("title", "text"):
            assert words[lang][f"not_found.other_{key}"] == words[other][f"not_found.{key}"]


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    source = "".join(p.read_text("utf-8") for p in sorted(samples.THEME.rglob("*.html")))
    keys = set(samples.messages("vi"))
    used = {k for k in re.findall(r"\bt\(\s*['\"]([\w.]+)['\"]", source) if not k.endswith(".")}
    assert used <= keys
    blocks = set(re.findall(r'head\("[\w-]+", "(\w+)"', source)) | set(re.findall(r'more\("(\w+)"', source))
    blocks |= set(re.findall(r'\("nha-[\w-]+", "(\w+)"', source))
    made = {f"home.{b}" for b in blocks} | {f"home.{b}_more" for b in blocks}
    columns = re.search(r'for key in \(("number"[^)]*)\)', source)
    assert columns
    made |= {f"register.{c}" for c in re.findall(r'"(\w+)"', columns[1])}
    made |= set(re.findall(r'label\("(register\.\w+)"', source))
    assert made <= keys
    assert keys - used - made == set()
