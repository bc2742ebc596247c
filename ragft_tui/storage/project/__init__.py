"""The project file: its format, read and written."""
