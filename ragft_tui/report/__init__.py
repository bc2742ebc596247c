"""Renderings of assessed projects, all from one view model; pure."""
