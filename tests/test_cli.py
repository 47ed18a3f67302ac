"""The command line as its users meet it: what it prints where, and with which status it leaves."""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from contract import breaches

ROAD = (
    "Market hit near Umm Keddada\n\n"
    "Two drones struck the market of Umm Keddada in North Darfur on 12 July 2024, killing at least 17 people, "
    "a spokesman for the town's emergency room told Radio Dabanga.\n"
)
BRIDGE = (
    "The army recaptured the Shambat bridge in Khartoum from the Rapid Support Forces on Monday, "
    "a military source said. The paramilitaries denied that they had withdrawn."
)
NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")
WHENCE = [sys.executable, "-c", "from whence.cli import main; main()"]


def whence(*args: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell would, and return its status and what it printed, decoded as UTF-8."""
    done = subprocess.run(
        [*WHENCE, *map(str, args)], input=stdin, capture_output=True, env={**os.environ, **environment}
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def record(**fields: object) -> str:
    """Return one line of a .jsonl file."""
    return json.dumps(fields, ensure_ascii=False) + "\n"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory of good and bad inputs, as it comes from a colleague's disk."""
    top = tmp_path_factory.mktemp("mixed")
    (top / "a-road.txt").write_text(ROAD)
    (top / "b-empty.txt").write_bytes(b"")
    (top / "c-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (top / "d-week.jsonl").write_text(
        record(id="one", text=BRIDGE) + '{"id": "two", "text": "cut of\n' + record(text=ROAD)
    )
    page = "<html><body><article><p>{}</p><script>evil('999 killed')</script></article></body></html>"
    (top / "e-page.html").write_text(page.format(BRIDGE + " " + ROAD))
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(top / "f-socket"))
    return top


@pytest.fixture(scope="module")
def outcome(mixed: Path) -> subprocess.CompletedProcess[str]:
    """Return what reading the mixed directory, and a path that is not there, came to."""
    return whence("read", "--json", mixed, mixed / "no-such-file.txt")


def test_help_teaches_with_examples() -> None:
    assert "whence read" in whence("--help").stdout
    taught = whence("read", "--help").stdout
    assert "Examples:" in taught
    assert "jq" in taught


def test_help_loads_neither_model_nor_pages() -> None:
    code = "import sys; from whence.cli import app; print({'onnxruntime', 'rich', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "set()"


def test_version_is_the_packages() -> None:
    assert whence("--version").stdout.startswith("whence 0.")


@pytest.mark.parametrize("args", [["read"], ["read", "--no-such-option", "x"], ["no-such-command"]])
def test_what_is_not_understood_leaves_with_2(args: list[str]) -> None:
    done = whence(*args)
    assert done.returncode == 2
    assert "Usage:" in done.stderr
    assert not done.stdout


def test_good_records_are_read_in_order_whatever_stands_between(outcome: subprocess.CompletedProcess[str]) -> None:
    texts = [json.loads(row)["report"]["text"] for row in outcome.stdout.splitlines()]
    assert texts[:3] == [ROAD, BRIDGE, ROAD]
    assert len(texts) == 4


def test_every_line_keeps_the_contract(outcome: subprocess.CompletedProcess[str]) -> None:
    assert [breaches(json.loads(row)) for row in outcome.stdout.splitlines()] == [[]] * 4


def test_every_bad_record_gets_one_line_with_its_place(outcome: subprocess.CompletedProcess[str]) -> None:
    assert outcome.returncode == 1
    for where in ("b-empty.txt", "c-picture.txt", "d-week.jsonl:2", "f-socket", "no-such-file.txt"):
        assert sum(f"{where}" in row and "not read" in row for row in outcome.stderr.splitlines()) == 1
    assert outcome.stderr.splitlines()[-1] == "whence: 4 reports read, 5 records not read"


def test_a_pages_script_is_not_its_text(outcome: subprocess.CompletedProcess[str]) -> None:
    assert "evil" not in outcome.stdout


