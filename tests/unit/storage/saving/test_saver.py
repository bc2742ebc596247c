from __future__ import annotations

import gc
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.storage.atomic import remove_stray_files
from ragft_tui.storage.project.encode import ProjectEncoder
from ragft_tui.storage.saving import saved_file as target
from ragft_tui.storage.saving import saver
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError, SavedFile
from ragft_tui.storage.saving.saver import Failed, Saved, Saver, SaveState, Saving, Timing

State = TypeVar("State", bound=SaveState)
Encode = Callable[[Project], bytes]

NEVER = 3600.0
PATIENCE = 20.0
SLACK = 3.0
"""Seconds that a loaded machine may take besides."""


def encode(project: Project) -> bytes:
    return f"{project.name}\n".encode()


class SimpleEncoder(ProjectEncoder):
    """Encodes by functions of the test."""

    def __init__(
        self, make_bytes: Encode = encode, prepare: Callable[[Project], bool] = lambda _: False
    ) -> None:
        self._make_bytes = make_bytes
        self._prepare = prepare

    def encode(self, project: Project) -> bytes:
        return self._make_bytes(project)

    def brief(self, project: Project) -> bytes:
        return self._make_bytes(project)

    def prepare(self, project: Project) -> bool:
        return self._prepare(project)


class Session:
    """A saver and what it told."""

    def __init__(self, path: Path, timing: Timing | None, make_bytes: Encode) -> None:
        self.path = path
        self.states: queue.Queue[SaveState] = queue.Queue()
        found = path.read_bytes() if path.is_file() else b""
        file = SavedFile(path, found)
        self.saver = Saver(file, SimpleEncoder(make_bytes), self.states.put, timing)

    def wait_for(self, kind: type[State]) -> State:
        while True:
            state = self.states.get(timeout=PATIENCE)
            if isinstance(state, kind):
                return state

    def told(self) -> list[type[SaveState]]:
        kinds = []
        while not self.states.empty():
            kinds.append(type(self.states.get()))
        return kinds


def close(saver: Saver, timeout: float = PATIENCE) -> bool:
    """Save what is left and end the thread; tell whether everything is on the disk."""
    done = saver.flush(timeout)
    saver.stop()
    return done


@contextmanager
def session(
    path: Path, timing: Timing | None = None, make_bytes: Encode = encode
) -> Iterator[Session]:
    open_session = Session(path, timing, make_bytes)
    try:
        yield open_session
    finally:
        close(open_session.saver)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.toml"


def test_an_answer_is_saved_at_once(path: Path) -> None:
    with session(path, Timing(quiet=NEVER, longest=NEVER)) as work:
        work.saver.submit(Project("one"), urgent=True)
        saved = work.wait_for(Saved)
        assert saved.note == ""
        assert saved.at.tzinfo is not None
        assert path.read_text() == "one\n"


def test_a_draft_waits_for_a_pause(path: Path) -> None:
    with session(path, Timing(quiet=0.05, longest=NEVER)) as work:
        work.saver.submit(Project("o"), urgent=False)
        work.saver.submit(Project("on"), urgent=False)
        work.wait_for(Saved)
        assert path.read_text() == "on\n"


def test_steady_typing_is_saved_before_it_pauses(path: Path) -> None:
    with session(path, Timing(quiet=NEVER, longest=0.05)) as work:
        work.saver.submit(Project("o"), urgent=False)
        work.wait_for(Saved)
        assert path.read_text() == "o\n"


def test_an_answer_leaves_its_picture_a_moment_before_it_is_saved(path: Path) -> None:
    with session(path) as work:
        begun = time.monotonic()
        work.saver.submit(Project("one"), urgent=True)
        work.wait_for(Saving)
        work.wait_for(Saved)
        assert time.monotonic() - begun >= Timing().urgent


