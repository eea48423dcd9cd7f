"""The judgement of workers: those that wait without an end are stuck, busy ones never."""

from __future__ import annotations

import pytest

from publish.artifacts import worker_watch
from publish.artifacts.worker_watch import IDLENESS, LONGEST_FILE, SILENCE, WorkerWatch
from publish.config.limits import NO_LIMITS, Limits


class Clock:
    """The processor time of a worker, and the passing of time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.processor = 10.0
        monkeypatch.setattr(worker_watch, "read_processor_time", lambda _pid: self.processor)
        self.watch = WorkerWatch(1)
        self.watch.begin_file()

    def pass_time(self, seconds: float, *, work: float = 0.0, signs: bool = True) -> None:
        """Let so many seconds pass, in each of which the worker works so long."""
        for _ in range(int(seconds)):
            self.processor += work
            if signs:
                self.watch.note_message()
            self.watch.pass_time(1.0)


def test_a_worker_that_is_stopped_is_stuck_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.pass_time(SILENCE, signs=False)
    assert not clock.watch.is_stuck(0)
    clock.pass_time(1, signs=False)
    assert clock.watch.is_stuck(0)
    clock.watch.begin_file()
    assert not clock.watch.is_stuck(0)


def test_native_code_that_keeps_the_interpreter_is_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    clock.pass_time(3 * SILENCE, work=0.1, signs=False)  # on a busy machine
    assert not clock.watch.is_stuck(0)


def test_a_worker_may_wait_for_another_program_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    clock.pass_time(IDLENESS)
    assert not clock.watch.is_stuck(0)
    clock.pass_time(1)
    assert clock.watch.is_stuck(0)


def test_an_endless_file_is_stuck_at_a_time_that_grows_with_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    clock.pass_time(2, work=LONGEST_FILE / 2)
    assert not clock.watch.is_stuck(0)
    clock.pass_time(1, work=1)
    assert clock.watch.is_stuck(0)
    assert not clock.watch.is_stuck(10**6)


def test_a_file_with_a_limit_is_late_though_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.pass_time(61)
    assert clock.watch.is_late(Limits(seconds=0.05))
    assert not clock.watch.is_late(Limits(seconds=1))
    assert not clock.watch.is_late(NO_LIMITS)
