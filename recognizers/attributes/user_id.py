"""User id, member number, staff number (用户标识, 会员号, 工号): what a system calls a person.

Source: GB/T 43697-2024 Annex B (B.4).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class UserIdRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "USER_ID"
    TITLE = "User or staff id"
    TITLE_ZH = "用户标识或工号"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.4）"
    SHAPE = shapes.SAID
    CHECK_SHAPE = f"[0-9A-Za-z][0-9A-Za-z_.-]*|{shapes.UUID}"
    STOP = shapes.NOTHING
    IN_TEXT = False
    HEADERS = ("用户ID", "会员编号", "工号", "user_id")
    GENUINE = ("10023", "U000123", "c9bf9e57-1685-4c89-bafb-ff5af830be8a", "EMP-0042")
    IMPOSTORS = ("NULL", "-", "张三", "未知")
