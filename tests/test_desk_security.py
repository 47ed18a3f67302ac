"""What stands between the desk and the world, met as a browser or a program meets it."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from lxml import html

from invented import RAQQA, Told, report
from whence.cli.app import whence
from whence.desk import Settings, create_app
from whence.desk.security import passwords, policy
from whence.desk.security.limits import Limits
from whence.store import Store

STRIKE = Told(
    "airstrike", "bombed", ("Russian jets", "russia.airforce"), ("Islamic State", "islamic_state"), RAQQA,
    date(2017, 5, 25), 120, ("the ministry", "organisation", "russia.mod"),
)  # fmt: skip
SEEN = replace(STRIKE, words="struck", killed=40, source=("residents", "witness", None))
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PASSWORDS = {"rita": "reading all day long", "viv": "viewing all day long", "ada": "adding all day long"}
LOCAL, AWAY = "http://127.0.0.1:8311", "https://desk.example.org"
BROWSER = {"Sec-Fetch-Site": "same-origin"}
UNSAFE = (
    ("/review", {"claim": "x", "report": "morning", "do": "accept"}), ("/review/undo", {"n": "1"}),
    ("/review/events/e-1", {"do": "split"}), ("/upload", {"text": "Rebels took the town."}), ("/users", {"do": "add"}),
)  # fmt: skip


def filled(path: Path) -> Path:
    with Store.open(path, create=True) as store:
        one = report("morning", [STRIKE], outlet=HOSTILE, title=HOSTILE, published=date(2017, 5, 26))
        store.add([one, report("evening", [SEEN], outlet="Evening Sun", published=date(2017, 5, 27))])
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that no test changes but for its people."""
    return filled(tmp_path_factory.mktemp("security") / "w.db")


@pytest.fixture
def db(kept: Path, tmp_path: Path) -> Path:
    """Return a store of a test's own."""
    return Path(shutil.copy(kept, tmp_path / "w.db"))


@pytest.fixture(scope="module")
def at_home(kept: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(kept)), base_url=LOCAL, follow_redirects=False) as client:
        yield client


@pytest.fixture
def home(at_home: TestClient) -> TestClient:
    """Return a browser on the machine that serves the desk, without logins."""
    return anew(at_home)


@pytest.fixture
def desk(db: Path) -> Iterator[TestClient]:
    """Return a browser at a desk that may be changed."""
    with TestClient(create_app(str(db)), base_url=LOCAL, follow_redirects=False) as client:
        yield anew(client)


@pytest.fixture(scope="module")
def hashes() -> dict[str, str]:
    return {name: passwords.hashed(word) for name, word in PASSWORDS.items()}


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    db = filled(tmp_path_factory.mktemp("away") / "w.db")
    settings = Settings("0.0.0.0", login=True, names=("desk.example.org",))
    with TestClient(create_app(str(db), settings), base_url=AWAY, follow_redirects=False) as client:
        yield client


@pytest.fixture
def away(far: TestClient, hashes: dict[str, str]) -> TestClient:
    """Return a browser elsewhere, and a desk that demands a login of it."""
    store = far.app.state.desk.store  # type: ignore[attr-defined]
    for one in store.people():
        store.remove_person(one.name)
    for name, role in (("rita", "reader"), ("viv", "reviewer"), ("ada", "admin")):
        store.add_person(name, role, hashes[name])
    return anew(far)


def anew(client: TestClient) -> TestClient:
    """Return a client as if it had never asked."""
    client.cookies.clear()
    client.headers |= BROWSER
    client.app.state.limits = Limits()  # type: ignore[attr-defined]
    return client


def token(page: Any) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    assert found
    return found[1]


def log_in(client: TestClient, name: str, to: str = "/") -> Any:
    form = {"csrf": token(client.get("/login")), "name": name, "password": PASSWORDS[name], "to": to}
    return client.post("/login", data=form)


