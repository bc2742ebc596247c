"""Records: whatever a file holds, every line is accounted for, and what is read is sound."""

from __future__ import annotations

import csv
import io
import json
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.errors import ProblemsError
from ragft_tui.core.importing import Format, HowToRead
from ragft_tui.core.interview import is_no_text
from ragft_tui.core.model import Answer, AnswerValue
from ragft_tui.core.text import FIELD_CHARACTERS, clean
from ragft_tui.storage.importing.fields import FieldNames
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.importing.records import BadRecord, Record, RecordReader
from ragft_tui.storage.project import CapabilityTable, decode_capability
from ragft_tui.storage.toml.validate import validate
from tests.support.projects import answer_values, small_rulebook, texts

RULEBOOK = small_rulebook()
KINDS: Final[tuple[Format, ...]] = ("jsonl", "csv", "lines", "list")

pieces = st.sampled_from(
    [
        *(
            b"\n",
            b"\r\n",
            b"\r",
            b'"',
            b'""',
            b",",
            b"{",
            b"}",
            b":",
            b"[",
            b"\0",
            b"\xff",
            b"e\xcc",
        ),
        *(b"name", b"description", b"tone", b"examples", b"strict", b"1e9", b"-1", b"true"),
        *(b'{"name": "a"}\n', b"id,name,tone\n", b'a,"A\n', b"a,A,strict\n", b"\xef\xbb\xbf"),
    ]
)
values = st.none() | st.booleans() | st.integers() | st.floats() | texts
answers = st.fixed_dictionaries(
    {}, optional={question.id: answer_values(question) for question in RULEBOOK.questions}
)


def read(data: bytes, kind: Format) -> list[Record | BadRecord]:
    how = HowToRead(format=kind, encoding="utf-8")
    return list(open_reading("f", io.BytesIO(data), RULEBOOK, how).records)


@given(st.lists(pieces | st.binary(max_size=8), max_size=40), st.sampled_from(KINDS))
def test_anything_is_read_or_told_in_its_order(parts: list[bytes], kind: Format) -> None:
    data = b"".join(parts)
    found = read(data, kind)
    lines = [item.line for item in found]
    assert lines == sorted(set(lines))
    assert lines[-1:] <= [len(data.splitlines())]
    for item in found:
        if isinstance(item, BadRecord):
            assert item.problems
            assert all(str(problem).isprintable() for problem in item.problems)
            continue
        capability = item.capability
        assert capability.id
        assert (capability.name + capability.description).strip()
        for answer in capability.answers:
            assert RULEBOOK.question(answer.question).accepts(answer.value)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "name", "answers", "x"]), values)))
def test_each_line_of_json_gives_one_result(items: list[dict[str, object]]) -> None:
    data = "".join(f"{json.dumps(item)}\n" for item in items).encode()
    assert [item.line for item in read(data, "jsonl")] == list(range(1, len(items) + 1))


@given(st.lists(st.tuples(texts.filter(str.strip), answers), max_size=5))
def test_json_and_csv_say_the_same(items: list[tuple[str, dict[str, AnswerValue]]]) -> None:
    # A cell is stripped, cannot hold NUL, and its carriage returns are line ends.
    items = [(clean(name).strip().replace("\0", ""), given) for name, given in items]
    items = [item for item in items if not is_no_text(item[0])]
    lines = [{"id": "a", "name": name, "answers": given} for name, given in items]
    table = io.StringIO(newline="")
    columns = ["id", "name", *(question.id for question in RULEBOOK.questions)]
    writer = csv.DictWriter(table, columns, restval="")
    writer.writeheader()
    writer.writerows({"id": "a", "name": name, **given} for name, given in items)
    rows = read(table.getvalue().encode(), "csv")
    objects = read("".join(f"{json.dumps(line)}\n" for line in lines).encode(), "jsonl")
    capabilities = [
        [item.capability for item in found if isinstance(item, Record)] for found in (rows, objects)
    ]
    assert len(capabilities[0]) == len(items)
    assert capabilities[0] == capabilities[1]
    for capability, (_, expected) in zip(capabilities[0], items, strict=True):
        assert set(capability.answers) == {Answer(key, value) for key, value in expected.items()}


@given(*[texts | st.just("x" * (FIELD_CHARACTERS + 1))] * 3, answers)
def test_what_is_plain_is_what_the_schema_makes_of_it(
    record_id: str, name: str, description: str, answered: dict[str, AnswerValue]
) -> None:
    reader = RecordReader(RULEBOOK, FieldNames(RULEBOOK, in_table=False))
    table = {"id": record_id, "name": name, "description": description, "answers": answered}
    try:
        shape = validate(table, CapabilityTable)
        decoded = decode_capability(shape, RULEBOOK, mapping="an object")
    except ProblemsError:
        decoded = None
    assert reader._plain((record_id, name, description), answered) == decoded
