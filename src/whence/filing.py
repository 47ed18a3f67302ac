"""A reading with what is kept beside it for linking."""

from bisect import bisect_right
from collections.abc import Mapping

from whence.neural import sentences
from whence.records import Account, Filed, Masthead, Reading, Span

LONGEST = 600  # characters of a sentence that are kept around a trigger, where no full stop ends it sooner


def filed(reading: Reading, vectors: Mapping[Span, bytes], party: str | None) -> Filed:
    """Return a reading and one account for each of its claims.

    vectors: by trigger, see `whence.neural.vectors`; a claim whose trigger has none gets an empty one.
    party: the outlet's id in the register of actors.
    """
    report = reading.report
    masthead = Masthead(report.id, report.outlet, party, report.published)
    parts = sentences(report.text)
    starts = [start for start, _ in parts]

    def account(i: int) -> Account:
        claim = reading.claims[i]
        at = bisect_right(starts, claim.trigger.start) - 1
        start, end = parts[at] if at >= 0 else (claim.trigger.start, claim.trigger.end)
        start, end = max(start, claim.trigger.start - LONGEST), min(end, claim.trigger.end + LONGEST)
        return Account(claim, masthead, report.text[start:end], vectors.get(claim.trigger, b""), start)

    return Filed(reading, tuple(map(account, range(len(reading.claims)))))
