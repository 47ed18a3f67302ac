"""Figures for ranker and finder on gold toponyms: cross-validated, from corpus to corpus, end to end."""

from collections import Counter
from collections.abc import Sequence

from training.places import finding, ranking
from training.places.data import Gold, km, split
from training.places.finding import Page, chosen
from training.places.ranking import RIGHT_KM, Case
from whence.gazetteer import Gazetteer
from whence.places.ranker import Ranker
from whence.places.resolver import Resolver
from whence.records import Place, Span

Corpora = dict[str, list[Gold]]
Cases = dict[str, Case]
Pages = dict[str, Page]


def crossed(name: str, golds: Corpora, cases: Cases, pages: Pages, least: float) -> dict[str, float]:
    """Return figures for a corpus by cross-validation; the other corpora are always trained on."""
    count: Counter[str] = Counter()
    for rest, test in split(golds[name]):
        training = rest + _others(name, golds)
        count += _count(test, training, cases, pages, least)
    return figures(count)


def across(name: str, golds: Corpora, cases: Cases, pages: Pages, least: float) -> dict[str, float]:
    """Return figures for a corpus when only the others are trained on."""
    return figures(_count(golds[name], _others(name, golds), cases, pages, least))


def end_to_end(
    name: str, golds: Corpora, cases: Cases, pages: Pages, gazetteer: Gazetteer, least: float
) -> dict[str, float]:
    """Return figures for a corpus, cross-validated, when places are resolved among found spans, not gold ones."""
    count: Counter[str] = Counter()
    for rest, test in split(golds[name]):
        training = [g.id for g in rest + _others(name, golds)]
        weights = finding.fit([pages[i] for i in training])
        resolver = Resolver(gazetteer, ranking.fit([cases[i] for i in training]))
        for gold in test:
            spans = [h.span for h in chosen(pages[gold.id], weights, least)]
            places = [t.place for t in resolver.resolve(gold.text, spans)]
            count += recognised(gold, spans) + located(gold, spans, places)
    return figures(count)


def recognised(gold: Gold, spans: Sequence[Span]) -> Counter[str]:
    """Count as score.py does: a located gold span is found by a span that overlaps it, each used once."""
    real = [s for s, p in zip(gold.spans, gold.places, strict=True) if p]
    other = [s for s, p in zip(gold.spans, gold.places, strict=True) if not p]
    used = _pairs(real, spans)
    spare = sum(1 for i, s in enumerate(spans) if i not in used.values() and not any(s.overlaps(o) for o in other))
    return Counter(gold=len(real), found=len(used), pred=len(used) + spare)


def located(gold: Gold, spans: Sequence[Span], places: Sequence[Place | None]) -> Counter[str]:
    """Count the gold places of which a found span is put within 161 km."""
    real = [(s, p) for s, p in zip(gold.spans, gold.places, strict=True) if p]
    used = _pairs([s for s, _ in real], spans)
    return Counter(
        right=sum(1 for g, i in used.items() if (p := places[i]) and km((p.lat, p.lon), real[g][1]) <= RIGHT_KM)
    )


def figures(count: Counter[str]) -> dict[str, float]:
    """Return precision, recall, F1, and shares right of the found and of all."""
    found, gold = max(1, count["found"]), max(1, count["gold"])
    p, r = count["found"] / max(1, count["pred"]), count["found"] / gold
    out = {"p": p, "r": r, "f1": 2 * p * r / max(1e-9, p + r), "acc161_end_to_end": count["right"] / gold}
    out |= {"acc161_of_found": count["right"] / found} if "asked" not in count else {}
    out |= {"acc161_gold_spans": count["ranked"] / max(1, count["asked"])} if count["asked"] else {}
    return {k: round(v, 3) for k, v in out.items() if k not in ("acc161_end_to_end",) or "right" in count}


def _others(name: str, golds: Corpora) -> list[Gold]:
    return [g for other, of in golds.items() if other != name for g in of]


def _count(test: Sequence[Gold], training: Sequence[Gold], cases: Cases, pages: Pages, least: float) -> Counter[str]:
    weights = finding.fit([pages[g.id] for g in training])
    ranker = ranking.fit([cases[g.id] for g in training])
    count: Counter[str] = Counter()
    for gold in test:
        count += recognised(gold, [h.span for h in chosen(pages[gold.id], weights, least)])
        count += ranked(gold, cases[gold.id], ranker)
    return count


def ranked(gold: Gold, case: Case, ranker: Ranker) -> Counter[str]:
    """Count the gold spans whose likeliest candidate lies within 161 km."""
    asked = right = 0
    for group, chances in zip(case.groups, ranker(case.groups), strict=True):
        best = group.matches[int(chances.argmax())].row.place if len(chances) else None
        for at in (p for i in group.members if (p := gold.places[i])):
            asked += 1
            right += bool(best and km((best.lat, best.lon), at) <= RIGHT_KM)
    return Counter(asked=asked, ranked=right)


def _pairs(gold: Sequence[Span], spans: Sequence[Span]) -> dict[int, int]:
    """Pair gold spans with the first unused span that overlaps."""
    used: dict[int, int] = {}
    for g, span in enumerate(gold):
        i = next((i for i, s in enumerate(spans) if i not in used.values() and s.overlaps(span)), None)
        if i is not None:
            used[g] = i
    return used
