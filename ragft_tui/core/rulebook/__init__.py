"""Rulebooks: the data that turns evidence into points, read and checked."""
