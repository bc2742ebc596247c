"""A real OpenSSH server on this machine, for whoever runs the tests, with keys of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

__all__ = ["Server", "need_ssh", "ssh_server"]

_SEARCH: Final = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
_PRIVILEGE_SEPARATION: Final = Path("/run/sshd")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    key: Path
    """What a client shows to be let in."""

    def client(self, port: int, command: str) -> Sequence[str]:
        """Return the command of a client that runs a command there, in a terminal.

        Args:
            port: Where to connect to: the port of the server, or of a link that leads there.
            command: What the shell there gets.
        """
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
        }
        given = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        where = [
            "-p",
            str(port),
            "-i",
            str(self.key),
            f"{pwd.getpwuid(os.geteuid()).pw_name}@127.0.0.1",
        ]
        return ["ssh", "-tt", "-F", "none", *given, *where, command]


def need_ssh() -> None:
    """Skip the test where OpenSSH is not complete."""
    for program in ("sshd", "ssh", "ssh-keygen"):
        if shutil.which(program, path=_SEARCH) is None:
            pytest.skip(f"{program} is not installed")


@contextmanager
def ssh_server(directory: Path, *, keeps_asking: bool) -> Iterator[Server]:
    """Run a server.

    Args:
        directory: Where its files are kept.
        keeps_asking: Whether it asks a silent client each second if it is still there, and hangs
            up when two questions stay without an answer.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(directory / name)]
        if not (directory / name).exists():
            subprocess.run(key, check=True, stdin=subprocess.DEVNULL)
    if os.geteuid() == 0:
        _PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    config = directory / "config"
    config.write_text(_config(directory, port, keeps_asking=keeps_asking), encoding="utf-8")
    program = shutil.which("sshd", path=_SEARCH)
    command = [str(program), "-D", "-e", "-f", str(config)]  # sshd wants its absolute path
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait_until_it_listens(process)
            yield Server(port, directory / "user")
        finally:
            process.terminate()


def _config(directory: Path, port: int, *, keeps_asking: bool) -> str:
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": directory / "host",
        "AuthorizedKeysFile": directory / "user.pub",
        "PidFile": "none",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
        "PrintLastLog": "no",
        "PrintMotd": "no",
        "StrictModes": "no",
        "UsePAM": "no",
        "ClientAliveInterval": 1 if keeps_asking else 0,
        "ClientAliveCountMax": 2,
        "TCPKeepAlive": "no",
        "LogLevel": "INFO",
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _wait_until_it_listens(process: subprocess.Popen[str]) -> None:
    said = ""
    while process.stderr is not None and (line := process.stderr.readline()):
        said += line
        if "listening" in line:
            return
    raise RuntimeError(f"sshd does not start: {said}")
