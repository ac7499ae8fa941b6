"""A look inside ZIP and OLE files: which document they are, and whether they are locked.

Only names and flags are read, from the two ends of the file; no size in it is trusted.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from scanner.errors import Encrypted

if TYPE_CHECKING:
    from typing import BinaryIO

_ENDS = 64 << 10  # bytes looked at, at either end
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_IS_LOCKED = 0x1  # ZIP: general purpose bit 0
_IS_LOCKED_DOC = 0x0100  # fEncrypted in the file information block
_IS_LOCKED_RAR = 0x0080  # RAR 4: the headers are locked too
_FILEPASS = 0x002F  # the BIFF record before locked ones

_ZIP_NAMES = (  # first match wins
    (re.compile(rb"word/"), "DOCX"),
    (re.compile(rb"xl/workbook\.bin$"), "XLSB"),
    (re.compile(rb"xl/"), "XLSX"),
    (re.compile(rb"ppt/"), "PPTX"),
    (re.compile(rb"visio/"), "VSDX"),
    (re.compile(rb"Doc_\d+/|OFD\.xml"), "OFD"),
    (re.compile(rb"AndroidManifest\.xml"), "APK"),
    (re.compile(rb"META-INF/MANIFEST\.MF"), "JAR"),
)
_MIME_TYPES = (
    (b"application/epub+zip", "EPUB"),
    (b"application/vnd.oasis.opendocument.text", "ODT"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"application/vnd.oasis.opendocument.presentation", "ODP"),
)
_OLE_STREAMS = (
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
    ("Workbook", "XLS"),
    ("Book", "XLS"),
    ("__properties_version1.0", "MSG"),
    ("VisioDocument", "VSD"),
    ("__nameid_version1.0", "MSG"),
)


def kind(head: bytes, stream: BinaryIO, size: int) -> str:
    """Name the document or archive; "" if it is neither ZIP, OLE nor RAR.

    Raises:
        Encrypted: It is locked with a password.
    """
    if head.startswith((_LOCAL, b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(head, _tail(stream, size))
    if head.startswith(_OLE):
        return _ole_kind(head, stream, size)
    if head.startswith(b"Rar!\x1a\x07"):
        _refuse_locked("RAR", is_locked=_is_locked_rar(head))
        return "RAR"
    return ""


def has_encrypted_pdf_trailer(head: bytes, stream: BinaryIO, size: int) -> bool:
    """Tell whether a PDF names an encryption dictionary."""
    return b"/Encrypt" in head or b"/Encrypt" in _tail(stream, size)


def _tail(stream: BinaryIO, size: int) -> bytes:
    stream.seek(max(0, size - _ENDS))
    return stream.read(_ENDS)


def _refuse_locked(name: str, *, is_locked: bool) -> None:
    if is_locked:
        raise Encrypted("readers.encrypted", format=name)


def _zip_kind(head: bytes, tail: bytes) -> str:
    entries = [*_entries(head, _LOCAL, 6, 26, 30), *_entries(tail, _CENTRAL, 8, 28, 46)]
    names = [name for name, _ in entries]
    mime = next((kind for text, kind in _MIME_TYPES if text in head[:200]), "")
    found = (kind for pattern, kind in _ZIP_NAMES if any(map(pattern.match, names)))
    name = mime or next(found, "ZIP")
    _refuse_locked(name, is_locked=any(flags & _IS_LOCKED for _, flags in entries))
    return name


def _entries(
    data: bytes, sign: bytes, flags_at: int, length_at: int, name_at: int
) -> list[tuple[bytes, int]]:
    """Return names and flags of the entries whose headers stand in ``data``."""
    found = []
    place = data.find(sign)
    while 0 <= place <= len(data) - name_at:
        flags, length = (
            struct.unpack_from("<H", data, place + offset)[0] for offset in (flags_at, length_at)
        )
        found.append((data[place + name_at : place + name_at + length], flags))
        place = data.find(sign, place + name_at)
    return found


def _ole_kind(head: bytes, stream: BinaryIO, size: int) -> str:
    directory = _ole_sector(head, stream, *struct.unpack_from("<I", head.ljust(52, b"\0"), 48))
    everything = directory + head + _tail(stream, size)
    _refuse_locked("OOXML", is_locked=_entry_at(everything, "EncryptedPackage") >= 0)
    for title, name in _OLE_STREAMS:
        place = _entry_at(everything, title)
        if place >= 0:
            (sector,) = struct.unpack_from("<I", everything.ljust(place + 128, b"\0"), place + 116)
            _refuse_locked(name, is_locked=_is_locked_ole(_ole_sector(head, stream, sector), name))
            return name
    return "OLE"


def _entry_at(data: bytes, title: str) -> int:
    return data.find(title.encode("utf-16-le") + b"\0\0")


def _ole_sector(head: bytes, stream: BinaryIO, sector: int) -> bytes:
    """Read from the beginning of a sector; its size is a power of two given in the header."""
    (power,) = struct.unpack_from("<H", head.ljust(32, b"\0"), 30)
    stream.seek((sector + 1) << min(power, 12))
    return stream.read(_ENDS)


def _is_locked_ole(data: bytes, name: str) -> bool:
    """Look for the flag of a locked DOC, or the FILEPASS record of a locked XLS."""
    if name == "DOC":
        return bool(_short(data, 10) & _IS_LOCKED_DOC)
    place = 0
    while name == "XLS" and place + 4 <= min(len(data), 4096):
        record, length = struct.unpack_from("<HH", data, place)
        if record == _FILEPASS:
            return True
        place += 4 + length
    return False


def _is_locked_rar(head: bytes) -> bool:
    """Look for an archive header that is locked, or that says what follows is."""
    if head.startswith(b"Rar!\x1a\x07\x01\0"):
        return head[13:14] == b"\x04"  # after 4 bytes of CRC and one of size: type 4
    return bool(_short(head, 10) & _IS_LOCKED_RAR)


def _short(data: bytes, place: int) -> int:
    """Return the two bytes at ``place`` as a number; 0 beyond the end."""
    return int.from_bytes(data[place : place + 2], "little")
