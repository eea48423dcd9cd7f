"""Messages between client and workers: whole, or refused before they are read."""

from __future__ import annotations

import marshal

import pytest

from publish.cluster.messages import (
    DamagedMessage,
    Failure,
    ProgramReport,
    Question,
    pack,
    unpack,
    unpack_answer,
)
from publish.cluster.program_report import check_scheduler, describe_dask, list_differences
from publish.diagnostics import PublishError


def test_a_message_comes_back_as_it_was_sent():
    question = Question(("a",), (("1.txt", "b.png", "MISSING"),))
    assert unpack_answer(pack(question)) == question


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_a_changed_byte_is_found_before_the_message_is_read(place, monkeypatch):
    message = bytearray(pack(Failure("reason")))
    message[place] ^= 1
    monkeypatch.setattr(marshal, "loads", lambda _: pytest.fail("damaged bytes were read"))
    with pytest.raises(DamagedMessage, match="digest"):
        unpack_answer(bytes(message))


@pytest.mark.parametrize("message", [b"", b"x" * 31, pack(Failure("reason"))[:-3]])
def test_a_part_of_a_message_is_refused(message):
    with pytest.raises(DamagedMessage):
        unpack_answer(message)


def test_a_message_of_another_kind_is_refused():
    with pytest.raises(DamagedMessage, match="Failure"):
        unpack(pack(Failure("reason")), Question)
    with pytest.raises(DamagedMessage, match="ProgramReport"):
        unpack_answer(pack(ProgramReport("", {}, {})))


class SchedulerOf:
    """A client whose scheduler has these versions."""

    def __init__(self, versions: dict[str, str]) -> None:
        self.versions = versions

    def run_on_scheduler(self, _: object) -> dict[str, str]:
        return self.versions


def test_a_scheduler_with_another_version_of_dask_is_refused():
    check_scheduler(SchedulerOf(describe_dask()))
    with pytest.raises(PublishError, match=r"distributed .* here, 2020\.1\.0 there") as error:
        check_scheduler(SchedulerOf({**describe_dask(), "distributed": "2020.1.0"}))
    assert [each.code for each in error.value.diagnostics] == ["J05"]


def test_a_differing_program_is_named_with_both_versions():
    here = ProgramReport("1", {"harfbuzz": "8.3.0", "pango": "1.5"}, {"dask": "1"})
    there = ProgramReport("2", {"harfbuzz": "7.1.0", "fonts": "2"}, {"dask": "1"})
    assert list(list_differences(here, there)) == [
        "harfbuzz 8.3.0 here, 7.1.0 there",
        "pango 1.5 here, missing there",
        "fonts missing here, 2 there",
    ]
    assert list(list_differences(here, here)) == []
