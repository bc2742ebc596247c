"""The rights of a file (mode, owner, access control list), given to a new one or fewer."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from functools import reduce
from operator import or_
from typing import Final

from ragft_tui.core.records import dataclass

NOT_POSSIBLE: Final = {errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What a file system says of what it does not do at all."""

_BITS: Final = 0o777
"""Of a file of text no more is wanted; the others the kernel takes away at each write."""

_PRIVATE: Final = 0o700
_OF_CONTENT: Final = {"security.ima", "security.evm", "security.capability"}
"""Attributes that belong to what stands in a file, and are the kernel's."""

_ACL: Final = "system.posix_acl_access"
"""The attribute that holds one, as acl(5) describes them. Where there is one, the bits of the group
in the mode are its mask, and let in nobody by themselves."""

_VERSION: Final = struct.pack("<I", 2)
_ENTRY: Final = struct.Struct("<HHI")  # linux/posix_acl_xattr.h: what it is, what it allows, whom
_NOBODY: Final = 0xFFFFFFFF


# The kinds of entries of a list, in the order in which they stand; of most there is but one.
_OWNER: Final = (0x01, _NOBODY)
_USER: Final = 0x02
_GROUP_OF_FILE: Final = (0x04, _NOBODY)
_GROUP: Final = 0x08
_MASK: Final = (0x10, _NOBODY)
_OTHERS: Final = (0x20, _NOBODY)
_READ: Final = 0o4


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with a file."""

    owner: int
    """The id of the user."""
    group: int
    """The id of the group."""
    mode: int
    """The bits for owner, group and others."""
    attributes: Mapping[str, bytes] = field(default_factory=dict)
    """The extended attributes by name, access control list and security label among them."""


def own_rights() -> Rights:
    """Return the rights of a file of this user that is for nobody else."""
    return Rights(os.geteuid(), os.getegid(), 0o600)


def rights_of(descriptor: int) -> Rights:
    """Return the rights of a file that is open.

    Raises:
        OSError: If they cannot be read.
    """
    found = os.fstat(descriptor)
    mode = stat.S_IMODE(found.st_mode) & _BITS
    return Rights(found.st_uid, found.st_gid, mode, _attributes(descriptor))


def rights_to_make_in(directory: int) -> Rights:
    """Return the rights of a file for all who may create files in an open directory.

    Raises:
        OSError: If those of the directory cannot be read.
    """
    found = rights_of(directory)
    acl = {name: value for name, value in found.attributes.items() if name == _ACL}
    return Rights(found.owner, found.group, found.mode & 0o666, acl)


def give_rights(descriptor: int, rights: Rights) -> bool:
    """Give a file of this user the rights of another.

    Where its owner or group cannot be kept, a list names them, so that whoever might use the other
    may use this one. Where something is refused, nobody may do more with it than with the other:
    neither those who share our group, nor those of the other's group, who count as others then. Who
    makes the file knows what it holds, and who owned the other could give themselves anything.

    Args:
        descriptor: The new file, open.
        rights: Those of the other.

    Returns:
        Whether they are the same now.

    Raises:
        OSError: If the mode cannot be set, though there are modes.
    """
    found = os.fstat(descriptor)
    if found.st_mode & _BITS & ~_PRIVATE:
        _set_mode(descriptor, stat.S_IMODE(found.st_mode) & _PRIVATE)
    if (found.st_uid, found.st_gid) != (rights.owner, rights.group):
        try:
            os.fchown(descriptor, rights.owner, rights.group)
        except OSError:
            # Only root gives files away, but a group of one's own can be kept.
            with suppress(OSError):
                os.fchown(descriptor, -1, rights.group)
    own = os.fstat(descriptor)
    before, now = (rights.owner, rights.group), (own.st_uid, own.st_gid)
    if before != now:
        listed = _acl_for(rights.attributes.get(_ACL), rights.mode, before, now)
        if listed and _give_attributes(descriptor, {**rights.attributes, _ACL: listed}):
            return False
    wanted, mode = dict(rights.attributes), rights.mode
    if before[1] != now[1]:
        # Without its group, the list of the other would let in those of ours.
        both = 0 if wanted.pop(_ACL, None) else (mode >> 3) & mode & 0o7
        mode = (mode & _PRIVATE) | both << 3 | both
    if not _give_attributes(descriptor, wanted):
        mode &= _PRIVATE
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        _set_mode(descriptor, mode)
    return rights_of(descriptor) == rights


def _set_mode(descriptor: int, mode: int) -> None:
    try:
        os.fchmod(descriptor, mode)
    except OSError as error:
        # On mounts of Windows and of sync tools; the file has no more than it had.
        if error.errno not in NOT_POSSIBLE:
            raise


def _attributes(descriptor: int) -> Mapping[str, bytes]:
    if sys.platform != "linux":
        return {}
    try:
        names = [name for name in os.listxattr(descriptor) if name not in _OF_CONTENT]
    except OSError as error:
        if error.errno not in NOT_POSSIBLE:
            raise
        return {}
    return {name: os.getxattr(descriptor, name) for name in names}


def _give_attributes(descriptor: int, wanted: Mapping[str, bytes]) -> bool:
    """Set what differs, and take away what the directory gave; return whether that can be done."""
    if sys.platform != "linux":
        return True
    found = _attributes(descriptor)
    try:
        for name in found.keys() - wanted.keys():
            os.removexattr(descriptor, name)
        for name, value in wanted.items():
            if found.get(name) != value:
                os.setxattr(descriptor, name, value)
    except OSError:
        return False
    return True


def _acl_for(
    acl: bytes | None, mode: int, before: tuple[int, int], now: tuple[int, int]
) -> bytes | None:
    """Return the list that lets in, with a new owner and group, those whom another file lets in.

    Who owned the other, and its group, are named in it. Of those who share the new group, some may
    be let in less: as others they might have been, and nobody is let in more.

    Args:
        acl: The list of the other file; `None` if it has none.
        mode: Its mode.
        before: Its owner and group.
        now: Owner and group of the file that gets the list.

    Returns:
        The list, or `None` if the one there is cannot be understood.
    """
    try:
        bits = {_OWNER: (mode >> 6) & 7, _GROUP_OF_FILE: (mode >> 3) & 7, _OTHERS: mode & 7}
        listed = _parsed(acl) if acl else bits
        if before[0] != now[0]:
            listed[_USER, before[0]] = listed[_OWNER]
        listed.pop((_USER, now[0]), None)
        if before[1] != now[1]:
            named = (_GROUP, before[1])
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


def _parsed(acl: bytes) -> dict[tuple[int, int], int]:
    if not acl.startswith(_VERSION):
        raise struct.error("another version")
    entries = _ENTRY.iter_unpack(acl[len(_VERSION) :])
    return {(tag, whom): allowed for tag, allowed, whom in entries}
