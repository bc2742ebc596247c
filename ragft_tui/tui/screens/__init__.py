"""The screens of the full screen, each a page that fills it."""
