"""What people have judged, as training data: one article a line, by the guideline of claims.md."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from whence.records import Claim, Link, Span
from whence.review.settle import Settled

if TYPE_CHECKING:
    from whence.store import Store

Box = tuple[int, int]


def gold(store: "Store", *, whole: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the reports that people have judged, in the form of the gold data: `sentences` and `claims`.

    Only claims that a person accepted or corrected are in it. `judged` says whether all that the reader claims of the
    report has been judged; `whole` leaves out where it has not: there a missing claim means nothing.
    """
    for id in store.judged_reports():
        report, settled = store.report(id), store.settled(id)
        if report is None:
            continue
        judged = all(s.decisions for s in settled)
        if judged or not whole:
            yield _article(report, settled, store) | {"judged": judged}


def _article(report: Any, settled: Sequence[Settled], store: "Store") -> dict[str, Any]:
    words = Sentences(report["text"], report["title"])
    kept = [s.claim for s in settled if s.decisions and not s.rejected]
    return {
        "id": report["id"],
        "outlet": report["outlet"],
        "published": report["published"] and report["published"].isoformat(),
        "title": report["title"],
        "sentences": words.sentences,
        "claims": [_claim(c, words, store.event_of(c.id)) for c in kept],
    }


class Sentences:
    """A report cut into sentences, the title first; and where words stand in them."""

    def __init__(self, text: str, title: str) -> None:
        """Cut the text."""
        from whence.neural import sentences

        body = len(title) + 2 if title and text.startswith(title + "\n\n") else 0
        cut = [(body + s, body + e) for s, e in sentences(text[body:])]
        self._text = text
        self._at: list[Box] = [(0, len(title) if body else 0), *cut]
        self.sentences = [text[s:e] for s, e in self._at]

    def __call__(self, span: Span) -> dict[str, Any]:
        """Return the sentence's number, the exact words in it, and which occurrence it is where not the first.

        Of words that reach over a sentence's end, those of the first sentence are given; blanks at the ends are left.
        """
        i = next((i for i, (s, e) in enumerate(self._at) if s <= span.start < e), None)
        if i is None:  # between two sentences: the next one has the words
            i = next(i for i, (s, _) in enumerate(self._at) if s >= span.start and i)
        start, end = self._at[i]
        words = self._text[max(start, span.start) : min(end, span.end)].strip()
        at = self._text.index(words, max(start, span.start)) - start
        out: dict[str, Any] = {"s": i, "t": words}
        before, found = 0, self.sentences[i].find(words)
        while found < at:
            before, found = before + 1, self.sentences[i].find(words, found + 1)
        return out | ({"n": before + 1} if before else {})


def _claim(claim: Claim, words: Sentences, event: str | None) -> dict[str, Any]:
    out: dict[str, Any] = {"type": claim.type, "trigger": words(claim.trigger), "status": claim.status}
    out["agents"] = [words(p.span) for p in claim.agents]
    out["targets"] = [words(p.span) for p in claim.targets]
    out["places"] = [words(p.span) | {"role": p.role} for p in claim.places]
    if claim.time:
        out["time"] = words(claim.time.span) | {"value": claim.time.value or None}
    out["counts"] = [
        words(c.span) | {"low": c.low, "high": c.high, "what": c.what} | ({"approx": True} if c.approx else {})
        for c in claim.counts
    ]
    out["chain"] = [_link(link, words) for link in claim.chain]
    if claim.cue:
        out["cue"] = words(claim.cue)
    out["event"] = event
    return {k: v for k, v in out.items() if v not in (None, [])}


def _link(link: Link, words: Sentences) -> dict[str, Any]:
    if link.span is None:
        return {"t": link.name, "kind": link.kind}
    found = words(link.span)
    return found | {"kind": link.kind} | ({"ref": link.name} if link.name != found["t"] else {})
