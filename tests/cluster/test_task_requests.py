"""The tasks that a build asks a cluster for: their keys, their workers, what is sent once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from publish.artifacts.plan import Request, plan
from publish.cluster.messages import BookOrder, Failure, pack
from publish.cluster.order_writing import OrderOptions, write_order
from publish.cluster.task_requests import TaskRequests
from publish.cluster.worker_states import Worker
from publish.config import find_workspace, open_book
from tests.support.cluster_books import make_books


class RecordedClient:
    """A client that notes its tasks and gives each the same answer."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = SimpleNamespace(asyncio_loop=loop)
        self.tasks: list[tuple[str, str, list[str]]] = []

    def submit(self, function: Any, *_: object, key: str, workers: list[str]) -> Any:
        self.tasks.append((function.__name__, key, workers))

        async def answer() -> bytes:
            return pack(Failure(""))

        return answer()


@pytest.fixture
def client() -> Iterator[RecordedClient]:
    """A client whose loop runs in a thread, as that of Dask does."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield RecordedClient(loop)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def write(root: Path) -> BookOrder:
    return write_order(plan(open_book("theme", find_workspace(root))), OrderOptions(Request()))


def test_equal_orders_of_several_builds_are_one_task(tmp_path, client):
    order = write(make_books(tmp_path, "theme"))
    for programs in ("1", "1", "2"):
        requests = TaskRequests(client, programs, 1.0)  # type: ignore[arg-type]  # no Dask here
        requests.make(Worker("a", 1), order, tmp_path).result()
    first, second, other = (key for name, key, _ in client.tasks if name == "make_book")
    assert first == second != other


def test_another_attempt_is_another_task(tmp_path, client):
    order = write(make_books(tmp_path, "theme"))
    requests = TaskRequests(client, "1", 1.0)  # type: ignore[arg-type]  # no Dask here
    for attempt in (1, 2):
        requests.make(Worker("a", 1), order, tmp_path, attempt).result()
    assert len({key for name, key, _ in client.tasks if name == "make_book"}) == 2


def test_shared_files_are_given_once_to_each_worker(tmp_path, client):
    order = write(make_books(tmp_path, "theme"))
    assert sorted(order.shared) == ["publish.toml", "styles/own/print.css", "styles/own/theme.toml"]
    requests = TaskRequests(client, "1", 1.0)  # type: ignore[arg-type]  # no Dask here
    first, second = Worker("a", 1), Worker("b", 1)
    running = [requests.make(each, order, tmp_path) for each in (first, first, second, first)]
    for each in running:
        each.result()
    assert [workers for name, _, workers in client.tasks if name == "keep_blobs"] == [["a"], ["b"]]
    first.blobs.clear()  # the worker has told that it lacks them
    requests.make(first, order, tmp_path).result()
    assert [name for name, *_ in client.tasks].count("keep_blobs") == 3
