from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from ragft_tui.core.errors import MOST_PROBLEMS, ROOT, ProblemsError, RagftError
from ragft_tui.report.themes import RGB, find_faint, parse_rgb, round_to_256
from ragft_tui.storage.paths import own_themes_dir, themes_dir
from ragft_tui.storage.themes import (
    COLORS,
    VARIABLES,
    Theme,
    choose_theme,
    find_theme,
    load_theme,
    load_themes,
)
from tests.support.steps import steps

THEMES = load_themes().themes
PALETTES = [theme for theme in THEMES.values() if not theme.spec.ansi]
CUBE = [0, 95, 135, 175, 215, 255]
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def nearest(color: RGB) -> RGB:
    """Return the nearest of the 256 colours, as tmux chooses it."""
    greys = [(grey, grey, grey) for grey in range(8, 239, 10)]
    palette = [*greys, *product(CUBE, CUBE, CUBE)]
    return min(
        palette, key=lambda other: sum((a - b) ** 2 for a, b in zip(color, other, strict=True))
    )


def theme_text(**changed: str) -> str:
    values = {"title": "Mine", **dict.fromkeys(COLORS, "#5fafd7"), **changed}
    return "dark = true\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


def write_own(name: str, text: str) -> Path:
    own_themes_dir().mkdir(parents=True, exist_ok=True)
    file = own_themes_dir() / f"{name}.toml"
    file.write_text(text, "utf-8")
    return file


def test_seven_themes_are_shipped_and_nothing_is_wrong_with_them() -> None:
    found = load_themes()
    assert not found.problems
    assert list(found.themes) == [
        *("ansi-dark", "ansi-light", "colour-blind", "dark", "high-contrast", "light", "mono")
    ]
    assert not any(theme.own for theme in found.themes.values())


@each_theme
def test_what_a_theme_says_can_be_read(theme: Theme) -> None:
    said = theme.spec
    assert not list(find_faint(theme.values(), dark=said.dark, ansi=said.ansi, level=said.contrast))


def test_high_contrast_promises_more_than_the_others() -> None:
    levels = {theme.name for theme in THEMES.values() if theme.spec.contrast == "AAA"}
    assert levels == {"high-contrast"}


def test_mono_has_no_colour_at_all() -> None:
    values = THEMES["mono"].values()
    colors = {value for name, value in values.items() if not name.endswith("-style")}
    assert colors == {"ansi_default"}


def test_colour_blind_has_the_colours_of_okabe_and_ito() -> None:
    palette = {"#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"}
    said = THEMES["colour-blind"].spec
    assert {said.primary, said.secondary, said.warning, said.error} <= palette


