"""The table of the review: what is listed, selected and marked, and the details of one row."""

from __future__ import annotations

from textual import on
from textual.actions import ActionParseResult
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from ragft_tui.core.decision import count_reviews
from ragft_tui.core.interview import InterviewPosition
from ragft_tui.core.model import Capability
from ragft_tui.core.review import EVERYTHING, complete_word, parse_filter
from ragft_tui.core.text import one_line
from ragft_tui.report.map import points_of
from ragft_tui.report.view import CapabilityView
from ragft_tui.session.history import quote_name
from ragft_tui.session.listing import Listing
from ragft_tui.session.session import Session
from ragft_tui.tui.capability_content import review_details
from ragft_tui.tui.messages import ShowHome
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.capability_map import CapabilityMap
from ragft_tui.tui.widgets.content import Clipped, Static
from ragft_tui.tui.widgets.entries import Paragraph
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.review_table import (
    FilterLine,
    ReviewHeading,
    ReviewList,
    longest_name,
    review_row,
)

_LONGEST_NAME = 16
"""Characters of the name of who decides that are shown beside all else."""

_WITH_MAP = 160
"""From so many columns on the map stands beside the table."""
_BESIDE = 110
"""From so many columns on the details stand beside the table in a window that is not tall."""
_TALL = 30

_LANGUAGE = (
    "Words to find, or: retrieval  both  undecided  pending  stale  unready  marked  "
    "decision:both,retrieval  verdict:both  strength:lean  tone:open  -word for not"
)


