"""Answers about the files of a book: their states, the making of them, and what is printed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from publish.config.options import Edition, Format
from publish.desk.choices import check_languages
from publish.desk.jobs import LIBRARY, Job, JobStatus
from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.view_making import request_of
from publish.desk.views import Status, ViewKey

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from publish.desk.desk import Desk


async def show_artifacts(desk: Desk, request: Request) -> Response:
    """Return the files of a book with their states, and when its pages were printed."""

    def show() -> dict[str, Any]:
        book = desk.open_book(request)
        return desk.session.artifacts.describe(desk.key_of(request), book)

    return JSONResponse(await run_in_threadpool(show))


async def take_artifact(desk: Desk, request: Request) -> Response:
    """Return a file that is as the text is now, by its identifier."""
    wanted = request.path_params["artifact"]

    def find() -> Path | None:
        book = desk.open_book(request)
        artifact = desk.session.artifacts.find_file(book, desk.key_of(request), wanted)
        return artifact.path if artifact else None

    path = await run_in_threadpool(find)
    if path is None:
        raise Refusal(404, "this file is older than the text; make it again")
    return _give(path)


async def mark_printed(desk: Desk, request: Request) -> Response:
    """Record that the pages of a view, as they are now, are printed."""

    def mark() -> dict[str, Any]:
        key = desk.key_of(request)
        book = desk.open_book(request)
        view = desk.session.view(key)
        if view.laid_out is None or view.status is not Status.GOOD or key.theme:
            hint = "wait until the pages are made, in the look of the settings"
            raise Refusal(409, "these pages are not those of the file", hint)
        desk.session.artifacts.write_printed(key, book, view.laid_out)
        return {"printed": desk.session.artifacts.describe(key, book)["printed"]}

    return JSONResponse(await run_in_threadpool(mark))


async def make_library(desk: Desk, _request: Request) -> Response:
    """Return the identifier of a new job that makes the library of all books."""
    job = Job(secrets.token_hex(6), "", LIBRARY)
    desk.session.add_job(job)
    return JSONResponse({"job": job.name})


async def make_file(desk: Desk, request: Request) -> Response:
    """Return the identifier of a new job that makes a file of the book."""
    book = await run_in_threadpool(desk.book_of, request)
    wanted = await read_object(request)
    choices = {"kind": tuple(Format), "edition": tuple(Edition), "profile": desk.profiles()}
    for name, values in choices.items():
        value = wanted.get(name)
        if (value or name == "kind") and value not in values:
            raise Refusal(422, f"there is no {name} “{value}”")
    languages = str(wanted.get("languages") or "")
    check_languages(languages)
    options = request_of(ViewKey(book, languages=languages), Format.PDF).options
    edition, profile = wanted.get("edition") or None, wanted.get("profile") or None
    job = Job(secrets.token_hex(6), book, str(wanted["kind"]), edition, profile, options)
    desk.session.add_job(job)
    return JSONResponse({"job": job.name})


async def download(desk: Desk, request: Request) -> Response:
    """Return the file that a job has made."""
    job = desk.session.jobs.get(request.path_params["job"])
    if job is None or job.status is not JobStatus.DONE or job.path is None:
        raise Refusal(404, "this file is not made yet")
    if not job.path.is_file():
        raise Refusal(404, f"{job.path.name} has been removed; make it again")
    return _give(job.path)


def _give(path: Path) -> Response:
    """Return a file as one to save under its name; raise 404 for a link, which is no book."""
    if path.is_symlink():
        raise Refusal(404, f"{path.name} is another file now; make it again")
    disposition = f"attachment; filename*=UTF-8''{quote(path.name)}"
    return FileResponse(path, headers={"Content-Disposition": disposition})
