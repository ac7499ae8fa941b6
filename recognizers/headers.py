"""Column names that announce an entity: 客户身份证号, sfzh, legalPersonIdCard.

A name is read from its end, where Chinese and English both put the head noun: the
longest known word that the name ends with decides, so 手机型号 is no phone, and
公司地址, known as no one's home, hides 地址.

``strong``    announces the entity wherever the name ends with it
``weak``      only when it is the whole name: 卡号
``personal``  weak alone, strong after a word for a person: 电话, 收货人电话
``shared``    a person's or a thing's: strong after a word for a person (user_latitude),
              else weak wherever the name ends with it (stop_latitude)
``none``      no personal information, and hides the shorter words it ends with
``negative``  a number of a thing: 订单号, serial
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from recognizers import glued, initials, questions, relatives, tables
from recognizers.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OF_THINGS = frozenset(("ORDER_NO", "WAYBILL_NO"))  # entities that are numbers of things
LONGEST_NAME = 100  # characters; anything longer is data, not a name

# After these, a word that says little alone names a person's: 客户电话, customer_tel.
PEOPLE_ZH = tuple(
    "客户 用户 会员 员工 职工 顾客 买家 买方 卖家 乘客 旅客 患者 病人 学生 家长 监护人"
    " 父亲 母亲 配偶 联系人 收货人 收件人 寄件人 发件人 持卡人 法人 代表人 经办人 投保人"
    " 被保险人 受益人 借款人 担保人 申请人 负责人 业主 户主 租客 租户 司机 骑手 本人 个人"
    " 亲属 家属 家庭 教师 候选人 应聘者 收款人 付款人 车主 机主 学员 考生 访客 来访人 房东"
    " 承租人 委托人 受托人 代理人 当事人 推荐人 保证人 联络人 居民 村民 党员 志愿者 医生 护士"
    " 老师 孩子 子女 儿童 幼儿 亲友 参保人 股东 被保人 乘机人 就诊人 报案人 投诉人 驾驶员 持证人"
    " 签收人 购票人 报名人 嫌疑人 被执行人".split(),
)
PEOPLE_EN = frozenset(
    "customer cust client user member employee emp staff worker person personal contact receiver"
    " recipient consignee sender shipper buyer owner holder patient student parent guardian father"
    " mother spouse passenger guest tenant driver applicant candidate payee payer insured borrower"
    " guarantor emergency home legal teacher doctor agent beneficiary claimant visitor citizen"
    " policyholder cardholder subscriber".split(),
)
_OWNERS_ZH = (*PEOPLE_ZH, *questions.OWNERS_ZH)
_COUNTING = frozenset("no num number nbr".split())
_NUMBER_WORDS = _COUNTING | {"code"}
# How data warehouses shorten the last word of a name: cust_nm, birth_dt, sex_cd; id_num.
_SHORTENED = {
    "nm": "name",
    "dt": "date",
    "cd": "code",
    "num": "no",
    "nbr": "no",
    "bal": "balance",
    "sts": "status",
    "lvl": "level",
    "dtl": "detail",
}
# What has no number of its own: asset_no is a thing's, not its worth.
_UNNUMBERED = frozenset(
    "AGE ASSET_BALANCE CN_ADDRESS_COARSE CN_ADDRESS_FULL DOB PERSON_NAME_ZH SALARY_INCOME".split()
)
# What is also held as a code of a list: 性别码, 政治面貌代码.
CODED = frozenset(
    "BLOOD_TYPE DISABILITY EDUCATION ETHNICITY GENDER HEALTH_TEXT MARITAL NATIONALITY POLITICAL"
    " RELIGION".split()
)
_CODE_ZH = regex.compile("(?:代码|编码|码)$")
# What numbers people in a table: 客户编号, user_id.
_KEY_ZH = regex.compile(r"(?:卡号|编号|编码|代码|号码|账号|帐号|标识|号|码|(?i:id))$")
_KEY_EN = _NUMBER_WORDS | {"id", "uid", "key"}
_PEOPLE_KEYS = frozenset("工号 学号 uid userid".split())
_NOBODY_KEYS = frozenset("parent home legal contact emergency".split())  # parent_id: of a tree

# Context of a cell whose column has no name: no column is called so.
UNNAMED = "\0"
# Names that only count columns, as programs and people make them up.
_COUNTED = regex.compile(
    r"(?i:col(?:umn)?|field|unnamed:?|var|[_ ]?c|[fv]|列|字段|栏)[ _-]?[0-9]{1,4}"
)
_BRACKETED = regex.compile(r"[(\[{<【〔《「][^)\]}>】〕》」]*[)\]}>】〕》」]")
_ALTERNATIVES = regex.compile(
    r"[/|,;、\n\r\t]+|(?<=\p{Han})\s+(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})\s+(?=\p{Han})",
)
_TOKEN = regex.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# A value within a record: user.contacts[].name; what it is called stands last.
_PATH = regex.compile(r"(?:\w+(?:\[\])?\.)+(\w+)")
_HAN = regex.compile(r"\p{Han}")
_NOISE = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class HeaderHit:
    """A column name announces an entity."""

    entity: str
    strength: str  # "strong" or "weak"
    word: str  # the dictionary's word that says so


class _Word(NamedTuple):
    entity: str
    strength: str
    word: str


@lru_cache(maxsize=4096)
def is_unnamed(name: str) -> bool:
    """Tell whether a column's name only counts columns: col_3, Unnamed: 0, 列1."""
    return name == UNNAMED or _COUNTED.fullmatch(name.strip()) is not None