def test_a_draft_is_on_the_disk_within_a_second(path: Path) -> None:
    with session(path) as work:
        start = time.perf_counter()
        work.saver.submit(Project("one"), urgent=False)
        work.wait_for(Saved)
        assert Timing().quiet <= time.perf_counter() - start < Timing().longest + SLACK
        assert Timing().quiet < Timing().longest < 1.0


def test_an_answer_takes_the_waiting_draft_along_and_later_drafts_do_not_delay_it(
    path: Path,
) -> None:
    with session(path, Timing(quiet=NEVER, longest=NEVER)) as work:
        work.saver.submit(Project("draft"), urgent=False)
        work.wait_for(Saving)
        with work.saver._changed:
            work.saver.submit(Project("answer"), urgent=True)
            work.saver.submit(Project("next draft"), urgent=False)
        work.wait_for(Saved)
        assert path.read_text() == "next draft\n"


class Gate:
    """An encoder that stops where the test wants it."""

    def __init__(self, at: str) -> None:
        self.at = at
        self.reached = threading.Event()
        self.opened = threading.Event()
        self.encoded: list[str] = []

    def encode(self, project: Project) -> bytes:
        self.encoded.append(project.name)
        if project.name == self.at:
            self.reached.set()
            assert self.opened.wait(PATIENCE)
        return encode(project)


def test_submitting_never_waits_for_a_slow_disk_and_overtaken_versions_are_left_out(
    path: Path,
) -> None:
    gate = Gate("one")
    with session(path, make_bytes=gate.encode) as work:
        work.saver.submit(Project("one"), urgent=True)
        assert gate.reached.wait(PATIENCE)
        for number in range(1000):
            work.saver.submit(Project(f"v{number}"), urgent=True)
        gate.opened.set()
        assert work.saver.flush(PATIENCE)
        assert path.read_text() == "v999\n"
        assert gate.encoded == ["one", "v999"]


def test_saved_is_told_only_when_everything_is(path: Path) -> None:
    gate = Gate("one")
    with session(path, make_bytes=gate.encode) as work:
        work.saver.submit(Project("one"), urgent=True)
        assert gate.reached.wait(PATIENCE)
        work.saver.submit(Project("two"), urgent=True)
        gate.opened.set()
        work.saver.flush(PATIENCE)
        close(work.saver)
        assert work.told() == [Saving, Saved]


def test_flush_gives_up_when_the_time_is_over(path: Path) -> None:
    gate = Gate("one")
    with session(path, make_bytes=gate.encode) as work:
        work.saver.submit(Project("one"), urgent=True)
        assert gate.reached.wait(PATIENCE)
        assert not work.saver.flush(0.01)
        gate.opened.set()
        assert work.saver.flush(PATIENCE)


def test_flush_of_nothing_is_done(path: Path) -> None:
    with session(path) as work:
        assert work.saver.flush(0)
        assert not path.exists()


def test_closing_saves_the_waiting_draft(path: Path) -> None:
    with session(path, Timing(quiet=NEVER, longest=NEVER)) as work:
        work.saver.submit(Project("draft"), urgent=False)
        assert close(work.saver)
        assert path.read_text() == "draft\n"
        assert not work.saver._thread.is_alive()
        with pytest.raises(RuntimeError):
            work.saver.submit(Project("late"), urgent=True)


def test_closing_after_a_failure_ends_and_says_so(tmp_path: Path) -> None:
    with session(tmp_path / "gone" / "app.toml") as work:
        work.saver.submit(Project("one"), urgent=True)
        assert not close(work.saver)
        assert not work.saver._thread.is_alive()


def test_closing_while_the_disk_hangs_does_not_wait_for_ever(path: Path) -> None:
    gate = Gate("one")
    with session(path, make_bytes=gate.encode) as work:
        work.saver.submit(Project("one"), urgent=True)
        assert gate.reached.wait(PATIENCE)
        assert not close(work.saver, 0.01)
        gate.opened.set()
        work.saver._thread.join(PATIENCE)
        assert path.read_text() == "one\n"


