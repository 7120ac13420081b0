"""Work shared out to processes: copies of this one, each of which does its share."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")
_THREADS = Path("/proc/self/task")


def shares() -> int:
    """In how many processes work goes fastest here: one a processor, at least 1.

    It is 1 too where this process may not be copied safely: it runs several threads, or the
    system does not tell how many.
    """
    if not _THREADS.is_dir() or len(list(_THREADS.iterdir())) > 1:
        return 1
    return len(os.sched_getaffinity(0))


def in_processes(work: Callable[[int], Made], count: int) -> list[Made]:
    """work(0), work(1) … work(count - 1), each in a process of its own but the first.

    What they return must be picklable. Raises what the first of them that failed raised, and
    RuntimeError if a process was killed.
    """
    started = [_start(work, number) for number in range(1, count)]
    try:
        made = [work(0)]
        for process, connection in started:
            told, error = _received(connection)
            if error:
                raise error
            made.append(told)
            process.join()
        return made
    finally:
        for process, _ in started:
            process.kill()


def _start(
    work: Callable[[int], Made], number: int
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    here, there = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_send, args=(there, work, number), daemon=True)
    process.start()
    there.close()
    return process, here


def _send(connection: Connection, work: Callable[[int], object], number: int) -> None:
    try:
        told: tuple[object, Exception | None] = (work(number), None)
    except Exception as error:  # told where the work was asked for
        told = (None, error)
    connection.send(told)


def _received(connection: Connection) -> tuple[Any, Exception | None]:
    try:
        told: tuple[Any, Exception | None] = connection.recv()
    except EOFError:
        raise RuntimeError("a process that had a share of the work was killed") from None
    return told
