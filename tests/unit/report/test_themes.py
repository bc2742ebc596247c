from __future__ import annotations

from ragft_tui.report.themes import Pair, color_pairs, find_faint, measure, render_theme
from ragft_tui.storage.themes import load_themes

THEMES = load_themes().themes
DARK = THEMES["dark"].values()


def test_a_page_says_what_each_colour_is_for_and_how_well_it_can_be_read() -> None:
    page = render_theme(DARK, dark=True, ansi=False)
    row = next(line for line in page.splitlines() if "warnings" in line)
    assert " ".join(row.split()) == "warnings, notices warning #d7af5f on #121212 9.0:1 9.0:1"
    assert "true colour" in page
    assert "256 colours" in page


def test_a_page_of_the_colours_of_a_terminal_names_the_terminals_it_is_measured_on() -> None:
    page = render_theme(THEMES["ansi-light"].values(), dark=False, ansi=True)
    row = next(line for line in page.splitlines() if "headings" in line)
    assert row.split()[-5:] == ["ansi_blue", "on", "ansi_default", "9.3:1", "5.7:1"]
    assert "Linux console" in page


def test_samples_are_painted_by_whoever_prints_them() -> None:
    painted: list[str] = []

    def paint(text: str, pair: Pair) -> str:
        painted.append(pair.name)
        return f"<{text}>"

    page = render_theme(DARK, dark=True, ansi=False, paint=paint)
    assert "< warnings, notices >" in page
    assert painted == [pair.name for pair in color_pairs(DARK)]


def test_reversed_text_is_measured_as_it_is_seen() -> None:
    mono = THEMES["mono"].values()
    cursor = next(pair for pair in color_pairs(mono) if pair.name == "block-cursor-foreground")
    seen = measure(cursor, dark=True, ansi=True)[0]
    assert (seen.front, seen.back) == ((0, 0, 0), (0xE5, 0xE5, 0xE5))


def test_what_can_hardly_be_read_is_told_with_where_it_is_so() -> None:
    values = DARK | {"text-muted": "#6c6c6c", "scrollbar": "#5f5f5f"}
    told = [" ".join(found) for found in find_faint(values, dark=True, ansi=False, level="AA")]
    least = "4.5:1 is needed"
    assert told == [
        (
            f"text-muted explanations, keys on its ground: 3.5:1; {least} "
            "(text-muted on background, true colour)"
        ),
        (
            f"text-muted hints in a field on its ground: 3.2:1; {least} "
            "(text-muted on surface, true colour)"
        ),
        (
            "scrollbar where a page stands on its ground: 2.1:1; 3:1 is needed "
            "(scrollbar on scrollbar-background, 256 colours)"
        ),
    ]
    marked = DARK | {"block-cursor-foreground": "#585858"}
    ((name, words),) = find_faint(marked, dark=True, ansi=False, level="AA")
    assert name == "block-cursor-foreground"
    assert words.startswith("text of the marked line on its ground: ")


def test_a_theme_that_promises_more_is_held_to_it() -> None:
    assert not list(find_faint(DARK, dark=True, ansi=False, level="AA"))
    names = {name for name, _ in find_faint(DARK, dark=True, ansi=False, level="AAA")}
    assert "text-muted" in names
    assert "foreground" not in names
