"""/upload: files or pasted text in, claims out; /upload/{id}: how far it is."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from whence.desk.desk import AtHand
from whence.desk.errors import not_found
from whence.desk.forms import Form, words
from whence.desk.rendering import render
from whence.desk.security import Reviewer, tokens
from whence.desk.security.limits import client
from whence.desk.uploads import TooManyError, new_id, pasted

router = APIRouter()


@router.get("/upload")
def upload(request: Request, user: Reviewer, desk: AtHand) -> Response:
    """Ask for reports."""
    desk.uploads.expect()
    return _asked(request, "")


@router.post("/upload")
async def uploaded(request: Request, user: Reviewer, desk: AtHand, form: Form) -> Response:
    """Take reports, and lead to where their progress is shown."""
    request.app.state.limits.take("upload", client(request))
    files = await _files(form)
    if not files:
        return _asked(request, "No file and no text came.", 422)
    try:
        job = await run_in_threadpool(desk.uploads.submit, new_id(), user.name, files)
    except TooManyError:
        return _asked(request, "Too many uploads wait already; try again in a minute.", 503)
    return RedirectResponse(f"/upload/{job.id}", 303)


@router.get("/upload/{id}")
def progress(request: Request, id: str, user: Reviewer, desk: AtHand) -> Response:
    """Show how far an upload is, and what has come of it; htmx asks for the part that changes."""
    job = desk.uploads.job(id)
    if job is None:
        raise not_found("upload", id)
    part = "hx-request" in request.headers
    return render(request, "upload-progress.html" if part else "upload-job.html", here="upload", job=job)


def _asked(request: Request, said: str, status: int = 200) -> Response:
    return render(request, "upload.html", status=status, here="upload", csrf=tokens.csrf(request), said=said)


async def _files(form: FormData) -> list[tuple[str, bytes]]:
    """Return all that was sent, each with its name; pasted text is one more file."""
    out = [(f.filename or "report.txt", await f.read()) for f in form.getlist("files") if isinstance(f, UploadFile)]
    files = [(name, data) for name, data in out if data or name != "report.txt"]
    if (text := words(form, "text")).strip():
        fields: dict[str, Any] = {k: words(form, k).strip() for k in ("title", "outlet", "published", "url")}
        files.append(pasted({"text": text.replace("\r\n", "\n"), **fields}))
    return files