def test_bytes_that_did_not_change_are_not_written_again(path: Path) -> None:
    path.write_text("one\n")
    before = path.stat()
    with session(path) as work:
        for _ in range(2):
            work.saver.submit(Project("one"), urgent=True)
            work.wait_for(Saved)
        assert path.stat() == before
        work.saver.submit(Project("two"), urgent=True)
        work.wait_for(Saved)
        work.saver.submit(Project("one"), urgent=True)
        work.wait_for(Saved)
        assert path.read_text() == "one\n"


def test_a_failure_is_told_once_and_mended_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "later" / "app.toml"
    with session(path, Timing(retry=0.02)) as work:
        work.saver.submit(Project("one"), urgent=True)
        failed = work.wait_for(Failed)
        assert "its directory does not exist" in str(failed.error)
        assert not work.saver.flush(PATIENCE)
        assert work.told() == []
        path.parent.mkdir()
        work.wait_for(Saved)
        assert path.read_text() == "one\n"


def test_while_saving_fails_a_rescue_copy_follows_each_version(tmp_path: Path) -> None:
    path = tmp_path / "later" / "app.toml"
    with session(path, Timing(quiet=0.01, retry=0.02)) as work:
        work.saver.submit(Project("one"), urgent=True)
        copy = work.wait_for(Failed).copy
        assert copy
        assert copy.read_text() == "one\n"
        work.saver.submit(Project("two"), urgent=False)
        assert not work.saver.flush(PATIENCE)
        assert copy.read_text() == "two\n"
        path.parent.mkdir()
        work.wait_for(Saved)
        assert not copy.exists()
        assert list(copy.parent.iterdir()) == []


def test_where_no_place_takes_a_rescue_copy_that_is_told(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "state").write_text("a file in its place")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "gone"))
    with session(tmp_path / "later" / "app.toml", Timing(retry=NEVER)) as work:
        work.saver.submit(Project("one"), urgent=True)
        assert work.wait_for(Failed).copy is None


def test_what_another_program_wrote_is_not_replaced_until_that_is_decided(path: Path) -> None:
    path.write_text("one\n")
    with session(path, Timing(retry=0.02)) as work:
        path.write_text("theirs\n")
        work.saver.submit(Project("two"), urgent=True)
        failed = work.wait_for(Failed)
        assert isinstance(failed.error, ChangedByAnotherError)
        assert failed.error.other_version == b"theirs\n"
        assert not work.saver.flush(PATIENCE)
        assert path.read_text() == "theirs\n"
        work.saver.reconcile(failed.error.other_version)
        work.wait_for(Saved)
        assert path.read_text() == "two\n"


def test_a_change_that_comes_while_one_is_decided_on_is_told_as_well(path: Path) -> None:
    path.write_text("one\n")
    with session(path, Timing(retry=0.02)) as work:
        path.write_text("theirs\n")
        work.saver.submit(Project("two"), urgent=True)
        work.wait_for(Failed)
        path.write_text("once more\n")
        work.saver.reconcile(b"theirs\n")
        error = work.wait_for(Failed).error
        assert isinstance(error, ChangedByAnotherError)
        assert error.other_version == b"once more\n"
        assert path.read_text() == "once more\n"


def test_the_next_change_does_not_wait_for_the_retry(tmp_path: Path) -> None:
    path = tmp_path / "later" / "app.toml"
    with session(path, Timing(quiet=0.01, retry=NEVER)) as work:
        work.saver.submit(Project("one"), urgent=True)
        work.wait_for(Failed)
        path.parent.mkdir()
        work.saver.submit(Project("two"), urgent=False)
        work.wait_for(Saved)
        assert path.read_text() == "two\n"


def test_another_failure_is_told_as_well(tmp_path: Path) -> None:
    path = tmp_path / "later" / "app.toml"
    with session(path, Timing(retry=NEVER)) as work:
        work.saver.submit(Project("one"), urgent=True)
        work.wait_for(Failed)
        path.parent.mkdir()
        path.mkdir()
        work.saver.submit(Project("two"), urgent=True)
        assert "has become a directory" in str(work.wait_for(Failed).error)


