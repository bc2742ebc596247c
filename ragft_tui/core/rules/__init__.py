"""The rulebook: its shape, its checks, and how one extends another."""