def test_standard_input_is_read_like_a_file() -> None:
    done = whence("read", "--json", "-", stdin=record(id="piped", text=BRIDGE).encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["report"]["id"] == "piped"


def test_pages_show_the_claims_with_their_sources() -> None:
    done = whence("read", "-", stdin=ROAD.encode())
    assert done.returncode == 0
    first = next(row for row in done.stdout.splitlines() if "2024-07-12 · airstrike" in row)
    assert "says: a spokesman" in first


def test_output_is_utf8_whatever_the_locale() -> None:
    text = "Shelling hit Çukurca on Friday, the governor’s office in Şırnak said."
    done = whence("read", "--json", "-", stdin=text.encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert json.loads(done.stdout)["report"]["text"] == text
    assert "Çukurca" in done.stdout


def test_json_on_a_terminal_cannot_steer_it() -> None:
    text = "Shelling hit Çukurca \x9b2J on Friday, the \u202egovernor said."
    done = whence("read", "--json", "-", stdin=record(text=text).encode())
    assert json.loads(done.stdout)["report"]["text"] == text
    assert "\\u009b" in done.stdout
    assert "\\u202e" in done.stdout


def test_a_missing_gazetteer_is_said_in_one_line(tmp_path: Path) -> None:
    done = whence("read", "-", stdin=ROAD.encode(), WHENCE_GAZETTEER=str(tmp_path / "none.sqlite"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "none.sqlite" in done.stderr


def through_shell(command: str, path: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `command` in a shell, in which "$@" is whence and $FILE the path."""
    return subprocess.run(
        ["sh", "-c", command, "sh", *WHENCE], capture_output=True, env={**os.environ, "FILE": str(path)}
    )


def test_a_closed_standard_input_or_error_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "road.txt").write_text(ROAD)
    done = through_shell('"$@" read --json "$FILE" no-such-file <&- 2>&-', tmp_path / "road.txt")
    assert done.returncode == 1
    assert json.loads(done.stdout)["report"]["text"] == ROAD
    assert b"the input is empty" in through_shell('"$@" read - <&-', tmp_path).stderr


@pytest.mark.parametrize("target", [">&-", pytest.param(">/dev/full", marks=NEEDS_FULL)])
@pytest.mark.parametrize("form", ["", "--json"])
def test_output_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, target: str, form: str) -> None:
    (tmp_path / "road.txt").write_text(ROAD)
    done = through_shell(f'"$@" read {form} "$FILE" {target}', tmp_path / "road.txt")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"standard output" in done.stderr


def test_under_a_progress_bar_the_readings_go_where_they_should(tmp_path: Path) -> None:
    (tmp_path / "week.jsonl").write_text("".join(record(id=str(n), text=f"{ROAD} {n}") for n in range(3)))
    terminal, end = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        assert (
            subprocess.run([*WHENCE, "read", "--json", tmp_path / "week.jsonl"], stdout=out, stderr=end).returncode == 0
        )
    os.close(end)
    with (tmp_path / "out").open() as rows:
        assert [json.loads(row)["report"]["id"] for row in rows] == ["0", "1", "2"]
    seen = os.read(terminal, 1 << 16)
    assert b"reading" in seen
    assert b"Keddada" not in seen
    os.close(terminal)


def started(tmp_path: Path) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
    """Return a command in the midst of many reports, its first line already read, and its two outputs."""
    many = tmp_path / "many.jsonl"
    many.write_text("".join(record(id=str(n), text=f"{ROAD} {n}" * 5) for n in range(300)))
    process = subprocess.Popen([*WHENCE, "read", "--json", many], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith(b'{"report"')
    return process, process.stdout, process.stderr


def test_a_closed_pipe_ends_it_without_a_word(tmp_path: Path) -> None:
    process, out, err = started(tmp_path)
    out.close()
    assert err.read() == b""
    assert process.wait() == -signal.SIGPIPE


def test_an_interrupt_ends_it_without_a_trace(tmp_path: Path) -> None:
    process, out, err = started(tmp_path)
    process.send_signal(signal.SIGINT)
    assert all(row.endswith(b"}\n") for row in out)
    assert b"Traceback" not in err.read()
    assert process.wait() == 128 + signal.SIGINT
