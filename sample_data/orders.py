"""Orders and machines: numbers that look like people and are none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sample_data.ledger import Entry, Field, Mention
from sample_data.numbers import barcode, passes_mod_11_2
from sample_data.writing import Table, holding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.people import Person, Registry

    Made = tuple[Entry, bytes]

SURE = "confirmed"
STORES = ("330106", "330108", "310115")  # the shops' numbers begin like county codes
OPENED = datetime(2024, 1, 2, 9, tzinfo=UTC)
TWITTER_EPOCH_MS = 1_288_834_974_657  # snowflake ids count milliseconds from here
RECEIVER = pa.struct(
    [
        pa.field("name", pa.string()),
        pa.field("phone", pa.string()),
        pa.field("address", pa.string()),
    ]
)
ITEM = pa.struct([pa.field("barcode", pa.string()), pa.field("quantity", pa.int32())])
COLUMNS: list[tuple[str, pa.DataType]] = [
    ("order_no", pa.string()),
    ("buyer_name", pa.string()),
    ("buyer_phone", pa.int64()),
    ("receiver", RECEIVER),
    ("amount", pa.decimal128(12, 2)),
    ("created_at", pa.timestamp("ms")),
    ("paid_ms", pa.int64()),
    ("trace_id", pa.int64()),
    ("items", pa.list_(ITEM)),
]
SCHEMA = pa.schema(COLUMNS)


def make(registry: Registry) -> Iterator[Made]:
    """Make the orders, the same cut off in a backup, and the machine's own numbers."""
    rows, fields = _orders(registry, 600)
    data = _parquet(rows)
    yield Entry("订单/orders_2024.parquet", format="parquet", level="L4", fields=fields), data
    older = _parquet(_orders(registry, 200)[0])
    cut = older[: len(older) * 2 // 3]
    yield Entry("备份/orders_2023.parquet", "unreadable", format="parquet"), cut
    yield _order_numbers(registry)
    yield _devices(registry)


def order_number(registry: Registry, moment: datetime, row: int) -> str:
    """Return store(6), day(8), sequence(4): one in eleven passes the check of a resident ID."""
    return f"{registry.dice.choice(STORES)}{moment:%Y%m%d}{row % 10_000:04}"


def _orders(registry: Registry, count: int) -> tuple[list[dict[str, Any]], tuple[Field, ...]]:
    fields = {
        "order_no": Field("order_no", {"CN_RESIDENT_ID": "rejected", "ORDER_NO": SURE}),
        "buyer_name": Field("buyer_name", {"PERSON_NAME_ZH": SURE}),
        "buyer_phone": Field("buyer_phone", {"CN_MOBILE": SURE}),
        "receiver.name": Field("receiver.name", {"PERSON_NAME_ZH": SURE}),
        "receiver.phone": Field("receiver.phone", {"CN_MOBILE": SURE}),
        "receiver.address": Field("receiver.address", {"CN_ADDRESS_FULL": SURE}),
    }
    rows, moment = [], OPENED
    for number in range(count):
        moment += timedelta(minutes=registry.dice.randrange(60, 900))
        buyer = registry.person()
        receiver = buyer if number % 4 else registry.person()
        rows.append(_order(registry, moment, number, (buyer, receiver)))
        order_no = rows[-1]["order_no"]
        fields["order_no"].note(
            Mention("CN_RESIDENT_ID", order_no, valid=passes_mod_11_2(order_no)),
            Mention("ORDER_NO", order_no),
        )
        fields["buyer_name"].note(Mention("PERSON_NAME_ZH", buyer.name))
        fields["buyer_phone"].note(Mention("CN_MOBILE", buyer.phone))
        fields["receiver.name"].note(Mention("PERSON_NAME_ZH", receiver.name))
        fields["receiver.phone"].note(Mention("CN_MOBILE", receiver.phone))
        fields["receiver.address"].note(Mention("CN_ADDRESS_FULL", receiver.address))
    return rows, tuple(fields.values())


def _order(
    registry: Registry, moment: datetime, number: int, parties: tuple[Person, Person]
) -> dict[str, Any]:
    buyer, receiver = parties
    moment_ms = int(moment.timestamp() * 1_000)
    return {
        "order_no": order_number(registry, moment, number),
        "buyer_name": buyer.name,
        "buyer_phone": int(buyer.phone),
        "receiver": {
            "name": receiver.name,
            "phone": f"{receiver.phone[:3]} {receiver.phone[3:7]} {receiver.phone[7:]}",
            "address": receiver.address,
        },
        "amount": Decimal(registry.dice.randrange(9_900, 899_900)) / 100,
        "created_at": moment.replace(tzinfo=None),
        "paid_ms": moment_ms + registry.dice.randrange(60_000),
        "trace_id": snowflake(registry, moment_ms),
        "items": [
            {"barcode": _product(registry), "quantity": registry.dice.randrange(1, 4)}
            for _ in range(registry.dice.randrange(1, 4))
        ],
    }


def snowflake(registry: Registry, moment_ms: int) -> int:
    """Return an id of 18 or 19 digits: time, machine, sequence."""
    return (moment_ms - TWITTER_EPOCH_MS) << 22 | registry.dice.randrange(1 << 22)


def _product(registry: Registry) -> str:
    return barcode(f"690123{registry.dice.randrange(10**6):06}")


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    """Write without statistics: a footer full of smallest and greatest values helps nobody."""
    page = BytesIO()
    pq.write_table(
        pa.Table.from_pylist(rows, SCHEMA),
        page,
        row_group_size=250,
        compression="snappy",
        write_statistics=False,
        store_schema=False,
    )
    return page.getvalue()


def _order_numbers(registry: Registry) -> Made:
    """Make four kinds of numbers that order systems invent."""
    table = Table(
        订单号={"CN_RESIDENT_ID": "rejected"},
        支付流水号={},
        雪花id={},
        时间戳={},
    )
    moment = OPENED
    for row in range(420):
        moment += timedelta(seconds=registry.dice.randrange(30, 9_000))
        number = order_number(registry, moment, row)
        moment_ms = int(moment.timestamp() * 1_000)
        valid = passes_mod_11_2(number)
        table.add(
            holding("CN_RESIDENT_ID", number)
            if valid
            else holding("", number)._replace(
                mentions=(Mention("CN_RESIDENT_ID", number, valid=False),)
            ),
            f"{moment:%Y%m%d%H%M%S}{row % 10_000:04}",
            str(snowflake(registry, moment_ms)),
            str(moment_ms),
        )
    entry = Entry("系统/订单号对照.csv", format="csv", encoding="UTF-8", fields=table.fields)
    return entry, table.csv().encode("utf-8")


def _devices(registry: Registry) -> Made:
    """Make devices whose serial numbers run on like phone numbers, but one after another."""
    table = Table(序列号={"CN_MOBILE": "rejected"}, 固件版本={}, 条码={}, 批次={})
    for row in range(300):
        serial = str(13_800_000_001 + row)
        table.add(
            holding("CN_MOBILE", serial),
            f"{row % 4 + 1}.{row % 12}.{row % 7}",
            _product(registry),
            f"2024{row % 12 + 1:02}{row % 28 + 1:02}",
        )
    entry = Entry("系统/设备清单.csv", format="csv", encoding="UTF-8", fields=table.fields)
    return entry, table.csv().encode("utf-8")
