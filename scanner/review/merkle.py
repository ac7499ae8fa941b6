"""The root of a Merkle tree over lines that stream by.

Source: RFC 6962, section 2.1: leaves and nodes are hashed with different first bytes, so
that neither can pass for the other.
"""

from __future__ import annotations

import hashlib


class Tree:
    """Grows leaf by leaf and keeps one hash for each power of two."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[tuple[int, bytes]] = []  # leaves below, hash; the biggest first

    def add(self, leaf: bytes) -> None:
        """Add a leaf."""
        self.size += 1
        roots = self._roots
        roots.append((1, hashlib.sha256(b"\0" + leaf).digest()))
        while len(roots) > 1 and roots[-1][0] == roots[-2][0]:
            (size, right), (_, left) = roots.pop(), roots.pop()
            roots.append((2 * size, _node(left, right)))

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self._roots:
            return hashlib.sha256().digest()
        *others, (_, whole) = self._roots
        for _, left in reversed(others):
            whole = _node(left, whole)
        return whole


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
