from __future__ import annotations

import json
import re
import unicodedata

import pytest

from ragft_tui.core.text import (
    FIELD_CHARACTERS,
    FIELD_LINES,
    as_sentence,
    capitalize,
    clean,
    count_noun,
    describe_excess,
    escape_json,
    is_blank,
    one_line,
    slug,
    uncapitalize,
    visible,
)

FAMILY = "👩‍👩‍👧‍👦"
ACUTE = "\u0301"


class TestClean:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "plain",
            "tab\tand\nlines\n\n",
            " spaces  stay ",
            "naïve Straße ½ ©",
            "Ελληνικά русский Հայերեն",
            f"{FAMILY} 🏳️‍🌈 👍🏽 1️⃣",
            "עברית العربية \u200f\u200e \u061c",
            "हिन्दी ภาษาไทย 漢字かな 한국어",
            "e" + ACUTE * 30,
            "\u202eoverride\u202c",
            "[/] [red] \\u001b",
            "\ufeff\u00ad\u200b",
        ],
    )
    def test_what_is_harmless_stays_as_it_is(self, text: str) -> None:
        assert clean(text) == text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
            ("a\x85b\u2028c\u2029d", "a\nb\nc\nd"),
            ("\x00\x1b\x07\x1f", "␀␛␇␟"),
            ("a\x0bb\x0cc\x08", "a␋b␌c␈"),
            ("\x7f", "␡"),
            ("\x80\x9b\x9f", "\ufffd\ufffd\ufffd"),
            ("\ud800 \udfff", "\ufffd \ufffd"),
            ("\ud83d\ude00", "\ufffd\ufffd"),
            ("\x1b[2J\x1b]52;c;YQ==\x07", "␛[2J␛]52;c;YQ==␇"),
        ],
    )
    def test_line_ends_become_one_kind_and_control_characters_pictures(
        self, text: str, expected: str
    ) -> None:
        assert clean(text) == expected

    @pytest.mark.parametrize(
        "mark",
        [ACUTE, "\u20dd", "\u0489", "\u05b0", "\u064b", "\u0e47", "\u3099", "\ufe0f", "\U000e0100"],
    )
    def test_a_pile_of_marks_of_any_script_is_cut_at_thirty(self, mark: str) -> None:
        assert clean(f"ab{mark * 31}c") == f"ab{mark * 30}c"
        assert clean(f"ab{mark * 5_000}c{mark}") == f"ab{mark * 30}c{mark}"

    def test_joiners_do_not_make_a_pile_longer(self) -> None:
        assert clean("a" + f"{ACUTE}\u200d" * 100) == "a" + f"{ACUTE}\u200d" * 15

    def test_a_long_row_of_emoji_is_no_pile(self) -> None:
        assert clean(FAMILY * 100) == FAMILY * 100


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("\u202eabc\u202c", "⟨U+202E⟩abc⟨U+202C⟩"),
            ("\u2066\u2067\u2068\u2069\u202a\u202b\u202d", None),
            ("a\tb", "a    b"),
            ("a\r\nb", "a\nb"),
            ("\x1b", "␛"),
        ],
    )
    def test_what_reorders_text_is_spelled_out(self, text: str, expected: str | None) -> None:
        expected = expected or "".join(f"⟨U+{ord(char):04X}⟩" for char in text)
        assert visible(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("pay\u200bpal", "pay⟨U+200B⟩pal"),
            ("pay\xadpal", "pay⟨U+00AD⟩pal"),
            ("pay\u200dpal", "pay⟨U+200D⟩pal"),
            ("\ufeffa\u2060b\u2064c", "⟨U+FEFF⟩a⟨U+2060⟩b⟨U+2064⟩c"),
            ("\ufff9a\ufffab\ufffb", "⟨U+FFF9⟩a⟨U+FFFA⟩b⟨U+FFFB⟩"),
            ("a\u115f\u1160\u3164\uffa0", "a⟨U+115F⟩⟨U+1160⟩⟨U+3164⟩⟨U+FFA0⟩"),
            ("a\U000e0041\U000e007f", "a⟨U+E0041⟩⟨U+E007F⟩"),
            ("🏴\U000e0041\U000e007f", "🏴⟨U+E0041⟩⟨U+E007F⟩"),
            ("\ufe0fa\ufe0f \ufe0e", "⟨U+FE0F⟩a⟨U+FE0F⟩ ⟨U+FE0E⟩"),
            ("👩\ufe0f\ufe0f", "👩\ufe0f⟨U+FE0F⟩"),
            ("a\U000e0100b\U000e01ef", "a⟨U+E0100⟩b⟨U+E01EF⟩"),
            ("👩\u200da", "👩⟨U+200D⟩a"),
            ("\u200d👩", "⟨U+200D⟩👩"),
            ("क्\u200d\u200dष", "क्\u200d⟨U+200D⟩ष"),
            ("1-2\u200f3\u200e\u061c", "1-2⟨U+200F⟩3⟨U+200E⟩⟨U+061C⟩"),
        ],
    )
    def test_what_nobody_would_see_is_spelled_out(self, text: str, expected: str) -> None:
        assert visible(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            f"{FAMILY} 🏳️‍🌈 👍🏽 1️⃣ ❤️‍🔥 🙂‍↔️ ©️",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "می\u200cخواهم क्\u200dष ก\u200bข ខ\u200bគ",
            "עברית\u200f (1-2)\u200e",
            "葛\U000e0100城 ≨\ufe00 ᠠ\u180b",
            "\ue000\U000f0000 \u0600 e" + ACUTE,
        ],
    )
    def test_a_hidden_character_that_does_its_work_stays(self, text: str) -> None:
        assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  a \n\t b\r\n", "a b"),
        ("a\u2028b\u3000c\xa0d", "a b c d"),
        ("a\x1cb", "a␜b"),
        ("\u202ea\nb", "⟨U+202E⟩a b"),
    ],
)
def test_one_line_has_neither_line_ends_nor_runs_of_space(text: str, expected: str) -> None:
    assert one_line(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " \n\t\r", "\u3000\xa0", "\u200b\u200d\ufeff", "\u202e\u00ad ", "\u3164\ufe0f\u2800"],
)
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " . ", "\u200b👍", "\u0301", "\U0001fae9", "\ue000", "\x1b"])
def test_what_can_be_seen_is_not_blank_not_even_what_this_python_does_not_know(text: str) -> None:
    assert not is_blank(text)


