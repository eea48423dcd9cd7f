"""Answers about the EPUB of a view: its documents, and its files for a frame without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.desk.guard import OWN_POLICY
from publish.desk.json_answers import JSONResponse
from publish.desk.picture_answers import FOREVER
from publish.desk.refusals import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk

_POLICY = (
    "default-src 'none'; style-src {0}; font-src {0}; img-src {0}; script-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin"
)
"""The policy of a document of an EPUB: it has no scripts, and loads its own files alone.

The frame is of the same origin, so that the desk can follow what is read in it; without scripts
nothing in it can use that.  https://www.w3.org/TR/CSP3/#match-url-to-source-expression
"""


async def show_epub(desk: Desk, request: Request) -> Response:
    """Return the documents of the EPUB that a view would be."""

    def show() -> dict[str, Any]:
        view = desk.session.view(desk.key_of(request))
        if view.book is None or view.laid_out is None:
            raise Refusal(409, "the pages are not made yet")
        epub = desk.session.epubs.epub(view)
        documents = [
            {"address": f"/epubs/{epub.name}/{quote(name)}", "title": title}
            for name, title in epub.documents
        ]
        return {"name": epub.name, "start": epub.start, "documents": documents}

    return JSONResponse(await run_in_threadpool(show))


async def read_epub_file(desk: Desk, request: Request) -> Response:
    """Return a file of an EPUB; only names that its package lists are looked for."""
    epub = request.path_params["epub"]
    file = desk.session.epubs.file(epub, request.path_params["name"])
    if file is None:
        raise Refusal(404, "this e-book is of an earlier state of the book")
    own = f"{request.url.scheme}://{request.headers['host']}/epubs/{epub}/"
    setattr(request.state, OWN_POLICY, _POLICY.format(own))
    return Response(file.data, media_type=file.media_type, headers=FOREVER)
