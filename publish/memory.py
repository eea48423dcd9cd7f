"""What a process has found in the cache, or put there, kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from publish.cache import Cache

T = TypeVar("T")


class Memory:
    """What was found in reading: in this process the last ``most`` things, in the cache all."""

    def __init__(self, cache: Cache | None = None, most: int = 8192) -> None:
        self.state = cache.state if cache else ""
        self._cache = cache
        self._most = most
        self._recent: OrderedDict[str, object] = OrderedDict()

    def get(self, name: str, read: Callable[[bytes], T]) -> T | None:
        """Return what was put under ``name``, as ``read`` finds it in its bytes; else None."""
        if name in self._recent:
            self._recent.move_to_end(name)
            return self._recent[name]  # type: ignore[return-value] # what ``read`` once returned
        found = self.seek(name, read)
        if found is not None:
            self._remember(name, found)
        return found

    def put(self, name: str, value: object, data: bytes) -> None:
        """Keep ``value``, which is ``data`` in bytes."""
        self._remember(name, value)
        self.store(name, data)

    def seek(self, name: str, read: Callable[[bytes], T]) -> T | None:
        """Return what is in the cache, and remember nothing; what cannot be read is not there."""
        data = self._cache.get(name) if self._cache else None
        try:
            return None if data is None else read(data)
        except (TypeError, ValueError):
            return None

    def store(self, name: str, data: bytes) -> None:
        """Put ``data`` into the cache, and remember nothing."""
        if self._cache:
            self._cache.put(name, data)

    def _remember(self, name: str, value: object) -> None:
        self._recent[name] = value
        while len(self._recent) > self._most:
            self._recent.popitem(last=False)
