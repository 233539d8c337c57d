"""What the build itself says on pages, in both languages; the theme's own words are in theme/messages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.text import Text


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase with a number; English has a form of its own for one, Vietnamese has not."""

    many: Text
    one_en: str

    def say(self, number: int, lang: str) -> str:
        """Return the phrase for a number."""
        return self.one_en if lang == "en" and number == 1 else say(self.many, lang, n=number)


def _row(vi: tuple[str, ...], en: tuple[str, ...]) -> tuple[Text, ...]:
    """Return words that stand side by side, such as the head of a table."""
    return tuple(Text(*pair) for pair in zip(vi, en, strict=True))


def say(phrase: Text, lang: str, /, **values: object) -> str:
    """Return a phrase in a language with its places filled."""
    return phrase.say(lang).format(**values) if values else phrase.say(lang)


HOME = Text("Trang chủ", "Home")
SITEMAP = Text("Sơ đồ trang", "Sitemap")
SEARCH = Text("Tìm kiếm", "Search")
SEARCH_TEXT = Text(
    "Tìm trong tin, văn bản, thủ tục của {site}.", "Search the news, documents and procedures of {site}."
)
NOT_FOUND = Text("Không tìm thấy trang", "Page not found")
YES = Text("Có", "Yes")
NO = Text("Không", "No")
ISSUED_IN = Text("Ban hành năm {year}", "Issued in {year}")
ISSUED_SOME_TIME = Text("Chưa rõ năm ban hành", "Year of issue not known")
PART_OF = Text(" (trang {n}/{of})", " (page {n} of {of})")
COUNT = Counted(Text("{n} mục", "{n} items"), "1 item")
EMPTY = Text("Chuyên mục chưa có bài.", "This section has no items yet.")
DETAILS = Text("Trang này liệt kê mọi chuyên mục của {site}.", "This page lists all sections of {site}.")
MOVED = Text("Trang đã chuyển sang địa chỉ khác: {title}", "This page has moved: {title}")
MOVED_TEXT = Text(
    "Nội dung ở địa chỉ cũ này nay nằm ở địa chỉ khác.", "What stood at this address is now elsewhere."
)
NOT_FOUND_TEXT = Text(
    "Địa chỉ này không có nội dung nào, hoặc nội dung đã được chuyển đi nơi khác.",
    "There is nothing at this address, or it has moved.",
)

SOURCE = Text("Nguồn: {name}", "Source: {name}")
SOURCE_AUTHOR = Text(", tác giả {author}", ", by {author}")
SOURCE_DAY = Text(", đăng ngày {day}", ", published on {day}")

REMOVED_TITLE = Text("Nội dung đã được gỡ bỏ", "This item has been removed")
REMOVED_SUMMARY = Text(
    "Nội dung tại địa chỉ này đã được gỡ bỏ theo quyết định của Ban Biên tập.",
    "The item at this address has been removed by decision of the Editorial Board.",
)
REMOVED_REASON = Text("Lý do: {reason}.", "Reason: {reason}.")
REMOVED_BY = Text("Người quyết định: {name}.", "Decided by: {name}.")
REMOVED_LAW = Text("Căn cứ: {law}.", "Legal ground: {law}.")
CORRECTION = Text("Đính chính", "Correction")
EXPIRED_TITLE = Text("Nội dung đã hết hạn", "This item has expired")
EXPIRED = Text(
    "Nội dung này hết hạn ngày {day} và được giữ lại để tra cứu.",
    "This item expired on {day} and is kept for reference.",
)
BADGE_EXPIRED = Text("Hết hạn", "Expired")
STALE_TRANSLATION_TITLE = Text("Bản gốc đã thay đổi", "The original has changed")
STALE_TRANSLATION = Text(
    "Bản tiếng Việt đã được sửa sau khi dịch; khi khác nhau, bản tiếng Việt có giá trị.",
    "The Vietnamese original was changed after this translation; where they differ, the original counts.",
)
RESTS_ON_LAPSED_TITLE = Text("Văn bản căn cứ đã hết hiệu lực", "A document this rests on has lapsed")
RESTS_ON_LAPSED = Text(
    "Nội dung này dựa trên văn bản {number}, đã hết hiệu lực{since}{by}.",
    "This item rests on document {number}, which is no longer in force{since}{by}.",
)

