from __future__ import annotations

import io
import json

import pytest

from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rules.rulebook import LARGEST_NUMBER, Rulebook
from ragft_tui.store.records import BadRecord, Record, RecordFormat, read_records


@pytest.fixture
def reader(rulebook: Rulebook) -> Reader:
    return Reader(rulebook)


class Reader:
    """Reads what a file holds, and tells it briefly."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def all(self, content: str | bytes, kind: RecordFormat) -> list[Record | BadRecord]:
        data = content if isinstance(content, bytes) else content.encode()
        return list(read_records(io.BytesIO(data), kind, self._rulebook))

    def good(self, content: str | bytes, kind: RecordFormat) -> list[Capability]:
        found = self.all(content, kind)
        assert not [item for item in found if isinstance(item, BadRecord)], found
        return [item.capability for item in found if isinstance(item, Record)]

    def told(self, content: str | bytes, kind: RecordFormat) -> list[str]:
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

    def test_a_title_is_a_name_and_other_fields_are_passed_over(self, reader: Reader) -> None:
        [found] = reader.good('{"title": "T", "label": {"any": [1, null]}, "notes": 3}', "jsonl")
        assert (found.name, found.notes) == ("T", "")

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
            ('{"id": 5, "name": "a"}', ["1 id: must be text in quotes, not 5"]),
            ('{"id": false, "name": "a"}', ["1 id: must be text in quotes, not false"]),
            ('{"description": ["x"]}', ["1 description: must be text in quotes, not a list"]),
            ('{"name": "a", "answers": []}', ["1 answers: must be an object, not a list"]),
            ('{"name": "a", "name": "b"}', ['1 "name" stands twice in one object; remove one']),
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
            ('"tone": "stict"', 'answers.tone: "stict" is not a known option; did you mean "stri'),
            ('"tone": ""', 'answers.tone: "" is not a known option; it can be "none", "preferred"'),
            ('"tone": "厳格"', 'answers.tone: "厳格" is not a known option; it can be "none"'),
            ('"tone": 3', "answers.tone: must be text in quotes, not 3; it can be "),
            ('"tone": true', "answers.tone: must be text in quotes, not true; it can be "),
            ('"tone": ["strict"]', "answers.tone: must be text in quotes, not a list; it can be "),
            ('"tone": {}', "answers.tone: must be text in quotes, not an object; it can "),
            ('"examples": "many"', "answers.examples: must be a whole number from 0 to 1,000,"),
            ('"examples": "12"', "answers.examples: must be a whole number from 0 to 1,000,0"),
            ('"examples": -1', "answers.examples: must be a whole number from 0 to 1,000,000,0"),
            (f'"examples": {10**30}', "answers.examples: must be a whole number from 0 to 1,0"),
            (f'"examples": {LARGEST_NUMBER + 1}', "answers.examples: must be a whole number"),
            ('"examples": 1e400', "answers.examples: must be a whole number from 0 to 1,000,00"),
            ('"examples": NaN', "answers.examples: must be a whole number from 0 to 1,000,000"),
            ('"examples": 12.0', "answers.examples: must be a whole number from 0 to 1,000,00"),
            ('"examples": false', "answers.examples: must be a whole number from 0 to 1,000,00"),
            ('"tone": "none", "tone": "strict"', '"tone" stands twice in one object; remove one'),
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
            ("id;name;description", "no column is a name or description; name the columns in the "),
            ("id,volatility", "no column is a name or description"),
            ("id,name,ID", 'columns[3, "id"]: is column 1 already; remove one'),
            ("name,tone,Tone", 'columns[3, "tone"]: is column 2 already; remove one'),
            ('"id,name', "is not CSV: a quote is opened and not closed within 3 lines"),
        ],
    )
    def test_a_first_row_that_does_not_name_the_columns_is_told_once(
        self, reader: Reader, header: str, told: str
    ) -> None:
        [only] = reader.told(f"{header}\n1,2\n3,4\n", "csv")
        assert only.startswith(f"1 {told}")

    def test_columns_that_are_passed_over_may_have_any_name_or_none(self, reader: Reader) -> None:
        assert reader.told("name,,,x,x,answers\na,1,2,3,4,5\n", "csv") == ["2 a"]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"id,name\n"])
    def test_a_file_without_rows_has_no_records(self, reader: Reader, content: bytes) -> None:
        assert reader.all(content, "csv") == []

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("a,A", "has 2 cells, and the first row has 4; write empty cells as well, and quotes "),
            ("a,A,,,5", "has 5 cells, and the first row has 4"),
            ("a,A,strct,", 'answers.tone: "strct" is not a known option; did you mean "strict"?'),
            ("a,A,5,", 'answers.tone: "5" is not a known option'),
            ("a,A,,many", "answers.examples: must be a whole number from 0 to 1,000,000,000,000, "),
            (
                "a,A,,-5",
                "answers.examples: must be a whole number from 0 to 1,000,000,000,000, not ",
            ),
            ("a,A,,1e400", "answers.examples: must be a whole number from 0 to 1,000,000,000,000"),
            ("a,A,," + "9" * 5_000, "answers.examples: must be a whole number from 0 to 1,000,00"),
            ("a,A,,²", "answers.examples: must be a whole number from 0 to 1,000,000,000,000, "),
            ('a,"A"A,,', "is not CSV: a cell goes on after its closing quote; put the cell in q"),
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
        rows = b'id,name\na,"A\n\xff\nA"\nb,B\n'
        bad, good = reader.told(rows, "csv")
        assert bad.startswith("2 is not UTF-8 text (byte 0xFF)")
        assert good == "5 b"

    def test_a_line_too_long_inside_a_quoted_cell_loses_no_other_line(self, reader: Reader) -> None:
        rows = f'id,name\na,"A\n{"x" * 2**20}\nA"\nb,B\n'
        told = reader.told(rows, "csv")
        assert [line.split(" ")[0] for line in told] == ["2", "3", "4", "5"]
        assert told[-1] == "5 b"


class TestText:
    def test_each_line_is_a_description(self, reader: Reader) -> None:
        found = reader.good("Quotes the policy. \r\n\r\n  配送を追跡する\nlast", "txt")
        assert [(item.id, item.name, item.description) for item in found] == [
            ("line-1", "", "Quotes the policy."),
            ("line-3", "", "配送を追跡する"),
            ("line-4", "", "last"),
        ]

    def test_a_line_that_cannot_be_read_is_told(self, reader: Reader) -> None:
        lines = b"\xef\xbb\xbfone\ntwo\xc3\x28\n" + b"x" * 70_000 + b"\n" + b"y" * 2**21 + b"\nfive"
        one, two, three, four, five = reader.told(lines, "txt")
        assert one == "1 line-1"
        assert two == "2 is not UTF-8 text (byte 0xC3); save the file as UTF-8"
        assert three.startswith("3 description: is too long: 70,000 characters")
        assert four == "4 is longer than 1,048,576 bytes; shorten it"
        assert five == "5 line-5"

    def test_another_encoding_is_not_taken_for_text(self, reader: Reader) -> None:
        told = reader.told("Quotes it\nCites it\n".encode("utf-16"), "txt")
        assert told
        assert all("save the file as UTF-8" in line for line in told)

    def test_a_replacement_character_that_is_really_there_is_text(self, reader: Reader) -> None:
        assert reader.told("a \ufffd b", "txt") == ["1 line-1"]


def test_records_are_read_as_they_come(rulebook: Rulebook) -> None:
    class Slow(io.BytesIO):
        taken = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.taken += 1
            return super().readline(size)

    for kind in ("jsonl", "txt"):
        stream = Slow(b'{"name": "a"}\n' * 9)
        reading = read_records(stream, kind, rulebook)
        assert isinstance(next(reading), Record)
        assert stream.taken == 1
    stream = Slow(b"name\n" + b"a\n" * 9)
    assert isinstance(next(read_records(stream, "csv", rulebook)), Record)
    assert stream.taken == 2