class TestHome:
    """On one's own machine."""

    def test_every_answer_has_a_strict_policy(self, home: TestClient) -> None:
        for path in ("/events", "/review", "/upload", "/api/events", "/nowhere", "/static/css/whence.css"):
            headers = home.get(path).headers
            assert "default-src 'self'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"

    @pytest.mark.parametrize("path", ["/review", "/review/decisions", "/upload", "/users"])
    def test_pages_have_nothing_inline(self, home: TestClient, path: str) -> None:
        page = html.fromstring(home.get(path).text)
        assert not page.xpath("//script[not(@src)] | //style | //@style | //img | //iframe | //object")
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //@href[starts-with(., 'javascript:')]")
        assert all(src.startswith("/static/") for src in page.xpath("//script/@src"))

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil", "", "10.0.0.1:8311", "a b"]
    )
    def test_other_names_are_not_answered(self, home: TestClient, host: str) -> None:
        assert home.get("/events", headers={"Host": host}).status_code == 421

    @pytest.mark.parametrize("host", ["localhost", "localhost:8311", "127.0.0.1", "[::1]:8311", "LOCALHOST:1"])
    def test_the_machines_own_names_are(self, home: TestClient, host: str) -> None:
        assert home.get("/events", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(("path", "form"), UNSAFE)
    def test_a_form_without_its_token_changes_nothing(self, home: TestClient, path: str, form: dict[str, str]) -> None:
        home.get("/review")
        for csrf in ({}, {"csrf": "0" * 64}):
            assert home.post(path, data=form | csrf).status_code == 403

    def test_another_sites_request_is_refused_even_with_the_token(self, home: TestClient) -> None:
        csrf = token(home.get("/upload"))
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
        ):
            answer = home.post("/upload", data={"csrf": csrf, "text": "Rebels took the town."}, headers=headers)
            assert answer.status_code == 403

    def test_a_page_elsewhere_cannot_use_the_api(self, home: TestClient) -> None:
        body = '{"reports": [{"text": "Rebels took the town."}]}'
        plain = {"Content-Type": "text/plain", "Origin": "https://evil.example"}
        assert home.post("/api/uploads", content=body, headers=plain).status_code == 403
        assert home.post("/api/uploads", content=body, headers={"Content-Type": "application/json"}).status_code == 403

    def test_the_token_of_htmx_comes_in_a_header(self, home: TestClient) -> None:
        csrf = token(home.get("/review"))
        answer = home.post("/review/undo", data={"n": "1"}, headers={"X-CSRF-Token": csrf, "HX-Request": "true"})
        assert answer.status_code == 404  # let through; there is no such decision

    def test_a_body_too_large_is_refused_early(self, home: TestClient) -> None:
        csrf = token(home.get("/review"))
        big = b"x" * (policy.BODY_LIMIT + 1)
        assert home.post("/review", content=big, headers={"X-CSRF-Token": csrf}).status_code == 413
        chunks = (b"x" * 65536 for _ in range(20))
        headers = {"X-CSRF-Token": csrf, "Content-Type": "application/x-www-form-urlencoded"}
        assert home.post("/review", content=chunks, headers=headers).status_code == 413

    def test_cookies_cannot_be_read_by_scripts(self, home: TestClient) -> None:
        cookie = home.get("/upload").headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


