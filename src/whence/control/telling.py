"""What one claim tells of who holds a place: the change or state, by whom, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from whence.actors import Register
from whence.records import Account, ClaimPlace, Party, Span

Kind = Literal["taken", "held", "left", "fight"]

COARSE = frozenset(
    {
        "continent",
        "country",
        "territory",
        "region",
        "district",
        "area",
        "sea",
        "river",
        "lake",
        "water",
        "mountain",
        "desert",
    }
)
_KINDS: dict[str, Kind] = {
    "capture_territory": "taken", "hold_territory": "held", "withdrawal": "left", "siege": "fight", "clash": "fight",
}  # fmt: skip
_PARTLY = re.compile(
    r"\b(?:parts?|half|most|much|some|several|(?:\w+\s+)?(?:districts?|neighbou?rhoods?|quarters?|streets?|villages|areas|hills|positions|"
    r"points|heights|outskirts|suburbs|blocks|buildings)|per\s?cent|percent|\d\s?%)\s+(?:of|in|around|near|outside|on)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim about a place.

    Attributes:
        holder: who takes, holds or leaves it; None in a fight, and where no words say who took it.
        earliest, latest: the days between which it is so; None where no words say.
        begins: the days are when a holding began, not a time at which it lasted.
    """

    account: Account
    root: str
    kind: Kind
    holder: Party | None
    earliest: date | None
    latest: date | None
    begins: bool = False

    @property
    def name(self) -> str:
        """Return the holder as worded."""
        return " ".join(self.account.words(self.holder.span).split()) if self.holder else ""

    @property
    def key(self) -> str:
        """Return what tells one holder from another: the party, else the words."""
        return (self.holder.actor or self.name.lower()) if self.holder else ""


def tellings(account: Account, root: str, place: str, register: Register) -> Iterator[Telling]:
    """Yield what an account of `root` tells of who holds the place with this id; nothing where it tells nothing."""
    claim, kind = account.claim, _KINDS.get(account.claim.type)
    if kind is None or claim.status not in {"happened", "ongoing"} or place not in held(account):
        return
    if kind == "taken" and _partly(account):
        kind = "fight"
    first, last, begins = _days(account)
    if kind == "left" and last is None:
        return  # who left on no day that is told held it at no time that is told
    if kind == "fight":
        yield Telling(account, root, kind, None, first, last)
        return
    if kind == "taken" and (loser := _loser(account, register)):
        yield Telling(account, root, "left", loser, first, last)
    if claim.agents or kind == "taken":
        yield Telling(account, root, kind, claim.agents[0] if claim.agents else None, first, last, begins)


def held(account: Account) -> tuple[str, ...]:
    """Return the ids of the places that a claim about territory is about: a place that only holds these is not.

    "Palmyra in the province of Homs" is about the town alone.
    """
    roles = {"at", "from"} if account.claim.type == "withdrawal" else {"at", "to"}
    places = [p for p in account.claim.places if p.place and p.role in roles]
    fine = [p for p in places if not _is_coarse(p)]
    return tuple(dict.fromkeys(p.place.id for p in fine or places if p.place))


def _is_coarse(place: ClaimPlace) -> bool:
    return place.place is None or place.place.kind in COARSE


def _partly(account: Account) -> bool:
    """Tell whether only parts of a place have been taken, by the words between the trigger and the place."""
    end = account.claim.trigger.end
    after = [account.words(Span(end, p.span.start)) for p in account.claim.places if p.span.start > end]
    return any(_PARTLY.search(words) for words in after)


def _days(account: Account) -> tuple[date | None, date | None, bool]:
    """Return the days of a claim; for "held since May" those in which it began."""
    time = account.claim.time
    if time is None or time.earliest is None or time.latest is None:
        return None, None, False
    if not _SINCE.match(account.words(time.span)):
        return time.earliest, time.latest, False
    start = time.value.split("/")[0]
    return time.earliest, max(time.earliest, _last(start, time.latest)), True


def _last(start: str, latest: date) -> date:
    """Return the last day of an ISO year, month or day that a stretch begins in."""
    parts = [int(p) for p in start.split("-") if p.isdigit()]
    if len(parts) == 3:
        return min(latest, date(*parts))
    if len(parts) == 2:
        year, month = parts
        return min(latest, date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1))
    return min(latest, date(parts[0], 12, 31)) if parts else latest


def _loser(account: Account, register: Register) -> Party | None:
    """Return from whom a place was taken, where the words say "from" or the like before the name of a party."""
    for target in _parties(account.claim.targets, register):
        before = account.sentence[max(0, target.span.start - account.at - 40) : max(0, target.span.start - account.at)]
        if re.search(
            r"\b(?:from|out\s+of\s+the\s+hands\s+of|drove|driving|expelled|ousted|ousting)\s+(?:the\s+)?(?:\w+\s+)?$",
            before,
            re.I,
        ):
            return target
    return None


def _parties(parties: Sequence[Party], register: Register) -> list[Party]:
    return [p for p in parties if p.actor is not None and p.actor in register]
