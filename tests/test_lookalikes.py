"""Every number that is mistaken for a person's, in a column and in lines of text, row by row.

The rows are those of the reference table; what each makes is random, so that as many pass a
check digit by luck as would in a real table.
"""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stdnum import ean, luhn
from stdnum.iso7064 import mod_11_10

import scanner

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[random.Random, int], str]

LOOKALIKES = Path(__file__).parents[2] / "shared" / "reference" / "data" / "lookalikes.csv"
ROWS = 200
BEGAN = datetime(2024, 1, 2, 9, tzinfo=UTC)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def moment(row: int) -> datetime:
    return BEGAN + timedelta(minutes=37 * row, milliseconds=row)


def milliseconds(row: int) -> int:
    return int(moment(row).timestamp() * 1000)


def digits(dice: random.Random, count: int) -> str:
    return f"{dice.randrange(10**count):0{count}}"


def snowflake(dice: random.Random, row: int) -> str:
    return str((milliseconds(row) - 1_288_834_974_657) << 22 | dice.randrange(1 << 22))


def resident(dice: random.Random, row: int) -> str:
    body = f"440301{dice.randrange(1950, 2004)}{row % 12 + 1:02}{row % 28 + 1:02}{row % 999:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def old_id(dice: random.Random, row: int) -> str:
    return f"110105{dice.randrange(30, 99)}{row % 12 + 1:02}{row % 28 + 1:02}{digits(dice, 3)}"


def imei(dice: random.Random, _: int) -> str:
    body = f"{dice.choice(('35', '86'))}{digits(dice, 12)}"
    return body + luhn.calc_check_digit(body)


def licence(dice: random.Random, _: int) -> str:
    body = f"{dice.choice(('110105', '440301', '310115'))}{digits(dice, 8)}"
    return body + mod_11_10.calc_check_digit(body)


def barcode(dice: random.Random, _: int) -> str:
    body = f"69{dice.randrange(10)}{digits(dice, 9)}"
    return body + ean.calc_check_digit(body)


def dice_of(*heads: str, count: int) -> Make:
    return lambda dice, _: f"{dice.choice(heads)}{digits(dice, count)}"


