"""/api/uploads: reports in; what has come of them."""

from datetime import date
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from whence.desk.api.models import Refusal
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.forms import sent
from whence.desk.security import Reviewer
from whence.desk.security.limits import client
from whence.desk.uploads import Job, TooManyError, new_id, pasted

router = APIRouter(prefix="/uploads", tags=["uploads"])
_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": Refusal} for code in (400, 403, 413, 429)}
_FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {"files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}},
}
_FILES = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}}


class Given(BaseModel):
    """One report."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=1_200_000, description="Its body.")
    id: str = Field("", max_length=400, description="By which it is known; made of its bytes where it is left out.")
    title: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=400)
    published: date | None = None
    url: str = Field("", max_length=2000)


class Reports(BaseModel):
    """Reports to read."""

    model_config = ConfigDict(extra="forbid")

    reports: list[Given] = Field(min_length=1, max_length=200)


class Outcome(BaseModel):
    """What came of one report; `known`: it was stored already."""

    report: str
    title: str
    claims: int
    known: bool


class Upload(BaseModel):
    """How far an upload is."""

    id: str
    state: Literal["waiting", "reading", "done", "failed"]
    files: list[str]
    reading: str = Field(description="What is being read now, or nothing.")
    outcomes: list[Outcome]
    problems: list[str] = Field(description="What was not read, or read with something worth knowing, a line each.")
    said: str = Field(description="Why it failed.")


@router.post("", response_model=Upload, status_code=202, responses=_REFUSED)
def reports(given: Reports, request: Request, user: Reviewer, desk: AtHand) -> Any:
    """Take reports; they are read one after the other."""
    fields = [{k: str(v) for k, v in r.model_dump().items() if v} for r in given.reports]
    return _shown(_submit(request, desk, user.name, [pasted(f) for f in fields]))


@router.post("/files", response_model=Upload, status_code=202, responses=_REFUSED, openapi_extra=_FILES)
async def files(request: Request, user: Reviewer, desk: AtHand) -> Any:
    """Take files, as `whence read` takes them."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(400, "files come as multipart/form-data")
    form = await sent(request)
    found = [(f.filename or "report.txt", await f.read()) for f in form.getlist("files") if isinstance(f, UploadFile)]
    if not found:
        raise HTTPException(400, "no file came in the field 'files'")
    return _shown(await run_in_threadpool(_submit, request, desk, user.name, found))


@router.get("/{id}", response_model=Upload, responses={403: {"model": Refusal}})
def upload(id: str, user: Reviewer, desk: AtHand) -> Any:
    """Return how far an upload is."""
    job = desk.uploads.job(id)
    if job is None:
        raise not_found("upload", id)
    return _shown(job)


def _submit(request: Request, desk: Desk, by: str, files: list[tuple[str, bytes]]) -> Job:
    request.app.state.limits.take("upload", client(request))
    try:
        return desk.uploads.submit(new_id(), by, files)
    except TooManyError as error:
        raise HTTPException(503, "too many uploads wait already", {"Retry-After": "30"}) from error


def _shown(job: Job) -> dict[str, Any]:
    return {
        "id": job.id, "state": job.state, "files": list(job.files), "reading": job.reading,
        "outcomes": [{k: getattr(o, k) for k in ("report", "title", "claims", "known")} for o in list(job.outcomes)],
        "problems": list(job.problems), "said": job.said,
    }  # fmt: skip