class TestAway:
    """Where others can reach the desk."""

    @pytest.mark.parametrize(
        "path", ["/", "/events", "/review", "/reports/morning", "/upload", "/users", "/originals/morning"]
    )
    def test_pages_lead_to_the_login(self, away: TestClient, path: str) -> None:
        answer = away.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?to=")
        assert "alert" not in answer.text

    def test_the_api_says_unauthorised(self, away: TestClient) -> None:
        assert away.get("/api/events").status_code == 401
        assert away.post("/api/uploads", json={"reports": [{"text": "x y z"}]}).status_code == 401

    def test_a_login_leads_back_and_a_logout_ends_it(self, away: TestClient) -> None:
        answer = log_in(away, "rita", "/events?type=airstrike")
        assert (answer.status_code, answer.headers["location"]) == (303, "/events?type=airstrike")
        cookie = answer.headers["set-cookie"]
        for part in ("__Host-", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"):
            assert part in cookie
        kept = away.cookies["__Host-whence_session"]
        assert away.get("/events").status_code == 200
        assert away.get("/events").headers["cache-control"] == "no-store"
        assert away.post("/logout", data={"csrf": token(away.get("/logout"))}).status_code == 303
        assert away.get("/events", headers={"Cookie": f"__Host-whence_session={kept}"}).status_code == 303

    @pytest.mark.parametrize(
        "to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login", "/a\r\nb"]
    )
    def test_a_login_leads_nowhere_else(self, away: TestClient, to: str) -> None:
        assert log_in(away, "rita", to).headers["location"] == "/"

    @pytest.mark.parametrize(
        ("name", "word"), [("rita", "wrong word here"), ("nobody", PASSWORDS["rita"]), ("", ""), ("rita", "x" * 5000)]
    )
    def test_a_wrong_password_says_no_more_than_that(self, away: TestClient, name: str, word: str) -> None:
        form = {"csrf": token(away.get("/login")), "name": name, "password": word}
        answer = away.post("/login", data=form)
        assert answer.status_code == 401
        assert "No such name with this password." in answer.text
        assert "__Host-whence_session" not in away.cookies

    def test_guessing_is_slowed_down(self, away: TestClient) -> None:
        form = {"csrf": token(away.get("/login")), "name": "rita", "password": "guess"}
        answers = [away.post("/login", data=form) for _ in range(11)]
        assert [a.status_code for a in answers] == [401] * 10 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0

    def test_roles(self, away: TestClient) -> None:
        may = {"rita": (200, 403, 403, 403), "viv": (200, 200, 200, 403), "ada": (200, 200, 200, 200)}
        for name, expected in may.items():
            away.cookies.clear()
            log_in(away, name)
            assert tuple(away.get(p).status_code for p in ("/events", "/review", "/upload", "/users")) == expected

    def test_a_reader_changes_nothing(self, away: TestClient) -> None:
        log_in(away, "rita")
        csrf = token(away.get("/logout"))
        for path, form in UNSAFE:
            assert away.post(path, data=form | {"csrf": csrf}).status_code == 403
        bodies: dict[str, Any] = {
            "uploads": {"reports": [{"text": "x"}]},
            "review/claims/x/verdict": {"verdict": "accept"},
            "review/claims/x/corrections": {"field": "type", "value": "attack"},
            "review/events/x/split": {"claims": ["x"]},
            "review/events/x/merge": {"event": "e"},
            "review/decisions/1/undo": None,
        }
        for path, body in bodies.items():
            assert away.post(f"/api/{path}", json=body, headers={"X-CSRF-Token": csrf}).status_code == 403

    def test_a_changed_password_ends_sessions(self, away: TestClient) -> None:
        log_in(away, "viv")
        away.app.state.desk.store.change_person("viv", password=passwords.hashed("another word altogether"))  # type: ignore[attr-defined]
        assert away.get("/review").status_code == 303

    def test_a_program_brings_a_token(self, away: TestClient) -> None:
        db = away.app.state.desk.store._engine.url.database  # type: ignore[attr-defined]
        made = CliRunner().invoke(whence, ["users", "--db", db, "token", "viv"])
        bearer = {"Authorization": f"Bearer {made.stdout.strip()}"}
        away.headers.pop("Sec-Fetch-Site")
        assert away.get("/api/review/queue", headers=bearer).status_code == 200
        claim = away.get("/api/review/queue", headers=bearer).json()[0]["account"]["claim"]["id"]
        answer = away.post(f"/api/review/claims/{claim}/verdict", json={"verdict": "accept"}, headers=bearer)
        assert (answer.status_code, answer.json()["by"]) == (201, "viv")
        assert away.get("/api/events", headers={"Authorization": "Bearer nonsense"}).status_code == 401

    def test_an_admin_manages_users_but_the_last_admin_stays(self, away: TestClient) -> None:
        log_in(away, "ada")
        csrf = token(away.get("/users"))
        add = {"csrf": csrf, "do": "add", "name": "<b>max</b>", "role": "reviewer", "password": "maximal all day long"}
        assert away.post("/users", data=add).status_code == 303
        assert "&lt;b&gt;max&lt;/b&gt;" in away.get("/users").text
        assert away.post("/users", data=add).status_code == 422
        assert away.post("/users", data=add | {"name": "short", "password": "short"}).status_code == 422
        for form in ({"do": "remove"}, {"do": "role", "role": "reader"}):
            answer = away.post("/users", data={"csrf": csrf, "name": "ada", **form})
            assert (answer.status_code, "last admin" in answer.text) == (422, True)


