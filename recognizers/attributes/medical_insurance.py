"""Number of a person or a card in medical insurance (医保编号, 医保卡号).

Local, eight to twelve signs or the social security card's; nationally the resident ID number.

Source: 《社会保险法》第58条; GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class MedicalInsuranceRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_MEDICAL_INSURANCE_NO"
    TITLE = "Medical insurance number"
    TITLE_ZH = "医疗保险号"
    SOURCE = "《社会保险法》第58条; GB/T 45574-2025 附录A"
    SHAPE = "[0-9A-Za-z -]{4,32}"
    CHECK_SHAPE = (
        f"{shapes.RESIDENT_ID}|[A-Za-z]{{0,2}}[0-9]{{8,12}}|[A-Za-z][0-9]{{7}}[A-Za-z]|[0-9]{{15,16}}|"
        "[0-9]{19}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("医保号", "医保卡号", "medical_insurance_no", "ybkh")
    GENUINE = ("11010519491231002X", "A12345678", "0012345678")
    IMPOSTORS = ("1234", "医保", "北京", "-")
    SHOWN = 2
