"""The key of a machine: always the same here, another one elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.storage import disk_cache, machine_key
from publish.storage.disk_cache import DiskCache, is_entry
from publish.storage.sharing_key import SIZE


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    machine_key.machine_key.cache_clear()
    yield
    machine_key.machine_key.cache_clear()


def key_of(*numbers: Path) -> bytes:
    """Return the key of a machine that has its number in one of these files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine_key, "_MACHINE_IDS", numbers)
        machine_key.machine_key.cache_clear()
        return machine_key.machine_key()


@pytest.mark.skipif(sys.platform != "linux", reason="the number of a system of Linux")
def test_machines_have_keys_of_their_own(tmp_path: Path) -> None:
    first, second, empty, missing = (
        tmp_path / name for name in ("first", "second", "empty", "missing")
    )
    first.write_text("0123456789abcdef\n")
    second.write_text("0123456789abcdee\n")
    empty.touch()
    assert len(key_of(first)) == SIZE
    assert key_of(first) == key_of(missing, first) == key_of(empty, first) == key_of(first, second)
    assert key_of(first) != key_of(second)
    assert key_of(empty, missing) == b""
    assert b"0123456789abcdef" not in key_of(first)


def test_a_user_has_a_key_of_their_own_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PUBLISH_CONFIG_DIR", str(tmp_path / "one" / "publish"))
    key = machine_key.machine_key()
    machine_key.machine_key.cache_clear()
    assert machine_key.machine_key() == key
    assert len(key) == SIZE
    file = tmp_path / "one" / "publish" / "cache.key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("damaged")
    machine_key.machine_key.cache_clear()
    assert machine_key.machine_key() == b""
    machine_key.machine_key.cache_clear()
    monkeypatch.setenv("PUBLISH_CONFIG_DIR", str(tmp_path / "two" / "publish"))
    assert machine_key.machine_key() not in {key, b""}


def test_an_entry_of_another_machine_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = DiskCache(tmp_path / "cache", 2**20)
    for number, key in enumerate((b"another key", b"")):
        with monkeypatch.context() as patch:
            patch.setattr(disk_cache, "machine_key", lambda key=key: key)
            cache.put(f"{number:032x}", b"planted")
            assert cache.get(f"{number:032x}") == b"planted"
    monkeypatch.setattr(disk_cache, "machine_key", lambda: b"our key")
    assert [cache.get(f"{number:032x}") for number in range(2)] == [None, None]
    # The folder of an earlier version, which had no key, is still known as one of ours.
    assert is_entry(tmp_path / "cache" / f"{1:032x}")
    assert not is_entry(tmp_path / "cache" / f"{0:032x}")
