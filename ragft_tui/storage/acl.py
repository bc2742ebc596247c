"""Access control lists as the kernel stores them, for a file that has another owner."""

from __future__ import annotations

import struct
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Final

ACL: Final = "system.posix_acl_access"
"""The attribute that holds one, as acl(5) describes them. Where there is one, the bits of the group
in the mode are its mask, and let in nobody by themselves."""

_VERSION: Final = struct.pack("<I", 2)
_ENTRY: Final = struct.Struct("<HHI")  # linux/posix_acl_xattr.h: what it is, what it allows, whom
_NOBODY: Final = 0xFFFFFFFF


class _Tag(IntEnum):
    """For whom an entry is; they stand in this order."""

    OWNER = 0x01
    USER = 0x02
    GROUP_OF_FILE = 0x04
    GROUP = 0x08
    MASK = 0x10
    OTHERS = 0x20


_OWNER: Final = (_Tag.OWNER, _NOBODY)
_GROUP_OF_FILE: Final = (_Tag.GROUP_OF_FILE, _NOBODY)
_MASK: Final = (_Tag.MASK, _NOBODY)
_READ: Final = 0o4
_OTHERS: Final = (_Tag.OTHERS, _NOBODY)


def acl_for(
    acl: bytes | None, mode: int, before: tuple[int, int], now: tuple[int, int]
) -> bytes | None:
    """Return the list that lets in with a new owner and group whom another file lets in.

    Who owned the other, and its group, are named in it. Of those who share the new group, some may
    be let in less: as others they might have been, and nobody is let in more.

    Args:
        acl: The list of the other file; `None` where it has none.
        mode: Its mode.
        before: Its owner and group.
        now: Owner and group of the file that gets the list.

    Returns:
        The list, or `None` where the one there is cannot be understood.
    """
    try:
        listed = _parsed(acl) if acl else _of_mode(mode)
        if before[0] != now[0]:
            listed[_Tag.USER, before[0]] = listed[_OWNER]
        listed.pop((_Tag.USER, now[0]), None)
        if before[1] != now[1]:
            named = (_Tag.GROUP, before[1])
            listed[named] = listed.get(named, 0) | listed[_GROUP_OF_FILE]
            listed[_GROUP_OF_FILE] = 0
        listed[_OWNER] |= 0o6
    except (struct.error, KeyError):
        return None
    masked = listed.keys() - {_OWNER, _OTHERS, _MASK}
    mask = listed.get(_MASK, reduce(or_, (listed[key] for key in masked)))
    if not mask:
        # Linux looks at no list whose mask is empty, and takes whom it names for others.
        listed.update(dict.fromkeys(masked, 0))
    listed[_MASK] = mask or _READ
    entries = [_ENTRY.pack(tag, allowed, whom) for (tag, whom), allowed in sorted(listed.items())]
    return _VERSION + b"".join(entries)


def _of_mode(mode: int) -> dict[tuple[int, int], int]:
    return {_OWNER: (mode >> 6) & 7, _GROUP_OF_FILE: (mode >> 3) & 7, _OTHERS: mode & 7}


def _parsed(acl: bytes) -> dict[tuple[int, int], int]:
    if not acl.startswith(_VERSION):
        raise struct.error("another version")
    entries = _ENTRY.iter_unpack(acl[len(_VERSION) :])
    return {(tag, whom): allowed for tag, allowed, whom in entries}
