"""The messages between client and workers: the order of a book, and the answers to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from publish.artifacts.plan import Request
from publish.artifacts.result import BareResult, Status
from publish.cluster.finished_files import FinishedFile
from publish.config import edition_options, fit
from publish.config.pictures import PictureState
from publish.document.printed_pages import PrintedSection
from publish.storage.digests import SIZE, digest
from publish.storage.serialize import deserialize, register_module, serializable, serialize
from publish.text.dataclass import dataclass

T = TypeVar("T")

register_module(edition_options.__name__)
register_module(fit.__name__)
serializable(Request)
serializable(Status)
serializable(BareResult)

_SEAL = 2 * SIZE
"""Bytes of the digest before each message."""


class DamagedMessage(ValueError):
    """Bytes that are no message, or not all of one."""


@serializable
@dataclass(frozen=True, slots=True)
class PrintInPlace:
    """A PDF in its place, whose pages an EPUB cites; ``sections`` is None where they are unknown.

    The content of the file is not sent, its pages are.
    """

    name: str
    sections: tuple[PrintedSection, ...] | None


@serializable
@dataclass(frozen=True, slots=True)
class FileDate:
    """The date of the last change of a set of files, in seconds after 1970."""

    paths: tuple[str, ...]
    seconds: int


@serializable
@dataclass(frozen=True, slots=True)
class BookOrder:
    """A book and its artifacts to make: all that their bytes depend on, beside the programs.

    Paths are relative to the workspace.  ``path`` is that of the book, empty for the bind ``name``.
    ``artifacts`` are the names of files of the plan of ``request``, in the order of making.
    ``files`` are the files of the book by their digests, ``shared`` those that other books have
    too.  Of these a worker keeps the contents; ``blobs`` has the contents of the others.
    ``previous`` are EPUBs in place, which new ones may repeat, ``fresh`` the files from which
    others are made.  ``pictures`` are the states of the pictures of its text, as far as they are
    known.  ``epoch`` is SOURCE_DATE_EPOCH.
    """

    name: str
    path: str
    request: Request
    artifacts: tuple[str, ...]
    strict: bool
    files: dict[str, str]
    shared: dict[str, str]
    blobs: dict[str, bytes]
    previous: dict[str, bytes]
    prints: tuple[PrintInPlace, ...]
    fresh: tuple[FinishedFile, ...]
    pictures: tuple[PictureState, ...]
    dates: tuple[FileDate, ...]
    epoch: str | None


@serializable
@dataclass(frozen=True, slots=True)
class MadeArtifact:
    """The result of making one artifact; ``name`` is that of its file."""

    name: str
    result: BareResult


@serializable
@dataclass(frozen=True, slots=True)
class MadeBook:
    """The results of an order, and the files that were made, in the order of their making."""

    results: tuple[MadeArtifact, ...]
    files: tuple[FinishedFile, ...]


@serializable
@dataclass(frozen=True, slots=True)
class Question:
    """A question for the parts that an order lacks: contents by digests, and states of pictures."""

    blobs: tuple[str, ...] = ()
    pictures: tuple[PictureState, ...] = ()


@serializable
@dataclass(frozen=True, slots=True)
class Decline:
    """The reason why a book can be made by its own machine alone."""

    reason: str


@serializable
@dataclass(frozen=True, slots=True)
class Failure:
    """The reason why a worker has no other answer; another worker may have one."""

    reason: str


@serializable
@dataclass(frozen=True, slots=True)
class ProgramReport:
    """The programs of a machine: their digest, its parts, and the versions that Dask compares."""

    digest: str
    parts: dict[str, str]
    dask: dict[str, str]


Answer = MadeBook | Question | Decline | Failure


def pack(message: object) -> bytes:
    """Return a message as bytes behind their digest."""
    data = serialize(message)
    return digest(data).encode("ascii") + data


def unpack(data: bytes, of: type[T]) -> T:
    """Return the message in ``data``; raise DamagedMessage where it is none of this class."""
    message = _read(data)
    if not isinstance(message, of):
        raise DamagedMessage(f"a message is of the kind {type(message).__name__}")
    return message


def unpack_answer(data: bytes) -> Answer:
    """Return the answer in ``data``; raise DamagedMessage where it is none."""
    message = _read(data)
    if not isinstance(message, MadeBook | Question | Decline | Failure):
        raise DamagedMessage(f"an answer is of the kind {type(message).__name__}")
    return message


def _read(data: bytes) -> object:
    """Return the message in ``data``; its digest is compared before the bytes are read."""
    seal, content = data[:_SEAL], bytes(data[_SEAL:])
    if seal != digest(content).encode("ascii"):
        raise DamagedMessage("the digest of a message is not that of its content")
    try:
        message: object = deserialize(content)
    except ValueError as error:
        raise DamagedMessage(str(error)) from error
    return message


def order_key(order: BookOrder, programs: str) -> str:
    """Return the digest of everything that decides what is made of an order."""
    return digest(programs, serialize(replace(order, blobs={})))
