"""Where tasks run: here, or in processes of this machine that may die without loss.

A pool takes tasks while it has room, and gives each back once, with its answer or ``Lost``.
What dies with a task is one worker, never the pool: nothing but that task is in doubt.

``tasks``    what a pool runs, and what it promises
``inline``   runs tasks here, one at a time
``local``    runs them in worker processes (``process``), on Linux forked (``forking``)
``serving``  the other end of a pool: a process that answers tasks; ``answers``: how they come back
``cores``    how many there are, and works done on them together
"""

from scanner.executors.cores import together, usable_cores
from scanner.executors.inline import Inline
from scanner.executors.local import Local
from scanner.executors.tasks import Lost, Pool, Preparation, Task

__all__ = ["Inline", "Local", "Lost", "Pool", "Preparation", "Task", "together", "usable_cores"]
