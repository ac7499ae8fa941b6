"""Expressions over the cells of a column, a byte at a time, by one table look-up each.

The states of the machine are made when they are first entered, and kept from column to
column: a process pays for each once.  Where several expressions need too many states, two
machines of half of them do; where one does, or is not understood, Arrow's RE2 takes its place:
slower, the same answer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.compute as pc

from recognizers import words
from recognizers.compiled import inner
from recognizers.kept import kept
from scanner.detect import expressions
from scanner.detect.expressions import ENDLESS, Graph, NotUnderstood

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

    Table = NDArray[np.uint32]
    Bits = NDArray[np.uint64]
    Longs = NDArray[np.uint64]

_MOST_STATES = 4096
_FEW_STATES = 64  # there is room for at first
_MOST_PATTERNS = 64  # a bit each
_LOOK = 4  # bytes of a text after which its length is asked for
# Entries of the table are places of rows in it.  The highest bit stops the loop: at what is
# not known yet, and at states in which something ends.
_STOP, _UNKNOWN, _DEAD = np.uint32(1 << 31), np.uint32(0xFFFFFFFF), np.uint32(0)


@cache
def whole(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match from end to end; 64 at most."""
    return Matcher(patterns, searches=False)


@cache
def somewhere(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match anywhere; 64 at most."""
    return Matcher(patterns, searches=True)


class Matcher:
    """Some expressions, run as a machine where that can be."""

    def __init__(self, patterns: tuple[str, ...], *, searches: bool) -> None:
        self._patterns, self._searches = patterns, searches
        self.size = len(patterns)
        try:
            self._machine: _Machine | None = kept(
                lambda: _Machine(patterns, searches=searches),
                repr((patterns, searches)),
                (__file__, str(expressions.__file__)),
            )
        except NotUnderstood:
            self._machine = None

    def matches(self, cells: Cells) -> Mask:
        """Tell which cells match any of the expressions."""
        matching: Mask = self.which(cells) != 0
        return matching

    def which(self, cells: Cells) -> Bits:
        """Return for each cell which expressions it matches, the first by the lowest bit: (n,)."""
        found = self._by_machine(self._machine, cells) if self._machine else None
        if found is not None:
            return found
        return self._by_halves(cells) if self.size > 1 else self._by_re2(cells)

    def _by_machine(self, machine: _Machine, cells: Cells) -> Bits | None:
        found, done = np.zeros(len(cells), np.uint64), 0
        run = _search if self._searches else _run
        while done < len(cells):
            where = (cells.buffer, cells.bounds, done)
            done, row, kind = run(where, machine.tables, found)
            if done < len(cells) and not machine.learn(row, kind):
                self._machine = None  # too many states, and never fewer
                return None
        return found

    def _by_halves(self, cells: Cells) -> Bits:
        """Ask two machines of half the expressions: states multiply where many are in one."""
        make, half = somewhere if self._searches else whole, self.size // 2
        first, second = make(*self._patterns[:half]), make(*self._patterns[half:])
        return first.which(cells) | second.which(cells) << np.uint64(half)

    def _by_re2(self, cells: Cells) -> Bits:
        (pattern,) = self._patterns
        asked = pattern if self._searches else f"^(?:{pattern})$"
        mask = pc.match_substring_regex(cells.arrow, asked).to_numpy(zero_copy_only=False)
        found: Bits = mask.astype(np.uint64)
        return found


@inner
def _run(where: tuple[Bytes, Ints, int], machine: _Tables, found: Bits) -> tuple[int, int, int]:
    """Run over whole cells; stop in the cell, row and kind of byte that is not known yet."""
    buffer, bounds, done = where
    kinds, table, ends, shift, needs, stays = machine
    for cell in range(done, len(bounds) - 1):
        found[cell] = 0
        place, stop = bounds[cell], bounds[cell + 1]
        look = place + _LOOK
        row = np.uint32(1 << shift)  # of the first state
        while place < stop and row != _DEAD:
            if place == look:
                if needs[row >> shift] > np.uint64(stop - place):
                    row = _DEAD
                    break
                if stays[row >> shift]:
                    place = _plain_end(buffer, place, stop)
                    if place == stop:
                        break
            following = table[row + kinds[buffer[place]]]
            if following & _STOP:
                if following == _UNKNOWN:
                    return cell, int(row), int(kinds[buffer[place]])
                following = np.uint32(following ^ _STOP)
            row = following
            place += 1
        found[cell] = ends[row >> shift]
    return len(bounds) - 1, 0, 0


@inner
def _plain_end(buffer: Bytes, start: int, stop: int) -> int:
    """Return where plain signs end: ASCII but NUL, eight bytes at a time."""
    place = start
    while place < stop:
        word = words.load(buffer, place)
        others = words.below(word, 1) | (word & words.TOPS)
        if others:
            return min(place + words.first(others), stop)
        place += words.WORD
    return stop


@inner
def _search(where: tuple[Bytes, Ints, int], machine: _Tables, found: Bits) -> tuple[int, int, int]:
    """Run over cells and note whatever ends anywhere; stop at what is not known yet."""
    buffer, bounds, done = where
    kinds, table, ends, shift, _, _ = machine
    for cell in range(done, len(bounds) - 1):
        row, bits = np.uint32(1 << shift), ends[1]
        for place in range(np.uint64(bounds[cell]), np.uint64(bounds[cell + 1])):
            following = table[row + kinds[buffer[place]]]
            if following & _STOP:
                if following == _UNKNOWN:
                    return cell, int(row), int(kinds[buffer[place]])
                following = np.uint32(following ^ _STOP)
                bits |= ends[following >> shift]
            row = following
        found[cell] = bits
    return len(bounds) - 1, 0, 0


class _Tables(NamedTuple):
    """A machine as compiled loops take it."""

    kinds: Bytes  # (256,): of bytes
    table: Table  # (states << shift,)
    ends: Bits  # (states,): which expressions end there
    shift: int  # a row holds so many kinds, as a power of two
    needs: Longs  # (states,): bytes to come at the least in a text that matches
    stays: Mask  # (states,): plain signs, ASCII but NUL, do not leave it

    def doubled(self) -> _Tables:
        """Return the same with room for twice as many states."""
        unknown, none = np.full_like(self.table, _UNKNOWN), np.zeros_like(self.ends)
        return self._replace(
            table=np.concatenate((self.table, unknown)),
            ends=np.concatenate((self.ends, none)),
            needs=np.concatenate((self.needs, none)),
            stays=np.concatenate((self.stays, np.zeros_like(self.stays))),
        )


class _Edge(NamedTuple):
    """From a node, by some kinds of bytes, to some nodes."""

    kinds: int  # a bit for each
    nodes: int


class _Machine:
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
        self._edges = _edges(graph, kinds)
        shift = int(kinds.max()).bit_length()
        self.tables = _Tables(
            kinds,
            np.full(_FEW_STATES << shift, _UNKNOWN, np.uint32),
            np.zeros(_FEW_STATES, np.uint64),
            shift,
            np.zeros(_FEW_STATES, np.uint64),
            np.zeros(_FEW_STATES, np.bool_),
        )
        self._plain = [*dict.fromkeys(kinds[1:0x80].tolist())]
        self._needs = graph.needs(self._ends)
        self._sets: list[int] = []
        self._numbers: dict[int, int] = {}
        self._number(0)
        self.tables.table[: 1 << shift] = _DEAD
        self._number(_reach(graph, start))

    def learn(self, row: int, kind: int) -> bool:
        """Find out where a kind of byte leads; False if there are too many states."""
        following = self._following(self._sets[row >> self.tables.shift], kind)
        if len(self._sets) == _MOST_STATES and following not in self._numbers:
            return False
        state = self._number(following)
        stop = int(_STOP) if self.tables.ends[state] else 0
        self.tables.table[row + kind] = state << self.tables.shift | stop
        return True

    def _following(self, nodes: int, kind: int) -> int:
        """Return the nodes to which a kind of byte leads from some."""
        following, bit = 0, 1 << kind
        while nodes:
            node = nodes & -nodes
            nodes ^= node
            for edge in self._edges[node.bit_length() - 1]:
                if edge.kinds & bit:
                    following |= edge.nodes
        return following

    def _number(self, nodes: int) -> int:
        if nodes not in self._numbers:
            if len(self._sets) == len(self.tables.ends):
                self.tables = self.tables.doubled()
            self._numbers[nodes] = len(self._sets)
            ended = [bit for bit, end in enumerate(self._ends) if nodes >> end & 1]
            self.tables.ends[len(self._sets)] = sum(1 << bit for bit in ended)
            self.tables.needs[len(self._sets)] = self._need(nodes)
            plain = self._plain if ended else ()  # the other states hardly ever stay
            stays = bool(ended) and all(self._following(nodes, kind) == nodes for kind in plain)
            self.tables.stays[len(self._sets)] = stays
            self._sets.append(nodes)
        return self._numbers[nodes]

    def _need(self, nodes: int) -> int:
        """Return how many bytes have to come, at the least, from a set of nodes."""
        need = ENDLESS
        while nodes:
            node = nodes & -nodes
            nodes ^= node
            need = min(need, self._needs.get(node.bit_length() - 1, ENDLESS))
        return need


def _kinds(graph: Graph) -> Bytes:
    """Return a number for every byte, equal where no edge tells them apart: (256,)."""
    begins = np.zeros(257, np.bool_)
    for first, last, _ in (edge for edges in graph.edges for edge in edges):
        begins[[first, last + 1]] = True
    begins[0] = False
    return np.cumsum(begins[:256]).astype(np.uint8)


def _edges(graph: Graph, kinds: Bytes) -> list[list[_Edge]]:
    """Return the edges of every node, by kinds of bytes, to all nodes within reach."""
    reach = cache(lambda node: _reach(graph, node))
    return [
        [
            _Edge(sum(1 << kind for kind in {*kinds[first : last + 1].tolist()}), reach(to))
            for first, last, to in edges
        ]
        for edges in graph.edges
    ]


def _reach(graph: Graph, start: int) -> int:
    """Return the nodes that can be reached without a byte and lead on or are the end, as bits."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = [node for node in graph.free[waiting.pop()] if node not in found]
        found.update(fresh)
        waiting += fresh
    return sum(1 << node for node in found if graph.edges[node] or not graph.free[node])
