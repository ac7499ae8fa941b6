"""Regular expressions as graphs of bytes, of which ``machines`` are made.

Understands what RE2, Python and ``regex`` read alike: signs, classes, groups, branches
and repeats, no look-around and no back-reference.  Anything else is refused, not guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_parser: Any = re._parser  # type: ignore[attr-defined]  # Python's own, without a public name
_codes: Any = re._constants  # type: ignore[attr-defined]

_LAST_POINT = 0x10FFFF
_SURROGATES = (0xD800, 0xDFFF)  # no characters: UTF-8 has none of them
_ENDS = (0x7F, 0x7FF, 0xFFFF, _LAST_POINT)  # of what one, two, three and four bytes hold
_MOST_NODES = 20_000
ENDLESS = 1 << 40  # bytes: no text is as long

Span = tuple[int, int]


class NotUnderstood(Exception):
    """An expression has parts that are not for this machine."""


@dataclass(slots=True)
class Graph:
    """Nodes, each with edges that take a byte and edges that take none."""

    edges: list[list[tuple[int, int, int]]] = field(default_factory=list)  # (first, last, to)
    free: list[list[int]] = field(default_factory=list)
    ignores_case: bool = False

    def node(self) -> int:
        """Add a node."""
        if len(self.edges) >= _MOST_NODES:
            raise NotUnderstood
        self.edges.append([])
        self.free.append([])
        return len(self.edges) - 1

    def add(self, pattern: str, end: int) -> int:
        """Add an expression that leads to ``end``; return where it begins.

        Raises:
            NotUnderstood: It is more than this machine can run.
        """
        try:
            parsed = _parser.parse(pattern)
        except re.error as problem:
            raise NotUnderstood from problem
        if parsed.state.flags & ~(re.UNICODE | re.IGNORECASE):
            raise NotUnderstood
        self.ignores_case = bool(parsed.state.flags & re.IGNORECASE)
        return self._sequence(parsed, end)

    def needs(self, ends: Iterable[int]) -> dict[int, int]:
        """Return for each node how many bytes lead at the least to one of ``ends``."""
        back: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for node in range(len(self.edges)):
            for _, _, to in self.edges[node]:
                back[to].append((node, 1))
            for to in self.free[node]:
                back[to].append((node, 0))
        found = dict.fromkeys(ends, 0)
        waiting = deque(found)
        while waiting:
            here = waiting.popleft()
            for node, size in back[here]:
                if found[here] + size < found.get(node, ENDLESS):
                    found[node] = found[here] + size
                    waiting.append(node)
        return found

    def passes(self, start: int, end: int, without: Span) -> bool:
        """Tell whether a way leads from a node to another without some bytes."""
        found, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            ways = [
                to
                for first, last, to in self.edges[here]
                if not without[0] <= first <= last <= without[1]
            ]
            fresh = {*self.free[here], *ways} - found
            found |= fresh
            waiting += fresh
        return end in found

    def _sequence(self, nodes: Iterable[tuple[Any, Any]], end: int) -> int:
        for operation, detail in reversed(list(nodes)):
            end = self._one(operation, detail, end)
        return end

    def _one(self, operation: Any, detail: Any, end: int) -> int:
        if operation is _codes.BRANCH:
            start = self.node()
            self.free[start] += [self._sequence(one, end) for one in detail[1]]
            return start
        if operation is _codes.SUBPATTERN:
            _, added, removed, inside = detail
            return self._group(inside, end, added, removed)
        if operation in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
            least, most, inside = detail
            return self._repeat(inside, end, least, most)
        return self._characters(_spans_of(operation, detail, any_case=self.ignores_case), end)

    def _group(self, inside: Any, end: int, added: int, removed: int) -> int:
        if removed or added & ~re.IGNORECASE:
            raise NotUnderstood
        before = self.ignores_case
        self.ignores_case = before or bool(added)
        start = self._sequence(inside, end)
        self.ignores_case = before
        return start

    def _repeat(self, inside: Any, end: int, least: int, most: Any) -> int:
        if most is _codes.MAXREPEAT:
            start = self.node()
            self.free[start] += [self._sequence(inside, start), end]
        else:
            start = end
            for _ in range(most - least):
                here = self.node()
                self.free[here] += [self._sequence(inside, start), end]
                start = here
        for _ in range(least):
            start = self._sequence(inside, start)
        return start

    def _characters(self, spans: Sequence[Span], end: int) -> int:
        """Add a class of characters as the bytes of UTF-8; equal tails are shared."""
        start = self.node()
        shared: dict[tuple[Span, ...], int] = {(): end}
        for sequence in (one for span in spans for one in _sequences(*span)):
            for length in range(1, len(sequence)):
                tail = sequence[-length:]
                if tail not in shared:
                    shared[tail] = self.node()
                    self.edges[shared[tail]].append((*tail[0], shared[tail[1:]]))
            self.edges[start].append((*sequence[0], shared[sequence[1:]]))
        return start


def has_digit(pattern: str) -> bool:
    """Tell whether no text without a digit matches an expression, as far as it is understood."""
    graph = Graph()
    end = graph.node()
    try:
        start = graph.add(pattern, end)
    except NotUnderstood:
        return False
    return not graph.passes(start, end, (ord("0"), ord("9")))


def _spans_of(operation: Any, detail: Any, *, any_case: bool) -> list[Span]:
    """Return the code points that one item of an expression takes."""
    if operation is _codes.ANY:
        return _others([(10, 10)])  # all but the newline
    if operation in (_codes.LITERAL, _codes.NOT_LITERAL):
        is_negated, items = operation is _codes.NOT_LITERAL, [(_codes.LITERAL, detail)]
    elif operation is _codes.IN:
        is_negated = detail[0][0] is _codes.NEGATE
        items = detail[is_negated:]
    else:
        raise NotUnderstood
    spans = [_span_of(*item) for item in items]
    spans += [other for span in spans for other in _other_case(*span)] if any_case else []
    return _others(spans) if is_negated else spans


def _other_case(first: int, last: int) -> Iterator[Span]:
    """Yield the letters that differ from ASCII ones of a span in case alone."""
    for low, high in (("a", "z"), ("A", "Z")):
        begin, end = max(first, ord(low)), min(last, ord(high))
        if begin <= end:
            yield begin ^ 0x20, end ^ 0x20
    for letter, sign in (("k", 0x212A), ("s", 0x17F)):  # Unicode's sign of Kelvin, long s
        if first <= ord(letter) <= last or first <= ord(letter.upper()) <= last:
            yield sign, sign


def _span_of(operation: Any, detail: Any) -> Span:
    if operation is _codes.LITERAL:
        return detail, detail
    if operation is _codes.RANGE:
        first, last = detail
        return first, last
    raise NotUnderstood  # \d and \w are not the same everywhere


def _others(spans: Iterable[Span]) -> list[Span]:
    """Return all other code points."""
    others, free = [], 0
    for first, last in sorted(spans):
        if free < first:
            others.append((free, first - 1))
        free = max(free, last + 1)
    return [*others, (free, _LAST_POINT)] if free <= _LAST_POINT else others


def _sequences(first: int, last: int) -> Iterator[tuple[Span, ...]]:
    """Yield spans of bytes, one after the other, that together are a span of code points."""
    low, high = _SURROGATES
    if first < low <= last or first <= high < last:
        yield from _sequences(first, min(last, low - 1)) if first < low else ()
        yield from _sequences(max(first, high + 1), last) if last > high else ()
        return
    if low <= first and last <= high:
        return
    for cut in _cuts(first, last):
        yield from _sequences(first, cut)
        yield from _sequences(cut + 1, last)
        return
    yield tuple(zip(chr(first).encode(), chr(last).encode(), strict=True))


def _cuts(first: int, last: int) -> Iterator[int]:
    """Yield a place to cut a span at, if its bytes are not spans of their own."""
    for end in _ENDS:
        if first <= end < last:
            yield end
            return
    for bits in (6, 12, 18)[: len(chr(last).encode()) - 1]:
        low = (1 << bits) - 1
        if first & ~low != last & ~low:
            if first & low:
                yield first | low
                return
            if last & low != low:
                yield (last & ~low) - 1
                return