IN_FORCE = Text("Còn hiệu lực", "In force")
NOT_YET = Text("Chưa có hiệu lực", "Not yet in force")
PARTLY = Text("Hết hiệu lực một phần", "Partly lapsed")
LAPSED = Text("Hết hiệu lực", "No longer in force")
EFFECT = Text("Tình trạng hiệu lực", "Effect")
SINCE = Text(" từ ngày {day}", " since {day}")
SINCE_PARTIAL = Text(" từ {day}", " since {day}")
FROM = Text(" từ ngày {day}", " from {day}")
FROM_PARTIAL = Text(" từ {day}", " from {day}")
REPLACED_BY = Text(", được thay thế bởi {number}", ", replaced by {number}")
LAPSED_TEXT = Text("Văn bản này hết hiệu lực{since}{by}.", "This document is no longer in force{since}{by}.")
NOT_YET_TEXT = Text("Văn bản này có hiệu lực{since}.", "This document takes effect{since}.")
NOT_YET_SINCE = Text("Chưa có hiệu lực; có hiệu lực{since}", "Not yet in force; takes effect{since}")
PARTLY_TEXT = Text("Một phần văn bản này đã hết hiệu lực.", "Parts of this document have lapsed.")
IS_REPLACED_BY = Text("Bị thay thế bởi", "Replaced by")
IS_AMENDED_BY = Text("Được sửa đổi, bổ sung bởi", "Amended by")
REPLACES = Text("Thay thế", "Replaces")
AMENDS = Text("Sửa đổi, bổ sung", "Amends")
NO_NUMBER = Text("Không số", "No number")

DAYS_LEFT = Counted(Text("Còn {n} ngày", "{n} days left"), "1 day left")
LAST_DAY = Text("Hết hạn hôm nay", "Closes today")
NOT_OPEN = Text("Chưa mở", "Not open yet")
CLOSED = Text("Đã kết thúc", "Closed")
CONSULTATION_OVER = Text("Thời hạn góp ý đã kết thúc ngày {day}.", "The period for comments ended on {day}.")
CONSULTATION_OUTCOME = Text(
    " Kết quả tiếp thu, giải trình có trên trang này.", " The outcome is on this page."
)
CONSULTATION_OVER_TITLE = Text("Đã hết thời hạn góp ý", "Consultation closed")
ANSWERED = Text("Đã trả lời", "Answered")
PENDING = Text("Đang xử lý", "Being handled")

