"""The desk: reports, events and control in the browser, and the HTTP API under it. The one door is `create_app`."""

from whence.desk.app import create_app
from whence.desk.settings import Settings

__all__ = ["Settings", "create_app"]
