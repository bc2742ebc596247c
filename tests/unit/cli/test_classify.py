"""Classifying a description, or the records of a file, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import pytest

from ragft_tui.storage.paths import packaged
from tests.support.projects import HOSTILE
from tests.support.terminal import Terminal
from tests.support.warm import WarmProgram
from tests.unit.cli.conftest import SCRIPT, Run, Shell

DATA: Final = Path(__file__).parents[2] / "data"
KEYS: Final = [
    *("id", "name", "line", "verdict", "reach", "strength", "settled", "first_step"),
    *(
        "knowledge",
        "behaviour",
        "reasons",
        "suggestions",
        "flips",
        "readiness",
        "contradictions",
        "unknown_fields",
    ),
]
MIXED: Final = b'{"name": "a"}\n{"name": 5}\n{"name": "c", "answers": {"tone": "strict"}}\n'

RECORDS: Final = int(os.environ.get("RAGFT_TUI_TEST_RECORDS", "2500"))
"""How many records are streamed; 200000 take some minutes."""

TELLING_ITS_PEAK: Final = """
import re, sys
from ragft_tui.cli import main
try:
    main()
finally:
    status = open("/proc/self/status").read()
    print("peak", re.search(r"VmHWM:\\s+(\\d+) kB", status)[1], file=sys.stderr)
"""


class Classify(Protocol):
    """Runs `ragft-tui classify` without a terminal."""

    def __call__(
        self, *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run it.

        Args:
            arguments: What stands behind `classify`.
            stdin: What it can read there.
            env: Variables beside those that every run has.
        """
        ...