SCHEDULE = Text("Lịch tuần từ {first} đến {last}", "Schedule of the week {first} to {last}")
SCHEDULE_HEAD = _row(
    ("Ngày", "Giờ", "Người chủ trì", "Nội dung", "Địa điểm"),
    ("Date", "Time", "Chaired by", "Subject", "Place"),
)
WEEKDAYS = _row(
    ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
SHEET = Text("Bảng tính", "Spreadsheet")
DATA = Text("Dữ liệu", "Data")
SHEET_HEAD = _row(("Tiêu đề", "Địa chỉ", "Ngày đăng"), ("Title", "Address", "Published on"))
OPEN_SITE = Text("Mở trang {host}", "Open {host}")  # a bare address says nothing when read aloud
SEE_FILE = Text("xem tệp đính kèm", "see the attachment")
FROM_TO = Text("từ {first} đến {last}", "{first} to {last}")
TRANSCRIPT = Text("Bản chép lời: {title}", "Transcript: {title}")
CAPTIONS = Text("Phụ đề: {title}", "Captions: {title}")
SITE_CLOSED = Text("đã ngừng hoạt động", "closed")
CLOSED_SITE_TITLE = Text("Trang này đã ngừng hoạt động", "This site is closed")
CLOSED_SITE = Text(
    "Trang ngừng cập nhật sau ngày {day}; nội dung được giữ lại để tra cứu.",
    "The site has not been updated since {day}; its content is kept for reference.",
)
TEXT_HEAD = Text("Tải về từ {url}", "Downloaded from {url}")
AUTHOR = Text("Tác giả: {name}", "Author: {name}")
UNIT = Text("Đơn vị cung cấp: {name}", "Supplied by: {name}")
PUBLISHED = Text("Đăng lúc: {time}", "Published: {time}")
MODIFIED = Text("Cập nhật lúc: {time}", "Updated: {time}")
APPROVED_BY = Text(
    "Phê duyệt: {role}, {decision}, lúc {time}, phiên bản {commit}",
    "Approved by: {role}, {decision}, {time}, version {commit}",
)
CITATION = Text("Trích dẫn: {citation}", "Cite as: {citation}")
FILES = Text("Tệp kèm theo:", "Files:")

PICTURE = Text("Ảnh: {alt}", "Picture: {alt}")
PICTURE_CREDIT = Text("{alt} (nguồn ảnh: {credit})", "{alt} (credit: {credit})")
WAYS = Text("Cách gửi góp ý:", "How to send comments:")
STEPS = Text("Tiến độ trả lời:", "Progress of the answer:")
SHARE_PICTURE = Text("Hình cổng trên nền màu của {site}", "A gate on the colour of {site}")

STATEMENT = Text("Tuyên bố về khả năng tiếp cận", "Accessibility statement")
STATEMENT_TEXT = Text(
    "Mức tiếp cận mà {site} bảo đảm, cách đánh giá, điểm còn hạn chế và nơi phản ánh.",
    "How accessible {site} is, how that was assessed, what is still missing, and whom to tell.",
)
SITES = Text("Danh bạ các trang thành phần", "Directory of component sites")
SITES_TEXT = Text(
    "Tên, địa chỉ, cơ quan quản lý và cách liên hệ của mọi trang thuộc {site}.",
    "Name, address, agency and contact of every site that belongs to {site}.",
)
BY_POST = Text("Gửi qua bưu chính hoặc nộp trực tiếp tại", "By post or in person at")
BY_MAIL = Text("Gửi thư điện tử đến", "By e-mail to")
BY_PHONE = Text("Gọi điện thoại hỏi và góp ý theo số", "By telephone, questions and comments")
RECEIVER = Text("Đơn vị tiếp nhận", "Received by")
ASKED_AT = Text("Nhận câu hỏi", "Question received")
FORWARDED_AT = Text("Chuyển đến {unit}", "Forwarded to {unit}")
TOLD_AT = Text("Thông báo tiến độ cho người hỏi", "Asker told of progress")
ANSWER_DUE = Text("Hạn trả lời", "Answer due")
ANSWERED_AT = Text("Trả lời", "Answered")

RECEIPT = Text("Phiếu duyệt", "Approval receipt")
RECEIPT_OF = Text("Phiếu duyệt: {title}", "Approval receipt: {title}")
RECEIPT_OF_REMOVAL = Text("Phiếu duyệt việc gỡ bỏ {title}", "Approval receipt of the removal of {title}")
RECEIPT_TEXT = Text(
    "Ai phê duyệt nội dung này, theo quyết định nào, lúc nào, và cách tự kiểm chứng.",
    "Who approved this item, under which decision, when, and how to verify it yourself.",
)
RECEIPT_APPROVED = Text(
    "Nội dung đã được phê duyệt và ghi vào sổ cái phê duyệt.",
    "The item was approved, and the approval is on record.",
)
RECEIPT_BEFORE_LEDGER = Text(
    "Nội dung có từ trước khi có sổ cái phê duyệt, được tiếp nhận nguyên trạng tại mốc khởi đầu.",
    "The item was there before the approval ledger and was taken over as it stood at the anchor.",
)
RECEIPT_PREVIEW = Text(
    "Bản xem trước, không có giá trị phê duyệt.",
    "A preview; it has no force as an approval.",
)
