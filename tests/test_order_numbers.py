"""Order and waybill numbers are listed for what they are, and speak against what they resemble."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import scanner
from recognizers import headers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DICE = random.Random(5)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def orders() -> list[str]:
    """Return store, day and sequence: some pass the check of an ID by luck."""
    return [f"330106202401{day:02}{DICE.randrange(10**4):04}" for day in range(1, 29)] * 2


def phones() -> list[str]:
    return [f"138{DICE.randrange(10**8):08}" for _ in range(56)]


def ids() -> list[str]:
    made = []
    for _ in range(56):
        body = f"440301{DICE.randrange(1950, 2000)}0307{DICE.randrange(1, 999):03}"
        total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
        made.append(body + "10X98765432"[total % 11])
    return made


def waybills() -> list[str]:
    return [f"SF{DICE.randrange(10**13):013}" for _ in range(56)]


def counted(folder: Path, columns: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Return by column what counts there, with its level."""
    lines = [",".join(columns), *(",".join(row) for row in zip(*columns.values(), strict=True))]
    (folder / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    found: dict[str, dict[str, str]] = {name: {} for name in columns}
    with scanner.scan(folder, workers=0) as inventory:
        for _, row in inventory.fields.iterrows():
            if row["verdict"] in ("confirmed", "probable"):
                found[row["field"]][row["entity"]] = row["level"]
    return found


@pytest.mark.parametrize(
    ("name", "make", "entity"),
    [
        ("订单号", orders, "ORDER_NO"),
        ("order_id", orders, "ORDER_NO"),
        ("运单号", waybills, "WAYBILL_NO"),
        ("tracking_number", waybills, "WAYBILL_NO"),
    ],
)
def test_beside_a_person_they_are_found_at_their_low_level(
    tmp_path: Path, name: str, make: Callable[[], list[str]], entity: str
) -> None:
    assert counted(tmp_path, {name: make(), "手机号": phones()}) == {
        name: {entity: "L2"},
        "手机号": {"CN_MOBILE": "L3"},
    }


def test_in_a_table_about_nobody_they_do_not_count(tmp_path: Path) -> None:
    assert counted(tmp_path, {"订单号": orders(), "数量": ["1"] * 56}) == {"订单号": {}, "数量": {}}


def test_with_name_and_address_they_tell_how_somebody_lives(tmp_path: Path) -> None:
    address = [f"浙江省杭州市西湖区文三路{row + 1}号3幢1单元501室" for row in range(56)]
    found = counted(tmp_path, {"订单编号": orders(), "手机号": phones(), "收货地址": address})

    assert found["收货地址"] == {"CN_ADDRESS_FULL": "L4"}
    assert found["订单编号"] == {"ORDER_NO": "L4"}


def test_one_value_has_one_winner_whatever_the_name(tmp_path: Path) -> None:
    found = counted(tmp_path, {"订单号": ids(), "手机号": phones()})

    assert set(found["订单号"]) == {"CN_RESIDENT_ID"}


@pytest.mark.parametrize("name", ["订单号", "客户订单编号", "运单号", "order_no", "express_no"])
def test_their_names_still_speak_against_other_numbers(name: str) -> None:
    assert headers.negative(name)


def test_phones_in_a_column_of_orders_are_not_called_phones(tmp_path: Path) -> None:
    serial = [f"1380013{row:04}" for row in range(56)]
    found = counted(tmp_path, {"订单号": serial, "手机号": phones()})

    assert set(found["订单号"]) == {"ORDER_NO"}
