"""Workers forked from a template: as bounded, silent and mortal as those begun anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scanner.errors import Misused
from scanner.executors import Local, Lost, Task, forking

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not forking.IS_POSSIBLE, reason="forks on Linux only")

loaded: list[int] = []
_CUT_OFF = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import test_forking as here
from scanner.executors import Local
with Local(2, loading=here.load) as pool:
    print(*{here.answer(pool, here.tell_who) for _ in range(5)}, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def load() -> None:
    loaded.append(os.getpid())


def load_for_ever() -> None:
    time.sleep(1000)


def load_and_die() -> None:
    die(0)


def load_with_a_thread() -> None:
    load()
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


def tell_who(_: int) -> int:
    return os.getpid()


def tell_who_loaded(_: int) -> tuple[int, int, int]:
    time.sleep(0.05)  # so that both workers get some
    (who,) = loaded
    return who, os.getpid(), os.getppid()


def tell_program(_: int) -> str | None:
    return getattr(sys.modules["__main__"], "__file__", None)


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_with_the_template(_: int) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1000)


def hang(_: int) -> None:
    time.sleep(1000)


def shout(_: int) -> None:
    os.write(1, b"11010519491231002X")
    os.write(2, b"11010519491231002X")


def interrupt(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number


def submit(
    pool: Local, call: Callable[[int], object], number: int = 0, patience: float = 60
) -> None:
    pool.submit(Task(call, (number,), patience, tag=number))


def answer(pool: Local, call: Callable[[int], object], patience: float = 60) -> Any:
    submit(pool, call, patience=patience)
    return pool.take()[1]


def is_there(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        return state.split()[0] != "Z"
    return False


def is_gone_soon(pid: int) -> bool:
    until = time.monotonic() + 20
    while is_there(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_there(pid)


def test_what_workers_need_is_loaded_once_for_all_of_them() -> None:
    with Local(2, loading=load) as pool:
        for number in range(6):
            submit(pool, tell_who_loaded, number)
        told: list[Any] = [pool.take()[1] for _ in range(6)]

    ((who, parent),) = {(who, parent) for who, _, parent in told}
    assert who == parent
    assert len({worker for _, worker, _ in told}) == 2


def test_who_is_alone_needs_no_template() -> None:
    with Local(1, loading=load) as pool:
        who, worker, parent = answer(pool, tell_who_loaded)

    assert (who, parent) == (worker, os.getpid())


def test_a_killed_and_a_hung_worker_cost_their_own_task_and_are_replaced() -> None:
    with Local(2, loading=load) as pool:
        assert answer(pool, die) is Lost.KILLED
        assert answer(pool, hang, 0.5) is Lost.HUNG
        assert answer(pool, die) is Lost.KILLED
        who, worker, parent = answer(pool, tell_who_loaded)

    assert who == parent != worker


def test_a_hung_worker_is_gone_before_another_one_starts() -> None:
    with Local(2, loading=load) as pool:
        hanging = answer(pool, tell_who)
        assert answer(pool, hang, 0.5) is Lost.HUNG
        answer(pool, tell_who)

        assert is_gone_soon(hanging)


def test_leaving_a_pool_ends_its_workers_and_their_template() -> None:
    began = time.monotonic()
    with Local(2, loading=load) as pool:
        template, worker, _ = answer(pool, tell_who_loaded)
        submit(pool, hang)

    assert time.monotonic() - began < 30
    assert not is_there(worker)
    assert not is_there(template)


def test_leaving_a_pool_does_not_wait_for_its_template_to_load() -> None:
    with Local(2, loading=load_for_ever) as pool:
        pool.begin()
        began = time.monotonic()

    assert time.monotonic() - began < 4


def test_nothing_that_a_forked_worker_says_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with Local(2, loading=load) as pool:
        assert answer(pool, shout) is None

    assert capfd.readouterr() == ("", "")


def test_ctrl_c_does_not_reach_a_forked_worker() -> None:
    with Local(2, loading=load) as pool:
        assert answer(pool, interrupt) == 0


def test_a_template_with_threads_forks_nobody_and_nothing_is_lost() -> None:
    with Local(2, loading=load_with_a_thread) as pool:
        who, worker, parent = answer(pool, tell_who_loaded)

    assert (who, parent) == (worker, os.getpid())


def test_workers_go_with_their_template_and_others_are_begun() -> None:
    with Local(2, loading=load) as pool:
        before = answer(pool, tell_who)
        assert answer(pool, die_with_the_template) is Lost.KILLED
        assert is_gone_soon(before)
        who, worker, parent = answer(pool, tell_who_loaded)

    assert (who, parent) == (worker, os.getpid())


def test_workers_go_with_their_coordinator() -> None:
    here = os.fspath(Path(__file__).parent)
    command = [sys.executable, "-c", _CUT_OFF, here]
    done = subprocess.run(command, capture_output=True, check=False, text=True)

    assert done.returncode == -signal.SIGKILL
    pids = [int(pid) for pid in done.stdout.split()]
    assert pids
    assert all(map(is_gone_soon, pids))


def test_a_machine_that_can_load_nothing_is_said_once() -> None:
    with Local(2, loading=load_and_die) as pool, pytest.raises(Misused) as refused:
        answer(pool, tell_who)

    assert refused.value.note.key == "run.no_workers"


def test_the_program_of_the_user_is_not_loaded_into_workers() -> None:
    with Local(2, loading=load) as pool:
        assert answer(pool, tell_program) is None
