from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from ragft_tui.core.errors import MOST_PROBLEMS
from ragft_tui.core.importing import Format, HowToRead
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rulebook import LARGEST_NUMBER, Rulebook
from ragft_tui.storage.importing.duplicates import DuplicateIds
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.importing.records import BadRecord, Record
from tests.support.projects import packaged_rulebook
from tests.support.steps import steps


@pytest.fixture
def reader(rulebook: Rulebook) -> Reader:
    return Reader(rulebook)


class Reader:
    """Reads what a file holds, and tells it briefly."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def all(
        self, content: str | bytes, kind: Format, *, strict: bool = False
    ) -> list[Record | BadRecord]:
        data = content if isinstance(content, bytes) else content.encode()
        self.news: list[str] = []
        told = lambda unknown: self.news.append(str(unknown.notice))  # noqa: E731 - a line of a test
        how = HowToRead(format=kind)
        stream = io.BytesIO(data)
        reading = open_reading("f", stream, self._rulebook, how, strict=strict, report=told)
        return list(reading.records)

    def good(self, content: str | bytes, kind: Format) -> list[Capability]:
        found = self.all(content, kind)
        assert not [item for item in found if isinstance(item, BadRecord)], found
        return [item.capability for item in found if isinstance(item, Record)]

    def told(self, content: str | bytes, kind: Format) -> list[str]:
        """Return each line that was read by its id, and each problem of the others."""
        return [
            f"{item.line} {text}"
            for item in self.all(content, kind)
            for text in (
                [item.capability.id]
                if isinstance(item, Record)
                else [str(problem) for problem in item.problems]
            )
        ]


def answers(capability: Capability) -> dict[str, AnswerValue]:
    return {answer.question: answer.value for answer in capability.answers}


class TestJsonLines:
    def test_a_record_is_read_whole(self, reader: Reader) -> None:
        line = {
            "id": "r-1",
            "name": "Refunds",
            "description": "Quotes the policy.",
            "answers": {"volatility": "weekly", "tone": UNKNOWN, "examples": 12},
        }
        [found] = reader.good(json.dumps(line), "jsonl")
        assert (found.id, found.name, found.description) == (
            "r-1",
            "Refunds",
            "Quotes the policy.",
        )
        assert answers(found) == {"volatility": "weekly", "tone": UNKNOWN, "examples": 12}

    def test_a_title_is_a_name_and_other_fields_are_told(self, reader: Reader) -> None:
        line = '{"title": "T", "label": {"any": [1, null]}, "notes": 3, "empty": ""}'
        [found] = reader.all(f"{line}\n{line}", "jsonl")[:1]
        assert isinstance(found, Record)
        assert (found.capability.name, found.capability.notes) == ("T", "")
        assert found.unknown == ("label", "notes")
        assert [told.split(" is ")[0] for told in reader.news] == ['"label"', '"notes"']

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ('{"name": "Re-Funds: ALL of them"}', "re-funds-all-of-them"),
            ('{"name": "配送"}', "配送"),
            ('{"description": "x"}', "line-1"),
            ('{"id": " ", "description": "x"}', "line-1"),
            ('{"id": null, "title": "T"}', "t"),
            ('{"id": "any id/at all", "title": "T"}', "any id/at all"),
        ],
    )
    def test_a_record_without_id_gets_one(self, reader: Reader, line: str, expected: str) -> None:
        assert [item.id for item in reader.good(line, "jsonl")] == [expected]

    def test_what_is_null_or_empty_is_not_there(self, reader: Reader) -> None:
        lines = (
            '{"title": "T", "name": "", "description": null, "answers": null}\n'
            '{"name": "N", "answers": {"tone": null, "volatility": "static"}}\n'
        )
        first, second = reader.good(lines, "jsonl")
        assert (first.name, first.description, first.answers) == ("T", "", ())
        assert answers(second) == {"volatility": "static"}

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("", []),
            (" \t\r\n\n", []),
            ("{}", ["1 has neither name nor description; say what it does"]),
            ('{"name": "", "description": " "}', ["1 has neither name nor description; say"]),
            ('[{"name": "a"}]', ['1 is not a JSON object; write one object a line, such as {"de']),
            ('"text"', ["1 is not a JSON object"]),
            ("null", ["1 is not a JSON object"]),
            ('{"name": ', ["1 column 10: is not JSON: expecting value; write one whole object on"]),
            ("{'name': 'a'}", ["1 column 2: is not JSON: expecting property name enclosed in dou"]),
            ('{"name": "a"} x', ["1 column 15: is not JSON: extra data"]),
            ('{"name": "a\tb"}', ["1 column 12: is not JSON: invalid control character"]),
            ('{"name": 5}', ["1 name: must be text in quotes, not 5"]),
            ('{"id": false, "name": "a"}', ["1 id: must be text in quotes, not false"]),
            ('{"description": ["x"]}', ["1 description: must be text in quotes, not a list"]),
            ('{"name": "a", "answers": []}', ["1 answers: must be an object, not a list"]),
            ('{"name": "a", "name": "b"}', ['1 "name" appears twice in one object; remove one']),
            ("[" * 100_000, ["1 lists or objects are nested too deeply"]),
            ('{"a":' * 100_000, ["1 lists or objects are nested too deeply"]),
            (f'{{"name": 1{"0" * 9_999}}}', ["1 a number is too long"]),
            (f'{{"name": "{"x" * 70_000}"}}', ["1 name: is too long: 70,000 characters, and a "]),
            (f'{{"name": "{"x" * 2**20}"}}', ["1 is longer than 1,048,576 bytes; shorten it"]),
        ],
    )
    def test_what_is_no_record_is_told(self, reader: Reader, line: str, told: list[str]) -> None:
        found = reader.told(line, "jsonl")
        assert len(found) == len(told)
        assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ('"volatilty": "weekly"', 'answers: "volatilty" is not a known question; did you mean'),
            (
                '"tone": "stict"',
                'answers.tone: "stict" is not one of the options; did you mean "stri',
            ),
            ('"tone": "厳格"', 'answers.tone: "厳格" is not one of the options; it can be "none"'),
            ('"tone": 3', "answers.tone: 3 is not one of the options; it can be "),
            ('"tone": true', "answers.tone: true is not one of the options; it can be "),
            ('"tone": ["strict"]', "answers.tone: a list is not one of the options; it can be "),
            ('"tone": {}', "answers.tone: an object is not one of the options; it can be "),
            ('"examples": "many"', 'answers.examples: "many" is not a whole number of examples'),
            ('"examples": "1.000"', 'answers.examples: "1.000" could be two numbers; write digit'),
            ('"examples": "1,5"', 'answers.examples: "1,5" could be two numbers; write digits al'),
            (
                '"examples": 1.5',
                "answers.examples: 1.5 is not a whole number of examples from 0 to",
            ),
            ('"examples": -1', "answers.examples: -1 is not a whole number of examples from 0 to "),
            (f'"examples": {10**30}', "answers.examples: a number that long is not a whole numbe"),
            (f'"examples": {LARGEST_NUMBER + 1}', "answers.examples: 1000000000001 is not a whole"),
            ('"examples": 1e400', "answers.examples: inf is not a whole number of examples from "),
            ('"examples": false', "answers.examples: false is not a whole number of examples"),
            ('"tone": "none", "Tone": "strict"', 'answers.Tone: answers the same question as "ans'),
            ('"tone": "none", "tone": "strict"', '"tone" appears twice in one object; remove one'),
        ],
    )
    def test_an_answer_that_cannot_be_one_is_told_with_its_place(
        self, reader: Reader, given: str, told: str
    ) -> None:
        lines = f'{{"name": "a", "answers": {{{given}}}}}\n{{"name": "next"}}\n'
        bad, good = reader.told(lines, "jsonl")
        assert bad.startswith(f"1 {told}")
        assert good == "2 next"

    def test_every_problem_of_a_record_is_told(self, reader: Reader) -> None:
        line = '{"name": "a", "answers": {"tone": "x", "examples": -5, "nix": "y"}}'
        assert [told.split(":")[0] for told in reader.told(line, "jsonl")] == [
            "1 answers.tone",
            "1 answers.examples",
            "1 answers",
        ]

    def test_one_bad_line_after_the_other_does_not_keep_from_the_good_ones(
        self, reader: Reader
    ) -> None:
        lines = b'{"name": "a"}\n\xff\n\n{"name": \n{"name": "b"}\r\n\x00\n{"name": "c"}'
        assert [told.split(" ")[:3] for told in reader.told(lines, "jsonl")] == [
            ["1", "a"],
            ["2", "is", "not"],
            ["4", "column", "10:"],
            ["5", "b"],
            ["6", "holds", "a"],
            ["7", "c"],
        ]

    def test_control_characters_become_pictures_and_half_characters_are_replaced(
        self, reader: Reader
    ) -> None:
        line = r'{"id": "\u001b[2J\ud800", "name": "a\u0000\u009b", "description": "\ud83d\ude00"}'
        [found] = reader.good(line, "jsonl")
        assert (found.id, found.name, found.description) == ("␛[2J\ufffd", "a␀\ufffd", "😀")


class TestCsv:
    def test_a_column_is_a_field_or_a_question(self, reader: Reader) -> None:
        rows = (
            "id,name,description,volatility,examples,price\n"
            'r-1,Refunds,"Quotes, and links.",weekly,12,9\n'
            "r-2,House tone,Sounds like us.,,,\n"
        )
        first, second = reader.good(rows, "csv")
        assert (first.id, first.name, first.description) == (
            "r-1",
            "Refunds",
            "Quotes, and links.",
        )
        assert answers(first) == {"volatility": "weekly", "examples": 12}
        assert second.answers == ()

    def test_byte_order_mark_line_ends_letter_case_and_blanks_do_not_matter(
        self, reader: Reader
    ) -> None:
        rows = b"\xef\xbb\xbf ID , Description,TONE\r\n\r\n a , x , strict \r\n,,\r\nb,y,\r\n"
        first, second = reader.good(rows, "csv")
        assert (first.id, first.description, answers(first)) == ("a", "x", {"tone": "strict"})
        assert (second.id, second.description) == ("b", "y")

    def test_lines_may_end_as_on_the_oldest_machines(self, reader: Reader) -> None:
        assert reader.told("id,name\ra,A\rb,B\r", "csv") == ["2 a", "3 b"]

    def test_a_cell_may_hold_lines_quotes_and_commas(self, reader: Reader) -> None:
        rows = 'id,description\n1,"first\r\nsecond, with ""quotes"""\n2,"6"" or 7"""\n'
        first, second = reader.good(rows, "csv")
        assert first.description == 'first\nsecond, with "quotes"'
        assert second.description == '6" or 7"'
        assert reader.told(rows, "csv") == ["2 1", "4 2"]

    @pytest.mark.parametrize(
        ("header", "told"),
        [
            ("id;nix;tone", "no column is a name or description; name the columns in the "),
            ("id,volatility", "no column is a name or description"),
            ("id,name,ID", 'columns[3, "ID"]: is already column 1; remove one'),
            ("name,tone,Tone", 'columns[3, "Tone"]: is already column 2; remove one'),
            ("name,Summary,SUMMARY", 'columns[3, "SUMMARY"]: is already column 2'),
            ('"id,name', "is not CSV: a quote is opened and not closed within 3 lines"),
        ],
    )
    def test_a_first_row_that_does_not_name_the_columns_is_told_once(
        self, reader: Reader, header: str, told: str
    ) -> None:
        [only] = reader.told(f"{header}\n1,2\n3,4\n", "csv")
        assert only.startswith(f"1 {told}")

    def test_columns_that_are_passed_over_are_told_once_whatever_their_name(
        self, reader: Reader
    ) -> None:
        assert reader.told("name,,,x,x,answers\na,1,2,3,4,5\nb,1,2,3,4,5\n", "csv") == [
            "2 a",
            "3 b",
        ]
        assert [told.partition(";")[0] for told in reader.news] == [
            '"x" is not a known column and is ignored',
            '"answers" is not a known column and is ignored',
            "a column without a name holds values and is ignored",
        ]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"id,name\n"])
    def test_a_file_without_rows_has_no_records(self, reader: Reader, content: bytes) -> None:
        assert reader.all(content, "csv") == []

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("a", "has 1 cell, and the first row has 4; write empty cells as well, and quotes "),
            ("a,A,,,5", "has 5 cells, and the first row has 4"),
            ("a,A,strct,", 'tone: "strct" is not one of the options; did you mean "strict"?'),
            ("a,A,5,", 'tone: "5" is not one of the options'),
            ("a,A,,many", 'examples: "many" is not a whole number of examples from 0'),
            ("a,A,,1.000", 'examples: "1.000" could be two numbers; write digits alone'),
            ("a,A,,-5", 'examples: "-5" is not a whole number'),
            ("a,A,,1e400", 'examples: "1e400" is not a whole number'),
            ("a,A,,9999999999999", 'examples: "9999999999999" is not a whole number of examples'),
            ("a,A,," + "9" * 5_000, 'examples: "99999'),
            ("a,A,,²", 'examples: "²" is not a whole number'),
            ('a,"A"A,,', "is not CSV: a cell continues after its closing quote; put the cell in q"),
            (",,strict,", "has neither name nor description"),
            ("a,\0,,", "holds a NUL character; save the file as UTF-8"),
            (f"a,{'x' * 2**20},,", "is longer than 1,048,576 bytes"),
            (f"a,{'x' * 140_000},,", "is not CSV: field larger than field limit (131072)"),
        ],
    )
    def test_a_bad_row_is_told_and_the_next_is_read(
        self, reader: Reader, row: str, told: str
    ) -> None:
        bad, good = reader.told(f"id,name,tone,examples\n{row}\nb,B,none,5\n", "csv")
        assert bad.startswith(f"2 {told}")
        assert good == "3 b"

    def test_empty_cells_behind_the_last_column_do_no_harm(self, reader: Reader) -> None:
        assert reader.told("id,name\na,A,,\n", "csv") == ["2 a"]

    def test_digits_of_any_script_are_a_number(self, reader: Reader) -> None:
        [found] = reader.good("name,examples\na,٤٢\n", "csv")
        assert answers(found) == {"examples": 42}

    @pytest.mark.parametrize("rest", [["b,B", "c,C"], ["b,B", 'c,"C"', "d,D"], ['b,"B\nb"', "c,C"]])
    def test_a_quote_that_is_not_closed_costs_its_own_line_alone(
        self, reader: Reader, rest: list[str]
    ) -> None:
        told = reader.told("\n".join(["id,name", 'a,"A', *rest, ""]), "csv")
        assert told[0].startswith("2 is not CSV: ")
        assert [line.split(" ")[1] for line in told[1:]] == [row[0] for row in rest]

    def test_the_same_in_the_midst_of_more_rows_than_one_cell_could_hold(
        self, reader: Reader
    ) -> None:
        rows = [f"r{number},Name" for number in range(12_000)]
        told = reader.told("\n".join(["id,name", rows[0], 'x,"open', *rows[1:]]), "csv")
        assert told[1].startswith("3 is not CSV: a quote is opened and not closed within 5,000 li")
        assert len(told) == 12_001
        assert told[-1] == "12002 r11999"

    def test_quotes_in_each_line_cost_time_in_proportion_and_lose_no_line(
        self, reader: Reader
    ) -> None:
        # Each line ends one quoted cell and begins the next: read naively, it is one endless row.
        told = reader.told("id,name\n" + 'a","\n' * 20_000, "csv")
        assert len(told) == 20_000
        assert all("is not CSV" in line for line in told)

    def test_a_row_is_bad_as_a_whole_where_one_of_its_lines_is(self, reader: Reader) -> None:
        rows = 'id,name\na,"Ä\n'.encode() + b'\xff\nA"\nb,B\n'
        bad, good = reader.told(rows, "csv")
        assert bad.startswith("2 is not UTF-8 text (byte 0xFF)")
        assert good == "5 b"

    def test_a_line_too_long_inside_a_quoted_cell_loses_no_other_line(self, reader: Reader) -> None:
        rows = f'id,name\na,"A\n{"x" * 2**20}\nA"\nb,B\n'
        told = reader.told(rows, "csv")
        assert [line.split(" ")[0] for line in told] == ["2", "3", "4", "5"]
        assert told[-1] == "5 b"


