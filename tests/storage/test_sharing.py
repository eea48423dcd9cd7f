"""The choice to share a cache: the environment, the configuration of the user, no workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.cli.cache_fault import show_cache_fault
from publish.storage.cache_paths import book_store
from publish.storage.shared_cache import SharedCache, make_folder, measure_folder, read_size
from publish.storage.sharing import NotShared, find_fault, find_sharing, open_shared_cache
from publish.storage.sharing_key import make_key

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    make_key(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "shared"
    make_folder(path)
    return path


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A user who shares nothing, in a workspace of their own."""
    monkeypatch.delenv("PUBLISH_SHARED_CACHE_KEY", raising=False)
    monkeypatch.setenv("PUBLISH_CONFIG_DIR", str(tmp_path / "configuration"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "publish.toml").write_text("")
    monkeypatch.chdir(tmp_path / "work")
    show_cache_fault.cache_clear()
    book_store.cache_clear()
    yield
    book_store.cache_clear()


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def configuration(folder: Path) -> Path:
    return folder.with_name("configuration") / "shared-cache.toml"


def open_cache() -> SharedCache:
    cache = open_shared_cache()
    assert cache
    return cache


def test_nothing_is_shared_without_a_choice():
    assert find_sharing() is None
    assert open_shared_cache() is None
    assert find_fault() is None
    assert "shared  none" in run("cache")


def test_the_choice_is_kept_in_the_configuration_of_the_user(tmp_path: Path, key: Path):
    folder = tmp_path / "shared"
    output = run("cache", "--share", folder, "--key", key, "--size", "2 GB")
    assert str(tmp_path / "configuration" / "shared-cache.toml") in output
    assert read_size(folder) == 2 * 10**9
    open_cache().put("one", b"words")
    assert open_cache().get("one") == b"words"
    shown = run("cache")
    assert "shared  0.0 MB of 2.0 GB, 1 entry" in shown
    assert str(key) in shown
    run("cache", "--no-share")
    assert open_shared_cache() is None
    assert measure_folder(folder)[0] == 1


@pytest.mark.parametrize("name", ["ספרים", 'a "b" \\c', "\U0001f4d6 \x7f", "\udcff"])
def test_a_folder_may_have_any_name(tmp_path: Path, key: Path, name: str):
    run("cache", "--share", tmp_path / name, "--key", key)
    assert open_cache().folder == tmp_path / name


def test_the_environment_comes_before_the_configuration(
    tmp_path: Path, folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch
):
    run("cache", "--share", tmp_path / "other", "--key", key)
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", str(folder))
    monkeypatch.setenv("PUBLISH_SHARED_CACHE_KEY", str(key))
    assert open_cache().folder == folder
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", "")
    assert open_shared_cache() is None


def test_a_workspace_names_no_cache(folder: Path, key: Path):
    Path("publish.toml").write_text(f'shared_cache = "{folder}"\nkey = "{key}"\n')
    assert open_shared_cache() is None
    result = CliRunner().invoke(main, ["build"])
    assert "S02" in result.output  # an unknown key


def test_a_configuration_that_others_may_write_to_names_no_cache(folder: Path, key: Path):
    run("cache", "--share", folder, "--key", key)
    configuration(folder).parent.chmod(0o777)
    assert open_shared_cache() is None


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (lambda folder, _: configuration(folder).write_text("folder ="), "no absolute path"),
        (lambda folder, _: folder.rename(folder.with_name("away")), "No such file"),
        (lambda folder, _: (folder / "CACHEDIR.TAG").unlink(), "No such file"),
        (lambda _, key: key.chmod(0o644), "others may read"),
        (lambda _, key: key.unlink(), "No such file"),
        (lambda _, key: key.write_text("secret"), "is no key"),
    ],
    ids=["damaged choice", "no folder", "not mounted", "not private", "no key", "damaged key"],
)
def test_a_cache_that_cannot_be_used_is_told_once(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str], fault, reason: str
):
    run("cache", "--share", folder, "--key", key)
    fault(folder, key)
    with pytest.raises(NotShared, match=reason):
        open_shared_cache()
    assert not book_store(Path.cwd() / "output").get("0" * 32, str)
    show_cache_fault()
    show_cache_fault()
    warning = capsys.readouterr().err
    assert warning.count("warning[F40]") == 1
    assert reason in warning
    assert "shared  not used" in run("cache")


def test_a_cache_that_is_away_leaves_the_keys_of_the_workspace_as_they_are(folder: Path, key: Path):
    alone = book_store(Path.cwd() / "output").key("pages")
    run("cache", "--share", folder, "--key", key)
    book_store.cache_clear()
    before = book_store(Path.cwd() / "output").key("pages")
    folder.rename(folder.with_name("away"))
    book_store.cache_clear()
    assert book_store(Path.cwd() / "output").key("pages") == before != alone


def test_a_cache_that_cannot_be_written_is_told(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    run("cache", "--share", folder, "--key", key)

    def fail(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", fail)
    show_cache_fault()
    assert "Read-only file system" in capsys.readouterr().err


def test_without_a_key_nothing_is_shared(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", str(folder))
    with pytest.raises(NotShared, match="no key"):
        open_shared_cache()
    monkeypatch.setenv("PUBLISH_SHARED_CACHE", "shared")
    with pytest.raises(NotShared, match="no absolute path"):
        open_shared_cache()


def test_clean_leaves_the_shared_cache_alone_without_an_explicit_choice(folder: Path, key: Path):
    run("cache", "--share", folder, "--key", key)
    open_cache().put("one", b"words")
    assert "left the shared cache" in run("clean")
    assert open_cache().get("one")
    assert "removed 1 entries" in run("clean", "--shared")
    assert open_cache().get("one") is None


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--share", "shared"), "--share needs the key"),
        (("--key", "key"), "--key belongs to"),
        (("--size", "2 GB"), "--size belongs to"),
        (("--share", "shared", "--key", "missing"), "No such file"),
        (("--make", "."), "the folder has other files"),
        (("--new-key", "publish.toml"), "File exists"),
    ],
)
def test_a_wrong_use_is_told(arguments: tuple[str, ...], reason: str):
    result = CliRunner().invoke(main, ["cache", *arguments])
    assert result.exit_code != 0
    assert reason in result.output
    assert not Path("shared").exists()
