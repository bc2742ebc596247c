"""Patterns that are compiled when they are first used.

To compile one takes as long as to import a small module, and a run uses few of them. To report
upstream: "Compile patterns of the tokenizers when they are used", for Textual and tomllib.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast


class LazyPattern(Generic[AnyStr]):
    """Stands for a pattern: what is asked of it is asked of the one that is compiled then."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        """Take what `re.compile` takes."""
        self._source: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # as `copy` and `pickle` ask, also before there is a source
            raise AttributeError(name)
        # `re` keeps what it compiled, and what is found here is not looked for again.
        value: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return LazyPattern, (self._source, self._flags)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what has the methods and attributes of a compiled pattern.

    It is none itself: functions of `re` do not take it, and the `re` of a match is another object.

    Args:
        source: The regular expression. What is wrong with it is told at its first use.
        flags: Those of `re`.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(source, flags))
