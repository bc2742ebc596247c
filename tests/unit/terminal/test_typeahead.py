"""What waits is in its order and bounded, and whoever leaves does not wait long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from ragft_tui.terminal.input import InputParser
from ragft_tui.terminal.typeahead import MOST_KEYS, Characters, Typeahead

if TYPE_CHECKING:
    from textual.message import Message

F10 = "\x1b[21~"
LINES = "Refunds: says whether a refund is due\rLetters: drafts the letter in our house style\r"


def typed(*reads: str) -> Typeahead:
    ahead, parser = Typeahead(("f10", "ctrl+q")), InputParser(escape_delay=0)
    for read in reads:
        ahead.put_read(parser.feed(read.encode()))
    return ahead


def everything(ahead: Typeahead) -> list[str]:
    found = []
    while (piece := ahead.first) is not None:
        found.append(_told(piece))
        ahead.take()
    return found


def _told(piece: Characters | Message) -> str:
    if isinstance(piece, Characters):
        return piece.text
    return piece.key if isinstance(piece, events.Key) else type(piece).__name__


def test_everything_waits_in_its_order() -> None:
    ahead = typed("ab\x1b[Bc", "d\x1b[<0;3;4M\x1b[200~paste\x1b[201~e")
    assert everything(ahead) == ["ab", "down", "c", "d", "MouseDown", "Paste", "e"]


@pytest.mark.parametrize(
    ("read", "pasted"),
    [
        (LINES, True),
        (LINES.replace("\r", "\n"), True),
        (LINES.replace("\r", "\r\n"), True),
        ("x" * 62 + "\r\r", False),
        ("x" * 64 + "\r\r", True),
        ("x" * 64 + "\r\n", False),
        ("x" * 5_000, False),
        ("\r" * 5_000, False),
    ],
    ids=range(8),
)
def test_what_was_pasted_without_marks_is_told_by_its_lines(read: str, *, pasted: bool) -> None:
    ahead = typed(read)
    assert isinstance(ahead.first, Characters)
    assert ahead.first.pasted == pasted
    assert ahead.take_paste() == (read if pasted else "")


def test_what_was_pasted_in_several_reads_is_one_paste() -> None:
    ahead = typed(LINES, LINES, "typed")
    assert ahead.take_paste() == LINES + LINES
    assert everything(ahead) == ["typed"]


def test_the_way_out_is_one_also_amid_a_paste() -> None:
    ahead = typed(LINES + "\x11" + LINES)
    assert ahead.take_paste() == LINES
    assert everything(ahead) == ["ctrl+q", LINES]


def test_characters_are_taken_as_far_as_somebody_takes_them() -> None:
    ahead = typed("ab", "c\rd")
    ahead.put(events.Key("e", "e"))
    ahead.put(events.Key("enter", "\r"))
    assert ahead.take_text(str.isprintable) == "abc"
    assert ahead.take_characters(1) == "\r"
    assert ahead.take_text(str.isprintable) == "de"
    assert everything(ahead) == ["enter"]


def test_what_there_is_no_room_for_is_counted_and_the_way_out_has_room() -> None:
    ahead = typed("\x1b[B" * (MOST_KEYS + 7), F10)
    assert [ahead.take_lost(), ahead.take_lost()] == [7, 0]
    assert everything(ahead) == [*["down"] * MOST_KEYS, "f10"]
    ahead = typed("x" * 3_000_000, F10)
    assert ahead.take_lost() == 3_000_000 - (1 << 20)
    assert everything(ahead)[-1] == "f10"


def test_room_that_was_taken_is_free_again() -> None:
    ahead = typed("x" * (1 << 20))
    assert len(ahead.take_text(str.isprintable)) == 1 << 20
    ahead.put_read(InputParser(0).feed(b"y" * 10))
    assert (ahead.take_lost(), everything(ahead)) == (0, ["y" * 10])


def test_who_leaves_skips_what_waits_before() -> None:
    ahead = typed("\x1b[B\x1b[Bab", F10, "\x1b[B")
    assert ahead.drop_until_quit() == 4
    assert everything(ahead) == ["f10", "down"]


def test_nothing_is_put_in_when_it_is_closed() -> None:
    ahead = typed("a")
    ahead.close()
    ahead.put_read(InputParser(0).feed(b"b\x1b[B"))
    assert everything(ahead) == ["a"]
