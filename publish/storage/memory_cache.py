"""What a process has found in the cache, or put there, kept at hand."""

from __future__ import annotations

import marshal
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

from publish.storage.disk_cache import Cache, digest

T = TypeVar("T")

SMALL = 2**14
"""The bytes of an entry that takes longer to open than to read."""


class Memory:
    """What was found in the cache or put there: the last things at hand, ``most`` bytes of them.

    What is at hand takes a few times as much room as its bytes.
    """

    def __init__(self, cache: Cache | None = None, most: int = 32 * 2**20) -> None:
        self.state = cache.state if cache else ""
        self._cache = cache
        self._room = most
        self._recent: OrderedDict[str, tuple[object, int]] = OrderedDict()
        self._together: dict[str, Mapping[str, bytes]] = {}
        self._before: Mapping[str, bytes] = {}
        self._now: dict[str, bytes] | None = None

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Keep in one entry of its own what is small and asked for meanwhile.

        The next time that entry is read, and not hundreds.  Each of them has its own as well.
        """
        entry = digest("together", self.state, sys.version, name)
        if entry not in self._together:
            data = self._cache.get(entry) if self._cache else None
            self._together[entry] = marshal.loads(data) if data else {}  # its digest was right
        now: dict[str, bytes] = {}
        self._before, self._now = self._together[entry], now
        try:
            yield
            if self._cache and now != self._before:
                self._cache.put(entry, marshal.dumps(now))
            self._together[entry] = now
        finally:
            self._before, self._now = {}, None

    def get(self, name: str, read: Callable[[bytes], T]) -> T | None:
        """Return what was put under ``name``, as ``read`` finds it in its bytes; else None."""
        if self._now is not None and name in self._before:
            self._now[name] = self._before[name]
        if name in self._recent:
            self._recent.move_to_end(name)
            return self._recent[name][0]  # type: ignore[return-value] # what ``read`` once returned
        return self._seek(name, read, at_hand=True)

    def put(self, name: str, value: object, data: bytes) -> None:
        """Keep ``value``, which is ``data`` in bytes."""
        self._remember(name, value, data)
        self.store(name, data)

    def seek(self, name: str, read: Callable[[bytes], T]) -> T | None:
        """Return what is in the cache and do not keep it at hand."""
        return self._seek(name, read, at_hand=False)

    def store(self, name: str, data: bytes) -> None:
        """Put ``data`` into the cache and do not keep it at hand."""
        if self._cache:
            self._cache.put(name, data)

    def _seek(self, name: str, read: Callable[[bytes], T], *, at_hand: bool) -> T | None:
        data = self._before.get(name)
        if data is None and self._cache:
            data = self._cache.get(name)
        if data is None:
            return None
        try:
            found = read(data)
        except (TypeError, ValueError):
            return None  # whatever it is, it is not what was put
        if at_hand:
            self._remember(name, found, data)
        return found

    def _remember(self, name: str, value: object, data: bytes) -> None:
        size = len(data)
        if self._now is not None and size <= SMALL:
            self._now[name] = data
        _, before = self._recent.pop(name, (None, 0))
        self._recent[name] = value, size
        self._room += before - size
        while self._room < 0 and len(self._recent) > 1:
            _, (_, gone) = self._recent.popitem(last=False)
            self._room += gone


@lru_cache(maxsize=4)
def of(cache: Cache) -> Memory:
    """Return what this process remembers of a cache: who watches asks for the same again."""
    return Memory(cache)
