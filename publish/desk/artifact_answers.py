"""Answers about the files of a book: those that are made on demand, and taken away."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, Response

from publish.config.options import Edition, Format, Profile
from publish.desk.jobs import Job, JobStatus
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


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