class TestNames:
    """A name of a field or column means the same in every spelling, else it is told."""

    @pytest.mark.parametrize("kind", ["csv", "jsonl"])
    @pytest.mark.parametrize(
        ("name", "description", "question"),
        [
            ("name", "description", "volatility"),
            ("Title", "Description", "Volatility"),
            ("Capability", "Details", "VOLATILITY"),
            ("SUMMARY", "User Story", " volatility "),
            ("feature", "user_story", "volatility"),
            ("Requirement", "story", "volatility"),
        ],
    )
    def test_every_spelling_is_understood(
        self, reader: Reader, kind: Format, name: str, description: str, question: str
    ) -> None:
        row = {name: "Refunds", description: "Quotes it.", question: "weekly"}
        line = json.dumps(row) if kind == "jsonl" else f"{','.join(row)}\n{','.join(row.values())}"
        [found] = reader.good(line, kind)
        assert (found.name, found.description) == ("Refunds", "Quotes it.")
        assert answers(found) == {"volatility": "weekly"}
        assert reader.news == []

    def test_a_question_is_named_by_its_title_as_well(self) -> None:
        data = b'{"name": "a", "answers": {"Good prompt": "cost", "private_knowledge": "Large"}}'
        [found] = Reader(packaged_rulebook()).all(data, "jsonl")
        assert isinstance(found, Record)
        assert answers(found.capability) == {"baseline": "cost", "private_knowledge": "large"}

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            *((word, "nothing") for word in ('"yes"', '"Yes"', '"wahr"', "true", '"nothing"')),
            *((word, "unclear") for word in ('"no"', '"n"', '"FALSE"', "false", '"unclear"')),
        ],
    )
    def test_an_option_is_named_by_an_id_of_before_as_well(self, written: str, value: str) -> None:
        data = f'{{"name": "a", "answers": {{"baseline": {written}}}}}'.encode()
        [found] = Reader(packaged_rulebook()).all(data, "jsonl")
        assert isinstance(found, Record)
        assert answers(found.capability) == {"baseline": value}

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ('"high"', "high"),
            ('"500,000 or more"', "high"),
            ('"Under 100,000"', "low"),
            ("600000", 600_000),
            ('"15k"', 15_000),
        ],
    )
    def test_a_number_may_be_a_band(self, written: str, value: str | int) -> None:
        data = f'{{"name": "a", "answers": {{"volume": {written}}}}}'.encode()
        [found] = Reader(packaged_rulebook()).all(data, "jsonl")
        assert isinstance(found, Record)
        assert answers(found.capability) == {"volume": value}

    @pytest.mark.parametrize(
        ("written", "near"),
        [
            ("volatilty", "volatility"),
            ("citation", "citations"),
            ("descripton", "description"),
            ("Titl", "title"),
            *((name, "") for name in ("Acceptance criteria", "Owner", "Status", "Priority")),
        ],
    )
    @pytest.mark.parametrize("kind", ["csv", "jsonl"])
    def test_an_unknown_name_is_told_once_with_the_nearest(
        self, reader: Reader, kind: Format, written: str, near: str
    ) -> None:
        line = f'{{"name": "a", "{written}": "weekly"}}\n' * 3
        table = f"name,{written}\n" + "a,weekly\n" * 3
        found = reader.all(line if kind == "jsonl" else table, kind)
        [told] = reader.news
        what = "field" if kind == "jsonl" else "column"
        assert told.startswith(f'"{written}" is not a known {what} and is ignored')
        assert told.endswith(f'; did you mean "{near}"?' if near else " and is ignored")
        assert [item.unknown for item in found if isinstance(item, Record)] == [(written,)] * 3

    @pytest.mark.parametrize("kind", ["csv", "jsonl"])
    def test_strictly_it_is_an_error(self, reader: Reader, kind: Format) -> None:
        line = '{"name": "a", "volatilty": "weekly"}\n{"name": "b"}\n'
        table = "name,volatilty\na,weekly\n"
        bad, *good = reader.all(line if kind == "jsonl" else table, kind, strict=True)
        assert isinstance(bad, BadRecord)
        assert [str(problem).partition(" ")[0] for problem in bad.problems] == ['"volatilty"']
        assert [type(item) for item in good] == ([Record] if kind == "jsonl" else [])
        assert reader.news == []

    def test_of_several_names_the_first_is_taken_and_the_others_are_told(
        self, reader: Reader
    ) -> None:
        [found] = reader.good("Summary,Feature,name\ns,f,n\n", "csv")
        assert found.name == "n"
        assert sorted(told.partition(" ")[0] for told in reader.news) == ['"Feature"', '"Summary"']

    def test_two_names_of_one_field_are_a_mistake(self, reader: Reader) -> None:
        told = reader.told('{"name": "a", "Description": "x", "description": "y"}', "jsonl")
        assert told == ['1 "description" says the same as "Description"; remove one']
        line = '{"name": "a", "tone": "none", "answers": {"Tone": "strict"}}'
        [twice] = reader.told(line, "jsonl")
        assert twice.startswith('1 answers.Tone: answers the same question as "tone"')
        line = '{"name": "a", "tone": "none", "answers": {"tone": "strict"}}'
        assert reader.told(line, "jsonl") == [
            '1 answers.tone: answers the same question as "tone"; remove one'
        ]


