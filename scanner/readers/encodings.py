"""Which encoding a file is in, by evidence.

In this order: byte order mark, the NUL pattern of UTF-16, strict UTF-8, then GB18030
against Big5 by the share of frequent characters (a text read in the wrong one of the two
is made of rare characters), then charset-normalizer for the rest of the world.
GB18030 stands for GBK and GB 2312 too: it is the superset of both.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

# Bytes below 0x30 are never part of a longer character in any encoding read here, and
# outside "#", "%" and "&" none stands inside an escape: text may be cut after one of these.
SAFE = bytes(sorted(set(range(0x30)) - set(b"#%&")))
UNSAFE = bytes(sorted(set(range(256)) - set(SAFE)))

_ASCII = bytes(range(0x80))
_HEAD, _SPOT, _SPOTS = 64 << 10, 16 << 10, 14  # bytes of a sample, number of samples
_WORD = re.compile(rb"[^\x00-\x2f]+")
_FILLED = 512  # NULs: blocks reserved and never written, or lost in a crash
_FILLING = re.compile(rb"\x00{%d,}" % _FILLED)
_PLAIN_CONTROLS = frozenset("\t\n\r\f\b\x00\x01\x1b\x1c\x1d\x1e\x1f\x7f\x85")
_MOSTLY = 0.9
_LONGEST_CHARACTER = 4  # bytes
_LAST_KOREAN = 0xC8  # lead byte of the last Hangul syllables in EUC-KR
_FIRST_EUC = 0xA1  # all bytes of EUC are from here
_ENOUGH = 30  # ideographs to judge a language by
_KANA = re.compile(r"[\u3040-\u30ff]")

_MARKS = (
    (b"\xef\xbb\xbf", "UTF-8 (BOM)", "utf-8"),
    (b"\xff\xfe\x00\x00", "UTF-32 LE", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "UTF-32 BE", "utf-32-be"),
    (b"\xff\xfe", "UTF-16 LE", "utf-16-le"),
    (b"\xfe\xff", "UTF-16 BE", "utf-16-be"),
    (b"\x84\x31\x95\x33", "GB18030", "gb18030"),
)
_WORLD = {  # what charset-normalizer may answer: ASCII is ASCII in all of them
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "big5hkscs": "Big5-HKSCS",
    "koi8_r": "KOI8-R",
    "cp866": "CP866",
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
    "iso8859_7": "ISO-8859-7",
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, as people and as Python call it."""

    name: str
    codec: str
    mark: int = 0  # bytes of a byte order mark to skip at the beginning of the file

    @property
    def is_wide(self) -> bool:
        """Whether even ASCII takes several bytes."""
        return self.codec.startswith(("utf-16", "utf-32"))

    @property
    def is_safe_for_pipes(self) -> bool:
        """Whether ``|`` and the backslash are never the second half of a character."""
        return self.codec in ("utf-8", "cp949", "euc_jp") or self.codec.startswith(
            ("cp125", "koi8", "cp866", "iso")
        )


def sense(stream: BinaryIO, size: int) -> Encoding | None:
    """Tell the encoding of the open file, or None if it is no text at all."""
    stream.seek(0)
    head = stream.read(_HEAD)
    encoding = _marked(head) or _wide(head)
    if encoding:
        return encoding if _is_text(_decode(head[encoding.mark :], encoding.codec)) else None
    sample = _sample(stream, head, size)
    if bytes(_FILLED) in sample:
        sample = _FILLING.sub(b"", sample)
    if not sample or _has_binary_controls(sample):
        return None
    return _narrow(sample, is_whole=len(head) >= size)


def decoded(data: bytes) -> str:
    """Return a whole text in memory, in the encoding that its bytes speak for."""
    encoding = sense(BytesIO(data), len(data)) or Encoding("UTF-8", "utf-8")
    return _decode(data[encoding.mark :], encoding.codec)


def frequent_share(text: str, codec: str) -> float:
    """Return which share of the ideographs in ``text`` are frequent ones in ``codec``."""
    ideographs = [sign for sign in text if "\u3400" <= sign < "\ufb00"]
    frequent = _frequent(codec)
    return sum(sign in frequent for sign in ideographs) / max(1, len(ideographs))


def _marked(head: bytes) -> Encoding | None:
    for mark, name, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(name, codec, len(mark))
    return None


def _wide(head: bytes) -> Encoding | None:
    """Recognize UTF-16 without a mark: ASCII shows as NULs on one side only."""
    few, many = sorted((head[0::2].count(0), head[1::2].count(0)))
    is_dense = many > len(head) * (0.25 if head.isascii() else 0.1)
    if not many or few > many * 0.5 or not (is_dense or not _is_utf8(head)):
        return None
    readings = (Encoding("UTF-16 LE", "utf-16-le"), Encoding("UTF-16 BE", "utf-16-be"))
    share, best = max(
        ((_usual_share(_decode(head, reading.codec)), reading) for reading in readings),
        key=lambda rated: rated[0],
    )
    return best if share > _MOSTLY else None


def _usual_share(text: str) -> float:
    return sum(map(_is_usual, text)) / max(1, len(text))


def _is_usual(sign: str) -> bool:
    return (
        sign < "\u0250"
        or "\u2000" <= sign < "\u2070"
        or "\u3000" <= sign < "\u3100"
        or ("\u4e00" <= sign < "\ua000" or "\uff00" <= sign < "\ufff0")
    )


