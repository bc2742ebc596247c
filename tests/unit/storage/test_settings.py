"""Settings: options over variables over the file, and every mistake told with its place."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest

from ragft_tui.core.errors import MOST_PROBLEMS, ROOT, RagftError
from ragft_tui.storage.paths import settings_file
from ragft_tui.storage.settings import (
    Origin,
    Settings,
    Source,
    create_settings_file,
    example,
    load_settings,
    save_theme,
)

LAYERS = [
    # setting, value in the file, variable, its value, option, its value
    ("theme", '"light"', "dark", "mono"),
    ("glyphs", '"ascii"', "unicode", "ascii"),
    ("mouse", "false", "yes", False),
    ("motion", "true", "off", True),
    ("plain", "true", "0", True),
    ("by", '"Ada"', "Grace", "Alan"),
]
"""Of each setting the value in the file, that of its variable, and that of its option."""


def write(text: str | bytes) -> Path:
    """Write the file of settings."""
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def told(environ: dict[str, str] | None = None) -> list[str]:
    """Return what is wrong with the settings, as it is told."""
    chosen = load_settings(environ or {})
    assert chosen.problems
    return [str(problem) for problem in chosen.problems]


def test_without_a_file_everything_is_built_in() -> None:
    chosen = load_settings({})
    assert chosen.values == Settings()
    assert ROOT / "theme" not in chosen.origins


def test_the_example_names_every_setting_and_changes_none() -> None:
    write(example())
    assert load_settings({}).values == Settings()
    assert set(tomllib.loads(example())) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(("name", "in_file", "variable", "option"), LAYERS)
def test_an_option_outdoes_a_variable_and_that_the_file(
    name: str, in_file: str, variable: str, option: object
) -> None:
    write(f"{name} = {in_file}\n")
    of_file = load_settings({})
    environ = {f"RAGFT_TUI_{name.upper()}": variable}
    of_variable = load_settings(environ)
    of_option = load_settings(environ, [(name, option, Origin(Source.OPTION, f"--{name}"))])
    switches = {"yes": True, "off": False, "0": False}
    assert getattr(of_file.values, name) == tomllib.loads(f"x = {in_file}")["x"]
    assert getattr(of_variable.values, name) == switches.get(variable, variable)
    assert getattr(of_option.values, name) == option
    assert str(of_file.origins[ROOT / name]).endswith(f"settings.toml: line 1: {name}")
    assert str(of_variable.origins[ROOT / name]) == f"RAGFT_TUI_{name.upper()}"
    assert str(of_option.origins[ROOT / name]) == f"--{name}"
    chosen = (of_file, of_variable, of_option)
    sources = [each.origins[ROOT / name].source for each in chosen]
    assert sources == [Source.FILE, Source.VARIABLE, Source.OPTION]


def test_every_setting_but_the_keys_has_its_layers_tested() -> None:
    assert [layer[0] for layer in LAYERS] + ["keys"] == [field.name for field in fields(Settings)]


def test_keys_are_read_by_their_ids_each_with_its_line() -> None:
    write('by = "Ada"\n\n[keys]\nreview.accept = "y"\napp.quit = ["f10", "ctrl+x"]\n')
    chosen = load_settings({})
    assert chosen.values.keys == {"review.accept": "y", "app.quit": ("f10", "ctrl+x")}
    source = str(chosen.origins[ROOT / "keys" / "app.quit"])
    assert source.endswith("settings.toml: line 5: keys.app.quit")


@pytest.mark.parametrize(
    "table",
    [
        '[keys]\n"review.accept" = "y"\n',
        '[keys.review]\naccept = "y"\n',
        'keys = { review = { accept = "y" } }\n',
        'keys.review.accept = "y"\n',
    ],
)
def test_every_way_in_which_toml_writes_an_id_is_understood(table: str) -> None:
    write(table)
    chosen = load_settings({})
    assert chosen.values.keys == {"review.accept": "y"}
    source = str(chosen.origins[ROOT / "keys" / "review.accept"])
    line = next(at for at, text in enumerate(table.splitlines(), start=1) if "accept" in text)
    assert source.endswith(f"settings.toml: line {line}: keys.review.accept")


@pytest.mark.parametrize(
    ("environ", "plain", "source"),
    [
        ({"ACCESSIBLE": "1"}, "True", "ACCESSIBLE"),
        ({"ACCESSIBLE": "yes"}, "True", "ACCESSIBLE"),
        ({"ACCESSIBLE": "0"}, "False", "built in"),
        ({"ACCESSIBLE": ""}, "False", "built in"),
        ({"ACCESSIBLE": "1", "RAGFT_TUI_PLAIN": "0"}, "False", "RAGFT_TUI_PLAIN"),
    ],
)
def test_accessible_asks_for_plain_mode_unless_that_is_refused(
    environ: dict[str, str], plain: str, source: str
) -> None:
    chosen = load_settings(environ)
    origin = chosen.origins.get(ROOT / "plain", Origin())
    assert (str(chosen.values.plain), str(origin)) == (plain, source)


def test_an_empty_variable_chooses_nothing() -> None:
    write('by = "Ada"\n')
    assert load_settings({"RAGFT_TUI_BY": ""}).values.by == "Ada"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'thme = "dark"',
            'settings.toml: line 1: "thme" is not a known key; did you mean "theme"?',
        ),
        ('by = "x"\ntheme = 5', "settings.toml: line 2: theme: must be text in quotes, not 5"),
        ('mouse = "yes"', 'settings.toml: line 1: mouse: must be true or false, not "yes"'),
        ('glyphs = "asci"', 'line 1: glyphs: must be "ascii", "auto" or "unicode", not "asci"'),
        ('glyphs = "asci"', 'did you mean "ascii"?'),
        ('glyphs = "utf8"', 'did you mean "unicode"?'),
        ('glyphs = "UTF-8"', 'did you mean "unicode"?'),
        ('glyphs = "utf"', 'did you mean "unicode"?'),
        ('mouse = "No"', 'mouse: must be true or false, not "No"; write false, without quotes'),
        ('plain = "1"', "write true, without quotes"),
        (
            '[keys]\nreview.map = "f8"\n"review.map" = "f9"',
            "settings.toml: line 2: keys.review.map: is there twice, once in quotes",
        ),
        ("keys = 5", "settings.toml: line 1: keys: must be a table, not 5"),
        ("[keys]\nreview.accept = 5", "line 2: keys.review.accept: must be text in quotes or a"),
        ("[keys]\nreview.accept = [5]", "line 2: keys.review.accept"),
        ("[keys.review.accept]\nx = 1", "keys.review.accept"),
        ("theme = \n", "settings.toml: line 1, column 9: is not valid TOML"),
        ("theme = 'a'\ntheme = 'b'", "the key is already in the file"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_line_key_and_what_to_do(text: str, words: str) -> None:
    write(text)
    problems = told()
    assert any(words in problem for problem in problems), problems


def test_all_mistakes_are_told_at_once_those_of_variables_too() -> None:
    write('thme = "dark"\nmouse = 1\n')
    problems = told({"RAGFT_TUI_MOTION": "maybe", "RAGFT_TUI_GLYPHS": "emoji"})
    assert len(problems) == 4
    assert 'RAGFT_TUI_MOTION: motion: must be true or false, not "maybe"' in problems
    assert any("RAGFT_TUI_GLYPHS: glyphs: must be" in problem for problem in problems)


def test_a_file_that_is_no_toml_hides_no_mistake_in_variables() -> None:
    write("theme = \n")
    first, second = told({"RAGFT_TUI_GLYPHS": "utf8"})
    assert "is not valid TOML" in first
    assert second.startswith("RAGFT_TUI_GLYPHS: glyphs: ")
    assert second.endswith('did you mean "unicode"?')


def test_what_is_not_wrong_holds_beside_what_is() -> None:
    write('theme = "mono"\nmouse = 1\n[keys]\nreview.map = 3\nreview.accept = "z"\n')
    chosen = load_settings({"RAGFT_TUI_MOTION": "maybe", "RAGFT_TUI_BY": "Ada"})
    assert chosen.values == Settings(theme="mono", by="Ada", keys={"review.accept": "z"})
    assert ROOT / "mouse" not in chosen.origins
    assert ROOT / "keys" / "review.map" not in chosen.origins
    source = str(chosen.origins[ROOT / "keys" / "review.accept"])
    assert source.endswith("line 5: keys.review.accept")


def test_a_name_in_which_nothing_is_seen_is_none() -> None:
    assert load_settings({"RAGFT_TUI_BY": "\u200b"}).values.by == ""


def test_a_name_that_a_terminal_would_obey_is_shown_and_not_obeyed() -> None:
    assert load_settings({"RAGFT_TUI_BY": "A\x1b[2J\n B"}).values.by == "A␛[2J B"


def _huge(file: Path) -> None:
    with file.open("wb") as handle:
        handle.truncate(5 << 20)


def _unreadable(file: Path) -> None:
    file.write_text("theme = 'dark'")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("root reads everything")


HOSTILE: dict[str, Callable[[Path], object]] = {
    "is larger than": _huge,
    "is not UTF-8 text": lambda file: file.write_bytes(b"\xff\xfe\x00theme"),
    "is not valid TOML": lambda file: file.write_bytes(b"\x00\x01\x02"),
    "is a pipe": os.mkfifo,
    "is a directory": Path.mkdir,
    "is a link to a file that does not exist": lambda file: file.symlink_to("nowhere.toml"),
    "its links form a loop": lambda file: file.symlink_to(file.name),
    "cannot be read: you have no permission": _unreadable,
    "nested too deeply": lambda file: file.write_text("theme = " + "[" * 200),
}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_file_that_is_none_is_told_and_never_waited_for(words: str) -> None:
    file = settings_file()
    file.parent.mkdir(parents=True)
    HOSTILE[words](file)
    (problem,) = told()
    assert "settings.toml: " in problem
    assert words in problem


def test_the_file_to_begin_with_is_written_once() -> None:
    file = create_settings_file()
    assert file.read_text() == example()
    file.write_text("by = 'Ada'\n")
    assert create_settings_file().read_text() == "by = 'Ada'\n"


def test_where_the_file_cannot_be_written_that_is_told() -> None:
    settings_file().parent.parent.mkdir(exist_ok=True)
    settings_file().parent.write_text("a file where the directory should be")
    with pytest.raises(RagftError, match=r"settings\.toml: cannot be saved"):
        create_settings_file()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# mine\ntheme = 'dark' # why\nby = 'Ada'\n",
            "# mine\ntheme = \"mono\" # why\nby = 'Ada'\n",
        ),
        ("theme = 'dark'\r\n# mine\r\n", 'theme = "mono"\r\n# mine\r\n'),
        ("\ufeff# mine\ntheme = 'dark'\n", '# mine\ntheme = "mono"\n'),
    ],
    ids=["comments", "line ends of windows", "byte order mark"],
)
def test_a_theme_is_remembered_and_all_else_stays(before: str, after: str) -> None:
    file = write(before)
    save_theme("mono")
    assert file.read_bytes().decode() == after


def test_a_theme_is_put_before_the_tables_where_none_was_chosen() -> None:
    file = write("by = 'Ada'\n\n# keys\n[keys]\nreview.accept = 'y'\n")
    save_theme("mono")
    assert load_settings({}).values == Settings(theme="mono", by="Ada", keys={"review.accept": "y"})
    assert "# keys\n[keys]" in file.read_text()


def test_a_theme_is_remembered_where_there_is_no_file_yet() -> None:
    save_theme("mono")
    assert load_settings({}).values == replace(Settings(), theme="mono")
    assert settings_file().read_text() == example().replace('theme = "auto"', 'theme = "mono"')


def test_a_theme_is_remembered_through_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("by = 'Ada'\n")
    settings_file().parent.mkdir(parents=True)
    settings_file().symlink_to(real)
    save_theme("mono")
    assert settings_file().is_symlink()
    assert tomllib.loads(real.read_text()) == {"by": "Ada", "theme": "mono"}


@pytest.mark.parametrize("text", ["theme = ", "thme = 'dark'\n", "theme = 5\n"])
def test_a_file_with_a_mistake_is_told_and_stays_as_it_is(text: str) -> None:
    file = write(text)
    with pytest.raises(RagftError, match=r"settings\.toml"):
        save_theme("mono")
    assert file.read_text() == text


def test_a_file_that_is_read_only_is_told_and_stays_as_it_is() -> None:
    file = write("theme = 'dark'\n")
    file.chmod(0o400)
    with pytest.raises(RagftError, match="read-only"):
        save_theme("mono")
    assert file.read_text() == "theme = 'dark'\n"


def test_two_sessions_that_remember_a_theme_leave_a_whole_file() -> None:
    file = write("# a comment\n" * 500 + "by = 'Ada'\n")
    with ThreadPoolExecutor(4) as sessions:
        kept = [sessions.submit(save_theme, name) for name in ("mono", "dark", "light") * 4]
        while not all(each.done() for each in kept):
            assert tomllib.loads(file.read_text())["by"] == "Ada"
    assert all(each.exception() is None for each in kept)
    assert load_settings({}).values.theme in {"mono", "dark", "light"}
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_every_setting_is_explained_in_the_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text("utf-8")
    for setting in fields(Settings):
        assert f"| `{setting.name}` |" in page
        assert setting.name == "keys" or f"`RAGFT_TUI_{setting.name.upper()}`" in page


def test_a_file_full_of_mistakes_is_told_and_chooses_nothing() -> None:
    write("".join(["theme = 'dark'\n[keys]\n", *(f"a{number}.b = 1\n" for number in range(1_500))]))
    chosen = load_settings({})
    assert len(chosen.problems) == MOST_PROBLEMS + 1
    assert chosen.values == Settings()
