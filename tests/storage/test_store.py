"""The store: keys, values in memory, and bundles, on which no result depends."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.storage import environment
from publish.storage.disk_cache import TAG, DiskCache
from publish.storage.serialize import serialize
from publish.storage.store import SMALL, Store

NAMES = [f"{number}" for number in range(30)]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the entries read from disk."""
    names: list[str] = []
    stock = DiskCache.get

    def get(cache: DiskCache, name: str) -> bytes | None:
        names.append(name)
        return stock(cache, name)

    monkeypatch.setattr(DiskCache, "get", get)
    return names


def use(store: Store, names: list[str], size: int = 4) -> list[str | None]:
    """Get each value, and put those that are missing."""
    results = []
    with store.bundle("a book"):
        for name in names:
            value = store.get(name, str)
            results.append(value)
            if value is None:
                store.put(name, name.rjust(size))
    return results


# --- keys


def test_a_key_has_the_kind_the_inputs_and_the_programs(monkeypatch: pytest.MonkeyPatch):
    keys = [Store().key("pages", "a"), Store().key("breaks", "a"), Store().key("pages", "b")]
    monkeypatch.setattr("publish.storage.store.program_state", lambda: "upgraded")
    keys.append(Store().key("pages", "a"))
    assert len(set(keys)) == 4


def test_the_state_of_the_programs_has_the_versions_of_all_packages():
    state = environment.program_state()
    assert "weasyprint-70.0.dist-info" in state
    assert "storage/store.py" in state


# --- values


def test_a_value_of_another_class_is_a_miss(tmp_path: Path):
    store = Store(tmp_path)
    store.put("one", "words")
    assert store.get("one", dict) is None
    assert Store(tmp_path).get("one", dict) is None
    assert Store(tmp_path).get("one", str) == "words"


def test_a_store_without_a_folder_remembers_in_memory():
    store = Store()
    assert not store.persistent
    store.put("one", "words")
    store.put("two", "words", remember=False)
    assert (store.get("one", str), store.get("two", str)) == ("words", None)


def test_a_value_is_read_once_where_it_is_remembered(tmp_path: Path, reads: list[str]):
    Store(tmp_path).put("one", ("words",))
    store = Store(tmp_path)
    first = store.get("one", tuple)
    assert store.get("one", tuple) is first
    assert reads == ["one"]
    for _ in range(2):
        Store(tmp_path).get("one", tuple, remember=False)
    assert reads == ["one"] * 3


def test_the_most_recently_used_values_are_remembered_as_far_as_there_is_room():
    size = len(serialize("1234"))
    store = Store(memory=2 * size)
    for name in ("one", "two"):
        store.put(name, "1234")
    assert store.get("one", str) == "1234"
    store.put("three", "1234")
    assert [store.get(name, str) for name in ("one", "two", "three")] == ["1234", None, "1234"]
    store.put("large", "1" * 3 * size)
    assert store.get("large", str) == "1" * 3 * size
    assert store.get("one", str) is None


# --- bundles


def test_values_used_in_one_block_are_one_entry_for_the_next_process(
    tmp_path: Path, reads: list[str]
):
    assert use(Store(tmp_path), NAMES) == [None] * 30
    for _ in range(2):
        reads.clear()
        assert use(Store(tmp_path), NAMES) == [name.rjust(4) for name in NAMES]
        assert len(reads) == 1


def test_a_bundle_follows_edits(tmp_path: Path, reads: list[str]):
    store = Store(tmp_path)
    use(store, NAMES)
    use(store, [*NAMES[5:], "new"])
    reads.clear()
    assert None not in use(Store(tmp_path), [*NAMES[5:], "new"])
    assert len(reads) == 1
    reads.clear()
    assert None not in use(Store(tmp_path), NAMES)
    assert reads[1:] == NAMES[:5]


def test_large_entries_are_not_bundled(tmp_path: Path, reads: list[str]):
    use(Store(tmp_path), NAMES, SMALL + 1)
    reads.clear()
    assert None not in use(Store(tmp_path), NAMES, SMALL + 1)
    assert reads[1:] == NAMES


@pytest.mark.parametrize("damage", [b"", b"other"])
def test_without_a_whole_bundle_each_entry_is_read(tmp_path: Path, damage: bytes):
    use(Store(tmp_path), NAMES)
    (bundle,) = (path for path in tmp_path.iterdir() if path.name not in {*NAMES, TAG})
    bundle.write_bytes(damage)
    assert None not in use(Store(tmp_path), NAMES)


def test_a_block_that_fails_leaves_the_bundle_of_before(tmp_path: Path, reads: list[str]):
    store = Store(tmp_path)
    use(store, NAMES)

    def fail() -> None:
        with store.bundle("a book"):
            store.get("0", str)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        fail()
    reads.clear()
    assert None not in use(Store(tmp_path), NAMES)
    assert len(reads) == 1
