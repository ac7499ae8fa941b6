"""A customer table of any size: dense with everything that has to be found.

Made from a seed with arrays, since a gigabyte made row by row would take longer than
the measurement.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    Digits = NDArray[np.uint8]  # (n, width), values 0-9, or 10 for X
    Texts = NDArray[np.str_]
    Rows = Callable[[Generator, int, int], dict[str, Texts]]

EDITION = 1  # raise it when the table changes: old files are not used again
FOLDER = Path(__file__).parents[1] / "build" / "bench"
BLOCK_ROWS = 100_000
_FEW_ROWS = 1_000
SEED = 20241111
NAMES = "王伟 李娜 张敏 刘洋 陈静 杨磊 黄丽 赵军 吴霞 周强 欧阳明 徐婷 孙浩然 马思雨".split()
AREAS = ("110105", "310115", "320106", "330106", "420106", "440305", "510107", "610113")
STREETS = ("北京市朝阳区建国路", "浙江省杭州市西湖区文三路", "广东省深圳市南山区科苑路")
REMARKS = ("", "", "VIP 客户", "要求周末配送", "已开增值税发票", "对甲醛敏感，推荐新风系统")
WITH_A_PHONE = 0.1  # of the remarks
PHONE_STARTS = ("130", "135", "138", "139", "150", "159", "186", "188", "199")
CARD_STARTS = ("622848", "621700", "622202", "621661")  # issuers of 19-digit cards
_MOD_11_2 = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_SIGNS = np.frombuffer(b"0123456789X", np.uint8)
_CHECK = np.array([1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2], np.uint8)


def table_of(megabytes: int) -> Path:
    """Return a CSV of about that size, made at first use and kept."""
    return table(f"customers-{megabytes}MB-{EDITION}", block, SEED, megabytes)


def few() -> Path:
    """Return a CSV of a thousand rows, some 190 kB, made at first use and kept."""
    target = FOLDER / f"customers-few-{EDITION}.csv"
    if not target.exists():
        with table_of(1).open("rb") as rows:
            draft = target.with_suffix(".part")
            draft.write_bytes(b"".join(islice(rows, 1 + _FEW_ROWS)))
            draft.replace(target)
    return target


def table(name: str, rows_of: Rows, seed: int, megabytes: int) -> Path:
    """Return a CSV made of blocks of rows, at first use, and kept."""
    target = FOLDER / f"{name}.csv"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".part")
        _write(draft, rows_of, np.random.default_rng(seed), megabytes * 1_000_000)
        draft.replace(target)
    return target


def _write(target: Path, rows_of: Rows, dice: Generator, size: int) -> None:
    options = csv.WriteOptions(include_header=False, quoting_style="none")
    with target.open("wb") as stream:
        first = 0
        while stream.tell() < size:
            columns = rows_of(dice, first, BLOCK_ROWS)
            if not first:
                stream.write((",".join(columns) + "\n").encode())
            rows = pa.table({name: pa.array(texts) for name, texts in columns.items()})
            csv.write_csv(rows, stream, options)
            first += BLOCK_ROWS


def block(dice: Generator, first: int, count: int) -> dict[str, Texts]:
    """Return some rows by column."""
    area = drawn(dice, AREAS, count)
    streets = drawn(dice, STREETS, count)
    return {
        "客户编号": np.arange(first, first + count).astype(np.str_),
        "姓名": drawn(dice, NAMES, count),
        "身份证号": _resident_ids(dice, area),
        "手机号": _phones(dice, count),
        "银行卡号": _cards(dice, count),
        "邮箱": joined(numbers(dice, count, 0, 10**9), "@example.com"),
        "住址": joined(streets, numbers(dice, count, 1, 900), "号8幢502室"),
        "订单号": joined(area, "20240612", numbers(dice, count, 0, 10_000, width=4)),
        "注册时间": joined("2023-05-", numbers(dice, count, 1, 29, width=2), " 12:30:00"),
        "备注": _remarks(dice, count),
    }


def _remarks(dice: Generator, count: int) -> Texts:
    telling = joined("家里没人请打", _phones(dice, count), "，谢谢")
    return np.where(dice.random(count) < WITH_A_PHONE, telling, drawn(dice, REMARKS, count))


def drawn(dice: Generator, words: Sequence[str], count: int) -> Texts:
    """Return words drawn at random."""
    return np.array(words, np.str_)[dice.integers(0, len(words), count)]


def numbers(dice: Generator, count: int, low: int, high: int, *, width: int = 0) -> Texts:
    """Return random numbers as texts, zeros before them up to a width."""
    return np.strings.zfill(dice.integers(low, high, count).astype(np.str_), width)


def joined(*pieces: Texts | str) -> Texts:
    """Return texts put together row by row."""
    whole = np.array("", np.str_)
    for piece in pieces:
        whole = np.strings.add(whole, piece)
    return whole


def _digits(dice: Generator, starts: Texts, width: int) -> Digits:
    """Return random digits after given ones; the last is for the check."""
    begun = starts.astype(f"S{len(starts[0])}").view(np.uint8).reshape(len(starts), -1) - ord("0")
    rest = dice.integers(0, 10, (len(starts), width - begun.shape[1]), np.uint8)
    return np.concatenate([begun, rest], axis=1)


def _text(digits: Digits) -> Texts:
    width = digits.shape[1]
    return _SIGNS[digits].view(f"S{width}").ravel().astype(np.str_)


def _phones(dice: Generator, count: int) -> Texts:
    return _text(_digits(dice, drawn(dice, PHONE_STARTS, count), 11))


def _resident_ids(dice: Generator, area: Texts) -> Texts:
    count = len(area)
    month, day = (numbers(dice, count, 1, high, width=2) for high in (13, 29))
    digits = _digits(dice, joined(area, numbers(dice, count, 1960, 2005), month, day), 18)
    digits[:, 17] = _CHECK[(digits[:, :17] @ _MOD_11_2) % 11]
    return _text(digits)


def _cards(dice: Generator, count: int) -> Texts:
    digits = _digits(dice, drawn(dice, CARD_STARTS, count), 19)
    doubled = digits[:, -2::-2].astype(np.int64) * 2
    total = (doubled // 10 + doubled % 10).sum(axis=1) + digits[:, -3::-2].sum(axis=1)
    digits[:, 18] = -total % 10
    return _text(digits)
