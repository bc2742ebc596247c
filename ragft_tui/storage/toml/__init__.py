"""TOML files from strangers: parsed with limits, validated, errors located by line and column."""
