"""Records classified by several processes: the same bytes, and no process left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.unit.cli.conftest import SCRIPT, Run

PATIENCE: Final = 40.0
"""Seconds for what takes two on a machine with nothing else to do."""
AT_ONCE: Final = 1.0
"""Seconds within which every process is gone."""

RECORDS: Final = 8_000
ODD: Final = [
    *(b'{"name": 5}', b"", b"[1]", b'{"name": "a", "tone": "nope", "volatilty": "x"}', b"\xff"),
    *(b'{"id": "r1", "name": "cr"}\r{"name": "cr2"}', b'{"name": "\\u001b", "x": 1, "x": 2}'),
    b'{"description": "Beantwoordt vragen van klanten over de tarieven van deze week"}',
    b'{"name": "long", "description": "%s"}' % (b"daily prices " * 6_000),
    b'{"name": "%s"}' % (b"y" * 1_100_000),
]


@pytest.fixture
def records(directory: Path) -> Path:
    """Return a file of which nobody waits for the end."""
    path = directory / "r.jsonl"
    lines = ({"id": f"r{at}", "description": f"Cites source {at} daily."} for at in range(RECORDS))
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return path


@pytest.fixture
def mixed(directory: Path) -> None:
    """Write files with all that can be wrong, and enough between for many parts."""
    good = [b'{"id": "r%d", "name": "R", "other%d": 1}' % (at, at % 30) for at in range(200)]
    (directory / "m.jsonl").write_bytes(b"\n".join([*good, *ODD, b" " * 9, *[b""] * 200, *good]))
    rows = [
        f"{at % 150}.0,N{at},cites it,{'nope' if at == 90 else 'strict'},x" for at in range(300)
    ]
    odd = ["1.0,short", '2.0,"many\nlines","q ""x""",,', '3.0,"stray,,,', "4.0,a,b,c,d,e,f"]
    head = "id,name,description,tone,volatilty"
    (directory / "m.csv").write_text("\n".join([head, *rows, *odd, head]), "utf-8")
    (directory / "m.md").write_text("# G\n" + "- **Refunds** - quotes\n  it\n" * 200, "utf-8")
    (directory / "none.jsonl").touch()


