"""Readings for people: the report with its spans marked, and one line for each claim."""

from whence.view.harmless import HARMFUL, harmless
from whence.view.line import claim_line
from whence.view.page import Legend, Page
from whence.view.theme import THEME

__all__ = ["HARMFUL", "THEME", "Legend", "Page", "claim_line", "harmless"]
