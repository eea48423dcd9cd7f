"""A folder book built again after an edit equals the book built without caches."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.config import find_workspace, open_book
from publish.config.edition_options import Commentary
from publish.config.options import Edition

LESSON = (
    "Gate {}\n\nאור אחד.\nOne “light”.1\n\nSaid of one.\n\n"
    "אור שני.\nA second.\n\nFOOTNOTES\n\n1. It's so.\n"
)


@pytest.fixture(autouse=True)
def fix_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")


def workspace(folder: Path, texts: list[str]) -> Path:
    (folder / "sources" / "gates").mkdir(parents=True)
    (folder / "publish.toml").write_text('title = "Gates"\n', "utf-8")
    for number, text in enumerate(texts):
        (folder / "sources" / "gates" / f"{number}.txt").write_text(text, "utf-8")
    return folder


def build(root: Path, form: str, edition: str, *, commentary: bool) -> tuple[bytes, list[str]]:
    """The bytes of the artifact, and its messages."""
    book = open_book("gates", find_workspace(root))
    choices = () if commentary else (("commentary", Commentary.NONE),)
    (artifact,) = plan(book, Request((form,), edition, options=choices))
    result = make(artifact)
    assert result.status == "made", result.diagnostics
    return artifact.path.read_bytes(), [d.message for d in result.diagnostics]


def build_three_times(
    folder: Path, form: str, edition: str, *, commentary: bool
) -> list[tuple[bytes, list[str]]]:
    """The builds before an edit, after it, and after it without caches."""
    before = [LESSON.format(number) for number in range(3)]
    after = [before[0], before[1].replace("One", 'One and "another'), before[2]]
    root = workspace(folder / "edited", before)
    first = build(root, form, edition, commentary=commentary)
    (root / "sources" / "gates" / "1.txt").write_text(after[1], "utf-8")
    second = build(root, form, edition, commentary=commentary)
    nothing = workspace(folder / "nothing", after)
    return [first, second, build(nothing, form, edition, commentary=commentary)]


@pytest.mark.parametrize("commentary", [True, False])
@pytest.mark.parametrize("edition", [name for name in Edition if name != "large-print"])
def test_an_epub(tmp_path: Path, edition: str, *, commentary: bool) -> None:
    before, after, from_nothing = build_three_times(
        tmp_path, "epub", edition, commentary=commentary
    )
    assert before != after
    assert after == from_nothing


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["interlinear", "translation"])
def test_a_pdf(tmp_path: Path, edition: str) -> None:
    before, after, from_nothing = build_three_times(tmp_path, "pdf", edition, commentary=True)
    assert before != after
    assert after == from_nothing
