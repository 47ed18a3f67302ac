"""Reading inputs: what a user sees for good files, bad files and everything between."""

import gzip
import hashlib
import io
import json
import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.ingest import Problem, Why, count, reports
from whence.ingest.source import LENGTH_LIMIT
from whence.records import Report

BODY = "Shelling hit the grain market of Vardino on Monday, the mayor said. Two people were hurt."


def read(*paths: Path | str, stdin: bytes | None = None) -> list[Report | Problem]:
    return list(reports(paths, io.BytesIO(stdin) if stdin is not None else None))


def one(path: Path | str, stdin: bytes | None = None) -> Report:
    (item,) = read(path, stdin=stdin)
    assert isinstance(item, Report), str(item)
    return item


def problem(*paths: Path | str, stdin: bytes | None = None) -> Problem:
    (item,) = read(*paths, stdin=stdin)
    assert isinstance(item, Problem)
    assert "\n" not in str(item)
    return item


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def texts(items: list[Report | Problem]) -> list[str]:
    return [item.text for item in items if isinstance(item, Report)]


def faults(items: list[Report | Problem]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


class TestText:
    def test_first_line_before_a_blank_line_is_the_title(self, tmp_path: Path) -> None:
        report = one(put(tmp_path, "vardino.txt", f"Market shelled\n\n{BODY}\n"))
        assert report.title == "Market shelled"
        assert report.text == f"Market shelled\n\n{BODY}\n"
        assert report.id == "vardino"

    def test_without_a_blank_line_all_is_body(self, tmp_path: Path) -> None:
        report = one(put(tmp_path, "a.txt", f"  {BODY}\nA second line.\n"))
        assert (report.title, report.text) == ("", f"  {BODY}\nA second line.\n")

    def test_a_line_with_nothing_after_it_is_body(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "a.txt", "Market shelled\n\n")).title == ""

    def test_windows_line_ends_stay_in_the_body(self, tmp_path: Path) -> None:
        report = one(put(tmp_path, "a.txt", "Market shelled\r\n\r\nOne line.\r\nAnother.\r\n"))
        assert report.text == "Market shelled\n\nOne line.\r\nAnother.\r\n"

    def test_bytes_and_hash_are_kept(self, tmp_path: Path) -> None:
        data = b"\xef\xbb\xbf" + BODY.encode()
        report = one(put(tmp_path, "a.txt", data))
        assert report.text == BODY
        assert report.raw == data
        assert report.sha256 == hashlib.sha256(data).hexdigest()

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_wide_encodings_are_told_by_their_mark(self, tmp_path: Path, encoding: str) -> None:
        text = BODY if encoding in ("utf-16", "utf-32") else "\ufeff" + BODY
        assert one(put(tmp_path, "a.txt", text.encode(encoding))).text == BODY

    def test_another_encoding_is_read_and_noted(self, tmp_path: Path) -> None:
        body = "The café owner José Núñez said the façade of the Hôtel Périgord was hit on Monday night. " * 4
        report, note = read(put(tmp_path, "a.txt", body.encode("cp1252")))
        assert isinstance(report, Report)
        assert report.text == body
        assert isinstance(note, Problem)
        assert (note.why, note.fatal) == (Why.ENCODING, False)

    def test_one_broken_byte_does_not_garble_the_rest(self, tmp_path: Path) -> None:
        good = "Łódź, Kraków, Gdańsk: the convoys passed through all three, said the driver. "
        report, note = read(put(tmp_path, "a.txt", good.encode() + b"\xff" + good.encode()))
        assert isinstance(report, Report)
        assert report.text == f"{good}\ufffd{good}"
        assert isinstance(note, Problem)
        assert note.why == Why.ENCODING

    def test_right_to_left_and_invisible_characters_stay(self, tmp_path: Path) -> None:
        body = "The spokesman of قوات سوريا said\u200b the\u200f road\u00ad is open. \u2067مفتوح\u2069 he added."
        assert one(put(tmp_path, "a.txt", body)).text == body

    def test_a_megabyte_without_a_full_stop_is_read(self, tmp_path: Path) -> None:
        body = "the road is closed and " * 50_000
        assert one(put(tmp_path, "a.txt", body)).text == body

    def test_another_language_is_read_and_noted(self, tmp_path: Path) -> None:
        body = (
            "Le porte-parole de l'armée a déclaré que les combats dans la ville ont été violents et que les "
            "habitants sont partis par la route du nord avec leurs familles."
        )
        report, note = read(put(tmp_path, "a.txt", body))
        assert isinstance(report, Report)
        assert report.language == "fr"
        assert isinstance(note, Problem)
        assert (note.why, note.fatal) == (Why.NOT_ENGLISH, False)

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("Представитель министерства сообщил о боях в районе города.", "ru"),
            ("Речник міністерства повідомив про бої біля міста і їхні наслідки.", "uk"),
            ("قال المتحدث باسم الجيش إن القوات دخلت المدينة يوم الاثنين", "ar"),
            ("部队周一进入该市，发言人说。", "zh"),
            ("SHELLING HIT THE MARKET OF THE TOWN ON MONDAY AND TWO PEOPLE WERE HURT, THE MAYOR SAID IN A CALL", "en"),
        ],
    )
    def test_languages(self, tmp_path: Path, body: str, code: str) -> None:
        report = read(put(tmp_path, "a.txt", body))[0]
        assert isinstance(report, Report)
        assert report.language == code


