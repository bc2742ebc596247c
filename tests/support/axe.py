"""Where `.ci/packages` puts the package of npm with the rules for pages that everybody can read."""

from __future__ import annotations

import os
from pathlib import Path
from pwd import getpwuid
from typing import Final

__all__ = ["AXE"]

_HOME: Final = Path(getpwuid(os.getuid()).pw_dir)  # tests have another one in the environment
AXE: Final = _HOME / ".cache" / "ragft-tui" / "axe-core-4.14.1.tgz"
