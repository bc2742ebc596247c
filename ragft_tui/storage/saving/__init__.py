"""Saving: atomic, locked, one version after the other, with a copy where it fails."""
