"""The terminal: what it can show, what it sends, and how it is drawn on."""
