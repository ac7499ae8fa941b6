"""How a run goes about its work; never what it finds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from datetime import datetime
    from datetime import time as clock_time

Progress = Callable[[int, int], None]  # files and bytes that are done with since the last call


def unwatched(files: int, size: int) -> None:
    """Show no progress."""


@dataclass(slots=True)
class Manner:
    """Whom to tell, when to stop, how fast to read, and what to trust."""

    progress: Progress = unwatched
    verify_content: bool = False  # do not trust times: compare the content of every file
    stop_at: datetime | None = None  # aware; what is not begun by then waits for the next run
    bytes_per_second: float = 0  # 0: as fast as it goes
    _free_at: float = field(default=0.0, init=False)  # by time.monotonic()

    def told(self, progress: Progress) -> Self:
        """Return the manner with somebody to tell."""
        self.progress = progress
        return self

    def is_time_to_stop(self) -> bool:
        """Tell whether nothing more may be begun."""
        return self.stop_at is not None and _now(self.stop_at) >= self.stop_at

    def pace(self, size: int) -> None:
        """Wait until as many bytes may be read."""
        if not self.bytes_per_second:
            return
        now = time.monotonic()
        begin = max(now, self._free_at)
        self._free_at = begin + size / self.bytes_per_second
        time.sleep(begin - now)


def _now(like: datetime) -> datetime:
    return like.now(like.tzinfo)


def stop_time(clock: clock_time | None, now: datetime) -> datetime | None:
    """Return when a clock shows a time next: tomorrow, where today's is over."""
    if clock is None:
        return None
    today = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
