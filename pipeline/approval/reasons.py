"""Each reason code in words: what the gate saw, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.approval import Reason, Result
from pipeline.model.text import Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong, and the way out."""

    what: Text
    remedy: Text


def _say(what_vi: str, do_vi: str, what_en: str, do_en: str) -> Explanation:
    return Explanation(Text(what_vi, what_en), Text(do_vi, do_en))


REASONS: Mapping[Reason, Explanation] = {
    Reason.LICH_SU_BI_VIET_LAI: _say(
        "Lịch sử của nhánh chính đã bị viết lại: mốc tin cậy không còn nằm trên nhánh chính.",
        "Hãy đẩy lại nhánh chính cũ từ bản sao còn nguyên và khóa quyền đẩy ép buộc.",
        "The history of main was rewritten: the trusted anchor is no longer on it.",
        "Push the former main again from an intact copy and forbid forced pushes.",
    ),
    Reason.KHO_KHONG_DU: _say(
        "Bản sao kho không đủ lịch sử, thiếu dữ liệu hoặc có commit sai dạng nên không chứng minh được gì.",
        "Hãy lấy đủ lịch sử: git fetch --unshallow, hoặc nhân bản lại không dùng --depth; nhánh có commit sai dạng thì làm lại.",
        "The clone is cut off, lacks objects or holds a malformed commit, so nothing can be proven.",
        "Fetch the whole history: git fetch --unshallow, or clone again without --depth.",
    ),
    Reason.HOP_NHAT_BAT_THUONG: _say(
        "Lần hợp nhất bất thường: nhiều nhánh cùng lúc, đảo chiều nhánh chính, hoặc nội dung khác kết quả hợp "
        "nhất tự động.",
        "Hãy hoàn nguyên, cập nhật nhánh của bài từ nhánh chính rồi trình và hợp nhất lại từng yêu cầu một.",
        "An abnormal merge: several branches at once, main turned around, or a tree that differs from git's "
        "own merge.",
        "Revert it, update the branch from main, then submit and merge one request at a time.",
    ),
    Reason.DUONG_DAN_LA: _say(
        "Có đường dẫn lạ hoặc nguy hiểm: không lớp nào của chính sách nhận, trang chưa có trong danh sách, liên "
        "kết mềm, ký tự ẩn hoặc tên trùng nhau.",
        "Hãy bỏ tệp đó khỏi yêu cầu, hoặc đặt lại tên bằng chữ thường không dấu trong thư mục của trang.",
        "A strange or dangerous path: no class of the policy takes it, the site is unknown, a symbolic link, "
        "hidden characters or colliding names.",
        "Remove the file from the request, or rename it in plain lower-case letters inside the site's folder.",
    ),
    Reason.TRON_LAN: _say(
        "Yêu cầu trộn nội dung với phần quản trị (danh sách Ban Biên tập, giao diện, chương trình).",
        "Hãy tách thành hai yêu cầu: một cho nội dung, một cho phần quản trị.",
        "The request mixes content with governance (boards, theme, program).",
        "Split it into two requests: one for content, one for governance.",
    ),
    Reason.DANH_SACH_HONG: _say(
        "Danh sách Ban Biên tập, giấy ủy quyền hoặc chính sách phê duyệt không đọc được.",
        "Hãy sửa tệp theo đúng mẫu (không khóa trùng, không khóa lạ, ngày dạng 2026-11-22) và trình theo lớp "
        "quản trị.",
        "A board, a delegation file or the approval policy cannot be read.",
        "Mend the file by the template (no duplicate or unknown keys, dates like 2026-11-22) as governance.",
    ),
    Reason.CHU_KY_SAI: _say(
        "Chữ ký không khớp với điều được ký, bị hỏng hoặc dùng cách băm quá yếu.",
        "Người duyệt hãy ký lại trên máy của mình; khóa OpenPGP thì dùng SHA-256 trở lên.",
        "The signature does not fit what was signed, is broken, or rests on a weak digest.",
        "Let the approver sign again on his or her own machine; with OpenPGP by SHA-256 or better.",
    ),
    Reason.KHOA_KHONG_HOP_LE: _say(
        "Khóa ký không có trong danh sách, chưa đến hạn, hết hạn, đã thu hồi hoặc ký cho việc khác.",
        "Hãy dùng khóa đã đăng ký còn hạn; nếu đổi khóa, đăng ký khóa mới trong danh sách trước.",
        "The signing key is unknown, not yet valid, expired, revoked, or signed for another purpose.",
        "Use an enrolled key in force; to change keys, enrol the new one in the roster first.",
    ),
    Reason.TU_DUYET: _say(
        "Người duyệt cũng là người viết, người ghi hoặc đồng tác giả của thay đổi, hoặc được lợi từ thay đổi.",
        "Hãy nhờ một người khác có thẩm quyền duyệt.",
        "The approver also wrote, committed or co-authored the change, or gains by it.",
        "Ask another person with authority to approve.",
    ),
    Reason.HET_NHIEM_KY: _say(
        "Nhiệm kỳ của người duyệt không có hiệu lực tại thời điểm duyệt hoặc thời điểm kiểm tra.",
        "Hãy nhờ người đang tại nhiệm duyệt, hoặc cập nhật quyết định bổ nhiệm trong danh sách trước.",
        "The approver's term is not in force at the time of approval or of its observation.",
        "Ask somebody in office, or record the new appointment in the roster first.",
    ),
    Reason.KHONG_CO_UY_QUYEN: _say(
        "Phó Trưởng Ban duyệt mà không có ủy quyền còn hiệu lực cho loại tin này.",
        "Trưởng Ban hãy lập ủy quyền (uy-quyen.yml) đúng thời hạn và loại tin, hoặc trực tiếp duyệt.",
        "A deputy approved without a delegation in force for this kind of item.",
        "Let the head delegate (uy-quyen.yml) for this period and kind, or approve in person.",
    ),
    Reason.KHONG_CO_THAM_QUYEN: _say(
        "Không có người có thẩm quyền trên trang này duyệt thay đổi.",
        "Hãy nhờ Trưởng Ban Biên tập của trang (hoặc người được ủy quyền) duyệt.",
        "Nobody with authority on this site approved the change.",
        "Ask the head of the site's board, or the delegate, to approve.",
    ),
    Reason.DA_THU_HOI: _say(
        "Người duyệt đã rút lại phê duyệt trước khi hợp nhất.",
        "Hãy hỏi người duyệt lý do, sửa bài rồi trình duyệt lại.",
        "The approval was withdrawn before the merge.",
        "Ask the approver why, mend the item and submit it again.",
    ),
    Reason.NOI_DUNG_DA_DOI: _say(
        "Nội dung vào nhánh chính khác với nội dung đã được duyệt.",
        "Hãy cập nhật nhánh từ nhánh chính và xin duyệt lại đúng nội dung cuối cùng.",
        "What reached main differs from what was approved.",
        "Update the branch from main and ask for approval of exactly the final content.",
    ),
    Reason.THIEU_NGUOI_DUYET: _say(
        "Chưa đủ số người duyệt mà chính sách yêu cầu.",
        "Hãy xin thêm phê duyệt của người khác có thẩm quyền.",
        "Fewer people approved than the policy asks for.",
        "Ask further people with authority to approve.",
    ),
    Reason.BANG_CHUNG_YEU: _say(
        "Bằng chứng phê duyệt chưa đủ mức: lần hợp nhất không có chữ ký, chỉ có dòng ghi tên, hoặc có quá nhiều phiếu "
        "cho cùng một thay đổi.",
        "Hãy hợp nhất bằng khóa ký đã đăng ký của người có thẩm quyền.",
        "The evidence is too weak: the merge is not signed, there are only names in its message, or there are too many "
        "statements about one change.",
        "Merge with the enrolled signing key of somebody with authority.",
    ),
    Reason.FORGE_KHONG_TRA_LOI: _say(
        "Máy chủ git không trả lời đầy đủ về phê duyệt.",
        "Hãy kiểm tra kết nối và quyền đọc của mã truy cập rồi chạy lại.",
        "The forge did not answer, or not completely.",
        "Check the connection and the token's right to read, then run again.",
    ),
    Reason.DAY_THANG: _say(
        "Thay đổi được đẩy thẳng vào nhánh chính, không qua yêu cầu hợp nhất được duyệt.",
        "Hãy hoàn nguyên, đưa thay đổi lên một nhánh và trình duyệt; khóa quyền đẩy thẳng vào nhánh chính.",
        "The change was pushed directly to main, without an approved merge request.",
        "Revert it, put the change on a branch and submit it; forbid direct pushes to main.",
    ),
}

RESULTS: Mapping[Result, Text] = {
    Result.DAT: Text("ĐẠT", "APPROVED"),
    Result.KHONG_DAT: Text("KHÔNG ĐẠT", "REFUSED"),
    Result.KHONG_XAC_DINH: Text("KHÔNG XÁC ĐỊNH", "UNKNOWN"),
}

ROLES: Mapping[str, Text] = {
    "truong-ban": Text("Trưởng Ban Biên tập", "Head of the editorial board"),
    "pho-truong-ban": Text("Phó Trưởng Ban Biên tập", "Deputy head of the editorial board"),
    "thuong-truc": Text("Thường trực Ban Biên tập", "Standing member of the editorial board"),
    "thu-ky": Text("Thư ký Ban Biên tập", "Secretary of the editorial board"),
    "thanh-vien": Text("Thành viên Ban Biên tập", "Member of the editorial board"),
    "to-ky-thuat": Text("Tổ Kỹ thuật", "Technical team"),
    "quan-tri": Text("Cán bộ quản trị kỹ thuật", "Technical administrator"),
    "cong-tac-vien": Text("Cộng tác viên", "Contributor"),
}
