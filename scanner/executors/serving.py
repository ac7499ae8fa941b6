"""The other end of a pool: a process that answers tasks."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scanner import heap
from scanner.executors import answers

if TYPE_CHECKING:
    from collections.abc import Callable

READY = "ready"


def serve(pipe: Any, getting_ready: Callable[[], None] | None) -> None:
    """Get ready, say so, and answer tasks until the coordinator hangs up."""
    settle_in()
    offer_oneself()
    if getting_ready:
        getting_ready()
    answer(pipe)


def settle_in() -> None:
    """Make the process one that works for another: deaf to Ctrl-C, silent, on a core of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _fall_silent()
    heap.share_with_arrow()
    os.environ["OMP_NUM_THREADS"] = "1"  # Arrow's too: the cores are shared out by process


def answer(pipe: Any) -> None:
    """Say that one is ready, and answer tasks until the coordinator hangs up."""
    answers.send(pipe, READY)
    memory = heap.Bound()
    with suppress(EOFError, BrokenPipeError):
        while True:
            call, args = pipe.recv()
            answers.send(pipe, call(*args))
            memory.keep()


def _fall_silent() -> None:
    """Let nothing reach a terminal or a log: a library that dies may print data."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def offer_oneself() -> None:
    """Ask Linux, short of memory, to take a worker and not the coordinator."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write("500")
