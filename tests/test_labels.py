"""Values beside labels in text: every attribute in every writing, and what is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from recognizers import labels
from recognizers.attributes.age import AgeRecognizer
from recognizers.by_header import HeaderRecognizer
from scanner import detect
from scanner.chunks import TextChunk
from scanner.detect import Detector
from scanner.evidence import FileEvidence
from scanner.model import ScanPlan
from scanner.readers import text as reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    Kind = type[HeaderRecognizer]

BY_HEADER = [one for one in recognizers.ALL if issubclass(one, HeaderRecognizer)]
IN_TEXT = [one for one in BY_HEADER if one.IN_TEXT]
each = pytest.mark.parametrize("kind", IN_TEXT, ids=lambda kind: kind.ENTITY)

# A record, and what keeps its values company: nothing of it is a value of the same kind.
COMPANY = {"ETHNICITY": ("性别", "男")}
WRITINGS = {
    "JSON": ('{{"{0}": "{1}", "{2}": "{3}"}}', '["\\\\\n]'),
    "pretty JSON": ('{{\n  "{0}": "{1}",\n  "{2}": "{3}"\n}}', '["\\\\\n]'),
    "XML": ("<r><{0}>{1}</{0}><{2}>{3}</{2}></r>", "[<>&\n]"),
    "attributes": ('<r {0}="{1}" {2}="{3}"/>', '["<>\n]'),
    "cells": ("<tr><td>{0}</td><td>{1}</td><td>{2}</td><td>{3}</td></tr>", "[<>\n]"),
    "lines": ("{0}：{1}\n{2}：{3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$"),
    "key=value": ("{0}={1}&{2}={3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$|^'"),
    "markdown": ("**{0}**：{1}\n**{2}**：{3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$"),
    "bold": ("**{0}：** {1}\n**{2}：** {3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$"),
    "brackets": ("【{0}】{1}\n【{2}】{3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$"),
    "copula": ("{0}为：{1}\n{2}是：{3}", "[\"<>{{}}\\[\\]|&;`:=：。；\n]|  |'$|[*_.,]$"),
    "rows": ("| {0} | {1} |\n| {2} | {3} |", "[|\n*]"),
}


def found(kind: Kind, text: str) -> list[str]:
    """Return what is found of one kind in a text, in order."""
    results = kind().analyze(text, [kind.ENTITY])
    return [text[one.start : one.end] for one in sorted(results, key=lambda one: one.start)]


def records(kind: Kind, writing: str, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield values, each in a record with company, under every name that strongly announces it."""
    form, never = WRITINGS[writing]
    beside = COMPANY.get(kind.ENTITY, ("民族", "汉"))
    for name in kind.HEADERS:
        hit = labels.meaning(name).hits[kind.ENTITY]
        if hit.strength == "strong":
            for value in values:
                if not regex.search(never.replace("{{}}", "{}"), value):
                    yield value, form.format(name, value, *beside)


@pytest.mark.parametrize("writing", WRITINGS)
@each
def test_a_genuine_value_is_found_beside_every_label_in_every_writing(
    kind: Kind, writing: str
) -> None:
    for value, text in records(kind, writing, kind.GENUINE):
        assert found(kind, text) == [value], text


@pytest.mark.parametrize("writing", ["JSON", "XML", "cells"])
@each
def test_an_impostor_is_not_found_beside_a_label(kind: Kind, writing: str) -> None:
    for _, text in records(kind, writing, kind.IMPOSTORS):
        assert found(kind, text) == [], text


@pytest.mark.parametrize("kind", BY_HEADER, ids=lambda kind: kind.ENTITY)
def test_alone_a_clear_label_speaks_unless_anything_fits(kind: Kind) -> None:
    for name in kind.HEADERS:
        hit = labels.meaning(name).hits.get(kind.ENTITY)
        is_clear = hit is not None and labels.is_clear(hit)
        for value in kind.GENUINE:
            speaks = is_clear and (not kind.VAGUE or kind().tells(value))
            if kind.IN_TEXT and hit and not is_clear:
                speaks = kind().tells(value) and hit.strength == "strong"
            if hit is None or hit.strength == "strong":
                text = json.dumps({name: value}, ensure_ascii=False)
                if '\\"' not in text:
                    assert bool(found(kind, text)) is (kind.IN_TEXT and speaks), text


