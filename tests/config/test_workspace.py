"""Names on the command line stand for books of the workspace or for files."""

from pathlib import Path

import pytest

from publish.config import find_workspace, open_book
from publish.config.book_names import natural
from publish.diagnostics import PublishError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('publisher = "A house"\n')
    (tmp_path / "sources" / "tales").mkdir(parents=True)
    (tmp_path / "sources" / "lesson.txt").write_text("A text.\n")
    (tmp_path / "sources" / "lesson.toml").write_text('title = "The Lesson"\n')
    for name in ("10.txt", "2.txt", "1.txt"):
        (tmp_path / "sources" / "tales" / name).write_text("A tale.\n")
    return tmp_path


def codes(name: str, root: Path) -> list[str]:
    with pytest.raises(PublishError) as refused:
        open_book(name, find_workspace(root))
    return [d.code for d in refused.value.diagnostics]


def test_the_workspace_is_the_nearest_folder_upward(root: Path) -> None:
    assert find_workspace(root / "sources" / "tales").root == root


def test_a_book_is_a_file_with_settings_beside_it(root: Path) -> None:
    book = open_book("lesson", find_workspace(root))
    assert book.texts == (root / "sources" / "lesson.txt",)
    assert book.settings.title.in_("en") == "The Lesson"


def test_what_holds_for_the_workspace_holds_for_a_book(root: Path) -> None:
    assert open_book("lesson", find_workspace(root)).settings.publisher == "A house"


def test_the_chapters_of_a_folder_come_as_people_count(root: Path) -> None:
    book = open_book("tales", find_workspace(root))
    assert [path.name for path in book.texts] == ["1.txt", "2.txt", "10.txt"]


def test_a_book_may_say_another_order(root: Path) -> None:
    (root / "sources" / "tales" / "book.toml").write_text('files = ["10.txt", "1.txt"]\n')
    book = open_book("tales", find_workspace(root))
    assert [path.name for path in book.texts] == ["10.txt", "1.txt"]


def test_any_text_can_be_named_by_its_path(root: Path) -> None:
    elsewhere = root / "note.txt"
    elsewhere.write_text("A note.\n")
    assert open_book(str(elsewhere), find_workspace(root)).name == "note"


@pytest.mark.parametrize("ending", [".doc", ".pages", ".wpd"])
def test_a_document_that_no_reader_reads_is_named_by_its_path(
    root: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    (root / f"note{ending}").write_text("A note.\n")
    assert open_book(f"note{ending}", find_workspace(root)).texts[0].name == f"note{ending}"


def test_every_book_of_the_workspace_has_a_name(root: Path) -> None:
    assert find_workspace(root).book_names() == ["lesson", "tales"]


def test_a_name_that_is_no_book_is_refused(root: Path) -> None:
    assert codes("nothing", root) == ["F01"]


def test_a_folder_without_texts_is_refused(root: Path) -> None:
    (root / "sources" / "empty").mkdir()
    assert codes("empty", root) == ["F06"]


def test_a_text_that_the_settings_name_must_be_there(root: Path) -> None:
    (root / "sources" / "tales" / "book.toml").write_text('files = ["3.txt"]\n')
    assert codes("tales", root) == ["S05"]


def test_without_a_workspace_a_name_is_not_looked_up(tmp_path: Path) -> None:
    assert codes("lesson", tmp_path) == ["F07"]


def test_numbers_sort_as_numbers() -> None:
    assert sorted(["b10", "b9", "a", "B1"], key=natural) == ["a", "B1", "b9", "b10"]


def test_the_picture_of_a_cover_lies_beside_the_text(root: Path) -> None:
    (root / "sources" / "logo.png").write_bytes(b"")
    (root / "sources" / "lesson.toml").write_text('cover = { image = "logo.png" }\n')
    book = open_book("lesson", find_workspace(root))
    assert book.files == (root / "sources" / "lesson.txt", root / "sources" / "logo.png")


def test_the_picture_of_every_cover_lies_beside_the_workspaces_settings(root: Path) -> None:
    (root / "logo.png").write_bytes(b"")
    (root / "publish.toml").write_text('cover = { image = "logo.png" }\n')
    assert open_book("lesson", find_workspace(root)).files[-1] == root / "logo.png"
    assert open_book("tales", find_workspace(root)).files[-1] == root / "logo.png"


def test_a_picture_that_is_not_there_is_refused(root: Path) -> None:
    (root / "sources" / "lesson.toml").write_text('cover = { image = "logo.png" }\n')
    assert codes("lesson", root) == ["S05"]


def test_a_name_of_no_book_brings_the_nearest_one_and_the_first_of_many(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").touch()
    (tmp_path / "sources").mkdir()
    for number in range(1, 1022):
        (tmp_path / "sources" / f"שיעור {number}.txt").touch()
    with pytest.raises(PublishError) as refused:
        open_book("שעור 1021", find_workspace(tmp_path))
    (error,) = refused.value.diagnostics
    near, listed = error.hints
    assert near == "did you mean “שיעור 1021”?"
    assert listed.startswith("books in this workspace: שיעור 1, שיעור 2,")
    assert listed.endswith("שיעור 20 and 1,001 more")


def test_the_list_of_books_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").touch()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a\nb.txt").touch()
    with pytest.raises(PublishError) as refused:
        open_book("c", find_workspace(tmp_path))
    assert refused.value.diagnostics[0].hints == ("books in this workspace: a⟨U+000A⟩b",)
