"""The table of commands: what each is called, at which prompts it works, and what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from ragft_tui.core.records import dataclass

Prompt = Literal["home", "describe", "question", "verdict", "review", "import", "text", "choice"]
"""The kinds of prompts."""

PROMPTS: Final[dict[Prompt, str]] = {
    "home": "Home, the list of sessions",
    "describe": "Describing a capability",
    "question": "Answering a question",
    "verdict": "Verdict at the end of an interview",
    "review": "Review",
    "import": "Preview of an import",
    "text": "Writing a note, a reason or a because",
    "choice": "Choosing one of several ways",
}
"""The kinds of prompts with their titles, in the order of the documentation."""

_INTERVIEW: Final[tuple[Prompt, ...]] = ("describe", "question", "verdict")
_PROJECT: Final[tuple[Prompt, ...]] = (*_INTERVIEW, "review")
_ASKED: Final[tuple[Prompt, ...]] = ("question", "verdict")
_NO_TEXT: Final[tuple[Prompt, ...]] = (*_ASKED, "review")
"""Prompt letters are those of the full screen, for no text is asked for."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a line can ask for."""

    word: str
    about: str
    """What it does, in a sentence without a full stop."""
    prompts: tuple[Prompt, ...]
    takes: str = ""
    """What may stand behind the word, as help writes it; empty if nothing may."""
    aliases: tuple[str, ...] = ()
    changes: bool = False
    """Whether it changes the project, which a session that only looks does not."""

    @property
    def usage(self) -> str:
        """The command as help writes it."""
        return f"{' or '.join((self.word, *self.aliases))} {self.takes}".strip()


