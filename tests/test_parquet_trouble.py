"""Parquet that is broken, locked, or lies: a loss or a refusal in our own words."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest

from scanner.chunks import Loss, TableChunk
from scanner.errors import Encrypted, Unreadable
from scanner.model import Note
from tests.parquet_read import SHARES, columns, fields_by_part, grouped, look, pieces, stored
from tests.tables_read import plan

FORMATS = Path(__file__).parents[2] / "shared" / "eval" / "formats"


@pytest.mark.parametrize("cut", [1, 4, 8, 200])
def test_a_truncated_file_is_unreadable(cut: int) -> None:
    data = stored(pa.table({"a": range(1000)}))
    with pytest.raises(Unreadable) as trouble:
        look(data[:-cut])

    assert trouble.value.note.key == "parquet.truncated"


def test_a_footer_that_claims_more_than_the_file_has_is_not_believed() -> None:
    data = stored(pa.table({"a": range(10)}))
    with pytest.raises(Unreadable) as trouble:
        look(data[:-8] + (10**9).to_bytes(4, "little") + b"PAR1")

    assert trouble.value.note.key == "parquet.lying"


def test_a_broken_footer_is_unreadable_in_our_words() -> None:
    data = stored(pa.table({"秘密13800138000": range(10)}))
    broken = data[:-40] + b"\xff" * 32 + data[-8:]
    with pytest.raises(Unreadable) as trouble:
        look(broken)

    assert trouble.value.note.key == "parquet.broken"


def test_an_encrypted_footer_is_encrypted() -> None:
    data = stored(pa.table({"a": [1]}))
    with pytest.raises(Encrypted):
        look(b"PARE" + data[4:-4] + b"PARE")
    with pytest.raises(Encrypted):
        look(data[:-4] + b"PARE")


class Keyring(pe.KmsClient):
    """Keeps nothing secret: wraps a key by reversing it."""

    def wrap_key(self, key_bytes: bytes, _master: str) -> bytes:  # type: ignore[override] # bytes it is
        return base64.b64encode(key_bytes[::-1])

    def unwrap_key(self, wrapped_key: bytes, _master: str) -> bytes:  # type: ignore[override]
        return base64.b64decode(wrapped_key)[::-1]


def locked(*columns: str, rows: int = 1) -> bytes:
    """Return a table of three columns, some of them encrypted under a plain footer."""
    values = {"name": ["张三"], "phone": ["13800138000"], "id": ["11010519491231002X"]}
    table = pa.table({name: value * rows for name, value in values.items()})
    factory = pe.CryptoFactory(lambda _: Keyring())
    how = pe.EncryptionConfiguration(
        footer_key="f", column_keys={"c": list(columns)}, plaintext_footer=True
    )
    keys = factory.file_encryption_properties(pe.KmsConnectionConfig(), how)
    return stored(table, encryption_properties=keys)


def test_columns_that_need_a_key_are_a_loss_and_the_others_are_read() -> None:
    data = locked("phone")
    (loss,) = (piece for piece in pieces(data) if isinstance(piece, Loss))

    assert columns(data) == {"name": ["张三"], "id": ["11010519491231002X"]}
    assert loss.reason == Note.of("parquet.locked", count=1)
    assert 0 < loss.size < len(data) / 2


def test_a_share_of_columns_that_need_a_key_is_encrypted_and_the_others_are_read() -> None:
    data = locked("phone", rows=5)

    assert fields_by_part(data, plan(part_bytes=10)) == [[("name",)], [], [("id",)]]


def test_a_file_whose_columns_all_need_a_key_is_encrypted() -> None:
    with pytest.raises(Encrypted):
        pieces(locked("name", "phone", "id"))


def test_a_file_damaged_at_its_beginning_is_still_known_by_its_end() -> None:
    data = stored(pa.table({"a": [f"value {i}" for i in range(100)]}))

    assert look(b"XXXX" + data[4:]).format == "parquet"
    with pytest.raises(Unreadable) as trouble:
        look(b"X" * 64 + b"\0" + data[-8:])
    assert trouble.value.note.key == "parquet.lying"


def test_a_broken_row_group_is_a_loss_and_the_others_are_read() -> None:
    table = pa.table({"a": [f"value number {i}" for i in range(3000)]})
    data = bytearray(stored(table, row_group_size=1000, compression="none", use_dictionary=False))
    start = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0).data_page_offset
    data[start : start + 200] = b"\xff" * 200
    found = pieces(bytes(data))
    losses = [piece for piece in found if isinstance(piece, Loss)]

    assert [dict(loss.reason.args) for loss in losses] == [{"number": 2}]
    assert 0 < losses[0].size < len(data)
    assert len(columns(bytes(data))["a"]) == 2000


def test_of_a_divided_row_group_only_a_broken_share_is_a_loss() -> None:
    data = bytearray(grouped(30, 1000))
    metadata = pq.ParquetFile(io.BytesIO(bytes(data))).metadata
    start = metadata.row_group(1).column(1).data_page_offset
    data[start : start + 200] = b"\xff" * 200
    (loss,) = (piece for piece in pieces(bytes(data), SHARES) if isinstance(piece, Loss))
    read = {name: len(texts) for name, texts in columns(bytes(data), SHARES).items()}

    assert read == {"a": 1030, "b": 30, "c": 30, "d": 1030, "e": 1030}
    assert len(data) / 4 < loss.size < len(data) / 2


def corpus() -> list[Path]:
    folders = [FORMATS / "parquet_testing", FORMATS / "parquet_fuzz"]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


@pytest.mark.skipif(not corpus(), reason="../shared/eval/formats is not beside this checkout")
def test_hostile_files_end_in_chunks_or_in_our_own_words() -> None:
    for path in corpus():
        data = path.read_bytes()
        try:
            for chunk in pieces(data):
                if isinstance(chunk, TableChunk):
                    assert len({len(column) for column in chunk.columns}) == 1
                    assert len(set(chunk.fields)) == len(chunk.columns) == len(chunk.origins)
                    assert {str(column.type) for column in chunk.columns} <= {
                        "string",
                        "large_string",
                    }
        except Unreadable as trouble:
            assert trouble.note.key.startswith(("readers.", "parquet."))  # noqa: PT017 - or none
