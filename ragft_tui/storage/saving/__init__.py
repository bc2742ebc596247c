"""Saving a project: atomic, locked, one version after the other, with a copy if it fails."""
