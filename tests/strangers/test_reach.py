"""Workspaces of strangers: all that they name lies inside, by whatever way it is named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from publish.cli import main
from publish.storage.own_files import own_styles

SECRET = "A Letter\n\nAquamarine words of the neighbour.\n"


def link_chain(target: Path, near: Path) -> str:
    last = target
    for number in range(3):
        link = near / f"chain{number}{target.suffix}"
        link.symlink_to(last, target_is_directory=target.is_dir())
        last = link
    return last.name


def link(target: Path, near: Path) -> str:
    name = near / f"link{target.suffix}"
    name.symlink_to(target, target_is_directory=target.is_dir())
    return name.name


def relative_link(target: Path, near: Path) -> str:
    name = near / f"relative{target.suffix}"
    name.symlink_to(os.path.relpath(target, near), target_is_directory=target.is_dir())
    return name.name


def link_to_folder(target: Path, near: Path) -> str:
    (near / "folder").symlink_to(target.parent, target_is_directory=True)
    return f"folder/{target.name}"


def link_in_other_case(target: Path, near: Path) -> str:
    name = near / f"LINK{target.suffix.upper()}"
    name.symlink_to(target, target_is_directory=target.is_dir())
    return name.name


def dots_in_the_middle(target: Path, near: Path) -> str:
    (near / "inner").mkdir()
    return f"inner/../{os.path.relpath(target, near)}"


PLACES: dict[str, Callable[[Path, Path], str]] = {
    "absolute": lambda target, _: str(target),
    "relative": os.path.relpath,  # type: ignore[dict-item]  # of a path and a start
    "dots in the middle": dots_in_the_middle,
    "link": link,
    "relative link": relative_link,
    "chain of links": link_chain,
    "link to a folder": link_to_folder,
    "link in other case": link_in_other_case,
}
LINKS = ("link", "relative link", "chain of links")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with private files beside a workspace, in which the test runs."""
    private = tmp_path / "private"
    private.mkdir()
    (private / "secret.txt").write_text(SECRET, "utf-8")
    (private / "secret.toml").write_text("subtitle = Aquamarine\n", "utf-8")
    Image.new("RGB", (8, 8)).save(private / "secret.png")
    shutil.copytree(own_styles() / "classic", private / "theme")
    root = tmp_path / "workspace"
    (root / "sources" / "b").mkdir(parents=True)
    (root / "publish.toml").write_text("", "utf-8")
    (root / "sources" / "b" / "1.txt").write_text("A Title\n\nSome words of it.\n", "utf-8")
    shutil.copytree(own_styles() / "classic", root / "styles" / "mine")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PUBLISH_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def write_settings(home: Path, text: str) -> None:
    (home / "workspace/sources/b/book.toml").write_text(text, "utf-8")


def assert_refused_until_trusted(line: str, place: str) -> None:
    """Check that a book is refused at a line of its settings, and not where it is trusted."""
    result = run("check", "b")
    assert result.exit_code == 1
    assert "error[S16]" in result.stderr
    assert not line or f"{line}:1\n" in result.stderr
    assert place in result.stderr
    assert "--trust" in result.stderr
    assert "Aquamarine" not in result.output
    assert "error[S16]" not in run("check", "b", "--trust").stderr
    assert "error[S16]" not in run("check", "b").stderr
    assert "error[S16]" in run("check", "b", "--no-trust").stderr


@pytest.mark.parametrize("way", PLACES)
def test_files_of_a_book_stay_inside(way: str, home: Path) -> None:
    target = home / "private/secret.txt"
    name = PLACES[way](target, home / "workspace/sources/b")
    write_settings(home, f'title = "B"\nfiles = ["1.txt", "{name}"]\n')
    assert_refused_until_trusted("book.toml:2", str(target))


@pytest.mark.parametrize("way", PLACES)
def test_the_picture_of_a_cover_stays_inside(way: str, home: Path) -> None:
    target = home / "private/secret.png"
    name = PLACES[way](target, home / "workspace/sources/b")
    write_settings(home, f'title = "B"\ncover = {{ image = "{name}" }}\n')
    assert_refused_until_trusted("book.toml:2", str(target))


@pytest.mark.parametrize(("key", "name"), [("back", "secret.md"), ("picture", "secret.png")])
def test_the_files_of_a_wrap_cover_stay_inside(key: str, name: str, home: Path) -> None:
    target = home / "private" / name
    target.touch()
    write_settings(home, f'title = "B"\nwrap_cover = {{ {key} = "{target}" }}\n')
    assert_refused_until_trusted("book.toml:2", str(target))


@pytest.mark.parametrize("way", PLACES)
def test_the_icc_profile_of_a_printer_stays_inside(way: str, home: Path) -> None:
    target = home / "private/secret.icc"
    target.write_bytes(b"Aquamarine")
    name = PLACES[way](target, home / "workspace")
    (home / "workspace/publish.toml").write_text(
        f'[printers.own]\ncondition = {{ identifier = "FOGRA47", icc = "{name}" }}\n', "utf-8"
    )
    assert_refused_until_trusted("", str(target))


@pytest.mark.parametrize("way", PLACES)
def test_a_theme_stays_inside(way: str, home: Path) -> None:
    target = home / "private/theme"
    name = PLACES[way](target, home / "workspace/styles")
    write_settings(home, f'title = "B"\ntheme = "{name}"\n')
    assert_refused_until_trusted("book.toml:2", str(target))


@pytest.mark.parametrize("way", LINKS)
def test_a_text_that_is_a_link_stays_inside(way: str, home: Path) -> None:
    PLACES[way](home / "private/secret.txt", home / "workspace/sources/b")
    assert_refused_until_trusted("", str(home / "private/secret.txt"))


