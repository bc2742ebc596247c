"""The disk: project files, settings, themes, records, and how each is read and written."""