def test_a_fault_of_the_program_is_told_and_the_saver_lives_on(path: Path) -> None:
    def fragile(project: Project) -> bytes:
        if project.name == "bad":
            raise KeyError("no such question")
        return encode(project)

    with session(path, make_bytes=fragile) as work:
        work.saver.submit(Project("bad"), urgent=True)
        assert "the program has a fault (KeyError" in str(work.wait_for(Failed).error)
        work.saver.submit(Project("good"), urgent=True)
        work.wait_for(Saved)
        assert path.read_text() == "good\n"


def test_a_listener_that_is_gone_does_not_stop_the_saver(path: Path) -> None:
    def gone(_: SaveState) -> None:
        raise RuntimeError("the screen is closed")

    unheard = Saver(SavedFile(path), SimpleEncoder(), gone)
    unheard.submit(Project("one"), urgent=True)
    assert unheard.flush(PATIENCE)
    unheard.submit(Project("two"), urgent=True)
    assert close(unheard)
    assert path.read_text() == "two\n"


def test_comments_are_kept_beside_the_file_before_the_first_save_over_it(path: Path) -> None:
    path.write_text("# mine\none\n")
    path.chmod(0o640)
    with session(path) as work:
        work.saver.submit(Project("two"), urgent=True)
        note = work.wait_for(Saved).note
        copy = path.with_name("app.with-comments.toml")
        assert note == f"the comments of the file are kept in {copy}"
        assert copy.read_text() == "# mine\none\n"
        assert copy.stat().st_mode == path.stat().st_mode
        work.saver.submit(Project("three"), urgent=True)
        assert work.wait_for(Saved).note == ""
    assert len(list(path.parent.iterdir())) == 2


def test_a_copy_of_comments_never_overwrites_another(path: Path) -> None:
    first = path.with_name("app.with-comments.toml")
    first.write_text("# earlier\n")
    path.write_text("# mine\n")
    with session(path) as work:
        work.saver.submit(Project("two"), urgent=True)
        assert "app.with-comments-2.toml" in work.wait_for(Saved).note
    assert first.read_text() == "# earlier\n"
    assert path.with_name("app.with-comments-2.toml").read_text() == "# mine\n"


def test_comments_that_cannot_be_kept_are_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise RagftError("cannot be saved: the disk is full", advice="free some space")

    path.write_text("# mine\n")
    with session(path, Timing(retry=NEVER)) as work:
        with monkeypatch.context() as patch:
            patch.setattr(target, "copy_beside", full)
            work.saver.submit(Project("two"), urgent=True)
            work.wait_for(Failed)
            assert path.read_text() == "# mine\n"
        assert work.saver.flush(PATIENCE)
        assert "comments" in work.wait_for(Saved).note


def test_other_names_of_the_file_are_told_of(path: Path) -> None:
    path.write_text("one\n")
    os.link(path, path.with_name("other.toml"))
    with session(path) as work:
        work.saver.submit(Project("two"), urgent=True)
        assert "hard links" in work.wait_for(Saved).note
    assert path.with_name("other.toml").read_text() == "one\n"


def test_a_file_that_vanishes_while_it_is_looked_at_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("one\n")

    def vanish(_: Path) -> None:
        path.unlink(missing_ok=True)

    with session(path, Timing(retry=NEVER)) as work:
        monkeypatch.setattr(target, "find_file", vanish)
        work.saver.submit(Project("two"), urgent=True)
        assert work.wait_for(Saved).note == "the file was gone, and was made again"
        assert path.read_text() == "two\n"


def test_saving_now_beats_an_older_version_that_is_still_being_made(path: Path) -> None:
    gate = Gate("old")
    with session(path, make_bytes=gate.encode) as work:
        work.saver.submit(Project("old"), urgent=True)
        assert gate.reached.wait(PATIENCE)
        work.saver.save_now(Project("new"))
        assert path.read_text() == "new\n"
        gate.opened.set()
        assert close(work.saver)
    assert path.read_text() == "new\n"