def _sample(stream: BinaryIO, head: bytes, size: int) -> bytes:
    """Read the head, the tail and spots between them; each begins and ends with a character."""
    if len(head) >= size:
        return head
    pieces = [_trim_end(head)]
    step = max(_SPOT, (size - _HEAD) // _SPOTS)
    for place in (*range(_HEAD, size - _SPOT, step), max(_HEAD, size - _SPOT)):
        stream.seek(place, os.SEEK_SET)
        pieces.append(stream.read(_SPOT).lstrip(UNSAFE).rstrip(UNSAFE))
    return b"\n".join(pieces)


def _trim_end(piece: bytes) -> bytes:
    """Cut after the last byte that ends a character for sure; keep a piece without one."""
    return piece.rstrip(UNSAFE) or piece


def _has_binary_controls(sample: bytes) -> bool:
    """Tell whether control characters that no text has are common, or nearly all is NUL."""
    strange = len(sample) - len(
        sample.translate(
            None,
            b"\x02\x03\x04\x05\x06\x07\x0b\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a",
        )
    )
    return strange * 50 > len(sample) or sample.count(0) * 2 > len(sample)


def _narrow(sample: bytes, *, is_whole: bool) -> Encoding | None:
    if sample.isascii():
        return Encoding("ASCII" if is_whole else "UTF-8", "utf-8")
    if _is_valid(sample, "utf-8"):
        return Encoding("UTF-8", "utf-8")
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    weight = sum(map(_weight, words))
    fitting = _fitting(words, "utf-8")
    if fitting > weight * 0.5:
        return Encoding("UTF-8", "utf-8")
    chinese = _chinese(words, weight)
    if not chinese and fitting > weight * 0.1:  # of several makes: sorted out line by line
        return Encoding("UTF-8", "utf-8")
    return chinese or _worldly(sample, words, weight)


def _chinese(words: list[bytes], weight: int) -> Encoding | None:
    """Choose between GB18030 and Big5 by which reading is made of frequent characters."""
    best: tuple[float, Encoding] | None = None
    for name, codec in (("GB18030", "gb18030"), ("Big5", "big5hkscs")):
        if _fitting(words, codec) < _MOSTLY * weight:
            continue
        text = " ".join(_decode(word, codec) for word in words)
        share = frequent_share(text, codec)
        if share > (best[0] if best else 0.6) and not _is_neighbour(text, codec):
            best = share, Encoding(name, codec)
    return best[1] if best else None


def _is_neighbour(text: str, codec: str) -> bool:
    """Tell Japanese and Korean EUC from the two Chinese encodings, whose codes they share.

    Japanese shows by kana; Korean syllables use the first third of GB 2312 only, and
    never the low second bytes that a third of Big5 characters have.
    """
    ideographs = [sign for sign in text if "\u4e00" <= sign < "\ua000"]
    is_enough = len(ideographs) >= _ENOUGH
    codes = [sign.encode(codec) for sign in ideographs]
    if codec != "gb18030":
        return is_enough and sum(code[-1] < _FIRST_EUC for code in codes) * 10 < len(codes)
    kana = len(_KANA.findall(text))
    late = sum(code[0] > _LAST_KOREAN for code in codes)
    return kana * 10 > len(codes) + kana or (is_enough and late * 50 < len(codes))


def _worldly(sample: bytes, words: list[bytes], weight: int) -> Encoding | None:
    """Ask charset-normalizer; what it cannot tell is GB18030 if that fits, else no text."""
    from charset_normalizer import from_bytes

    lines = [line for line in sample.splitlines() if not line.isascii()]
    best = from_bytes(b"\n".join(lines)[:_HEAD], cp_isolation=list(_WORLD)).best()
    if best and best.encoding in _WORLD:
        return Encoding(_WORLD[best.encoding], best.encoding)
    fits = _fitting(words, "gb18030") > 0.7 * weight
    looks = _is_text(_decode(sample, "gb18030"))
    return Encoding("GB18030", "gb18030") if fits and looks else None


def _fitting(words: list[bytes], codec: str) -> int:
    """Return how many bytes of words that are not ASCII are valid in ``codec``.

    Chinese prose has no blanks, so that a word may be a page; a bad byte spoils a character of it.
    """
    return sum(max(0, _weight(word) - _LONGEST_CHARACTER * _flaws(word, codec)) for word in words)


def _weight(word: bytes) -> int:
    return len(word.translate(None, _ASCII))


def _flaws(word: bytes, codec: str) -> int:
    return 0 if _is_valid(word, codec) else max(1, _decode(word, codec).count("\ufffd"))


def _is_valid(word: bytes, codec: str) -> bool:
    """Tell whether a word is valid; a long one may be a sample cut in its last character."""
    try:
        word.decode(codec)
    except UnicodeDecodeError as problem:
        return len(word) > _SPOT and problem.start > len(word) - _LONGEST_CHARACTER
    return True


def _is_utf8(head: bytes) -> bool:
    return _is_valid(_trim_end(head), "utf-8")


def _decode(piece: bytes, codec: str) -> str:
    return piece.decode(codec, "replace")


def _is_text(text: str) -> bool:
    """Tell whether unassigned, private, broken and control characters are rare."""
    strange = sum(
        sign == "\ufffd"
        or (
            unicodedata.category(sign)[0] == "C"
            and sign not in _PLAIN_CONTROLS
            and unicodedata.category(sign) != "Cf"
        )
        for sign in text
    )
    return strange * 10 <= len(text)


@cache
def _frequent(codec: str) -> frozenset[str]:
    """Return the frequent ideographs: level 1 of GB 2312, or of Big5."""
    if codec == "gb18030":
        codes = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    else:
        trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        codes = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    return frozenset("".join(code.decode(codec, "ignore") for code in codes))
