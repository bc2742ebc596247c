"""The widgets of the full screen, which hold no session and know no screen.

Each is imported from its module: a screen loads only those that it shows.
"""
