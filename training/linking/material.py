"""Gold claims as accounts: what the annotation says, with the deterministic steps and the encoder's states on top.

An account's vector holds the encoder's raw states here (float16), so that projections can be fitted and tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from training.gold import gold_claims, read_text, rows
from whence import Reader, Report
from whence.filing import filed
from whence.neural import Mark, Source, Tagger, Trigger
from whence.neural.decoding import Scores
from whence.records import Account, Count, Filed, Span


@dataclass(frozen=True, slots=True)
class Told:
    """An account and the event that it tells, by the annotation; slugs are comparable within one batch only."""

    account: Account
    batch: str
    event: str


def raw(states: Scores) -> list[bytes]:
    """Return states as they are: the projection to use where projections are to be fitted."""
    return [row.astype(np.float16).tobytes() for row in states]


def reader() -> Reader:
    """Return a reader whose vectors are raw states."""
    out = Reader(threads=1)
    out.tagger = Tagger(None, 1, raw)
    return out


def reports(path: str) -> list[tuple[Report, dict[str, Any]]]:
    """Return the reports of a gold file, each with its record."""
    return [(_report(r), r) for r in rows(path)]


def _report(record: dict[str, Any]) -> Report:
    day = str(record.get("published") or "")
    return Report(
        text=read_text(record),
        title=record.get("title") or "",
        outlet=record.get("outlet") or "",
        published=date.fromisoformat(day) if len(day) == 10 else None,
        id=record["id"],
    )


def gold(path: str, using: Reader) -> Iterator[list[Told]]:
    """Yield the claims of each report of a gold file as accounts."""
    for report, record in reports(path):
        claims = gold_claims(record, report.text)
        batch_events = [c["event"] for c in record["claims"]]
        order = sorted(range(len(claims)), key=lambda i: claims[i]["trigger"])
        marks = using.tagger.mark(report.text, [Span(*claims[i]["trigger"]) for i in order])
        vectors = {t.span: t.vector for t in marks.triggers}
        triggers = tuple(_trigger(claims[i]) for i in order)
        found = filed(
            using.understand(report, replace(marks, triggers=triggers)),
            {t.span: next((v for s, v in vectors.items() if s.overlaps(t.span)), b"") for t in triggers},
            None,
        )
        yield [
            _told(a, claims[i], batch_events[i], n) for n, (i, a) in enumerate(zip(order, found.accounts, strict=True))
        ]


def _told(account: Account, claim: dict[str, Any], event: str, number: int) -> Told:
    """Put back what the annotation says where composing had a word of its own; number claims that share a trigger."""
    counts = tuple(Count(Span(s, e), low, high, approx, what) for s, e, low, high, approx, what in claim["counts"])
    fixed = replace(
        account.claim, id=f"{account.claim.id}{number}", type=claim["type"], status=claim["status"], counts=counts
    )
    return Told(replace(account, claim=fixed), event.partition("/")[0] if "/" in event else "", event)


def _trigger(claim: dict[str, Any]) -> Trigger:
    """Return what the model would have marked of a gold claim."""

    def marks(spans: Any, label: int | str) -> tuple[Mark, ...]:
        return tuple(
            Mark(Span(*s[:2]), str(s[label] if isinstance(label, int) else label), 1.0) for s in spans if s[0] < s[1]
        )

    named = [x for x in claim["chain"] if "span" in x]
    return Trigger(
        span=Span(*claim["trigger"]),
        type=claim["type"],
        status=claim["status"],
        score=1.0,
        parties=marks(claim["agents"], "agents") + marks(claim["targets"], "targets"),
        places=marks(claim["places"], 2),
        times=marks([claim["time"]] if claim["time"] else [], "time"),
        counts=marks(claim["counts"], -1),
        sources=tuple(Source(Span(*x["span"]), i > 0, x["kind"], 1.0) for i, x in enumerate(named)),
        cues=marks([claim["cue"]] if claim["cue"] else [], "cue"),
    )


def own(path: str, using: Reader) -> Iterator[Filed]:
    """Yield what the reader itself files of each report of a gold file."""
    for report, _ in reports(path):
        yield using.file(report)


def ecb(using: Reader) -> Iterator[list[Told]]:
    """Yield the event mentions of each ECB+ document as accounts; the batch is the topic.

    The documents are read with the gold mentions for triggers; the reader says what belongs to them.
    """
    for record in rows("data/linking/ecbplus_train.jsonl"):
        report = Report(text=record["text"], id=record["id"])
        mentions: Sequence[dict[str, Any]] = record["mentions"]
        by_span = {Span(m["start"], m["end"]): m["event"] for m in sorted(mentions, key=lambda m: m["start"])}
        marks = using.tagger.mark(report.text, list(by_span))
        vectors = {t.span: t.vector for t in marks.triggers}
        accounts = filed(using.understand(report, marks), vectors, None).accounts
        yield [
            Told(a, str(record["topic"]), next(e for s, e in by_span.items() if s.overlaps(a.claim.trigger)))
            for a in accounts
        ]
