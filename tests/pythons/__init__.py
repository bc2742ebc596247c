"""The tests with every other Python of this machine: `python -m tests.pythons`."""
