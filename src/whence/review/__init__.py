"""What people decide about claims and events: kept for good, stronger than any reading. The one door is `Review`."""

from whence.review.correction import NotACorrectionError
from whence.review.decision import Anchor, Decision, Kind
from whence.review.fields import FIELDS
from whence.review.gold import gold
from whence.review.review import Review
from whence.review.settle import Settled

__all__ = ["FIELDS", "Anchor", "Decision", "Kind", "NotACorrectionError", "Review", "Settled", "gold"]