@pytest.mark.parametrize("theme", PALETTES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("seen", [nearest, round_to_256], ids=["nearest", "rich"])
def test_no_two_colours_merge_with_256_of_them(theme: Theme, seen: object) -> None:
    assert callable(seen)
    values = theme.values()
    grounds = ("background", "surface", "panel")
    texts = ("foreground", "text-muted", "primary", "secondary", "warning", "error")
    for group in (grounds, texts):
        assert len({seen(parse_rgb(values[name])) for name in group}) == len(group)


@pytest.mark.parametrize("name", ["dark", "light", "high-contrast"])
def test_accents_stay_as_they_are_with_256_colours(name: str) -> None:
    for accent in ("primary", "secondary", "warning", "error"):
        color = parse_rgb(THEMES[name].values()[accent])
        assert nearest(color) == round_to_256(color) == color


@pytest.mark.parametrize("name", ["dark", "light", "high-contrast", "colour-blind", "ansi-dark"])
def test_no_two_kinds_of_verdict_have_one_colour(name: str) -> None:
    values = THEMES[name].values()
    seen = {values[f"verdict-{kind}"] for kind in ("retrieval", "finetuning", "both", "prompting")}
    assert len(seen) == 4
    assert not seen & {values["warning"], values["error"]}


def test_colours_of_verdicts_may_be_left_out_and_follow_others(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(theme_text(secondary="#dfafff") + '[variables]\nverdict-both = "#00ff00"\n')
    theme = load_theme(file)
    values = theme.values()
    assert values["verdict-both"] == "#00ff00"
    assert values["verdict-finetuning"] == "#dfafff"
    assert values["verdict-retrieval"] == values["primary"]
    assert values["verdict-undecided"] == values["text-muted"]
    assert theme.location("verdict-finetuning") == ROOT / "secondary"


def test_a_theme_has_the_name_of_its_file_and_says_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        theme_text(panel="#303030", secondary="#ffffff")
        + '[variables]\nrule = "#111111"\nfailed-text-style = "bold underline"\n'
    )
    theme = load_theme(file)
    assert (theme.name, theme.spec.title, theme.own) == ("mine", "Mine", True)
    values = theme.values()
    assert values["rule"] == "#111111"
    assert values["scrollbar-background"] == "#303030"
    assert values["input-selection-background"] == "#ffffff"
    assert values["failed-text-style"] == "bold underline"
    assert set(values) == {*COLORS, *VARIABLES}


def test_the_place_of_a_colour_is_where_the_file_says_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(theme_text() + '[variables]\ntext-muted = "#111111"\n')
    theme = load_theme(file)
    assert theme.location("warning") == ROOT / "warning"
    assert theme.location("scrollbar") == ROOT / "variables" / "text-muted"
    assert theme.location("input-selection-background") == ROOT / "secondary"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "is not valid TOML"),
        ("title = 'x'", "dark: is missing; add it"),
        (theme_text(primary="blue"), 'primary: is not a colour; write it like "#5fafd7"'),
        (theme_text(error="#5fafd7;"), "error: is not a colour"),
        (theme_text(prinary="#ffffff"), '"prinary" is not a known key'),
        (theme_text(title=""), "title: must be one line of 1 to 60 characters"),
        (theme_text(title="x" * 61), "title: must be one line"),
        (theme_text(contrast="A"), 'contrast: must be "AA" or "AAA", not "A"'),
        (theme_text(primary="ansi_blue"), "primary: is not a colour"),
        (
            "ansi = true\n" + theme_text(**{**dict.fromkeys(COLORS, "ansi_red"), "error": "red"}),
            'error: is not a colour of the terminal; did you mean "ansi_red"?',
        ),
        (theme_text() + "[variables]\nrule = 3", "variables.rule: must be text in quotes"),
        (theme_text() + "[variables]\nrule = 'x; y'", "variables.rule: is not a colour"),
        (
            theme_text() + "[variables]\ntxt-muted = '#ffffff'",
            'variables: "txt-muted" is not a known variable; did you mean "text-muted"?',
        ),
        (
            theme_text() + "[variables]\nfailed-text-style = 'loud'",
            'variables.failed-text-style: is not a style of text; write it like "bold"',
        ),
    ],
)
def test_a_bad_theme_is_told_with_its_place_and_the_others_load(text: str, said: str) -> None:
    bad = write_own("bad", text)
    write_own("good", theme_text())
    found = load_themes()
    assert set(found.themes) == {"good", *THEMES}
    assert {problem.source for problem in found.problems} == {str(bad)}
    assert said in str(found.problems[0])
    assert str(found.problems[0]).startswith(str(bad))


def test_a_problem_knows_its_line() -> None:
    write_own("bad", theme_text() + "[variables]\nrule = '#111111'\ntxt-muted = '#ffffff'\n")
    position = load_themes().problems[0].position
    assert position is not None
    assert (position.line, position.column) == (len(COLORS) + 5, 1)


@pytest.mark.parametrize("name", ["No Good", "ünique", "auto", "1st", "x" * 41])
def test_a_file_with_another_name_is_no_theme(name: str) -> None:
    write_own(name, theme_text())
    found = load_themes()
    assert set(found.themes) == set(THEMES)
    assert "is not the name of a theme; name it with lower-case" in str(found.problems[0])


def test_a_directory_is_no_theme() -> None:
    write_own("mine", theme_text()).with_name("other.toml").mkdir()
    found = load_themes()
    assert set(found.themes) == {"mine", *THEMES}
    assert "is a directory" in str(found.problems[0])


def test_a_theme_of_the_user_stands_in_the_place_of_a_shipped_one() -> None:
    write_own("dark", theme_text(title="My dark"))
    for theme in (
        load_themes().themes["dark"],
        find_theme("dark"),
        choose_theme("dark").themes["dark"],
    ):
        assert (theme.spec.title, theme.own) == ("My dark", True)


