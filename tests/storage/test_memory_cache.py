"""What is asked for together is kept together, and nothing depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.storage.disk_cache import Cache
from publish.storage.memory_cache import SMALL, Memory

NAMES = [f"{number}" for number in range(30)]


class Counted(Cache):
    """A cache that counts how often something is looked for in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[str] = []

    def get(self, name: str) -> bytes | None:
        self.asked.append(name)
        return super().get(name)


@pytest.fixture
def cache(tmp_path: Path) -> Counted:
    return Counted(tmp_path)


def ask(memory: Memory, names: list[str], size: int = 4) -> list[str | None]:
    """Ask for each, and put what is not there."""
    found = []
    with memory.together("a book"):
        for name in names:
            known = memory.get(name, bytes.decode)
            found.append(known)
            if known is None:
                made = name.rjust(size)
                memory.put(name, made, made.encode())
    return found


def test_what_was_asked_for_together_is_one_entry_for_the_next_process(cache: Counted):
    assert ask(Memory(cache), NAMES) == [None] * 30
    for _ in range(2):
        cache.asked.clear()
        assert ask(Memory(cache), NAMES) == [name.rjust(4) for name in NAMES]
        assert len(cache.asked) == 1


def test_after_an_edit_what_is_new_is_there_and_what_is_gone_is_not(cache: Counted):
    memory = Memory(cache)
    ask(memory, NAMES)
    ask(memory, [*NAMES[5:], "new"])
    cache.asked.clear()
    assert None not in ask(Memory(cache), [*NAMES[5:], "new"])
    assert len(cache.asked) == 1
    cache.asked.clear()
    assert None not in ask(Memory(cache), NAMES)
    assert cache.asked[1:] == NAMES[:5]


def test_what_is_large_is_read_by_itself(cache: Counted):
    ask(Memory(cache), NAMES, SMALL + 1)
    cache.asked.clear()
    assert None not in ask(Memory(cache), NAMES, SMALL + 1)
    assert cache.asked[1:] == NAMES


@pytest.mark.parametrize("harm", [b"", b"other"])
def test_where_it_is_damaged_each_is_found_by_itself(cache: Counted, tmp_path: Path, harm: bytes):
    before = set(tmp_path.iterdir())
    ask(Memory(cache), NAMES)
    (entry,) = {path for path in set(tmp_path.iterdir()) - before if path.name not in NAMES}
    entry.write_bytes(harm)
    assert None not in ask(Memory(cache), NAMES)


def test_what_failed_leaves_what_was_kept_before(cache: Counted):
    memory = Memory(cache)
    ask(memory, NAMES)

    def fail() -> None:
        with memory.together("a book"):
            memory.get("0", bytes.decode)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        fail()
    cache.asked.clear()
    assert None not in ask(Memory(cache), NAMES)
    assert len(cache.asked) == 1
