"""A build whose books are made by the workers of a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from publish.artifacts.book_job import BookJob, try_to_find_fresh
from publish.artifacts.plan import Artifact
from publish.artifacts.process_pool import make_all
from publish.artifacts.related_files import origin_of, print_of
from publish.artifacts.result import Result
from publish.cluster.book_attempts import Timeouts
from publish.cluster.connection import Certificates, connect
from publish.cluster.distribution import Distribution
from publish.cluster.order_writing import OrderOptions
from publish.cluster.program_report import check_scheduler, describe_programs
from publish.cluster.task_requests import TaskRequests
from publish.config.options import Format
from publish.diagnostics import Diagnostic
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster by the address of its scheduler; of this machine alone one of ``processes``."""

    address: str
    certificates: Certificates = Certificates()
    processes: int | None = None
    timeouts: Timeouts = Timeouts()


def make_on_cluster(
    jobs: Iterable[BookJob],
    cluster: Cluster,
    options: OrderOptions,
    tell: Callable[[Diagnostic], None],
) -> Iterator[Result]:
    """Yield the results of the files of books, each book when a worker has made it.

    Without a book to make no cluster is asked for.  ``tell`` hears of workers that are
    left out and of books that only this machine can make.  Raises PublishError where the cluster
    cannot be reached, or is lost.
    """
    fresh: deque[Result] = deque()
    stale = _find_stale(jobs, fresh, options)
    first = next(stale, None)
    if first is not None:
        with connect(cluster.address, cluster.certificates, cluster.processes) as client:
            check_scheduler(client)
            programs = describe_programs()
            requests = TaskRequests(client, programs.digest, cluster.timeouts.book)
            distribution = Distribution(requests, programs, options, tell, cluster.timeouts)
            for result in distribution.run(chain((first,), stale)):
                yield result
                while fresh:
                    yield fresh.popleft()
        left = distribution.left
        yield from make_all(left, force=True, strict=options.strict, jobs=cluster.processes)
    yield from fresh


def _find_stale(
    jobs: Iterable[BookJob], fresh: deque[Result], options: OrderOptions
) -> Iterator[Sequence[Artifact]]:
    """Yield the artifacts of each job that are to be made; the results of others go to ``fresh``.

    A file that depends on one of them is made too: a new file in its place has the same bytes.
    """
    for job in jobs:
        stale: dict[Path, Artifact] = {}
        for artifact in job.artifacts:
            result = None
            if stale and not options.force:  # the first one is known to be stale
                result = try_to_find_fresh(artifact, strict=options.strict)
            if result is None or any(each.path in stale for each in _list_origins(artifact)):
                stale[artifact.path] = artifact
            else:
                fresh.append(result)
        yield tuple(stale.values())


def _list_origins(artifact: Artifact) -> Iterator[Artifact]:
    """Yield the files of a book on which another one depends."""
    origin = origin_of(artifact)
    if origin:
        yield origin
        yield from _list_origins(origin)
    if artifact.format is Format.EPUB:
        yield print_of(artifact)
