"""Books that are handed to workers, and how long they may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publish.artifacts.plan import Artifact
from publish.cluster.messages import BookOrder
from publish.cluster.worker_states import Worker

_BASE_WEIGHT = 20_000
"""The weight of a book without text, in bytes: a text of as many takes twice its time."""


@dataclass(frozen=True)
class Timeouts:
    """Seconds until something is taken for lost.

    A worker is lost after ``silence``.  A book is begun on another worker too after ``late``, and
    ``factor`` times what the slowest of the others took for as much text.  A worker gives a book up
    after ``book``.  The build ends without a worker after ``workers``, and after ``refusal`` where
    all have other programs.
    """

    silence: float = 30.0
    late: float = 60.0
    factor: float = 6.0
    book: float = 1800.0
    workers: float = 60.0
    refusal: float = 5.0


@dataclass(eq=False)
class Job:
    """A book and its order; ``avoid`` are the workers that have failed it, or are late.

    ``attempts`` counts the tasks that were made of it, of which so many are ``running``.
    """

    artifacts: Sequence[Artifact]
    order: BookOrder
    avoid: set[str] = field(default_factory=set)
    attempts: int = 0
    running: int = 0
    failures: int = 0
    losses: int = 0
    questions: int = 0
    is_done: bool = False

    @property
    def root(self) -> Path:
        """The folder of its workspace."""
        return self.artifacts[0].book.workspace.root

    @property
    def weight(self) -> int:
        """The bytes of its files that are not shared, beside those that each book weighs."""
        return _BASE_WEIGHT + sum(map(len, self.order.blobs.values()))


@dataclass(frozen=True, eq=False)
class Attempt:
    """A job that a worker has, since ``start`` by the clock of this process."""

    job: Job
    worker: Worker
    start: float