@lru_cache(maxsize=4096)
def match(name: str) -> tuple[HeaderHit, ...]:
    """Return what a column name announces, one hit an entity, sorted by entity."""
    best: dict[str, HeaderHit] = {}
    for hit in _with_relatives(_hits(name)):
        known = best.get(hit.entity)
        if known is None or (known.strength, hit.strength) == ("weak", "strong"):
            best[hit.entity] = hit
    return tuple(best[entity] for entity in sorted(best))


@lru_cache(maxsize=4096)
def negative(name: str) -> str | None:
    """Return the word that makes a name one of a thing's number (订单号), if any.

    A name that strongly announces an entity is none, 订单手机号, unless that is a thing's number.
    """
    strong = [hit for hit in match(name) if hit.strength == "strong"]
    if any(hit.entity not in OF_THINGS for hit in strong):
        return None
    if strong:
        return strong[0].word
    for part in _parts(name):
        for _, words, _ in _endings(part, _dictionary("negative")):
            return words[0].word
    return None


@lru_cache(maxsize=4096)
def numbers_people(name: str) -> bool:
    """Tell whether a column's name is one of people, or of their numbers: 客户编号, user_id."""
    return any(_numbers_people(part) for part in _parts(name))


def _numbers_people(part: str) -> bool:
    if _HAN.search(part):
        compact = _NOISE.sub("", part)
        return compact in _PEOPLE_KEYS or _KEY_ZH.sub("", compact).endswith(PEOPLE_ZH)
    tokens = _tokens(part)
    while len(tokens) > 1 and tokens[-1] in _KEY_EN:
        tokens.pop()
    return bool(tokens) and tokens[-1] in PEOPLE_EN - _NOBODY_KEYS | _PEOPLE_KEYS


def _hits(name: str) -> list[HeaderHit]:
    hits = [hit for part in _parts(name) for hit in _part_hits(part)]
    if any(hit.strength == "strong" for hit in hits):
        return hits
    return hits + [hit for part in _asides(name) for hit in _part_hits(part)]


def _with_relatives(hits: list[HeaderHit]) -> Iterator[HeaderHit]:
    yield from hits
    for hit in hits:
        for relative, strength in relatives.RELATIVES.get(hit.entity, ()):
            yield HeaderHit(relative, hit.strength if strength == "same" else "weak", hit.word)
        for remains in relatives.REMAINS.get(hit.entity, ()):
            yield HeaderHit(remains, hit.strength, hit.word)


def _parts(name: str) -> list[str]:
    """Return the names a header consists of: 姓名/Name are two; remarks in brackets go."""
    if len(name) > LONGEST_NAME:
        return []
    name = simplified(unicodedata.normalize("NFKC", name))
    bare = _BRACKETED.sub(" ", name).strip() or name
    return [part for part in _ALTERNATIVES.split(bare) if part]


def _asides(name: str) -> list[str]:
    """Return what else a name says that says little by itself: 甲方（借款人）, profile.name."""
    if len(name) > LONGEST_NAME:
        return []
    name = simplified(unicodedata.normalize("NFKC", name))
    bracketed = [found[1:-1] for found in _BRACKETED.findall(name) if len(found) > len("(人)")]
    inner = _PATH.fullmatch(name)
    return [*bracketed, *([inner[1]] if inner else ())]


