"""Renderings of an assessed project, all from one view model."""
