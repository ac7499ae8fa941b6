"""What a file is, by its content; and what cannot be read yet."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import sqlite3
import struct
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather, orc

from scanner import readers
from scanner.chunks import Loss, Remark, TableChunk, TextChunk
from scanner.errors import Encrypted, Unreadable, Unsupported
from scanner.messages import say
from scanner.model import FileRef, Layout, ScanPlan
from scanner.readers.encodings import sense

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = Path(__file__).parents[2] / "shared" / "eval" / "formats"
PLAN = ScanPlan("", "2026-01-01", bytes(32), chunk_bytes=1 << 16)
SIMPLIFIED = (
    "根据个人信息保护法第五十一条规定处理个人信息应当采取措施客户张伟住浙江省杭州市西湖区文三路"
)
TRADITIONAL = (
    "依據個人資料保護法第五條規定蒐集處理或利用應尊重當事人之權益客戶陳大文住臺北市信義區市府路"
)


def look(data: bytes, name: str = "a.csv") -> Layout:
    return readers.inspect(io.BytesIO(data), FileRef(b"/", name.encode(), len(data)), PLAN)


def refusal(data: bytes, name: str = "a.csv") -> tuple[type[Unreadable], str]:
    with pytest.raises(Unreadable) as trouble:
        look(data, name)
    return type(trouble.value), str(dict(trouble.value.note.args).get("format", ""))


def zipped(*names: str, content: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def locked(archive: bytes) -> bytes:
    """Set the flag that says an entry needs a password."""
    flagged = bytearray(archive)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[archive.index(sign) + offset] |= 1
    return bytes(flagged)


def ole(stream: str, content: bytes = b"") -> bytes:
    """Build an OLE file: header, one directory sector, one stream sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 0)
    entry = bytearray(512)
    entry[: 2 * len(stream)] = stream.encode("utf-16-le")
    struct.pack_into("<I", entry, 116, 1)
    return bytes(header + entry + content.ljust(512, b"\0"))


def tarred() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return target.getvalue()


def arrow_files() -> list[tuple[bytes, str]]:
    table, found = pa.table({"a": [1]}), []
    for write, name in ((feather.write_feather, "Arrow"), (orc.write_table, "ORC")):
        target = io.BytesIO()
        write(table, target)
        found.append((target.getvalue(), name))
    return found


