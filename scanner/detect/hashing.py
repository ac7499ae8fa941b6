"""Keyed hashes of normalised values, thousands at a time.

AES-CMAC (NIST SP 800-38B, RFC 4493) truncated to 64 bits.  One call of the cipher
encrypts a block of every value, so a value costs tens of nanoseconds where a call of
HMAC or BLAKE2 per value costs a thousand.  Without the key nothing can be looked up.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.detect.arrays import Bytes, Ints
    from scanner.keyset import Keys

BLOCK = 16  # bytes, of AES
_ROWS = 1 << 14  # hashed at a time
_REDUCTION = 0x87  # of the field in which CMAC's subkeys are doubled


class Hasher:
    """Hash rows of bytes under one key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 -- CMAC chains itself

    def of_matrix(self, values: Bytes) -> Keys:
        """Return the keys of values given as (n, width), zero-padded on the right."""
        pieces = [
            self._of_piece(values[start : start + _ROWS]) for start in range(0, len(values), _ROWS)
        ]
        return np.concatenate(pieces) if pieces else np.empty(0, np.uint64)

    def of_strings(self, values: Sequence[str]) -> Keys:
        """Return the keys of some strings, as UTF-8 without their NULs."""
        if not values:
            return np.empty(0, np.uint64)
        packed = np.array([value.replace("\0", "").encode() for value in values], np.bytes_)
        return self.of_matrix(packed.view(np.uint8).reshape(len(values), -1))

    def _of_piece(self, values: Bytes) -> Keys:
        """Hash a piece that fits the processor's cache, by the blocks its rows fill."""
        if values.all():
            return self._tags(values, values.shape[1])
        lengths = np.count_nonzero(values, axis=1)
        blocks = np.maximum(1, -(-lengths // BLOCK))
        keys = np.empty(len(values), np.uint64)
        for number in np.flatnonzero(np.bincount(blocks)).tolist():
            rows = np.flatnonzero(blocks == number)
            keys[rows] = self._tags(values[rows, : number * BLOCK], lengths[rows])
        return keys

    def _tags(self, values: Bytes, lengths: Ints | int) -> Keys:
        """Return 64 bits of CMAC for rows that fill the same number of blocks."""
        count, width = values.shape
        last = max(1, -(-width // BLOCK)) - 1
        state = np.zeros((count, 2), np.uint64)
        for number in range(last + 1):
            block = np.zeros((count, BLOCK), np.uint8)
            piece = values[:, number * BLOCK : (number + 1) * BLOCK]
            block[:, : piece.shape[1]] = piece
            if number == last:
                self._close(block, lengths - np.int64(last * BLOCK))
            state ^= block.view(np.uint64)
            state = self._encrypt(state)
        return state[:, 0]

    def _close(self, block: Bytes, ends: Ints | np.int64) -> None:
        """Pad last blocks after their last sign, and mark them as CMAC does."""
        full, short = self._subkeys
        words = block.view(np.uint64)
        is_open = np.broadcast_to(np.asarray(ends < BLOCK), len(block))
        if is_open.all():
            block.ravel()[np.arange(len(block)) * BLOCK + ends] = 0x80
            words ^= short
        else:
            rows = np.flatnonzero(is_open)
            block[rows, np.broadcast_to(ends, len(block))[rows]] = 0x80
            words ^= np.where(is_open[:, None], short, full)

    def _encrypt(self, blocks: Keys) -> Keys:
        """Encrypt blocks given as (n, 2) words, each on its own."""
        scrambled = self._cipher.encryptor().update(blocks.view(np.uint8).data)
        return np.frombuffer(bytearray(scrambled), np.uint64).reshape(-1, 2)

    @cached_property
    def _subkeys(self) -> tuple[Keys, Keys]:
        """Return CMAC's two subkeys: for a last block that is full, and for a padded one."""
        zero = int.from_bytes(self._encrypt(np.zeros((1, 2), np.uint64)).tobytes(), "big")
        first = _double(zero)
        return _words(first), _words(_double(first))


def _double(value: int) -> int:
    carry = value >> (8 * BLOCK - 1)
    return (value << 1 & (1 << 8 * BLOCK) - 1) ^ (_REDUCTION if carry else 0)


def _words(value: int) -> Keys:
    return np.frombuffer(value.to_bytes(BLOCK, "big"), np.uint64)
