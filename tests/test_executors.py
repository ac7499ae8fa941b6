"""Pools: bounded, and no worker's death costs more than the task it held."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from scanner import executors
from scanner.errors import Misused
from scanner.executors import Inline, Local, Lost, Pool, Task
from scanner.executors.process import Spawned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scanner.executors.process import Worker

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal")


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_at_once(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def prepare() -> None:
    with open(os.environ["PREPARED"], "a", encoding="ascii") as log:
        log.write(f"{os.getpid()}\n")
    time.sleep(1)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where ``prepare`` writes down who it was called by."""
    monkeypatch.setenv("PREPARED", str(tmp_path / "log"))
    return tmp_path / "log"


def tell_who(_: int) -> int:
    return os.getpid()


def hang(number: int) -> int:
    time.sleep(1000)
    return number


def shout(number: int) -> int:
    os.write(1, b"11010519491231002X")
    os.write(2, b"11010519491231002X")
    sys.stderr.write("11010519491231002X\n")
    return number


def interrupt(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number


def task(call: Callable[[int], int], number: int, patience: float = 60) -> Task:
    return Task(call, (number,), patience, tag=number)


def pid_of(worker: Worker) -> int:
    assert isinstance(worker.process, Spawned)
    return worker.process.process.pid or 0


def answers(pool: Pool, tasks: Iterator[Task]) -> dict[int, object]:
    found: dict[int, object] = {}
    for new in tasks:
        while not pool.room():
            done, answer = pool.take()
            found[done.tag] = answer  # type: ignore[index]
        pool.submit(new)
    while pool.busy():
        done, answer = pool.take()
        found[done.tag] = answer  # type: ignore[index]
    return found


@pytest.fixture(params=["inline", "local"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with Inline() if request.param == "inline" else Local(2) as pool:
        yield pool


def test_every_task_comes_back_once_with_its_answer(pool: Pool) -> None:
    assert answers(pool, (task(double, n) for n in range(50))) == {n: 2 * n for n in range(50)}


def test_a_pool_takes_no_more_tasks_than_it_has_room_for(pool: Pool) -> None:
    taken = 0
    while pool.room():
        pool.submit(task(double, taken))
        taken += 1

    assert 1 <= taken <= 3 * pool.workers


def test_a_killed_worker_costs_its_own_task_only() -> None:
    with Local(2) as pool:
        found = answers(pool, (task(die if n in (3, 7) else double, n) for n in range(12)))

    assert found == {n: Lost.KILLED if n in (3, 7) else 2 * n for n in range(12)}


def test_a_hung_worker_is_killed_after_its_tasks_patience() -> None:
    with Local(2) as pool:
        found = answers(pool, (task(hang if n == 1 else double, n, 3.0) for n in range(6)))

    assert found == {n: Lost.HUNG if n == 1 else 2 * n for n in range(6)}


def test_a_worker_that_dies_while_idle_costs_nothing() -> None:
    with Local(1) as pool:
        assert answers(pool, iter([task(double, 1)])) == {1: 2}
        (idle,) = pool._idle
        os.kill(pid_of(idle), signal.SIGKILL)
        assert isinstance(idle.process, Spawned)
        idle.process.process.join()

        assert answers(pool, iter([task(double, 2)])) == {2: 4}


def test_nothing_that_a_worker_says_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with Local(1) as pool:
        assert answers(pool, iter([task(shout, 1)])) == {1: 1}

    assert capfd.readouterr() == ("", "")


def test_ctrl_c_does_not_reach_a_worker() -> None:
    with Local(1) as pool:
        assert answers(pool, iter([task(interrupt, 1)])) == {1: 1}


def test_leaving_a_pool_stops_its_workers_at_once() -> None:
    began = time.monotonic()
    with Local(2) as pool:
        pool.submit(task(double, 0))
        pool.take()
        pool.submit(task(hang, 1))
        processes = [pid_of(worker) for worker in pool._working.values()]

    assert time.monotonic() - began < 30
    assert processes
    for pid in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_machine_that_cannot_start_workers_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.executors.process.serve", die_at_once)
    with Local(1) as pool:
        pool.submit(task(double, 1))
        with pytest.raises(Misused) as refused:
            pool.take()

    assert refused.value.note.key == "run.no_workers"


def test_what_the_first_worker_prepares_no_other_does(log: Path) -> None:
    with Local(2, prepare) as pool:
        pool.submit(task(double, 1))
        pool.submit(task(double, 2))
        alone = len(pool._working)
        found = answers(pool, (task(double, n) for n in range(3, 9)))
        together = [pid_of(worker) for worker in (*pool._working.values(), *pool._idle)]

    assert found == {n: 2 * n for n in range(1, 9)}
    assert (alone, len(together)) == (1, 2)
    (prepared,) = log.read_text(encoding="ascii").split()
    assert int(prepared) not in together  # what it took is given back


def test_the_workers_of_tasks_to_come_start_meanwhile() -> None:
    with Local(3) as pool:
        pool.submit(Task(double, (1,), 60, tag=1, brings=5))

        assert len(pool._working) == 3
        assert pool.take()[1] == 2


def test_a_big_answer_comes_back_whole() -> None:
    with Local(1) as pool:
        pool.submit(Task(bytes, (30_000_000,), 60, tag=1))

        assert pool.take()[1] == bytes(30_000_000)


def test_usable_cores_are_at_least_one() -> None:
    assert 1 <= executors.usable_cores() <= (os.cpu_count() or 1)


def test_each_worker_loads_once_before_its_first_task(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scanner.executors.forking.IS_POSSIBLE", False)
    with Local(2, loading=prepare) as pool:
        found = answers(pool, (task(tell_who, n) for n in range(9)))

    loaded = log.read_text(encoding="ascii").split()
    assert len(loaded) == len(set(loaded)) == 2
    assert {str(who) for who in found.values()} <= set(loaded)


def test_a_worker_that_dies_as_it_loads_costs_no_task() -> None:
    with Local(1, loading=die_at_once) as pool:
        pool.submit(task(double, 1))
        while pool._false_starts == 0:
            pool._turn(0.1)
        pool._loading = None

        assert pool.take()[1] == 2


def test_a_first_worker_starts_and_loads_before_there_is_a_task(log: Path) -> None:
    with Local(1, loading=prepare) as pool:
        pool.begin()
        pool.begin()
        (early,) = pool._working.values()
        while not log.exists():  # nobody listens meanwhile
            time.sleep(0.05)
        pool.submit(task(tell_who, 1))

        pid = pid_of(early)
        assert pool.take()[1] == pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_no_worker_starts_early_where_none_may() -> None:
    with Local(0) as pool:
        pool.begin()

        assert not pool._working


def test_works_are_done_together_on_so_many_threads() -> None:
    both = threading.Barrier(2, timeout=20)
    executors.together([both.wait, both.wait, both.wait, both.wait], 2)

    names: list[str] = []
    executors.together([lambda: names.append(threading.current_thread().name)] * 3, 1)
    assert len(set(names)) == 1
    assert len(names) == 3


def test_trouble_of_a_work_is_not_lost() -> None:
    with pytest.raises(ZeroDivisionError):
        executors.together([lambda: 1 // 0, lambda: 1], 2)