FOUND = {
    "姓名：张伟　性别：男　民族：汉　出生：1990年3月7日　住址：北京市朝阳区建国路88号": {
        "PERSON_NAME_ZH": ["张伟"],
        "GENDER": ["男"],
        "ETHNICITY": ["汉"],
        "DOB": ["1990年3月7日"],
        "CN_ADDRESS_FULL": ["北京市朝阳区建国路88号"],
    },
    '{"姓名": "张伟", "出生日期": "1990-03-07", "诊断": "高血压", "xm":"李娜"}': {
        "PERSON_NAME_ZH": ["张伟", "李娜"],
        "DOB": ["1990-03-07"],
        "HEALTH_TEXT": ["高血压"],
    },
    "<customer><name>王芳</name><address>广州市天河区体育西路1号</address></customer>": {
        "PERSON_NAME_ZH": ["王芳"],
        "CN_ADDRESS_FULL": ["广州市天河区体育西路1号"],
    },
    "<姓名>王芳</姓名>": {"PERSON_NAME_ZH": ["王芳"]},
    "<name><![CDATA[王芳]]></name><gender>女</gender>": {
        "PERSON_NAME_ZH": ["王芳"],
        "GENDER": ["女"],
    },
    "POST /api?name=王芳&mobile=13800138000": {
        "PERSON_NAME_ZH": ["王芳"],
        "CN_MOBILE": ["13800138000"],
    },
    "customer_name: 王芳": {"PERSON_NAME_ZH": ["王芳"]},
    "| 姓名 | 张伟 |": {"PERSON_NAME_ZH": ["张伟"]},
    "诊断：2型糖尿病": {"HEALTH_TEXT": ["2型糖尿病"]},
    "参会人员：张伟、李娜、王芳。": {"PERSON_NAME_ZH": ["张伟", "李娜", "王芳"]},
    '"参会人": ["张伟", "李娜"]': {"PERSON_NAME_ZH": ["张伟", "李娜"]},
    "姓　名：张伟，性　别：男": {"PERSON_NAME_ZH": ["张伟"], "GENDER": ["男"]},
    "联系人（必填）：张伟（先生）": {"PERSON_NAME_ZH": ["张伟"]},
    "姓名：____张伟____": {"PERSON_NAME_ZH": ["张伟"]},
    '{\\"real_name\\":\\"王芳\\"}': {"PERSON_NAME_ZH": ["王芳"]},
    "姓名: 张*": {"MASKED_PERSON_NAME_ZH": ["张*"]},
    "**姓名：张伟**": {"PERSON_NAME_ZH": ["张伟"]},
    "**姓名：**张伟 *性别：* 男": {"PERSON_NAME_ZH": ["张伟"], "GENDER": ["男"]},
    "- **_姓名:_** **张伟**": {"PERSON_NAME_ZH": ["张伟"]},
    "- __姓名：__ 张伟": {"PERSON_NAME_ZH": ["张伟"]},
    "**家庭住址：** 浙江省杭州市西湖区文三路9号": {
        "CN_ADDRESS_FULL": ["浙江省杭州市西湖区文三路9号"]
    },
    "**姓名：*伟**": {"MASKED_PERSON_NAME_ZH": ["*伟"]},
    "姓名：**伟": {"MASKED_PERSON_NAME_ZH": ["**伟"]},
    "【 收件人（必填）】张伟 【收货地址】浙江省杭州市西湖区文三路9号": {
        "PERSON_NAME_ZH": ["张伟"],
        "CN_ADDRESS_FULL": ["浙江省杭州市西湖区文三路9号"],
    },
    "您的收货地址为：浙江省杭州市西湖区文三路9号": {
        "CN_ADDRESS_FULL": ["浙江省杭州市西湖区文三路9号"]
    },
    "家住：浙江省杭州市西湖区文三路9号": {"CN_ADDRESS_FULL": ["浙江省杭州市西湖区文三路9号"]},
    "户籍地：浙江省杭州市西湖区文三路9号": {"CN_ADDRESS_FULL": ["浙江省杭州市西湖区文三路9号"]},
    "学生姓名：王小明": {"MINOR_ANY": ["王小明"]},
    "地址: 12 Nathan Road, Hong Kong": {"CN_ADDRESS_FULL": ["12 Nathan Road, Hong Kong"]},
    "birthday=1990-03-07": {"DOB": ["1990-03-07"]},
    '{"full_name": "Zhang San", "gender": "male", "age": 35}': {
        "PERSON": ["Zhang San"],
        "GENDER": ["male"],
        "AGE": ["35"],
    },
    "被告：张伟，男，1985年3月12日出生，汉族": {
        "PERSON_NAME_ZH": ["张伟"],
        "DOB_IN_TEXT": ["1985年3月12日出生"],
    },
    "出生日期：民國79年5月12日": {"DOB": ["民國79年5月12日"]},
    "联系电话：62345678": {"PHONE_NUMBER": ["62345678"]},
    "姓名：张伟，账户余额：1234.50元": {"PERSON_NAME_ZH": ["张伟"], "ASSET_BALANCE": ["1234.50元"]},
    "姓名：張偉，餘額：1234": {"PERSON_NAME_ZH": ["張偉"], "ASSET_BALANCE": ["1234"]},
    '{"gender": "女", "balance": 35.2, "gz": 12800}': {
        "GENDER": ["女"],
        "ASSET_BALANCE": ["35.2"],
        "SALARY_INCOME": ["12800"],
    },
    '{"sex": "女",\n "longitude": 116.397428,\n "latitude": 39.90923}': {
        "GENDER": ["女"],
        "GEO_POINT_PRECISE": ["116.397428", "39.90923"],
    },
    "身份证号：11010519491231002X": {"CN_RESIDENT_ID": ["11010519491231002X"]},
    '{"sfzh": "11010519491231002X"}': {"CN_RESIDENT_ID": ["11010519491231002X"]},
}


