"""Pictures of pages: drawn once, ahead where they are wanted, and in spite of a lost process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.desk.page_pictures import PagePainter
from publish.desk.refusals import Refusal
from publish.desk.view_making import make_views
from publish.desk.views import LaidOutView, ViewKey
from tests.support.coroutines import run

from .running_desk import TEXT, make_workspace

pytestmark = pytest.mark.thorough


@pytest.fixture
def painter() -> Iterator[PagePainter]:
    painter = PagePainter()
    yield painter
    painter.close()


def lay_out(folder: Path, text: str = TEXT) -> LaidOutView:
    (folder / "sources" / "small.txt").write_text(text, "utf-8")
    *_, view = make_views(ViewKey("small"), folder)
    assert view.laid_out
    return view.laid_out


def draw(painter: PagePainter, laid_out: LaidOutView, number: int) -> bytes:
    return run(painter.paint(laid_out.pages[number - 1].digest, laid_out, number, 1.0))


def test_a_page_that_was_asked_for_last_is_drawn_ahead(tmp_path: Path, painter: PagePainter):
    workspace = make_workspace(tmp_path / "workspace")
    first = lay_out(workspace)
    number = len(first.pages)
    draw(painter, first, number)
    second = lay_out(workspace, TEXT.replace("first", "other"))
    painter.draw_ahead(second)
    ahead = painter._pictures[second.pages[number - 1].digest, 1.0]
    assert draw(painter, second, number) == ahead.result()
    assert len(painter._pictures) == 2
    alone = PagePainter()
    assert draw(alone, second, number) == ahead.result()
    alone.close()


def test_another_process_draws_after_one_that_has_ended(tmp_path: Path, painter: PagePainter):
    laid_out = lay_out(make_workspace(tmp_path / "workspace"))
    picture = draw(painter, laid_out, 1)
    assert painter._pool
    (process,) = painter._pool._processes.values()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    painter._pictures.clear()
    with pytest.raises(Refusal):
        draw(painter, laid_out, 1)
    assert draw(painter, laid_out, 1) == picture
