"""Bài ghi một ngày không có trên lịch, hoặc ghi sai thứ trong tuần.

## Vì sao
“Ngày 31/11”, “15/13/2026”, “8 giờ 75 phút”, “thứ Hai, ngày 24/11/2026” (thật ra là thứ Ba), “từ ngày 25/11 đến ngày 20/11/2026”:
người dân không biết phải đến lúc nào. Phần đầu bài đã được kiểm tra, ngày giờ trong nội dung thì chỉ mắt người đọc.

## Cách sửa
Mở lịch, đối chiếu với giấy mời hoặc văn bản gốc rồi sửa ngày hoặc thứ: `thứ Ba, ngày 24/11/2026`. Ngày âm lịch thì ghi rõ
“âm lịch” ngay sau ngày.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from pipeline.checks.inventory import holds_any, of_text, question
from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_READ = {
    **{d.lower(): n for n, d in enumerate(_DAYS)},
    **{f"thứ {n + 2}": n for n in range(6)},
    "chúa nhật": 6,
    "thứ bẩy": 5,
}
_LEAP = 2024  # a day without its year may be one of a leap year
_NEAR = timedelta(days=45)  # how far from its receipt an item speaks of a day without naming its year
_DATE = r"(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:(?:/|\s+năm\s+)(?P<year>\d{4})(?!\d))?(?![\d/]|[.,-]\d)"
_SINGLE = re.compile(rf"(?<![\w/.-])ngày\s+{_DATE}", re.IGNORECASE)
_WHOLE = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/-])")
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<named>thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|ch(?:ủ|úa) nhật)(?:,? \(?|,|\()(?:ngày )?{_DATE}",
    re.IGNORECASE,
)
_LUNAR = re.compile(r"[ ,(]*(?:năm [^\W\d]+ [^\W\d]+ ?)?\(?(?:âm lịch|âl\b)|/?âl\b", re.IGNORECASE)
# “lần thứ năm, ngày 24/11” counts; “số 31/13/2020” is no day
_COUNTS = re.compile(
    r"\b(?:lần|kỳ|hội|khóa|khoá|người|đợt|vòng|hạng|đứng|xếp|tuần|các|mỗi|mọi) $", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?:số|mã|thửa|ô|lô|tờ|nhà)[: ]+$", re.IGNORECASE)
_BACK = 8  # characters before a date that may say what it is instead
_PAIR = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?!\d)")


# “30/11/2026 (thứ Ba)”
_AFTER = re.compile(
    rf"(?<![\d/]){_DATE} ?\((?P<named>thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|ch(?:ủ|úa) nhật)\)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?<![\w.,/])(?P<hour>\d{1,2})(?: giờ |h ?)(?P<minute>\d{2})(?P<said> ?phút)?(?![\d%]|[.,]\d| ?(?:km|đồng|người|ngày|tuổi))",
    re.IGNORECASE,
)
_MONTH_OF = re.compile(r"(?<!\w)tháng (?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!\w)ngày (?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{3}|\d{5,6})(?![\d/-]|[.,]\d)", re.IGNORECASE
)
_RANGE = re.compile(
    r"ừ (?:ngày )?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?: đến| tới| -| –)(?: hết)?(?: ngày)? "
    r"(?P<last>\d{1,2})/(?P<its>\d{1,2})/(?P<end>\d{4})(?![\d/])"
)


def _odd(word: str) -> bool:
    """Return whether a word holds what looks like a date and is none in any year."""
    found = _PAIR.search(word) if "/" in word else None
    return found is not None and not _exists(int(found[1]), int(found[2]), None)


_ODD_MONTH = re.compile(
    r"[(“]?(?:(?:1[3-9]|[2-9]\d|0)/(?:19|20)\d\d|\d{1,2}/\d{1,2}/(?:\d{3}|\d{5,6}))[.,;:)”*]*$"
)
_ODD_TIME = re.compile(r"\d{1,2}h[6-9]\d|24h(?!00)\d\d")
_MAYBE_NONE = question(_odd)
_MAYBE_ODD = question(
    lambda word: bool(_ODD_MONTH.match(word)) if "/" in word else bool(_ODD_TIME.match(word))
)
_LATE_MINUTE = question(frozenset(map(str, range(60, 100))).__contains__)
_HOUR = holds_any(("giờ",))
_LATE_DAY = question(frozenset(map(str, range(29, 100))).__contains__)
_MONTH = holds_any(("tháng",))
_WEEK = holds_any(("thứ ", "chủ nhật", "chúa nhật"))
_PAIRED = question(lambda word: "/" in word and bool(_PAIR.search(word)))


@rule("SD031", "ngay-khong-co-tren-lich", on=Edition, severity=Severity.WARNING, legal=(), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each day that no calendar has and each one that is another day of the week."""
    given = of_text(edition)
    none, month, week = given & _MAYBE_NONE, given & _MONTH, given & _WEEK
    odd = bool(given & _MAYBE_ODD or (given & _LATE_MINUTE and given & _HOUR))
    if given & _PAIRED:
        yield from _backwards(edition)
    if not (none or odd or (month and given & _LATE_DAY) or (week and (month or given & _PAIRED))):
        return
    received = _received(edition)
    for number, line in edition.written_lines():
        if odd:
            yield from _no_time(number, line)
        if "/" not in line and "tháng" not in line.lower():
            continue
        if none or month:
            yield from _impossible(number, line)
        if week:
            yield from _other_weekday(number, line, received)


