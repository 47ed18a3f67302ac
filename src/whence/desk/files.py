"""Static files: packed once, kept by browsers for as long as their address stays the same."""

import gzip
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_PACKED = frozenset([".css", ".js", ".json", ".svg"])
_FOR_GOOD = "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """The files of a folder. One asked for by the version in its address (`?v=`) never changes, so it is kept."""

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file, packed where it shrinks and the browser takes gzip."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope.get("query_string", b"").startswith(b"v="):
            response.headers["Cache-Control"] = _FOR_GOOD
        takes = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if response.status_code != 200 or not takes or Path(full_path).suffix not in _PACKED:
            return response
        headers = {k: response.headers[k] for k in ("etag", "cache-control") if k in response.headers}
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        packed = _packed(str(full_path), stat_result.st_mtime_ns)
        return Response(packed, media_type=response.media_type, headers=headers)


@lru_cache(64)
def _packed(path: str, _changed: int) -> bytes:
    """Return a file's bytes, packed as small as gzip can."""
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)