# (target, confuser) as in the table: how to make one, and what it must not be taken for.
CASES: dict[tuple[str, str], tuple[Make, tuple[str, ...]]] = {
    ("CN_RESIDENT_ID", "snowflake id"): (snowflake, ("CN_RESIDENT_ID", "CN_BANK_CARD")),
    ("CN_RESIDENT_ID", "order no = yyyyMMddHHmmss+4"): (
        lambda dice, row: f"{moment(row):%Y%m%d%H%M%S}{digits(dice, 4)}",
        ("CN_RESIDENT_ID", "CN_RESIDENT_ID_DAMAGED"),
    ),
    ("CN_RESIDENT_ID", "order no = store(6)+yyyyMMdd+seq(4)"): (
        lambda _, row: f"330106{moment(row):%Y%m%d}{row:04}",
        ("CN_RESIDENT_ID", "CN_RESIDENT_ID_DAMAGED"),
    ),
    ("CN_USCC", "CN_RESIDENT_ID / CN_FOREIGN_PR_ID"): (resident, ("CN_USCC",)),
    ("CN_RESIDENT_ID_15", "IMEI"): (imei, ("CN_RESIDENT_ID_15",)),
    ("CN_RESIDENT_ID_15", "business licence 15"): (licence, ("CN_RESIDENT_ID_15",)),
    ("CN_RESIDENT_ID_15", "IMSI 460…"): (
        dice_of("46000", "46001", "46011", count=10),
        ("CN_RESIDENT_ID_15",),
    ),
    ("CN_TAXPAYER_ID_15", "CN_RESIDENT_ID_15"): (old_id, ("CN_TAXPAYER_ID",)),
    ("CN_BANK_CARD", "snowflake/order/waybill"): (
        dice_of("62", "77", "SF", "10", count=14),
        ("CN_BANK_CARD", "CREDIT_CARD"),
    ),
    ("CN_BANK_CARD", "Alipay user id 2088…"): (
        dice_of("2088", count=12),
        ("CN_BANK_CARD", "CREDIT_CARD"),
    ),
    ("CN_BANK_CARD", "IMEISV"): (
        dice_of("35", "86", count=14),
        ("CN_BANK_CARD", "CREDIT_CARD"),
    ),
    ("CN_BANK_CARD / CN_IOT", "millisecond timestamp"): (
        lambda _, row: str(1_440_000_000_000 + 7_919_000 * row),
        ("CN_BANK_CARD", "CN_IOT_MSISDN", "CREDIT_CARD"),
    ),
    ("CN_BANK_CARD", "EAN-13 barcode"): (barcode, ("CN_BANK_CARD", "CREDIT_CARD")),
    ("CN_BANK_CARD", "EMS/Yunda/China Post waybill"): (
        dice_of("10", "11", "50", "95", "99", count=11),
        ("CN_BANK_CARD", "CREDIT_CARD"),
    ),
    ("CN_MOBILE", "order/member/serial numbers"): (
        lambda _, row: str(13_800_010_000 + row),
        ("CN_MOBILE",),
    ),
    ("CN_MOBILE", "substring of longer number"): (
        lambda dice, _: f"98138{digits(dice, 8)}77",
        ("CN_MOBILE",),
    ),
    ("CN_MOBILE", "QQ number"): (
        lambda dice, row: str(dice.randrange(10**7, 3 * 10**9) + row),
        ("CN_MOBILE",),
    ),
    ("CN_HOTLINE_400", "epoch seconds"): (
        lambda _, row: str(milliseconds(row) // 1000),
        ("CN_HOTLINE", "CN_LANDLINE", "CN_MOBILE"),
    ),
    ("TW_NATIONAL_ID", "SKU letter+9 digits"): (
        dice_of("A1", "B2", "K8", "S9", count=8),
        ("TW_NATIONAL_ID", "TW_ARC"),
    ),
    ("CN_PASSPORT", "SKU / contract no letter+8 digits"): (
        dice_of("S", "D", "P", "K", count=8),
        ("CN_PASSPORT",),
    ),
    ("CN_PASSPORT", "home-return permit H/M + 8"): (dice_of("H", "M", count=8), ("CN_PASSPORT",)),
    ("CN_EEP_HKM", "C + 8 digits part numbers"): (dice_of("C", "W", count=8), ("CN_EEP_HKM",)),
    ("CN_TW_COMPATRIOT_PERMIT", "yyyyMMdd date"): (
        lambda dice, _: f"{BEGAN - timedelta(days=dice.randrange(20_000)):%Y%m%d}",
        ("CN_TW_COMPATRIOT_PERMIT", "MO_ID", "TW_UBN", "DOB"),
    ),
    ("TW_UBN", "date/serial"): (lambda _, row: str(20_240_000 + row), ("TW_UBN", "MO_ID")),
    ("POSTCODE", "area code / stock code / SMS code"): (
        dice_of("000", "600", "300", "440", count=3),
        ("POSTCODE", "CN_POLICE_ID", "OTP_LOG"),
    ),
    ("GB2260 code", "postcode"): (
        dice_of("518", "100", "200", count=3),
        ("POSTCODE", "CN_ADDRESS_COARSE"),
    ),
    ("CN_DRIVER_FILE_NO", "CNAPS bank code / SF waybill"): (
        dice_of("1021", "3085", "7720", count=8),
        ("CN_DRIVER_FILE_NO", "CN_CNAPS"),
    ),
    ("VIN", "yyyyMMddHHmmssSSS"): (
        lambda dice, row: f"{moment(row):%Y%m%d%H%M%S}{digits(dice, 3)}",
        ("VIN", "CN_BANK_CARD"),
    ),
    ("GEO", "price/size pairs"): (
        lambda dice, _: f"{dice.uniform(75, 130):.2f}x{dice.uniform(5, 50):.2f}",
        ("GEO_POINT_PRECISE", "GEO_POINT_COARSE"),
    ),
    ("ICCID", "WeChat/Alipay trade no"): (
        lambda dice, row: f"{moment(row):%Y%m%d}2200{digits(dice, 16)}",
        ("ICCID", "CN_BANK_CARD", "CN_RESIDENT_ID", "CN_MOBILE"),
    ),
    ("-", "WeChat Pay transaction 4200…, Alipay trade yyyyMMdd2200…"): (
        lambda dice, row: f"42000{digits(dice, 5)}{moment(row):%Y%m%d}{digits(dice, 10)}",
        ("CN_BANK_CARD", "CREDIT_CARD", "CN_RESIDENT_ID", "CN_MOBILE", "CN_LANDLINE"),
    ),
}
NAMES = [f"{target}: {confuser}" for target, confuser in CASES]


def counted(folder: Path, name: str, text: str) -> set[str]:
    """Return what counts in a file."""
    (folder / name).write_text(text, encoding="utf-8")
    with scanner.scan(folder, workers=0) as inventory:
        fields = inventory.fields
    return set(fields[fields["verdict"].isin(["confirmed", "probable"])]["entity"])


def made(make: Make) -> list[str]:
    dice = random.Random(20260101)
    return [make(dice, row) for row in range(ROWS)]


@pytest.mark.parametrize("case", CASES.values(), ids=NAMES)
def test_a_column_of_lookalikes_is_not_flagged(
    case: tuple[Make, tuple[str, ...]], tmp_path: Path
) -> None:
    make, forbidden = case
    rows = [f"{row},{value}" for row, value in enumerate(made(make))]
    found = counted(tmp_path, "t.csv", "\n".join(["row,val", *rows]))

    assert not found & set(forbidden)


@pytest.mark.parametrize("case", CASES.values(), ids=NAMES)
def test_lines_of_lookalikes_are_not_flagged(
    case: tuple[Make, tuple[str, ...]], tmp_path: Path
) -> None:
    make, forbidden = case
    lines = [f"{moment(row):%H:%M} done {value} ok" for row, value in enumerate(made(make))]
    found = counted(tmp_path, "t.log", "\n".join(lines))

    assert not found & set(forbidden)


def landline(dice: random.Random, _: int) -> str:
    """Return a number of a town with few exchanges."""
    return f"0470{dice.choice(('822', '823', '825', '831'))}{digits(dice, 4)}"


def test_numbers_of_a_small_town_are_telephones_and_a_run_of_serial_numbers_is_none(
    tmp_path: Path,
) -> None:
    town = "\n".join(["row,val", *(f"{row},{each}" for row, each in enumerate(made(landline)))])
    serial = "\n".join(["row,val", *(f"{row},{1_062_340_000 + row:011}" for row in range(ROWS))])

    for folder, text, expected in ((tmp_path / "a", town, True), (tmp_path / "b", serial, False)):
        folder.mkdir()
        assert ("CN_LANDLINE" in counted(folder, "t.csv", text)) is expected


@pytest.mark.skipif(not LOOKALIKES.exists(), reason="needs ../shared/reference beside the checkout")
def test_every_row_of_the_reference_has_a_case() -> None:
    with LOOKALIKES.open(encoding="utf-8") as table:
        rows = {(row["target_entity"], row["confuser"]) for row in csv.DictReader(table)}

    assert {(target, confuser.split(",")[0]) for target, confuser in rows} == {
        (target, confuser.split(",")[0]) for target, confuser in CASES
    }
