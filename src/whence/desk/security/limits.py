"""How often one client may try: counts in memory, of the last minutes."""

import ipaddress
import time
from collections import OrderedDict, deque
from threading import Lock

from fastapi import HTTPException
from starlette.requests import HTTPConnection

RATES: dict[str, tuple[int, int]] = {"login": (10, 300), "upload": (30, 60), "name": (50, 300)}
"""How many in how many seconds: logins of a client, uploads of a client, failed logins by a name from anywhere."""
_MOST = 10_000  # clients remembered; those seen longest ago are forgotten


class Limits:
    """Counts of one process."""

    def __init__(self) -> None:
        """Start with none."""
        self._seen: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._turn = Lock()

    def take(self, what: str, who: str) -> None:
        """Count one; raise 429 "too many" where there have been as many as may be."""
        most, seconds = RATES[what]
        now = time.monotonic()
        with self._turn:
            times = self._seen.setdefault((what, who), deque())
            self._seen.move_to_end((what, who))
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= most:
                wait = max(1, int(times[0] + seconds - now) + 1)
                raise HTTPException(429, f"too many; try again in {wait} seconds", {"Retry-After": str(wait)})
            times.append(now)
            while len(self._seen) > _MOST:
                self._seen.popitem(last=False)

    def forget(self, what: str, who: str) -> None:
        """Forget what was counted: the client has shown who it is."""
        with self._turn:
            self._seen.pop((what, who), None)


def client(connection: HTTPConnection) -> str:
    """Return who a client is counted as: its address; of IPv6, the network that one customer has."""
    host = connection.client.host if connection.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
