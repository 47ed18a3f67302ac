"""The whole story of one event: who says what and on whose word, where they differ, and how far it can be believed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from whence.records import Account, ClaimRef, Copy, CountRange, Event, Root
from whence.view.harmless import harmless

CREDIBILITY = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
SHOWN = 6  # wordings of a root that are shown


@dataclass(frozen=True, slots=True)
class Story:
    """An event with its accounts and the copies among their reports, for `Console.print`; the console needs `THEME`."""

    event: Event
    accounts: Sequence[Account]
    copies: Sequence[Copy] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the parts, each under its heading; one that has nothing to say is left out."""
        yield _head(self.event)
        for title, lines in (
            ("accounts", list(self._told())),
            ("roots", list(self._roots())),
            ("counts", [_count(c) for c in self.event.counts]),
            ("contradictions", list(self._contradictions())),
            ("copies", [_copy(c) for c in self.copies]),
            ("credibility", list(self._grade())),
        ):
            if lines:
                yield Text()
                yield Text(title, style="bold")
                yield from (Text("  ").append_text(line) for line in lines)

    def _told(self) -> Iterator[Text]:
        """Yield the accounts in the order of the event's claims."""
        known = {a.ref: a for a in self.accounts}
        for a in (known[ref] for ref in self.event.claims if ref in known):
            yield self._account(a)

    def _account(self, a: Account) -> Text:
        day = a.report.published.isoformat() if a.report.published else "no day"
        line = Text.assemble((day, "time"), " · ", harmless(a.report.outlet or a.report.report))
        line.append(f" · {a.claim.type.replace('_', ' ')}", style="trigger")
        line.append(f", {a.claim.status}" if a.claim.status != "happened" else "")
        line.append(f" · {' '.join(harmless(a.sentence).split())} · says: ")
        names = [harmless(link.name) for link in a.claim.chain]
        return line.append(" ← ".join(names) or "the outlet itself", style="source").append(
            f" · {a.claim.id}", style="dim"
        )

    def _roots(self) -> Iterator[Text]:
        event = self.event
        reports = len({c.report for c in event.claims})
        yield Text(
            f"{_some(reports, 'report')}, {_some(len(event.roots), 'root')}, {event.independent_roots} independent, "
            f"on {_some(event.independent_sides, 'side')}"
        )
        for r in event.roots:
            yield _root(r)
        for d in event.dependences:
            yield Text(harmless(f"not two: {d.a} and {d.b}: {d.because}"), style="dim")

    def _contradictions(self) -> Iterator[Text]:
        for c in self.event.contradictions:
            yield Text.assemble(
                (c.kind, "bold"), f": {harmless(c.because)} · {self._who(c.a)} against {self._who(c.b)}"
            )

    def _who(self, ref: ClaimRef) -> str:
        root = next((r for r in self.event.roots if ref in r.claims), None)
        return harmless(f"{root.id if root else 'a denial'} in {ref.report}")

    def _grade(self) -> Iterator[Text]:
        grade = self.event.grade
        yield Text(f"{grade.credibility}, {CREDIBILITY[grade.credibility]}")
        for f in grade.because:
            yield Text(harmless(f"{f.value:+.0f}  {f.name.replace('_', ' ')}: {f.reason}"))


def _head(event: Event) -> Text:
    days = [d.isoformat() for d in dict.fromkeys((event.earliest, event.latest)) if d]
    place = f"{event.place.name}" + (f", {event.place.country}" if event.place.country else "") if event.place else ""
    parts = [event.type.replace("_", " "), " to ".join(days) or "no day told", place or "no place told", event.status]
    return Text.assemble((event.id, "bold"), " · ", harmless(" · ".join(parts)))


def _root(root: Root) -> Text:
    side = "third party" if root.side == "third" else f"side of {root.side}"
    line = Text.assemble(
        (harmless(root.name), "source"), f" ({harmless(root.id)}), {root.kind.replace('_', ' ')}, {side}"
    )
    named = list(dict.fromkeys(f'"{w.text}" in {w.report}' if w.span else f"{w.report} itself" for w in root.words))
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return line.append(harmless(f": {'; '.join(named[:SHOWN])}{more}"), style="dim")


def _count(count: CountRange) -> Text:
    by = ", ".join(f"{harmless(c.root)} {span(c.low, c.high)}" for c in count.by)
    return Text(f"{count.what}: {span(count.low, count.high)} ({by})")


def span(low: int | None, high: int | None) -> str:
    """Return a range of numbers in words."""
    if low == high:
        return "no number" if low is None else str(low)
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _copy(copy: Copy) -> Text:
    return Text(harmless(f"{copy.copy} has {copy.share:.0%} of its words from {copy.original}: {copy.because}"))


def _some(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
