"""The HTTP API of a running desk against its own OpenAPI: no server error, no answer that it does not describe."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from invented import PALMYRA, RAQQA, Told, report
from whence.desk import create_app
from whence.store import Store

STRIKE = Told(
    "airstrike", "bombed", ("Russian jets", "russia.airforce"), ("Islamic State", "islamic_state"), RAQQA,
    date(2017, 5, 25), 120, ("the ministry", "organisation", "russia.mod"),
)  # fmt: skip
FALL = Told("capture_territory", "took", ("the army", "syria.army"), ("Islamic State", "islamic_state"), PALMYRA)
EXAMPLES = 6  # requests to each operation
HOW = settings(
    max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the schema that a running desk gives of itself."""
    db: Path = tmp_path_factory.mktemp("schema") / "w.db"
    with Store.open(db, create=True) as store:
        seen = replace(STRIKE, words="struck", killed=40, source=("residents", "witness", None))
        store.add([report("morning", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26))])
        store.add([report("evening", [seen], outlet="Evening Sun", published=date(2017, 5, 27))])
    server = uvicorn.Server(uvicorn.Config(create_app(str(db)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield schemathesis.openapi.from_url(f"http://127.0.0.1:{port}/api/openapi.json")
    finally:
        server.should_exit = True
        thread.join()


def test_the_api_is_as_it_says(api: Any) -> None:
    for found in api.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
        )
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
