"""The full screen in terminals of its own that need not import it: a process that has it forks.

What runs is the program from its command line on, in a new session with a controlling terminal,
and its signals and its status are as the kernel has them. Only Python's start and the imports were
before. Where those matter, as to signals that come early, a test starts the program itself.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, NoReturn, Self

ROOT: Final = Path(__file__).parents[2]

_LAZY: Final = ("csv", "difflib", "rich.console", "rich.table", "sqlite3", "tomlkit")
_REQUEST: Final = 1 << 16
_PATIENCE: Final = 60.0
_READ_EARLY: Final = ("LANG", "LC_", "PYTHON", "TEXTUAL_", "ESCDELAY", "TERM_PROGRAM")
"""How the variables begin that Python reads when it starts, and Textual when it is imported."""
_AS_PYTHON_HAS_THEM: Final = {
    *(signal.SIGKILL, signal.SIGSTOP),
    *(signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ),
}
_ADOPT: Final = 36
"""PR_SET_CHILD_SUBREAPER: the process becomes the parent of what its children leave behind."""


class WarmScreen:
    """The program, imported and waiting; each start is a fork of it, and a child of ours."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Start it.

        Args:
            env: The environment in which it imports the program.
        """
        self._read_early = _read_early(env)
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(_PATIENCE)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm_screen", str(theirs.fileno())],
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._process.wait(_PATIENCE)

    def fits(self, env: Mapping[str, str]) -> bool:
        """Return whether an environment is the same to Python's start and to the imports."""
        return _read_early(env) == self._read_early

    def start(
        self, argv: Sequence[str | os.PathLike[str]], cwd: Path, env: Mapping[str, str], tty: str
    ) -> int:
        """Start the program in a terminal, and return its process, whose parent we are.

        Args:
            argv: The program and its arguments.
            cwd: Its working directory.
            env: Its whole environment; what is read while Python starts or imports is as it was.
            tty: The terminal.
        """
        request = json.dumps([[os.fspath(word) for word in argv], str(cwd), dict(env), tty])
        libc = ctypes.CDLL(None)
        assert libc.prctl(_ADOPT, 1, 0, 0, 0) == 0
        try:
            self._channel.sendall(request.encode())
            return int(self._channel.recv(32))
        finally:
            libc.prctl(_ADOPT, 0, 0, 0, 0)


def _read_early(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_READ_EARLY)}


def _import_all() -> None:
    import ragft_tui

    for name in _LAZY:
        import_module(name)
    for module in pkgutil.walk_packages(ragft_tui.__path__, "ragft_tui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.collect()
    gc.freeze()


def _serve(channel: socket.socket) -> None:
    """Fork twice for each request, so that the second fork gets our parent as its own."""
    while request := channel.recv(_REQUEST):
        reading, writing = os.pipe()
        between = os.fork()
        if between == 0:
            if os.fork() == 0:
                channel.close()
                os.close(reading)
                _become(writing, *json.loads(request))
            os._exit(0)
        os.close(writing)
        os.waitpid(between, 0)
        with os.fdopen(reading, "rb") as stream:
            channel.send(stream.read())


def _become(begun: int, argv: list[str], cwd: str, env: dict[str, str], tty: str) -> NoReturn:
    """Run the program as a process that Python has just started would."""
    from ragft_tui.cli import main

    for each in signal.valid_signals() - _AS_PYTHON_HAS_THEM:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.setsid()
    # The leader of a new session gets as its controlling terminal the first it opens.
    terminal = os.open(tty, os.O_RDWR)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    os.write(begun, str(os.getpid()).encode())
    os.close(begun)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = argv
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(  # noqa: SIM115
        1, "w", encoding="utf-8", errors="surrogateescape", closefd=False
    )
    sys.stderr = open(  # noqa: SIM115
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)
    # Whatever it raises ends this process as it would end Python.
    main()
    sys.exit()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _import_all()
    _serve(socket.socket(fileno=int(sys.argv[1])))
