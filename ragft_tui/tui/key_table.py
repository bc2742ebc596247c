"""Every key of the full screen, once: what it is called, where it works, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CONTEXTS", "KEYS", "Key", "shown"]

_LABELS: Final = {
    "question_mark": "?",
    "plus": "+",
    "slash": "/",
    "asterisk": "*",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def shown(key: str) -> str:
    """Return a key as people write it, such as `Shift+Tab` for `shift+tab`."""
    parts = key.split("+") if key != "plus" else [key]
    return "+".join(
        _LABELS.get(part) or (part if len(part) == 1 and len(parts) == 1 else part.capitalize())
        for part in parts
    )


def _is_text(key: str) -> bool:
    return len(key) == 1 or key in {"question_mark", "plus", "slash", "asterisk", "space"}


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys can do."""

    id: str
    """Context and name, such as `review.accept`."""
    keys: tuple[str, ...]
    """The keys in Textual's spelling, the one to show first."""
    action: str
    """The action, which the widget or screen of the context carries out."""
    words: str
    """What it does, in a word or two for the hint line."""
    about: str
    """What it does, in a sentence for help and palette."""
    hint: bool = True
    """Whether the hint line tells it."""
    label: str = ""
    """How the keys are written, where the first one does not say it."""
    always: bool = False
    """Whether it works also where the focused widget has a use of its own for it."""
    changes: bool = False
    """Whether it changes the project, which a session that only looks does not."""

    @property
    def context(self) -> str:
        """The context, such as `review`."""
        return self.id.partition(".")[0]

    def shown(self, *, typing: bool = False) -> str:
        """Return how the key is written in the hint line.

        Args:
            typing: Whether letters are text now, so that only other keys work.

        Returns:
            An empty text where no key of it works.
        """
        if self.label and not typing:
            return self.label
        usable = [key for key in self.keys if not (typing and _is_text(key))]
        return shown(usable[0]) if usable else ""

    @property
    def all_shown(self) -> str:
        """All keys, as help writes them."""
        return self.label or ", ".join(shown(key) for key in self.keys)


CONTEXTS: Final = {
    "home": "Home",
    "describe": "Describing a capability",
    "question": "Answering a question",
    "interview": "Interview",
    "because": "Typing a because",
    "review": "Review",
    "marks": "Marking in the review",
    "filter": "Typing a filter",
    "map": "Map",
    "what_if": "What if",
    "text": "Typing in a dialog",
    "choice": "Choosing in a dialog",
    "reader": "Reading a page",
    "dialog": "Dialogs",
    "list": "Lists",
    "app": "Everywhere",
}
"""The contexts in which keys work, with their titles, in the order of the help."""

