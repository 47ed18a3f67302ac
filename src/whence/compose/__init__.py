"""Spans to attributions and claims with their chains."""

from whence.compose.attributions import attributions
from whence.compose.claims import claims
from whence.compose.introductions import introductions
from whence.compose.material import Material
from whence.compose.quotations import closed

__all__ = ["Material", "attributions", "claims", "closed", "introductions"]