@pytest.mark.parametrize("name", ["book.toml", "b.toml"])
def test_a_settings_file_that_is_a_link_stays_inside(name: str, home: Path) -> None:
    sources = home / "workspace/sources"
    folder = sources / "b"
    if name == "b.toml":
        shutil.move(folder / "1.txt", sources / "b.txt")
        folder.rmdir()
        folder = sources
    (folder / name).symlink_to(home / "private/secret.toml")
    assert_refused_until_trusted("", str(home / "private/secret.toml"))


def test_a_folder_of_sources_that_is_a_link_stays_inside(home: Path) -> None:
    shutil.rmtree(home / "workspace/sources/b")
    (home / "workspace/sources/b").symlink_to(home / "private")
    assert_refused_until_trusted("", str(home / "private"))


@pytest.mark.parametrize("way", LINKS)
@pytest.mark.parametrize(
    "name",
    ["fonts/EBGaramond-Regular.ttf", "print.css", "epub.css", "templates/print/made.html.j2"],
)
def test_a_file_of_a_theme_that_is_a_link_stays_inside(name: str, way: str, home: Path) -> None:
    theme = home / "workspace/styles/mine"
    target = home / "private/theme" / name
    new_name = PLACES[way](target, (theme / name).parent)
    (theme / name).unlink()
    (theme / name).parent.joinpath(new_name).rename(theme / name)
    write_settings(home, 'title = "B"\ntheme = "mine"\n')
    assert_refused_until_trusted("book.toml:2", str(target))


@pytest.mark.parametrize("name", ["/etc/hosts", "../../../private/secret.ttf", "../mine2/x.ttf"])
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["font", "style sheet", "picture of a style sheet", "include"])
def test_a_theme_names_files_of_its_own_only(kind: str, name: str, home: Path) -> None:
    theme = home / "workspace/styles/mine"
    (theme.parent / "mine2").mkdir()
    for place in (home / "private/secret.ttf", theme.parent / "mine2/x.ttf"):
        shutil.copy(theme / "fonts/EBGaramond-Regular.ttf", place)
    files = {
        "font": ("theme.toml", '[[face]]\nfamily = "X"\nscript = "latin"\nfile = "{}"\n'),
        "style sheet": ("epub.css", '@import url("{}");\n'),
        "picture of a style sheet": ("epub.css", 'body {{ background: url("{}") }}\n'),
        "include": ("templates/print/title.html.j2", '{{% include "{}" %}}\n'),
    }
    file, line = files[kind]
    text = line.format(name) + (theme / file).read_text("utf-8")
    (theme / file).write_text(text, "utf-8")
    write_settings(home, 'title = "B"\ntheme = "mine"\n')
    result = run("build", "b", "-j", "1")
    assert result.exit_code == 1
    assert "failed" in result.output
    assert "error" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["fonts/x.ttf", "x.css", "templates/x.j2", "x.svg"])
def test_a_pipe_in_a_theme_is_not_read(name: str, home: Path) -> None:
    os.mkfifo(home / "workspace/styles/mine" / name)
    write_settings(home, 'theme = "mine"\n')
    result = run("pdf", "b")
    assert result.exit_code == 1
    assert "error[S17]" in result.stderr


@pytest.mark.parametrize("place", ["/dev/zero", "/dev/stdin", "/dev"])
def test_a_device_is_not_read(place: str, home: Path) -> None:
    write_settings(home, f'cover = {{ image = "{place}" }}\n')
    assert run("pdf", "b").exit_code == 1
    write_settings(home, f'files = ["{place}"]\n')
    assert run("pdf", "b").exit_code == 1


def test_links_inside_a_workspace_are_followed(home: Path) -> None:
    sources = home / "workspace/sources"
    (home / "workspace/texts").mkdir()
    (home / "workspace/texts/2.txt").write_text("Two\n\nMore words here.\n", "utf-8")
    (sources / "b/2.txt").symlink_to("../../texts/2.txt")
    write_settings(home, 'files = ["1.txt", "../../texts/2.txt", "2.txt"]\n')
    assert run("check", "b").exit_code == 0


def test_a_file_that_the_user_names_is_read(home: Path) -> None:
    shutil.copy(home / "private/secret.txt", home / "private/named.txt")
    assert run("check", str(home / "private/named.txt")).exit_code == 0


def test_the_settings_of_a_named_file_stay_in_its_folder(home: Path) -> None:
    far = home / "download"
    far.mkdir()
    (far / "a.txt").write_text("A Title\n\nSome words of it.\n", "utf-8")
    (far / "a.toml").write_text('cover = { image = "../private/secret.png" }\n', "utf-8")
    result = run("check", str(far / "a.txt"))
    assert "error[S16]" in result.stderr
    assert "a.toml:1:1" in result.stderr


def test_trust_is_kept_outside_of_the_workspace_and_for_its_place_alone(home: Path) -> None:
    before = sorted(home.joinpath("workspace").rglob("*"))
    run("check", "b", "--trust")
    assert sorted(home.joinpath("workspace").rglob("*")) == before
    assert "trusted: this workspace" in run("check", "b").stderr
    shutil.copytree(home / "workspace", home / "copy", symlinks=True)
    os.chdir(home / "copy")
    assert "trusted: this workspace" not in run("check", "b").stderr


def test_trust_in_a_folder_that_others_write_to_does_not_count(home: Path) -> None:
    run("check", "b", "--trust")
    (home / "config/trusted").chmod(0o777)
    assert "trusted: this workspace" not in run("check", "b").stderr
