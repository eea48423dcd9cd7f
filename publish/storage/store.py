"""A store of values by keys: derives the keys, serializes the values, remembers the recent ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from publish.storage.digests import digest
from publish.storage.disk_cache import DiskCache
from publish.storage.environment import program_state
from publish.storage.serialize import deserialize, serialize

if TYPE_CHECKING:
    from publish.storage.shared_cache import SharedCache

T = TypeVar("T")

SMALL = 2**14
"""Bytes of the largest entry that is bundled: opening its own file takes longer than reading it."""


class PortableKey(str):
    """The key of a value that is the same on every machine, and that a shared cache may have."""

    __slots__ = ()


class Store:
    """Values under keys, in a folder of at most ``most`` bytes and in memory.

    Keys contain the state of the programs, so that no entry outlives a change of any of them.
    ``programs`` replaces that state.  Without a folder values are remembered by this process only.
    The ``shared`` cache stands behind the folder, for values under a ``portable_key``.
    """

    def __init__(
        self,
        folder: Path | None = None,
        programs: str | None = None,
        *,
        most: int = 2**29,
        memory: int = 32 * 2**20,
        shared: SharedCache | None = None,
    ) -> None:
        self._shared = shared
        self._disk = DiskCache(folder, most) if folder else None
        self._programs = programs
        self._memory = _Memory(memory)
        self._bundles: dict[str, Mapping[str, bytes]] = {}
        self._read: Mapping[str, bytes] = {}
        self._used: dict[str, bytes] | None = None

    @property
    def persistent(self) -> bool:
        """Whether entries may outlive this process."""
        return self._disk is not None

    def key(self, kind: str, *inputs: str | bytes) -> str:
        """Return the key of a value of that kind, computed by these programs from these inputs."""
        if self._programs is None:
            self._programs = digest(program_state())
        return digest(kind, self._programs, *inputs)

    def portable_key(self, kind: str, *inputs: str | bytes) -> PortableKey:
        """Return the key of a value that follows from its inputs on every machine.

        The inputs name no place and no time of this machine.
        """
        return PortableKey(self.key(kind, *inputs))

    def get(self, key: str, of: type[T], *, remember: bool = True) -> T | None:
        """Return the value under ``key``, or None where none of the class ``of`` is found.

        With ``remember`` later calls return the same object.
        """
        if self._used is not None and key in self._read:
            self._used[str(key)] = self._read[key]
        value = self._memory.get(key)
        if value is None:
            data = self._read.get(key)
            if data is None:
                data = self._find(key)
            if data is None:
                return None
            try:
                value = deserialize(data)
            except ValueError:
                return None
            if remember:
                self._remember(key, value, data)
        return value if isinstance(value, of) else None

    def put(self, key: str, value: object, *, remember: bool = True) -> None:
        """Store a value of registered classes and plain data."""
        data = serialize(value)
        if remember:
            self._remember(key, value, data)
        if self._disk:
            self._disk.put(key, data)
        if self._shared and isinstance(key, PortableKey):
            self._shared.put(key, data)

    def has(self, key: str) -> bool:
        """Return whether the folder has an entry under ``key``, corrupt or not.

        An entry of the shared cache is in the folder from then on.
        """
        if self._disk is None:
            return False
        return self._disk.has(key) or (self._find(key) is not None and self._disk.has(key))

    def trim(self) -> None:
        """Remove the least recently used entries beyond the size limit."""
        if self._disk:
            self._disk.trim()

    @contextmanager
    def bundle(self, name: str) -> Iterator[None]:
        """Bundle the small entries used in this block into one file, beside their own files.

        The next such block of that name reads that file instead of hundreds.
        """
        key = self.key("bundle", name)
        if key not in self._bundles:
            data = self._disk.get(key) if self._disk else None
            self._bundles[key] = _entries(data) if data else {}
        used: dict[str, bytes] = {}
        self._read, self._used = self._bundles[key], used
        try:
            yield
            if self._disk and used != self._read:
                self._disk.put(key, serialize(used))
            self._bundles[key] = used
        finally:
            self._read, self._used = {}, None

    def _find(self, key: str) -> bytes | None:
        """Return the entry of the folder or of the shared cache, from which it is copied."""
        data = self._disk.get(key) if self._disk else None
        if data is None and self._shared and isinstance(key, PortableKey):
            data = self._shared.get(key)
            if data is not None and self._disk:
                self._disk.put(key, data)
        return data

    def _remember(self, key: str, value: object, data: bytes) -> None:
        if self._used is not None and len(data) <= SMALL:
            self._used[str(key)] = data
        self._memory.put(key, value, len(data))


class _Memory:
    """The most recently used values, as many as have ``room`` bytes when serialized.

    In memory they take a few times as much.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: OrderedDict[str, tuple[object, int]] = OrderedDict()

    def get(self, key: str) -> object:
        """Return the value under ``key``, or None."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: str, value: object, size: int) -> None:
        """Remember a value; the least recently used ones make room for it."""
        _, before = self._values.pop(key, (None, 0))
        self._values[key] = value, size
        self._room += before - size
        while self._room < 0 and len(self._values) > 1:
            _, (_, freed) = self._values.popitem(last=False)
            self._room += freed


def _entries(bundle: bytes) -> Mapping[str, bytes]:
    try:
        entries = deserialize(bundle)
    except ValueError:
        return {}
    return entries if isinstance(entries, dict) else {}
