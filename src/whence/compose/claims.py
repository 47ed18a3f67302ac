"""Spans to claims: one for each trigger, with everything it points at."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from whence import counts
from whence.codes import code
from whence.compose.chains import chain
from whence.compose.continuations import continued
from whence.compose.material import Material
from whence.compose.means import by_means
from whence.compose.retaken import retaken
from whence.compose.routes import routed
from whence.compose.salience import salience
from whence.compose.statuses import by_words
from whence.compose.voices import Voices
from whence.compose.vouching import vouched
from whence.neural import Mark, Trigger
from whence.records import Claim, ClaimPlace, ClaimTime, Count, Party, Span, Spans
from whence.records.reading import CountWhat, PlaceRole
from whence.timex import at, claim_value

BARE_SINCE = 4  # words of "since" with its date, and no clause in between
PEOPLE: dict[CountWhat, CountWhat] = {"destroyed": "killed", "seized": "captured"}
TOLLS = frozenset({"casualties", "displacement"})
_JOINED = re.compile(r"[\s,]*(?:of|in|on)?\s*(?:the)?\s*")


def claims(material: Material, kinds: dict[str, str]) -> tuple[Claim, ...]:
    """Return the claims of a report in the order of the text; `kinds` says what kind each actor is."""
    triggers = vouched(material.marks.triggers, material.marks.cues, material.report.text, material.sentences)
    voices = Voices(triggers, material)
    triggers = retaken(continued(triggers, voices), material.report.text)
    told = Counter(t.type for t in triggers)
    return tuple(_claim(t, material, voices, kinds, told[t.type]) for t in triggers)


def _claim(trigger: Trigger, material: Material, voices: Voices, kinds: dict[str, str], told: int) -> Claim:
    text = material.report.text
    agents = _parties(trigger, "agents", material)
    targets = _parties(trigger, "targets", material)
    trigger, sentence = replace(trigger, type=by_means(trigger, text)), material.sentence(trigger.span)
    status = by_words(trigger, sentence, text)
    acled, plover = code(
        trigger.type,
        trigger=trigger.span.of(text),
        status=status,
        agent_kinds=[kinds[p.actor] for p in agents if p.actor],
        target_kinds=[kinds[p.actor] for p in targets if p.actor],
        context=sentence,
    )
    links = chain(trigger, material, voices)
    return Claim(
        id=_id(trigger, material),
        type=trigger.type,
        trigger=trigger.span,
        agents=agents,
        targets=targets,
        places=tuple(_places(routed(trigger.places, material.places, text), material)),
        time=_time(trigger, material),
        counts=tuple(_counts(trigger.counts, text, material.quantities)),
        status=status,
        chain=links,
        cue=_best(trigger.cues).span if trigger.cues and links else None,
        salience=salience(trigger, told, material.report),
        acled=acled,
        plover=plover,
    )


def _id(trigger: Trigger, material: Material) -> str:
    """Return an id that depends on the report and on where the claim stands in it, and on nothing else."""
    key = f"{material.report.id}\n{material.report.sha256}\n{trigger.span.start}-{trigger.span.end}"
    return hashlib.sha256(key.encode("utf8", "surrogatepass")).hexdigest()[:16]


def _best(marks: Iterable[Mark]) -> Mark:
    return max(marks, key=lambda m: m.score)


def _parties(trigger: Trigger, role: str, material: Material) -> tuple[Party, ...]:
    whole = dict.fromkeys(material.whole(m.span) for m in trigger.parties if m.label == role)
    return tuple(Party(span, material.actors.get(span)) for span in whole)


def _places(marks: Iterable[Mark], material: Material) -> Iterable[ClaimPlace]:
    for m in marks:
        toponym = material.toponym(m.span)
        role: PlaceRole = m.label  # type: ignore[assignment]  # the labels of this head are the roles
        if toponym is None:
            yield ClaimPlace(m.span, role, None, "not_a_name")
        else:
            yield ClaimPlace(m.span, role, toponym.place, toponym.reason)


def _time(trigger: Trigger, material: Material) -> ClaimTime | None:
    if not trigger.times:
        return None
    span = _with_since(_whole(trigger.times, material.report.text), trigger, material)
    timex = at(material.times, span)
    if timex is None:
        return ClaimTime(span, "", None, None, "not_understood")
    return ClaimTime(span, claim_value(timex), timex.earliest, timex.latest, timex.reason)


def _whole(times: Iterable[Mark], text: str) -> Span:
    """Return the best of the times with those that a mere link joins to it: "December" of "the same year"."""
    best = _best(times).span
    for m in sorted(times, key=lambda m: m.span):
        low, high = min(best.end, m.span.end), max(best.start, m.span.start)
        if low < high and _JOINED.fullmatch(text, low, high):
            best = Span(min(best.start, m.span.start), max(best.end, m.span.end))
    return best


def _with_since(span: Span, trigger: Trigger, material: Material) -> Span:
    """Return a time span with the "since" that opens it, near or far, which makes a stretch of a point.

    What the clause between the two tells happened at the point, and so did what follows it ("since the war broke out
    in 2011 with protests"), unless the clause opens the sentence, or it is a toll, which grew ever since.
    """
    text = material.report.text
    for r in material.times.ranges:
        since = r.span.of(text)
        if r.span.overlaps(span) and since[:5].lower() == "since":
            follows = r.span.end <= trigger.span.start and len(since.split()) > BARE_SINCE
            grows = since[0] == "S" or trigger.type in TOLLS
            return span if r.span.overlaps(trigger.span) or (follows and not grows) else r.span
    return span


def _counts(marks: Iterable[Mark], text: str, quantities: Spans) -> Iterable[Count]:
    """Yield the counts that say a number, each at the whole quantity that the mark meets; no number is no count."""
    best: dict[Span, Mark] = {}
    for m in marks:
        span = next(iter(quantities.over(m.span)), m.span)
        if span not in best or m.score > best[span].score:
            best[span] = m
    for span, m in best.items():
        quantity = counts.parse(text, span)
        if quantity is not None:
            yield Count(span, quantity.low, quantity.high, quantity.approx, _what(m, text, span))


def _what(mark: Mark, text: str, span: Span) -> CountWhat:
    """Return what the model says is counted, but for people: nobody destroys or seizes them."""
    what: CountWhat = mark.label  # type: ignore[assignment]  # the labels of this head are what is counted
    return PEOPLE.get(what, what) if counts.is_people(span.of(text)) else what
