"""Lịch làm việc có ngày nằm ngoài tuần của lịch, hoặc giờ không đọc được.

## Vì sao
Lịch xếp theo tuần: người dân tìm lịch tiếp công dân theo ngày. Ngày gõ nhầm sang tuần khác thì người dân đến nhầm ngày.

## Cách sửa
Đối chiếu với lịch gốc rồi sửa `ngay`, hoặc sửa `tuan_bat_dau` nếu cả tuần bị ghi nhầm. Giờ viết `08:00` hoặc `14:30`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from pipeline.checks.kinds import parse_day
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}) ?(?:[:.]|giờ|g|h) ?(\d{2})?(?!\d)", re.IGNORECASE)
_STRETCH = re.compile(rf"(?:từ )?{_CLOCK.pattern}(?: ?[-–] ?| đến ){_CLOCK.pattern}", re.IGNORECASE)
_PART = re.compile(r"sáng|trưa|chiều|tối|ngày|giờ", re.IGNORECASE)


@rule("SD017", "lich-ngoai-tuan", on=Edition, severity=Severity.ERROR, legal=("S0 Đ8 k1 c",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every entry outside the week of its schedule and for every hour that is none."""
    monday = parse_day(edition.value("tuan_bat_dau"))
    for number, entry in enumerate(as_list(edition.value("muc_lich"))):
        if not isinstance(entry, Mapping):
            continue
        day = parse_day(entry.get("ngay"))
        if day and monday and monday.weekday() == 0 and not monday <= day <= monday + timedelta(6):
            last = monday + timedelta(6)
            yield _problem(
                edition,
                f"muc_lich[{number}].ngay",
                Text(
                    f"{day:%d/%m/%Y} ({_DAYS[day.weekday()]}) nằm ngoài tuần {monday:%d/%m} – {last:%d/%m/%Y}.",
                    f"{day} is outside the week from {monday} to {last}.",
                ),
                Text(
                    f"Sửa ngày theo lịch gốc, ví dụ: ngay: {monday + timedelta(day.weekday())}",
                    f"Mend the day, for example: ngay: {monday + timedelta(day.weekday())}",
                ),
            )
        hour = entry.get("gio")
        if isinstance(hour, str) and _backwards(hour.strip()):
            yield _problem(
                edition,
                f"muc_lich[{number}].gio",
                Text(
                    f"Giờ “{hour.strip()[:40]}” kết thúc trước khi bắt đầu.",
                    f"“{hour.strip()[:40]}” ends before it begins.",
                ),
                Text(
                    'Sửa theo lịch gốc, ví dụ: gio: "08:00 - 11:00"',
                    'Mend it, for example: gio: "08:00 - 11:00"',
                ),
            )
        elif isinstance(hour, str | int) and not isinstance(hour, bool) and _no_hour(str(hour).strip()):
            yield _problem(
                edition,
                f"muc_lich[{number}].gio",
                Text(f"Không đọc được giờ “{str(hour)[:40]}”.", f"“{str(hour)[:40]}” is no hour of the day."),
                Text(
                    'Viết giờ và phút, ví dụ: gio: "08:00"',
                    'Write hour and minute, for example: gio: "08:00"',
                ),
            )


def _no_hour(text: str) -> bool:
    if not text:
        return False  # SD001 tells of it
    clocks = _CLOCK.findall(text[:100])
    if not clocks:
        return not _PART.search(text[:100])
    return any(int(h) > 24 or int(m or 0) > 59 for h, m in clocks)


def _backwards(text: str) -> bool:
    """Return whether a stretch of one day ends before it begins; what begins at night may end in the morning."""
    found = _STRETCH.fullmatch(text[:100])
    if found is None:
        return False
    begins, ends = ((int(h), int(m or 0)) for h, m in (found.group(1, 2), found.group(3, 4)))
    return ends < begins and begins[0] < 18


def _problem(edition: Edition, path: str, message: Text, hint: Text) -> Problem:
    mark = edition.mark(path)
    return Problem(mark.line, mark.column, message, hint, anchor=path)