def _part_hits(part: str) -> list[HeaderHit]:
    """Return what the longest known ending of one name announces."""
    for rest, words, is_whole in _endings(part, _dictionary("entities")):
        strengths = [(word, _strength(word.strength, rest, is_whole=is_whole)) for word in words]
        return [HeaderHit(word.entity, how, word.word) for word, how in strengths if how]
    return []


def _strength(listed: str, rest: str, *, is_whole: bool) -> str:
    """Return what a word of listed strength weighs after ``rest``; "" is nothing."""
    if listed == "strong":
        return "strong"
    is_role = rest.removesuffix("s") in PEOPLE_EN or rest in PEOPLE_EN
    belongs = is_role or rest in initials.PEOPLE or rest.endswith(_OWNERS_ZH)
    if listed in ("personal", "shared") and belongs:
        return "strong"
    if listed == "shared":
        return "weak"
    return "weak" if listed != "none" and (is_whole or belongs) else ""


def _endings(part: str, known: dict[str, list[_Word]]) -> Iterator[tuple[str, list[_Word], bool]]:
    """Yield (what stands before, words, nothing before) of known endings, longest first."""
    yield from _han_endings(part, known) if _HAN.search(part) else _latin_endings(part, known)


def _han_endings(
    part: str, known: dict[str, list[_Word]]
) -> Iterator[tuple[str, list[_Word], bool]]:
    for name, whether in questions.read_zh(_NOISE.sub("", part).casefold()):
        bare = name.rstrip("0123456789")
        for form in dict.fromkeys((name, bare, _CODE_ZH.sub("", bare))):
            for start in range(len(form)):
                words = known.get(form[start:], [])
                if len(form) < len(bare):  # without its code
                    words = [word for word in words if word.entity in CODED]
                words = _asked(words, form[:start], is_whether=start > whether)
                if words:
                    yield form[:start].removesuffix("的"), words, start == 0


def _latin_endings(
    part: str, known: dict[str, list[_Word]]
) -> Iterator[tuple[str, list[_Word], bool]]:
    for every, whether in questions.read_en(_tokens(part)):
        for tokens in _token_forms(every):
            is_number = not _COUNTING.isdisjoint(every[len(tokens) :])
            for start in range(len(tokens)):
                words = known.get("".join(tokens[start:]), [])
                if is_number:
                    words = [word for word in words if word.entity not in _UNNUMBERED]
                words = _asked(words, tokens[:start], is_whether=start > whether)
                if words:
                    yield "".join(tokens[start - 1 : start]), words, start == 0


def _asked(words: list[_Word], before: Sequence[str], *, is_whether: bool) -> list[_Word]:
    """Return what is told of by a name that may ask only whether there is something."""
    return [word for word in words if not is_whether or questions.tells(word.entity, before)]


def _tokens(part: str) -> list[str]:
    """Return the words of a name in Latin letters: cardNo, card_no and cardno alike."""
    return [word for token in _TOKEN.findall(part) for word in _parted(token.lower())]


def _parted(token: str) -> tuple[str, ...]:
    return initials.parted(token) or glued.parted(token, PEOPLE_EN)


def _token_forms(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the tokens of a name as they are, written out, without a number, a plural."""
    while tokens:
        yield tokens
        last = tokens[-1]
        if last in _SHORTENED and len(tokens) > 1:
            tokens = [*tokens[:-1], _SHORTENED[last]]
        elif last.isdigit() or last in _NUMBER_WORDS:
            tokens = tokens[:-1]
        elif len(last) > len("sex") and last.endswith("s") and not last.endswith("ss"):
            tokens = [*tokens[:-1], last[:-1]]
        else:
            return


def shortened() -> set[str]:
    """Return what the last word of a name is shortened to."""
    return set(_SHORTENED)


@cache
def _dictionary(kind: str) -> dict[str, list[_Word]]:
    """Return words by their compact form; ``kind`` is "entities" or "negative"."""
    known = defaultdict(list)
    for row in tables.rows("header_words"):
        if (row["strength"] == "negative") == (kind == "negative"):
            compact = simplified(_NOISE.sub("", row["word"]).casefold())
            known[compact].append(_Word(row["entity"], row["strength"], row["word"]))
    return dict(known)
