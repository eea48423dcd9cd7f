"""The supply of a pool: jobs in batches, in their order, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publish.artifacts.activity import Activity
from publish.artifacts.book_job import BookJob
from publish.artifacts.job_supply import BATCH_WEIGHT, LARGEST_BATCH, LOOK_AHEAD, JobSupply, Task
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import run_jobs
from publish.config import find_workspace, open_book
from publish.config.bind_table import Bind


@pytest.fixture
def artifact(tmp_path: Path) -> Artifact:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("A Title\n\nSome words.\n", "utf-8")
    (artifact,) = plan(open_book("a", find_workspace(tmp_path)), Request(("epub",)))
    return artifact


def make_jobs(artifact: Artifact, *weights: int) -> list[BookJob]:
    return [BookJob(f"book {number}", (artifact,), each) for number, each in enumerate(weights)]


def make_bind(artifact: Artifact) -> BookJob:
    bind: Bind = object()  # type: ignore[assignment]  # only its presence counts
    return BookJob("bind", (replace(artifact, book=replace(artifact.book, bind=bind)),), 1)


def take(supply: JobSupply, workers: int = 2, *, has_books: bool = False) -> list[int]:
    tasks = supply.take_batch(workers, most=LARGEST_BATCH, has_books=has_books)
    return [task.number for task in tasks]


def test_small_books_share_a_batch_and_long_ones_are_alone(artifact: Artifact) -> None:
    weights = (10 * BATCH_WEIGHT, BATCH_WEIGHT, *[BATCH_WEIGHT // 10] * 100)
    supply = JobSupply(make_jobs(artifact, *weights))
    assert take(supply) == [0]
    assert take(supply) == [1]
    assert take(supply) == [*range(2, 12)]


def test_the_last_books_are_shared_by_all_workers(artifact: Artifact) -> None:
    supply = JobSupply(make_jobs(artifact, *[100] * 12))
    sizes = [len(take(supply, workers=2)) for _ in range(9)]
    assert sizes[0] > 1
    assert sizes[-1] == 1
    assert sum(sizes) == 12


def test_few_jobs_are_taken_before_their_turn(artifact: Artifact) -> None:
    begun: list[int] = []

    def follow() -> Iterator[BookJob]:
        for number, job in enumerate(make_jobs(artifact, *[BATCH_WEIGHT] * 1000)):
            begun.append(number)
            yield job

    supply = JobSupply(follow())
    for number in range(10):
        assert take(supply) == [number]
        assert len(begun) == number + LOOK_AHEAD


def test_lost_tasks_come_after_all_books_and_before_binds(artifact: Artifact) -> None:
    supply = JobSupply([*make_jobs(artifact, BATCH_WEIGHT, BATCH_WEIGHT), make_bind(artifact)])
    (lost,) = supply.take_batch(2, most=1, has_books=False)
    supply.put_second_try(lost)
    assert supply.take_second_try() is None
    assert take(supply, has_books=True) == [1]
    assert take(supply, has_books=True) == take(supply) == []
    assert supply.take_second_try() == lost
    assert take(supply, has_books=True) == []  # the lost book is being made
    assert take(supply) == [2]
    assert supply.is_empty


def test_tasks_that_are_put_back_come_first_and_in_their_order(artifact: Artifact) -> None:
    supply = JobSupply(make_jobs(artifact, *[1] * 3))
    tasks: list[Task] = []
    while batch := supply.take_batch(2, most=1, has_books=False):
        tasks += batch
    supply.put_back(tasks[1:])
    assert take(supply, workers=1) + take(supply) == [1, 2]


@pytest.mark.slow
def test_a_few_small_books_start_no_process(
    artifact: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.artifacts.worker_pool.WorkerProcess", None)
    monkeypatch.setattr("publish.artifacts.process_pool.count_processors", lambda: 4)
    activities: list[Activity] = []
    results = list(run_jobs(make_jobs(artifact, 100, 100), watch=activities.append))
    assert len(results) == 2
    assert [each.books for each in activities] == [("book 0",), (), ("book 1",), ()]
    assert (activities[-1].done, activities[-1].weight) == (2, 200)
    # Control: long ones do.
    with pytest.raises(TypeError, match="not callable"):
        list(run_jobs(make_jobs(artifact, 10**6, 10**6)))


def test_many_books_are_made_by_a_worker_that_is_renewed(
    artifact: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.artifacts.worker_pool.WorkerProcess", None)
    with pytest.raises(TypeError, match="not callable"):
        next(run_jobs(make_jobs(artifact, *[1] * (LOOK_AHEAD + 1)), processes=1))


def test_fail_fast_begins_no_book_after_a_failure(artifact: Artifact) -> None:
    artifact.book.texts[0].unlink()
    jobs = make_jobs(artifact, 1, 1, 1)
    assert len(list(run_jobs(jobs, processes=1, fail_fast=True))) == 1
    assert len(list(run_jobs(jobs, processes=1))) == 3
