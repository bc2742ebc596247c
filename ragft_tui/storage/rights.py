"""The rights of a file, given to a new one: the same, or else fewer, at every moment."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ragft_tui.storage.acl import ACL, acl_for

NOT_POSSIBLE: Final = {errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What a file system says of what it does not do at all."""

_BITS: Final = 0o777
"""Of a file of text no more is wanted; the others the kernel takes away at each write."""

_PRIVATE: Final = 0o700
_OF_CONTENT: Final = {"security.ima", "security.evm", "security.capability"}
"""Attributes that belong to what stands in a file, and are the kernel's."""

_NO_ATTRIBUTES: Final[Mapping[str, bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with a file."""

    owner: int
    """The id of the user."""
    group: int
    """The id of the group."""
    mode: int
    """The bits for owner, group and others."""
    attributes: Mapping[str, bytes] = field(default_factory=lambda: _NO_ATTRIBUTES)
    """The extended attributes by name, access control list and security label among them."""


def own_rights(mode: int = 0o600) -> Rights:
    """Return the rights of a file of this user; without a mode it is for nobody else.

    Args:
        mode: The bits for owner, group and others.
    """
    return Rights(os.geteuid(), os.getegid(), mode)


def rights_of(descriptor: int) -> Rights:
    """Return the rights of a file that is open.

    Raises:
        OSError: Where they cannot be read.
    """
    found = os.fstat(descriptor)
    mode = stat.S_IMODE(found.st_mode) & _BITS
    return Rights(found.st_uid, found.st_gid, mode, _attributes(descriptor))


def rights_to_make_in(directory: int) -> Rights:
    """Return the rights of a file for all who may make files in a directory that is open.

    Raises:
        OSError: Where those of the directory cannot be read.
    """
    found = rights_of(directory)
    acl = {name: value for name, value in found.attributes.items() if name == ACL}
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
        OSError: Where the mode cannot be set, though there are modes.
    """
    found = os.fstat(descriptor)
    if found.st_mode & _BITS & ~_PRIVATE:
        _set_mode(descriptor, stat.S_IMODE(found.st_mode) & _PRIVATE)
    _give_owner(descriptor, found, rights)
    own = os.fstat(descriptor)
    before, now = (rights.owner, rights.group), (own.st_uid, own.st_gid)
    if before != now:
        listed = acl_for(rights.attributes.get(ACL), rights.mode, before, now)
        if listed and _give_attributes(descriptor, {**rights.attributes, ACL: listed}):
            return False
    wanted, mode = dict(rights.attributes), rights.mode
    if before[1] != now[1]:
        # Without its group, the list of the other would let in those of ours.
        both = 0 if wanted.pop(ACL, None) else (mode >> 3) & mode & 0o7
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


def _give_owner(descriptor: int, found: os.stat_result, rights: Rights) -> None:
    if (found.st_uid, found.st_gid) == (rights.owner, rights.group):
        return
    try:
        os.fchown(descriptor, rights.owner, rights.group)
    except OSError:
        # Only root gives files away, but a group of one's own can be kept.
        with suppress(OSError):
            os.fchown(descriptor, -1, rights.group)


def _attributes(descriptor: int) -> Mapping[str, bytes]:
    if sys.platform != "linux":
        return _NO_ATTRIBUTES
    try:
        names = [name for name in os.listxattr(descriptor) if name not in _OF_CONTENT]
    except OSError as error:
        if error.errno not in NOT_POSSIBLE:
            raise
        return _NO_ATTRIBUTES
    return {name: os.getxattr(descriptor, name) for name in names}


def _give_attributes(descriptor: int, wanted: Mapping[str, bytes]) -> bool:
    """Set what differs, and take away what the directory gave; tell whether that can be done."""
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
