"""What a file is, by its first bytes; its name is not asked.

The order matters where one signature is the beginning of another, or is short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.errors import Encrypted, Unsupported
from scanner.readers import containers

if TYPE_CHECKING:
    from typing import BinaryIO

_ENCRYPTED = (
    (b"-----BEGIN PGP MESSAGE-----", "PGP"),
    (b"age-encryption.org/v1", "age"),
    (b"Salted__", "OpenSSL"),
    (b"$ANSIBLE_VAULT;", "Ansible Vault"),
    (b"LUKS\xba\xbe", "LUKS"),
    (b"\x03\xd9\xa2\x9a", "KeePass"),
    (b"%TSD-Header-###%", "TSD"),
    (b"b\x14#e", "E-SafeNet"),
    (b"PARE", "Parquet"),
)
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"WEBP", "WebP"),
    (8, b"WAVE", "WAV"),
    (8, b"AVI ", "AVI"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS\0\x01", "Photoshop"),
    (0, b"\0\0\x01\0", "ICO"),
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "MP4"),
    (0, b"ID3", "MP3"),
    (0, b"\xff\xfb", "MP3"),
    (0, b"\xff\xf3", "MP3"),
    (0, b"OggS", "Ogg"),
    (0, b"fLaC", "FLAC"),
    (0, b"FLV\x01", "FLV"),
    (0, b"\x1a\x45\xdf\xa3", "Matroska"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "WMV"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\x1f\x9d", "compress"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard"),
    (0, b"\x04\x22\x4d\x18", "LZ4"),
    (0, b"\x89LZO\0", "LZO"),
    (0, b"LZIP\x01", "lzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (0, b"MSCF\0\0\0\0", "CAB"),
    (0, b"!<arch>\n", "ar"),
    (257, b"ustar", "tar"),
    (0, b"SQLite format 3\0", "SQLite"),
    (0, b"ARROW1\0\0", "Arrow"),
    (0, b"FEA1", "Feather"),
    (0, b"Obj\x01", "Avro"),
    (0, b"\x89HDF\r\n\x1a\n", "HDF5"),
    (0, b"\0\x01\0\0Standard Jet DB", "Access"),
    (0, b"\0\x01\0\0Standard ACE DB", "Access"),
    (0, b"!BDN", "PST"),
    (0, b"PGDMP", "PostgreSQL dump"),
    (0, b"{\\rtf", "RTF"),
    (0, b"ITSF", "CHM"),
    (0, b"wOFF", "WOFF"),
    (0, b"wOF2", "WOFF"),
    (0, b"\0\x01\0\0\0", "TrueType"),
    (0, b"OTTO\0", "OpenType"),
    (0, b"\x7fELF", "ELF"),
    (0, b"\xca\xfe\xba\xbe", "Java class"),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O"),
    (0, b"\x80\x04\x95", "pickle"),
    (0, b"\x93NUMPY", "NumPy"),
    (0, b"\xd4\xc3\xb2\xa1", "pcap"),
    (0, b"\x0a\x0d\x0d\x0a", "pcap"),
    (32769, b"CD001", "ISO 9660"),
)
_SHORT = (  # two or three letters are no proof: the rest must agree
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"MZ.{58}(?:.|\n){0,500}?(?:PE\0\0|!This program)", re.DOTALL), "Windows EXE"),
    (re.compile(rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"ORC[\x00-\x1f\x80-\xff]"), "ORC"),
    (re.compile(rb"07070[0-9a-f]{6}|\xc7\x71"), "cpio"),
    (re.compile(rb"[\s\S]{0,1024}?%PDF-\d\.\d"), "PDF"),
)

_PARQUET_END = b"\0PAR1"  # high byte of the footer's length, and the magic


def refuse_unread(head: bytes, stream: BinaryIO, size: int) -> None:
    """Raise for a format that has no reader, by its name; return for Parquet and text.

    Raises:
        Encrypted: It needs a password or key.
        Unsupported: There is no reader for it yet.
    """
    for start, name in _ENCRYPTED:
        if head.startswith(start):
            raise Encrypted("readers.encrypted", format=name)
    name = containers.kind(head, stream, size) or _signed(head)
    if name == "PDF" and containers.has_encrypted_pdf_trailer(head, stream, size):
        raise Encrypted("readers.encrypted", format=name)
    if name:
        raise Unsupported("readers.unsupported", format=name)


def is_parquet(head: bytes, stream: BinaryIO, size: int) -> bool:
    """Tell whether the file begins or ends as Parquet does.

    A text may begin with PAR1 too.  No text ends with a NUL, as the length of any footer
    below 16 MB does, and PAR1: what begins otherwise was damaged there.
    """
    if head.startswith(b"PAR1"):
        return not re.fullmatch(rb"[\t\r\n -~]*", head[4:64])
    stream.seek(max(0, size - len(_PARQUET_END)))
    return stream.read(len(_PARQUET_END)) == _PARQUET_END


def _signed(head: bytes) -> str:
    for place, sign, name in _SIGNATURES:
        if head.startswith(sign, place):
            return name
    return next((name for pattern, name in _SHORT if pattern.match(head)), "")
