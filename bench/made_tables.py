"""Tables of our own, from a seed: what companies keep, damaged as they keep it, and traps.

A column's kind is the entity it holds, or "" for a trap: numbers and words that look like
somebody's and are not.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bench import made_traps
from bench.made_cells import (
    ROWS,
    a_date,
    digits,
    made,
    numbers_only,
    old_id,
    phone,
    public_ip,
    remark,
    written,
)
from bench.made_words import (
    CITIES,
    DISEASES,
    DRUGS,
    ENGLISH_GOODS,
    ENGLISH_NAMES,
    FIRMS,
    GOODS,
    STREETS,
)
from bench.public_data import Column, kind_of
from sample_data import numbers
from sample_data.people import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sample_data.people import Person

    Table = dict[str, tuple[str, list[str]]]  # header: (entity, cells)

SEED = 45574
WITHOUT_HEADER = "no_header"
EMPTY = 0.08  # share of cells
NO_VALUE = ("", "", "无", "-", "NULL", "/")


def columns() -> Iterator[Column]:
    """Yield every column of every table; the same ones each time."""
    dice = Random(SEED)
    registry = Registry(dice)
    people = registry.people(ROWS)
    yield from _table("customers", _customers(registry, people), dice)
    yield from _table("customers_pinyin", _customers_pinyin(people), dice)
    yield from _table("customers_en", _customers_en(registry, people), dice)
    yield from _table(WITHOUT_HEADER, _no_header(people), dice)
    yield from _table("staff", _staff(registry, people), dice)
    yield from _table("orders", _orders(registry, people), dice)
    yield from _table("patients", _patients(people), dice)
    yield from _table("suppliers", _suppliers(registry), dice, empty=0.3)
    for name, table in _traps(registry).items():
        yield from _table(name, table, dice)


def _table(name: str, table: Table, dice: Random, empty: float = EMPTY) -> Iterator[Column]:
    for header, (entity, cells) in table.items():
        spare = [dice.choice(NO_VALUE) if dice.random() < empty else cell for cell in cells]
        yield Column(name, header, kind_of(entity) if entity else "", spare)


def _customers(registry: Registry, people: list[Person]) -> Table:
    dice = registry.dice
    return {
        "客户编号": ("USER_ID", [f"C{2024_0000 + row}" for row in range(ROWS)]),
        "客户姓名": ("PERSON_NAME_ZH", [one.name for one in people]),
        "性别": ("GENDER", [one.gender for one in people]),
        "出生日期": ("DOB", [a_date(one.born, dice) for one in people]),
        "身份证号": ("CN_RESIDENT_ID", [written(one.resident_id, dice) for one in people]),
        "手机": ("CN_MOBILE", [phone(one.phone, dice) for one in people]),
        "电话2": ("CN_LANDLINE", [registry.landline() for _ in people]),
        "银行卡号": ("CN_BANK_CARD", [written(one.card, dice) for one in people]),
        "邮箱": ("EMAIL_ADDRESS", [one.mail for one in people]),
        "住址": ("CN_ADDRESS_FULL", [one.address for one in people]),
        "籍贯": ("CN_ADDRESS_COARSE", [one.address.partition("市")[0] + "市" for one in people]),
        "民族": ("ETHNICITY", [one.ethnicity for one in people]),
        "邮编": (
            "POSTCODE",
            [f"{dice.choice((10, 20, 31, 51))}{digits(dice, 4)}" for _ in people],
        ),
        "备注": ("CN_MOBILE", [remark(one, dice) for one in people]),
        "等级": ("", [dice.choice("ABC") for _ in people]),
        "积分": ("", [str(dice.randrange(20_000)) for _ in people]),
        "注册时间": (
            "",
            [f"2023-0{dice.randrange(1, 9)}-1{row % 9} 12:30:00" for row in range(ROWS)],
        ),
    }


def _customers_pinyin(people: list[Person]) -> Table:
    dice = Random(SEED + 1)
    return {
        "id": ("", [str(row + 1) for row in range(ROWS)]),
        "xm": ("PERSON_NAME_ZH", [one.name for one in people]),
        "xb": ("GENDER", [str(dice.choice((1, 2))) for _ in people]),
        "csrq": ("DOB", [f"{one.born:%Y%m%d}" for one in people]),
        "sfzh": ("CN_RESIDENT_ID", [one.resident_id.lower() for one in people]),
        "lxdh": ("CN_MOBILE", [f"{one.phone}.0" for one in people]),
        "jtzz": ("CN_ADDRESS_FULL", [one.address for one in people]),
        "mz": ("ETHNICITY", [one.ethnicity.removesuffix("族") for one in people]),
        "sfz15": ("CN_RESIDENT_ID_15", [old_id(one) for one in people]),
        "czsj": ("", [str(1_700_000_000_000 + dice.randrange(10**10)) for _ in people]),
    }


def _customers_en(registry: Registry, people: list[Person]) -> Table:
    dice = registry.dice
    return {
        "customer_id": ("USER_ID", [str(880_000 + row) for row in range(ROWS)]),
        "full_name": ("PERSON", [dice.choice(ENGLISH_NAMES) for _ in people]),
        "mobile": ("CN_MOBILE", [f"+86 {one.phone}" for one in people]),
        "email": ("EMAIL_ADDRESS", [one.mail.upper() for one in people]),
        "dob": ("DOB", [f"{one.born:%m/%d/%Y}" for one in people]),
        "gender": ("GENDER", [dice.choice(("M", "F")) for _ in people]),
        "age": ("AGE", [str(2024 - one.born.year) for one in people]),
        "nationality": ("NATIONALITY", [dice.choice(("CN", "US", "GB", "JP")) for _ in people]),
        "home_address": (
            "CN_ADDRESS_FULL",
            [f"{dice.randrange(1, 900)} {dice.choice(STREETS)}" for _ in people],
        ),
        "last_login_ip": ("IP_ADDRESS", [public_ip(dice) for _ in people]),
        "created_at": ("", [str(1_700_000_000 + dice.randrange(10**7)) for _ in people]),
        "app_version": (
            "",
            [f"{dice.randrange(9)}.{dice.randrange(20)}.0.{row}" for row in range(ROWS)],
        ),
    }


def _no_header(people: list[Person]) -> Table:
    return {
        "": ("CN_RESIDENT_ID", [one.resident_id for one in people]),
        " ": ("CN_MOBILE", [one.phone for one in people]),
        "  ": ("CN_BANK_CARD", [one.card for one in people]),
        "   ": ("EMAIL_ADDRESS", [one.mail for one in people]),
    }


def _staff(registry: Registry, people: list[Person]) -> Table:
    dice = registry.dice
    return {
        "工号": ("USER_ID", [f"{row:06}" for row in range(ROWS)]),
        "姓名": ("PERSON_NAME_ZH", [f"{one.name[0]}　{one.name[1:]}" for one in people]),
        "部门": ("", [dice.choice(("财务部", "金融事业部", "市场部", "安保部")) for _ in people]),
        "岗位": ("", [dice.choice(("经理", "司机", "会计", "程序员")) for _ in people]),
        "证件号码": ("CN_RESIDENT_ID", [one.resident_id for one in people]),
        "联系方式": ("CN_MOBILE", [one.phone for one in people]),
        "紧急联系人": ("PERSON_NAME_ZH", [one.name for one in reversed(people)]),
        "工资卡": ("CN_BANK_CARD", [one.card for one in people]),
        "实发工资": ("SALARY_INCOME", [f"{dice.randrange(4000, 40000):,}.00" for _ in people]),
        "学历": ("EDUCATION", [dice.choice(("本科", "大专", "硕士研究生")) for _ in people]),
        "政治面貌": ("POLITICAL", [dice.choice(("中共党员", "群众", "共青团员")) for _ in people]),
        "婚姻状况": ("MARITAL", [dice.choice(("已婚", "未婚", "离异")) for _ in people]),
        "入职日期": ("", [f"{2010 + row % 14}-03-0{1 + row % 9}" for row in range(ROWS)]),
        "车牌": ("CN_PLATE", [f"浙A{digits(dice, 5)}" for _ in people]),
    }


def _orders(registry: Registry, people: list[Person]) -> Table:
    dice = registry.dice
    return {
        "订单号": ("ORDER_NO", [f"{p.resident_id[:6]}20240612{digits(dice, 4)}" for p in people]),
        "商品编码": ("", [numbers.barcode(f"690{digits(dice, 9)}") for _ in people]),
        "商品名称": ("", [dice.choice(GOODS) for _ in people]),
        "收货人": ("PERSON_NAME_ZH", [one.name for one in people]),
        "收货电话": ("CN_MOBILE", [one.phone for one in people]),
        "收货地址": ("CN_ADDRESS_FULL", [one.address for one in people]),
        "运单号": ("WAYBILL_NO", [digits(dice, 15) for _ in people]),
        "支付流水": ("", [digits(dice, 19) for _ in people]),
        "金额": ("", [f"{dice.randrange(100_000) / 100:.2f}" for _ in people]),
        "下单时间": ("", [f"20240612{digits(dice, 6)}" for _ in people]),
        "买家昵称": ("NICKNAME", [f"快乐小鱼{row}" for row in range(ROWS)]),
        "客服": ("", [f"客服{row % 20}号" for row in range(ROWS)]),
    }


def _patients(people: list[Person]) -> Table:
    dice = Random(SEED + 2)
    return {
        "病历号": ("HEALTH_TEXT", [f"{100_000 + row}" for row in range(ROWS)]),
        "患者": ("PERSON_NAME_ZH", [one.name for one in people]),
        "患者年龄": ("AGE", [f"{2024 - one.born.year}岁" for one in people]),
        "身份证": ("CN_RESIDENT_ID", [one.resident_id for one in people]),
        "家属电话": ("CN_MOBILE", [one.phone for one in people]),
        "诊断": ("HEALTH_TEXT", [dice.choice(DISEASES) for _ in people]),
        "过敏史": ("HEALTH_TEXT", [dice.choice(("青霉素", "无", "海鲜")) for _ in people]),
        "血型": ("BLOOD_TYPE", [dice.choice(("A型", "B型", "O型", "AB型")) for _ in people]),
        "主治医生": ("PERSON_NAME_ZH", [one.name for one in reversed(people)]),
        "药品": ("", [dice.choice(DRUGS) for _ in people]),
        "剂量": ("", [f"{dice.randrange(1, 50)}mg" for _ in people]),
    }


def _suppliers(registry: Registry) -> Table:
    dice = registry.dice
    names = [registry.name("男") for _ in range(ROWS)]
    half = [name if row % 2 else f"{FIRMS[row % 8]}有限公司" for row, name in enumerate(names)]
    return {
        "客户名称": ("PERSON_NAME_ZH", half),  # every other one is a person
        "统一社会信用代码": ("CN_USCC", [registry.credit_code() for _ in range(ROWS)]),
        "法定代表人": ("PERSON_NAME_ZH", names),
        "联系电话": (
            "CN_MOBILE",
            [registry.phone() if row % 3 else registry.landline() for row in range(ROWS)],
        ),
        "对公账号": ("CN_BANK_ACCOUNT_CORP", [f"3{digits(dice, 18)}" for _ in range(ROWS)]),
        "传真": ("CN_LANDLINE", [registry.landline() for _ in range(ROWS)]),
    }


def _traps(registry: Registry) -> dict[str, Table]:
    """Make tables about things alone."""
    dice = registry.dice
    return {
        "goods": _goods(dice),
        "places": _places(dice),
        "drugs": _drugs(dice),
        "ledger": _ledger(dice),
        "devices": _devices(dice),
        "numbers_only": numbers_only(dice),
        **made_traps.tables(dice),
    }


def _drawn(dice: Random, words: Sequence[str]) -> tuple[str, list[str]]:
    return "", [dice.choice(words) for _ in range(ROWS)]


def _goods(dice: Random) -> Table:
    return {
        "名称": _drawn(dice, GOODS),
        "name": _drawn(dice, ENGLISH_GOODS),
        "品牌": _drawn(dice, FIRMS),
        "条码": made(lambda _: numbers.barcode(f"692{digits(dice, 9)}")),
        "sku": made(lambda _: digits(dice, 16)),
        "产地": _drawn(dice, CITIES),
        "国家": _drawn(dice, ("中国", "美国", "日本")),
        "country": _drawn(dice, ("China", "USA", "Japan")),
        "重量": made(lambda _: f"{dice.random() * 10:.3f}"),
    }


def _places(dice: Random) -> Table:
    return {
        "城市": _drawn(dice, CITIES),
        "省": _drawn(dice, ("广东省", "江苏省", "浙江省")),
        "area_code": made(lambda _: f"{dice.randrange(110000, 659000)}"),
        "latitude": made(lambda _: f"{30 + dice.random() * 9:.6f}"),
        "longitude": made(lambda _: f"{110 + dice.random() * 9:.6f}"),
        "邮政编码": made(lambda _: f"31{digits(dice, 4)}"),
        "人口": made(lambda _: str(dice.randrange(10**7))),
    }


def _drugs(dice: Random) -> Table:
    return {
        "药品名称": _drawn(dice, DRUGS),
        "批准文号": made(lambda _: f"国药准字Z{digits(dice, 8)}"),
        "本位码": made(lambda _: f"86{digits(dice, 12)}"),
        "适应症": _drawn(dice, DISEASES),
    }


def _ledger(dice: Random) -> Table:
    return {
        "凭证号": made(lambda row: f"{202406_000000 + row}"),
        "科目名称": _drawn(dice, ("应收账款", "管理费用", "固定资产")),
        "资产": made(lambda _: f"{dice.randrange(10**8):,}"),
        "余额": made(lambda _: f"{dice.randrange(10**8) / 100:.2f}"),
        "收入": made(lambda _: f"{dice.randrange(10**8) / 100:.2f}"),
        "流水号": made(lambda row: f"622848{row:013}"),
        "交易时间": made(lambda _: f"20240612{digits(dice, 6)}"),
    }


def _devices(dice: Random) -> Table:
    return {
        "设备名称": _drawn(dice, ("温度计", "金属探测器", "水泵")),
        "编号": made(lambda row: f"138001{row:05}"),
        "version": made(lambda row: f"10.0.{row % 9}.{row}"),
        "serial_number": made(lambda _: digits(dice, 15)),
        "snowflake": made(lambda row: str(1_780_000_000_000_000_000 + row * 4_194_304_123)),
        "timestamp": made(lambda row: str(1_718_150_400_000 + row * 997)),
        "count": made(lambda _: str(dice.randrange(10**11))),
        "sensor_value": made(lambda _: f"{dice.random():.16f}"),
    }