def _received(edition: Edition) -> date | None:
    value = edition.value("tiep_nhan_luc")
    moment = parse_moment(value)
    return moment.date() if moment else parse_day(value)


def _exists(day: int, month: int, year: int | None) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP, month)[1]


def _impossible(number: int, line: str) -> Iterator[Problem]:
    told: list[int] = []
    for pattern in (_SINGLE, _WHOLE):
        for found in pattern.finditer(line):
            start = found.start("day")
            year = int(found["year"]) if found["year"] else None
            if start in told or year == 0 or _exists(int(found["day"]), int(found["month"]), year):
                continue
            if _LUNAR.match(line, found.end()) and int(found["day"]) <= 30 and int(found["month"]) <= 12:
                continue
            if not found["year"] and not _is_month(found):
                continue
            if pattern is _WHOLE and _NUMBER.search(_before(line, start)):
                continue
            told.append(start)
            said = short(line[start : found.end()])
            yield Problem(
                number,
                start + 1,
                Text(f"Lịch không có ngày {said}.", f"No calendar has the day {said}."),
                Text(
                    "Đối chiếu với giấy mời hoặc văn bản gốc rồi sửa, ví dụ: ngày 30/11/2026",
                    "Compare with the original and mend it, for example: 30/11/2026",
                ),
                anchor=said,
            )


def _no_time(number: int, line: str) -> Iterator[Problem]:
    """Yield a problem for each hour, month or year that nothing has: 8 giờ 75, tháng 13/2026, 25/11/20226."""
    for pattern in (_MINUTES, _MONTH_OF, _YEAR):
        for found in pattern.finditer(line):
            if pattern is _MINUTES:
                late = int(found["minute"]) > 59 or (found["hour"] == "24" and int(found["minute"]) > 0)
                if not late or int(found["hour"]) > 24:
                    continue
            elif pattern is _MONTH_OF and 1 <= int(found["month"]) <= 12:
                continue
            said = short(found[0])
            yield Problem(
                number,
                found.start() + 1,
                Text(f"Không có thời điểm “{said}”.", f"There is no such time: “{said}”."),
                Text(
                    "Đối chiếu với giấy mời hoặc văn bản gốc rồi sửa, ví dụ: 8 giờ 45 phút ngày 30/11/2026",
                    "Compare with the original and mend it, for example: 8 giờ 45 phút ngày 30/11/2026",
                ),
                anchor=said,
            )


def _backwards(edition: Edition) -> Iterator[Problem]:
    """Yield a problem for each stretch of days that ends before it begins; without its year the first day may be one
    of the year before."""
    for found in _RANGE.finditer(edition.text):
        first, last = (int(found["month"]), int(found["day"])), (int(found["its"]), int(found["last"]))
        if found["year"]:
            wrong = (int(found["year"]), *first) > (int(found["end"]), *last)
        else:
            wrong = first[0] == last[0] and first > last
        if not wrong:
            continue
        at = found.start("day")
        said = short(edition.text[at : found.end()])
        before = edition.text.rfind("\n", 0, at)
        yield Problem(
            edition.text.count("\n", 0, at) + 1,
            at - before,
            Text(
                f"Khoảng thời gian “{said}” kết thúc trước khi bắt đầu.", f"“{said}” ends before it begins."
            ),
            Text(
                "Xem lại hai ngày, ví dụ: từ ngày 20/11/2026 đến ngày 25/11/2026",
                "Look at both days, for example: 20/11/2026 to 25/11/2026",
            ),
            anchor=said,
        )


def _before(line: str, at: int) -> str:
    return line[max(0, at - _BACK) : at]


def _is_month(found: re.Match[str]) -> bool:
    """Return whether “ngày 31/11” is a day and a month at all: “ngày 45/60” counts days of a project."""
    return int(found["month"]) <= 12 and int(found["day"]) <= 31


def _other_weekday(number: int, line: str, received: date | None) -> Iterator[Problem]:
    for found in (*_WEEKDAY.finditer(line), *_AFTER.finditer(line)):
        day, month = int(found["day"]), int(found["month"])
        if _LUNAR.match(line, found.end()) or _COUNTS.search(_before(line, found.start())):
            continue
        meant = _meant(day, month, found["year"], received)
        told = _READ.get(" ".join(found["named"].lower().split()))
        if meant is None or told is None or meant.weekday() == told:
            continue
        right = _DAYS[meant.weekday()]
        yield Problem(
            number,
            found.start() + 1,
            Text(
                f"Ngày {meant:%d/%m/%Y} là {right}, không phải {_DAYS[told]}.",
                f"{meant:%d/%m/%Y} is not the day of the week that is named ({_DAYS[told]}).",
            ),
            Text(
                f"Xem lại lịch rồi sửa thứ hoặc ngày, ví dụ: {right}, ngày {meant:%d/%m/%Y}",
                f"Mend the day of the week or the date, for example: {right}, ngày {meant:%d/%m/%Y}",
            ),
            anchor=short(found[0]),
        )


def _meant(day: int, month: int, year: str | None, received: date | None) -> date | None:
    """Return the day that is meant; without its year, the one near the day of receipt, if there is one."""
    if year:
        return date(int(year), month, day) if int(year) >= 1900 and _exists(day, month, int(year)) else None
    if received is None or received.year in (MINYEAR, MAXYEAR):
        return None
    years = (received.year, received.year + 1, received.year - 1)
    days = (date(y, month, day) for y in years if _exists(day, month, y))
    return next((d for d in days if abs(d - received) <= _NEAR), None)