def test_only_the_theme_that_is_chosen_is_read_at_the_start() -> None:
    write_own("mine", theme_text())
    assert list(choose_theme("light").themes) == ["light"]
    assert list(choose_theme("mine").themes) == ["mine"]


def test_a_bad_theme_does_not_keep_the_program_from_starting() -> None:
    write_own("light", "title = 'x'")
    write_own("mine", "title = 'x'")
    for wanted, used in (("light", "light"), ("mine", "dark"), ("mono", "mono")):
        found = choose_theme(wanted)
        assert list(found.themes) == [used]
        assert not found.themes[used].own
        assert "dark: is missing; add it." in found.notice
        assert found.notice.endswith(f"shows {len(found.problems) - 1} more.")


def test_the_theme_that_was_asked_for_is_told_before_others() -> None:
    for name in ("a", "mine", "z"):
        write_own(name, theme_text(primary="blue"))
    for wanted in ("mine", "z"):
        assert choose_theme(wanted).notice.partition(": ")[0].endswith(f"{wanted}.toml")


def own_problems() -> list[str]:
    return [str(problem).partition(".toml: ")[2] for problem in load_themes().problems]


def test_all_that_is_wrong_in_the_shape_is_told_and_then_all_that_is_wrong_in_values() -> None:
    whole = f'{theme_text(error="red")}[variables]\nrule = "grey"\n'
    text = whole.replace("primary", "prinary").replace("true", '"yes"')
    write_own("mine", f"colour = 1\n{text}")
    assert own_problems() == [
        '"colour" is not a known key; it can be "primary", "ansi" or "contrast"',
        'dark: must be true or false, not "yes"; write true, without quotes',
        '"prinary" is not a known key; did you mean "primary"?',
    ]
    write_own("mine", whole)
    assert own_problems() == [
        'error: is not a colour; write it like "#5fafd7"',
        'variables.rule: is not a colour; write it like "#5fafd7"',
    ]


def test_one_problem_is_told_without_a_count() -> None:
    write_own("mine", theme_text(primary="blue"))
    assert choose_theme("dark").notice.endswith('write it like "#5fafd7".')


def test_a_name_that_is_none_is_told_with_the_nearest_one() -> None:
    for find in (find_theme, choose_theme):
        with pytest.raises(RagftError, match='did you mean "light"'):
            find("ligt")
    with pytest.raises(RagftError, match="--theme: "):
        choose_theme("../../etc/x", "--theme")


def test_a_name_leads_to_no_file_elsewhere() -> None:
    outside = own_themes_dir().parent / "x.toml"
    outside.parent.mkdir(parents=True)
    outside.write_text(theme_text())
    for name in ("../x", str(outside.with_suffix(""))):
        with pytest.raises(RagftError, match="is not a known theme"):
            find_theme(name)


def test_the_page_on_themes_names_all_there_is_to_say() -> None:
    page = (Path(__file__).parents[3] / "docs" / "themes.md").read_text("utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in page] == []
    assert [name for name in COLORS if f"\n{name} = " not in page] == []
    assert [name for name in THEMES if f"`{name}`" not in page] == []


def test_the_example_on_the_page_is_a_theme(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "themes.md").read_text("utf-8")
    file = tmp_path / "night.toml"
    file.write_text(page.partition("```toml\n")[2].partition("```")[0], "utf-8")
    assert load_theme(file).values() == THEMES["dark"].values()


def test_the_shipped_files_are_those_of_the_themes() -> None:
    assert {file.stem for file in themes_dir().iterdir()} == set(THEMES)


def test_of_a_theme_full_of_problems_a_thousand_are_told(tmp_path: Path) -> None:
    def load(number: int) -> Callable[[], object]:
        file = tmp_path / "large.toml"
        names = "".join(f'n{each} = "x"\n' for each in range(number))
        file.write_text(f"{theme_text()}\n[variables]\n{names}")
        return lambda: _refused(file)

    def _refused(file: Path) -> None:
        with pytest.raises(ProblemsError) as caught:
            load_theme(file)
        assert len(caught.value.problems) == MOST_PROBLEMS + 1

    few, many = steps(load(1_500)), steps(load(3_000))
    assert many < 1.5 * few
