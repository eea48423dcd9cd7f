"""The requests of a build to a Dask cluster: to its scheduler, and as tasks to its workers.

Each is a coroutine in the loop of Dask's client; the thread of the build waits for its result.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from publish.cluster import worker_tasks
from publish.cluster.messages import BookOrder, order_key, pack
from publish.cluster.order_writing import read_shared
from publish.cluster.worker_states import Worker
from publish.diagnostics import PublishError
from publish.diagnostics.rules import cluster as rules

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")

WorkerReports = Mapping[str, Mapping[str, Any]]
"""The report of the scheduler about each worker, by its address."""

_SCHEDULER_SECONDS = 60.0
"""Seconds after which a scheduler that does not answer is lost."""

_END_SECONDS = 5.0
"""Seconds that the end of a build waits for workers."""

_MOST_OF_A_MESSAGE = 16 * 2**20
"""Bytes of shared contents that are sent at a time, unless one is larger."""


class TaskRequests:
    """The requests of one build; a worker may take so many ``seconds`` for a book.

    ``programs`` is the digest of the programs.
    """

    def __init__(self, client: Client, programs: str, seconds: float) -> None:
        self._client = client
        self._programs = programs
        self._seconds = seconds
        self._build = uuid4().hex

    def list_workers(self, after: float = 0.0) -> Future[WorkerReports]:
        """Ask the scheduler for its workers, after some seconds."""

        async def ask() -> WorkerReports:
            await asyncio.sleep(after)
            scheduler: Any = self._client.scheduler
            about = await asyncio.wait_for(scheduler.identity(n_workers=-1), _SCHEDULER_SECONDS)
            workers: WorkerReports = about["workers"]
            return workers

        return self._start(ask())

    def read_workers(self, reports: Future[WorkerReports]) -> WorkerReports:
        """Return the workers of the scheduler; raise PublishError where it did not answer."""
        try:
            return reports.result()
        except (OSError, TimeoutError, CancelledError) as error:
            message = f"the scheduler answers no longer: {type(error).__name__} {error}".rstrip()
            raise PublishError(rules.UNREACHABLE.anywhere(message)) from error

    def check(self, worker: Worker) -> Future[bytes]:
        """Ask a worker for its programs."""

        async def ask() -> bytes:
            report: bytes = await self._submit(worker, worker_tasks.report_programs)
            return report

        return self._start(ask())

    def make(self, worker: Worker, order: BookOrder, root: Path, attempt: int = 1) -> Future[bytes]:
        """Ask a worker for a book, after giving it what it lacks of the contents of others.

        Equal orders of several builds have one key, under which Dask makes one task of them.
        """
        key = f"publish-{order_key(order, self._programs)}-{attempt}"

        async def ask() -> bytes:
            await self._give_shared(worker, order, root)
            make_book, packed = worker_tasks.make_book, pack(order)
            answer: bytes = await self._submit(
                worker, make_book, self._build, packed, self._seconds, key=key
            )
            return answer

        return self._start(ask())

    def end_build(self, addresses: Iterable[str]) -> None:
        """Let workers remove what they keep for this build."""

        async def end(address: str) -> None:
            with suppress(Exception):  # a worker that is away removes it after some minutes
                await asyncio.wait_for(
                    self._client.run(
                        worker_tasks.end_build, self._build, workers=[address], on_error="ignore"
                    ),
                    _END_SECONDS,
                )

        async def end_all() -> None:
            await asyncio.gather(*map(end, addresses))

        with suppress(TimeoutError, CancelledError, RuntimeError):  # the scheduler is away
            self._start(end_all()).result(2 * _END_SECONDS)

    async def _give_shared(self, worker: Worker, order: BookOrder, root: Path) -> None:
        async with worker.blobs_lock:
            lacking = set(order.shared.values()) - worker.blobs
            for blobs in _split(read_shared(root, order.shared, sorted(lacking))):
                await self._submit(worker, worker_tasks.keep_blobs, self._build, pack(blobs))
            worker.blobs |= lacking

    def _submit(self, worker: Worker, function: Any, *arguments: Any, key: str = "") -> Any:
        return self._client.submit(
            function,
            *arguments,
            key=key or f"publish-{function.__name__}-{uuid4().hex}",
            workers=[worker.address],
        )

    def _start(self, request: Coroutine[Any, Any, T]) -> Future[T]:
        loop: Any = self._client.loop
        return asyncio.run_coroutine_threadsafe(request, loop.asyncio_loop)


def _split(blobs: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Yield the contents in messages of a bounded size."""
    part: dict[str, bytes] = {}
    size = 0
    for name, data in blobs.items():
        if part and size + len(data) > _MOST_OF_A_MESSAGE:
            yield part
            part, size = {}, 0
        part[name] = data
        size += len(data)
    if part:
        yield part
