"""Whence reads reports of armed conflict and keeps, for every claim, who says so and where they had it from."""

from whence.reader import Reader
from whence.records import Claim, Reading, Report

__all__ = ["Claim", "Reader", "Reading", "Report"]
