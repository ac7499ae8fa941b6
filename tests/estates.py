"""Small shares for tests of the laws: values that may not leak, tables in every format."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

# Synthetic, or published specimens; each has a check digit that holds.
CANARIES = {
    "id": "11010519491231002X",
    "phone": "13800138000",
    "card": "6228480402564890018",
    "mail": "canary.wren@example.com",
    "name": "欧阳百灵",
    "address": "浙江省杭州市西湖区文三路478号3幢1单元501室",
    "secret": "Correct-Horse-7",
}
HEADER = ["姓名", "身份证号", "手机号", "银行卡号", "邮箱", "家庭住址", "登录密码"]
ROW = [CANARIES[key] for key in ("name", "id", "phone", "card", "mail", "address", "secret")]


def csv_bytes(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)


def parquet_bytes(header: list[str], rows: list[list[str]]) -> bytes:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(dict(zip(header, columns, strict=True))), sink, row_group_size=7)
    return sink.getvalue().to_pybytes()


def leaky_share(folder: Path) -> Path:
    """Write files that all hold the canaries, and that can be read, or cannot."""
    rows = [HEADER, ROW, ROW]
    sentence = (
        f"{ROW[0]}的身份证号是{ROW[1]}，手机{ROW[2]}，卡号{ROW[3]}，邮箱{ROW[4]}，住{ROW[5]}。\n"
    )
    parquet = parquet_bytes(HEADER, rows[1:])
    files = {
        "utf8.csv": csv_bytes(rows),
        "gbk.csv": csv_bytes(rows, encoding="gbk"),
        "headerless.csv": csv_bytes([ROW, ROW]),
        "header_of_values.csv": csv_bytes([[*ROW[:1], f"电话{ROW[2]}", *ROW[2:]], ["a"] * 7]),
        "ragged.csv": csv_bytes([HEADER, ROW, [*ROW, *ROW]]) + b'"' + csv_bytes([ROW]),
        "table.parquet": parquet,
        "truncated.parquet": parquet[: len(parquet) // 2],
        "lying.parquet": parquet[:-40] + b"\xff" * 32 + parquet[-8:],
        "minutes.txt": sentence.encode(),
        "minutes.gb18030.log": (sentence * 3).encode("gb18030"),
        "data.json": json.dumps({"items": dict(zip(HEADER, ROW, strict=True))}).encode(),
        "data.xml": f"<a><b>{sentence}</b></a>".encode(),
        "half.txt": sentence.encode()[:-40] + b"\xff\xfe\xfa" + sentence.encode(),
        "picture.png": b"\x89PNG\r\n\x1a\n" + sentence.encode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("inside.csv", csv_bytes(rows))
    return folder
