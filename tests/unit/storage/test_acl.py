from __future__ import annotations

import pytest

from ragft_tui.storage.acl import acl_for
from tests.support.linux import linux_only

pytestmark = linux_only

BEFORE, NOW = (1000, 100), (2000, 200)


@pytest.mark.parametrize("acl", [b"", b"\x03\x00\x00\x00", b"\x02\x00\x00\x00\x01", b"\x02\0\0\0"])
def test_a_list_of_another_make_is_not_guessed_at(acl: bytes) -> None:
    assert (acl_for(acl, 0o640, BEFORE, NOW) is None) == bool(acl)


def test_a_mode_becomes_a_list_that_names_owner_and_group() -> None:
    made = acl_for(None, 0o640, BEFORE, NOW)
    assert made is not None
    entries = [made[at : at + 8] for at in range(4, len(made), 8)]
    found = [
        (int.from_bytes(e[:2], "little"), e[2], int.from_bytes(e[4:], "little")) for e in entries
    ]
    nobody = 0xFFFFFFFF
    assert found == [
        (0x01, 6, nobody),
        (0x02, 6, 1000),
        (0x04, 0, nobody),
        (0x08, 4, 100),
        (0x10, 6, nobody),
        (0x20, 0, nobody),
    ]