class TestPage:
    PAGE = f"""<!doctype html><html lang="en"><head><title>Market shelled - Vardino Times</title>
    <meta property="og:title" content="Market shelled"><meta property="og:site_name" content="Vardino Times">
    <meta property="article:published_time" content="2021-03-04T10:00:00Z">
    <link rel="canonical" href="https://vardino.example/market">
    <script>var hidden = "tracking code that nobody should read";</script><style>p {{ color: red }}</style></head>
    <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Market shelled</h1>
    <p>{BODY}</p><p>{"The road to the north stayed open through the day, drivers said. " * 5}</p>
    <script>document.write("more code")</script></article></body></html>"""

    def test_an_article_with_its_particulars(self, tmp_path: Path) -> None:
        report = one(put(tmp_path, "market.html", self.PAGE))
        assert report.title == "Market shelled"
        assert report.outlet == "Vardino Times"
        assert report.published == date(2021, 3, 4)
        assert report.url == "https://vardino.example/market"
        assert BODY in report.text
        assert report.raw == self.PAGE.encode()

    def test_scripts_and_styles_are_not_text(self, tmp_path: Path) -> None:
        text = one(put(tmp_path, "market.html", self.PAGE)).text
        assert not any(word in text for word in ("tracking", "document.write", "color", "<"))

    def test_html_is_known_by_its_beginning_too(self) -> None:
        assert one("-", stdin=self.PAGE.encode()).title == "Market shelled"

    def test_the_headline_stands_once(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "market.html", self.PAGE)).text.count("Market shelled") == 1

    def test_many_comments_before_a_page(self) -> None:
        comments = b"<!-- a -->\n" * 300
        assert one("-", stdin=comments + self.PAGE.encode()).title == "Market shelled"
        assert one("-", stdin=comments + b"x").text.endswith("x")

    def test_a_fragment_is_html(self) -> None:
        assert one("-", stdin=f"<div class='story'><p>{BODY * 3}</p></div>".encode()).text == BODY * 3

    @pytest.mark.parametrize("reference", ["&#1;", "&#x1F;", "&#31", "&#xFFFE;", "&#xD800;"])
    def test_a_reference_to_no_character_costs_only_itself(self, tmp_path: Path, reference: str) -> None:
        page = self.PAGE.replace("of Vardino", f"of {reference} Vardino &#65;&#x1F6A2;")
        assert "of \ufffd Vardino A\U0001f6a2" in one(put(tmp_path, "market.html", page)).text

    def test_a_declared_charset_is_believed(self, tmp_path: Path) -> None:
        page = self.PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Two people", "Две people")
        assert "Две people" in one(put(tmp_path, "market.html", page.encode("cp1251"))).text

    def test_a_page_without_an_article(self, tmp_path: Path) -> None:
        assert problem(put(tmp_path, "empty.html", "<html><body><script>1</script></body></html>")).why == Why.NO_TEXT


