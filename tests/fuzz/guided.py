"""One target under atheris: `python -m tests.fuzz.guided TARGET SECONDS DIRECTORY`."""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path

_MEGABYTES = 1_024
_SLOW_SECONDS = 10


def main(name: str, seconds: int, place: Path) -> None:
    """Fuzz a target; libFuzzer ends the process, with another status than 0 for a bug."""
    # There are no wheels of it for every Python and system that the program runs on.
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["ragft_tui", "tomllib", "json", "csv"]):
        target = importlib.import_module(f"tests.fuzz.fuzz_{name}")
    corpus = place / "corpus"
    corpus.mkdir(exist_ok=True)
    for seed in getattr(target, "SEEDS", ()):
        (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        f"-rss_limit_mb={_MEGABYTES}",
        f"-timeout={_SLOW_SECONDS}",
        f"-artifact_prefix={place}/",
        "-print_final_stats=1",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], target.fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
