"""A page that the keys of lists scroll."""

from __future__ import annotations

from textual.containers import VerticalScroll

from ragft_tui.tui.bindings import bindings


class Reader(VerticalScroll):
    """A page that the keys of lists scroll."""

    BINDINGS = bindings("list")

    @property
    def _animates(self) -> bool:
        return self.app.animation_level != "none"

    def action_move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.scroll_to(y=self.scroll_target_y + by, animate=self._animates)

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self.scroll_home(animate=self._animates)

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=self._animates)

    def action_select(self) -> None:
        """Scroll by what is visible."""
        self.scroll_page_down(animate=self._animates)
