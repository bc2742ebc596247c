"""Which capabilities of a project to show, and in which order."""
