"""Workers that are forked from one process, the template, which has loaded what each needs.

Loaded once and not by each, it lies in memory once, and a worker that takes the place of a
dead one is there in a hundredth of a second.  On Linux only; and of a process with several
threads only the one that forks would live on, so the template forks none once it has more.

The coordinator tells the template a number for each worker: with the worker's end of a pipe
to fork it, alone to end it.  When either of them is gone, so are the workers.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.connection import Connection, Pipe
from typing import IO, TYPE_CHECKING, NoReturn, cast

from scanner.executors import serving
from scanner.executors.process import START_PATIENCE, Worker, interrupts_held_back

if TYPE_CHECKING:
    from scanner.executors.tasks import Preparation

IS_POSSIBLE = sys.platform == "linux"
_FLAGS = (("B", "dont_write_bytecode"), ("s", "no_user_site"), ("E", "ignore_environment"))
_PROGRAM = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
pickle.load(sys.stdin.buffer)()
"""
_LONGEST = 32  # bytes of a message
_LOADED = b"loaded"
_PATIENCE = 5.0  # seconds for the template to end all workers
_PR_SET_PDEATHSIG = 1  # of Linux's ``prctl.h``


class Template:
    """The template as the coordinator sees it; it starts with the first worker asked for."""

    def __init__(self, loading: Preparation) -> None:
        self._numbers = count()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = _started(partial(_be_template, theirs.fileno(), loading), theirs.fileno())
        theirs.close()

    def fork(self) -> Worker:
        """Return another worker; who waits for it hears at once if there is none."""
        ours, theirs = Pipe()
        number = next(self._numbers)
        with suppress(OSError):  # the template is gone, and the pipe's other end with it
            socket.send_fds(self._control, [_message(number)], [theirs.fileno()])
        theirs.close()
        return Worker(_Forked(self, number), ours, time.monotonic() + START_PATIENCE)

    def end(self, number: int) -> None:
        """End a worker at once."""
        with suppress(OSError):  # it went with the template
            self._control.send(_message(number))

    def close(self) -> None:
        """End all workers and the template itself."""
        has_loaded = False
        with suppress(OSError):
            has_loaded = self._control.recv(_LONGEST, socket.MSG_DONTWAIT) == _LOADED
        self._control.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE if has_loaded else 0)  # while it loads it does not listen
        self._process.kill()
        self._process.wait()


@dataclass(frozen=True, slots=True)
class _Forked:
    """A forked process: the template's child, not ours."""

    template: Template
    number: int

    def end(self) -> None:
        """End it at once; before the template forks another one, it is gone."""
        self.template.end(self.number)


def _message(number: int) -> bytes:
    return b"%d" % number


def _started(work: partial[None], theirs: int) -> subprocess.Popen[bytes]:
    """Start a process that has one end of ours, and no more: the user's program loads anything."""
    flags = [f"-{letter}" for letter, name in _FLAGS if getattr(sys.flags, name)]
    command = [sys.executable, "-P", *flags, "-c", _PROGRAM]
    with interrupts_held_back():
        process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[theirs])  # noqa: S603 - this Python and our program
    with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as told:
        told.write(pickle.dumps(sys.path) + pickle.dumps(work))
    return process


def _be_template(theirs: int, loading: Preparation) -> None:
    """Load, then fork and end workers as told, until the coordinator hangs up."""
    control = socket.socket(fileno=theirs)
    serving.settle_in()
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"  # Arrow's, not loaded yet
    loading()
    with suppress(OSError):
        control.send(_LOADED)
    forked: dict[bytes, int] = {}
    while True:
        number, ends, *_ = socket.recv_fds(control, _LONGEST, 1)
        if ends and _has_one_thread():
            forked[number] = _fork(partial(_be_worker, control, ends[0]))
        elif number in forked:
            _end([forked.pop(number)])
        for end in ends:
            os.close(end)
        if not number:
            _end(list(forked.values()))
            _vanish()


def _be_worker(control: socket.socket, end: int, template: int) -> None:
    """Answer tasks; who has forked this process is not to be outlived."""
    control.close()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == template:
        serving.offer_oneself()
        serving.answer(Connection(end))


def _fork(work: partial[None]) -> int:
    """Let a process of its own do work; return its number."""
    template = os.getpid()
    if process := os.fork():
        return process
    try:
        work(template)
    finally:
        _vanish()


def _vanish() -> NoReturn:
    """End without what a program does at its end: in a fork, that is for its template to do."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _end(processes: list[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)
    for process in processes:
        os.waitpid(process, 0)


def _has_one_thread() -> bool:
    return len(os.listdir("/proc/self/task")) == 1
