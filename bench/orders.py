"""Tables and texts without anybody in them, but full of numbers: orders, and the log of a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.customers import FOLDER, drawn, joined, numbers, table

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator

    from bench.customers import Texts

EDITION = 1  # raise it when they change: old files are not used again
SEED = 20241112
BLOCK_LINES = 100_000
_PROSE_SHARE = 0.3  # of the lines; the others are those of a log
GOODS = "空气净化器 滤芯套装 新风主机 安装辅材 智能插座 温控面板 延长保修 除湿机".split()
STATES = ("已付款", "已发货", "已签收", "退款中", "已关闭")
DEPOTS = ("华东一仓", "华南二仓", "华北中心仓", "西南分拨")
LEVELS = ("INFO ", "INFO ", "INFO ", "WARN ", "DEBUG")
PROSE = (
    "本协议自双方盖章之日起生效，有效期三年，期满前三十日内任何一方未书面提出异议的，自动顺延一年。",
    "会议讨论了第三季度的库存周转与售后响应时间，决定将滤芯的安全库存由两周调整为三周。",
    "设备到货后应当场清点数量、核对型号并检查外包装，如有短缺或破损须在签收单上注明。",
    "系统升级期间订单查询可能延迟，预计影响时长不超过二十分钟，请各仓提前安排人工登记。",
)


def orders_of(megabytes: int) -> Path:
    """Return a CSV of orders of about that size, made at first use and kept."""
    return table(f"orders-{megabytes}MB-{EDITION}", block, SEED, megabytes)


def block(dice: Generator, first: int, count: int) -> dict[str, Texts]:
    """Return some rows by column: 18 digits, time stamps, codes, amounts."""
    day = joined("202406", numbers(dice, count, 1, 31, width=2))
    return {
        "订单号": joined(day, numbers(dice, count, 0, 10**10, width=10)),
        "下单时间": joined("2024-06-", numbers(dice, count, 1, 31, width=2), " 10:21:07"),
        "支付流水号": joined("4200", day, numbers(dice, count, 0, 10**16, width=16)),
        "批次号": joined("B", numbers(dice, count, 0, 10**7, width=7)),
        "商品": drawn(dice, GOODS, count),
        "条码": joined("690", numbers(dice, count, 0, 10**10, width=10)),
        "数量": numbers(dice, count, 1, 9),
        "金额": joined(numbers(dice, count, 1, 9000), ".", numbers(dice, count, 0, 100, width=2)),
        "时间戳": joined("17", numbers(dice, count, 0, 10**11, width=11)),
        "状态": drawn(dice, STATES, count),
        "仓库": drawn(dice, DEPOTS, count),
        "行号": np.arange(first, first + count).astype(np.str_),
    }


def log_of(megabytes: int) -> Path:
    """Return a log with Chinese prose in between, made at first use and kept."""
    target = FOLDER / f"log-{megabytes}MB-{EDITION}.log"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        dice, draft = np.random.default_rng(SEED), target.with_suffix(".part")
        with draft.open("wb") as stream:
            while stream.tell() < megabytes * 1_000_000:
                stream.write("\n".join(_lines(dice, BLOCK_LINES).tolist()).encode() + b"\n")
        draft.replace(target)
    return target


def _lines(dice: Generator, count: int) -> Texts:
    stamp = joined(
        "2024-06-12 10:", numbers(dice, count, 10, 60), ":07,", numbers(dice, count, 100, 999)
    )
    said = joined(
        " ",
        drawn(dice, LEVELS, count),
        " [pool-3-thread-",
        numbers(dice, count, 1, 64),
        "] c.s.order.OrderService - 订单 20240612",
        numbers(dice, count, 0, 10**10, width=10),
        " 状态变更为 ",
        drawn(dice, STATES, count),
        "，耗时 ",
        numbers(dice, count, 1, 900),
        " ms",
    )
    log = joined(stamp, said)
    return np.where(dice.random(count) < _PROSE_SHARE, drawn(dice, PROSE, count), log)