@pytest.fixture
def classify(warm: WarmProgram, directory: Path, variables: dict[str, str]) -> Classify:
    def run(
        *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        if env is None:
            return warm.run(["classify", *arguments], cwd=directory, env=variables, stdin=stdin)
        return subprocess.run(
            [SCRIPT, "classify", *arguments],
            cwd=directory,
            env=variables | (env or {}),
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


class TestResults:
    def test_the_published_cases_give_an_object_each(self, classify: Classify) -> None:
        cases = DATA / "cases" / "development.jsonl"
        done = classify("--from", str(cases), "--format", "jsonl")
        assert done.returncode == 0
        told = re.findall(r'jsonl: "(\w+)" is not a known field', done.stderr.decode())
        assert told == ["label", "source_url"]
        found = objects(done)
        ids = [json.loads(line)["id"] for line in cases.read_text().splitlines()]
        assert len(found) == 63
        assert [item["id"] for item in found] == ids
        assert all(list(item) == KEYS for item in found)

    def test_the_same_comes_in_each_format(self, classify: Classify, directory: Path) -> None:
        (directory / "r.jsonl").write_bytes(MIXED.replace(b'"name": 5', b'"title": "b"'))
        lines = classify("--from", "r.jsonl", "--format", "jsonl")
        array = classify("--from", "r.jsonl", "--format", "json")
        table = classify("--from", "r.jsonl", "--format", "csv")
        text = classify("--from", "r.jsonl")
        assert json.loads(array.stdout) == objects(lines)
        rows = list(csv.DictReader(io.StringIO(table.stdout.decode("utf-8-sig"), newline="")))
        assert [(row["id"], row["name"], row["line"], row["verdict"]) for row in rows] == [
            ("a", "a", "1", "undecided"),
            ("b", "b", "2", "undecided"),
            ("c", "c", "3", "finetuning"),
        ]
        assert [(item["id"], item["verdict"], item["strength"]) for item in objects(lines)] == [
            ("a", "prompting", "open"),
            ("b", "prompting", "open"),
            ("c", "finetuning", "lean"),
        ]
        assert [line for line in text.stdout.decode().splitlines() if line in {"a a", "b b", "c c"}]
        assert {done.returncode for done in (lines, array, table, text)} == {0}

    @pytest.mark.parametrize("name", ["r.csv", "R.CSV"])
    def test_csv_and_plain_lines_are_read_by_their_ending(
        self, classify: Classify, directory: Path, name: str
    ) -> None:
        (directory / name).write_bytes(b"\xef\xbb\xbfid,description,tone\r\nx,Does it.,strict\r\n")
        (directory / "r.txt").write_bytes(b"Speaks with our voice.\r\n\r\nCites sources.\r\n")
        [row] = objects(classify("--from", name, "--format", "jsonl"))
        assert (row["id"], row["verdict"]) == ("x", "finetuning")
        lines = objects(classify("--from", "r.txt", "--format", "jsonl"))
        assert [line["id"] for line in lines] == ["speaks-with-our-voice", "cites-sources"]

    @pytest.mark.parametrize(
        ("name", "content", "ids"),
        [
            ("r.csv", "name;description\r\nKündigung;prüft sie\r\n", ["kündigung"]),
            ("r.md", "# G\n- **Kündigung** - prüft\n  sie\n- Tone: x\n", ["kündigung", "tone"]),
            ("r.txt", "• Kündigung\n• Tone\n", ["kündigung", "tone"]),
            ("r.json", '[{"id": "a", "name": "Kündigung"}]', ["a"]),
            ("r.yaml", "openapi: 3.0.0\npaths: {/a: {get: {operationId: a, summary: A}}}", ["a"]),
            ("r", '{"tools": [{"name": "a", "inputSchema": {}}]}', ["a"]),
        ],
    )  # fmt: skip
    def test_whatever_is_imported_can_be_classified(
        self, classify: Classify, directory: Path, name: str, content: str, ids: list[str]
    ) -> None:
        encodings = ["utf-8", "utf-8-sig", *(["cp1252", "utf-16"] if name == "r.csv" else [])]
        for encoding in encodings:
            (directory / name).write_bytes(content.encode(encoding))
            done = classify("--from", name, "--format", "jsonl")
            assert (done.returncode, [item["id"] for item in objects(done)]) == (0, ids)
        piped = classify("--from", "-", "--format", "jsonl", stdin=content.encode())
        assert [item["id"] for item in objects(piped)] == ids

    def test_the_format_of_a_file_can_be_named(self, classify: Classify, directory: Path) -> None:
        (directory / "r.txt").write_text("- One\n- Two\n")
        for form, names in (("list", ["One", "Two"]), ("lines", ["- One", "- Two"])):
            done = classify("--from", "r.txt", "--input-format", form, "--format", "jsonl")
            assert [item["name"] for item in objects(done)] == names
        done = classify("--input-format", "list", "text")
        assert (done.returncode, b"--input-format is for --from FILE" in done.stderr) == (2, True)

    def test_csv_opens_in_excel_in_every_locale(self, classify: Classify, directory: Path) -> None:
        (directory / "r.csv").write_text('name,description\nÄpfel,"=1+1; cite it"\n')
        done = classify("--from", "r.csv", "--format", "csv", "--separator", ";")
        text = done.stdout.decode()
        assert text.startswith("\ufeffid;name;line;verdict;")
        [row] = csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";")
        assert (row["id"], row["name"], row["line"]) == ("äpfel", "Äpfel", "2")
        done = classify("--from", "r.csv", "--separator", ";")
        assert (done.returncode, b"--separator is for --format csv" in done.stderr) == (2, True)

    def test_columns_without_a_name_are_not_guessed_here(
        self, classify: Classify, directory: Path
    ) -> None:
        (directory / "r.csv").write_text("Refunds,Quotes the current policy\nTone,Ours\n")
        done = classify("--from", "r.csv", "--format", "jsonl")
        assert done.returncode == 1
        [bad] = objects(done)
        assert "no column is a name or description" in str(bad["errors"])

    def test_stdin_holds_lines_of_json(self, classify: Classify) -> None:
        done = classify("--from", "-", "--format", "jsonl", stdin=MIXED)
        assert done.returncode == 1
        assert [(item["id"], item["line"]) for item in objects(done)] == [
            ("a", 1),
            ("line-2", 2),
            ("c", 3),
        ]
        assert done.stderr == b"ragft-tui: stdin: 1 of 3 records cannot be read\n"

    def test_contradictory_answers_are_told_and_are_no_error(self, classify: Classify) -> None:
        record = b'{"name": "a", "answers": {"volatility": "static", "source": "live"}}'
        done = classify("--from", "-", "--format", "jsonl", stdin=record)
        assert done.returncode == 0
        assert objects(done)[0]["contradictions"]

    def test_text_in_another_script_is_taken_as_it_is(self, classify: Classify) -> None:
        record = '{"name": "返品ポリシー", "description": "最新の方針を引用する"}'.encode()
        done = classify("--from", "-", "--format", "jsonl", stdin=record)
        assert (done.returncode, objects(done)[0]["id"]) == (0, "返品ポリシー")

    @pytest.mark.parametrize("output", ["text", "json", "jsonl", "csv"])
    def test_results_come_out_whatever_the_encoding_of_the_place(
        self, classify: Classify, output: str
    ) -> None:
        record = '{"id": "方針", "name": "é 方針"}'.encode()
        for encoding in ("ascii", "latin-1"):
            env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
            done = classify("--from", "-", "--format", output, stdin=record, env=env)
            assert (done.returncode, done.stderr.count(b"not in English")) == (0, 1)
            in_escapes = (encoding, output) == ("latin-1", "text")
            assert (b"\\u65b9\\u91dd" if in_escapes else "方針".encode()) in done.stdout

    def test_each_result_is_there_before_the_next_record(
        self, directory: Path, variables: dict[str, str]
    ) -> None:
        with subprocess.Popen(
            [SCRIPT, "classify", "--from", "-", "--format", "jsonl"],
            cwd=directory,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as running:
            assert running.stdin
            assert running.stdout
            for name in ("first", "second"):
                running.stdin.write(json.dumps({"name": name}).encode() + b"\n")
                running.stdin.flush()
                assert json.loads(running.stdout.readline())["id"] == name
            running.stdin.close()
            assert running.wait(30) == 0

    def test_the_rulebook_that_is_named_decides(self, classify: Classify, directory: Path) -> None:
        small = str(DATA / "rulebook-small.toml")
        record = b'{"name": "a", "answers": {"volatility": "daily"}}'
        done = subprocess.run(
            [SCRIPT, "--rulebook", small, "classify", "--from", "-", "--format", "jsonl"],
            cwd=directory,
            input=record,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 1
        assert '"daily" is not one of the options' in str(objects(done)[0]["errors"])
        assert classify("--from", "-", stdin=record).returncode == 0


class TestWhatIsNotUnderstood:
    def test_it_is_told_on_stderr_and_beside_the_result(
        self, classify: Classify, directory: Path
    ) -> None:
        rows = "id,name,volatilty\n1,Refunds,weekly\n2,Voice,daily\n"
        (directory / "r.csv").write_text(rows, "utf-8")
        for output in ("text", "json", "jsonl", "csv"):
            done = classify("--from", "r.csv", "--format", output)
            assert done.returncode == 0
            assert done.stderr.decode() == (
                'ragft-tui: r.csv: "volatilty" is not a known column and is ignored; '
                'did you mean "volatility"?\n'
            )
            assert done.stdout.decode().count("volatilty") == 2

    def test_strictly_it_is_an_error(self, classify: Classify, directory: Path) -> None:
        (directory / "r.csv").write_text("name,volatilty\nRefunds,weekly\n", "utf-8")
        done = classify("--from", "r.csv", "--format", "jsonl", "--strict")
        assert done.returncode == 1
        assert 'did you mean \\"volatility\\"?' in done.stdout.decode()

    def test_of_very_many_names_only_some_are_told(
        self, classify: Classify, directory: Path
    ) -> None:
        names = ",".join(f"xx{number}" for number in range(50))
        (directory / "r.csv").write_text(f"name,{names}\nA{',1' * 50}\n", "utf-8")
        lines = classify("--from", "r.csv").stderr.decode().splitlines()
        assert len(lines) == 21
        assert lines[-1] == "ragft-tui: r.csv: 30 more names are ignored"

    def test_equal_ids_are_told_with_their_lines(self, classify: Classify, directory: Path) -> None:
        rows = "id,name\n1,A\n2,B\n1,C\n" + "2,D\n" * 9
        (directory / "r.csv").write_text(rows, "utf-8")
        done = classify("--from", "r.csv", "--format", "jsonl")
        assert done.returncode == 0
        assert done.stderr.decode() == (
            'ragft-tui: r.csv: records have the same id: "1" on lines 2 and 4, '
            '"2" on lines 3 and 5, "2" on lines 3 and 6, and 7 more\n'
        )

    def test_ids_of_a_pipe_are_read_as_those_of_a_file(self, shell: Shell) -> None:
        line = "mkfifo p.csv; printf 'id,name\\n1.0,A\\n2.0,B\\n' >p.csv & "
        line += '"$0" classify --format jsonl --from p.csv'
        done = shell(line)
        assert [item["id"] for item in objects(done)] == ["1", "2"], done.stderr


class TestBadInput:
    @pytest.mark.parametrize("output", ["text", "json", "jsonl", "csv"])
    def test_a_bad_record_is_told_with_its_line_and_the_rest_goes_on(
        self, classify: Classify, directory: Path, output: str
    ) -> None:
        (directory / "r.jsonl").write_bytes(MIXED)
        done = classify("--from", "r.jsonl", "--format", output)
        assert done.returncode == 1
        assert done.stderr == b"ragft-tui: r.jsonl: 1 of 3 records cannot be read\n"
        told = done.stdout.decode()
        match output:
            case "text":
                assert "\nline 2: name: must be text in quotes, not 5\n" in told
            case "csv":
                assert "\nline-2,5,2," in told
                assert ',"name: must be text in quotes, not 5"\n' in told
            case _:
                bad = json.loads(told)[1] if output == "json" else objects(done)[1]
                errors = ["name: must be text in quotes, not 5"]
                assert bad == {"id": "line-2", "name": "5", "line": 2, "errors": errors}
        assert told.count("fine-tuning" if output == "text" else "finetuning")

    @pytest.mark.parametrize("name", ["r.jsonl", "r.csv", "r.txt"])
    @pytest.mark.parametrize(
        ("output", "expected"), [("json", "[\n]\n"), ("jsonl", ""), ("text", "")]
    )
    def test_an_empty_file_has_no_results_and_is_said_to_be_empty(
        self, classify: Classify, directory: Path, name: str, output: str, expected: str
    ) -> None:
        (directory / name).touch()
        done = classify("--from", name, "--format", output)
        assert (done.returncode, done.stdout.decode()) == (0, expected)
        assert done.stderr.decode() == f"ragft-tui: {name}: holds no record\n"

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("gone.jsonl", "gone.jsonl: does not exist; check the name"),
            ("dir.jsonl", "dir.jsonl: cannot be read: it is a directory; name a file in it"),
            ("z.csv", "z.csv: is a zip archive, as Excel's .xlsx and Word's .docx are; save it as"),
            ("v2.json", "v2.json: is an OpenAPI 2 (Swagger) description; convert it to OpenAPI 3"),
            ("x" * 300 + ".csv", "cannot be read: the name is too long; choose a shorter one"),
            ("\x1b[2J.csv", "␛[2J.csv: does not exist; check the name"),
        ],
    )
    def test_what_cannot_be_read_at_all_is_told_in_one_line(
        self, classify: Classify, directory: Path, name: str, told: str
    ) -> None:
        (directory / "dir.jsonl").mkdir()
        (directory / "z.csv").write_bytes(b"PK\x03\x04 and more")
        (directory / "v2.json").write_text('{"swagger": "2.0"}')
        for output in ("text", "json"):
            done = classify("--from", name, "--format", output)
            assert (done.returncode, done.stdout) == (2, b"")
            assert told in done.stderr.decode()
            assert done.stderr.count(b"\n") == 1

    @pytest.mark.parametrize("arguments", [[], ["text", "--from", "-"]])
    def test_either_text_or_records_are_asked_for(
        self, classify: Classify, arguments: list[str]
    ) -> None:
        done = classify(*arguments)
        assert done.returncode == 2
        assert b"give either TEXT or --from FILE" in done.stderr

    @pytest.mark.parametrize("output", ["text", "csv"])
    def test_control_characters_never_come_through(self, classify: Classify, output: str) -> None:
        record = {"id": "\x1b[2J\n", "name": "\x1b]0;x\x07\r\u202e", "description": "cite\x9b\x7f"}
        bad = {"name": "a", "answers": {"\x1b[2J": "x", "tone": "\x07\n\u202e"}}
        lines = f"{json.dumps(record)}\n{json.dumps(bad)}\n".encode()
        done = classify("--from", "-", "--format", output, stdin=lines)
        told = done.stdout.decode()
        assert done.returncode == 1
        assert "␛" in told
        assert not {char for char in told[1:] if not char.isprintable()} - {"\n"}

    def test_a_closed_stdin_is_told(self, shell: Shell) -> None:
        done = shell('"$0" classify --from - <&-')
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr == b"ragft-tui: stdin: is closed; name a file\n"

    def test_a_reader_that_stops_ends_it_quietly(self, directory: Path, shell: Shell) -> None:
        (directory / "r.jsonl").write_bytes(b'{"name": "a", "description": "cite it"}\n' * 2_000)
        done = shell('"$0" classify --from r.jsonl --format jsonl | head -n 1')
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["id"] == "a"


class TestBrokenRulebooks:
    HOUSE: Final = (
        'extends = "default"\nid = "house"\n[[keywords]]\nsubject = "tone"\nwords = ["zeal"]\n'
        'says = "x"\nsource = "nobody"\n'
    )
    TOLD: Final = 'house.toml: keywords[1].source: "nobody" is not a known source; it can be '

    @pytest.fixture(autouse=True)
    def project(self, directory: Path) -> None:
        (directory / "house.toml").write_text(self.HOUSE)
        (directory / "app.toml").write_text(
            'format = 1\n[project]\nname = "App"\nrulebook = "house.toml"\n'
        )

    @pytest.mark.parametrize("command", [["rules"], ["classify", "text"], ["check", "ok.toml"]])
    def test_one_that_the_user_names_is_refused_in_one_line(
        self, directory: Path, variables: dict[str, str], command: list[str]
    ) -> None:
        done = subprocess.run(
            [SCRIPT, "--rulebook", "house.toml", *command],
            cwd=directory,
            env=variables,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(f"ragft-tui: {self.TOLD}")
        assert done.stderr.count(b"\n") == 1

    def test_check_names_the_problem_of_one_that_a_project_names(
        self, directory: Path, variables: dict[str, str]
    ) -> None:
        done = subprocess.run(
            [SCRIPT, "check", "app.toml", "ok.toml"],
            cwd=directory,
            env=variables,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, b"")
        assert done.stdout.decode().startswith(self.TOLD.replace(":", ":7:1:", 1))

    @pytest.mark.parametrize("arguments", [["app.toml"], ["open", "app.toml"]])
    def test_opening_that_project_is_refused_in_one_line(
        self, directory: Path, variables: dict[str, str], arguments: list[str]
    ) -> None:
        argv = [str(SCRIPT), *arguments]
        with Terminal(argv, cwd=directory, env=variables, cols=200) as terminal:
            assert terminal.wait_exit() == 2
            said = terminal.screen_text().strip()
            assert said.startswith(f"ragft-tui: {self.TOLD}")
            assert 1049 not in terminal.modes

    def test_one_that_is_sound_is_printed_with_its_sources(
        self, directory: Path, variables: dict[str, str]
    ) -> None:
        (directory / "house.toml").write_text(
            f'{self.HOUSE.replace("nobody", "guide")}[[sources]]\nid = "guide"\ntitle = "Guide"\n'
            'url = "https://example.org/"\nsays = "ask"\n'
        )
        done = subprocess.run(
            [SCRIPT, "--rulebook", "house.toml", "rules"],
            cwd=directory,
            env=variables,
            capture_output=True,
            timeout=30,
            check=True,
        )
        told = done.stdout.decode()
        assert "(the house rulebook, edition 2)" in told.splitlines()[0]
        assert "  tone: x [guide]\n      zeal\n" in told
        assert told.endswith("  [guide] Guide: ask\n      https://example.org/\n")


class TestProgress:
    @pytest.fixture
    def records(self, directory: Path) -> Path:
        path = directory / "r.jsonl"
        lines = (f'{{"id": "r{at}", "description": "cite it"}}\n' for at in range(60))
        path.write_text("".join(lines), "utf-8")
        return path

    def in_terminal(
        self, line: str, directory: Path, variables: dict[str, str], cols: int = 80
    ) -> Terminal:
        argv = ["/bin/sh", "-c", line, str(SCRIPT)]
        terminal = Terminal(argv, cwd=directory, env=variables, cols=cols)
        with terminal:
            assert terminal.wait_exit() == 0
        return terminal

    @pytest.mark.parametrize("source", ["--from r.jsonl", "--from - < r.jsonl"])
    def test_a_bar_is_shown_while_the_results_go_elsewhere_and_is_gone_in_the_end(
        self, records: Path, directory: Path, variables: dict[str, str], source: str
    ) -> None:
        line = f'"$0" classify --format jsonl {source} > out'
        terminal = self.in_terminal(line, directory, variables)
        assert re.search(rb"\r\[#*-*\] +\d+%  \d+ records", terminal.raw)
        assert terminal.screen_text().strip() == ""
        assert b"\x1b" not in terminal.raw
        results = (directory / "out").read_bytes().splitlines()
        assert len(results) == 60
        assert [json.loads(result)["id"] for result in results] == [f"r{at}" for at in range(60)]

    def test_without_a_known_size_the_records_are_counted(
        self, records: Path, directory: Path, variables: dict[str, str]
    ) -> None:
        line = 'cat r.jsonl | "$0" classify --format jsonl --from - > out'
        terminal = self.in_terminal(line, directory, variables)
        assert b"\r1 records" in terminal.raw
        assert terminal.screen_text().strip() == ""

    def test_it_fits_a_narrow_terminal(
        self, records: Path, directory: Path, variables: dict[str, str]
    ) -> None:
        line = '"$0" classify --format jsonl --from r.jsonl > out'
        terminal = self.in_terminal(line, directory, variables, cols=12)
        assert b"[" in terminal.raw
        assert terminal.screen_text().strip() == ""

    @pytest.mark.parametrize("redirected", ["", "> out 2> err", "2> err"])
    def test_there_is_none_where_it_would_be_in_the_way_or_unseen(
        self, records: Path, directory: Path, variables: dict[str, str], redirected: str
    ) -> None:
        line = f'"$0" classify --format jsonl --from r.jsonl {redirected}'
        terminal = self.in_terminal(line, directory, variables)
        assert b"records" not in terminal.raw
        if redirected:
            assert (directory / "err").read_bytes() == b""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no peak")
@pytest.mark.timeout(900)
@pytest.mark.once
class TestMemory:
    """What was used at most does not grow with the number of records."""

    def peak(self, name: str, directory: Path, variables: dict[str, str]) -> int:
        """Return the most memory that classifying a file takes, in kilobytes."""
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                TELLING_ITS_PEAK,
                "classify",
                "--from",
                name,
                "--format",
                "json",
            ],
            cwd=directory,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        return int(done.stderr.split()[-1])

    def grown(self, directory: Path, variables: dict[str, str], few: str, many: str) -> int:
        return self.peak(many, directory, variables) - self.peak(few, directory, variables)

    def test_of_short_ones(self, directory: Path, variables: dict[str, str]) -> None:
        self.write(directory / "few.jsonl", short(20))
        self.write(directory / "many.jsonl", short(RECORDS))
        assert self.grown(directory, variables, "few.jsonl", "many.jsonl") < 3_000

    def test_of_long_ones(self, directory: Path, variables: dict[str, str]) -> None:
        self.write(directory / "few.jsonl", long(3))
        self.write(directory / "many.jsonl", long(60))
        assert self.grown(directory, variables, "few.jsonl", "many.jsonl") < 4_000

    def test_of_rows_behind_a_quote_that_is_never_closed(
        self, directory: Path, variables: dict[str, str]
    ) -> None:
        for name, lines in (("few.csv", 10_000), ("many.csv", 100_000)):
            # Each line ends one quoted cell and begins the next: read naively, it is one row.
            self.write(directory / name, ["name,tone\n", 'a","\n' * lines])
        assert self.grown(directory, variables, "few.csv", "many.csv") < 3_000

    def test_of_one_line_without_an_end(self, directory: Path, variables: dict[str, str]) -> None:
        for name, size in (("few.txt", 3), ("many.txt", 60)):
            self.write(directory / name, ["x" * 2**20] * size)
        assert self.grown(directory, variables, "few.txt", "many.txt") < 3_000

    def write(self, path: Path, parts: list[str] | Iterator[str]) -> None:
        with path.open("w") as file:
            file.writelines(parts)


def short(count: int) -> Iterator[str]:
    """Yield records that all differ."""
    for number in range(count):
        record = {"name": f"Capability {number}", "description": f"Cites source {number} daily."}
        yield json.dumps(record) + "\n"


def long(count: int) -> Iterator[str]:
    """Yield records as long as they may be, full of words of the lexicon."""
    for number in range(count):
        words = f"{number}: prices change daily, cite the source in our brand voice. " * 900
        yield json.dumps({"name": "Long", "description": words}) + "\n"


def test_it_says_what_the_words_point_to_and_why(run: Run) -> None:
    done = run("classify", "Every answer", "must cite its source.")
    assert (done.returncode, done.stderr) == (0, "")
    verdict, first, cited, reach, reason, source, *_ = done.stdout.splitlines()
    assert verdict == "retrieval, lean"
    assert first.startswith("  first step: Take ten real questions")
    assert cited.startswith("    source: ")
    assert reach == "  knowledge by search or by call: not known yet"
    assert reason.startswith("  knowledge, +4 points: ")
    assert '"cite' in reason
    assert source.startswith("    source: ")


def test_without_words_of_the_lexicon_it_is_undecided(run: Run) -> None:
    done = run("classify", "Does it.")
    assert done.returncode == 0
    assert done.stdout.startswith("undecided\n")


@pytest.mark.parametrize("text", ["", " ", "\u200b\ufeff"])
def test_of_nothing_there_is_no_verdict(run: Run, text: str) -> None:
    done = run("classify", text)
    told = "ragft-tui: the description is empty; a few words are enough\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_hostile_text_comes_back_inert(run: Run) -> None:
    text = "\n".join(text for text in HOSTILE if text.isprintable() or "\x1b" in text)
    done = run("classify", text.replace("\x00", "") + " \x1b[2J cite the source")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


class TestAnotherLanguage:
    """The vocabulary is English, which is said once; nothing is read from other texts."""

    DUTCH: Final = "Beantwoordt vragen van klanten over de tarieven van deze week"
    NOTICE: Final = "ragft-tui: {} not in English, so {} words do not count\n"

    def test_of_records_it_is_said_once_how_many_are_not_read(
        self, classify: Classify, directory: Path
    ) -> None:
        lines = [self.DUTCH, "Cites the source of every answer to our staff", self.DUTCH + " nog"]
        (directory / "r.txt").write_text("\n".join(lines))
        done = classify("--from", "r.txt", "--format", "jsonl")
        told = self.NOTICE.format("2 descriptions are", "their")
        assert (done.returncode, done.stderr.decode()) == (0, told)
        one, english, other = objects(done)
        for each in (one, other):
            assert (each["strength"], each["suggestions"]) == ("open", [])
        assert english["suggestions"]

    def test_of_one_description_the_reason_says_it_too(self, run: Run) -> None:
        done = run("classify", self.DUTCH)
        assert done.stderr == self.NOTICE.format("1 description is", "its")
        assert done.stdout.startswith("undecided\n")
        assert "The description is not in English, so its words do not count" in done.stdout

    def test_answers_still_count(self, classify: Classify) -> None:
        record = {"name": "Tarieven", "description": self.DUTCH, "answers": {"tone": "strict"}}
        done = classify("--from", "-", "--format", "jsonl", stdin=json.dumps(record).encode())
        assert objects(done)[0]["verdict"] == "finetuning"


@pytest.mark.parametrize("text", ["a", "I", "?", "é", "#"])
def test_a_description_of_one_letter_decides_nothing(text: str, run: Run) -> None:
    done = run("classify", text)
    assert done.returncode == 0
    assert done.stdout.startswith("undecided\n")
    assert "suggested" not in done.stdout


@pytest.mark.parametrize("word", ["cites ", "today ", "not ", "zzz ", "x"])
def test_64_kb_of_one_word_are_read_like_any_text(
    word: str, classify: Classify, directory: Path
) -> None:
    record = json.dumps({"name": "Long", "description": (word * 2**16)[: 2**16].strip()})
    (directory / "long.jsonl").write_text(record)
    done = classify("--from", "long.jsonl", "--format", "jsonl")
    assert done.returncode == 0
    assert objects(done)[0]["id"] == "long"


BROKEN: Final[dict[str, Callable[[bytes], bytes | None]]] = {
    "is not a whole lexicon": lambda data: data[: len(data) // 2],
    "does not exist": lambda _: None,
    'has format "9", and this program reads 1': lambda data: data.replace(b"\t1\n", b"\t9\n", 1),
    'is for the language "nl", and "en" is needed': lambda data: data.replace(b"\ten", b"\tnl", 1),
    "it is not UTF-8 text": lambda data: data.replace(b"today", b"\xff\xfe\xfd\xfc\xfb"),
}
"""What is wrong with a table of learned words, and how it came to be so."""

WITH_ANOTHER: Final = """
import pathlib, sys
from ragft_tui.storage import lexicons
file = pathlib.Path(sys.argv.pop())
lexicons.packaged = lambda name: file
from ragft_tui.cli import main
main()
"""
"""Runs the program with the table of learned words that is named last."""


@pytest.mark.parametrize("problem", BROKEN)
@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("classify", "--from", "r.jsonl", "--format", "csv"), "\ufeffid,name,line"),
        (("classify", "cites the source of what the handbook says"), "undecided"),
        (("rules", "--words", "tone"), "tone, Tone: "),
        (("demo",), "Support assistant"),
        (("diff", "ok.toml", "ok.toml"), "No differences."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_table_of_learned_words_that_cannot_be_used_is_told_once_and_answers_count(
    problem: str,
    arguments: tuple[str, ...],
    first: str,
    directory: Path,
    variables: dict[str, str],
    tmp_path: Path,
) -> None:
    (directory / "r.jsonl").write_text(
        '{"name": "Facts", "description": "Cites the source.", "answers": {"tone": "strict"}}\n'
        '{"name": "More", "description": "Says what is new today."}\n'
    )
    table = tmp_path / "words.tsv"
    if (damaged := BROKEN[problem](packaged("lexicon.tsv").read_bytes())) is not None:
        table.write_bytes(damaged)
    done = subprocess.run(
        [sys.executable, "-c", WITH_ANOTHER, *arguments, str(table)],
        cwd=directory,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(first)
    [told] = [line for line in done.stderr.splitlines() if "no terminal here" not in line]
    assert told.startswith("ragft-tui: only answers count, not the words of descriptions: ")
    assert "words.tsv" in told
    assert problem in told
    if "--from" in arguments:
        facts, more = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
        assert (facts["verdict"], more["verdict"]) == ("finetuning", "undecided")


def test_plain_mode_says_that_learned_words_do_not_count_where_a_description_is_accepted(
    directory: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_ANOTHER, "--plain", "new.toml", str(tmp_path / "none.tsv")],
        cwd=directory,
        env=variables,
        input="Refunds\nTells what a customer gets back.\nweekly\nquit\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0
    folded = " ".join(done.stdout.split())
    assert folded.count("Only answers count, not the words of descriptions: ") == 1
    assert 'volatility = "weekly"' in (directory / "new.toml").read_text()


HOUSE: Final = """
extends = "default"
id = "house"
version = 1

[[keywords]]
subject = "citations"
suggests = "none"
points = 0
words = ["cites", "brand voice"]
says = "ours are never checked"
source = "aws-rag"
"""


def test_keywords_of_a_house_go_before_learned_words_that_they_contradict(
    run: Run, directory: Path
) -> None:
    (directory / "house.toml").write_text(HOUSE)
    text = "Every answer cites the source in the handbook that it quotes, in our brand voice"
    arguments = ("classify", "--format", "json", text)
    packaged_one, house = (
        {each["question"]: each for each in json.loads(done.stdout)[0]["suggestions"]}
        for done in (run(*arguments), run("--rulebook", "house.toml", *arguments))
    )
    assert packaged_one["citations"]["option"] == "required"
    assert house.pop("citations") == {
        "question": "citations",
        "option": "none",
        "confidence": None,
        "evidence": ["cites"],
    }
    assert house == {key: each for key, each in packaged_one.items() if key != "citations"}
    told = run("--rulebook", "house.toml", "rules", "--words", "citations").stdout
    assert "      for: cite +" in told or "; cite +" in told
    assert "suggests none: ours are never checked" in told
