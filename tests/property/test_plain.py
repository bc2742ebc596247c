"""Whatever is typed line by line, it ends well, shows only text, and the file can be loaded."""

from __future__ import annotations

import tempfile
from contextlib import chdir
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ragft_tui.plain.commands import COMMANDS
from tests.support.plain import saved, talk
from tests.support.projects import packaged_rulebook, texts

words = st.sampled_from(
    [
        *(word for item in COMMANDS for word in (item.word, *item.aliases)),
        *(question.id for question in packaged_rulebook().questions),
        *(str(number) for number in range(7)),
        *(
            "weekly",
            "required",
            "none",
            "strict",
            "both",
            "because",
            "verdict:both",
            "=",
            "<<",
            ".",
        ),
    ]
)
lines = texts | words | st.lists(words | texts, max_size=4).map(" ".join)


@settings(max_examples=60)
@given(
    typed=st.lists(lines, max_size=25),
    by_hand=st.booleans(),
    read_only_reason=st.sampled_from([None, "it is a test"]),
)
def test_any_lines_end_well_show_only_text_and_leave_a_file_that_loads(
    *, typed: list[str], by_hand: bool, read_only_reason: str | None
) -> None:
    # Some lines begin projects of names of their own.
    with tempfile.TemporaryDirectory() as directory, chdir(directory):
        file = Path(directory) / "app.toml"
        talk(file, "Refunds", "Quotes the law.", "3")
        single = [" ".join(line.split("\n")) for line in typed]
        done = talk(file, *single, by_hand=by_hand, read_only_reason=read_only_reason)
        assert done.status == 0 or (done.status == 1 and not by_hand)
        assert saved(file).name
