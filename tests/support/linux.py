"""What only Linux has: files that are always full, processes as files, kilobytes as units."""

from __future__ import annotations

import sys
from typing import Final

import pytest

__all__ = ["linux_only"]

linux_only: Final = pytest.mark.skipif(
    sys.platform != "linux", reason="it is tried with what only Linux has"
)