class TestValues:
    """Values that people and programs write are taken where their meaning is plain."""

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("1", "1"),
            ("3.0", "3"),
            ("1e3", "1000"),
            ("12345678901234567890123", "12345678901234567890123"),
            *(("null", "a"), ("NaN", "a"), ('"N/A"', "a"), ('"-"', "a")),
            ('"x"', "x"),
        ],
    )
    def test_an_id_in_json_may_be_a_number(
        self, reader: Reader, written: str, expected: str
    ) -> None:
        [found] = reader.good(f'{{"id": {written}, "name": "A"}}', "jsonl")
        assert found.id == expected

    @pytest.mark.parametrize(
        ("ids", "expected"),
        [
            (["1.0", "2.0", "10.0"], ["1", "2", "10"]),
            (["1.0", "", "3.0"], ["1", "a", "3"]),
            (["", "2.0"], ["a", "2"]),
            (["1.0", "1.1", "2.0"], ["1.0", "1.1", "2.0"]),
            (["1.0", "2.0", "x"], ["1.0", "2.0", "x"]),
            (["007", "1.0"], ["007", "1.0"]),
            (["1.0", "N/A", "3.0"], ["1", "a", "3"]),
        ],
    )
    def test_ids_of_csv_are_text_unless_all_of_them_are_numbers(
        self, reader: Reader, ids: list[str], expected: list[str]
    ) -> None:
        rows = "".join(f"{each},A\n" for each in ids)
        assert [found.id for found in reader.good(f"id,name\n{rows}", "csv")] == expected

    def test_a_row_that_is_no_record_does_not_say_what_ids_are(self, reader: Reader) -> None:
        rows = "id,name\n1.0,A\n2.0,B,C\nx\n3.0,D\n"
        found = reader.all(rows, "csv")
        assert [item.capability.id for item in found if isinstance(item, Record)] == ["1", "3"]

    @pytest.mark.parametrize("given", ["[1]", "{}", "true", "1.5"])
    def test_what_is_no_id_is_told_and_not_shown_as_one(self, reader: Reader, given: str) -> None:
        [bad] = reader.all(f'{{"id": {given}, "name": "A"}}', "jsonl")
        assert isinstance(bad, BadRecord)
        assert (bad.id, bad.name) == ("", "A")

    @pytest.mark.parametrize("nothing", ["null", "NaN", '""', '"n/a"', '"-"'])
    def test_an_answer_that_says_nothing_means_nothing_anywhere(
        self, reader: Reader, nothing: str
    ) -> None:
        line = (
            f'{{"name": "a", "tone": "strict", "answers": {{"Tone": {nothing}, "x": {nothing}}}}}'
        )
        [found] = reader.good(line, "jsonl")
        assert answers(found) == {"tone": "strict"}

    @pytest.mark.parametrize("strict", [False, True])
    def test_the_numbers_of_the_rows_in_a_table_are_no_column(
        self, reader: Reader, *, strict: bool
    ) -> None:
        found = reader.all(",name,tone,\n0,A,strict,\n1,B,none,\n", "csv", strict=strict)
        assert [answers(x.capability) for x in found if isinstance(x, Record)] == [
            {"tone": "strict"},
            {"tone": "none"},
        ]
        assert reader.news == ["a column without a name holds values and is ignored"]

    @pytest.mark.parametrize(
        "nothing",
        [
            *("NaN", "nan", "NaT", "null", "NULL", "<NA>", "", "NA", "N/A", "n/a", "#N/A"),
            *("-", "–", "—", "--"),
        ],
    )
    def test_what_programs_write_for_nothing_is_nothing(self, reader: Reader, nothing: str) -> None:
        rows = (
            f"id,name,description,volatility,examples\n{nothing},A,{nothing},{nothing},{nothing}\n"
        )
        [found] = reader.good(rows, "csv")
        assert (found.id, found.description, found.answers) == ("a", "", ())

    def test_none_is_an_option_where_there_is_one(self, reader: Reader) -> None:
        [found] = reader.good("name,citations\nA,None\n", "csv")
        assert answers(found) == {"citations": "none"}
        [told] = reader.told("name,volatility\nA,none\n", "csv")
        assert '"none" is not one of the options' in told

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ('"1,200"', 1_200),
            ("1000.0", 1_000),
            ("15k", 15_000),
            ("2 Mio", 2_000_000),
            ("n/a", None),
        ],
    )
    def test_numbers_are_read_as_people_write_them(
        self, reader: Reader, written: str, expected: int | None
    ) -> None:
        [found] = reader.good(f"name,examples\nA,{written}\n", "csv")
        assert answers(found).get("examples") == expected
        text = written.strip('"')
        [found] = reader.good(json.dumps({"name": "A", "examples": text}), "jsonl")
        assert answers(found).get("examples") == expected

    @pytest.mark.parametrize("written", ["Weekly", " WEEKLY ", "weekly"])
    def test_options_are_read_in_any_letter_case(self, reader: Reader, written: str) -> None:
        [found] = reader.good(f"name,volatility\nA,{written}\n", "csv")
        assert answers(found) == {"volatility": "weekly"}

    @pytest.mark.parametrize("written", ["real-time", "Real time", "realtime", "real_time"])
    def test_options_are_read_with_blanks_and_hyphens(self, written: str) -> None:
        [found] = Reader(packaged_rulebook()).good(f"name,volatility\nA,{written}\n", "csv")
        assert answers(found) == {"volatility": "realtime"}

    @pytest.mark.parametrize(
        "name", ["privateKnowledge", "Private Knowledge", "private-knowledge", "PRIVATE_KNOWLEDGE"]
    )
    def test_questions_are_named_as_programs_name_them(self, name: str) -> None:
        [found] = Reader(packaged_rulebook()).good(f'{{"name": "A", "{name}": "large"}}', "jsonl")
        assert answers(found) == {"private_knowledge": "large"}

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            *((word, "yes") for word in ("true", "TRUE", "True", "t", "Y", "yes", "Yes")),
            *((word, "no") for word in ("false", "FALSE", "f", "n", "No")),
        ],
    )
    def test_spreadsheets_write_true_and_false(self, written: str, expected: str) -> None:
        reader = Reader(packaged_rulebook())
        [found] = reader.good(f"name,access\nA,{written}\n", "csv")
        assert answers(found) == {"access": expected}
        [told] = reader.told(f"name,tone\nA,{written}\n", "csv")
        assert f'"{written}" is not one of the options' in told

    def test_true_and_false_are_yes_and_no(self) -> None:
        data = b'{"name": "a", "access": true}\n{"name": "b", "access": false}\n'
        found = open_reading("f.jsonl", io.BytesIO(data), packaged_rulebook(), HowToRead()).records
        assert [answers(item.capability) for item in found if isinstance(item, Record)] == [
            {"access": "yes"},
            {"access": "no"},
        ]


