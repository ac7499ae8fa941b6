"""Biometric image or template (人脸, 指纹, 声纹): a file, a link, data or numbers.

Source: GB/T 40660-2021; GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class BiometricImageRecognizer(HiddenRecognizer):
    """Recognize pictures and templates in a column that announces bodies."""

    ENTITY = "BIOMETRIC_IMAGE"
    TITLE = "Biometric image or template"
    TITLE_ZH = "生物识别信息"
    COUNTRY_CODE = None
    SOURCE = "GB/T 40660-2021; GB/T 45574-2025 附录A"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        rf"{shapes.IMAGE}|https?://{shapes.ANYTHING}|[0-9A-Fa-f]{{32}}[0-9A-Fa-f]{{32}}[0-9A-Fa-f]*|"
        r"[(\[]?(?: ?-?[0-9]+(?:\.[0-9]+)?(?:[Ee]-?[0-9]+)?[,; ]){7} ?[^\x00]*"
    )
    STOP = shapes.NOTHING
    HEADERS = ("人脸照片", "指纹", "face_img")
    GENUINE = (
        "/face/1001.jpg",
        "https://img.example.com/face/7",
        "[0.12, -0.5, 0.33, 0.1, 0.2, 0.3, 0.4, 0.5]",
    )
    IMPOSTORS = ("已录入", "是", "-", "Arial")
