"""Staff, money and suppliers: tables of the departments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.ledger import Entry
from sample_data.numbers import card, iban
from sample_data.people import PLACES
from sample_data.writing import Cell, Table, card_forms, holding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.people import Person, Registry

    Made = tuple[Entry, bytes]

SURE = "confirmed"
DEPARTMENTS = "研发部 市场部 供应链中心 客户服务部 财务部 人力资源部".split()
FIRST_NAMES = "Alice Daniel Emma George Hannah Jacob Laura Oliver".split()
LAST_NAMES = "Brown Smith Wilson Taylor Clark Miller Davis".split()


def make(registry: Registry) -> Iterator[Made]:
    """Make every table of the departments."""
    employees = registry.people(86)
    yield _staff(registry, employees)
    check_up, data = _check_up(registry, employees)
    yield check_up, data
    yield replace(check_up, path="备份/体检汇总_2024 - 副本.csv"), data
    yield _expenses(registry, employees)
    yield _suppliers(registry)
    yield _ledger_of_companies(registry)
    yield _overseas(registry)
    yield _printer()


def _staff(registry: Registry, employees: list[Person]) -> Made:
    table = Table(
        工号={"USER_ID": SURE},
        姓名={"PERSON_NAME_ZH": SURE},
        性别={"GENDER": SURE},
        民族={"ETHNICITY": SURE},
        政治面貌={"POLITICAL": SURE},
        身份证号={"CN_RESIDENT_ID": SURE},
        出生日期={"DOB": SURE},
        入职日期={},
        部门={},
        手机号码={"CN_MOBILE": SURE},
        工资卡号={"CN_BANK_CARD": SURE},
        基本工资={"SALARY_INCOME": SURE},
        紧急联系人={"PERSON_NAME_ZH": SURE},
        紧急联系人电话={"CN_MOBILE": SURE},
    )
    for row, person in enumerate(employees):
        table.add(holding("USER_ID", f"YL{row + 1:04}"), *_employee(registry, person))
    entry = Entry(
        "人事/员工花名册.tsv", format="tsv", encoding="UTF-8", level="L5", fields=table.fields
    )
    return entry, table.csv("\t").encode("utf-8")


def _employee(registry: Registry, person: Person) -> list[Cell | str]:
    dice = registry.dice
    salary = str(dice.randrange(6_000, 42_000, 500))
    kin = registry.person()
    hired = date(2015, 1, 5) + timedelta(dice.randrange(3_400))
    return [
        holding("PERSON_NAME_ZH", person.name),
        holding("GENDER", person.gender),
        holding("ETHNICITY", person.ethnicity),
        holding("POLITICAL", dice.choice(("群众", "群众", "中共党员", "共青团员"))),
        holding("CN_RESIDENT_ID", person.resident_id),
        holding("DOB", f"{person.born:%Y-%m-%d}"),
        f"{hired:%Y-%m-%d}",
        dice.choice(DEPARTMENTS),
        holding("CN_MOBILE", person.phone),
        holding("CN_BANK_CARD", person.card),
        holding("SALARY_INCOME", salary),
        holding("PERSON_NAME_ZH", kin.name),
        holding("CN_MOBILE", kin.phone),
    ]


def _check_up(registry: Registry, employees: list[Person]) -> Made:
    findings = (
        "未见明显异常",
        "轻度脂肪肝",
        "血压偏高，建议复查",
        "高血压2级，规律服药",
        "甲状腺结节TI-RADS 2类",
    )
    table = Table(
        工号={"USER_ID": SURE},
        姓名={"PERSON_NAME_ZH": SURE},
        体检日期={},
        健康状况={"HEALTH_TEXT": SURE},
    )
    for row, person in enumerate(employees):
        table.add(
            holding("USER_ID", f"YL{row + 1:04}"),
            holding("PERSON_NAME_ZH", person.name),
            f"2024-09-{row % 20 + 1:02}",
            holding("HEALTH_TEXT", registry.dice.choice(findings)),
        )
    entry = Entry(
        "人事/体检汇总_2024.csv", format="csv", encoding="GB18030", level="L4", fields=table.fields
    )
    return entry, table.csv().encode("gbk")


def _expenses(registry: Registry, employees: list[Person]) -> Made:
    """Make Excel's "Unicode text": UTF-16 with tabs."""
    table = Table(
        员工姓名={"PERSON_NAME_ZH": SURE},
        银行卡号={"CN_BANK_CARD": SURE},
        金额={},
        日期={},
        事由={},
    )
    for row in range(140):
        person = registry.dice.choice(employees)
        table.add(
            holding("PERSON_NAME_ZH", person.name),
            holding("CN_BANK_CARD", person.card, card_forms(person.card, registry.dice)),
            f"{registry.dice.randrange(2_000, 400_000) / 100:.2f}",
            f"2024-{row % 12 + 1:02}-{row % 28 + 1:02}",
            registry.dice.choice(("差旅费", "客户招待", "样机运费", "展会物料")),
        )
    # L5, since its cards are those of the staff list: joined, they make a full identity set.
    entry = Entry(
        "财务/报销明细.txt", format="tsv", encoding="UTF-16 LE", level="L5", fields=table.fields
    )
    return entry, b"\xff\xfe" + table.csv("\t").encode("utf-16-le")


