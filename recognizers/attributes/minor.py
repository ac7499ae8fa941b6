"""Information about a minor (未成年人信息): pupil's name or number, birth, grade, guardian.

Source: 《个人信息保护法》 Art. 28 and 31; 《儿童个人信息网络保护规定》.
"""

from __future__ import annotations

from recognizers.attributes import dates, shapes
from recognizers.attributes.hidden import HiddenRecognizer
from recognizers.attributes.person import PersonRecognizer
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer


class MinorRecognizer(HiddenRecognizer):
    """Recognize pupils, guardians and classes in a column that announces them."""

    ENTITY = "MINOR_ANY"
    TITLE = "Information about a minor"
    TITLE_ZH = "未成年人信息"
    COUNTRY_CODE = None
    SOURCE = "《个人信息保护法》第28、31条"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{PersonNameZhRecognizer.CHECK_SHAPE}|{PersonRecognizer.CHECK_SHAPE}|"
        rf"[A-Za-z]{{0,4}}[0-9]{{4,16}}{shapes.FLOAT}|[GL][0-9]{{17}}[0-9Xx]|{dates.DATE}|"
        f"[{shapes.han()}]*(?:(?:[一二三四五六七八九1-9]|初[一二三]|高[一二三]|[小中大])?(?:年级|学段)|初[一二三]|高[一二三]|"
        f"[小中大托]班|幼儿园|小学|初中|高中|中学)(?:[ （(]*[0-9一二三四五六七八九十]+[）) ]*班?)?|"
        "[0-9一二三四五六七八九十]+ ?[（(]?[0-9一二三四五六七八九十]*[）)]?班|"
        "(?:[Gg]rade|[Cc]lass|[Yy]ear) ?[0-9]{1,2}"
    )
    STOP = frozenset((*PersonNameZhRecognizer.STOP, *shapes.NOTHING, *shapes.NO))
    LABEL_SCORE = 0.9  # also a name or a birth date: of a child it counts for more
    HEADERS = ("学生姓名", "监护人", "学号", "年级")
    GENUINE = (
        "王小明",
        "Lily Wang",
        "20240012",
        "G11010520150307002X",
        "三年级",
        "高一(3)班",
        "大班",
        "实验小学附属幼儿园",
        "Grade 5",
        "2019-02-17",
    )
    IMPOSTORS = ("-", "无", "12")
