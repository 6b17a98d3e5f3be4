"""Parts of the demo that know nothing of each other, told side by side."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connection, connections

from demo.seed.quiet import quiet, spare_exceptions

MOST = 4
Task = Callable[[], object]


def how_many(jobs: int = 0) -> int:
    """Processes to tell in: as many as asked for, or one a core, within reason."""
    return min(jobs or os.cpu_count() or 1, MOST)


def side_by_side(tasks: Sequence[Task], *, jobs: int = 0) -> None:
    """Do each task, in processes of their own where there may be several.

    Within a transaction, which no other process would see, they are done here in turn.
    """
    processes = how_many(jobs)
    if processes == 1 or connection.in_atomic_block:
        for task in tasks:
            task()
        return
    connections.close_all()
    connection.close_pool()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for _done in pool.imap_unordered(_do, tasks, chunksize=1):
            pass


def _do(task: Task) -> None:
    close_old_connections()
    spare_exceptions()
    gc.disable()  # the process ends with its tasks
    with quiet():
        task()
    connections.close_all()
