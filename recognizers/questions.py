"""Names of columns that ask: 您的月收入是多少？, 是否有犯罪记录, 残疾标志, has_allergy.

What a name asks for is announced without the words that ask.  Whether something is there is no
value of it, 是否验证手机, except where that alone is sensitive: a criminal record, a faith.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Before what somebody has: 您的电话, 是否患有疾病.
OWNERS_ZH = tuple("您 你 我 患有 患过 得过 患".split())

# Of these yes and no say enough.
_SENSITIVE = frozenset(
    "CRIMINAL_RECORD DISABILITY HEALTH_TEXT MARITAL POLITICAL RELIGION SEX_LIFE_ORIENTATION".split()
)
_WHETHER_ZH = regex.compile("是否|有无|能否|可否|有否|曾否|有没有|是不是")
# Not what is the case, but what is done about it: 是否上传病历, 是否需要体检.
_DOING_ZH = regex.compile(
    "需|要|可|能|上传|提交|提供|填|显示|打印|验证|通过|完成|录入|同意|包含|支持|启用|购买|查|允许|公开|核|审|发"
)
_YES_OR_NO_ZH = regex.compile("(?:吗|与否|标志|标识|标记)$")
_ASKING_ZH = regex.compile(
    "(?:大概|大约|一般|通常|目前|现在)*(?:是|(?<![行作认成])为|"
    "(?:[是为在有叫住]|属于)?(?:什么|多[少大高重]|哪(?:一?[个些天年种类位]|里|儿)?|几[个位岁号]?|谁|啥|如何|怎样|怎么样)"
    "(?:[元岁年日天月人斤]|公斤|厘米|时候|cm|kg)?)$"
)
_WHETHER_EN = frozenset("is has have had was".split())
_NO_MATTER_EN = frozenset("if can need allow enable flag use".split())
_YES_OR_NO_EN = frozenset("flag flg ind indicator yn".split())


class Asked(NamedTuple):
    """A name, and from where on it says no more than whether there is something."""

    name: str
    whether: int  # a place in the name; its length: it asks nothing of the kind


def read_zh(name: str) -> Iterator[Asked]:
    """Yield a name in Chinese, without signs, as it is and without the words that ask."""
    found = _WHETHER_ZH.search(name)
    yield Asked(name, found.start() if found else len(name))
    for asking, is_whether in ((_ASKING_ZH, False), (_YES_OR_NO_ZH, True)):
        bare = asking.sub("", name)
        if bare and bare != name:
            yield Asked(bare, -1 if is_whether else found.start() if found else len(bare))


def read_en(tokens: Sequence[str]) -> Iterator[tuple[Sequence[str], int]]:
    """Yield the words of a name in Latin letters, and from which on it asks whether."""
    asks = not (_WHETHER_EN | _NO_MATTER_EN).isdisjoint(tokens[:1])
    yield tokens, 0 if asks else len(tokens)
    if len(tokens) > 1 and tokens[-1] in _YES_OR_NO_EN:
        yield tokens[:-1], -1


def tells(entity: str, before: Sequence[str]) -> bool:
    """Tell whether yes or no says something of an entity asked about after some words."""
    if entity not in _SENSITIVE:
        return False
    if isinstance(before, str):
        return not _DOING_ZH.search(before)
    return _NO_MATTER_EN.isdisjoint(before)
