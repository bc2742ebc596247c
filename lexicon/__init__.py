"""Learns the lexicon from descriptions and measures it; no part of the program."""
