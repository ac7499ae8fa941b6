"""Labels in elements of HTML: one goes before the text that follows it on another line.

    <td>姓名</td>           <td>姓名</td>
    <td>张伟</td>     ->    <td>姓名: 张伟</td>

The same with <dt> and <dd>, or any others.  What stands beside its label on one line is told as
it is.  Only words that say in Chinese what a value is are labels here, and a label is no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.readers.headed.forms import is_value, label_of

_BLANKS = rb"\s{0,200}+"
_PAIR = re.compile(
    rb">" + _BLANKS + rb"(?P<label>[\xe3-\xe9][^<>:]{2,79}+:?" + _BLANKS + rb")"
    rb"(?P<between>(?:</(?!(?:table|thead|tbody|tr)\b)[a-z][^<>]{0,19}+>" + _BLANKS + rb"){1,3}+"
    rb"(?:<(?!(?:table|thead|tbody|tr|th)\b)[a-z][^<>]{0,199}+>" + _BLANKS + rb"){1,3}+)"
    rb"(?P<value>[^<>\s][^<>]{0,239}+)(?=<)",
    re.IGNORECASE,
)
_LONGEST = 2600  # bytes of such a pair, at the most


@dataclass(slots=True)
class Elements:
    """Reads elements, block by block."""

    held: bytes = b""

    def feed(self, block: bytes) -> bytes:
        """Return what is complete so far."""
        data = self.held + block
        stop = data.find(b">", max(0, len(data) - _LONGEST))
        return self._written(data, stop if stop >= 0 else len(data))

    def rest(self) -> bytes:
        """Return what was held back."""
        return self._written(self.held, len(self.held))

    def _written(self, data: bytes, stop: int) -> bytes:
        """Return data with labels before the values of pairs that begin before a place.

        What follows is held back, until all of a pair that begins there is known.
        """
        out, done, place = list[bytes](), 0, 0
        while (pair := _PAIR.search(data, place)) and pair.start() < stop:
            place = pair.start("value")
            if label := _label(pair):
                out += [data[done:place], label, b": "]
                done = place
            else:
                place = data.rfind(b">", 0, place)  # it may be the label of what comes next
        self.held = data[max(stop, place) :]
        return b"".join([*out, data[done : max(stop, place)]])


def _label(pair: re.Match[bytes]) -> bytes:
    """Return the label to write before the value of a pair; b"" if there is none."""
    is_apart = b"\n" in pair[0] or pair["between"].count(b"</") > 1
    value = pair["value"].strip()
    if not is_apart or not is_value(value) or label_of(value):
        return b""
    return label_of(pair["label"].strip())
