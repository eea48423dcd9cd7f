"""Entries of the disk cache: complete and their own, or missing."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.storage.atomic_write import hidden_path
from publish.storage.digests import digest
from publish.storage.disk_cache import DiskCache

MOST = 2**20


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    return DiskCache(tmp_path, MOST)


def test_the_bounds_between_parts_change_a_digest():
    assert digest("ab", "c") == digest(b"ab", "c")
    assert digest("ab", "c") != digest("a", "bc")


def test_an_entry_is_read_as_it_was_written(cache: DiskCache):
    assert cache.get("one") is None
    cache.put("one", b"words")
    assert cache.get("one") == b"words"


@given(st.data())
def test_a_damaged_entry_is_a_miss(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    folder = tmp_path_factory.getbasetemp() / "damaged"
    cache = DiskCache(folder, MOST)
    cache.put("one", data.draw(st.binary(max_size=99)))
    path = folder / "one"
    whole = path.read_bytes()
    bits = st.integers(0, 8 * len(whole) - 1).map(lambda bit: flip(whole, bit))
    lengths = st.integers(0, len(whole) - 1).map(lambda length: whole[:length])
    longer = st.binary(min_size=1, max_size=9).map(lambda more: whole + more)
    others = st.binary(max_size=2 * len(whole)).filter(lambda other: other != whole)
    path.write_bytes(data.draw(bits | lengths | longer | others))
    assert cache.get("one") is None


def flip(whole: bytes, bit: int) -> bytes:
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_an_entry_in_the_place_of_another_is_a_miss(cache: DiskCache, tmp_path: Path):
    cache.put("one", b"words")
    cache.put("two", b"other words")
    (tmp_path / "one").replace(tmp_path / "two")
    assert cache.get("two") is None


def test_without_a_folder_to_write_in_every_entry_is_a_miss(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    cache = DiskCache(tmp_path / "file" / "pages", MOST)
    cache.put("one", b"words")
    assert cache.get("one") is None
    cache.trim()


def test_the_least_recently_used_entries_are_trimmed_first(tmp_path: Path):
    cache = DiskCache(tmp_path, most=400)
    for place, name in enumerate("abcd"):
        cache.put(name, bytes(100))
        os.utime(tmp_path / name, (place, place))
    assert cache.get("a") is not None
    cache.trim()
    assert [name for name in "abcd" if cache.get(name) is not None] == ["a", "c", "d"]


def test_a_folder_is_scanned_when_a_share_of_its_room_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Also a folder that is full, as that of thousands of books: it is filled three times."""
    most, size = 50_000, 500
    scans = []
    stock = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: scans.append(place) or stock(place))
    cache = DiskCache(tmp_path, most)
    sizes = []
    for turn in range(3 * most // size):
        cache.put(f"{turn}", bytes(size))
        cache.trim()
        cache.trim()
        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", stock)
            sizes.append(sum(path.stat().st_size for path in tmp_path.iterdir()))
    assert max(sizes) <= most
    assert min(sizes[len(sizes) // 2 :]) > 0.8 * most
    assert len(scans) < len(sizes) // 2


def test_trimming_removes_what_killed_processes_left_unfinished(cache: DiskCache, tmp_path: Path):
    abandoned, unfinished = hidden_path(tmp_path / "x"), hidden_path(tmp_path / "y")
    for path in (abandoned, unfinished):
        path.write_bytes(b"half")
    with unfinished.open() as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)  # as its writer does
        cache.put("one", b"words")
        cache.trim()
    assert not abandoned.exists()
    assert unfinished.exists()


def test_an_entry_that_cannot_be_written_leaves_nothing(
    cache: DiskCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    cache.put("one", b"words")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_nothing_and_is_not_lost(
    cache: DiskCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        cache.put("one", b"words")
    assert list(tmp_path.iterdir()) == []
