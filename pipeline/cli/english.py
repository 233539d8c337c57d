"""The help of the commands in English: what their parsers say in Vietnamese, by the sentence."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

HELP: Mapping[str, str] = {
    "Cổng tĩnh: kiểm tra, phê duyệt, dựng và xuất bản cổng thông tin điện tử từ kho git.": (
        "Cổng tĩnh: check, approve, build and publish government portals from a git repository."
    ),
    "kiểm tra trang đã dựng: tiếp cận, liên kết": "check built pages: accessibility, links",
    "bản đang phục vụ của trang này (mặc định: mọi trang)": "the served release of this site (default: all)",
    "các tệp, thư mục HTML bất kỳ": "any HTML files and folders",
    "thử cả các liên kết ra ngoài (cần mạng)": "try outside links, too (needs the network)",
    "dựng thử các trang từ thư mục đang làm việc vào var/preview/ để xem trước": (
        "build the sites of the working tree into var/preview/ to look at"
    ),
    "chỉ trang này (lặp lại được)": "only this site (may be repeated)",
    "dựng để xem trước (cách dựng duy nhất ở đây)": "build a preview (the only way here)",
    "số tiến trình": "number of processes",
    "khi không hỏi được máy chủ git: nhận cả mức E4, có đánh dấu": (
        "while the forge cannot be asked: take level E4 as well, marked as such"
    ),
    "trình diễn: nhận cả E4, E5 ở trang mẫu; mọi thứ bị đóng dấu vô giá trị": (
        "demonstration: take E4 and E5 as well on sample sites; everything is stamped as worthless"
    ),
    "kiểm tra tin, bài và khai báo trang": "check items and site declarations",
    "chỉ xem các tệp, thư mục này": "only look at these files and folders",
    "chỉ xem trang này (lặp lại được)": "only look at this site (may be repeated)",
    "kiểm tra như khi soạn, khi gửi duyệt (mặc định) hoặc khi xuất bản": (
        "check as while writing, on submission (default) or on publishing"
    ),
    "chỉ chặn lỗi do thay đổi so với REV gây ra; lỗi cũ nêu riêng theo đơn vị": (
        "stop only for what changed against REV; old findings are told apart by owner"
    ),
    "trình diễn: sáu yêu cầu hợp nhất, xuất bản, mở các trang": (
        "demonstration: six merge requests, publishing, opening the sites"
    ),
    "cổng đầu tiên (mặc định: từ 8000)": "first port (default: from 8000)",
    "giải thích một quy tắc: vì sao, cách sửa": "explain a rule: why, and how to mend",
    "mã quy tắc, ví dụ NG003": "code of a rule, such as NG003",
    "sửa bảng mã, ký tự ẩn, khoảng trắng; không đổi nội dung": (
        "mend encoding, hidden characters, blanks; meaning stays"
    ),
    "tệp, thư mục trong content/ (mặc định: tất cả)": "files and folders of content/ (default: all)",
    "ghi vào tệp; không có thì chỉ cho xem khác biệt": "write the files; without it the difference is shown",
    "chứng minh từng bước trên nhánh chính đã được ai duyệt": "prove who approved each step on the main branch",
    "kho git cần xét (mặc định: --root)": "git repository to judge (default: --root)",
    "commit mốc tin cậy": "trusted anchor commit",
    "xét đến đâu (mặc định HEAD)": "judge up to here (default HEAD)",
    "máy chủ git được hỏi về lời duyệt (mặc định local: chỉ xét chữ ký trong kho)": (
        "the forge that is asked for approvals (default local: only signatures in the repository)"
    ),
    "địa chỉ máy chủ git (hoặc biến môi trường)": "address of the forge (or the environment variable)",
    "dự án của kho này ở đó (hoặc biến môi trường)": "this repository's project there (or the environment variable)",
    "chỉ hỏi thử máy chủ git về commit ở --to, đối chiếu từng trường": (
        "only ask the forge about the commit of --to, and show field by field what it said"
    ),
    "tạo bài mẫu để điền, đúng chỗ, kèm lời nhắc": "make a skeleton item in its place, with reminders",
    "loại bài, ví dụ tin-tuc": "content type, such as tin-tuc",
    "mã trang, ví dụ daklak": "id of a site, such as daklak",
    "mục, khi loại bài có nhiều mục": "section, where the type has several",
    "tên tệp không có .md; mặc định lấy từ tiêu đề": "file name without .md; by default made from the title",
    "tiêu đề của bài": "title of the item",
    "kho nội dung (mặc định: thư mục này)": "content repository (default: this folder)",
    "nơi giữ bản dựng, bản phát hành, khóa (mặc định: var/)": "where builds, releases and locks are kept (default: var/)",
    "ngôn ngữ": "language",
    "đặt đồng hồ, ví dụ 2026-11-22T09:00:00+07:00": "set the clock, such as 2026-11-22T09:00:00+07:00",
    "ghi kết quả vào tệp": "write the result into a file",
    "xuất bản những gì đã được phê duyệt": "publish what has been approved",
    "kho git (mặc định: thư mục này)": "git repository (default: this folder)",
    "commit gốc được tin cậy (hoặc CONGTINH_ANCHOR)": "trusted anchor commit (or CONGTINH_ANCHOR)",
    "mặc định: main": "default: main",
    "liệt kê các bản phát hành của một trang": "list the releases of a site",
    "đối chiếu SHA-256 của mọi tệp": "compare the SHA-256 of every file",
    "quay lại bản phát hành trước của một trang": "go back to an earlier release of a site",
    "mã bản phát hành (mặc định: bản ngay trước)": "id of a release (default: the one before)",
    "viết cấu hình nginx cho mọi tên miền": "write an nginx configuration for all domains",
    "thư mục public trên máy chủ web (mặc định: var/public)": "folder public on the web server (default: var/public)",
    "nơi có <tên miền>/fullchain.pem và privkey.pem; có thì bật HTTPS": (
        "where <domain>/fullchain.pem and privkey.pem are; turns HTTPS on"
    ),
    "ai được duyệt loại tin này trên trang này vào thời điểm này": "who may approve this type on this site at this moment",
    "loại tin, ví dụ tin-tuc": "content type, such as tin-tuc",
    "thời điểm (mặc định: bây giờ)": "moment (default: now)",
    "đọc danh sách ở commit nào (mặc định HEAD)": "commit to read the boards at (default HEAD)",
    "kho git (mặc định: --root)": "git repository (default: --root)",
    "xem thay đổi rồi ký lời duyệt bằng khóa của bạn": "look at a change, then sign its approval with your key",
    "nhánh hoặc commit cần duyệt": "branch or commit to approve",
    "phê duyệt bổ sung một bước đã có trong nhánh chính": "approve belatedly a step that is on main already",
    "khóa ký: tệp, hoặc gpg:DẤU_KHÓA (mặc định: ~/.ssh/duyet-bai)": (
        "signing key: a file, or gpg:FINGERPRINT (default: ~/.ssh/duyet-bai)"
    ),
    "mã của bạn trong danh sách; thường khóa đã nói lên": "your id on the board; usually the key tells it",
    "nhánh chính (mặc định: refs/heads/main)": "main branch (default: refs/heads/main)",
    "mốc tin cậy, để chỉ tính những gì đã chứng minh (hoặc CONGTINH_ANCHOR)": "trusted anchor, to go by what is proven only (or CONGTINH_ANCHOR)",
    "rút lại lời duyệt đã ký, trước khi hợp nhất": "withdraw an approval, before the merge",
    "ký mà không hỏi, khi cổng duyệt sẽ chấp nhận": "sign without asking, where the gate would count it",
    "chỉ xem, không ký": "only look, do not sign",
    "đẩy lời duyệt lên kho này, ví dụ origin": "push the approval to this remote, such as origin",
    "khóa công khai đã ghim của sổ cái; có thì xét tiếp từ sổ cái": "pinned public key of the ledger; with it the gate goes on from the ledger",
    "chạy như móc pre-receive của máy chủ git, đọc từ đầu vào chuẩn": "run as the pre-receive hook of a git server, reading standard input",
    "kiểm chứng, xem, ghi thêm sổ cái phê duyệt": "verify, show, add to the ledger of approvals",
    "verify, show hoặc append": "verify, show or append",
    "khóa công khai đã ghim của sổ cái: tệp, hoặc chính dòng khóa": "pinned public key of the ledger: a file, or the line itself",
    "mã băm mới nhất đã công bố, ở /phe-duyet.json của trang": "newest published hash, from a site's /phe-duyet.json",
    "chỉ xem bước này": "only this step",
    "chỉ xem trang này": "only this site",
    "ghi dòng đính chính cho dòng này": "write a correction of this line",
    "nội dung đính chính": "text of the correction",
    "khóa riêng mới, kế nhiệm khóa của sổ cái": "new private key that succeeds the ledger's",
}
NAMES: Mapping[str, str] = {
    "BẢN": "RELEASE",
    "CỔNG": "PORT",
    "MỤC": "SECTION",
    "TIÊU_ĐỀ": "TITLE",
    "TÊN": "NAME",
    "LỆNH": "COMMAND",
    "TRANG": "SITE",
    "ĐƯỜNG_DẪN": "PATH",
    "THƯ_MỤC": "DIR",
    "TỆP": "FILE",
    "DẠNG": "FORMAT",
    "THỜI_ĐIỂM": "TIME",
    "LOẠI": "TYPE",
    "MÃ": "CODE",
    "MỐC": "ANCHOR",
    "KHO": "REPO",
    "NHÁNH": "BRANCH",
    "ĐỊA_CHỈ": "ADDRESS",
    "DỰ_ÁN": "PROJECT",
    "KHO_TỪ_XA": "REMOTE",
    "VIỆC": "ACTION",
    "KHÓA": "KEY",
    "MÃ_BĂM": "HASH",
    "DÒNG": "LINE",
    "LỜI": "TEXT",
}


def in_english(parser: argparse.ArgumentParser) -> None:
    """Put the help of a parser and its subcommands into English; what has no translation stays."""
    if parser.description:
        parser.description = HELP.get(parser.description, parser.description)
    for action in _all(parser):
        if action.help:
            action.help = HELP.get(action.help, action.help.replace(" hoặc ", ", "))
        if isinstance(action.metavar, str):
            action.metavar = NAMES.get(action.metavar, action.metavar)


def _all(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            yield from action._choices_actions
            for child in dict.fromkeys(action.choices.values()):
                yield from _all(child)
