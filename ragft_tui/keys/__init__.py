"""The keys: their names, what each does, and how settings give others."""
