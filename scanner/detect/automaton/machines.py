"""Machines of expressions: their states, and the tables that compiled loops run over.

A state is a set of nodes of a graph, and is made when it is first entered.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scanner.detect.automaton.edges import Edges
from scanner.detect.automaton.expressions import Graph, NotUnderstood
from scanner.detect.digits import MOST_DIGITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanner.detect.arrays import Bytes, Mask

    Table = NDArray[np.uint32]
    Bits = NDArray[np.uint64]
    Longs = NDArray[np.uint64]

_MOST_STATES = 4096
_FEW_STATES = 64  # there is room for at first
_MOST_PATTERNS = 64  # a bit each
_MOST_WAYS = 16  # states that some number of digits, or of letters and digits, leads to
_DIGITS, _ALNUMS = string.digits.encode(), (string.digits + string.ascii_letters).encode()
# Entries of a table are places of rows in it.  The highest bit stops the loop: at what is
# not known yet, and at states in which something ends.
TOLD, DEPENDS = 1, 2  # of digits
STOP, UNKNOWN, DEAD = np.uint32(1 << 31), np.uint32(0xFFFFFFFF), np.uint32(0)


class Tables(NamedTuple):
    """A machine as compiled loops take it."""

    kinds: Bytes  # (256,): of bytes
    table: Table  # (states << shift,)
    ends: Bits  # (states,): which expressions end there
    shift: int  # a row holds so many kinds, as a power of two
    needs: Longs  # (states,): bytes to come at the least in a text that matches
    stays: Mask  # (states,): plain signs, ASCII but NUL, do not leave it
    # By their number, what ends after digits and nothing else; and whether that is known, or
    # depends on which they are: (MOST_DIGITS + 1,)
    digits: Bits
    told: Bytes

    def doubled(self) -> Tables:
        """Return the same with room for twice as many states."""
        unknown, none = np.full_like(self.table, UNKNOWN), np.zeros_like(self.ends)
        return self._replace(
            table=np.concatenate((self.table, unknown)),
            ends=np.concatenate((self.ends, none)),
            needs=np.concatenate((self.needs, none)),
            stays=np.concatenate((self.stays, np.zeros_like(self.stays))),
        )


class _Ways(NamedTuple):
    """Where signs of some kinds lead, whichever they are."""

    kinds: list[int]
    rows: list[frozenset[int]]  # after none of them, one, two and so on; none: too many


class Machine:
    """States, each a set of nodes of a graph, and the table between them."""

    def __init__(self, patterns: tuple[str, ...], *, searches: bool) -> None:
        if len(patterns) > _MOST_PATTERNS:
            raise NotUnderstood
        graph = Graph()
        self._ends = [graph.node() for _ in patterns]
        start = graph.node()
        graph.free[start] += [
            graph.add(pattern, end) for pattern, end in zip(patterns, self._ends, strict=True)
        ]
        if searches:  # begin anywhere
            again = graph.node()
            graph.edges[again].append((0, 255, again))
            graph.free[again].append(start)
            start = again
        kinds = _kinds(graph)
        self._edges = Edges(graph, kinds, start, self._ends)
        shift = int(kinds.max()).bit_length()
        self.tables = Tables(
            kinds,
            np.full(_FEW_STATES << shift, UNKNOWN, np.uint32),
            np.zeros(_FEW_STATES, np.uint64),
            shift,
            np.zeros(_FEW_STATES, np.uint64),
            np.zeros(_FEW_STATES, np.bool_),
            np.zeros(MOST_DIGITS + 1, np.uint64),
            np.zeros(MOST_DIGITS + 1, np.uint8),
        )
        self._plain = [*dict.fromkeys(kinds[1:0x80].tolist())]
        self.tables.told[0] = DEPENDS  # nothing is known of what is not digits alone
        self._start = 1 << shift
        first = frozenset({self._start})
        self._digits = _Ways([*dict.fromkeys(kinds[[*_DIGITS]].tolist())], [first])
        self._alnums = _Ways([*dict.fromkeys(kinds[[*_ALNUMS]].tolist())], [first])
        self._headed: dict[int, _Ways] = {}  # by the first digit: the rows after it and others
        self._sets: list[int] = []
        self._numbers: dict[int, int] = {}
        self._number(0)
        self.tables.table[: 1 << shift] = DEAD
        self._number(self._edges.reach(start))

    def __getstate__(self) -> dict[str, object]:
        """Leave out what the states themselves tell: each is a long number."""
        return {**vars(self), "_numbers": {}}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Find the numbers of the states."""
        vars(self).update(state)
        self._numbers = {nodes: number for number, nodes in enumerate(self._sets)}

    def learn(self, row: int, kind: int) -> bool:
        """Find out where a kind of byte leads; False if there are too many states."""
        following = self._edges.following(self._sets[row >> self.tables.shift], kind)
        if len(self._sets) == _MOST_STATES and following not in self._numbers:
            return False
        state = self._number(following)
        stop = int(STOP) if self.tables.ends[state] else 0
        self.tables.table[row + kind] = state << self.tables.shift | stop
        return True

    def learn_digits(self, count: int) -> None:
        """Find out what ends after so many digits, where that is the same for all digits."""
        ends = self._ends_after(count, self._digits)
        self.tables.told[count] = TOLD if len(ends) == 1 else DEPENDS
        self.tables.digits[count] = max(ends, default=0)

    def after_digits(self, count: int, head: int) -> int | None:
        """Return what ends after so many digits, of which the first is given; None if they matter.

        Every mobile number begins with a 1, and few other numbers of eleven digits do.
        """
        if head not in self._headed:
            first = self._after_one(frozenset({self._start}), [int(self.tables.kinds[head])])
            self._headed[head] = _Ways(self._digits.kinds, [first])
        ends = self._ends_after(count - 1, self._headed[head])
        return max(ends) if len(ends) == 1 else None

    def after_alnums(self, count: int) -> int | None:
        """Return what ends after so many letters and digits; None if they matter."""
        ends = self._ends_after(count, self._alnums)
        return max(ends) if len(ends) == 1 else None

    def _ends_after(self, count: int, ways: _Ways) -> set[int]:
        """Return what can end after so many signs of some kinds; nothing if that is not known."""
        while len(ways.rows) <= count:
            ways.rows.append(self._after_one(ways.rows[-1], ways.kinds))
        return {int(self.tables.ends[row >> self.tables.shift]) for row in ways.rows[count]}

    def _after_one(self, rows: frozenset[int], kinds: list[int]) -> frozenset[int]:
        """Return to which rows any of some kinds leads from some; none if those are too many."""
        following = set[int]()
        for row, kind in ((row, kind) for row in rows for kind in kinds):
            if self.tables.table[row + kind] == UNKNOWN and not self.learn(row, kind):
                return frozenset()
            following.add(int(self.tables.table[row + kind] & ~STOP))
            if len(following) > _MOST_WAYS:
                return frozenset()
        return frozenset(following)

    def _number(self, nodes: int) -> int:
        if nodes not in self._numbers:
            if len(self._sets) == len(self.tables.ends):
                self.tables = self.tables.doubled()
            self._numbers[nodes] = len(self._sets)
            ended = [bit for bit, end in enumerate(self._ends) if nodes >> end & 1]
            self.tables.ends[len(self._sets)] = sum(1 << bit for bit in ended)
            self.tables.needs[len(self._sets)] = self._edges.need(nodes)
            plain = self._plain if ended else ()  # the other states hardly ever stay
            stays = bool(ended) and all(
                self._edges.following(nodes, kind) == nodes for kind in plain
            )
            self.tables.stays[len(self._sets)] = stays
            self._sets.append(nodes)
        return self._numbers[nodes]


def _kinds(graph: Graph) -> Bytes:
    """Return a number for every byte, equal where no edge tells them apart: (256,)."""
    begins = np.zeros(257, np.bool_)
    for first, last, _ in (edge for edges in graph.edges for edge in edges):
        begins[[first, last + 1]] = True
    begins[0] = False
    return np.cumsum(begins[:256]).astype(np.uint8)
