"""Who vouches for a claim: the chain, from its origin outwards to whoever relays it."""

from whence.compose.material import Material
from whence.compose.voices import Voices
from whence.neural import Source, Trigger
from whence.records import Link, Span


def chain(trigger: Trigger, material: Material, voices: Voices) -> tuple[Link, ...]:
    """Return the chain of a trigger, origin first; empty where the outlet speaks in its own voice.

    It ends with the outlet that printed the report, where the input names one, without a span if the text doesn't.
    """
    origins = [s for s in trigger.sources if not s.relay]
    spoke = [s for s in origins if s.kind != "outlet"] or origins  # "the agency reported, citing a source"
    origin = max(spoke, key=lambda s: s.score, default=None)
    relays = [s for s in trigger.sources if s.relay or (s.kind == "outlet" and s not in spoke)]
    if origin is None:
        if not relays:
            return ()
        origin, relays = relays[0], relays[1:]
    spans = [origin.span, *_ordered(origin, relays)]
    spans += [r for r in voices.relays(origin.span) if not relays and not r.overlaps(origin.span)][:1]
    links = [voices.link(s) for s in spans]
    printed = material.report.outlet
    if printed and not (material.outlet and links[-1].party == material.outlet):
        links.append(Link(None, printed, "outlet", material.outlet))
    return tuple(links)


def _ordered(origin: Source, relays: list[Source]) -> list[Span]:
    """Return relays from the origin outwards: the nearer one had it first."""
    near = sorted(relays, key=lambda s: abs(s.span.start - origin.span.start))
    return [s.span for s in near]
