"""``publish clean`` removes what this program made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.cli import main
from publish.storage.atomic_write import hidden_path, is_unfinished
from publish.storage.cache_paths import cache_folder, clear_caches, stamp_store
from publish.storage.disk_cache import DiskCache
from tests.support.examples import examples
from tests.support.file_tree import digest_tree

KEY = "0" * 32


@pytest.mark.parametrize("output", ["..", ".", "HOME"])
def test_folders_and_files_of_other_programs_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    home = tmp_path / "home"
    books = home / "books"
    for folder in (home, books):
        for name in (".cache/mozilla/data", ".cache/pages/data", "Downloads/.film.mkv.part"):
            path = folder / name
            path.parent.mkdir(parents=True)
            path.write_text("x")
    value = str(home) if output == "HOME" else output
    (books / "publish.toml").write_text(f'[folders]\noutput = "{value}"\n')
    monkeypatch.chdir(books)
    before = digest_tree(tmp_path)
    result = CliRunner().invoke(main, ["clean"])
    assert result.exit_code == 0
    assert "no cache in" in result.output
    assert digest_tree(tmp_path) == before


def fill(output: Path) -> Path:
    """Put an entry into the cache and return the folder of the cache."""
    stamp_store.cache_clear()
    stamp_store(output).put(KEY, "words", remember=False)
    return cache_folder(output)


def test_a_folder_of_another_program_is_not_written_to(tmp_path: Path) -> None:
    mine = tmp_path / ".publish-cache" / "stamps" / "letter.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("Dear friend,")
    before = digest_tree(mine.parent)
    assert fill(tmp_path).name == ".publish-cache-2"
    assert digest_tree(mine.parent) == before
    assert clear_caches(tmp_path) == (tmp_path / ".publish-cache-2",)
    assert digest_tree(mine.parent) == before


@pytest.mark.parametrize("name", ["", "stamps"])
def test_a_link_to_another_folder_is_neither_used_nor_followed(tmp_path: Path, name: str) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    fill(elsewhere)
    before = digest_tree(elsewhere)
    link = output / ".publish-cache" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere / ".publish-cache" / name)
    assert fill(output).name == ".publish-cache-2"
    assert clear_caches(output) == (output / ".publish-cache-2",)
    assert digest_tree(elsewhere) == before
    assert link.is_symlink()


def test_the_cache_of_an_earlier_version_is_removed_without_files_of_others(tmp_path: Path) -> None:
    pages = tmp_path / ".cache" / "pages"
    DiskCache(pages, 1000).put(KEY, b"words")
    (pages / "CACHEDIR.TAG").unlink()
    (pages / f".{KEY}.0123456789ab.part").write_bytes(b"wo")
    assert clear_caches(tmp_path) == (tmp_path / ".cache",)
    assert list(tmp_path.iterdir()) == []
    DiskCache(pages, 1000).put(KEY, b"words")
    (pages / "letter.txt").write_text("Dear friend,")
    (pages / ("1" * 32)).write_bytes(b"not an entry")
    (pages / "CACHEDIR.TAG").unlink()
    clear_caches(tmp_path)
    assert {path.name for path in pages.iterdir()} == {"letter.txt", "1" * 32}


def test_a_cache_whose_mark_is_damaged_is_still_recognised(tmp_path: Path) -> None:
    tag = fill(tmp_path) / "stamps" / "CACHEDIR.TAG"
    tag.write_bytes(b"")
    assert fill(tmp_path).name == ".publish-cache"
    assert clear_caches(tmp_path) == (tmp_path / ".publish-cache",)
    assert not tag.parent.exists()


NAMES = st.sampled_from(
    [".cache", "pages", "stamps", ".publish-cache", ".publish-cache-2", ".a.pdf.part", KEY, "room",
     ".publish-a.part", ".publish-0123456789abcdef-0123456789ab.txt", "CACHEDIR.TAG", "a"]
)  # fmt: skip


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(paths=st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=6))
def test_no_file_of_another_program_is_removed(
    tmp_path_factory: pytest.TempPathFactory, paths: list[list[str]]
) -> None:
    output = tmp_path_factory.mktemp("output")
    for parts in paths:
        path = output.joinpath(*parts)
        if not any(each.is_file() for each in path.parents) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("/".join(parts))
    before = digest_tree(output)
    folder = fill(output)
    hidden_path(output / "a.pdf").write_bytes(b"%PD")
    assert (folder / "stamps" / KEY).exists()
    clear_caches(output)
    assert before.items() <= digest_tree(output).items()
    assert not (folder / "stamps" / KEY).exists()
    assert not [path for path in output.iterdir() if is_unfinished(path.name)]
