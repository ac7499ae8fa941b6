"""The folder 客户: members, a list full of typing habits, a dump without a header."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sample_data.ledger import Entry, Mention
from sample_data.people import CHILDREN_BORN
from sample_data.writing import (
    Cell,
    Table,
    about_a_child,
    card_forms,
    holding,
    id_forms,
    mistyped,
    phone_forms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.people import Person, Registry

    Made = tuple[Entry, bytes]

SURE = "confirmed"
REMARKS = ("", "", "", "", "VIP 客户", "要求周末配送", "已开增值税发票", "对甲醛敏感，推荐新风系统")

TAIPEI = tuple("林怡君 陳冠宇 黃雅婷 張家豪 李淑芬 王志明 吳宗翰 劉美玲 蔡佩珊 楊承翰".split())


def make(registry: Registry) -> Iterator[Made]:
    """Make every file of the folder."""
    yield _list(registry)
    yield _members(registry)
    yield _old_system(registry)
    yield _children(registry)
    yield _survey(registry)
    yield _traditional(registry)
    yield _archive(registry)


def _list(registry: Registry) -> Made:
    """Make the usual case: Excel's GBK, a title above the header, ten ids mistyped."""
    table = Table(
        姓名={"PERSON_NAME_ZH": SURE},
        性别={"GENDER": SURE},
        身份证号={"CN_RESIDENT_ID": SURE},
        手机号={"CN_MOBILE": SURE},
        邮箱={"EMAIL_ADDRESS": SURE},
        银行卡号={"CN_BANK_CARD": SURE},
        住址={"CN_ADDRESS_FULL": SURE},
        备注={"CN_MOBILE": SURE},
    )
    people = registry.people(320)
    for row, person in enumerate([*people, *people[40:52]]):
        table.add(*_customer(registry, person, row))
    text = "云岚智能家居（杭州）有限公司 客户名单（2024年度）,,,,,,,\r\n" + table.csv()
    entry = Entry(
        "客户/客户名单_2024.csv", format="csv", encoding="GB18030", level="L5", fields=table.fields
    )
    return entry, text.encode("gbk")


def _customer(registry: Registry, person: Person, row: int) -> list[Cell]:
    dice = registry.dice
    number, card = person.resident_id, person.card
    wrong_id, wrong_card = row % 32 == 7, row % 160 == 9
    return [
        holding("PERSON_NAME_ZH", person.name),
        holding("GENDER", person.gender),
        mistyped("CN_RESIDENT_ID", number)
        if wrong_id
        else holding("CN_RESIDENT_ID", number, id_forms(number, dice)),
        holding("CN_MOBILE", person.phone, phone_forms(person.phone, dice)),
        holding("EMAIL_ADDRESS", person.mail) if row % 5 else Cell(""),
        mistyped("CN_BANK_CARD", card)
        if wrong_card
        else holding("CN_BANK_CARD", card, card_forms(card, dice)),
        holding("CN_ADDRESS_FULL", person.address),
        _remark(registry, row),
    ]


def _remark(registry: Registry, row: int) -> Cell:
    if row % 6:
        return Cell(registry.dice.choice(REMARKS))
    phone = registry.phone()
    mention = Mention("CN_MOBILE", phone)
    if row % 12:
        return Cell(f"本人常不在家，请打电话{phone}联系家人", (mention,))
    other = registry.phone()
    text = f"备用手机{phone}、{other}，“先电话预约”\n再上门"
    return Cell(text, (mention, Mention("CN_MOBILE", other)))


def _members(registry: Registry) -> Made:
    """Make the members: initials as header, enough people to reach a legal threshold."""
    table = Table(
        hybh={"USER_ID": SURE},
        xm={"PERSON_NAME_ZH": SURE},
        xb={"GENDER": SURE},
        csrq={"DOB": SURE},
        sjh={"CN_MOBILE": SURE},
        zcsj={},
        jf={},
    )
    joined = datetime(2019, 3, 1)  # noqa: DTZ001 -- an export as people keep it, without a zone
    for row, person in enumerate(registry.people(5_200)):
        joined += timedelta(minutes=registry.dice.randrange(20, 700))
        table.add(
            holding("USER_ID", f"HY{row + 1:06}"),
            holding("PERSON_NAME_ZH", person.name),
            holding("GENDER", person.gender),
            holding("DOB", f"{person.born:%Y-%m-%d}"),
            holding("CN_MOBILE", person.phone),
            f"{joined:%Y-%m-%d %H:%M}",
            str(registry.dice.randrange(0, 9_000, 10)),
        )
    entry = Entry(
        "客户/会员导出.csv", format="csv", encoding="UTF-8 (BOM)", level="L3", fields=table.fields
    )
    return entry, table.csv().encode("utf-8-sig")


