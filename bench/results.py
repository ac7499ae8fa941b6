"""Results are kept: one JSON file a day, and a table of all in README.md."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "results"
README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- results -->", "<!-- /results -->"
LIBRARIES = ("handover-scanner", "presidio-analyzer", "pyarrow", "numpy", "regex", "spacy")
# What each work took, as times its yardstick, and further columns of the table.
TWO = {  # workers against one
    "two loops": "2 loops",
    "many": "2 workers, many",
    "many, reports": "with all reports",
    "csv": "2 workers, one CSV",
    "huge csv": "2 workers, huge CSV",
}
REST = ("× Presidio, least", "peak MB", "worker MB, huge files", *TWO.values(), "night ÷ find")
WORKS = ("dense CSV", "order CSV", "dense Parquet", "order Parquet", "log")

Result = dict[str, Any]


def machine() -> Result:
    """Return what the figures depend on besides our code."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def keep(result: Result, profiles: Iterable[str] = ()) -> Path:
    """Add a result to the file of its day and to the table; profiles lie beside it."""
    FOLDER.mkdir(exist_ok=True)
    if texts := [*profiles]:
        (FOLDER / f"{result['date'][:10]}-profiles.txt").write_text("\n".join(texts), "utf-8")
    target = FOLDER / f"{result['date'][:10]}.json"
    earlier = json.loads(target.read_text(encoding="utf-8")) if target.exists() else []
    text = json.dumps([*earlier, result], indent=1, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")
    _write_table()
    return target


def _write_table() -> None:
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


def table() -> str:
    """Return all kept results as a Markdown table, the newest first."""
    results = [
        result
        for path in sorted(FOLDER.glob("*.json"))
        for result in json.loads(path.read_text(encoding="utf-8"))
    ]
    rows = [_row(result) for result in reversed(results)]
    head = ["date", "processor", *(f"{name}, ÷" for name in WORKS), *REST]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(result: Result) -> list[str]:
    """Return one result as cells; what was not measured yet is left empty."""
    works = result.get("works", {"dense CSV": {"ratio": result.get("times_slower_than_parsing")}})
    presidio = [one["times_faster_than_presidio"] for one in result.get("works", {}).values()]
    two = result.get("two_workers", {})
    cells = [
        result["date"],
        result["processor"],
        *(works.get(name, {}).get("ratio") for name in WORKS),
        min(presidio) if presidio else result.get("times_faster_than_presidio"),
        result.get("peak_memory_mb"),
        result.get("worker_memory_mb"),
        *(two.get(name) for name in TWO),
        result.get("times_slower_than_find"),
    ]
    return ["" if cell is None else str(cell) for cell in cells]
