"""Address books: a word that says what it is goes before a name, an address, a nickname.

    FN:张伟                                          ->   FN:姓名: 张伟
    N;QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;        ->   N;...:姓名: 张伟
    ADR;HOME:;;文三路9号;杭州市;浙江省;;             ->   ADR;...:住址: 浙江省杭州市文三路9号

Telephones keep what they export in such files, encoded most often.  A property that goes on
in further lines is written in its first one, and they are left empty.

Source: RFC 6350; vCard 2.1 (versit Consortium, 1996).
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 64 << 10  # bytes of a property that is held: photographs go by as they are
_PROPERTY = re.compile(rb"(?:[\w-]+\.)?([\w-]+)((?:;[^:\r\n]*)?):")
_LABELS = {b"FN": "姓名", b"N": "姓名", b"ADR": "住址", b"NICKNAME": "昵称"}
_AT_WORK = re.compile(rb"(?i)[;=,]WORK\b")
_QUOTED = re.compile(rb"(?i);(?:ENCODING=)?QUOTED-PRINTABLE\b")
_CHARSET = re.compile(rb"(?i);CHARSET=\"?([\w.-]+)")
_CODECS = ("utf-8", "gb18030")  # where none is named, or another one
_PARTS = re.compile(r"(?<!\\);")
_ESCAPE = re.compile(r"\\([\\,;:])")
_READ_OUT = {b"N": (0, 1), b"ADR": (4, 3, 2, 1)}  # family, given; region, town, street, house


class _Property(NamedTuple):
    """How a line with a property begins."""

    name: bytes
    parameters: bytes
    end: int

    @property
    def label(self) -> str:
        """Return the word for it; "" for none: where somebody works is no address of theirs."""
        is_work = self.name == b"ADR" and _AT_WORK.search(self.parameters)
        return "" if is_work else _LABELS.get(self.name, "")

    @property
    def is_quoted(self) -> bool:
        """Tell whether its value is encoded."""
        return bool(_QUOTED.search(self.parameters))


@dataclass(slots=True)
class Vcard:
    """Reads lines, block by block."""

    held: list[bytes] = field(default_factory=list)  # lines of one property
    size: int = 0  # bytes of those

    def feed(self, block: bytes) -> bytes:
        """Return the block with words before its properties, but for the last one."""
        return b"".join(self._lines(block))

    def rest(self) -> bytes:
        """Return the last property."""
        return self._released()

    def _lines(self, block: bytes) -> Iterator[bytes]:
        for line in block.splitlines(keepends=True):
            if not (self.held and self._goes_on(line)):
                yield self._released()
                begun = _begun(line)
                if not (begun.label or begun.is_quoted):
                    yield line
                    continue
            self.held.append(line)
            self.size += len(line)

    def _goes_on(self, line: bytes) -> bool:
        """Tell whether a line belongs to the property that is held."""
        if self.size > _LONGEST:
            return False
        is_soft = _begun(self.held[0]).is_quoted and self.held[-1].rstrip().endswith(b"=")
        return is_soft or line[:1] in (b" ", b"\t")

    def _released(self) -> bytes:
        lines, self.held, self.size = self.held, [], 0
        return _said(lines) if lines else b""


def _begun(line: bytes) -> _Property:
    head = _PROPERTY.match(line)
    return _Property(head[1].upper(), head[2], head.end()) if head else _Property(b"", b"", 0)


def _said(lines: list[bytes]) -> bytes:
    """Return a property with what it says in its first line."""
    begun, bare = _begun(lines[0]), [line.rstrip(b"\r\n") for line in lines]
    text = _decoded([bare[0][begun.end :], *bare[1:]], begun)
    if text is None:
        return b"".join(lines)
    told = _read_out(begun.name, text)
    told = f"{begun.label}: {told}" if begun.label and told else told
    ends = (line[len(rest) :] for line, rest in zip(lines, bare, strict=True))
    return lines[0][: begun.end] + told.encode() + b"".join(ends)


def _decoded(pieces: list[bytes], begun: _Property) -> str | None:
    """Return a value without its encoding and its line breaks; None if it cannot be."""
    if not begun.is_quoted:
        return b"".join((pieces[0], *(piece[1:] for piece in pieces[1:]))).decode(
            "utf-8", "replace"
        )
    value = quopri.decodestring(b"\n".join(pieces))
    named = _CHARSET.search(begun.parameters)
    for codec in (*([named[1].decode()] if named else ()), *_CODECS):
        try:
            return " ".join(value.decode(codec).split())
        except (LookupError, UnicodeDecodeError):  # anybody may name a codec that is none
            continue
    return None


def _read_out(name: bytes, text: str) -> str:
    """Return the parts of a name or an address in the order in which they are read."""
    parts = [_ESCAPE.sub(r"\1", part).strip() for part in _PARTS.split(text)]
    order = [at for at in _READ_OUT.get(name, ()) if at < len(parts) and parts[at]]
    said = [parts[at] for at in order]
    is_latin = "".join(said).isascii()
    first = " ".join(reversed(said)) if is_latin else "".join(said)
    others = [part for at, part in enumerate(parts) if part and at not in order]
    return "; ".join([first, *others] if first else others)
