"""Health information (健康医疗信息), in words, codes or numbers of records.

That nothing was found is a finding, so 无 and 正常 count; a blank or a dash does not.

Source: GB/T 45574-2025 Annex A; 《个人信息保护法》 Art. 28.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

# What nothing but an illness, a finding or a treatment says; codes of ICD-10.
_OF_HEALTH = (
    r"[^\x00]*(?:病|症|炎|癌|瘤|疡|疹|痛|疼|高血压|高血脂|高脂血|高血糖|低血糖|过敏|骨折|感染|贫血|出血|梗死|"
    r"梗塞|硬化|结石|结节|囊肿|增生|衰竭|中风|卒中|阳性|妊娠|怀孕|早孕|孕[0-9]|术后|切除|植入|化疗|透析|"
    r"服药|青霉素|头孢|胰岛素|阿司匹林)[^\x00]*|[A-TV-Z][0-9][0-9](?:\.[0-9]{1,3})?"
)


class HealthTextRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "HEALTH_TEXT"
    TITLE = "Health information"
    TITLE_ZH = "健康医疗信息"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; 《个人信息保护法》第28条"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, _OF_HEALTH
    BROAD = True
    HEADERS = ("诊断", "过敏史", "diagnosis", "病史")
    GENUINE = ("高血压2级", "2型糖尿病", "青霉素过敏", "E11.9", "pregnant", "无")
    IMPOSTORS = ("NULL", "-", "未填写", "……")
