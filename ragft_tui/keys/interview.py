"""The keys of the interview: describing, questions and the verdict at its end."""

from __future__ import annotations

from typing import Final

from ragft_tui.keys.key import Key

INTERVIEW_KEYS: Final = (
    Key("describe.accept", ("enter",), "accept", "go on", "Accept the description and go on"),
    Key(
        "describe.newline",
        ("ctrl+j", "alt+enter"),
        "newline",
        "new line",
        "Start a new line in the description",
    ),
    Key("describe.next", ("tab",), "next_field", "next field", "Go to the other field"),
    Key("describe.back", ("shift+tab",), "back", "back", "Back a field, or to the question before"),
    Key(
        "describe.skip", ("f4",), "screen.skip", "skip", "Leave it for later and go on", hint=False
    ),
    Key("question.accept", ("enter",), "accept", "accept", "Accept the marked option and go on"),
    Key(
        "question.choose",
        tuple("1234567890"),
        "choose({key!r})",
        "choose",
        "Mark an option by its digit, or type a number",
        key_display="0-9",
    ),
    Key(
        "question.because", ("b",), "because", "because", "Say who or what stands behind the answer"
    ),
    Key(
        "question.name",
        ("N",),
        "screen.name",
        "name",
        "Name the voice, form or source meant",
        hint=False,
    ),
    Key(
        "question.back",
        ("shift+tab", "ctrl+b"),
        "screen.back",
        "back",
        "Back to the question before",
    ),
    Key("question.skip", ("s", "f4"), "screen.skip", "skip", "Leave the question for later"),
    Key(
        "question.next",
        ("n", "f5"),
        "screen.skip_capability",
        "next capability",
        "Leave the rest of this capability for later",
    ),
    Key(
        "card.next",
        ("enter",),
        "screen.skip",
        "next",
        "Go on to the next capability, or add another",
    ),
    Key(
        "card.accept",
        ("a",),
        "screen.accept",
        "accept it now",
        "Accept the verdict and go on",
        hint=False,
    ),
    Key("card.what_if", ("w",), "screen.what_if", "what if", "Try other answers"),
    Key("card.back", ("shift+tab", "ctrl+b"), "screen.back", "back", "Back to the last question"),
    Key(
        "answer.exact",
        ("equals_sign",),
        "exact",
        "exact number",
        "Type an exact number",
        hint=False,
    ),
    Key("number.leave", ("escape",), "leave_number", "to the options", "Back to the options"),
    Key("interview.reasons", ("f3", "r"), "reasons", "reasons", "Show all reasons and sources"),
    Key(
        "interview.review",
        ("f2",),
        "review",
        "review",
        "Go to the review",
        way_out=True,
    ),
    Key(
        "interview.up",
        ("escape",),
        "up",
        "review",
        "Up to the review; from an empty project, home",
        hint=False,
    ),
    Key("interview.answers", ("e",), "answers", "answers", "Edit its answers", hint=False),
    Key(
        "interview.describe",
        ("E",),
        "describe",
        "describe",
        "Edit its name and description",
        hint=False,
    ),
    Key(
        "interview.rename",
        ("t", "ctrl+t"),
        "rename",
        "rename",
        "Rename the application",
        hint=False,
    ),
    Key(
        "interview.import",
        ("f6",),
        "import_file",
        "import",
        "Import capabilities from a file",
        hint=False,
    ),
    Key("interview.undo", ("u",), "undo", "undo", "Undo", hint=False),
    Key("interview.redo", ("ctrl+r", "U"), "redo", "redo", "Redo", hint=False),
    Key("interview.home", ("H",), "home", "sessions", "Go to the list of sessions", hint=False),
    Key("because.accept", ("enter",), "submit", "keep it", "Keep the because"),
    Key(
        "because.leave",
        ("escape", "shift+tab"),
        "leave_because",
        "to the options",
        "Back to the options",
    ),
)
