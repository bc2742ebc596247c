from __future__ import annotations

from ragft_tui.storage.records import DuplicateIds


def test_ids_that_stand_again_are_counted_and_some_of_them_have_their_lines() -> None:
    with DuplicateIds() as ids:
        for line, record_id in enumerate(["a", "b", "a", "c", "b", "a", "a"], start=1):
            ids.add(record_id, line)
    assert ids.count == 4
    assert ids.examples == [("a", 1, 3), ("b", 2, 5), ("a", 1, 6)]


def test_a_database_that_fails_is_no_reason_to_stop() -> None:
    with DuplicateIds() as ids:
        ids._database.close()
        ids.add("a", 1)
        ids.add("a", 2)
    assert (ids.count, ids.examples) == (0, [])
