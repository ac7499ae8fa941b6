"""Compiled loops index within their arrays: run once with every index checked."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """
from random import Random
import numpy as np, pyarrow as pa
from scanner.detect.cells import of_array
from scanner.detect.lines import of_lines
from scanner.detect.finder import finder
from scanner.detect.repeats import distinct
from scanner.readers.mixed import lines
from scanner.readers.delimited.splitter import cut
from tests.adversaries import cell, words

chance = Random(7)
edges = ["", "1", "13800138000", "＝13800138000", "é", "·A", "+8", "×", "\\U0010ffff", "1" * 70]
for _ in range(25):
    texts = [chance.choice(edges), *(cell(chance) for _ in range(9)), chance.choice(edges)]
    for cells in (of_array(pa.array(texts)), of_array(pa.array(texts[:1]))):
        finder("zh").find(cells, chance.choice(words()))
        distinct(cells)
    finder("zh").find(of_lines("\\n".join(texts).encode()), one_text=True)
    rows = "\\n".join(",".join(texts[:3]) for _ in range(3)).encode()
    cut(rows, ord(","), chance.choice([1, 3, 40]), 0)
    list(lines(rows + chance.choice([b"", b"\\xe4", b"\\n"]), is_piece=chance.random() < 0.5))
"""


def test_no_loop_leaves_its_arrays(tmp_path: Path, repository: Path) -> None:
    checked = {"NUMBA_BOUNDSCHECK": "1", "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": "."}
    command = [sys.executable, "-c", _SCRIPT]
    done = subprocess.run(
        command, env=os.environ | checked, cwd=repository, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()[-2000:]
