"""The reader: a report in, a reading out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from whence.actors import Linker, Mention, Register
from whence.compose import Material, attributions, claims, closed, introductions
from whence.counts import find as find_quantities
from whence.filing import filed
from whence.gazetteer import Gazetteer
from whence.neural import Marks, Tagger
from whence.places import Resolver
from whence.records import Entity, Filed, Reading, Report, Span, Spans, Toponym
from whence.timex import read as read_times

LIKELY = 0.2  # chance of a name, by the finder, from which the model's word decides
CERTAIN = 0.45  # chance of a name, by the finder, from which it needs no model
SURE = 0.9  # the model's score from which it needs no gazetteer
NAMED = frozenset({"Organisation", "Person"})  # entities that can be actors


class Reader:
    """Reads reports. Holds the model, the gazetteer and the register: make one and keep it.

    Args:
        model: the model file, by default the one that comes with Whence.
        threads: how many threads the model may use.

    Raises:
        OSError: where the model or the gazetteer can't be read.
    """

    def __init__(self, model: Path | None = None, threads: int = 2) -> None:
        """Load everything that reading needs."""
        self.tagger = Tagger(model, threads)
        self._resolver = Resolver(Gazetteer())
        self._register = Register.load()
        self._linker = Linker(self._register)

    def read(self, report: Report) -> Reading:
        """Return what `report` says and on whose word. The same report gives the same reading."""
        return self.understand(report, self.tagger.mark(report.text))

    def file(self, report: Report) -> Filed:
        """Return the reading of `report`, and for each claim what linking needs to know of it."""
        marks = self.tagger.mark(report.text)
        printed = self._register.outlet(report.outlet)
        vectors = {t.span: t.vector for t in marks.triggers}
        return filed(self.understand(report, marks), vectors, printed.id if printed else None)

    def understand(self, report: Report, marks: Marks) -> Reading:
        """Return the reading that the model's marks make: all of reading that comes after the model."""
        marks = replace(marks, cues=closed(marks.cues, report.text))
        toponyms = self._toponyms(report, marks)
        actors = self._actors(report.text, marks, toponyms)
        times, quantities = read_times(report.text, report.published), find_quantities(report.text)
        printed = self._register.outlet(report.outlet)
        material = Material(report, marks, times, toponyms, Spans(quantities), actors, printed.id if printed else None)
        kinds = {a: self._register[a].kind for a in actors.values() if a}
        return Reading(
            report=report,
            attributions=attributions(marks.cues),
            entities=tuple(Entity(m.span, m.label, actors.get(m.span)) for m in marks.entities),
            toponyms=toponyms,
            timexes=material.times.timexes,
            claims=claims(material, kinds),
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports one after the other, each when it is asked for."""
        return map(self.read, reports)

    def _toponyms(self, report: Report, marks: Marks) -> tuple[Toponym, ...]:
        """Find place names and resolve them, in the order of the text.

        A name is one that the finder is sure of, one that it and the model both see, one that the model alone is
        sure of (the gazetteer may not have it), or the place of a claim.
        """
        seen = Spans(m.span for m in marks.toponyms)
        found = self._resolver.weighed(report.text, LIKELY)
        spans = Spans(s for s, chance in found if chance >= CERTAIN or seen.over(s))
        alone = (m.span for m in marks.toponyms if m.score >= SURE)
        claimed = (p.span for t in marks.triggers for p in t.places)
        for span in (*alone, *claimed):
            spans.add(span)
        return self._resolver.resolve(report.text, list(spans), home=self._home(report.outlet))

    def _home(self, outlet: str) -> str | None:
        """Return the country of an outlet (ISO 3166-1 alpha-2), where the register gives it one country."""
        actor = self._register.outlet(outlet) if outlet else None
        if actor is None or len(actor.country) != 1:
            return None
        code: str = self._register.vocabularies["states"][actor.country[0]]["iso"]
        return code

    def _actors(self, text: str, marks: Marks, toponyms: tuple[Toponym, ...]) -> dict[Span, str | None]:
        """Link everything that may be an actor: entities, parties of claims and sources."""
        labels: dict[Span, str | None] = {m.span: m.label for m in marks.entities if m.label in NAMED}
        for t in marks.triggers:
            labels |= {span: labels.get(span) for span in (*(m.span for m in t.parties), *(s.span for s in t.sources))}
        labels |= {span: labels.get(span) for c in marks.cues for span in c.source}
        labels |= {span: labels.get(span) for span in introductions(text, marks.entities)}
        mentions = [Mention(span, label) for span, label in sorted(labels.items(), key=lambda kv: kv[0])]
        places = [t.place for t in toponyms if t.place]
        return dict(zip((m.span for m in mentions), self._linker.link(text, mentions, places), strict=True))
