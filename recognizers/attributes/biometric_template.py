"""Biometric template (生物特征模板): a vector of numbers, or the same in base64 or hexadecimal.

Source: GB/T 40660-2021; GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class BiometricTemplateRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "BIOMETRIC_TEMPLATE"
    TITLE = "Biometric template"
    TITLE_ZH = "生物特征模板"
    COUNTRY_CODE = None
    SOURCE = "GB/T 40660-2021; GB/T 45574-2025 附录A"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        r"[\[(][ ]*[+-]?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?"
        r"(?:[ ,]+[+-]?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?){7}[^\x00\n]*[\])]|"
        "(?:[A-Za-z0-9+/]{4}){24}[A-Za-z0-9+/]*={0,2}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("人脸特征", "face_embedding", "指纹模板")
    GENUINE = (
        "[0.12,-0.5,0.33,0.01,0.9,-0.2,0.4,0.7,0.11]",
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkrLzAxMjM0NTY3ODkwMTIzNDU2Nzg5YWJj",
    )
    IMPOSTORS = ("已采集", "-", "[1,2]")