class ReviewTable(Page):
    """A page with all capabilities in a table, everything about the selected one below or beside.

    What is listed can be narrowed, sorted and marked; the project is not changed by any of it.
    """

    CSS_PATH = "review.tcss"

    table = query_one("#table", ReviewList)
    filter_line = query_one("#filter", FilterLine)
    details = query_one("#details", Clipped)

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__()
        self.listing = Listing()
        self._selected = ""
        """The id of what is selected, also while it is not shown."""
        self._filtered_from = ""
        """What was selected when the filter was begun: what is typed on the way may not show it."""
        self._session: Session | None = None
        self._position: InterviewPosition | None = None
        self.any_pending = True
        """Whether a verdict that is listed waits for a decision."""

    def compose_body(self) -> ComposeResult:
        """Yield heading, table, details and the field for the filter."""
        with Horizontal(id="columns"):
            with Vertical(id="main"):
                with Vertical(id="left"):
                    yield ReviewHeading()
                    yield ReviewList(id="table")
                rest = self.key_label("review.reasons", typing=True)
                yield Clipped(f"… {rest} shows the rest", id="details")
            yield CapabilityMap(id="beside")
        with Horizontal(id="filtering"):
            yield Static(Content("Filter  "))
            yield FilterLine(id="filter")

    def on_screen_resume(self) -> None:
        """Fill the table; where the interview has moved, its capability is selected."""
        session, interview = self.session, self.session.interview
        moved = interview.capability is not None and interview.position != self._position
        if session is not self._session:
            self.listing, self._selected = Listing(), session.reviewing or ""
            self.filter_line.load("")
            self.table.cursor = 0
            moved = moved and not self._selected
        select = interview.capability.id if interview.capability and moved else ""
        self._session, self._position = session, interview.position
        self.show_project(select)
        # The first layout comes before the width is known; only this makes a second one.
        self.table.refresh(layout=True)
        if self.focused is not self.filter_line:
            self.table.focus()
            self._show_filter()

    def on_resize(self) -> None:
        """Use the width: a map beside the table, or the details beside it in a low window.

        Where the details stand below the table, it takes at most half of the height.
        """
        width, height = self.size
        with_map = width >= _WITH_MAP
        beside = width >= _BESIDE and height < _TALL and not with_map
        self.set_class(with_map, "-with-map")
        self.set_class(beside, "-beside")
        self.table.styles.max_height = "100%" if beside else max(height // 2 - 2, 3)
        self._show_map()

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work here."""
        return ("filter",) if self.filter_line.has_focus else ("review", "marks")

    def why_not(self, action: str | ActionParseResult) -> str | None:
        """Return why an action does not work now; while a filter is typed nothing changes."""
        changing = {key.action for key in self.app.keymap.of("review") if key.changes}
        if self.filter_line.has_focus and isinstance(action, str) and action in changing:
            return f"{self.key_label('filter.keep')} keeps the filter; then this key works."
        return super().why_not(action)

    def describe_position(self) -> str:
        """Return the project, how far its review has come, and what is shown of it."""
        count = count_reviews(self.session.project, self.session.rulebook)
        stale = f", {count.stale} stale" if count.stale else ""
        name = one_line(self.session.project.name)
        decided = f"{count.decided} of {count.total} decided{stale}"
        parts = (name, "review", decided, *self.listing.describe())
        return f"{' · '.join(parts)}{self._signed}"

    @property
    def _signed(self) -> str:
        """Who decides, as it is written beside a decision."""
        session = self.session
        name = "" if session.read_only_reason else session.reviewer.name
        if len(name) > _LONGEST_NAME:
            name = f"{name[: _LONGEST_NAME - 1]}…"
        return f" · as {name}" if name else ""

    @property
    def selected(self) -> Capability | None:
        """The capability that the keys act on."""
        row, shown = self.table.cursor, self.listing.indices
        if not 0 <= row < len(shown):
            return None
        return self.session.project.capability(self.listing.item(row).id)

    def targets(self) -> tuple[Capability, ...]:
        """Return the capabilities that a key for several acts on: what is marked, or selected."""
        selected = self.selected
        return self.listing.shown_marked or ((selected,) if selected else ())

    def show_project(self, select: str = "", *, otherwise: int | None = None) -> None:
        """Bring the table and the details up to date.

        Args:
            select: The id of the capability to select; left out, the selected one stays so.
            otherwise: The row to select where that one is not shown; left out, the row it was in.
        """
        session, listing = self.session, self.listing
        listing.refresh(session.project, session.rulebook)
        listed = [item.id for item in listing.shown]
        self.any_pending = listing.next_pending(listed, session.rulebook) is not None
        row = self.table.cursor if otherwise is None else otherwise
        row = listing.row_of(select or self._selected, row)
        self.table.total, self.table.longest = listing.total, longest_name(listing.shown)
        self.table.fill(len(listing.indices), self._row, max(row, 0))
        heading = self.query_one(ReviewHeading)
        heading.order, heading.backwards = listing.order, listing.backwards
        heading.total, heading.longest = self.table.total, self.table.longest
        self._show_map()
        self._show_details()
        self.refresh_lines()

    def _show_map(self) -> None:
        """Bring the map up to date, where it is shown."""
        if self.has_class("-with-map"):
            views = {number: self._view(item) for number, item in self.listing.numbered.items()}
            self.query_one(CapabilityMap).show(points_of(views))

    def following(self) -> tuple[str, ...]:
        """Return the ids of what is shown, from the row after the selected one round to it."""
        return self.listing.following(self.table.cursor)

    def go_on(self, following: tuple[str, ...], done: str = "") -> None:
        """Show the project, and select the next capability that has no decision.

        Args:
            following: What `following` returned before the project changed.
            done: What was done before, a sentence; empty for nothing.
        """
        self.show_project()
        pending = self.listing.next_pending(following, self.session.rulebook)
        if pending is not None:
            # At once: a dialog that closes now shows the project before the list has posted that.
            self._selected = pending.id
            self.table.cursor = self.listing.row_of(pending.id, 0)
            if done:
                self.show_notice(f"{done} Next: {quote_name(pending)}.")
            return
        count = count_reviews(self.session.project, self.session.rulebook)
        all_decided = count.decided == count.total
        show_all = self.key_label("review.show_all")
        rest = (
            "Every verdict is decided."
            if all_decided or not self.listing.filtered
            else f"Every verdict that is shown is decided; {show_all} shows the others."
        )
        self.show_notice(f"{done} {rest}".lstrip())

    def action_next_pending(self) -> None:
        """Select the next capability that has no decision."""
        self.go_on(self.following())

    def action_mark(self) -> None:
        """Mark the selected capability, or unmark it, and select the next row."""
        following = self.following()
        if self.selected is not None:
            last = self.table.cursor == len(self.listing.indices) - 1
            self.listing.marked ^= {self.selected.id}
            self.show_project("" if last else following[0])

    def action_mark_all(self) -> None:
        """Mark all that are listed, or none."""
        self.listing.toggle_all()
        self.show_project()

    def action_filter(self) -> None:
        """Focus the field for the filter."""
        self._filtered_from = self._selected
        self.query_one("#filtering").display = True
        self.filter_line.focus()
        self.filter_line.action_end()
        if not self.filter_line.value:
            self.show_notice(_LANGUAGE)

    def action_sort(self) -> None:
        """Sort by what comes next."""
        self.listing.order = self.listing.order.next
        self._sorted()

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.listing.backwards = not self.listing.backwards
        self._sorted()

    def action_show_all(self) -> None:
        """End the filter; where there is none, say where the ways out are."""
        if self.listing.filtered:
            self.filter_line.action_clear()
        else:
            home, quits = self.key_label("review.home"), self.key_label("app.quit")
            self.show_notice(f"{home} goes to the list of sessions, {quits} quits.")

    def action_home(self) -> None:
        """Go to the list of sessions."""
        self.post_message(ShowHome())

    def _sorted(self) -> None:
        self.show_project()
        backwards = ", the last first" if self.listing.backwards else ""
        following, reverse = (self.key_label(f"review.{name}") for name in ("sort", "reverse"))
        self.show_notice(
            f"Sorted by {self.listing.order}{backwards}. "
            f"{following} next column, {reverse} reverse."
        )

    def _row(self, row: int) -> Content:
        # As it was listed: another version from the disk may be there before the list is.
        item = self.listing.item(row)
        return review_row(
            self.listing.indices[row] + 1,
            self._view(item),
            self.table.columns,
            marked=item.id in self.listing.marked,
        )

    def _view(self, item: Capability) -> CapabilityView:
        return CapabilityView(item, self.session.rulebook)

    @on(LineList.Moved)
    def _show_details(self) -> None:
        selected = self.selected
        if selected is not None:
            self._selected = self.session.reviewing = selected.id
            self.query_one(CapabilityMap).selected = self.listing.indices[self.table.cursor] + 1
            self.details.parts = review_details(self._view(selected), self.app.keymap)
        elif self.session.project.capabilities:
            names = ("show_all", "filter")
            show_all, change = (self.key_label(f"review.{name}") for name in names)
            self._say(
                f"Nothing fits this filter. {show_all} shows everything, {change} changes it."
            )
        else:
            add, load = self.key_label("review.add"), self.key_label("review.import")
            ways = f"{add} describes the first capability, {load} imports a file."
            self._say(f"Nothing to review yet. {ways}")
        self.show_keys()

    def _say(self, sentence: str) -> None:
        """Say something in the place of the details."""
        self.details.parts = (Paragraph(Content(sentence)),)

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        text, rulebook = event.value, self.session.rulebook
        with self.showing_errors():
            chosen = parse_filter(text, rulebook) if text.strip() else EVERYTHING
            word = complete_word(text, rulebook)
            if word and not self.listing.shows_any(chosen):
                self.show_notice(f"{word} is a condition; as far as it is typed, nothing fits it.")
            else:
                self.listing.filter = chosen
                self.show_project(self._filtered_from, otherwise=0)

    @on(Input.Submitted, "#filter")
    def _keep_filter(self, event: Input.Submitted) -> None:
        with self.showing_errors():
            self.listing.narrow(event.value, self.session.rulebook)
            self.show_project()
            self.table.focus()
            self._show_filter()

    def _show_filter(self) -> None:
        """Show the field of the filter as long as it is not empty."""
        self.query_one("#filtering").display = bool(self.filter_line.value.strip())