class TestText:
    def test_each_line_is_a_description(self, reader: Reader) -> None:
        found = reader.good("Quotes the policy. \r\n\r\n  配送を追跡する\nlast", "lines")
        assert [(item.id, item.name, item.description) for item in found] == [
            ("quotes-the-policy", "Quotes the policy", "Quotes the policy."),
            ("配送を追跡する", "配送を追跡する", "配送を追跡する"),
            ("last", "last", "last"),
        ]

    def test_a_line_that_cannot_be_read_is_told(self, reader: Reader) -> None:
        lines = (
            "\ufeffoné\ntwo".encode()
            + b"\xc3\x28\n"
            + b"x" * 70_000
            + b"\n"
            + b"y" * 2**21
            + b"\nfive"
        )
        one, two, three, four, five = reader.told(lines, "lines")
        assert one == "1 oné"
        assert two == "2 is not UTF-8 text (byte 0xC3); save the file as UTF-8"
        assert three.startswith("3 description: is too long: 70,000 characters")
        assert four == "4 is longer than 1,048,576 bytes; shorten it"
        assert five == "5 five"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
    def test_another_encoding_is_read(self, reader: Reader, encoding: str) -> None:
        told = reader.told("Prüft Kündigungen\nCites it\n".encode(encoding), "lines")
        assert told == ["1 prüft-kündigungen", "2 cites-it"]

    def test_a_name_that_is_cut_is_no_id(self, reader: Reader) -> None:
        text = "Answers questions about the invoices of customers who moved last year"
        [found] = reader.good(text, "lines")
        assert (found.id, found.description) == ("line-1", text)
        assert text.startswith(found.name)

    def test_a_replacement_character_that_is_really_there_is_text(self, reader: Reader) -> None:
        assert reader.told("a \ufffd b", "lines") == ["1 a-b"]