def test_json_is_the_same_data_where_what_is_hidden_is_escaped() -> None:
    text = "\x7f\x9b\u2028\u200d\u202e\U000e0041 é 👩"
    quoted = escape_json(json.dumps(text, ensure_ascii=False))
    assert quoted == r'"\u007f\u009b\u2028\u200d\u202e\udb40\udc41 é 👩"'
    assert json.loads(quoted) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("x" * FIELD_CHARACTERS, ""),
        ("x" * (FIELD_CHARACTERS + 1), "65,537 characters, and a field holds 65,536"),
        ("\n" * (FIELD_LINES - 1), ""),
        ("\n" * FIELD_LINES, "2,001 lines, and a field holds 2,000"),
        ("漢" * FIELD_CHARACTERS, ""),
    ],
)
def test_a_text_over_the_limit_is_told_by_how_much(text: str, told: str) -> None:
    assert describe_excess(text) == told


class TestSlug:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Refund policy", "refund-policy"),
            ("  Refund -- policy!  ", "refund-policy"),
            ("The customer's order", "the-customers-order"),
            ("snake_case", "snake-case"),
            ("Straße", "strasse"),
            ("Règles d’accès", "règles-daccès"),
            ("Re\u0300gles", "règles"),
            ("İstanbul", "istanbul"),
            ("ﬁne Ⅷ ½", "fine-viii-1-2"),
            ("Ελλάς", "ελλάσ"),
            ("配送の状況", "配送の状況"),
            ("हिन्दी", "हनद"),
            ("مَرْحَبًا", "مرحبا"),
            ("", "capability"),
            ("👍 …", "capability"),
            ("../../etc/passwd", "etc-passwd"),
            ("\x1b[2J\u202e", "2j"),
            ("word " * 20, "word-word-word-word-word-word-word-word"),
            ("x" * 100, "x" * 40),
        ],
    )
    def test_it_is_made_of_letters_and_digits_of_any_script(self, name: str, expected: str) -> None:
        assert slug(name) == expected

    def test_it_keeps_clear_of_ids_in_use(self) -> None:
        assert slug("One", frozenset({"one", "one-2", "one-4"})) == "one-3"

    def test_it_is_an_id_that_a_project_file_may_hold(self) -> None:
        name = "".join(
            chr(code)
            for code in range(0x110000)
            if unicodedata.category(chr(code)) not in {"Cs", "Cn", "Co"}
        )
        for start in range(0, len(name), 20):
            assert re.fullmatch(r"[\w.-]{1,80}", slug(name[start : start + 20]))


def test_only_the_beginning_of_a_clause_changes_its_case() -> None:
    assert (capitalize("the note of Ada"), uncapitalize("Note by Ada")) == (
        "The note of Ada",
        "note by Ada",
    )
    assert (capitalize(""), uncapitalize("")) == ("", "")


def test_a_clause_becomes_a_sentence_with_one_end() -> None:
    found = [as_sentence(clause) for clause in ("the note is empty", "Is it?", "cited.")]
    assert found == ["The note is empty.", "Is it?", "Cited."]


def test_a_number_has_a_noun_that_agrees_with_it() -> None:
    assert [count_noun(count, "point") for count in (0, 1, -1, 1200)] == [
        "0 points",
        "1 point",
        "-1 point",
        "1,200 points",
    ]
    assert count_noun(2, "line was", "lines were") == "2 lines were"
