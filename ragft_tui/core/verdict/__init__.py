"""The verdict: evidence, standing rules, the type with its reasons, and what would change it."""