class TestRecords:
    def test_all_fields(self, tmp_path: Path) -> None:
        line = json.dumps(
            {
                "id": "r1",
                "title": "Market shelled",
                "text": BODY,
                "outlet": "vardino times",
                "published": "2021-03-04",
                "url": "https://vardino.example/1",
                "views": [1, 2],
            }
        )
        report = one(put(tmp_path, "a.jsonl", line + "\n"))
        assert (report.id, report.title, report.outlet) == ("r1", "Market shelled", "vardino times")
        assert (report.published, report.url) == (date(2021, 3, 4), "https://vardino.example/1")
        assert report.text == f"Market shelled\n\n{BODY}"
        assert report.raw == line.encode()

    def test_only_text_is_needed(self, tmp_path: Path) -> None:
        report = one(put(tmp_path, "a.jsonl", json.dumps({"text": BODY})))
        assert report.id == report.sha256[:16]

    def test_a_number_is_an_id(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "a.jsonl", json.dumps({"id": 12, "text": BODY}))).id == "12"

    @pytest.mark.parametrize(
        "written",
        ["2021-03-04", "2021-03-04T23:59:00+05:00", "2021-03-04 10:00", "20210304", "Thu, 04 Mar 2021 10:00:00 GMT"],
    )
    def test_days_of_publication(self, tmp_path: Path, written: str) -> None:
        record = json.dumps({"text": BODY, "published": written})
        assert one(put(tmp_path, "a.jsonl", record)).published == date(2021, 3, 4)

    @pytest.mark.parametrize("written", ["last week", "2021-03", 1614852000, "2021-02-30", "0001-01-01"])
    def test_an_unreadable_day_is_left_empty_and_noted(self, tmp_path: Path, written: object) -> None:
        report, note = read(put(tmp_path, "a.jsonl", json.dumps({"text": BODY, "published": written})))
        assert isinstance(report, Report)
        assert report.published is None
        assert isinstance(note, Problem)
        assert (note.why, note.fatal, note.line) == (Why.BAD_DATE, False, 1)

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (b'{"text": "cut in ha', Why.NOT_JSON),
            (b"{'text': 'single quotes'}", Why.NOT_JSON),
            (b'{"text": "a b"} trailing', Why.NOT_JSON),
            (b'{"text": ' + b"[" * 100_000, Why.NOT_JSON),
            (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", Why.NOT_JSON),
            (b'["text"]', Why.NOT_A_RECORD),
            (b"null", Why.NOT_A_RECORD),
            (b'{"title": "no body"}', Why.NO_TEXT),
            (b'{"text": 7}', Why.NO_TEXT),
            (b'{"text": NaN}', Why.NO_TEXT),
            (b'{"text": " \\n"}', Why.EMPTY),
            (b'{"text": "a\x00b"}', Why.BINARY),
        ],
    )
    def test_a_bad_line_is_one_problem_and_the_others_are_read(self, tmp_path: Path, line: bytes, why: Why) -> None:
        before, after = (json.dumps({"text": f"{BODY} {n}"}).encode() for n in "12")
        items = read(put(tmp_path, "a.jsonl", b"\n".join((before, line, after))))
        assert texts(items) == [f"{BODY} 1", f"{BODY} 2"]
        fatal = [p for p in faults(items) if p.fatal]
        assert [(p.why, p.line) for p in fatal] == [(why, 2)]
        assert str(fatal[0]).startswith(f"{tmp_path}/a.jsonl:2")

    def test_nan_elsewhere_is_read_as_null_and_noted(self, tmp_path: Path) -> None:
        report, note = read(put(tmp_path, "a.jsonl", json.dumps({"text": BODY, "url": float("nan")})))
        assert isinstance(report, Report)
        assert report.url is None
        assert isinstance(note, Problem)
        assert not note.fatal

    def test_a_lone_surrogate_becomes_one_character(self, tmp_path: Path) -> None:
        report, note = read(put(tmp_path, "a.jsonl", rb'{"text": "before \ud800 after"}'))
        assert isinstance(report, Report)
        assert report.text == "before \ufffd after"
        assert isinstance(note, Problem)
        assert note.why == Why.ENCODING

    def test_fields_of_the_wrong_kind_are_left_empty_and_noted(self, tmp_path: Path) -> None:
        items = read(put(tmp_path, "a.jsonl", json.dumps({"text": BODY, "title": ["x"], "outlet": 3, "id": True})))
        assert texts(items) == [BODY]
        assert [(p.why, p.fatal) for p in faults(items)] == [(Why.BAD_FIELD, False)] * 3

    def test_one_id_never_stands_for_two_reports(self, tmp_path: Path) -> None:
        lines = [json.dumps({"id": "r1", "text": f"{BODY} {n}"}) for n in (1, 2, 1)]
        items = read(put(tmp_path, "a.jsonl", "\n".join(lines)))
        assert texts(items) == [f"{BODY} 1"]
        assert [(p.why, p.line, p.fatal) for p in faults(items)] == [
            (Why.DUPLICATE_ID, 2, True),
            (Why.REPEATED, 3, False),
        ]
        assert "a.jsonl:1" in str(items[1])

    def test_a_record_given_twice_is_read_once(self, tmp_path: Path) -> None:
        record = {"id": "r1", "text": BODY}
        path = put(tmp_path, "a.json", json.dumps([record, record]))
        items = read(path, path)
        assert texts(items) == [BODY]
        assert [p.why for p in faults(items)] == [Why.REPEATED] * 3

    def test_a_place_on_standard_input_is_called_that(self) -> None:
        lines = "\n".join(json.dumps({"id": "r1", "text": f"{BODY} {n}"}) for n in (1, 2))
        assert "at standard input:1" in str(faults(read("-", stdin=lines.encode()))[0])

    @pytest.mark.parametrize("indent", [None, 2])
    def test_an_array(self, tmp_path: Path, indent: int | None) -> None:
        records = [{"text": f"{BODY} {n}"} for n in range(3)]
        items = read(put(tmp_path, "a.json", json.dumps(records, indent=indent)))
        assert texts(items) == [r["text"] for r in records]

    def test_an_array_cut_short_gives_what_is_whole(self, tmp_path: Path) -> None:
        data = json.dumps([{"text": f"{BODY} {n}"} for n in range(3)])
        items = read(put(tmp_path, "a.json", data[:-30]))
        assert texts(items) == [f"{BODY} 0", f"{BODY} 1"]
        assert [p.why for p in faults(items)] == [Why.NOT_JSON]

    def test_what_follows_an_array_is_not_passed_over_in_silence(self, tmp_path: Path) -> None:
        record = json.dumps([{"text": BODY}])
        items = read(put(tmp_path, "a.json", f"{record}\n{record}"))
        assert texts(items) == [BODY]
        assert [(p.why, p.line) for p in faults(items)] == [(Why.NOT_JSON, 2)]

    def test_an_empty_array(self, tmp_path: Path) -> None:
        assert problem(put(tmp_path, "a.json", "[\n]\n")).why == Why.EMPTY

    def test_an_object_over_lines_however_it_is_broken(self, tmp_path: Path) -> None:
        written = f'\n{{"id": "r1",\n "tags": [\n], "text":\n"{BODY}"}}\n'
        assert one(put(tmp_path, "a.json", written)).text == BODY
        assert texts(read(put(tmp_path, "b.jsonl", written + written.replace("r1", "r2")))) == [BODY] * 2

    def test_blank_lines_before_an_array_count(self, tmp_path: Path) -> None:
        assert problem(put(tmp_path, "a.json", '\n\n[\n{"text": 1}]')).line == 4

    @pytest.mark.parametrize("cut", ['{"id": "r1",', '{"id": "r1", "text": "cut, ', '{"id": "r1", "text": "cut of {'])
    def test_a_first_line_cut_anywhere_costs_only_itself(self, tmp_path: Path, cut: str) -> None:
        items = read(put(tmp_path, "a.jsonl", cut + "\n" + json.dumps({"text": BODY})))
        assert texts(items) == [BODY]
        assert [(p.why, p.line) for p in faults(items)] == [(Why.NOT_JSON, 1)]

    def test_a_byte_order_mark_and_blanks_before_a_record(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "a.jsonl", "\ufeff\n\ufeff  " + json.dumps({"text": BODY}))).text == BODY

    def test_an_indented_object(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "a.json", json.dumps({"text": BODY}, indent=1))).text == BODY

    def test_utf_16(self, tmp_path: Path) -> None:
        lines = "\n".join(json.dumps({"text": f"{BODY} {n}"}) for n in range(3))
        assert len(texts(read(put(tmp_path, "a.jsonl", lines.encode("utf-16"))))) == 3

    def test_lines_are_streamed(self) -> None:
        class Endless(io.RawIOBase):
            rest = b""

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
                self.rest = self.rest or (json.dumps({"text": BODY + os.urandom(8).hex()}) + "\n").encode()
                part, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
                buffer[: len(part)] = part
                return len(part)

        stream: Iterator[Report | Problem] = reports(["-"], io.BufferedReader(Endless()))
        assert [isinstance(next(stream), Report) for _ in range(50)] == [True] * 50


