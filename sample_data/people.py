"""People who do not exist: every value is drawn from lists and a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_data.numbers import card, credit_code, resident_id

if TYPE_CHECKING:
    from random import Random

SURNAMES = tuple("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡")
COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫")
GIVEN_MEN = (
    "伟 强 磊 军 洋 勇 杰 涛 明 超 浩然 子轩 宇航 建国 志强 俊杰 博文 天佑 文博 晓东".split()
)
GIVEN_WOMEN = (
    "芳 娜 敏 静 丽 艳 娟 霞 秀英 桂英 欣怡 雨桐 梓涵 思雨 佳怡 雪梅 晓燕 淑珍 婉清 若曦".split()
)
PLACES = {
    "110105": ("北京市朝阳区", "建国路"),
    "310115": ("上海市浦东新区", "世纪大道"),
    "320106": ("江苏省南京市鼓楼区", "中山北路"),
    "330106": ("浙江省杭州市西湖区", "文三路"),
    "330108": ("浙江省杭州市滨江区", "江南大道"),
    "350203": ("福建省厦门市思明区", "湖滨南路"),
    "420106": ("湖北省武汉市武昌区", "中北路"),
    "440305": ("广东省深圳市南山区", "科苑路"),
    "510107": ("四川省成都市武侯区", "人民南路"),
    "610113": ("陕西省西安市雁塔区", "长安南路"),
}
ESTATES = "翠苑小区 金色家园 阳光花园 滨江国际 学府雅苑 绿城桂花园 万科城 怡景苑".split()
PHONE_STARTS = (
    "130 131 132 135 136 137 138 139 150 151 152 155 156 157 158 159 166 176 177 178 "
    "180 181 182 183 185 186 187 188 189 191 198 199"
).split()
CARD_STARTS = {"622848": 19, "621700": 19, "622202": 19, "621661": 19, "622588": 16, "621483": 16}
MAIL_HOSTS = ("example.com", "example.net", "example.org")
ETHNICITIES = "汉族 汉族 汉族 汉族 汉族 汉族 汉族 回族 满族 壮族 土家族 苗族".split()
ADULTS_BORN = (date(1956, 1, 1), date(2004, 12, 31))
CHILDREN_BORN = (date(2019, 1, 1), date(2022, 12, 31))  # under fourteen until 2033


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented, with everything a company may know of them."""

    name: str
    gender: str  # 男 or 女
    born: date
    resident_id: str
    phone: str
    card: str
    mail: str
    address: str
    ethnicity: str


class Registry:
    """Invents people, never two with the same number."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self._used: set[str] = set()

    def person(self, born: tuple[date, date] = ADULTS_BORN) -> Person:
        """Invent somebody born between two days."""
        area = self.dice.choice(list(PLACES))
        gender = self.dice.choice("男女")
        day = born[0] + timedelta(self.dice.randrange((born[1] - born[0]).days))
        sequence = self.dice.randrange(500) * 2 + (gender == "男")
        return Person(
            name=self.name(gender),
            gender=gender,
            born=day,
            resident_id=self._fresh(resident_id(area, f"{day:%Y%m%d}", sequence % 1000)),
            phone=self.phone(),
            card=self.card(),
            mail=self.mail(),
            address=self.address(area),
            ethnicity=self.dice.choice(ETHNICITIES),
        )

    def people(self, count: int, born: tuple[date, date] = ADULTS_BORN) -> list[Person]:
        """Invent several."""
        return [self.person(born) for _ in range(count)]

    def name(self, gender: str) -> str:
        """Make up a name; a few have a surname of two characters."""
        surname = self.dice.choice(SURNAMES if self.dice.random() < 0.97 else COMPOUND_SURNAMES)
        return surname + self.dice.choice(GIVEN_MEN if gender == "男" else GIVEN_WOMEN)

    def phone(self) -> str:
        """Make up a mobile number."""
        return self._fresh(f"{self.dice.choice(PHONE_STARTS)}{self.dice.randrange(10**8):08}")

    def card(self) -> str:
        """Make up a bank card with the length its issuer uses."""
        start = self.dice.choice(list(CARD_STARTS))
        fill = CARD_STARTS[start] - len(start) - 1
        return self._fresh(card(f"{start}{self.dice.randrange(10**fill):0{fill}}"))

    def mail(self) -> str:
        """Make up an address under a domain that RFC 2606 keeps for examples."""
        user = f"{self.dice.choice('abcdefghjklmnwxyz')}{self.dice.randrange(10**8):08}"
        return self._fresh(f"{user}@{self.dice.choice(MAIL_HOSTS)}")

    def address(self, area: str) -> str:
        """Make up a home in a county."""
        place, street = PLACES[area]
        number, estate = self.dice.randrange(1, 400), self.dice.choice(ESTATES)
        block, flat = self.dice.randrange(1, 30), self.dice.randrange(101, 2800)
        return f"{place}{street}{number}号{estate}{block}幢{flat}室"

    def landline(self) -> str:
        """Make up a landline number with its area code."""
        area = self.dice.choice(("010", "021", "0571", "0755", "028"))
        first = self.dice.choice("5678")
        return self._fresh(f"{area}-{first}{self.dice.randrange(10**7):07}")

    def credit_code(self, kind: str = "91") -> str:
        """Make up a unified social credit code: 91 a company, 92 an individual trader."""
        subject = "MA" + "".join(
            self.dice.choice("23456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6)
        )
        return self._fresh(credit_code(kind, self.dice.choice(list(PLACES)), subject))

    def _fresh(self, value: str) -> str:
        """Return the value, or fail loudly: another seed is needed."""
        if value in self._used:
            message = "the seed made the same number twice"
            raise AssertionError(message)
        self._used.add(value)
        return value
