"""Tools of the tests: a terminal to run the program in, and scripts of keys to drive it."""