@pytest.mark.parametrize("output", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize("name", ["m.jsonl", "m.csv", "m.md", "none.jsonl"])
def test_the_same_bytes_come_out(
    mixed: None, directory: Path, variables: dict[str, str], name: str, output: str
) -> None:
    def classify(*options: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [SCRIPT, "classify", "--from", name, "--format", output, *options],
            cwd=directory,
            env=variables,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    assert classify("--jobs", "2") == classify()
    assert classify("--strict", "--jobs", "2") == classify("--strict")


@pytest.mark.parametrize("given", ["0", "-1", "257", "two", "1.5", ""])
def test_what_is_no_number_of_processes_is_refused(run: Run, given: str) -> None:
    done = run("classify", "--from", "-", f"--jobs={given}")
    assert done.returncode == 2
    assert "Invalid value for '--jobs': give a number from 1 to 256, or auto" in done.stderr


def test_auto_is_a_number_of_processes_and_a_text_needs_none(run: Run, directory: Path) -> None:
    (directory / "a.txt").write_text("Cites sources.\n")
    assert run("classify", "--from", "a.txt", "--jobs", "auto").returncode == 0
    assert "--jobs is for --from FILE" in run("classify", "--jobs", "2", "text").stderr


def processes(group: int) -> list[tuple[int, str]]:
    """Return the processes of a group that are alive, each with its command."""
    found = subprocess.run(
        ["ps", "-A", "-ww", *("-o", "pid="), *("-o", "pgid="), *("-o", "stat="), *("-o", "args=")],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split(None, 3) for line in found.stdout.splitlines())
    return [
        (int(line[0]), line[-1])
        for line in lines
        if int(line[1]) == group and not line[2].startswith("Z")
    ]


def workers(group: int) -> list[int]:
    return [number for number, command in processes(group) if "spawn_main" in command]


def until(what: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


@pytest.mark.skipif(shutil.which("ps") is None, reason="ps tells which processes are left")
class TestEnds:
    @contextmanager
    def running(
        self, directory: Path, variables: dict[str, str]
    ) -> Iterator[subprocess.Popen[bytes]]:
        # Where the tests run in the background of a shell, it would inherit to be deaf to Ctrl+C.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        with (
            (directory / "out").open("wb") as out,
            subprocess.Popen(
                [SCRIPT, "classify", "--from", "r.jsonl", "--format", "jsonl", "--jobs", "2"],
                cwd=directory,
                env=variables,
                stdout=out,
                stderr=subprocess.PIPE,
                start_new_session=True,
            ) as process,
        ):
            signal.signal(signal.SIGINT, before)
            try:
                yield process
            finally:
                process.kill()

    def results(self, directory: Path) -> list[str]:
        """Return the ids of the results that are out, all of which are whole."""
        return [json.loads(line)["id"] for line in (directory / "out").read_bytes().splitlines()]

    def is_under_way(self, process: subprocess.Popen[bytes], directory: Path) -> bool:
        return len(workers(process.pid)) == 2 and (directory / "out").stat().st_size > 0

    def test_a_worker_that_is_killed_is_told_in_one_line_and_the_results_before_are_out(
        self, records: Path, directory: Path, variables: dict[str, str]
    ) -> None:
        with self.running(directory, variables) as process:
            assert until(lambda: self.is_under_way(process, directory), PATIENCE)
            os.kill(workers(process.pid)[0], signal.SIGKILL)
            _, told = process.communicate(timeout=PATIENCE)
            assert until(lambda: not processes(process.pid), AT_ONCE)
        assert process.returncode == 1
        assert told == (
            b"ragft-tui: a process that classified records died, perhaps for want of memory; "
            b"try fewer --jobs; the results before are whole\n"
        )
        found = self.results(directory)
        assert found == [f"r{at}" for at in range(len(found))]
        assert 0 < len(found) < RECORDS

    @pytest.mark.parametrize("when", ["a worker starts", "results are out"])
    def test_ctrl_c_ends_all_of_them(
        self, records: Path, directory: Path, variables: dict[str, str], when: str
    ) -> None:
        with self.running(directory, variables) as process:
            # A worker that is only starting would tell a traceback.
            starts = when == "a worker starts"
            assert until(lambda: bool(workers(process.pid)), PATIENCE)
            assert starts or until(lambda: self.is_under_way(process, directory), PATIENCE)
            os.killpg(process.pid, signal.SIGINT)
            _, told = process.communicate(timeout=PATIENCE)
            assert until(lambda: not processes(process.pid), AT_ONCE)
        assert process.returncode == 130
        assert told.strip() == b""

    @pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
    def test_none_outlives_the_command(
        self, records: Path, directory: Path, variables: dict[str, str], sent: signal.Signals
    ) -> None:
        with self.running(directory, variables) as process:
            assert until(lambda: self.is_under_way(process, directory), PATIENCE)
            process.send_signal(sent)
            process.communicate(timeout=PATIENCE)
            assert until(lambda: not processes(process.pid), AT_ONCE)
        assert process.returncode == -sent

    def test_a_reader_that_stops_ends_all_of_them_quietly(
        self, records: Path, directory: Path, variables: dict[str, str]
    ) -> None:
        line = '"$0" classify --from r.jsonl --format jsonl --jobs 2 | head -n 1'
        with subprocess.Popen(
            ["/bin/sh", "-c", line, SCRIPT],
            cwd=directory,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            out, told = process.communicate(timeout=PATIENCE)
            assert until(lambda: not processes(process.pid), AT_ONCE)
        assert (process.returncode, told) == (0, b"")
        assert json.loads(out)["id"] == "r0"
