"""The long run: every scenario many times, one line of figures each.

python -m tests.torture [--scale 0.2] [--seed 1] [--jobs 2] [ITEM ...]
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.torture.items import ITEMS, run_item


def main() -> int:
    """Run what is asked for, and return 0 where everything went as it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("items", nargs="*", metavar="ITEM", help=f"one of: {', '.join(ITEMS)}")
    parser.add_argument("--scale", type=float, default=1.0, help="of the number of rounds")
    parser.add_argument("--seed", type=int, default=1, help="of everything random")
    parser.add_argument("--jobs", type=int, default=2, help="items at the same time")
    given = parser.parse_args()
    if unknown := set(given.items) - set(ITEMS):
        parser.error(f"no such item: {', '.join(sorted(unknown))}")
    begun = time.monotonic()
    # Not forked: threads of the links would not survive that.
    context = multiprocessing.get_context("spawn")
    failed = 0
    with ProcessPoolExecutor(given.jobs, mp_context=context) as pool:
        names = given.items or ITEMS
        for future in as_completed(
            pool.submit(run_item, name, given.scale, given.seed) for name in names
        ):
            passed, text = future.result()
            failed += not passed
            print(text, flush=True)  # noqa: T201 - the figures are the result
    minutes = (time.monotonic() - begun) / 60
    print(f"all: {failed} of {len(names)} items failed, {minutes:.0f} minutes")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
