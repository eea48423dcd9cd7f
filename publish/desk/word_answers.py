"""Answers about words: where a place of a page stands in a text, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.desk.book_files import find_file
from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal
from publish.desk.view_objects import describe_boxes
from publish.desk.views import LaidOutView, name_of
from publish.document.model import direction

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk
    from publish.desk.words.page_text import PageBlock, PageRun


async def locate_word(desk: Desk, request: Request) -> Response:
    """Return the place in a text of the word at a point of a page."""
    page, x, y = (_number(request, name) for name in ("page", "x", "y"))

    def locate() -> dict[str, Any]:
        laid_out = _find_pages(desk, request)
        word = desk.session.words.locate(laid_out, int(page), x, y)
        if word is None:
            raise Refusal(404, "no text stands on this page")
        source = laid_out.source(word.span.file)
        assert source is not None  # words have the sources of the layout
        start, end = source.position(word.span.start), source.position(word.span.end)
        return {
            "file": name_of("file", source.file),
            "name": source.file,
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "exact": word.is_word,
        }

    return JSONResponse(await run_in_threadpool(locate))


async def find_word(desk: Desk, request: Request) -> Response:
    """Return the place on a page of the word at a place of a text."""
    line, column = (max(1, int(_number(request, name))) for name in ("line", "column"))

    def find() -> dict[str, Any]:
        laid_out = _find_pages(desk, request)
        file = find_file(desk.open_book(request), request.query_params.get("file"))
        source = laid_out.source(file.name)
        word = source and desk.session.words.find(laid_out, file.name, source.offset(line, column))
        if not word or not word.places:
            raise Refusal(404, "this line is not printed")
        places = [{"page": page, "rects": describe_boxes(boxes)} for page, boxes in word.places]
        return {**places[0], "also": places[1:], "exact": word.is_word}

    return JSONResponse(await run_in_threadpool(find))


async def read_page(desk: Desk, request: Request) -> Response:
    """Return the text of a page, in reading order, with the place of each word on it."""
    number = request.path_params["page"]

    def read() -> dict[str, Any]:
        laid_out = _find_pages(desk, request)
        page = next((each for each in laid_out.pages if each.number == number), None)
        if page is None:
            raise Refusal(404, f"the book has no page {number}")
        head = laid_out.document.head
        return {
            "page": number,
            "folio": page.folio,
            "lang": head.lang,
            "dir": direction(head.lang).value,
            "blocks": list(map(_describe_block, desk.session.words.read_page(laid_out, number))),
        }

    return JSONResponse(await run_in_threadpool(read))


def _find_pages(desk: Desk, request: Request) -> LaidOutView:
    """Return the pages that a view shows; raise 404 where it has none."""
    view = desk.session.last_view(desk.key_of(request))
    if view is None or view.laid_out is None:
        raise Refusal(404, "the book has no pages yet")
    return view.laid_out


def _describe_block(each: PageBlock) -> dict[str, Any]:
    block = each.block
    return {
        "kind": block.kind.value,
        "level": block.level,
        "label": block.label,
        "cell": block.cell,
        "lang": block.lang,
        "dir": block.dir.value,
        "goes_on": each.goes_on,
        "runs": list(map(_describe_run, each.runs)),
    }


def _describe_run(run: PageRun) -> dict[str, Any]:
    """Return a run as an object; a word is a list of its text and its place on the page."""
    words = [
        [word.text, *(round(number, 1) for number in word.place)] if word.place else word.text
        for word in run.words
    ]
    return {"lang": run.lang, "dir": run.dir.value, "call": run.is_call, "words": words}


def _number(request: Request, name: str) -> float:
    """Return a parameter as a number; raise 422 where it is none."""
    try:
        value = float(request.query_params.get(name, ""))
    except ValueError:
        value = -1
    if not 0 <= value < 1e6:  # also refuses what is not a number
        raise Refusal(422, f"{name} has to be a number")
    return value
