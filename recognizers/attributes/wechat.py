"""WeChat ID (微信号): chosen, or given (wxid_).  What apps call a user is another entity.

Many people's is their mobile or QQ number.

Source: Tencent.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class WechatRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "WECHAT_ID"
    TITLE = "WeChat ID"
    TITLE_ZH = "微信号"
    SOURCE = "Tencent: 6 to 20 signs beginning with a letter"
    SHAPE = "[0-9A-Za-z_@-]+"
    CHECK_SHAPE = "[A-Za-z_][0-9A-Za-z_-]{5,19}|1[3-9][0-9]{9}|[1-9][0-9]{4,10}"
    STOP = shapes.NOTHING
    HEADERS = ("微信号", "wechat_id", "加V")
    GENUINE = ("wxid_abcdefgh12345", "li_lei-88", "13800138000")
    IMPOSTORS = ("微信", "a1", "NULL", "unknown")
    SHOWN = 2
