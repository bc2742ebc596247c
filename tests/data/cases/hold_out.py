"""Copy the labelled cases and set sixteen of them aside, unread.

Usage: python tests/data/cases/hold_out.py SOURCE.jsonl READABLE.jsonl

SOURCE is copied to development.jsonl beside this script; the ids of the sixteen
cases whose SHA-256 sorts first go to held_out.txt; the rest go to READABLE.
"""

import hashlib
import json
import sys
from pathlib import Path

HELD_OUT = 16


def main(source: Path, readable: Path) -> None:
    """Write the copy, the list of ids and the readable rest.

    Args:
        source: The labelled cases, one JSON object a line.
        readable: Where to write the cases that may be read while tuning.
    """
    here = Path(__file__).parent
    text = source.read_text(encoding="utf-8")
    lines = {json.loads(line)["id"]: line for line in text.splitlines() if line.strip()}
    order = sorted(lines, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    held_out = set(order[:HELD_OUT])
    (here / "development.jsonl").write_text(text, encoding="utf-8")
    (here / "held_out.txt").write_text(
        "".join(f"{name}\n" for name in sorted(held_out)), encoding="utf-8"
    )
    rest = [line for name, line in lines.items() if name not in held_out]
    readable.write_text("".join(f"{line}\n" for line in rest), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
