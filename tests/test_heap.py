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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="keeps memory of GNU's C library")
def test_pages_are_cleared_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    )

    before, after = map(int, done.stdout.split())
    assert after < before / 10


def test_the_collector_passes_over_what_was_loaded() -> None:
    before = gc.get_freeze_count()
    with heap.loading():
        assert not gc.isenabled()
        stays = [[number] for number in range(100)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(stays)
    gc.unfreeze()