COMMANDS: Final = (
    Command("new", "Start a project in a file that does not exist yet", ("home",), "FILE"),
    Command("open", "Open a project file", ("home",), "FILE"),
    Command("demo", "Open the sample application", ("home",)),
    Command("forget", "Remove a session from the list; its file stays", ("home",), "NUMBER"),
    Command("unknown", 'Answer "I don\'t know"; it is not asked again', ("question",)),
    Command("skip", "Leave it for later", ("describe",)),
    Command("skip", "Leave it for later", ("question",), aliases=("s",)),
    Command("next", "Leave the rest of this capability for later", ("question",), aliases=("n",)),
    Command("next", "Go on, and decide later", ("verdict",), aliases=("n",)),
    Command("accept", "Accept the verdict and go on", ("verdict",), aliases=("a",)),
    Command("because", "Say who or what stands behind the answer", ("question",), "[TEXT]", ("b",)),
    Command(
        "name",
        "Say which voice, form or source the answer means, so that two are not taken for one",
        ("question",),
        "[TEXT]",
    ),
    Command("more", "Tell the options with what sets them apart", ("question",)),
    Command("answers", "Tell its answers", _ASKED, aliases=("e",)),
    Command("describe", "Edit its name and description", _ASKED),
    Command("back", "Go back; nothing is checked", (*_PROJECT, "text", "choice")),
    Command("yes", "Import the ticked rows", ("import",), aliases=("y",), changes=True),
    Command("untick", "Leave rows out, such as 1 3-5, or all", ("import",), "NUMBERS or all"),
    Command("tick", "Take rows in again", ("import",), "NUMBERS or all"),
    Command("rows", "Tell all rows, those that are the same as well", ("import",)),
    Command("why", "Tell all of a row", ("import",), "NUMBER", ("r",)),
    Command(
        "read",
        "Tell how it was read; with numbers, read it in another way",
        ("import",),
        "[NUMBER [NUMBER]]",
    ),
    Command("together", "Keep a pasted list together as one description", ("import",)),
    Command("back", "Go back; nothing is imported", ("import",), aliases=("no", "n")),
    Command("note", "Write a note on the capability", _ASKED, "[TEXT]"),
    Command("why", "Tell all reasons, and what would change the verdict", _ASKED, aliases=("r",)),
    Command("interview", "Tell again what is asked", _INTERVIEW),
    Command("review", "Go to the review", _INTERVIEW),
    Command("review", "Tell the review again", ("review",)),
    Command("list", "Tell all capabilities that fit the filter", _PROJECT),
    Command("why", "Tell everything about a capability", ("review",), "[NUMBER]", ("r",)),
    Command(
        "accept",
        "Accept the verdict, or all marked",
        ("review",),
        "[NUMBER]",
        ("a",),
        changes=True,
    ),
    Command(
        "override",
        "Override the verdict, with a reason",
        ("review",),
        "TYPE [because REASON]",
        ("o",),
        changes=True,
    ),
    Command(
        "reopen",
        "Withdraw the decision, or all marked ones",
        ("review",),
        "[NUMBER]",
        ("x",),
        changes=True,
    ),
    Command("note", "Write a note on the capability", ("review",), "[TEXT]", ("n",), changes=True),
    Command(
        "answer",
        "Answer one of its questions, on all marked",
        ("review",),
        "QUESTION ANSWER [because TEXT]",
        changes=True,
    ),
    Command(
        "name",
        "Say which voice, form or source an answer means, so that two are not taken for one",
        ("review",),
        "QUESTION [TEXT]",
        changes=True,
    ),
    Command(
        "try",
        "Tell what other answers would make of it; nothing is changed",
        ("review",),
        "QUESTION ANSWER[; QUESTION ANSWER ...]",
        ("w",),
    ),
    Command("answers", "Tell its answers", ("review",), "[NUMBER]", ("e",)),
    Command("clear", "Take an answer back", ("review",), "QUESTION", changes=True),
    Command("describe", "Edit its name and description", ("review",), "[NUMBER]", changes=True),
    Command("mark", "Mark it, or several such as 1 3-5, or all", ("review",), "[NUMBERS or all]"),
    Command("unmark", "Unmark everything, or several such as 1 3-5", ("review",), "[NUMBERS]"),
    Command("next", "Next verdict without a decision", ("review",), aliases=("p",)),
    Command("filter", "Filter; alone, end the filter", ("review",), "[TERMS]", ("/",)),
    Command("sort", "Sort; alone, in the order of the file", ("review",), "[ORDER]"),
    Command("map", "Tell where all stand on both axes", ("review",), aliases=("m",)),
    Command("summary", "Tell the summary", ("review",), aliases=("v",)),
    Command(
        "costs",
        "Estimate the costs: memory, GPU, tokens, money; or tell why, or compare",
        ("review",),
        "[inputs, why FIGURE, or with WAY]",
    ),
    Command(
        "set",
        "Give an input of the costs a value; alone, its default",
        ("review",),
        "INPUT [VALUE]",
        changes=True,
    ),
    Command(
        "interview",
        "Answer its first open question, or the next",
        ("review",),
        "[NUMBER]",
        ("i",),
        changes=True,
    ),
    Command("add", "Describe another capability", ("review",), changes=True),
    Command(
        "duplicate", "Duplicate it, without its decision", ("review",), "[NUMBER]", changes=True
    ),
    Command("move", "Move it to another place", ("review",), "NUMBER", changes=True),
    Command(
        "delete",
        "Delete it, or everything marked",
        ("review",),
        "[NUMBER]",
        changes=True,
    ),
    Command("rename", "Rename the application", ("describe",), changes=True),
    Command("rename", "Rename the application", ("review",), "TEXT", changes=True),
    Command("import", "Import capabilities from a file", ("describe",), changes=True),
    Command("import", "Import capabilities from a file", _NO_TEXT, "[FILE]", changes=True),
    Command(
        "export", "Write a report, beside the project or in a file", _NO_TEXT, "[FORMAT [FILE]]"
    ),
    Command("undo", "Undo", ("describe",), changes=True),
    Command("undo", "Undo", _NO_TEXT, aliases=("u",), changes=True),
    Command("redo", "Redo", _PROJECT, changes=True),
    Command("home", "Go to the list of sessions", ("review",)),
    Command("save", "Tell what is saved; where that failed, try or ask again", tuple(PROMPTS)),
    Command("help", "Tell what can be typed here", tuple(PROMPTS), aliases=("?",)),
    Command("quit", "Quit (everything is saved)", tuple(PROMPTS), aliases=("exit", "q")),
)
"""All commands, in the order in which help tells them."""


def commands_at(prompt: Prompt) -> Iterable[Command]:
    """Yield the commands that work at a kind of prompt."""
    return (item for item in COMMANDS if prompt in item.prompts)


def find_command(word: str, prompt: Prompt) -> Command | None:
    """Return the command of a word, whatever its case, or `None`."""
    found = (item for item in commands_at(prompt) if word.casefold() in {item.word, *item.aliases})
    return next(found, None)
