"""Numbers of things that look like numbers of people, companies and vehicles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum import luhn

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

ALPHABET_OF_VIN = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


def _digits(dice: Random, count: int) -> str:
    return "".join(str(dice.randrange(10)) for _ in range(count))


def _moment(dice: Random) -> str:
    return (
        f"20{dice.randrange(18, 26)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}"
        f"{dice.randrange(24):02}{dice.randrange(60):02}{dice.randrange(60):02}"
    )


def _luhn(head: str) -> str:
    return head + luhn.calc_check_digit(head)


def _ean(head: str) -> str:
    """Add the check digit of an EAN-13 or, after a zero, of a UPC."""
    total = sum(int(sign) * (3, 1)[place % 2] for place, sign in enumerate(reversed(head)))
    return f"{head}{-total % 10}"


def _alnum(dice: Random, count: int) -> str:
    return "".join(dice.choice(ALPHABET_OF_VIN) for _ in range(count))


# From a die and a serial number a value of each kind.
LOOK_ALIKES: dict[str, Callable[[Random, int], str]] = {
    "snowflake": lambda d, n: str((430_000_000_000 + 997 * n) << 22 | d.randrange(1 << 22)),
    "order by the second": lambda d, _: _moment(d) + _digits(d, 4),
    "order by store and day": lambda d, n: (
        f"{d.choice(('310101', '440106'))}{_moment(d)[:8]}{n:04}"
    ),
    "long order": lambda d, _: f"440106{_moment(d)[:8]}{_digits(d, 6)}",
    "IMEI": lambda d, _: _luhn(d.choice(("35", "86")) + _digits(d, 12)),
    "IMEISV": lambda d, _: "35" + _digits(d, 14),
    "IMSI": lambda d, _: "46000" + _digits(d, 10),
    "milliseconds": lambda d, _: str(1_410_000_000_000 + d.randrange(79_999_999_999)),
    "milliseconds of a summer": lambda d, _: str(1_460_000_000_000 + d.randrange(9_999_999_999)),
    "seconds": lambda d, _: str(1_600_000_000 + d.randrange(99_999_999)),
    "Alipay user": lambda d, _: "2088" + _digits(d, 12),
    "EAN-13": lambda d, _: _ean(f"69{_digits(d, 10)}"),
    "UPC": lambda d, _: _ean(f"0{_digits(d, 10)}"),
    "SF waybill": lambda d, _: _digits(d, 12),
    "SF waybill with letters": lambda d, _: "SF" + _digits(d, 13),
    "YTO waybill": lambda d, _: "YT" + _digits(d, 13),
    "YTO waybill of digits": lambda d, _: d.choice("6789") + _digits(d, 17),
    "STO waybill": lambda d, _: d.choice(("77", "88", "99")) + _digits(d, 13),
    "ZTO waybill": lambda d, _: "7" + _digits(d, 13),
    "EMS waybill": lambda d, _: d.choice(("10", "11", "50", "98")) + _digits(d, 11),
    "JD waybill": lambda d, _: "JDX" + _digits(d, 12),
    "member": lambda _, n: str(13_800_000_000 + n),
    "QQ": lambda d, _: str(d.randrange(10_000, 3_999_999_999)),
    "SKU of nine": lambda d, _: d.choice("EGDSPA") + _digits(d, 8),
    "part": lambda d, _: _alnum(d, 8) + "-" + _digits(d, 1),
    "batch and number": lambda d, n: f"{_moment(d)[:8]}-{n % 10}",
    "nine digits": lambda d, _: _digits(d, 9),
    "moment with milliseconds": lambda d, _: _moment(d) + _digits(d, 3),
    "serial of seventeen": lambda d, _: _alnum(d, 13) + _digits(d, 4),
    "WeChat trade": lambda d, _: "4200" + _digits(d, 24),
    "day": lambda d, _: _moment(d)[:8],
    "decimal": lambda d, _: f"{_digits(d, 4)}.{_digits(d, 4)}",
    "version": lambda d, _: f"1{_digits(d, 2)}.{_digits(d, 2)}.{_digits(d, 4)}",
}
