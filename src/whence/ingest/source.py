"""One input as it is being read: where it is, and how its reports and problems are made."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from whence.ingest.language import language
from whence.ingest.ledger import Ledger
from whence.ingest.problem import Problem, Why, quote
from whence.records import Report

SIZE_LIMIT = 64 << 20  # bytes of one input that must be held whole: a page with all its markup, a JSON array
LENGTH_LIMIT = 1_200_000  # characters of one report, some 200,000 words: a longer text is many reports in one file


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes come from: `path` for messages, `id` for a report that brings none, `line` within the input.

    `ledger` holds the ids of the whole run.
    """

    path: str
    id: str = ""
    line: int | None = None
    ledger: Ledger = field(default_factory=Ledger, repr=False)

    def at(self, line: int) -> "Source":
        """Return this source at one line of it; a line's record does not take the file's id."""
        return replace(self, line=line, id="")

    def refuse(self, why: Why, what: str, remedy: str, byte: int | None = None) -> Problem:
        """Return the problem that no report comes of this."""
        return Problem(self.path, why, what, remedy, self.line, byte)

    def remark(self, why: Why, what: str, remedy: str) -> Problem:
        """Return the note that goes with a report that was read."""
        return Problem(self.path, why, what, remedy, self.line, fatal=False)


@dataclass(frozen=True, slots=True)
class Fields:
    """What an input said of a report, before it is one."""

    body: str
    title: str = ""
    id: str = ""
    outlet: str = ""
    published: date | None = None
    url: str | None = None


def finish(source: Source, fields: Fields, raw: bytes) -> Iterator[Report | Problem]:
    """Yield the report made of `fields`, then a note where it is not in English; a problem where it cannot stand."""
    if not any(map(str.isalnum, fields.body)):
        seen = "the text is empty" if not fields.body else "the text has no letters or digits"
        yield source.refuse(Why.EMPTY, seen, "leave it out, or give its text")
        return
    if len(fields.body) > LENGTH_LIMIT:
        what = f"the text has {len(fields.body):,} characters, more than the {LENGTH_LIMIT:,} of one report"
        yield source.refuse(Why.TOO_LONG, what, "split it into its reports, one file or one line of JSON each")
        return
    report = Report.of(
        fields.body,
        title=fields.title if not fields.title.isspace() else "",
        id=fields.id or source.id,
        outlet=fields.outlet,
        published=fields.published,
        url=fields.url,
        language=language(fields.body),
        raw=raw,
    )
    if not fields.id and source.ledger.taken(report.id, report.sha256):
        report = replace(report, id=report.sha256[:16])  # two files of one name: no fault of either
    repeated = _repeated(source, report)
    yield repeated or report
    if not repeated and report.language != "en":
        what = f"the text looks like language '{report.language}'"
        yield source.remark(Why.NOT_ENGLISH, what, "expect little: only English is read well")


def _repeated(source: Source, report: Report) -> Problem | None:
    """Return the problem that another report of this run has the id already: a claim must name one report."""
    before = source.ledger.enter(report.id, report.sha256, source.path, source.line)
    if before is None:
        return None
    same, where = before
    if same:
        return source.remark(Why.REPEATED, f"the same bytes were read before, at {where}", "leave one of them out")
    what = f"the id {quote(report.id)} was given to another report, at {where}"
    return source.refuse(Why.DUPLICATE_ID, what, "give each report an id of its own")
