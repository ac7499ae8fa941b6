"""Results are kept: one JSON file a day, and a table of all in README.md."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- results -->", "<!-- /results -->"
LIBRARIES = ("handover-scanner", "presidio-analyzer", "pyarrow", "numpy", "regex", "spacy")
COLUMNS = {
    "date": "date",
    "processor": "processor",
    "megabytes": "MB",
    "scan_mb_per_second": "scan MB/s",
    "times_slower_than_parsing": "÷ parsing",
    "times_faster_than_presidio": "× Presidio",
    "identical_findings": "same findings",
    "peak_memory_mb": "peak MB",
    "two_workers_faster": "2 workers",
}

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


def keep(result: Result) -> Path:
    """Add a result to the file of its day and to the table."""
    FOLDER.mkdir(exist_ok=True)
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
    rows = [[str(result.get(key, "")) for key in COLUMNS] for result in reversed(results)]
    lines = [list(COLUMNS.values()), ["---"] * len(COLUMNS), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