KEYS: Final = (
    Key("home.new", ("n",), "new", "new project", "Start a new project file"),
    Key("home.open", ("o",), "open", "open a file", "Open a project file by its name"),
    Key("home.demo", ("d",), "demo", "try the sample", "Open the sample application"),
    Key("home.forget", ("x", "delete"), "forget", "forget", "Take a session off the list"),
    Key("describe.accept", ("enter",), "accept", "go on", "Accept the description and go on"),
    Key(
        "describe.newline",
        ("ctrl+j", "alt+enter"),
        "newline",
        "new line",
        "Start a new line in the description",
    ),
    Key("describe.next", ("tab",), "next_field", "field", "Go to the other field"),
    Key("describe.back", ("shift+tab",), "back", "back", "Go back a field, or to the place before"),
    Key("describe.skip", ("f4",), "skip", "skip", "Leave it for later and go on", hint=False),
    Key("question.accept", ("enter",), "accept", "accept", "Accept the marked option and go on"),
    Key(
        "question.choose",
        tuple("1234567890"),
        "choose({key!r})",
        "choose",
        "Mark an option; 0 is “I don't know”",
        label="0-9",
    ),
    Key(
        "question.because", ("b",), "because", "because", "Say who or what stands behind the answer"
    ),
    Key("question.back", ("shift+tab", "ctrl+b"), "back", "back", "Go back; nothing is checked"),
    Key("question.skip", ("s", "f4"), "skip", "skip", "Leave the question for later"),
    Key(
        "question.next",
        ("n", "f5"),
        "leave_capability",
        "next capability",
        "Leave the rest of this capability",
    ),
    Key("interview.reasons", ("f3", "r"), "reasons", "why", "Show all reasons with their sources"),
    Key("interview.review", ("f2", "escape"), "review", "review", "Go to the review"),
    Key("interview.edit", ("e",), "edit", "edit", "Change the name or description", hint=False),
    Key("interview.undo", ("u",), "undo", "undo", "Take the last change back", hint=False),
    Key("interview.redo", ("ctrl+r", "U"), "redo", "redo", "Make the change again", hint=False),
    Key("because.accept", ("enter",), "noop", "keep it", "Keep the because"),
    Key(
        "because.leave",
        ("escape", "shift+tab"),
        "leave_because",
        "to the options",
        "Back to the options",
    ),
    Key("review.accept", ("a",), "accept", "accept", "Accept it, or all marked", changes=True),
    Key(
        "review.override",
        ("o",),
        "override",
        "override",
        "Put another type in its place, with a reason",
        changes=True,
    ),
    Key(
        "review.edit", ("e", "enter"), "edit", "edit", "Go through its answers again", changes=True
    ),
    Key("review.note", ("n",), "note", "note", "Write a note", changes=True),
    Key("review.next", ("p",), "next_pending", "next", "Go to the next one without a decision"),
    Key("review.filter", ("slash",), "filter", "filter", "Show only what fits a text"),
    Key("review.reasons", ("f3", "r"), "reasons", "why", "Show everything about this capability"),
    Key("review.what_if", ("w",), "what_if", "what if", "Try other answers; nothing changes"),
    Key("review.map", ("m",), "map", "map", "Show all on the map of the two axes"),
    Key("review.summary", ("v",), "summary", "overview", "Sum the application up"),
    Key("review.undo", ("u",), "undo", "undo", "Take the last change back", changes=True),
    Key(
        "review.redo",
        ("ctrl+r", "U"),
        "redo",
        "redo",
        "Make the change again",
        hint=False,
        changes=True,
    ),
    Key(
        "review.interview",
        ("i",),
        "interview",
        "interview",
        "Go on with the next open question",
        changes=True,
    ),
    Key("review.add", ("plus",), "add", "add", "Describe another capability", changes=True),
    Key(
        "review.reopen",
        ("x",),
        "reopen",
        "reopen",
        "Take the decision back, or all marked",
        hint=False,
        changes=True,
    ),
    Key(
        "review.rename",
        ("t",),
        "rename",
        "title",
        "Rename the application",
        hint=False,
        changes=True,
    ),
    Key(
        "review.remove",
        ("delete", "d"),
        "remove",
        "remove",
        "Take it out, or all that are marked",
        hint=False,
        changes=True,
    ),
    Key("review.answer", ("A",), "answer", "answer", "Give an answer, also to many", changes=True),
    Key("review.sort", ("s",), "sort", "sort", "Sort by the next column"),
    Key("review.reverse", ("S",), "reverse", "reverse", "Turn the order round", hint=False),
    Key(
        "review.duplicate",
        ("y",),
        "duplicate",
        "duplicate",
        "Put a copy below, without the decision",
        hint=False,
        changes=True,
    ),
    Key(
        "review.move_up",
        ("K", "shift+up"),
        "move_up",
        "move up",
        "Move it up in the file",
        hint=False,
        changes=True,
    ),
    Key(
        "review.move_down",
        ("J", "shift+down"),
        "move_down",
        "move down",
        "Move it down in the file",
        hint=False,
        changes=True,
    ),
    Key(
        "review.home",
        ("escape",),
        "home",
        "home",
        "End the filter, or go to the sessions",
        hint=False,
    ),
    Key("marks.mark", ("space",), "mark", "mark", "Mark it, or not, and go down"),
    Key("marks.all", ("asterisk",), "mark_all", "mark all", "Mark all that are shown, or none"),
    Key("filter.keep", ("enter",), "noop", "keep", "Keep the filter and go to the table"),
    Key("filter.clear", ("escape",), "clear", "clear", "Show everything again"),
    Key("map.back", ("enter", "escape", "m"), "back", "table", "Back to the table"),
    Key("map.next", ("n", "j", "l", "down", "right"), "next", "next", "Select the next one"),
    Key("map.previous", ("p", "k", "h", "up", "left"), "previous", "before", "Select one before"),
    Key("map.first", ("g", "home"), "first", "first", "Select the first one", hint=False),
    Key("map.last", ("G", "end"), "last", "last", "Select the last one", hint=False),
    Key("what_if.keep", ("enter",), "keep", "keep", "Keep the tried answers", changes=True),
    Key("what_if.discard", ("escape", "w"), "discard", "discard", "Discard what was tried"),
    Key(
        "what_if.choose",
        tuple("1234567890"),
        "choose({key!r})",
        "try",
        "Try an answer; 0 is “I don't know”",
        label="0-9",
    ),
    Key("what_if.reasons", ("f3", "r"), "reasons", "why", "Show everything about what is tried"),
    Key("what_if.more", ("right", "l"), "more", "more", "Try the answer below", label="→ l"),
    Key("what_if.less", ("left", "h"), "less", "less", "Try the answer above", label="← h"),
    Key("text.accept", ("enter",), "accept", "accept", "Accept the text"),
    Key(
        "text.newline",
        ("ctrl+j", "alt+enter"),
        "newline",
        "new line",
        "Start a new line",
        hint=False,
    ),
    Key("choice.accept", ("enter",), "noop", "choose", "Choose the marked line"),
    Key(
        "choice.mark",
        tuple("123456789"),
        "mark({key!r})",
        "mark",
        "Mark a line",
        label="1-9",
    ),
    Key("reader.scroll", ("up", "down"), "noop", "scroll", "Scroll the page", label="↑ ↓"),
    Key(
        "dialog.close",
        ("escape", "q"),
        "close",
        "close",
        "Close the dialog; what was typed is kept",
    ),
    Key("list.up", ("up", "k"), "up", "up", "One line up", hint=False),
    Key("list.down", ("down", "j"), "down", "down", "One line down", hint=False),
    Key("list.first", ("home", "g"), "first", "first", "To the first line", hint=False),
    Key("list.last", ("end", "G"), "last", "last", "To the last line", hint=False),
    Key("list.page_up", ("pageup", "ctrl+u"), "page_up", "page up", "One page up", hint=False),
    Key(
        "list.page_down",
        ("pagedown", "ctrl+d"),
        "page_down",
        "page down",
        "One page down",
        hint=False,
    ),
    Key("list.select", ("enter", "space"), "select", "select", "Take the marked line", hint=False),
    Key(
        "app.palette",
        ("ctrl+p",),
        "app.command_palette",
        "palette",
        "Find an action by name",
        hint=False,
    ),
    Key(
        "app.save",
        ("ctrl+s",),
        "app.save",
        "save",
        "Save now; it happens by itself too",
        hint=False,
    ),
    Key("app.leave", ("q", "f10", "ctrl+q"), "app.leave", "leave", "Leave; everything is saved"),
    Key(
        "app.interrupt",
        ("ctrl+c",),
        "app.interrupt",
        "how to leave",
        "Say how to leave",
        hint=False,
    ),
    Key(
        "app.suspend",
        ("ctrl+z",),
        "app.suspend",
        "to the shell",
        "Save and stop; `fg` in the shell goes on",
        hint=False,
        always=True,
    ),
    Key("app.help", ("f1", "question_mark"), "app.help", "keys", "Show the keys that work here"),
)
"""All keys; a key's place in the table is its place in the hint line and the help."""
