"""Tệp trang-chu.yml sắp xếp trang chủ có chỗ sai nên không có hiệu lực.

## Vì sao
Tệp `sites/<trang>/trang-chu.yml` cho Ban Biên tập xếp các khối của trang chủ, ghim thủ tục hay được hỏi và chọn số tin. Khóa hay tên khối
viết sai thì bị bỏ qua: người dân không thấy khối đã định và không ai hay biết.

## Cách sửa
Chỉ dùng ba khóa `hang`, `thu_tuc_ghim`, `so_tin`; mỗi khối một lần, một hàng nhiều nhất ba khối. Ví dụ:

`hang: [tin-tuc, loi-tat, [van-ban, lay-y-kien], [thu-tuc, hoi-dap, chi-dao], lich, tin-thanh-phan, [trang-thanh-phan, lien-ket]]`

`thu_tuc_ghim: [dang-ky-khai-sinh, chung-thuc-ban-sao]`

`so_tin: 7`

Tên trong `thu_tuc_ghim` là phần cuối địa chỉ của thủ tục, nhiều nhất 12 thủ tục; `so_tin` từ 3 đến 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import BLOCKS, SiteConfig
from pipeline.model.text import Text

_FAULTS = {
    "khoa-la": Text("Không có khóa “{}” trong trang-chu.yml.", "There is no key “{}” in trang-chu.yml."),
    "khoa-trung": Text("Khóa “{}” bị lặp.", "The key “{}” is there twice."),
    "khoi-la": Text("Không có khối “{}” trên trang chủ.", "The home page has no block “{}”."),
    "khoi-trung": Text("Khối “{}” được xếp hai lần.", "The block “{}” is placed twice."),
    "gia-tri-sai": Text(
        "Giá trị của “{}” sai dạng hoặc vượt giới hạn.", "The value of “{}” is misshapen or too large."
    ),
}
_BROKEN = Text("trang-chu.yml không đọc được ({}).", "trang-chu.yml cannot be read ({}).")
_NAMES = ", ".join(BLOCKS)
_HINTS = {
    "khoi-la": Text(
        f"Chọn trong: {_NAMES}; ví dụ: hang: [tin-tuc, [van-ban, lay-y-kien]]",
        f"Choose from {_NAMES}; for example: hang: [tin-tuc, [van-ban, lay-y-kien]]",
    ),
    "khoi-trung": Text(
        "Giữ lại một chỗ, ví dụ: hang: [tin-tuc, [van-ban, lay-y-kien]]",
        "Keep one place: hang: [tin-tuc, [van-ban, lay-y-kien]]",
    ),
}
_HINT = Text(
    "Viết như ví dụ: hang: [tin-tuc, [van-ban, lay-y-kien]]; thu_tuc_ghim: [dang-ky-khai-sinh]; so_tin: 7",
    "Write as here: hang: [tin-tuc, [van-ban, lay-y-kien]]; thu_tuc_ghim: [dang-ky-khai-sinh]; so_tin: 7",
)


@rule("TR037", "trang-chu-hong", on=SiteConfig, severity=Severity.ERROR, legal=(), since="0.2")
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for everything in trang-chu.yml that does not hold."""
    if config.front is None:
        return
    for fault in config.front.faults:
        words = _FAULTS.get(fault.kind, _BROKEN)
        detail = fault.detail[:60] if fault.kind in _FAULTS else f"{fault.kind} {fault.detail}"[:60].strip()
        yield Problem(
            fault.line,
            fault.column,
            Text(words.vi.format(detail), words.en.format(detail)),
            _HINTS.get(fault.kind, _HINT),
            anchor=f"{fault.kind} {detail}",
            path=config.front.path,
        )