@pytest.mark.parametrize("text", FOUND)
def test_a_text_tells_what_its_labels_name(text: str) -> None:
    told: dict[str, list[str]] = {}
    for one in sorted(detect.analyze(text), key=lambda one: one.start):
        told.setdefault(one.entity_type, []).append(text[one.start : one.end])
    assert told == FOUND[text]


@pytest.mark.parametrize(
    "text",
    [
        *('{"name": "John Smith"}', "name: Foo Bar", '"name": "阿曼"', "country: 中国", "age: 30"),
        *("sex = 0", "max-age=60", "status: 1", 'address="0.0.0.0"', "title: 张家界", "type=M"),
        *(
            "name == '张伟'",
            "std::name::张伟",
            "订单号：20240105123321000017",
            "姓名：",
            "姓名：性别：",
        ),
        *(
            "诊断：请联系管理员",
            "用户名：admin",
            "密级",
            "姓名\n张伟",
            "年级：三年级",
            "客户：华为",
        ),
        *(
            "办公地址：北京市朝阳区建国路88号",
            "公司地址：北京市朝阳区建国路88号",
            "| 姓名 | 张伟 | 男 |",
            "姓名】张伟",
            "【姓名】是必填项",
        ),
        *("余额：1234.50", "公司：某某，总资产：100万元", '"balance": 5', "gz=3", "xz: 4, jd: 5"),
        *('{"lng": 116.397428,\n "lat": 39.90923}', "经度：116.397428", "user_latitude: 39.90923"),
        *("http://example.com/name:8080", "12:30:45", "姓名：成功", "姓名：张三丰公司分部"),
        "（六）人畜共患传染病:指人与脊椎动物共同罹患的传染病，如鼠疫。",
        "糖尿病：一种代谢性疾病",
    ],
)
def test_what_programs_and_firms_write_is_nobodys(text: str) -> None:
    assert [one.entity_type for one in detect.analyze(text)] in ([], ["IP_ADDRESS"])


def test_company_stands_near() -> None:
    beside = '{{"age": 35,{} "gender": "male"}}'
    assert found(AgeRecognizer, beside.format("")) == ["35"]
    assert found(AgeRecognizer, beside.format(" " * labels.NEAR)) == []


def test_the_label_is_named_by_its_word_alone() -> None:
    (name,) = detect.explain("王芳家的联系人：张伟")
    assert (name.entity, name.pattern, name.is_labelled) == ("PERSON_NAME_ZH", "联系人", True)


# -- in pieces ----------------------------------------------------------------------------

RECORDS = [
    *(
        "姓名：张伟，性别：男\n",
        '{"name": "李娜", "age": 41, "gender": "女"}, ',
        "无人。",
        "x" * 90,
    ),
    *(
        "参会人：" + "、".join(["张伟", "李娜", "王芳"] * 9) + "。",
        "name: 王芳\n",
        "address: 某处 ",
    ),
    *(
        "<name>张伟</name>",
        "<td>年龄</td> <td class='narrow'>",
        "35</td>",
        " " * 70,
        "\n",
        "gender: F\n",
    ),
]


def shown(text: bytes, size: int) -> dict[str, object]:
    """Return what a text shows that is read in pieces of some size."""
    seen = FileEvidence()
    detector = Detector(ScanPlan(policy="", today="2026-01-01", key=bytes(32)))
    for piece in reader.windows([text], size):
        assert isinstance(piece, TextChunk)
        detector.examine(piece, seen)
    return {
        entity: (one.counts, {b: keys.to_bytes() for b, keys in one.keys.items()}, one.first)
        for entity, one in seen.text("").entities.items()
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(RECORDS), min_size=40, max_size=120).map("".join), st.integers(1, 3000)
)
def test_a_text_shows_the_same_in_pieces(text: str, size: int) -> None:
    data = text.encode()
    assert shown(data, size) == shown(data, len(data) + 1)
