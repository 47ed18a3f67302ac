"""Figures for ranker and finder on gold toponyms: cross-validated, from corpus to corpus, end to end."""

from collections import Counter
from collections.abc import Sequence

from training.places.data import Gold, km, split
from training.places.finding import chosen
from training.places.material import Material
from training.places.ranking import RIGHT_KM
from whence.places.resolver import Resolver
from whence.records import Place, Span


def crossed(name: str, material: Material, least: float) -> dict[str, float]:
    """Return figures for a corpus by cross-validation; the other corpora are always trained on."""
    count: Counter[str] = Counter()
    for rest, test in split(material.golds[name]):
        count += _count(test, rest + material.others(name), material, least)
    return figures(count)


def across(name: str, material: Material, least: float) -> dict[str, float]:
    """Return figures for a corpus when only the others are trained on."""
    return figures(_count(material.golds[name], material.others(name), material, least))


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
    """Return precision, recall, F1 of finding, and the shares put right: of gold spans, of those found, of all gold."""
    p, r = count["found"] / count["pred"], count["found"] / count["gold"]
    out = {
        "p": p,
        "r": r,
        "f1": 2 * p * r / (p + r),
        "acc161_gold_spans": count["ranked"] / count["asked"],
        "acc161_of_found": count["right"] / count["found"],
        "acc161_end_to_end": count["right"] / count["gold"],
    }
    return {k: round(v, 3) for k, v in out.items()}


def _count(test: Sequence[Gold], training: Sequence[Gold], material: Material, least: float) -> Counter[str]:
    """Count what is found and put right in `test` after fitting to `training`."""
    weights, resolver = material.finder(training), Resolver(material.gazetteer, material.ranker(training))
    count: Counter[str] = Counter()
    for gold in test:
        spans = [h.span for h in chosen(material.pages[gold.id], weights, least)]
        places = [t.place for t in resolver.resolve(gold.text, spans)]
        count += recognised(gold, spans) + located(gold, spans, places)
        count += ranked(gold, resolver)
    return count


def ranked(gold: Gold, resolver: Resolver) -> Counter[str]:
    """Count the located gold spans, and those of them that the resolver puts within 161 km."""
    count: Counter[str] = Counter()
    for at, toponym in zip(gold.places, resolver.resolve(gold.text, gold.spans), strict=True):
        if at:
            p = toponym.place
            count += Counter(asked=1, ranked=int(p is not None and km((p.lat, p.lon), at) <= RIGHT_KM))
    return count


def _pairs(gold: Sequence[Span], spans: Sequence[Span]) -> dict[int, int]:
    """Pair gold spans with the first unused span that overlaps."""
    used: dict[int, int] = {}
    for g, span in enumerate(gold):
        i = next((i for i, s in enumerate(spans) if i not in used.values() and s.overlaps(span)), None)
        if i is not None:
            used[g] = i
    return used