class TestBadInput:
    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", Why.EMPTY),
            (b" \n\t\n", Why.EMPTY),
            (b"... --- ...", Why.EMPTY),
            (b"%PDF-1.7 text", Why.BINARY),
            (b"\x89PNG\r\n\x1a\n00", Why.BINARY),
            (b"PK\x03\x04abc", Why.BINARY),
            (gzip.compress(BODY.encode(), mtime=0), Why.BINARY),
            (b"text\x00more", Why.BINARY),
            (b"\xff\xfea", Why.ENCODING),
        ],
    )
    def test_no_text(self, tmp_path: Path, data: bytes, why: Why) -> None:
        assert problem(put(tmp_path, "a.txt", data)).why == why
        assert problem("-", stdin=data).why == why

    def test_the_message_says_what_it_is(self, tmp_path: Path) -> None:
        assert "a PDF document" in str(problem(put(tmp_path, "a.txt", b"%PDF-1.7")))

    def test_missing(self, tmp_path: Path) -> None:
        assert problem(tmp_path / "nowhere.txt").why == Why.MISSING

    def test_a_directory_without_reports_is_noted(self, tmp_path: Path) -> None:
        (tmp_path / "empty" / "deeper").mkdir(parents=True)
        [note] = reports([tmp_path / "empty"])
        assert isinstance(note, Problem)
        assert (note.why, note.fatal) == (Why.EMPTY, False)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_forbidden(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.txt", BODY)
        path.chmod(0)
        assert problem(path).why == Why.FORBIDDEN

    def test_a_name_with_a_line_end_stays_on_one_line(self, tmp_path: Path) -> None:
        assert "\\n" in str(problem(tmp_path / "no\nsuch"))

    def test_a_line_too_long_is_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("whence.ingest.lines.SIZE_LIMIT", 1000)
        lines = [json.dumps({"text": BODY * n}) for n in (1, 50, 2)]
        items = read(put(tmp_path, "a.jsonl", "\n".join(lines)))
        assert texts(items) == [BODY, BODY * 2]
        assert [(p.why, p.line) for p in faults(items)] == [(Why.TOO_LONG, 2)]

    @pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
    def test_a_text_longer_than_any_report_is_refused(self, tmp_path: Path, name: str) -> None:
        body = BODY * (LENGTH_LIMIT // len(BODY) + 1)
        data = body if name == "a.txt" else f"{json.dumps({'text': BODY})}\n{json.dumps({'text': body})}"
        items = read(put(tmp_path, name, data))
        assert texts(items) == [BODY] * (name == "a.jsonl")
        (fault,) = faults(items)
        assert fault.why == Why.TOO_LONG
        assert str(fault).endswith(
            f"not read: the text has {len(body):,} characters, more than the 1,200,000 of one report; "
            "split it into its reports, one file or one line of JSON each"
        )


class TestDirectory:
    def test_everything_in_it_in_order(self, tmp_path: Path) -> None:
        put(tmp_path, "b/2.txt", f"{BODY} b2")
        put(tmp_path, "b/1.txt", f"{BODY} b1")
        put(tmp_path, "a.jsonl", json.dumps({"text": f"{BODY} a"}))
        put(tmp_path, ".hidden.txt", BODY)
        items = read(tmp_path)
        assert texts(items) == [f"{BODY} a", f"{BODY} b1", f"{BODY} b2"]
        assert [r.id for r in items[1:] if isinstance(r, Report)] == ["b/1", "b/2"]

    def test_what_is_no_file_is_one_problem_each(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
            os.mkfifo("pipe")
            Path("broken.txt").symlink_to("nowhere")
            put(tmp_path, "z.txt", BODY)
            items = read(".")
        assert [p.why for p in faults(items)] == [Why.MISSING, Why.NOT_A_FILE, Why.NOT_A_FILE]
        assert texts(items) == [BODY]

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        put(tmp_path, "a/1.txt", BODY)
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        (tmp_path / "self").symlink_to("self")
        items = read(tmp_path)
        assert texts(items) == [BODY]
        assert [p.why for p in faults(items)] == [Why.UNREADABLE]

    def test_files_of_one_name_are_all_read(self, tmp_path: Path) -> None:
        paths = [put(tmp_path, f"{n}/day.txt", f"{BODY} {n}") for n in "abc"]
        items = read(*paths)
        assert texts(items) == [f"{BODY} {n}" for n in "abc"]
        assert len({r.id for r in items if isinstance(r, Report)}) == 3

    def test_a_file_called_dash_is_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        put(tmp_path, "-", BODY)
        assert one(".", stdin=b"the standard input").text == BODY
        assert one("./-", stdin=b"the standard input").text == BODY

    def test_a_name_that_is_not_utf_8_gives_an_id_that_is(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, os.fsdecode(b"caf\xe9.txt"), BODY)).id == "caf\ufffd"

    def test_count(self, tmp_path: Path) -> None:
        put(tmp_path, "a.txt", BODY)
        put(tmp_path, "b.jsonl", "{}\n\n{}\n")
        assert count([tmp_path]) == 3
        assert count([tmp_path, "-"]) is None


class TestStandardInput:
    def test_text(self) -> None:
        report = one("-", stdin=BODY.encode())
        assert (report.text, report.id) == (BODY, hashlib.sha256(BODY.encode()).hexdigest()[:16])

    def test_json_lines(self) -> None:
        lines = "\n".join(json.dumps({"text": f"{BODY} {n}"}) for n in range(3))
        assert len(texts(read("-", stdin=lines.encode()))) == 3

    def test_a_text_that_begins_with_a_bracket(self) -> None:
        assert one("-", stdin=b"[Editor's note: names were changed.] The road is open.").text.startswith("[Editor")


TIMELESS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STARTS = st.sampled_from([b"", b"{", b'{"text": "', b"[", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"<!doctype html>"])


@TIMELESS
@given(STARTS, st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_problem(start: bytes, data: bytes) -> None:
    items = read("-", stdin=start + data)
    assert items
    assert all("\n" not in str(item) for item in faults(items))


@TIMELESS
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text("ab \n", max_size=8))
def test_the_body_of_a_record_is_unchanged(body: str, title: str) -> None:
    items = read("-", stdin=json.dumps({"text": body, "title": title}).encode())
    for report in items:
        if isinstance(report, Report):
            assert report.text == (f"{report.title}\n\n{body}" if report.title else body)
    assert texts(items) or not any(c.isalnum() for c in body)


@TIMELESS
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1, max_size=200))
def test_the_body_of_a_text_is_what_was_written(written: str) -> None:
    text = f"x{written}"
    report = next(item for item in read("-", stdin=text.encode()) if isinstance(item, Report))
    body = report.text.removeprefix(f"{report.title}\n\n") if report.title else report.text
    assert text.endswith(body)
    assert text.startswith(report.title)
