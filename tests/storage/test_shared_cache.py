"""Entries of a shared cache: those that the key sealed, under their name, or misses."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.storage.atomic_write import hidden_path, is_unfinished
from publish.storage.disk_cache import TAG
from publish.storage.shared_cache import (
    SharedCache,
    clear_folder,
    is_shared_cache,
    make_folder,
    measure_folder,
    read_size,
)
from publish.storage.sharing_key import SIZE, UnusableKey, make_key, read_key
from tests.support.examples import examples

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")

MOST = 2**24
KEY = bytes(SIZE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "shared"
    make_folder(path, MOST)
    return path


@pytest.fixture
def cache(folder: Path) -> SharedCache:
    return SharedCache(folder, KEY, MOST)


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.glob("?/*") if path.is_file()]


def test_another_user_of_the_key_reads_an_entry(cache: SharedCache, folder: Path):
    assert cache.get("one") is None
    cache.put("one", b"words")
    assert SharedCache(folder, KEY, MOST).get("one") == b"words"


def test_without_the_key_nothing_is_read_and_nothing_is_planted(cache: SharedCache, folder: Path):
    other = SharedCache(folder, b"another key".ljust(SIZE), MOST)
    cache.put("one", b"words")
    assert other.get("one") is None
    # Planted under the name that the key gives, with the seal of another key.
    (own,) = entries(folder)
    other.put("one", b"planted")
    (planted,) = set(entries(folder)) - {own}
    own.write_bytes(planted.read_bytes())
    assert cache.get("one") is None
    cache.put("one", b"words")
    assert (cache.get("one"), other.get("one")) == (b"words", b"planted")


@settings(max_examples=examples(100))
@given(st.data())
def test_a_damaged_entry_is_a_miss(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    folder = tmp_path_factory.getbasetemp() / "damaged entries of a shared cache"
    make_folder(folder, MOST)
    cache = SharedCache(folder, KEY, MOST)
    cache.put("one", data.draw(st.binary(max_size=99)))
    (path,) = entries(folder)
    whole = path.read_bytes()
    bits = st.integers(0, 8 * len(whole) - 1).map(lambda bit: flip(whole, bit))
    lengths = st.integers(0, len(whole) - 1).map(lambda length: whole[:length])
    longer = st.binary(min_size=1, max_size=9).map(lambda more: whole + more)
    others = st.binary(max_size=2 * len(whole)).filter(lambda other: other != whole)
    path.write_bytes(data.draw(bits | lengths | longer | others))
    assert cache.get("one") is None
    path.write_bytes(whole)
    assert cache.get("one") is not None


def flip(whole: bytes, bit: int) -> bytes:
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_an_entry_under_the_name_of_another_is_a_miss(cache: SharedCache, folder: Path):
    cache.put("one", b"words")
    (first,) = entries(folder)
    cache.put("two", b"other words")
    (second,) = set(entries(folder)) - {first}
    second.write_bytes(first.read_bytes())
    assert cache.get("two") is None
    assert cache.get("one") == b"words"


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "large"])
def test_what_is_no_entry_is_a_miss(cache: SharedCache, folder: Path, kind: str):
    cache.put("one", b"words")
    (path,) = entries(folder)
    whole = path.read_bytes()
    path.unlink()
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "link":
            (folder.parent / "elsewhere").write_bytes(whole)
            path.symlink_to(folder.parent / "elsewhere")
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(whole)
            os.truncate(path, 2**40)  # a file with a hole takes no room on the disk
    assert cache.get("one") is None


def test_an_entry_that_names_a_place_of_this_machine_stays_here(folder: Path):
    cache = SharedCache(folder, KEY, MOST, (Path("/home/editor"), Path("/")))
    cache.put("one", b"see /home/editor/books")
    cache.put("two", b"see /home/other/books")
    assert cache.get("one") is None
    assert cache.get("two") is not None


def test_those_who_may_use_the_folder_may_use_its_entries(folder: Path, cache: SharedCache):
    folder.chmod(0o770)
    before = os.umask(0o077)
    try:
        cache.put("one", b"words")
    finally:
        os.umask(before)
    (path,) = entries(folder)
    assert path.parent.stat().st_mode & 0o777 == 0o770
    assert path.stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_in_the_place_of_what_is_new_changes_nothing_else(
    folder: Path, cache: SharedCache, monkeypatch: pytest.MonkeyPatch, kind: str
):
    folder.chmod(0o777)
    secret = folder.parent / "secret"
    secret.mkdir(mode=0o700)
    real = os.open

    def open_and_swap(path: Path, flags: int, *mode: int) -> int:
        """Open as the system does, while another user of the folder puts a link in the place."""
        if kind == "folder" and flags & os.O_DIRECTORY:
            Path(path).rmdir()
            Path(path).symlink_to(secret)
        handle = real(path, flags, *mode)
        if kind == "file" and is_unfinished(Path(path).name):
            Path(path).unlink()
            Path(path).symlink_to(secret)
        return handle

    monkeypatch.setattr(os, "open", open_and_swap)
    before = os.umask(0o077)
    try:
        cache.put("one", b"words")
    finally:
        os.umask(before)
    assert any(path.is_symlink() for path in folder.rglob("*"))
    assert secret.stat().st_mode & 0o777 == 0o700


# --- the limit

SMALL = 16 * 2**14
"""Bytes of a cache in which each part has room for 16 entries of a kilobyte."""


def fill(cache: SharedCache, name: str, count: int) -> None:
    for number in range(count):
        cache.put(f"{name} {number}", bytes(2**10 - 32))


def test_the_least_recently_used_entries_are_removed(folder: Path):
    cache = SharedCache(folder, KEY, SMALL)
    fill(cache, "first", 64)
    for path in entries(folder):
        os.utime(path, (1, 1))
    for number in range(400):
        fill(cache, f"later {number}", 1)
        assert all(cache.get(f"first {used}") for used in range(4))
    assert measure_folder(folder)[1] < 1.25 * SMALL
    assert not any(cache.get(f"first {number}") for number in range(4, 64))


def fill_folder(folder: Path, process: int) -> None:
    cache = SharedCache(folder, KEY, SMALL)
    fill(cache, str(process), 200)
    assert cache.problem is None


@pytest.mark.slow
def test_processes_that_write_at_once_keep_to_the_limit(folder: Path):
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=fill_folder, args=(folder, n)) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    assert 0.7 * SMALL < measure_folder(folder)[1] < 1.25 * SMALL
    assert not list(folder.rglob(".publish-*"))


def test_entries_of_a_clock_that_is_ahead_go_first(folder: Path):
    cache = SharedCache(folder, KEY, SMALL)
    cache.put("ahead", b"words")
    (path,) = entries(folder)
    os.utime(path, (2**33, 2**33))
    fill(cache, "later", 400)
    assert not path.exists()


def test_what_killed_processes_left_is_removed_after_a_day(folder: Path):
    parts = []
    for digit in "0123456789abcdef":
        (folder / digit).mkdir()
        old, new = (hidden_path(folder / digit / "one") for _ in range(2))
        old.write_bytes(b"")
        new.write_bytes(b"")
        os.utime(old, (1, 1))
        parts.append((old, new))
    fill(SharedCache(folder, KEY, SMALL), "later", 400)
    assert not any(old.exists() for old, _ in parts)
    assert all(new.exists() for _, new in parts)


def test_files_of_others_in_the_folder_are_neither_counted_nor_removed(folder: Path):
    cache = SharedCache(folder, KEY, SMALL)
    cache.put("one", b"words")
    mine = [folder / "notes.txt", next(folder.glob("?")) / "notes.txt"]
    for path in mine:
        path.write_bytes(bytes(2**16))
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ("f" * 32)).write_text("not of the cache")
    free = next(digit for digit in "0123456789abcdef" if not (folder / digit).exists())
    (folder / free).symlink_to(elsewhere)
    assert measure_folder(folder)[0] == 1
    clear_folder(folder)
    assert all(path.exists() for path in mine)
    assert (elsewhere / ("f" * 32)).exists()


# --- folders that fail


def test_a_full_folder_ends_the_writing(
    cache: SharedCache, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    cache.put("one", b"words")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        cache.put("two", b"words")
    assert cache.problem
    assert cache.probe() is cache.problem
    assert not list(folder.rglob(".publish-*"))
    assert cache.get("one") == b"words"


def test_a_folder_that_vanishes_is_not_made_again(cache: SharedCache, folder: Path):
    cache.put("one", b"words")
    folder.rename(folder.with_name("away"))
    assert cache.get("one") is None
    cache.put("two", b"words")
    assert cache.problem
    assert not folder.exists()


def test_the_empty_place_of_a_mount_is_not_written_to(cache: SharedCache, folder: Path):
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    cache.put("one", b"words")
    assert cache.problem
    assert not any(folder.iterdir())


# --- the folder and the key


def test_a_folder_with_other_files_does_not_become_a_cache(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        make_folder(tmp_path)
    assert not is_shared_cache(tmp_path)


def test_the_folder_states_its_limit(folder: Path):
    assert read_size(folder) == MOST
    make_folder(folder, 2 * MOST)
    assert read_size(folder) == 2 * MOST
    (folder / TAG).write_bytes(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    assert not is_shared_cache(folder)


def test_a_key_is_made_once_and_is_private(tmp_path: Path):
    path = tmp_path / "key"
    make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(read_key(path)) == SIZE
    with pytest.raises(FileExistsError):
        make_key(path)


@pytest.mark.parametrize(
    ("content", "mode", "reason"),
    [
        (KEY.hex(), 0o640, "others may read"),
        (KEY.hex(), 0o604, "others may read"),
        ("secret", 0o600, "is no key"),
        (KEY.hex() * 2, 0o600, "is no key"),
    ],
)
def test_a_file_that_is_no_secret_is_no_key(tmp_path: Path, content: str, mode: int, reason: str):
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(mode)
    with pytest.raises(UnusableKey, match=reason):
        read_key(path)


def test_a_pipe_in_the_place_of_the_key_does_not_keep_the_program_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "key", 0o600)
    with pytest.raises(UnusableKey):
        read_key(tmp_path / "key")
