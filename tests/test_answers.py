"""Answers come home whole, large arrays without a copy, or not at all."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.executors import answers
from scanner.keyset import KeySet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LARGE = answers._LARGE // 8  # keys
SIZES = (0, 1, LARGE - 1, LARGE, 3 * LARGE)


def journey(answer: object) -> Any:
    """Return what comes out at the other end of a pipe."""
    ours, theirs = Pipe()
    with ours, theirs, ThreadPoolExecutor(1) as sender:
        sent = sender.submit(answers.send, theirs, answer)
        received = answers.receive(ours)
        sent.result()
    return received


def spread(count: int, seed: int) -> np.ndarray:
    """Return keys spread as hashes are."""
    return np.random.default_rng(seed).integers(0, 2**64, count, np.uint64)


@given(st.lists(st.sampled_from(SIZES), max_size=5))
@settings(deadline=None, max_examples=25)
def test_sets_of_any_size_come_home(sizes: list[int]) -> None:
    sets = [KeySet(spread(size, seed)) for seed, size in enumerate(sizes)]

    assert [one.to_bytes() for one in journey(sets)] == [one.to_bytes() for one in sets]


def test_what_came_home_goes_on_growing() -> None:
    keys = journey({"keys": KeySet(spread(LARGE, 1)), "sketch": KeySet(spread(9, 2), limit=5)})
    keys["keys"].add(spread(LARGE, 3))
    keys["sketch"].add(spread(9, 4))

    assert (len(keys["keys"]), len(keys["sketch"])) == (2 * LARGE, 18)


def test_a_large_array_is_not_pickled() -> None:
    told: list[int] = []

    class Pipe:
        def send(self, message: object) -> None:
            told.append(len(pickle.dumps(message)))

        def send_bytes(self, content: memoryview) -> None:
            told.append(-content.nbytes)

    answers.send(Pipe(), [KeySet(spread(LARGE, 5)), KeySet(spread(8, 6))])

    assert (told[0] < 1000, told[1:]) == (True, [-8 * LARGE])


def test_half_an_answer_is_none() -> None:
    ours, theirs = Pipe()
    with ours, ThreadPoolExecutor(1) as sender:
        sent = sender.submit(answers.send, _Dying(theirs), [spread(LARGE, 7), spread(LARGE, 8)])
        with pytest.raises(EOFError):
            answers.receive(ours)
        with pytest.raises(OSError, match="closed"):
            sent.result()


class _Dying:
    """A connection whose process dies after its first array."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def send(self, message: object) -> None:
        self._pipe.send(message)

    def send_bytes(self, content: memoryview) -> None:
        self._pipe.send_bytes(content)
        self._pipe.close()
