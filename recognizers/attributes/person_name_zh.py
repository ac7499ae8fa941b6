"""Chinese personal name (中文姓名).

A listed surname and one or two given characters; a compound surname or those of both
parents make four; names of minorities are joined by a dot.  What ends as firms, places
and goods do is none.  张* and 张某某 have the shape but identify nobody any more.

Source: 公安部《二〇二〇年全国姓名报告》; surnames of Faker zh_CN.
"""

from __future__ import annotations

from recognizers import tables
from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_SURNAMES = [row["surname"] for row in tables.rows("surnames")]
_SINGLE = "".join(sorted(name for name in _SURNAMES if len(name) == 1))
_COMPOUND = shapes.one_of(name for name in _SURNAMES if len(name) > 1)
_HAN = f"[{shapes.han()}]"
_GIVEN = f"[{shapes.han(without='某店厂')}]"
_LAST = (
    f"[{shapes.han(without='某店厂部司局处室市县省区镇乡街号院网款件箱瓶袋盒票税费额价量表组')}]"
)
_GAP = "[ 　]*"  # 张　三 in line with 张小三
_DOT = "[·•‧・．.]"


class PersonNameZhRecognizer(HeaderRecognizer):
    """Recognize Chinese names in a column that announces them."""

    ENTITY = "PERSON_NAME_ZH"
    SINGLE_SURNAMES = _SINGLE  # the inside of a class of signs
    TITLE = "Personal name (Chinese)"
    TITLE_ZH = "中文姓名"
    SOURCE = "公安部《二〇二〇年全国姓名报告》; Faker zh_CN"
    SHAPE = f"{_HAN}[{shapes.han()}·•‧・．.*＊ 　]+"
    CHECK_SHAPE = (
        f"[{_SINGLE}]{_GAP}(?:{_GIVEN}{_GAP})?{_LAST}|[{_SINGLE}][{_SINGLE}]{_GIVEN}{_LAST}|"
        f"(?:{_COMPOUND}){_GAP}(?:{_GIVEN}{_GAP})?{_LAST}|{_HAN}+(?:{_DOT}{_HAN}+)+"
    )
    STOP = frozenset(row["word"] for row in tables.rows("name_stopwords"))
    TELLS = True
    BROAD = True
    HEADERS = ("姓名", "收货人", "联系人", "real_name", "xm")
    GENUINE = (
        "王小明",
        "李雷",
        "欧阳修文",
        "张　三",
        "张 小 三",
        "陳大文",
        "库尔班·买买提",
        "王李思源",
    )
    IMPOSTORS = ("成功", "张某某", "金店", "上海分公司", "张*", "A123", "李", "王小明的电话")
