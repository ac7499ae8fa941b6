"""The edges of a machine's graph, by kinds of bytes, packed.

A large expression has ten thousand.  Packed, they are read from the cache in a millisecond;
as sets of bits they would be ten megabytes.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from scanner.detect.automaton.expressions import ENDLESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.detect.arrays import Bytes
    from scanner.detect.automaton.expressions import Graph

_MOST_KEPT = 256  # sets of nodes whose ways are kept: four megabytes


class Edges:
    """Where the edges of every node lead, and how far from there an end is."""

    def __init__(self, graph: Graph, kinds: Bytes, start: int, ends: Iterable[int]) -> None:
        taken = [
            [
                sum(1 << kind for kind in {*kinds[first : last + 1].tolist()})
                for first, last, _ in one
            ]
            for one in graph.edges
        ]
        self._kinds = [*dict.fromkeys(chain.from_iterable(taken))]  # sets of them: few are unlike
        numbers = {kinds: number for number, kinds in enumerate(self._kinds)}
        self._taken = _Lists([[numbers[kinds] for kinds in one] for one in taken])
        to = [[node for *_, node in one] for one in graph.edges]
        self._to, reached = _Lists(to), {start, *chain.from_iterable(to)}
        self._reach = _Lists(
            [_reach(graph, node) if node in reached else [] for node in range(len(to))]
        )
        self._bits: dict[int, int] = {}  # what is reached from a node, once that was asked
        self._ways: dict[int, dict[int, int]] = {}  # from nodes: several kinds are asked
        needs = graph.needs(ends)
        self._needs = array("q", [needs.get(node, ENDLESS) for node in range(len(to))])

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is quickly found again."""
        return {**vars(self), "_bits": {}, "_ways": {}}

    def reach(self, node: int) -> int:
        """Return what is reached without a byte from where an edge leads, as bits."""
        if (bits := self._bits.get(node)) is None:
            bits = self._bits[node] = sum(1 << one for one in self._reach[node])
        return bits

    def following(self, nodes: int, kind: int) -> int:
        """Return the nodes to which a kind of byte leads from some, all as bits."""
        if (ways := self._ways.get(nodes)) is None:
            if len(self._ways) == _MOST_KEPT:
                self._ways.clear()
            ways = self._ways[nodes] = self._ways_from(nodes)
        following = 0
        for taken, reached in ways.items():
            if self._kinds[taken] >> kind & 1:
                following |= reached
        return following

    def _ways_from(self, nodes: int) -> dict[int, int]:
        """Return by the kinds that edges take, as a number, what they reach."""
        ways: dict[int, int] = {}
        for node in _numbers(nodes):
            for taken, to in zip(self._taken[node], self._to[node], strict=True):
                ways[taken] = ways.get(taken, 0) | self.reach(to)
        return ways

    def need(self, nodes: int) -> int:
        """Return how many bytes have to come, at the least, from some nodes."""
        return min((self._needs[node] for node in _numbers(nodes)), default=ENDLESS)


class _Lists:
    """Lists of numbers below 2**16, packed."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self._held = array("H", chain.from_iterable(lists))
        self._bounds = array("I", accumulate(map(len, lists), initial=0))

    def __getitem__(self, number: int) -> array[int]:
        return self._held[self._bounds[number] : self._bounds[number + 1]]


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1


def _reach(graph: Graph, start: int) -> list[int]:
    """Return the nodes that can be reached without a byte and lead on or are the end."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = [node for node in graph.free[waiting.pop()] if node not in found]
        found.update(fresh)
        waiting += fresh
    return [node for node in found if graph.edges[node] or not graph.free[node]]
