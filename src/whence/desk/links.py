"""The addresses of the desk's pages."""

from functools import lru_cache
from urllib.parse import quote, urlencode

from whence.records import Place


@lru_cache(maxsize=20_000)
def _quoted(id: str) -> str:
    return quote(id, safe="")


def event(id: str) -> str:
    """Return where an event is shown."""
    return f"/events/{_quoted(id)}"


def report(id: str, claim: str = "") -> str:
    """Return where a report is shown, at one of its claims."""
    return f"/reports/{_quoted(id)}" + (f"#{anchor(claim)}" if claim else "")


def original(id: str) -> str:
    """Return where the bytes of a report are to be had, as received."""
    return f"/originals/{_quoted(id)}"


def claim(id: str) -> str:
    """Return where a claim is shown."""
    return f"/claims/{_quoted(id)}"


def place(id: str) -> str:
    """Return where a place is shown."""
    return f"/places/{_quoted(id)}"


def actor(id: str) -> str:
    """Return where an actor is shown."""
    return f"/actors/{_quoted(id)}"


def events(**conditions: object) -> str:
    """Return the list of events under conditions."""
    return _asked("/events", conditions)


def reports(**conditions: object) -> str:
    """Return the list of reports under conditions."""
    return _asked("/reports", conditions)


def map(place: Place, show: str = "") -> str:
    """Return the map around a place, with the place or an event there chosen."""
    return _asked("/map", {"at": f"{place.lat:.3f},{place.lon:.3f},8", "show": show or place.id})


def search(words: str) -> str:
    """Return what a search finds."""
    return _asked("/search", {"q": words})


def anchor(claim: str) -> str:
    """Return the id of a claim's element in the page of its report."""
    return f"claim-{claim}"


def _asked(path: str, conditions: dict[str, object]) -> str:
    given = {k: v for k, v in conditions.items() if v not in (None, "", (), [], False)}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
