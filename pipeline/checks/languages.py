"""Which language a text is in: Vietnamese and English surely, other languages well enough to be told apart.

How it is told, in this order:

1. by script: Chinese, Japanese, Korean, Khmer, Lao, Thai, Cyrillic, Arabic and a few more have their own;
2. by the letters that only Vietnamese has (ơ, ư and vowels with a tone over another mark or below), counted in words;
3. by function words and everyday words (`_WORDS`, made for this module from common knowledge of each language).

Vietnamese typed without marks is a case of its own, `vi-khong-dau`: most words are unmarked everyday words and
nearly all have the shape of a Vietnamese syllable. Texts of fewer than three words (two for scripts of their own)
have no language: “Krông Pắc”, “UBND” and “Logo” are names in any language. Languages of the Central Highlands (Ê
Đê, Gia Rai, M'Nông) share most letters with Vietnamese; their own letters (ƀ, č, ĕ, ĭ, ŏ, ŭ) keep them from
being taken for it, and no language is said of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.checks.inventory import question
from pipeline.model.patterns import regex

WITHOUT_MARKS = "vi-khong-dau"
LIMIT = 6000  # characters that are looked at; more says nothing new


@dataclass(frozen=True, slots=True)
class Guess:
    """A language (ISO 639-1, or `vi-khong-dau`), None where nothing can be said.

    `sure` holds where a rule may speak of a fault; an unsure guess serves as a hint only.
    """

    lang: str | None
    sure: bool


NOTHING = Guess(None, False)

# One letter stands for each language, so that hits can be counted in one string.
_LETTERS = {
    "v": "vi",
    "k": WITHOUT_MARKS,
    "e": "en",
    "f": "fr",
    "d": "de",
    "n": "nl",
    "s": "es",
    "i": "it",
    "p": "pt",
    "w": "sv",
    "a": "da",
    "x": "id",
    "l": "pl",
}
_WORDS = {
    "v": """và của là có các được cho trong không những với này đã tại về theo ngày một người để từ đến khi như
        cũng nhưng ở ra vào lại năm tháng số trên dưới sau trước việc làm bị bởi nếu thì mà hay hoặc phải cần nên đó
        đây kia rất nhiều ít hơn nhất cả mỗi từng đang sẽ vừa còn chỉ do vì nhằm qua giữa cùng thông báo quyết định
        tỉnh huyện xã phường thôn buôn thành phố ủy ủy ban uỷ nhân dân hội đồng sở phòng trung tâm văn bản công tác
        chính phủ quy hoạch kế hoạch đề án dự thảo ý kiến thủ tục hành hồ sơ đơn giấy phép cấp nộp trả kết quả tổ
        chức cá quản lý nhà nước lãnh đạo đồng chí bí thư chủ tịch phó giám đốc trưởng kinh tế xã hội nông nghiệp du
        lịch giáo dục y tế khoa học nghệ đầu tư xây dựng giao đất đai môi trường tài nguyên thuế đấu thầu tuyển dụng
        lễ tổng đại biểu đoàn thanh niên phụ nữ chuyển đổi mới phát triển bảo đảm thực hiện tiếp nhận giải triển khai
        tăng cường nâng cao chất lượng phục vụ người liên hệ địa điện thoại tìm kiếm trang chủ tin tức giới thiệu
        hướng dẫn câu hỏi đáp mẫu biểu ảnh bức chân dung xem thêm tải xuống bài viết nội tôi bạn chúng anh chị em ông
        bà con mẹ nước việt nam tiếng gì ai đâu nào thế mình khác cái chiếc đi nói biết thấy muốn""",
    "k": """va cua cac duoc cho trong khong nhung voi nay tai ve theo ngay nguoi den cung nhung nam thang tren duoi
        truoc viec lam neu thi phai nhieu nhat moi tung dang se vua chi nham qua giua thong bao quyet dinh tinh huyen
        phuong thon buon thanh pho uy nhan hoi dong phong trung tam van cong tac chinh phu quy hoach ke du thao kien
        thu tuc hanh ho giay phep cap nop tra ket chuc quan ly nha nuoc lanh dao bi tich giam doc truong kinh xa nong
        nghiep giao duc khoa hoc nghe xay dung dat moi nguyen thue dau thau tuyen dung tong bieu doan nien chuyen doi
        phat trien dam thuc hien tiep giai khai tang cuong chat luong phuc vu lien dia dien thoai tim kiem trang chu
        gioi thieu huong dan cau mau xem tai xuong viet tieng toi chung minh khac biet thay muon nghi khi nhu ung
        dich benh lon giua hai cua linh""",
    "e": """a the of and to in is are was were for that this with as on by be been it at from or an not have has had
        which will would can could should may must their its they them his her he she you your we our who what when
        where how all any more most other than then there these those into over after before about between through
        during under up out no if but also only such each both some very do does did because new please
        people public service services information page pages search home contact news more read click here office
        department committee province provincial government report reports document documents procedure procedures
        application form forms year years district city help used using use first last one two three""",
    "f": """le la les de des du et un une en est sont dans pour que qui par sur avec au aux ce cette ces il elle ils
        nous vous on ne pas plus ou mais se sa son ses leur leurs été être avoir fait tout tous comme aussi sans sous
        entre après avant chez très bien même où dont l qu j votre notre cet bonjour je suis""",
    "d": """der die das und ist in den von zu mit sich des auf für nicht ein eine einer einem einen dem als auch es an
        werden aus er hat dass sie nach wird bei noch um am sind war haben oder ihr ihre wie nur über wenn kann durch
        vor zum zur ich wir uns mehr aber im vom bis unter man sein seine diese dieser dieses auch""",
    "n": """de het een en van is dat op te in niet met zijn voor er aan ook als door bij naar om uit dan maar worden
        wordt hij zij ze dit deze die wij je uw was heeft hebben kan nog wel geen meer over tot ik mijn onze al of
        kunnen moet werd""",
    "s": """el la los las de del y en que un una es por con para se no su sus al lo como más pero este esta estos
        estas son fue ser ha han muy sin sobre también entre cuando donde desde hasta todo todos hay nos está están
        ya o le les si porque qué cómo años había""",
    "i": """il lo la i gli le di del della dei delle degli e che è un una uno in per con non si da dal dalla al alla
        ai alle nel nella sono come più anche ma ha hanno questo questa questi suo sua loro essere stato tra fra se ci
        o su sul sulla quando dove molto""",
    "p": """o a os as de do da dos das e que em um uma é no na nos nas por para com não se ao aos à mais como mas foi
        ser são tem seu sua seus suas também entre quando onde muito já está pelo pela este esta isso ou você até""",
    "w": """och att det som en är på för av med den till inte om ett har de i var kan från vi man ska eller men så nu
        jag du han hon sin vid detta denna efter också bara när mer hur""",
    "a": """og at det som en er på for af av med den til ikke om et har de i var kan fra vi man skal eller men så nu
        jeg du han hun sin ved denne dette efter også bare når mere hvordan blev været""",
    "x": """yang dan di ke dari untuk dengan pada adalah ini itu dalam tidak akan oleh atau juga telah sebagai karena
        dapat mereka kami kita saya ada bahwa lebih sudah harus bisa para secara antara tersebut seperti""",
    "l": """i w na z do się nie że to jest o od za przez po jak dla są oraz ale był była tym jego który która które
        może tak tylko już lub przy będzie ich czy ten tego""",
}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for letter, words in _WORDS.items():
        for word in set(words.split()):
            table[word] = table.get(word, "") + letter
    return table


_TABLE = _table()
_WORD = regex(r"[^\W\d_]+")
_BETWEEN = regex(
    "[!-@\\[-`{-\xbf\xd7\xf7\u2010-\u206f]+"
)  # splitting at these is faster than looking for words
# The rest of a word from the first letter that only Vietnamese has; “ă” and “đ” are Romanian and Croatian as well.
_OWN = "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_MARKED = regex(rf"[{_OWN}][^\W\d_]*")
_HIGHLANDS = regex(r"[ƀčĕĭŏŭ]")
_ADDRESS = regex(r"[a-z][a-z0-9+.-]{1,9}://\S+|[\w.-]+@[\w.-]+|www\.\S+", re.IGNORECASE)
_SYLLABLE = regex(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:ieu|yeu|uoi|uou|uye|uya|uyu|uay|oai|oay|oeo|a[iouy]|e[ou]|i[aeu]|o[aeio]|u[aeiouy]|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
# Scripts of their own: language, and what its letters are.
_FOREIGN = regex(r"[\u0370-\u1cff\u1f00-\u1fff\u2c80-\ua6ff\ua840-\ufdff\ufe70-\ufeff\uff66-\uffdc]+")
_SCRIPTS = (
    ("ja", regex(r"[\u3041-\u30ff\uff66-\uff9d]")),
    ("ko", regex(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
    ("zh", regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("th", regex(r"[\u0e01-\u0e5b]")),
    ("lo", regex(r"[\u0e81-\u0edf]")),
    ("km", regex(r"[\u1780-\u17ff]")),
    ("my", regex(r"[\u1000-\u109f]")),
    ("ru", regex(r"[\u0400-\u052f]")),
    ("ar", regex(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("el", regex(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", regex(r"[\u0590-\u05ff]")),
    ("hi", regex(r"[\u0900-\u097f]")),
)
FOREIGN_LETTERS = question(lambda word: _FOREIGN.search(word) is not None, ascii_too=False)
_SOME = 400  # characters in which letters are counted at once
_JAPANESE = _SCRIPTS[0][1]
# Languages that are written in the script of the one that is guessed by it.
SAME_SCRIPT = {
    "ru": frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt")),
    "ar": frozenset(("ar", "fa", "ur", "ps", "ug", "ku")),
    "zh": frozenset(("zh", "yue", "wuu", "nan", "hak", "cmn", "lzh", "ja", "ko")),
    "he": frozenset(("he", "yi")),
    "hi": frozenset(("hi", "mr", "ne", "sa")),
}


def plainly_vietnamese(text: str, *, foreign: bool = True) -> bool:
    """Return whether a text has so many Vietnamese letters that nothing else needs to be asked; cheap.

    `foreign` tells whether it may hold letters of other scripts (`FOREIGN_LETTERS`).
    """
    seen = 0
    for start in range(0, len(text), _SOME):  # the beginning mostly has all it takes
        seen += len(_OWN_LETTERS.findall(text, start, start + _SOME))
        if seen * 14 >= len(text):
            return not foreign or not _FOREIGN.search(text)
    return not text


def guess(text: str) -> Guess:
    """Return the language of a text; of texts too short or too mixed, none."""
    text = text[:LIMIT]
    plain = text.isascii()
    if "://" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if not plain:
        text = unicodedata.normalize("NFC", text)
        foreign = "".join(_FOREIGN.findall(text))
        if foreign:
            told = _by_script(text, foreign)
            if told is not None:
                return told
    text = text.lower()
    words = _BETWEEN.sub(" ", text).split()
    if len(words) < 3:
        return NOTHING
    return _by_words(text, words, plain)


# Letters with two marks, or with one that hardly any other language has.
_OWN_LETTERS = regex("[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")


def _by_script(text: str, foreign: str) -> Guess | None:
    """Return the language of a text that is mostly in a script of its own, None for Latin text."""
    latin = sum(len(w) for w in _WORD.findall(_FOREIGN.sub(" ", text)))
    counts = {lang: len(pattern.findall(foreign)) for lang, pattern in _SCRIPTS}
    best = max(counts, key=lambda lang: counts[lang])
    if best == "zh" and counts["ja"] * 8 >= counts["zh"]:
        best = "ja"
    letters = sum(counts.values())
    if letters * 2 < latin or not letters:  # a word of Chinese stands for two to five Latin letters
        return None
    if letters < 2:
        return NOTHING
    sure = letters >= 5 and letters > latin and counts[best] * 10 >= letters * (3 if best == "ja" else 8)
    if best == "ja":
        sure = letters >= 5 and letters > latin
    return Guess(best, sure)


def _by_words(text: str, words: list[str], plain: bool) -> Guess:
    """Return the language of a text in Latin letters by marked letters and everyday words."""
    total = len(words)
    hits = "".join([_TABLE[w] for w in words if w in _TABLE])
    marked = 0 if plain else len(_MARKED.findall(text))
    if not plain and len(_HIGHLANDS.findall(text)) * 12 >= total:
        return NOTHING
    scores = sorted(((hits.count(c), c) for c in _LETTERS if c not in "vk"), reverse=True)
    (first, letter), (second, _) = scores[0], scores[1]
    vietnamese = hits.count("v")
    # Names such as “Đắk Lắk” are marked too: a foreign text that names them has words of its own.
    if (marked * 4 >= total and max(marked, vietnamese) >= first) or (vietnamese * 2 > total and marked):
        if first * 3 <= marked + vietnamese:
            sure = total >= 6 and vietnamese * 5 >= total and marked + vietnamese >= 4
            return Guess("vi", sure)
        return Guess("vi", False) if marked * 3 > total else NOTHING
    unmarked = hits.count("k")
    if not marked and unmarked * 5 >= total * 2 and unmarked > first:
        shaped = sum(1 for w in words if _SYLLABLE.fullmatch(w))
        if shaped * 10 >= total * 8 and unmarked >= 3 and first * 3 <= unmarked * 2:
            return Guess(WITHOUT_MARKS, total >= 6 and unmarked * 5 >= total * 2 and shaped * 10 >= total * 9)
        if shaped * 10 >= total * 8:
            return NOTHING
    if not first or first * 6 < total or first == second:
        return NOTHING
    foreign_names = marked * 5 > total * 2
    sure = total >= 6 and first >= 3 and first * 4 >= total and second * 4 <= first * 3 and not foreign_names
    # “mg/L” three times over is no French
    sure = sure and len({w for w in words if letter in _TABLE.get(w, "")}) > 1
    return Guess(_LETTERS[letter], sure)


def same(lang: str, other: str) -> bool:
    """Return whether a language tag and a guessed language may be the same; `vi-khong-dau` is Vietnamese."""
    first = lang.partition("-")[0].lower()
    told = "vi" if other == WITHOUT_MARKS else other
    return (
        first == told or first in SAME_SCRIPT.get(told, ()) or (told == "da" and first in ("no", "nb", "nn"))
    )
