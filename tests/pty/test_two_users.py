"""Two users in one directory; `make torture` has every case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.other_user import need_acl
from tests.torture.bench import Bench
from tests.torture.two_users import work_in_turn

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("by", "umask", "sticky", "whose", "first_is"),
    [
        ("mode", "022", True, "first", "killed"),
        ("mode", "077", False, "second", "killed"),
        ("group", "077", False, "first", "killed"),
        ("acl", "077", True, "second", "killed"),
        ("group", "022", True, "second", "alive"),
        ("acl", "077", False, "first", "alive"),
    ],
)
def test_whoever_may_write_a_file_may_work_on_it_whatever_became_of_the_other(
    tmp_path: Path, by: str, umask: str, whose: str, first_is: str, *, sticky: bool
) -> None:
    need_acl(tmp_path)
    work_in_turn(Bench(tmp_path), by, umask, whose, first_is, sticky=sticky)