def _suppliers(registry: Registry) -> Made:
    """Make suppliers, some of them individual traders: then a code stands for a person."""
    table = Table(
        供应商名称={},
        统一社会信用代码={"CN_USCC": SURE},
        法定代表人={"LEGAL_REP_NAME": SURE},
        联系人={"PERSON_NAME_ZH": SURE},
        手机={"CN_MOBILE": SURE},
        座机={"CN_LANDLINE": SURE},
    )
    for row in range(60):
        trader = row % 10 == 3
        kind, suffix = ("92", "五金经营部") if trader else ("91", "科技有限公司")
        table.add(
            registry.dice.choice("华恒瑞盛嘉信博远")
            + registry.dice.choice("达通宇辰安泰")
            + suffix,
            holding("CN_USCC", registry.credit_code(kind)),
            holding("LEGAL_REP_NAME", registry.name("男")),
            holding("PERSON_NAME_ZH", registry.name("女")),
            holding("CN_MOBILE", registry.phone()),
            holding("CN_LANDLINE", registry.landline()),
        )
    entry = Entry(
        "采购/供应商名录.csv", format="csv", encoding="UTF-8", level="L3", fields=table.fields
    )
    return entry, table.csv(";").encode("utf-8")


def _ledger_of_companies(registry: Registry) -> Made:
    """Make a table about companies only: nothing personal in it."""
    table = Table(供应商={}, 统一社会信用代码={"CN_USCC": SURE}, 年度采购额={}, 评级={})
    for row in range(48):
        table.add(
            f"供应商{row + 1:03}",
            holding("CN_USCC", registry.credit_code()),
            f"{registry.dice.randrange(10**6, 10**9) / 100:.2f}",
            registry.dice.choice("ABC"),
        )
    entry = Entry(
        "采购/年度评级.csv", format="csv", encoding="GB18030", level="L1", fields=table.fields
    )
    return entry, table.csv().encode("gbk")


def _overseas(registry: Registry) -> Made:
    table = Table(
        full_name={"PERSON": SURE},
        email={"EMAIL_ADDRESS": SURE},
        credit_card={"CREDIT_CARD": SURE},
        iban={"IBAN_CODE": SURE},
        date_of_birth={"DOB": SURE},
        city={},
    )
    for row in range(64):
        person = registry.person()
        body = f"{registry.dice.choice(('411111', '555555'))}{registry.dice.randrange(10**9):09}"
        account = f"37040044{registry.dice.randrange(10**10):010}"
        table.add(
            holding("PERSON", f"{FIRST_NAMES[row % 8]} {LAST_NAMES[row % 7]}"),
            holding("EMAIL_ADDRESS", person.mail),
            holding("CREDIT_CARD", card(body)),
            holding("IBAN_CODE", iban("DE", account)),
            holding("DOB", f"{person.born:%Y-%m-%d}"),
            registry.dice.choice(("Berlin", "Hamburg", "Wien", "Zurich")),
        )
    entry = Entry(
        "海外/customers_en.csv", format="csv", encoding="ASCII", level="L4", fields=table.fields
    )
    return entry, table.csv().encode("ascii")


def _printer() -> Made:
    table = Table(设备={}, 用户名={"NICKNAME": SURE}, 密码={"PASSWORD_OR_SECRET": SURE})
    for number, place in enumerate(PLACES.values()):
        table.add(
            f"{place[0]}打印机",
            holding("NICKNAME", f"print{number:02}"),
            holding("PASSWORD_OR_SECRET", f"sample-only-{number:02}"),
        )
    entry = Entry(
        "IT/打印机账号.csv", format="csv", encoding="UTF-8", level="L5", fields=table.fields
    )
    return entry, table.csv().encode("utf-8")
