"""TOML: read with limits, located by line and column."""
