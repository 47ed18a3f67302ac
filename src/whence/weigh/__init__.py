"""How far an event can be believed: its independent roots, its sides, its contradictions, its grade."""

from whence.weigh.event import event_id, ordered, weigh
from whence.weigh.roots import Rooting, roots

__all__ = ["Rooting", "event_id", "ordered", "roots", "weigh"]
