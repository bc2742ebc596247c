"""Plain TOML is read as tomllib reads it, or not at all, and written as tomli_w writes it."""

from __future__ import annotations

import tomllib

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.storage.toml.plain import read_plain
from ragft_tui.storage.toml.write import write_toml

keys = st.sampled_from(["a", "b", "c-d", "e_1", "f.g", '"h"'])
texts = st.text(st.sampled_from('a"\\\n\t\r#[]=.,n\x00\x7fé') | st.characters(), max_size=12)
written = r"""
0|17|07|1_0|1.5|1e5|true|{}|[]|2026-11-29|2026-02-30|'x'|"x"|"\n\"\\"|"\u0041"
"""
values = (
    texts.map(lambda text: f'"{text}"')
    | st.sampled_from(written.strip().split("|"))
    | st.sampled_from(['[\n    "y",\n    "z",\n]', '"""\nx\n"""', '"""\n""""', '"""\n\\\n"""'])
)
names = st.lists(keys, min_size=1, max_size=5).map(".".join)
lines = st.one_of(
    st.tuples(keys, values).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    names.map(lambda name: f"[{name}]"),
    names.map(lambda name: f"[[{name}]]"),
    st.sampled_from(["", "# why", " ", "a"]),
)
files = st.lists(lines, max_size=8).map(lambda each: "".join(f"{line}\n" for line in each))
plain = st.integers() | st.floats() | st.booleans() | st.dates() | texts | st.lists(texts)
plain_trees = st.recursive(plain, lambda inner: st.dictionaries(keys | texts, inner), max_leaves=8)
trees = st.recursive(
    plain,
    lambda inner: st.dictionaries(keys, inner) | st.lists(st.dictionaries(keys, inner)),
    max_leaves=8,
)


@given(files)
def test_a_file_is_read_as_tomllib_reads_it_or_left_to_it(text: str) -> None:
    found = read_plain(text)
    assert found is None or repr(found) == repr(tomllib.loads(text))


@given(st.dictionaries(keys, trees))
def test_what_tomli_w_writes_is_read_as_tomllib_reads_it_or_left_to_it(
    tree: dict[str, object],
) -> None:
    text = tomli_w.dumps(tree, multiline_strings=True)
    found = read_plain(text)
    assert found is None or repr(found) == repr(tomllib.loads(text))


@given(st.dictionaries(keys | texts, plain_trees))
def test_tables_are_written_as_tomli_w_writes_them(tree: dict[str, object]) -> None:
    assert write_toml(tree) == tomli_w.dumps(tree, multiline_strings=True)
