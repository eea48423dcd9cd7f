"""The states of workers: their standing, the books that they have, their signs of life."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Standing(Enum):
    """Whether a worker makes books for this client."""

    NEW = auto()
    ACCEPTED = auto()
    REFUSED = auto()


@dataclass(eq=False)
class Worker:
    """A worker by its address; ``threads`` is the number of books that it makes at a time.

    ``blobs`` are the digests of the contents that it was given, under ``blobs_lock`` while they are
    sent; ``attempts`` is the number of books that it has now.  ``last_seen`` is the moment of its
    last sign of life by the clock of the scheduler, ``last_sign`` by that of this process.
    """

    address: str
    threads: int
    standing: Standing = Standing.NEW
    attempts: int = 0
    blobs: set[str] = field(default_factory=set)
    blobs_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_seen: float = 0.0
    last_sign: float = field(default_factory=time.monotonic)
    is_silent: bool = False

    @property
    def room(self) -> int | None:
        """The number of books that it can be handed now; None where it is not used at all.

        A worker has one book more than it makes, so that it need not wait for the next one.
        """
        if self.standing is not Standing.ACCEPTED or self.is_silent:
            return None
        return max(0, self.threads + 1 - self.attempts)


class WorkerStates:
    """The workers that the scheduler knows; one that is silent for so many seconds is not used."""

    def __init__(self, silence: float) -> None:
        self._silence = silence
        self._workers: dict[str, Worker] = {}

    def __iter__(self) -> Iterator[Worker]:
        return iter(self._workers.values())

    def __len__(self) -> int:
        return len(self._workers)

    def update(
        self, reports: Mapping[str, Mapping[str, Any]]
    ) -> tuple[list[Worker], list[Worker], list[Worker]]:
        """Return the workers that are new, those that are lost, and those that are silent now.

        ``reports`` are what the scheduler tells of each by its address.
        """
        now = time.monotonic()
        lost = [self._workers.pop(address) for address in self._workers.keys() - reports.keys()]
        new, silent = [], []
        for address, report in reports.items():
            worker = self._workers.get(address)
            if worker is None:
                worker = self._workers[address] = Worker(address, int(report["nthreads"]))
                new.append(worker)
            if report["last_seen"] != worker.last_seen:
                worker.last_seen, worker.last_sign = report["last_seen"], now
            worker.is_silent = now - worker.last_sign > self._silence
            if worker.is_silent:
                silent.append(worker)
        return new, lost, silent

    def choose(self, avoid: set[str]) -> Worker | None:
        """Return the worker with most room; those to avoid only where there are no others."""
        usable = [worker for worker in self if worker.room is not None]
        others = [worker for worker in usable if worker.address not in avoid]
        chosen = max(others or usable, key=lambda worker: worker.room or 0, default=None)
        return chosen if chosen and chosen.room else None

    @property
    def are_refused(self) -> bool:
        """Whether there are workers, and none of them is used."""
        workers = self._workers.values()
        return bool(workers) and all(each.standing is Standing.REFUSED for each in workers)

    @property
    def are_usable(self) -> bool:
        """Whether one of them makes books, or may do so soon."""
        return any(
            each.standing is not Standing.REFUSED and not each.is_silent
            for each in self._workers.values()
        )