def test_records_are_read_as_they_come(rulebook: Rulebook) -> None:
    class Slow(io.BytesIO):
        taken = 0

        def seekable(self) -> bool:
            return False

        def readline(self, size: int | None = -1) -> bytes:
            self.taken += 1
            return super().readline(size)

    kinds: tuple[Format, ...] = ("jsonl", "lines")
    for kind in kinds:
        stream = Slow(b'{"name": "a"}\n' * 9)
        how = HowToRead(format=kind)
        reading = open_reading("f", stream, rulebook, how)
        assert isinstance(next(reading.records), Record)
        assert stream.taken == 1


def test_names_that_mean_nothing_are_compared_only_where_they_are_told(reader: Reader) -> None:
    def read(number: int) -> Callable[[], object]:
        line = json.dumps({"description": "a", **{f"k{each}": 1 for each in range(number)}})
        return lambda: reader.all(f"{line}\n" * 2, "jsonl")

    few, many = steps(read(1_000)), steps(read(2_000))
    assert many < 1.3 * few


def test_of_a_record_full_of_problems_a_thousand_are_told(reader: Reader) -> None:
    answers = {f"k{number}": "x" for number in range(2_000)}
    (bad,) = reader.all(json.dumps({"name": "a", "answers": answers}), "jsonl")
    assert isinstance(bad, BadRecord)
    assert len(bad.problems) == MOST_PROBLEMS + 1
    (bad,) = reader.all("name" + ",name" * 2_000, "csv")
    assert isinstance(bad, BadRecord)
    assert len(bad.problems) == MOST_PROBLEMS + 1


def test_ids_that_stand_again_are_counted_and_some_of_them_have_their_lines() -> None:
    with DuplicateIds() as ids:
        ids.add([("a", 1), ("b", 2), ("a", 3), ("c", 4)])
        ids.add([("b", 5), ("a", 6), ("a", 7)])
    assert ids.count == 4
    assert ids.examples == [("a", 1, 3), ("b", 2, 5), ("a", 1, 6)]


def test_a_database_that_fails_is_no_reason_to_stop() -> None:
    with DuplicateIds() as ids:
        ids._database.close()
        ids.add([("a", 1), ("a", 2)])
    assert (ids.count, ids.examples) == (0, [])
