"""Set a third of the labelled cases aside, source by source, before anybody reads them.

Usage: python -m tests.checks.split_cases FILE.jsonl SEED > FILE_set_aside.txt

Cases of one source share an author's way of seeing things, so a source is either read or set
aside as a whole. Sources are shuffled by the seed and set aside until a third of the cases is.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

_HOSTS_OF_REPOSITORIES = {"github.com", "raw.githubusercontent.com"}


def origin(url: str) -> str:
    """Return who published a page: owner and repository on GitHub, else the domain."""
    parts = urlsplit(url)
    host = parts.netloc.casefold().removeprefix("www.")
    if host not in _HOSTS_OF_REPOSITORIES:
        return host
    return "/".join(["github.com", *parts.path.casefold().split("/")[1:3]])


def set_aside(sources: Iterable[tuple[str, str]], seed: int) -> list[str]:
    """Return the ids of about a third of the cases, whole origins at a time.

    Args:
        sources: The id and the URL of each case.
        seed: What the order of the origins is shuffled by.
    """
    origins: defaultdict[str, list[str]] = defaultdict(list)
    for case, url in sources:
        origins[origin(url)].append(case)
    order = sorted(origins)
    random.Random(seed).shuffle(order)  # noqa: S311 - to be repeated, not secret
    wanted = sum(map(len, origins.values())) // 3
    aside: list[str] = []
    for name in order:
        if len(aside) + len(origins[name]) <= wanted:
            aside += origins[name]
    return sorted(aside)


def main(path: Path, seed: int) -> None:
    """Print the ids of the cases of a file to set aside."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    found = set_aside(((record["id"], record["source_url"]) for record in records), seed)
    sys.stdout.write("".join(f"{case}\n" for case in found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
