"""Tables within running text: each value's column is written beside it.

    INSERT INTO staff (xm, sex) VALUES ('张伟', '男')   ->   VALUES (xm: '张伟', sex: '男')
    <tr><td>张伟</td> ... under <th>姓名</th>           ->   <tr><td>姓名: 张伟</td> ...
    姓名<tab>张伟   ->   姓名<tab>姓名: 张伟, in forms; cells of HTML on lines of their own alike
    | 张伟 | 男 | under | 姓名 | 性别 |                 ->   | 姓名: 张伟 | 性别: 男 |
    FN:张伟, in address books                          ->   FN:姓名: 张伟

What stands above a value, perhaps megabytes before it, then stands where a reader of one line
sees it, and any recognizer of text does.  Nothing is taken away, and no line begins or ends
elsewhere.  A table is read from its head on, so such a file is not split in parts, but for dumps,
whose parts are told the heads of their rows (``dumps``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scanner.readers.headed.elements import Elements
from scanner.readers.headed.forms import LARGEST, Forms
from scanner.readers.headed.html import Html
from scanner.readers.headed.markdown import Markdown
from scanner.readers.headed.sql import Sql
from scanner.readers.headed.vcard import Vcard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class _Scribe(Protocol):
    """What writes labels into the blocks of one text, in their order."""

    def feed(self, block: bytes) -> bytes:
        """Return what is complete so far."""

    def rest(self) -> bytes:
        """Return what was held back."""


_SCRIBES: dict[str, tuple[Callable[[], _Scribe], ...]] = {
    "html": (Html, Elements),
    "markdown": (Markdown,),
    "sql": (Sql,),
    "vcard": (Vcard,),
}
GENRES = frozenset(_SCRIBES)


def with_labels(blocks: Iterable[bytes], genre: str, size: int) -> Iterator[bytes]:
    """Yield a text with the columns' names beside the values of its tables, labels in forms.

    Args:
        blocks: The text.
        genre: What it is.
        size: Bytes of the file.
    """
    is_form = genre == "text" and size <= LARGEST
    for make in (Forms, Markdown) if is_form else _SCRIBES.get(genre, ()):
        blocks = _written(make(), blocks)
    yield from blocks


def _written(scribe: _Scribe, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what a scribe makes of a text."""
    for block in blocks:
        yield scribe.feed(block)
    yield scribe.rest()
