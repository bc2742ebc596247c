"""What if: other answers tried on one capability, which count only once they are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual import on
from textual.content import Content

from ragft_tui.core.interview import Trial
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment
from ragft_tui.keys.hints import Hints
from ragft_tui.report.trial import describe_trial
from ragft_tui.report.view import CapabilityView, full_label
from ragft_tui.session.review import keep_trial
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.screens.options import OptionsScreen
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict import verdict_content

_MARGINS: Final = 2
"""The columns beside the line of verdicts."""


def _short_label(assessment: Assessment) -> str:
    return assessment.label


class WhatIfScreen(OptionsScreen):
    """Answers are tried; the project changes only when they are kept."""

    BINDINGS = bindings("what_if")
    CONTEXTS = ("what_if", "options")

    def __init__(self, capability: Capability, notify: Callable[[str], None]) -> None:
        """Make the screen.

        Args:
            capability: What to try answers on.
            notify: Shows a notice on the screen that one goes back to.
        """
        super().__init__(capability)
        self._notify = notify

    def describe_position(self) -> str:
        """Return the project, and which keys keep and discard."""
        keep, discard = (self.key_label(f"what_if.{name}") for name in ("keep", "discard"))
        name = one_line(self.session.project.name)
        return f"{name} · what if: {keep} keeps, {discard} discards"

    def hints(self) -> Hints:
        """Return the keys that keep, discard and choose, and the one for an exact number."""
        return Hints(("what_if.keep", "what_if.discard", "options.choose", *self.number_hint))

    def take(self, trial: Trial) -> Trial:
        """Go on with all that was tried."""
        return trial

    def verdicts(self, given: CapabilityView, tried: CapabilityView) -> Content:
        """Return the verdict now and, once an answer is tried, the one that it would lead to.

        Both tell how knowledge reaches the model where a line has room for that.
        """
        found = [given.assessment, *([tried.assessment] if self.trial.changes else [])]
        for label in (full_label, _short_label):
            first, *second = (verdict_content(each.verdict, label(each)) for each in found)
            line = Content.assemble("now: ", first)
            for then in second:
                line = Content.assemble(line, "  →  what if: ", then.stylize("bold"))
            if line.cell_length <= self.app.size.width - _MARGINS:
                break
        return line

    def warnings(self, given: CapabilityView, tried: CapabilityView) -> list[str]:
        """Return what the answers would do to the decision."""
        return list(describe_trial(given, tried))

    def action_keep(self) -> None:
        """Keep the answers that were tried, as one change that undo takes back."""
        if self.trial.changes:
            self._notify(keep_trial(self.session, self.trial, self.key_label("review.undo")))
        self.dismiss()

    @on(LineList.Selected)
    async def _keep_all(self) -> None:
        await self.run_action("keep")
