"""Who does the work of a large ingest: processes of this machine, or the workers of a Dask cluster.

Both answer with the names of partitions as they are done, in any order. A worker that dies costs the time of what it
was at; where the same work kills its worker again and again, the ingest ends and says so.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from leaderboard.partitions import Task, written
from registry.errors import UsageError

__all__ = ["Workers", "cluster", "processes"]

Workers = Callable[[Sequence[Task]], Iterator[str]]
LOST_AT_MOST = 4  # workers that die one after the other, without anything done in between
WORKERS_WITHIN = 120  # seconds
LOOKED_FOR_AFTER = 5.0  # seconds in which nothing was done
ASKED_AGAIN_AFTER = 0.02  # seconds
ORPHANED_AFTER = 2.0  # seconds between two looks whether the command is still there


def processes(jobs: int) -> Workers:
    """So many processes of this machine."""
    return partial(done_by_processes, jobs)


def done_by_processes(jobs: int, tasks: Sequence[Task]) -> Iterator[str]:
    left = {task.partition.name: task for task in tasks}
    lost = 0
    while left:
        before = len(left)
        with suppress(BrokenProcessPool):
            for name in done_by_pool(min(jobs, len(left)), list(left.values())):
                del left[name]
                yield name
        lost = 0 if len(left) < before else lost + 1
        if lost == LOST_AT_MOST:
            raise UsageError(worker_lost(next(iter(left.values())), "is memory short? name fewer --jobs"))


def done_by_pool(jobs: int, tasks: Sequence[Task]) -> Iterator[str]:
    """BrokenProcessPool where a process dies."""
    # Forked, they would share the locks of threads that are not there.
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=follow_parent, initargs=(os.getpid(),)
    )
    try:
        with deaf_to_ctrl_c():  # as the processes are started, which inherit it
            futures = [pool.submit(written, task) for task in tasks]
        for future in as_completed(futures):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """A Ctrl-C that comes meanwhile is heard at the end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def follow_parent(parent: int) -> None:
    """Leave Ctrl-C to the command, and end when it is gone: one that is killed cannot tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_without, args=(parent,), daemon=True).start()


def end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHANED_AFTER)
    os._exit(1)


def cluster(address: str) -> Workers:
    """The workers of the Dask cluster whose scheduler listens at `address` ("dask://host:8786" or "tcp://host:8786").
    They read the inputs and write the partitions under the same names as this command."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise UsageError("--scheduler needs Dask; install it with `pip install 'claimboard[cluster]'`") from None
    return partial(done_by_cluster, address.replace("dask://", "tcp://", 1))


def done_by_cluster(address: str, tasks: Sequence[Task]) -> Iterator[str]:
    from distributed import Client, KilledWorker

    try:
        client = Client(address, timeout=20)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address} ({error}); start one, or check the name") from error
    with client:
        futures = client.map(written, tasks, pure=False)
        refuse_no_workers(client, address)  # once there is work, for a cluster that grows with it
        by_key = {future.key: task for future, task in zip(futures, tasks, strict=True)}
        for future in arriving(client, futures, address):
            try:
                yield future.result()
            except KilledWorker as error:
                raise UsageError(worker_lost(by_key[future.key], "is memory short on the workers?")) from error
            future.release()


def arriving(client: Any, futures: Sequence[Any], address: str) -> Iterator[Any]:
    """The futures as they are done; UsageError where all workers have left and none comes back."""
    from distributed import as_completed as completed

    coming = completed(futures)
    looked = time.monotonic()
    while not coming.is_empty():
        ready = coming.next_batch(block=False)
        yield from ready
        if ready:
            looked = time.monotonic()
        elif time.monotonic() - looked > LOOKED_FOR_AFTER:
            refuse_no_workers(client, address)
            looked = time.monotonic()
        else:
            time.sleep(ASKED_AGAIN_AFTER)


def refuse_no_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKERS_WITHIN)
    except TimeoutError:
        cure = f"start some with `dask worker {address}`"
        raise UsageError(f"the scheduler at {address} had no worker for {WORKERS_WITHIN} s; {cure}") from None


def worker_lost(task: Task, hint: str) -> str:
    return f"workers die again and again, the last at {task.partition.name}; {hint} What was done is kept"
