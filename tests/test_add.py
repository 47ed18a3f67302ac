"""`whence add` and what can be asked of the store afterwards, as their users meet them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whence.cli.app import whence as commands
from whence.store import Store

WHENCE = [sys.executable, "-c", "from whence.cli import main; main()"]
MARKET = (
    "Two drones struck the market of Umm Keddada in North Darfur on 12 July 2024, killing at least 17 people, "
    "a spokesman for the town's emergency room told Radio Dabanga."
)
AGAIN = (
    "Drones struck the market of Umm Keddada in North Darfur on 12 July 2024 and killed 23 people, residents said. "
    "The army denied that it had carried out the attack."
)
LOST = "Islamic State captured Palmyra on 11 December 2016, the Syrian Observatory for Human Rights said."
TAKEN = "The Syrian army captured Palmyra from Islamic State on 2 March 2017, the Russian defence ministry said."
RECORDS = (
    {"id": "dabanga-1", "text": MARKET, "outlet": "Radio Dabanga", "published": "2024-07-13"},
    {"id": "tribune-1", "text": AGAIN, "outlet": "Sudan Tribune", "published": "2024-07-14"},
    {"id": "afp-1", "text": LOST, "outlet": "afp", "published": "2016-12-12"},
    {"id": "tass-1", "text": TAKEN, "outlet": "tass", "published": "2017-03-02"},
)


def add(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `whence add` as a shell would."""
    command = [*WHENCE, "add", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def ask(*args: str | Path) -> Result:
    """Run another command within this process."""
    return CliRunner().invoke(commands, [str(a) for a in args])


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of four reports and, between them, a line that is none."""
    file = tmp_path_factory.mktemp("week") / "week.jsonl"
    lines = [json.dumps(r) for r in RECORDS]
    file.write_text("\n".join([lines[0], '{"id": "cut", "text": "Cut o', *lines[1:]]) + "\n")
    return file


@pytest.fixture(scope="module")
def outcome(week: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the store that the week was added to, and what adding said."""
    db = week.with_name("whence.db")
    return db, add(week, "--db", db)


@pytest.fixture(scope="module")
def db(outcome: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    return outcome[0]


def test_good_records_are_in_and_the_bad_one_is_among_the_issues(
    outcome: tuple[Path, subprocess.CompletedProcess[str]], week: Path
) -> None:
    db, done = outcome
    assert done.returncode == 1
    assert done.stdout == ""
    assert "4 reports added" in done.stderr
    assert f"{week}:2" in done.stderr
    with Store.open(db) as store:
        assert store.size()["report"] == 4
        assert [(p.path, p.line, p.why) for p in store.issues()] == [(str(week), 2, "not_json")]


def test_adding_again_changes_nothing_and_says_so(db: Path, week: Path) -> None:
    with Store.open(db) as store:
        before = store.dump()
        done = add(week, "--db", db)
        assert "0 reports added" in done.stderr
        assert "4 known before" in done.stderr
        assert store.dump() == before


def test_workers_and_order_do_not_change_the_store(db: Path, week: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.jsonl"
    back.write_text("".join(json.dumps(r) + "\n" for r in reversed(RECORDS)))
    done = add(back, "--workers", "2", WHENCE_DB=str(tmp_path / "two.db"))
    assert done.returncode == 0, done.stderr
    with Store.open(db) as one, Store.open(tmp_path / "two.db") as two:
        assert one.dump() | {"issue": []} == two.dump()


def test_other_bytes_under_a_known_id_are_refused(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text(json.dumps({"id": "tass-1", "text": MARKET}) + "\n")
    copy = tmp_path / "copy.db"
    copy.write_bytes(db.read_bytes())
    done = add(file, "--db", copy)
    assert done.returncode == 1
    assert "'tass-1'" in done.stderr
    assert "id of its own" in done.stderr
    with Store.open(copy) as store:
        assert store.size()["report"] == 4
        assert [p.why for p in store.issues()][-1] == "duplicate_id"


def test_events_as_a_table_of_tabs_in_a_pipe(db: Path) -> None:
    said = ask("events", "--db", db, "--place", "Palmyra")
    assert said.exit_code == 0, said.output
    head, *rows = (line.split("\t") for line in said.stdout.splitlines())
    assert head[:4] == ["event", "when", "what", "where"]
    assert {row[2] for row in rows} == {"capture territory"}
    assert {row[1] for row in rows} == {"2017-03-02", "2016-12-11"}


def test_events_as_json_keep_the_contract(db: Path) -> None:
    events = [json.loads(line) for line in ask("events", "--db", db, "--json").stdout.splitlines()]
    assert events
    for event in events:
        assert {"id", "type", "place", "earliest", "latest", "claims", "roots", "counts"} <= event.keys()
        assert {"independent_roots", "independent_sides", "contradictions", "grade"} <= event.keys()
        assert all(c.keys() == {"report", "claim"} for c in event["claims"])
        assert all({"party", "kind", "claims", "side"} <= r.keys() for r in event["roots"])
        assert 1 <= event["grade"]["credibility"] <= 6


def test_conditions_narrow_the_events(db: Path) -> None:
    def number(*conditions: str) -> int:
        said = ask("events", "--db", db, "--json", *conditions)
        assert said.exit_code == 0, said.output
        return len(said.stdout.splitlines())

    everything = number()
    assert 0 < number("--type", "airstrike") < everything
    assert number("--from", "2024", "--to", "2024-07") == everything - number("--to", "2023")
    assert number("--actor", "Islamic State") == number("--actor", "islamic_state") > 0
    assert number("--actor", "syria") > 0
    assert number("--place", "34.55,38.28", "--radius", "20") == number("--place", "Palmyra")
    assert number("--search", "market drones") > 0
    assert number("--limit", "1") == 1


def test_a_polygon_from_a_file(db: Path, tmp_path: Path) -> None:
    ring = [[37, 34], [40, 34], [40, 36], [37, 36], [37, 34]]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    file = tmp_path / "area.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    found = ask("events", "--db", db, "--json", "--polygon", file).stdout
    assert found == ask("events", "--db", db, "--json", "--place", "Palmyra").stdout
    file.write_text("no shape")
    assert "GeoJSON" in ask("events", "--db", db, "--polygon", file).stderr


def test_the_story_of_an_event_and_the_chain_of_a_claim(db: Path) -> None:
    event = json.loads(ask("events", "--db", db, "--json", "--search", "army captured").stdout)
    story = ask("event", event["id"], "--db", db)
    assert story.exit_code == 0, story.output
    claim = event["claims"][0]["claim"]
    assert json.loads(ask("event", claim, "--db", db, "--json").stdout) == event
    chain = ask("trace", claim, "--db", db)
    assert chain.exit_code == 0, chain.output
    assert "Russian defence ministry" in chain.stdout
    traced = json.loads(ask("trace", claim, "--db", db, "--json").stdout)
    assert traced["event"] == event["id"]
    assert traced["root"]["party"] == "russia"


def test_sources_and_setting_one(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(db.read_bytes())
    assert "\tF" in ask("sources", "--db", copy).stdout
    assert "russia\tRussia\t" in ask("sources", "--db", copy).stdout
    said = ask("sources", "--db", copy, "set", "russia", "d")
    assert said.exit_code == 0, said.output
    graded = {
        s["id"]: s["reliability"] for s in map(json.loads, ask("sources", "--db", copy, "--json").stdout.splitlines())
    }
    assert graded["russia"] == "D"
    assert "no party" in ask("sources", "--db", copy, "set", "nobody", "A").stderr


def test_control_of_a_place(db: Path) -> None:
    said = ask("control", "Palmyra", "--db", db)
    assert said.exit_code == 0, said.output
    held = [json.loads(line) for line in ask("control", "Palmyra", "--db", db, "--json").stdout.splitlines()]
    assert {h["holder"].split(".")[0] for h in held} == {"islamic_state", "syria"}
    then = ask("control", "Palmyra", "--db", db, "--json", "--at", "2017-01-15").stdout.splitlines()
    assert {json.loads(line)["holder"] for line in then} == {"islamic_state"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("events", "--place", "Xyzzyqq"), "another spelling"),
        (("events", "--actor", "nobody at all"), "register"),
        (("events", "--from", "last week"), "2017-05-25"),
        (("events", "--from", "2018", "--to", "2017"), "earlier day first"),
        (("events", "--radius", "5"), "--place"),
        (("events", "--type", "bombz"), "bombing"),
        (("events", "--status", "perhaps"), "threatened"),
        (("event", "e-0"), "whence events"),
        (("trace", "0"), "whence event"),
    ],
)
def test_errors_teach_in_one_line(db: Path, args: tuple[str, ...], words: str) -> None:
    said = ask(*args, "--db", db)
    assert said.exit_code in (1, 2)
    assert words in said.stderr
    assert "Traceback" not in said.output


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    said = ask("events", "--db", tmp_path / "none.db")
    assert said.exit_code == 1
    assert "whence add" in said.stderr
    assert not (tmp_path / "none.db").exists()
    assert "is a directory" in ask("events", "--db", tmp_path).stderr
    assert "there is no directory" in ask("add", tmp_path, "--db", tmp_path / "no" / "x.db").stderr


@pytest.mark.parametrize("command", ["add", "events", "event", "trace", "sources", "control"])
def test_help_teaches_with_examples(command: str) -> None:
    said = ask(command, "--help").stdout
    assert "Examples:" in said
    assert "--db" in said
