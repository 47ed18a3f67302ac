"""What stands between the desk and the world: logins, roles, tokens, limits, headers. The door is `install`."""

from whence.desk.security.guard import install
from whence.desk.security.roles import Admin, Reviewer

__all__ = ["Admin", "Reviewer", "install"]
