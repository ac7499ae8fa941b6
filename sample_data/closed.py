"""What the scanner lists and does not read: office files, pictures, locked and empty ones."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sample_data.ledger import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.people import Registry

    Made = tuple[Entry, bytes]

_LOCKED = 0x1  # bit 0 of a ZIP entry's flags (APPNOTE 4.4.4)
_WORKBOOK = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="xl/workbook.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<sheets/></workbook>"
    ),
}
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)


def make(registry: Registry) -> Iterator[Made]:
    """Make one file of each kind."""
    yield Entry("合同/盖章扫描件.pdf", "unsupported", format="pdf"), _PDF
    yield Entry("财务/预算_2024.xlsx", "unsupported", format="xlsx"), _archive(_WORKBOOK)
    yield Entry("宣传/logo.png", "unsupported", format="png"), _picture()
    secret = registry.dice.randbytes(480).decode("latin-1")
    locked = _lock(_archive({"salary.csv": secret}))
    yield Entry("人事/薪酬备份.zip", "encrypted", format="zip"), locked
    yield Entry("日志/empty.log", format="log"), b""


def _archive(members: dict[str, str]) -> bytes:
    page = BytesIO()
    with ZipFile(page, "w", ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(ZipInfo(name, (2024, 1, 2, 9, 0, 0)), text.encode("latin-1"))
    return page.getvalue()


def _lock(archive: bytes) -> bytes:
    """Mark an archive of one member as encrypted; what it holds is noise already."""
    data = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= _LOCKED
    return bytes(data)


def _picture() -> bytes:
    """Return a PNG of one blue dot."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x1f\x4e\x79", 0)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