class TestReview:
    """Judging by forms alone, as without JavaScript."""

    def test_accept_reject_and_undo(self, desk: TestClient) -> None:
        page = desk.get("/review")
        claim = re.search(r'name="claim" value="(\w+)"', page.text)
        of = re.search(r'name="report" value="(\w+)"', page.text)
        assert claim
        assert of
        form = {"csrf": token(page), "claim": claim[1], "report": of[1], "next": ""}
        answer = desk.post("/review", data=form | {"do": "reject"})
        assert answer.status_code == 303
        assert len(desk.get("/api/review/queue").json()) == 1
        page = desk.get(answer.headers["location"])
        assert "Rejected" in page.text
        assert desk.post("/review/undo", data={"csrf": token(page), "n": "1"}).status_code == 303
        assert len(desk.get("/api/review/queue").json()) == 2
        assert "taken back by" in desk.get("/review/decisions").text

    def test_the_form_of_a_claim_sent_back_as_it_is_corrects_nothing(self, desk: TestClient) -> None:
        page = desk.get("/review")
        fields = form_of(page.text)
        answer = desk.post("/review", data=fields | {"do": "correct"})
        assert (answer.status_code, "nothing was changed" in answer.text) == (422, True)

    def test_what_is_changed_in_the_form_is_corrected_and_no_more(self, desk: TestClient) -> None:
        fields = form_of(desk.get("/review").text) | {
            "status": "possible",
            "counts-0-low": "3",
            "counts-0-high": "",
            "do": "correct",
        }
        fields |= {"targets-0-words": ""}
        assert desk.post("/review", data=fields).status_code == 303
        decided = desk.get("/api/review/decisions").json()
        assert sorted(d["field"] for d in decided) == ["counts", "status", "targets"]
        claim = desk.get(f"/api/claims/{fields['claim']}").json()["account"]["claim"]
        assert (claim["status"], claim["counts"][0]["low"], claim["targets"]) == ("possible", 3, [])

    def test_split_and_merge(self, desk: TestClient) -> None:
        event = desk.get("/api/events").json()["items"][0]["id"]
        page = desk.get(f"/review/events/{event}")
        claims = re.findall(r'name="away" value="(\w+)"', page.text)
        assert len(claims) == 2
        answer = desk.post(f"/review/events/{event}", data={"csrf": token(page), "do": "split", "away": claims[0]})
        assert answer.status_code == 303
        events = [e["id"] for e in desk.get("/api/events").json()["items"]]
        assert len(events) == 2
        answer = desk.post(
            f"/review/events/{events[0]}", data={"csrf": token(page), "do": "merge", "other": f"/events/{events[1]}"}
        )
        assert answer.status_code == 303
        assert len(desk.get("/api/events").json()["items"]) == 1
        assert desk.post(f"/review/events/{event}", data={"csrf": token(page), "do": "split"}).status_code in (404, 422)


def form_of(page: str) -> dict[str, str]:
    """Return what a browser sends of the review form as it stands."""
    form = next(f for f in html.fromstring(page).forms if f.get("action") == "/review" and f.get("method") == "post")
    return {k: v for k, v in form.form_values() if v is not None}


class TestServe:
    def test_beyond_this_machine_it_needs_an_admin_first(self, db: Path) -> None:
        answer = CliRunner().invoke(whence, ["serve", "--db", str(db), "--host", "0.0.0.0", "--port", "0"])
        assert answer.exit_code == 1
        assert "whence users add" in answer.output

    def test_users_by_command(self, db: Path) -> None:
        def run(*words: str, **more: Any) -> Any:
            return CliRunner().invoke(whence, ["users", "--db", str(db), *words], **more)

        assert run("add", "ann", "--role", "admin", "--password-stdin", input="short\n").exit_code == 1
        assert run("add", "ann", "--role", "admin", "--password-stdin", input="long enough for all\n").exit_code == 0
        assert run("add", "ann", "--password-stdin", input="long enough for all\n").exit_code == 1
        assert "admin" in run().output
        assert run("role", "ann", "reader").exit_code == 0
        assert run("remove", "ann").exit_code == 0
        assert run("remove", "ann").exit_code == 1

    def test_the_store_keeps_no_password_and_no_token(self, db: Path) -> None:
        CliRunner().invoke(
            whence, ["users", "--db", str(db), "add", "ann", "--password-stdin"], input="long enough for all\n"
        )
        made = CliRunner().invoke(whence, ["users", "--db", str(db), "token", "ann"]).stdout.strip()
        kept = b"".join(p.read_bytes() for p in db.parent.iterdir())
        assert b"long enough for all" not in kept
        assert made.encode() not in kept
