"""How a worker's answer goes through a pipe: large arrays as they lie, the rest pickled.

Pickled as a whole, the keys of a million rows would be held three times: by their sets, as
bytes, and in the message, on both ends.
"""

from __future__ import annotations

import pickle
from typing import Any

_LARGE = 1 << 14  # bytes; less is not worth a message of its own


def send(pipe: Any, answer: object) -> None:
    """Send an answer through a connection."""
    large: list[memoryview] = []

    def is_carried_along(buffer: pickle.PickleBuffer) -> bool:
        content = buffer.raw()
        if content.nbytes < _LARGE:
            return True
        large.append(content)
        return False

    head = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL, buffer_callback=is_carried_along)
    pipe.send((head, len(large)))
    for content in large:
        pipe.send_bytes(content)


def receive(pipe: Any) -> object:
    """Wait for an answer and return it; its arrays cannot be written to.

    Raises:
        EOFError: The other end is gone, before or amid it.
    """
    head, count = pipe.recv()
    large = [pipe.recv_bytes() for _ in range(count)]
    return pickle.loads(head, buffers=large)  # noqa: S301 - of our own worker