def test_saving_now_beats_an_older_version_that_is_about_to_be_renamed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, opened = threading.Event(), threading.Event()
    pread = os.pread

    def slow(descriptor: int, length: int, offset: int) -> bytes:
        if threading.current_thread().name == "saver":
            reached.set()
            assert opened.wait(PATIENCE)
        return pread(descriptor, length, offset)

    monkeypatch.setattr(os, "pread", slow)
    with session(path) as work:
        work.saver.submit(Project("old"), urgent=True)
        assert reached.wait(PATIENCE)
        work.saver.save_now(Project("new"))
        opened.set()
        assert close(work.saver)
    assert path.read_text() == "new\n"
    assert [item.name for item in path.parent.iterdir()] == ["app.toml"]


def test_saving_now_works_in_a_signal_handler_whatever_was_interrupted(path: Path) -> None:
    with session(path, Timing(quiet=NEVER, longest=NEVER)) as work:
        before = signal.signal(
            signal.SIGUSR1, lambda *_: work.saver.save_now(Project("from the handler"))
        )
        try:
            with work.saver._changed, work.saver.file._renaming:
                signal.raise_signal(signal.SIGUSR1)
        finally:
            signal.signal(signal.SIGUSR1, before)
        assert path.read_text() == "from the handler\n"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_handler_amid_the_rename_knows_what_is_the_programs_own(
    path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace
    path.write_text("old\n")

    def interrupted(source: str, target: str) -> None:
        monkeypatch.setattr(os, "replace", replace)
        if moment == "before":
            signal.raise_signal(signal.SIGUSR1)
        replace(source, target)
        if moment == "after":
            signal.raise_signal(signal.SIGUSR1)

    with session(path, Timing(quiet=NEVER, longest=NEVER)) as work:
        before = signal.signal(
            signal.SIGUSR1, lambda *_: work.saver.save_now(Project("from the handler"))
        )
        try:
            monkeypatch.setattr(os, "replace", interrupted)
            work.saver.save_now(Project("interrupted"))
            work.saver.save_now(Project("last"))
        finally:
            signal.signal(signal.SIGUSR1, before)
        assert path.read_text() == "last\n"


def test_saving_now_gives_up_when_another_thread_hangs_in_the_rename(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "PATIENCE", 0.01)
    monkeypatch.setattr(saver, "PATIENCE", 0.01)
    held, done = threading.Event(), threading.Event()

    def hang(held_up: Saver) -> None:
        with held_up.file._renaming, held_up._changed:
            held.set()
            done.wait(PATIENCE)

    with session(path) as work:
        thread = threading.Thread(target=hang, args=(work.saver,))
        thread.start()
        assert held.wait(PATIENCE)
        with pytest.raises(RagftError, match="the disk does not answer"):
            work.saver.save_now(Project("one"))
        done.set()
        thread.join()
        assert work.saver.flush(PATIENCE)
        assert path.read_text() == "one\n"


def test_saving_now_tells_why_it_cannot(tmp_path: Path) -> None:
    with (
        session(tmp_path / "gone" / "app.toml") as work,
        pytest.raises(RagftError, match="its directory does not exist"),
    ):
        work.saver.save_now(Project("one"))


def test_a_thousand_changes_from_two_threads_end_with_the_newest(path: Path) -> None:
    with session(path, Timing(quiet=0.001, longest=0.002)) as work:

        def leave() -> None:
            for number in range(100):
                work.saver.save_now(Project(f"now {number}"))

        thread = threading.Thread(target=leave)
        thread.start()
        for number in range(1000):
            work.saver.submit(Project(f"draft {number}"), urgent=number % 10 == 0)
        thread.join()
        work.saver.submit(Project("last"), urgent=False)
        assert work.saver.flush(PATIENCE)
    assert path.read_text() == "last\n"
    assert [item.name for item in path.parent.iterdir()] == ["app.toml"]


def test_what_a_save_went_without_is_saved_once_it_is_ready(path: Path) -> None:
    ready, go_on = threading.Event(), threading.Event()

    def prepare(project: Project) -> bool:
        del project
        go_on.wait(PATIENCE)
        was_ready = ready.is_set()
        ready.set()
        return not was_ready

    def make(project: Project) -> bytes:
        return f"{project.name} {'whole' if ready.is_set() else 'brief'}".encode()

    states: queue.Queue[SaveState] = queue.Queue()
    saver = Saver(SavedFile(path), SimpleEncoder(make, prepare), states.put, Timing())
    try:
        saver.save_now(Project("one"))
        assert path.read_bytes() == b"one brief"
        go_on.set()
        saver.save_last(Project("one"), PATIENCE)
        assert path.read_bytes() == b"one whole"
    finally:
        go_on.set()
        saver.stop()


def test_what_was_only_opened_is_not_saved_because_it_is_ready(path: Path) -> None:
    path.write_bytes(b"theirs")
    prepared: list[str] = []

    def prepare(project: Project) -> bool:
        prepared.append(project.name)
        return len(prepared) < 3

    states: queue.Queue[SaveState] = queue.Queue()
    encoder, file = SimpleEncoder(prepare=prepare), SavedFile(path, b"theirs")
    saver = Saver(file, encoder, states.put, Timing(), opened=Project("one"))
    with saver._changed:
        assert saver._changed.wait_for(lambda: saver._prepared, PATIENCE)
    saver.stop()
    assert path.read_bytes() == b"theirs"


# A session in another process, which types until it is killed and tells what was saved.
TYPING = """
import sys, threading
from pathlib import Path
from ragft_tui.core.model import Project
from ragft_tui.storage.project.encode import ProjectEncoder
from ragft_tui.storage.saving.saved_file import SavedFile
from ragft_tui.storage.saving.saver import Saved, Saver
class Lines(ProjectEncoder):
    def __init__(self): pass
    def encode(self, project): return (project.name + "\\n").encode() * 500
    def prepare(self, project): return False
free = threading.Semaphore(0)
def told(state):
    if isinstance(state, Saved):
        print("saved", flush=True)
        free.release()
path = Path(sys.argv[1])
saver = Saver(SavedFile(path, path.read_bytes()), Lines(), told)
for number in range(1, 1000):
    saver.submit(Project(str(number)), urgent=True)
    free.acquire()
"""


def test_a_killed_session_leaves_a_whole_file(path: Path) -> None:
    path.write_text("0\n" * 500)
    for saves in range(6):
        command = [sys.executable, "-c", TYPING, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(saves):
                assert process.stdout.readline() == b"saved\n"
            process.kill()
        lines = path.read_text().splitlines()
        assert len(lines) == 500
        assert len(set(lines)) == 1
        remove_stray_files(path)
        assert [item.name for item in path.parent.iterdir()] == ["app.toml"]


def test_nothing_is_prepared_while_the_first_picture_is_drawn(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "AFTER_START", PATIENCE)
    prepared = threading.Event()

    def prepare(project: Project) -> bool:
        del project
        prepared.set()
        return False

    file = Saver(SavedFile(path), SimpleEncoder(prepare=prepare), lambda _: None)
    try:
        assert not prepared.wait(0.1)
        file.submit(Project("one"), urgent=True)
        assert prepared.wait(PATIENCE / 2)
    finally:
        file.stop()


def test_what_was_prepared_is_not_searched_for_cycles(path: Path) -> None:
    searched: list[bool] = []

    def prepare(project: Project) -> bool:
        del project
        searched.append(gc.isenabled())
        return len(searched) < 3

    file = Saver(SavedFile(path), SimpleEncoder(prepare=prepare), lambda _: None)
    before = gc.get_freeze_count()
    try:
        file.save_now(Project("one"))
        file.save_last(Project("one"), PATIENCE)
        assert searched[:3] == [False, False, False]
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        file.stop()
        gc.unfreeze()
