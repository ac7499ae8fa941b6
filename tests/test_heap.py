"""Memory that is taken again and again is not given back in between."""

from __future__ import annotations

import gc
import platform
import subprocess
import sys

import pytest

from scanner import heap

_SCRIPT = """
import resource
import numpy as np
from scanner import heap

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        some = [np.ones(1 << 20, np.uint8) for _ in range(12)]
        del some
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

print(faults())
heap.keep_freed()
faults()
print(faults())
"""


_HOLES = """
from pathlib import Path
import numpy as np
from scanner import heap

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

def held():
    some = [np.ones(1 << 20, np.uint8) for _ in range(200)]
    np.ones(20 << 20, np.uint8)  # from now on the library calls arrays of 1 MB small
    more = [np.ones(1 << 20, np.uint8) for _ in range(200)]
    kept = more[::2]
    del some, more
    return kept

{first}
before = resident()
kept = held()
{then}
print((resident() - before) * 4096 >> 20)
"""
_KEYS = """
from pathlib import Path
import numpy as np
import recognizers.compiled
from scanner import heap
from scanner.keyset import KeySet

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

def held(sets, keys):
    found = [KeySet() for _ in range(sets)]
    for step in range(30):
        for which, one in enumerate(found):
            one.add(keys + np.uint64(which << 60 | step << 40))
    return [one.__getstate__() for one in found]

heap.keep_freed()
keys = np.random.default_rng(1).integers(0, 2**40, 30_000, np.uint64)
held(1, keys)
before = resident()
found = held(5, keys)
print((resident() - before) * 4096 >> 20)
del found
print((resident() - before) * 4096 >> 20)
"""


of_gnu = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="is GNU's C library's memory")


def printed(script: str) -> str:
    """Return what a script prints in a process of its own."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@of_gnu
def test_pages_are_cleared_once() -> None:
    before, after = map(int, printed(_SCRIPT).split())
    assert after < before / 10


@of_gnu
def test_what_is_large_goes_back_whatever_lies_around_it() -> None:
    assert int(printed(_HOLES.format(first="", then=""))) > 150
    assert int(printed(_HOLES.format(first="heap.return_large()", then=""))) < 120
    assert int(printed(_HOLES.format(first="", then="heap.give_back()"))) < 120


@of_gnu
def test_a_process_that_does_task_after_task_holds_no_more_and_more() -> None:
    first = "bound = heap.Bound(); bound.keep()"
    assert int(printed(_HOLES.format(first=first, then="bound.keep()"))) < 120
    assert int(printed(_HOLES.format(first="bound = heap.Bound()", then="bound.keep()"))) > 150


@of_gnu
def test_what_large_sets_held_goes_back_with_them() -> None:
    with_sets, without = map(int, printed(_KEYS).split())
    assert with_sets > 25
    assert without < 12


@of_gnu
def test_arrow_takes_its_memory_from_the_same_heap() -> None:
    script = "from scanner import heap; {}; import pyarrow; {}"
    backend = "print(pyarrow.default_memory_pool().backend_name)"

    assert printed(script.format("heap.share_with_arrow()", backend)).strip() == "system"


def test_the_collector_passes_over_what_was_loaded() -> None:
    before = gc.get_freeze_count()
    with heap.loading():
        assert not gc.isenabled()
        stays = [[number] for number in range(100)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(stays)
    gc.unfreeze()
