"""Answers about a book: its view, the pictures of its pages, and the files that are made of it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, Response

from publish.config.options import Edition, Format, Profile
from publish.desk.jobs import Job, JobStatus
from publish.desk.page_pictures import SCALES
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.view_objects import describe_view

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk

_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}


async def show_book(desk: Desk, request: Request) -> Response:
    """Return a book as it was made last; a newer state is announced by an event."""

    def show() -> dict[str, object]:
        key = desk.key_of(request)
        view = desk.session.view(key)
        return describe_view(view, is_building=desk.session.is_building(key))

    return JSONResponse(await run_in_threadpool(show))


async def draw_page(desk: Desk, request: Request) -> Response:
    """Return the picture of a page, which never changes: its address is its digest."""
    page = request.path_params["page"]
    try:
        scale = float(request.query_params.get("scale", "1.5"))
    except ValueError:
        scale = 0
    if scale not in SCALES:
        raise Refusal(422, f"pages are drawn at the scales {', '.join(map(str, SCALES))}")
    place = desk.session.document(page)
    if place is None:
        raise Refusal(404, "this page is of an earlier state of the book")
    picture = await desk.painter.paint(page, *place, scale)
    return Response(picture, media_type="image/png", headers=_FOREVER)


async def make_file(desk: Desk, request: Request) -> Response:
    """Return the identifier of a new job that makes a file of the book."""
    book = await run_in_threadpool(desk.book_of, request)
    wanted = await read_object(request)
    choices = {"kind": tuple(Format), "edition": tuple(Edition), "profile": tuple(Profile)}
    for name, values in choices.items():
        value = wanted.get(name)
        if (value or name == "kind") and value not in values:
            raise Refusal(422, f"there is no {name} “{value}”")
    edition, profile = wanted.get("edition") or None, wanted.get("profile") or None
    job = Job(secrets.token_hex(6), book, str(wanted["kind"]), edition, profile)
    desk.session.add_job(job)
    return JSONResponse({"job": job.name})


async def download(desk: Desk, request: Request) -> Response:
    """Return the file that a job has made."""
    job = desk.session.jobs.get(request.path_params["job"])
    if job is None or job.status is not JobStatus.DONE or job.path is None:
        raise Refusal(404, "this file is not made yet")
    if not job.path.is_file():
        raise Refusal(404, f"{job.path.name} has been removed; make it again")
    disposition = f"attachment; filename*=UTF-8''{quote(job.path.name)}"
    return FileResponse(job.path, headers={"Content-Disposition": disposition})
