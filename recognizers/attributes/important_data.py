"""Mark of important, core or secret data (重要数据, 核心数据, 密级).

No pattern tells important data; that somebody has marked them so does.

Source: Data Security Law Art. 21; GB/T 43697-2024, 6.5; Law on Guarding State Secrets Art. 14.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_MARKS = shapes.one_of("绝密 机密 秘密 核心 重要 核心数据 重要数据 国家秘密".split())


class ImportantDataRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "IMPORTANT_DATA"
    TITLE = "Mark of important or secret data"
    TITLE_ZH = "重要数据或涉密标识"
    COUNTRY_CODE = None
    SOURCE = "《数据安全法》第21条; GB/T 43697-2024 6.5; 《保守国家秘密法》第14条"
    SHAPE = shapes.SAID
    CHECK_SHAPE = f"(?:{_MARKS})(?:级|级数据|数据|信息)?(?:★.*)?"
    STOP = shapes.NOTHING
    HEADERS = ("密级", "数据级别", "data_classification")
    GENUINE = ("重要数据", "核心数据", "机密", "秘密★10年")
    IMPOSTORS = ("一般", "公开", "-", "内部")
