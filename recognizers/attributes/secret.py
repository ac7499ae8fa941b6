"""Password or secret (口令, 密钥), plain or hashed; whatever the column holds.

Source: GB/T 43697-2024 Annex B; JR/T 0171-2020.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_NO_SECRET = (
    "已设置 未设置 已加密 加密 隐藏 已隐藏 true false True False TRUE FALSE yes hidden".split()
)


class SecretRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "PASSWORD_OR_SECRET"
    TITLE = "Password or secret"
    TITLE_ZH = "口令或密钥"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B; JR/T 0171-2020"
    SHAPE = rf"{shapes.ANYTHING}[^\x00-\x20]{shapes.ANYTHING}"
    CHECK_SHAPE = rf"{shapes.ANYTHING}(?:[^\x00-\x20*•●]{shapes.ANYTHING}){{3}}"  # more than stars
    STOP = frozenset((*shapes.NOTHING, *shapes.NO, *_NO_SECRET))
    IN_TEXT = False  # PASSWORD_IN_TEXT is
    HEADERS = ("密码", "password", "access_token", "secret")
    GENUINE = ("Passw0rd!", "123456", "8f14e45fceea167a5a36dedd4bea2543", "p@s")
    IMPOSTORS = ("******", "NULL", "未设置", "true", "9")
