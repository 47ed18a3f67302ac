"""Readings, events and histories for people: the report with its spans marked, one line for each claim, the story of
an event, the chain behind a claim, who held a place.
"""

from whence.view.chain import chain_tree
from whence.view.harmless import HARMFUL, harmless
from whence.view.history import history_table
from whence.view.line import claim_line
from whence.view.page import Legend, Page
from whence.view.story import Story
from whence.view.theme import THEME

__all__ = [
    "HARMFUL",
    "THEME",
    "Legend",
    "Page",
    "Story",
    "chain_tree",
    "claim_line",
    "harmless",
    "history_table",
]