def _old_system(registry: Registry) -> Made:
    """Make a dump with no header at all."""
    names = (f"column {number}" for number in range(1, 6))
    expected: tuple[dict[str, str], ...] = (
        {},
        {"CN_MOBILE": "probable"},
        {"CN_RESIDENT_ID": SURE},
        {},
        {},
    )
    table = Table(**dict(zip(names, expected, strict=True)))
    for row, person in enumerate(registry.people(150)):
        table.add(
            str(1_000 + row),
            holding("CN_MOBILE", person.phone),
            holding("CN_RESIDENT_ID", person.resident_id),
            f"2018/{row % 12 + 1:02}/{row % 28 + 1:02}",
            f"{registry.dice.randrange(100, 99_999) / 100:.2f}",
        )
    entry = Entry(
        "客户/旧系统导出.txt", format="csv", encoding="ASCII", level="L4", fields=table.fields
    )
    return entry, table.csv("|", header=False).encode("ascii")


def _children(registry: Registry) -> Made:
    """Make a list of children under fourteen and their parents."""
    table = Table(
        孩子姓名={"PERSON_NAME_ZH": SURE, "MINOR_ANY": SURE},
        孩子出生日期={"DOB": SURE, "MINOR_ANY": SURE},
        家长姓名={"PERSON_NAME_ZH": SURE},
        家长手机={"CN_MOBILE": SURE},
    )
    parents = registry.people(36)
    for child, parent in zip(registry.people(36, CHILDREN_BORN), parents, strict=True):
        table.add(
            about_a_child("PERSON_NAME_ZH", child.name),
            about_a_child("DOB", f"{child.born:%Y-%m-%d}"),
            holding("PERSON_NAME_ZH", parent.name),
            holding("CN_MOBILE", parent.phone),
        )
    entry = Entry(
        "活动/亲子体验日报名.csv", format="csv", encoding="GB18030", level="L4", fields=table.fields
    )
    return entry, table.csv().encode("gbk")


def _survey(registry: Registry) -> Made:
    """Make answers of nobody in particular."""
    table = Table(性别={"GENDER": SURE}, 年龄={"AGE": SURE}, 满意度={}, 建议={})
    for _ in range(120):
        age = str(registry.dice.randrange(22, 68))
        table.add(
            holding("GENDER", registry.dice.choice("男女")),
            holding("AGE", age),
            str(registry.dice.randrange(1, 6)),
            registry.dice.choice(("", "安装师傅很专业", "希望增加夜间客服", "App 偶尔掉线")),
        )
    entry = Entry(
        "活动/满意度问卷.csv", format="csv", encoding="GB18030", level="L2", fields=table.fields
    )
    return entry, table.csv().encode("gbk")


def _traditional(registry: Registry) -> Made:
    """Make a list in Big5, from the office in Taipei."""
    table = Table(會員姓名={"PERSON_NAME_ZH": SURE}, 電子郵件={"EMAIL_ADDRESS": SURE}, 備註={})
    for name in TAIPEI * 4:
        table.add(
            holding("PERSON_NAME_ZH", name),
            holding("EMAIL_ADDRESS", registry.mail()),
            registry.dice.choice(("已寄送型錄", "安裝智慧門鎖", "尚未回覆，請於週末聯絡")),
        )
    entry = Entry(
        "台北办事处/會員名冊.csv", format="csv", encoding="Big5", level="L3", fields=table.fields
    )
    return entry, table.csv().encode("big5")


def _archive(registry: Registry) -> Made:
    """Make a file in a place with an awkward name."""
    table = Table(姓名={"PERSON_NAME_ZH": SURE}, 手机={"CN_MOBILE": SURE}, 意向型号={})
    for person in registry.people(24):
        table.add(
            holding("PERSON_NAME_ZH", person.name),
            holding("CN_MOBILE", person.phone),
            registry.dice.choice(("YL-A1 门锁", "YL-S3 网关", "YL-C2 窗帘电机")),
        )
    entry = Entry(
        "=1+1 归档/-旧 意向客户 (副本).csv",
        format="csv",
        encoding="UTF-8",
        level="L3",
        fields=table.fields,
    )
    return entry, table.csv().encode("utf-8")
