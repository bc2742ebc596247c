from __future__ import annotations

import codecs
import io
import os
import pty
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.model import Answer
from ragft_tui.core.text import FIELD_CHARACTERS, clean
from ragft_tui.plain import Console, PlainApp
from tests.support.linux import linux_only
from tests.support.plain import Lines, capability, saved, talk
from tests.support.projects import HOSTILE, described, project_of
from tests.unit.plain.conftest import CONFIG, written


def console(*lines: str, by_hand: bool = False) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(Lines(lines, by_hand=by_hand), out, io.StringIO()), out


def test_lines_are_wrapped_at_spaces_and_keep_their_indentation() -> None:
    machine, out = console()
    machine.write("   " + "well-known " * 20 + "x" * 100)
    lines = out.getvalue().splitlines()
    assert all(len(line) <= 78 for line in lines[:-1])
    assert {line[:4] for line in lines} == {"   w", "   x"}
    assert lines[-1] == "   " + "x" * 100
    assert not any(line.endswith("well-") for line in lines)


def test_wide_characters_count_as_wide() -> None:
    machine, out = console()
    machine.write("東京 " * 30)
    assert all(len(line) <= 47 for line in out.getvalue().splitlines())
    assert len(out.getvalue().splitlines()) == 2


def test_lines_are_as_wide_as_the_terminal_and_no_wider_than_can_be_read() -> None:
    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb"), os.fdopen(follower, "w", encoding="utf-8") as out:
        machine = Console(Lines([], by_hand=True), out, out)
        for columns, width in ((40, 40), (5, 20), (200, 78), (0, 78)):
            pty_size(leader, columns)
            assert machine.width == width


def pty_size(terminal: int, columns: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def test_a_line_that_nobody_echoes_stands_behind_its_prompt() -> None:
    machine, out = console("week\x1b[2J\u202e")
    assert machine.read("Answer") == "week␛[2J\u202e"
    assert out.getvalue() == "Answer: week␛[2J⟨U+202E⟩\n"


def test_a_line_that_a_terminal_echoes_is_not_echoed_again() -> None:
    machine, out = console("weekly", by_hand=True)
    machine.read("Answer")
    assert out.getvalue() == "Answer: "


@linux_only
def test_a_line_of_megabytes_is_refused_without_being_kept() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    class Endless:
        left = 64 * 1024**2

        def readline(self, size: int, /) -> str:
            given = min(size, self.left)
            self.left -= given
            return "x" * given

        def isatty(self) -> bool:
            return False

    err = io.StringIO()
    machine = Console(Endless(), io.StringIO(), err)
    assert machine.read("Name") is None
    assert "line 1: the line has more than 65,536 characters" in err.getvalue()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_the_longest_line_that_fits_is_taken(new: Path) -> None:
    longest = "x" * FIELD_CHARACTERS
    assert talk(new, "Refunds", longest).status == 0
    assert capability(new).description == longest


def read_script(path: Path, script: bytes, encoding: str = "utf-8") -> tuple[int, str]:
    """Let a file of lines drive the plain mode; return the status, and what it did wrong."""
    err = io.StringIO()
    lines = io.TextIOWrapper(io.BytesIO(script), encoding=encoding)
    machine = Console(lines, io.StringIO(), err)
    return PlainApp(machine, CONFIG).run(path, create=True), err.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "ascii"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_script_is_utf8_in_every_locale_and_may_have_a_byte_order_mark(
    new: Path, mark: bytes, encoding: str
) -> None:
    script = mark + "Café\r\nServes coffee – and 東京.\r\n".encode()
    assert read_script(new, script, encoding)[0] == 0
    assert capability(new, "Café").description == "Serves coffee – and 東京."


@pytest.mark.parametrize(
    ("line", "byte"),
    [
        (b"Serves caf\xe9.", "E9"),
        (b"\xff\xfeS\0e\0", "FF"),
        (b"S\0e\0", "00"),
        (b"\xed\xa0\x80", "ED"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(
    new: Path, line: bytes, byte: str
) -> None:
    status, told = read_script(new, b"Coffee\n" + line + b"\nServes coffee.\n")
    assert status == 1
    what = f"the line contains bytes that are not text (byte 0x{byte})"
    assert told.startswith(f"ragft-tui: line 2: {what}; nothing from here on was taken; ")
    assert "nothing from here on was taken; save as UTF-8\n" in told
    assert told.endswith(" continues where you left off.\n")
    assert "1 line was not taken" in told
    assert [given.description for given in saved(new).capabilities] == [""]


@pytest.mark.parametrize("line", [b"caf\xe9", b"x" * (FIELD_CHARACTERS + 1)])
def test_a_text_of_several_lines_ends_at_one_that_cannot_be_read(new: Path, line: bytes) -> None:
    script = b"Coffee\n<<\nServes\n" + line + b"\nand tea\n.\nweekly\n"
    status, told = read_script(new, script)
    assert status == 1
    first, second, *_ = told.splitlines()
    assert first.startswith("ragft-tui: line 4: ")
    assert "nothing from here on was taken" in first
    assert "was not ended by a line with only ." in second
    assert [given.answers for given in saved(new).capabilities] == [()]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_of_a_script_end_as_on_any_system(new: Path, end: bytes) -> None:
    status, told = read_script(new, end.join([b"Coffee", b"Serves coffee.", b"weekly", b""]))
    assert (status, told[:23]) == (0, "Everything is saved in ")
    assert capability(new, "Coffee").answer("volatility") == Answer("volatility", "weekly")


def test_a_byte_that_is_typed_and_is_no_text_is_told_at_once(new: Path) -> None:
    class Typed(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    out = io.StringIO()
    lines = Typed(io.BytesIO(b"Caf\xe9\nCoffee\nServes coffee.\n"), encoding="utf-8")
    assert PlainApp(Console(lines, out, out), CONFIG).run(new, create=True) == 0
    assert "contains bytes that are not text (byte 0xE9); type it again." in out.getvalue()
    assert capability(new, "Coffee").description == "Serves coffee."


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_inert_text_everywhere(text: str, new: Path) -> None:
    typed = talk(new, f"A{text}", f"B{text}", f"3 because {text}", f"note {text}", "why", "review")
    assert typed.status in {0, 1}
    item = replace(described("A", volatility="daily"), name=f"A{text}", description=f"B{text}")
    item = replace(item, name=clean(item.name), description=clean(item.description))
    loaded = written(new.with_name("loaded.toml"), project_of(item))
    assert talk(loaded, "why", "review", "why 1", "map", "summary", "delete", "undo").status == 0