UNSUPPORTED = [
    (zipped("a.txt"), "ZIP"),
    (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "DOCX"),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), "XLSX"),
    (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
    (zipped("mimetype", content=b"application/vnd.oasis.opendocument.text"), "ODT"),
    (zipped("mimetype", content=b"application/epub+zip"), "EPUB"),
    (zipped("META-INF/MANIFEST.MF"), "JAR"),
    (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    (zipped(), "ZIP"),
    (ole("WordDocument", b"\xec\xa5" + bytes(30)), "DOC"),
    (ole("Workbook", b"\x09\x08\x04\x00abcd\x0a\x00\x00\x00"), "XLS"),
    (ole("PowerPoint Document"), "PPT"),
    (ole("__properties_version1.0"), "MSG"),
    (ole("Strange"), "OLE"),
    (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", "PDF"),
    (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
    (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG"),
    (b"GIF89a" + bytes(20), "GIF"),
    (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
    (b"II*\0" + bytes(20), "TIFF"),
    (b"BM" + struct.pack("<IHHIIII", 100, 0, 0, 54, 40, 1, 1), "BMP"),
    (b"ID3\x03" + bytes(20), "MP3"),
    (b"\0\0\0\x20ftypisom" + bytes(20), "MP4"),
    (gzip.compress(b"a,b\n1,2\n"), "gzip"),
    (bz2.compress(b"a,b\n1,2\n"), "bzip2"),
    (lzma.compress(b"a,b\n1,2\n"), "xz"),
    (pa.compress(b"a,b\n", codec="zstd", asbytes=True), "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7-Zip"),
    (b"Rar!\x1a\x07\x01\x00" + b"\x11\x22\x33\x44\x0b\x01" + bytes(20), "RAR"),
    (tarred(), "tar"),
    (b"\x7fELF\x02\x01\x01" + bytes(20), "ELF"),
    (b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0", "Windows EXE"),
    (b"{\\rtf1\\ansi \\'d5\\'c5}", "RTF"),
    (b"Obj\x01" + bytes(20), "Avro"),
    *arrow_files(),
]
ENCRYPTED = [
    (locked(zipped("a.txt")), "ZIP"),
    (locked(zipped("word/document.xml")), "DOCX"),
    (ole("EncryptedPackage"), "OOXML"),
    (ole("WordDocument", b"\xec\xa5" + bytes(8) + b"\x00\x01"), "DOC"),
    (ole("Workbook", b"\x09\x08\x04\x00abcd\x2f\x00\x02\x00ab"), "XLS"),
    (b"Rar!\x1a\x07\x01\x00" + b"\x11\x22\x33\x44\x0b\x04" + bytes(20), "RAR"),
    (b"Rar!\x1a\x07\x00" + b"\x11\x22\x73\x80\x00" + bytes(20), "RAR"),
    (b"%PDF-1.7\n" + b"x" * 200_000 + b"trailer\n<</Encrypt 5 0 R>>\n%%EOF", "PDF"),
    (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "PGP"),
    (b"Salted__" + bytes(range(16)), "OpenSSL"),
    (b"$ANSIBLE_VAULT;1.1;AES256\n3438\n", "Ansible Vault"),
    (b"age-encryption.org/v1\n-> X25519 abc\n", "age"),
]


@pytest.mark.parametrize(("data", "name"), UNSUPPORTED, ids=[name for _, name in UNSUPPORTED])
def test_what_cannot_be_read_yet_is_named_by_its_content(data: bytes, name: str) -> None:
    assert refusal(data) == (Unsupported, name)


@pytest.mark.parametrize(("data", "name"), ENCRYPTED, ids=[name for _, name in ENCRYPTED])
def test_what_is_locked_is_encrypted(data: bytes, name: str) -> None:
    assert refusal(data) == (Encrypted, name)


def test_a_database_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.csv") as database:
        database.execute("CREATE TABLE a (b)")
    database.close()

    assert refusal((tmp_path / "a.csv").read_bytes()) == (Unsupported, "SQLite")


def test_random_bytes_named_csv_are_binary() -> None:
    data = random.Random(1).randbytes(5000)

    assert refusal(data, "a.csv") == (Unsupported, "")
    assert refusal(bytes(500), "a.csv") == (Unsupported, "")
    assert refusal(b"\xff\xfe" + data, "a.csv") == (Unsupported, "")


@pytest.mark.parametrize(
    "text",
    [
        "BM是一种位图\n",
        "MZ is a header\n",
        "ORC, a format\n",
        "PK is short\n",
        "Obj of desire\n",
        "ID\n",
    ],
)
def test_a_text_that_begins_like_a_signature_is_a_text(text: str) -> None:
    assert look(text.encode(), "a.txt").reader == "text"


@given(st.binary(max_size=400), st.sampled_from((b"", *(data[:40] for data, _ in UNSUPPORTED))))
def test_any_bytes_are_read_or_refused_in_our_words(data: bytes, head: bytes) -> None:
    data = head + data
    file = FileRef(b"/", b"a.csv", len(data))
    try:
        layout = readers.inspect(io.BytesIO(data), file, PLAN)
        for part in layout.parts:
            list(readers.read(io.BytesIO(data), file, layout, part, PLAN))
    except Unreadable as trouble:
        assert say(trouble.note, "zh") != say(trouble.note, "en")  # noqa: PT017 - or nothing


@pytest.mark.parametrize("length", [3, 6, 20])
@pytest.mark.parametrize(
    ("codec", "name", "source"),
    [
        ("gb18030", "GB18030", SIMPLIFIED),
        ("big5", "Big5", TRADITIONAL),
        ("utf-8", "UTF-8", SIMPLIFIED),
        ("utf-8-sig", "UTF-8 (BOM)", SIMPLIFIED),
        ("utf-16-le", "UTF-16 LE", SIMPLIFIED),
        ("utf-16-be", "UTF-16 BE", TRADITIONAL),
        ("utf-16", "UTF-16 LE", TRADITIONAL),
    ],
)
def test_the_encoding_shows_even_in_a_few_words(
    codec: str, name: str, source: str, length: int
) -> None:
    places = range(0, len(source) - length, 3)
    told = [encoding_of(f"id,name\n1,{source[at : at + length]}\n".encode(codec)) for at in places]

    assert told.count(name) >= 0.85 * len(told)


@pytest.mark.parametrize("flaw", [b"\xff", b"\xff\xff\xff"])
@pytest.mark.parametrize(
    ("codec", "name", "source"),
    [
        ("gb18030", "GB18030", SIMPLIFIED),
        ("big5", "Big5", TRADITIONAL),
        ("utf-8", "UTF-8", SIMPLIFIED),
    ],
)
def test_a_flaw_in_a_page_of_prose_does_not_hide_its_encoding(
    codec: str, name: str, source: str, flaw: bytes
) -> None:
    page = (source.replace("\n", "") * 4).encode(codec)  # one line, without a blank
    places = range(0, len(page), 6)  # between characters
    told = [encoding_of(page[:place] + flaw + page[place:]) for place in places]

    assert {*told} == {name}


def encoding_of(data: bytes) -> str:
    found = sense(io.BytesIO(data), len(data))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("plain, old\n" * 9, "ascii", "ASCII"),
        (
            "本日は晴天なり。東京都千代田区にお住まいの鈴木様、お電話ください。" * 9,
            "cp932",
            "Shift-JIS",
        ),
        (
            "개인정보 보호법에 따라 서울특별시 강남구에 사는 김철수 고객님께 알립니다 " * 9,
            "cp949",
            "EUC-KR",
        ),
        ("Съешь ещё этих мягких французских булок, да выпей чаю. " * 9, "cp1251", "windows-1251"),
    ],
)
def test_other_encodings_of_the_world_are_told(text: str, codec: str, name: str) -> None:
    assert encoding_of(text.encode(codec)) == name


def test_samples_reach_beyond_an_ascii_head() -> None:
    data = b"name,phone\n" * 20_000 + (SIMPLIFIED + "\n").encode("gbk") * 10_000

    assert encoding_of(data) == "GB18030"
    assert encoding_of(b"name,phone\n" * 20_000) == "UTF-8"  # ASCII as far as was looked


def corpus(*names: str) -> list[Path]:
    return sorted(path for name in names for path in (FORMATS / name).rglob("*") if path.is_file())


HOSTILE = corpus(*(os.listdir(FORMATS) if FORMATS.is_dir() else ()))


@pytest.mark.skipif(not HOSTILE, reason="../shared/eval/formats is not beside this checkout")
def test_hostile_files_end_in_chunks_or_in_our_own_words() -> None:
    for path in HOSTILE:
        if "parquet" in path.parts[-3:][0] or path.stat().st_size > 1 << 20:
            continue  # parquet has a test of its own
        data = path.read_bytes()
        file = FileRef(b"/", os.fsencode(path.name), len(data))
        try:
            layout = readers.inspect(io.BytesIO(data), file, PLAN)
            for part in layout.parts:
                check(list(readers.read(io.BytesIO(data), file, layout, part, PLAN)))
        except Unreadable as trouble:
            assert trouble.note.key.startswith("readers.")  # noqa: PT017 - or nothing


def check(pieces: Sequence[TableChunk | TextChunk | Loss | Remark]) -> None:
    for piece in pieces:
        if isinstance(piece, TableChunk):
            assert len({len(column) for column in piece.columns}) == 1
            assert len(set(piece.fields)) == len(piece.fields) == len(piece.columns)
        if isinstance(piece, TextChunk):
            assert 0 <= piece.start <= piece.stop <= len(piece.data)
            piece.data.decode()
