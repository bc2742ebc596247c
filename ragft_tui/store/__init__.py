"""The disk: project files, rulebooks, themes, and what the program remembers."""
