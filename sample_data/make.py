"""Make the sample: ``python -m sample_data.make`` writes share/ and expected.json anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sample_data import closed, customers, office, orders, papers
from sample_data.ledger import Entry, inventory
from sample_data.people import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20241111
HERE = Path(__file__).parent
LINK = Entry("客户/最新名单.csv", "excluded")
LINK_TARGET = "客户名单_2024.csv"


def files() -> Iterator[tuple[Entry, bytes]]:
    """Make every file of the share; each folder has dice of its own."""
    for place, room in enumerate((customers, office, orders, papers, closed)):
        yield from room.make(Registry(Random(SEED + place)))


def write(folder: Path) -> None:
    """Write the share and what is expected of it below ``folder``."""
    share = folder / "share"
    shutil.rmtree(share, ignore_errors=True)
    entries = [LINK]
    for entry, data in files():
        target = share / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        entries.append(entry)
    (share / LINK.path).symlink_to(LINK_TARGET)
    expected = json.dumps(inventory(entries), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(expected + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(HERE)
    print(f"wrote {sum(path.is_file() for path in (HERE / 'share').rglob('*'))} files to share/")
