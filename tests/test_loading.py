"""Machine code from the cache: the same as compiled anew, and no more than it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LOOPS = """
import numpy as np
from recognizers.compiled import compiled, inner

@inner
def doubled(number: int) -> int:
    return number * 2

@compiled
def all_doubled(numbers):
    made = np.empty_like(numbers)
    for place in range(len(numbers)):
        made[place] = doubled(numbers[place])
    return made

@compiled
def twice_doubled(numbers):
    return all_doubled(all_doubled(numbers))

@compiled
def counted_down(number: int) -> int:
    return number if number <= 0 else counted_down(number - 1)
"""
TOLD = """
names = ("numba.np.arraymath", "numba.cpython.setobj")
print(json.dumps({
    "answer": answer,
    "found": [one.dispatcher.stats.cache_hits != {} for one in asked],
    "registered": all(name in sys.modules for name in names),
}))
"""
needs_this_numba = pytest.mark.skipif(
    "not __import__('recognizers.loading').loading.IS_POSSIBLE",
    reason="what is loaded quickly is that of one version of Numba",
)


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Return what tells what a new process says of some of the loops."""
    (tmp_path / "loops.py").write_text(LOOPS)
    more = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": f"{tmp_path}:{os.getcwd()}"}

    def ask(call: str, *names: str, before: str = "") -> dict[str, Any]:
        asked = f"asked = [{', '.join(f'loops.{name}' for name in names)}]"
        begin = f"import json, sys; import numpy as np\n{before}\nimport loops"
        program = f"{begin}\nanswer = {call}\n{asked}\n{TOLD}"
        said = subprocess.check_output([sys.executable, "-c", program], env=os.environ | more)
        return dict(json.loads(said))

    return ask


ALL = "loops.all_doubled(np.arange(5)).tolist()"
TWICE = "loops.twice_doubled(np.arange(5)).tolist()"


@needs_this_numba
def test_what_is_kept_is_loaded_without_what_only_compiling_needs(told: Any) -> None:
    made, loaded = (told(ALL, "all_doubled") for _ in range(2))

    assert made == {"answer": [0, 2, 4, 6, 8], "found": [False], "registered": True}
    assert loaded == {"answer": [0, 2, 4, 6, 8], "found": [True], "registered": False}


def test_what_is_kept_can_be_compiled_into_others(told: Any) -> None:
    told(ALL, "all_doubled")
    both = f"[{ALL}, {TWICE}]"
    compiled, loaded = (told(both, "all_doubled", "twice_doubled") for _ in range(2))

    assert compiled["answer"] == loaded["answer"] == [[0, 2, 4, 6, 8], [0, 4, 8, 12, 16]]
    assert compiled["found"] == [True, False]
    assert loaded["found"] == [True, True]


def test_a_loop_that_calls_itself_is_loaded_too(told: Any) -> None:
    answers = [told("loops.counted_down(9)", "counted_down") for _ in range(2)]

    assert [one["answer"] for one in answers] == [0, 0]
    assert answers[1]["found"] == [True]


def test_numbas_own_way_reads_what_is_kept_and_the_other_way_round(told: Any) -> None:
    slowly = "from recognizers import loading; loading.IS_POSSIBLE = False"
    told(ALL, "all_doubled")
    numbas = told(TWICE, "twice_doubled", before=slowly)
    again = told(f"[{ALL}, {TWICE}]", "all_doubled", "twice_doubled", before=slowly)
    ours = told(TWICE, "twice_doubled")

    assert numbas["answer"] == ours["answer"] == [0, 4, 8, 12, 16]
    assert again["found"] == [True, True]
    assert ours["found"] == [True]
