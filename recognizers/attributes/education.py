"""Education (教育程度): level, degree, code, school or subject.

Source: GB/T 4658-2006; GB/T 6864-2023.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_LEVELS = (
    "博士后 博士 博士研究生 硕士 硕士研究生 研究生 双学士 学士 本科 大学本科 大学 专升本"
    " 专科 大学专科 大专 高职 中专 中等专科 中职 中技 技校 职高 高中 普通高中 初中 小学"
    " 文盲 半文盲 MBA EMBA MPA"
).split()
_ENGLISH = (
    *shapes.any_case("doctor doctorate doctoral master masters bachelor associate".split()),
    *shapes.any_case("undergraduate postgraduate graduate diploma college primary".split()),
    *("PhD", "Ph.D.", "High School", "high school", "Junior High School", "Master's", "Bachelor's"),
)
_HAN = f"[{shapes.han()}]"
_STATES = shapes.one_of("在读 毕业 肄业 结业 学历 学位".split())
_DEGREES = shapes.one_of("学士 硕士 博士 学士学位 硕士学位 博士学位".split())
_SCHOOLS = shapes.one_of("大学 学院 学校 中学 小学 高中 职高 技校 一中 分校 校区".split())
_SUBJECTS = shapes.one_of("学 工程 技术 管理 设计 语 医 史 论".split())


class EducationRecognizer(HiddenRecognizer):
    """Recognize education, by word, code or school, in a column that announces it."""

    ENTITY = "EDUCATION"
    TITLE = "Education"
    TITLE_ZH = "教育程度"
    COUNTRY_CODE = None
    SOURCE = "GB/T 4658-2006; GB/T 6864-2023"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"(?:{shapes.one_of((*shapes.names('education'), *_LEVELS))})"
        f"(?:及?以[上下]|{_STATES})?|"
        f"{shapes.one_of(_ENGLISH)}|{shapes.codes('education')}|"
        f"{_HAN}{{1,8}}(?:{_DEGREES})|"
        f"{_HAN}{{2}}{_HAN}*(?:{_SCHOOLS})(?:[（(]{_HAN}+[）)]|{_HAN}+(?:{shapes.one_of(['学院'])}))?|"
        f"{_HAN}{{1,8}}(?:{_SUBJECTS})(?:{shapes.one_of(['类', '专业'])})?|"
        r"[^\x00-\x1f]*(?:University|College|School|Institute|Academy)(?:[ ,][^\x00-\x1f]*)?"
    )
    STOP = shapes.NOTHING
    HEADERS = ("学历", "毕业院校", "education", "whcd")
    GENUINE = (
        "本科",
        "硕士",
        "大专及以上",
        "21",
        "北京大学",
        "计算机科学与技术",
        "Bachelor",
        "University of Example",
        "碩士",
        "大專及以上",
        "國立臺灣大學",
    )
    IMPOSTORS = ("北京", "99999", "良好", "-")
