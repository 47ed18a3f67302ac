"""The codes of a claim that people have changed."""

from collections.abc import Callable
from dataclasses import replace

from whence.actors import Register
from whence.codes import code
from whence.records import Claim


def recoder(text: str, register: Register) -> Callable[[Claim], Claim]:
    """Return what sets the ACLED and PLOVER codes of a report's claims anew, by the same rules as for all claims."""

    def recoded(claim: Claim) -> Claim:
        kinds = [
            [register[p.actor].kind for p in ps if p.actor in register and p.actor]
            for ps in (claim.agents, claim.targets)
        ]
        acled, plover = code(
            claim.type, trigger=claim.trigger.of(text), status=claim.status, agent_kinds=kinds[0],
            target_kinds=kinds[1], context=_around(text, claim),
        )  # fmt: skip
        return replace(claim, acled=acled, plover=plover)

    return recoded


def _around(text: str, claim: Claim) -> str:
    """Return the sentence of the trigger, or the one line that it stands on where that is shorter."""
    from whence.neural import sentences

    low = max(0, text.rfind("\n", 0, claim.trigger.start) + 1)
    high = text.find("\n", claim.trigger.end)
    line = text[low : high if high >= 0 else len(text)]
    at = claim.trigger.start - low
    return next((line[s:e] for s, e in sentences(line) if s <= at < e), line)
