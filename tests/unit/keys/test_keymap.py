"""Other keys for actions: what makes sense is taken, all else is told with its place and a way."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError
from ragft_tui.keys import KEYS, Keymap, remap_keys
from ragft_tui.storage.settings import example

Wanted = dict[str, str | tuple[str, ...]]


def keymap(wanted: Wanted) -> Keymap:
    return Keymap(remap_keys(KEYS, wanted))


def told(wanted: Wanted) -> list[str]:
    """Return the problems with keys as they are told."""
    with pytest.raises(ProblemsError) as refused:
        remap_keys(KEYS, wanted)
    return [str(problem) for problem in refused.value.problems]


def test_without_wishes_the_table_is_the_built_in_one() -> None:
    assert remap_keys(KEYS, {}) == KEYS


def test_the_chosen_keys_take_the_place_of_those_in_the_table() -> None:
    keys = keymap({"review.accept": "Ctrl+G", "app.quit": ("F10", "ctrl-x", "f10")}).by_id
    assert keys["review.accept"].keys == ("ctrl+g",)
    assert keys["app.quit"].keys == ("f10", "ctrl+x")
    assert keys["review.override"].keys == ("o",)


def test_two_actions_swap_their_keys() -> None:
    keys = keymap({"review.accept": "o", "review.override": "a"}).by_id
    assert (keys["review.accept"].keys, keys["review.override"].keys) == (("o",), ("a",))


def test_hints_and_help_write_the_chosen_key() -> None:
    keys = keymap({"options.next": "z", "review.undo": ("z", "ctrl+g")})
    assert keys.by_id["options.next"].labels == "z"
    assert keys.label("review.undo") == "z"
    assert keys.label("review.undo", typing=True) == "Ctrl+G"


def test_what_a_field_takes_is_not_told_where_text_is_typed() -> None:
    keys = keymap({"app.quit": ("ctrl+x", "f10")})
    assert keys.label("app.quit") == "Ctrl+X"
    assert keys.label("app.quit", typing=True) == "F10"


def test_what_tells_the_keys_of_others_follows_them() -> None:
    keys = keymap({"list.select": "ctrl+g", "list.up": "f8"}).by_id
    assert keys["choice.accept"].labels == "Ctrl+G"
    assert keys["theme.keep"].labels == "Ctrl+G"
    assert keys["reader.scroll"].labels == "F8, Down"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"review.acept": "y"}, 'keys.review.acept: "review.acept" is not a known id of a key'),
        ({"review.acept": "y"}, 'did you mean "review.accept"?'),
        ({"review.map": "hello"}, '"hello" is no key that a terminal sends'),
        ({"review.map": "hello"}, 'it is written like "x", "X", "?", "f8"'),
        ({"review.map": "f13"}, 'did you mean "f'),
        ({"review.map": "Ctrl+I"}, "terminals send Tab for it; choose another key"),
        ({"review.map": "ctrl-m"}, "terminals send Enter for it; choose another key"),
        ({"review.map": "^H"}, "terminals send Backspace for it; choose another key"),
        ({"review.map": "ctrl+["}, "terminals send Esc for it; choose another key"),
        ({"review.map": "alt+b"}, "terminals send Ctrl+Left for it; choose another key"),
        ({"app.help": ()}, "keys.app.help: has no key left; name one, or remove the line"),
        ({"question.choose": "x"}, "is a row of digits"),
        ({"choice.accept": "x"}, "has no key of its own; it tells those of list.select"),
        ({"describe.skip": "x"}, "x types text where this works"),
        ({"text.accept": "ctrl+a"}, "Ctrl+A is for moving and editing in fields of text"),
        ({"app.suspend": "x"}, "cannot be pressed while text is typed, where x is text"),
        ({"app.theme": "tab"}, "Tab goes from field to field"),
        ({"app.quit": "q"}, "cannot be pressed while text is typed, where q is text"),
        ({"dialog.close": ("x", "ctrl+u")}, "where x, Ctrl+U is text"),
        (
            {"review.accept": "y"},
            'y is the key of review.duplicate as well, "Duplicate',
        ),
        ({"review.accept": "f10"}, "F10 is the key of app.quit as well"),
        ({"app.save": "j"}, "j is the key of list.down as well"),
        ({"review.accept": "f8", "review.note": "f8"}, "f8"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place_and_what_to_do(
    wanted: Wanted, words: str
) -> None:
    problems = told(wanted)
    assert any(words.casefold() in problem.casefold() for problem in problems), problems
    assert all(problem.startswith("keys.") for problem in problems)


def test_all_that_makes_no_sense_is_told_at_once() -> None:
    assert len(told({"review.acept": "y", "app.help": (), "review.map": "a"})) == 3


def test_what_is_wrong_by_itself_clashes_with_nothing() -> None:
    assert len(told({"review.accept": ("n", "nonsense")})) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        {"review.accept": "b"},  # the key of a place where the review is not
        {"filter.clear": "f8", "review.show_all": "f8"},  # meant for the nearer one by itself, too
        {"because.leave": "ctrl+g", "interview.up": "ctrl+g"},
        {"app.save": "f8", "describe.skip": "ctrl+g"},
    ],
)
def test_a_key_may_mean_something_else_where_that_is_meant(wanted: Wanted) -> None:
    assert keymap(wanted).keys is not KEYS


def test_the_examples_of_the_file_and_of_the_page_make_sense() -> None:
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text("utf-8")
    in_page = page.split("```toml\n")[1].split("```")[0]
    in_file = example().split("[keys]\n")[1].replace("# ", "")
    for text in (in_page, f"[keys]\n{in_file}"):
        keys = tomllib.loads(text)["keys"]
        wanted = {f"{name}.{key}": value for name, of in keys.items() for key, value in of.items()}
        assert keymap({name: _tuple(value) for name, value in wanted.items()}).keys is not KEYS


def _tuple(value: str | list[str]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)
