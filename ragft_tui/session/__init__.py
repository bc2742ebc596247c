"""The application: an open project and everything that can be done with it."""
