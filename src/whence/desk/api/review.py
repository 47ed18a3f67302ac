"""/api/review: what waits to be judged, what was decided, and decisions."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from whence.desk.api import models
from whence.desk.api.events import account
from whence.desk.desk import AtHand
from whence.desk.security import Reviewer
from whence.records.reading import plain
from whence.review import Decision, NotACorrectionError, gold

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": models.Refusal} for code in (400, 403, 413)}
router = APIRouter(prefix="/review", tags=["review"], responses=_REFUSED)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class Pending(BaseModel):
    """A claim that nobody has judged, and what hangs on it: `because` multiplied out is `weight`."""

    account: models.Account
    event: str
    weight: float
    because: list[models.Factor]


class Anchor(BaseModel):
    """Words judged: a stretch of the text that was read from the bytes with this SHA-256."""

    sha256: str
    start: int
    end: int


class DecisionView(BaseModel):
    """A decision. `value` is what a correction sets, as the contract has it."""

    n: int
    kind: Literal["accept", "correct", "reject", "split", "merge"]
    a: list[Anchor]
    b: list[Anchor]
    field: str | None
    value: JsonValue
    words: str
    note: str
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


class Body(BaseModel):
    """What every decision may say."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field("", max_length=2000, description="Why.")


class Verdict(Body):
    """Acceptance or rejection."""

    verdict: Literal["accept", "reject"]
    report: str | None = Field(None, max_length=400, description="Its report: needed for a claim that was rejected.")


class Correction(Body):
    """A field and what it should be: spans as `start` and `end`, or as `words` of it; actors and places by id."""

    field: Literal["trigger", "type", "status", "agents", "targets", "places", "time", "counts", "chain"]
    value: JsonValue
    report: str | None = Field(None, max_length=400, description="Its report: needed for a claim that was rejected.")


class Split(Body):
    """The claims of an event that tell of another happening than its other claims."""

    claims: list[str] = Field(min_length=1, max_length=10_000)


class Merge(Body):
    """The event that is the same happening."""

    event: str = Field(min_length=1, max_length=400)


@router.get("/queue", response_model=list[Pending])
def queue(user: Reviewer, desk: AtHand, limit: Annotated[int, Query(ge=1, le=200)] = 30) -> Any:
    """Return the claims to judge, the one on which most hangs first."""
    return [
        {
            "account": account(p.account),
            "event": p.event.id,
            "weight": p.impact.value,
            "because": plain(p.impact.because),
        }
        for p in desk.review.queue(limit)
    ]


@router.get("/decisions", response_model=list[DecisionView])
def decisions(user: Reviewer, desk: AtHand, last: Annotated[int, Query(ge=1, le=1000)] = 100) -> Any:
    """Return the latest decisions, those taken back too, the latest first."""
    return [shown(d) for d in desk.store.decisions(last=last)]


@router.get("/decisions/{n}", response_model=DecisionView)
def decision(n: Number, user: Reviewer, desk: AtHand) -> Any:
    """Return one decision."""
    return _decision(desk, n)


@router.post("/decisions/{n}/undo", response_model=DecisionView)
def undo(n: Number, user: Reviewer, desk: AtHand) -> Any:
    """Take a decision back; it stays on record. One that was taken back already stays as it is."""
    _decision(desk, n)
    desk.review.undo(n, user.name)
    return _decision(desk, n)


@router.post("/claims/{id}/verdict", response_model=DecisionView, status_code=201)
def verdict(id: str, given: Verdict, user: Reviewer, desk: AtHand) -> Any:
    """Accept or reject a claim."""
    do = desk.review.accept if given.verdict == "accept" else desk.review.reject
    return _decision(desk, _done(lambda: do(id, user.name, given.note, given.report)))


@router.post("/claims/{id}/corrections", response_model=DecisionView, status_code=201)
def correct(id: str, given: Correction, user: Reviewer, desk: AtHand) -> Any:
    """Correct one field of a claim."""
    n = _done(lambda: desk.review.correct(id, given.field, given.value, user.name, given.note, given.report))
    return _decision(desk, n)


@router.post("/events/{id}/split", response_model=DecisionView, status_code=201)
def split(id: str, given: Split, user: Reviewer, desk: AtHand) -> Any:
    """Tell some claims of an event apart from the others."""
    return _decision(desk, _done(lambda: desk.review.split(id, given.claims, user.name, given.note)))


@router.post("/events/{id}/merge", response_model=DecisionView, status_code=201)
def merge(id: str, given: Merge, user: Reviewer, desk: AtHand) -> Any:
    """Put two events together."""
    return _decision(desk, _done(lambda: desk.review.merge(id, given.event, user.name, given.note)))


@router.get(
    "/gold",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}},
)
def export(user: Reviewer, desk: AtHand, whole: bool = False) -> StreamingResponse:
    """Return what people accepted or corrected as training data, a report a line, as `whence export gold` does."""

    def lines() -> Iterator[str]:
        for article in gold(desk.store, whole=whole):
            yield json.dumps(article, ensure_ascii=False) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


def shown(one: Decision) -> dict[str, Any]:
    """Return a decision as the API has it."""
    kept = ("n", "kind", "field", "words", "note", "by", "at", "undone_by", "undone_at")
    sides = {side: [{"sha256": a.sha256, **plain(a.span)} for a in getattr(one, side)] for side in ("a", "b")}
    value = None if one.value is None else json.loads(one.value)
    return {**{k: getattr(one, k) for k in kept}, **sides, "value": value}


def _decision(desk: Any, n: int) -> dict[str, Any]:
    found = desk.store.decision(n)
    if found is None:
        raise HTTPException(404, f"no decision {n} in the store")
    return shown(found)


def _done(do: Callable[[], int]) -> int:
    try:
        return do()
    except NotACorrectionError as error:
        raise HTTPException(400, str(error)) from error
    except KeyError as error:
        raise HTTPException(404, f"no {error.args[0]!r} in the store") from error
