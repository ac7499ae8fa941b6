"""Photo of an identity document (身份证件照片): its file, link or data.

Source: GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class IdPhotoRecognizer(HiddenRecognizer):
    """Recognize pictures in a column that announces documents."""

    ENTITY = "ID_PHOTO"
    TITLE = "Photo of an identity document"
    TITLE_ZH = "身份证件照片"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A"
    SHAPE = shapes.SAID
    CHECK_SHAPE = rf"{shapes.IMAGE}|https?://{shapes.ANYTHING}"
    STOP = shapes.NOTHING
    HEADERS = ("身份证照片", "身份证正面", "id_photo")
    GENUINE = ("/upload/2024/a1.jpg", "https://img.example.com/id/7?s=1", "front.PNG")
    IMPOSTORS = ("已上传", "是", "-")
