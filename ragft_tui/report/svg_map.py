"""The map as a picture: capabilities with their names in four regions, for a slide or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import one_line
from ragft_tui.report.ink import LIGHT, OF_THE_PAGE, Ink
from ragft_tui.report.legend import MAP_NOTE, marked_name
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.spots import is_right, is_upper, spot_of
from ragft_tui.report.svg import label, line, number, shorten, sign, xml
from ragft_tui.report.svg_labels import Box, Placed, Point, place
from ragft_tui.report.view import CapabilityView, name_of

_FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_LEGEND: Final = 17.0
"""The width of the legend, in ems."""
_LEGEND_ROW: Final = 1.4
_SMALLEST: Final = 0.7
"""How small the legend may be, so that more names fit."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """How large a map is, and how it is drawn."""

    width: float
    height: float
    em: float
    """The size of its font."""
    ink: Ink
    titled: bool
    """Whether it bears the name of the application."""


SLIDE: Final = Canvas(1600, 900, 20, LIGHT, titled=True)
PAGE: Final = Canvas(1000, 700, 15, OF_THE_PAGE, titled=False)


def render_svg(report: ProjectReport) -> Iterator[str]:
    """Yield the map alone as an SVG file, on a light ground, for slides."""
    yield draw_map(report, SLIDE)
    yield f"<!-- {xml(report.provenance.sentence).replace('--', '- -')} -->\n"


def draw_map(report: ProjectReport, canvas: Canvas) -> str:
    """Return the map of a report as an element of SVG.

    Args:
        report: The report.
        canvas: How it is drawn.
    """
    return _Map(report, canvas).draw()


class _Map:
    """One map while it is drawn."""

    def __init__(self, report: ProjectReport, canvas: Canvas) -> None:
        self._report = report
        self._canvas = canvas
        self._items = report.capabilities
        self._points = {
            kind: [
                Point(at, marked_name(item), spot)
                for at, item in enumerate(self._items, start=1)
                for spot in (spot_of(item),)
                if spot.type is kind
            ]
            for kind in VerdictType
        }

    def draw(self) -> str:
        em, canvas = self._canvas.em, self._canvas
        top = 3.4 * em if canvas.titled else 0.6 * em
        plot = Box(2.2 * em, top, canvas.width - 3.2 * em, canvas.height - top - 2.6 * em)
        placed, left = self._place(plot)
        legend = [each.point for each in placed if not each.named] + left
        if legend:
            plot = Box(plot.left, plot.top, plot.width - (_LEGEND + 1) * em, plot.height)
            placed, left = self._place(plot)
            legend = [each.point for each in placed if not each.named] + left
        legend.sort(key=lambda point: point.number)
        return "\n".join(
            (
                *self._head(),
                *self._axes(plot),
                *self._titles(plot),
                *map(self._mark, placed),
                *self._legend(legend, plot),
                *self._foot(),
                "</svg>\n",
            )
        )

    def _place(self, plot: Box) -> tuple[list[Placed], list[Point]]:
        placed: list[Placed] = []
        left: list[Point] = []
        for kind, points in self._points.items():
            found, more = place(points, self._room(kind, plot), self._canvas.em)
            placed += found
            left += more
        return placed, left

    def _room(self, kind: VerdictType, plot: Box) -> Box:
        """Return the room for the points of a region, below its title."""
        em = self._canvas.em
        width, height = plot.width / 2, plot.height / 2
        left = plot.left + is_right(kind) * width + 0.6 * em
        top = plot.top + (not is_upper(kind)) * height + 2.3 * em
        return Box(left, top, width - 1.2 * em, height - 2.7 * em)

    def _head(self) -> Iterator[str]:
        canvas, ink = self._canvas, self._canvas.ink
        size = f"{number(canvas.width)} {number(canvas.height)}"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
            f'aria-labelledby="map-title map-desc" font-family="{_FONT}" '
            f'font-size="{number(canvas.em)}" fill="{ink.text}">'
        )
        name = f"Map of {one_line(self._report.name)}"
        yield f'<title id="map-title">{xml(name)}</title>'
        yield f'<desc id="map-desc">{xml(self._description())}</desc>'
        if canvas.titled:
            yield f'<rect width="100%" height="100%" fill="{ink.ground}"/>'
            room = canvas.width / canvas.em / 1.5 - 3
            title = shorten(one_line(self._report.name), room)
            large = f' font-size="{number(canvas.em * 1.5)}" font-weight="600"'
            yield label(2.2 * canvas.em, 2.1 * canvas.em, title, large, self._report.name)

    def _description(self) -> str:
        counts = (f"{name_of(kind)} {self._count(kind)}" for kind in (*VerdictType, None))
        return (
            "Knowledge grows to the right and behaviour upwards; each region is what counts. "
            f"{', '.join(counts)}. Capabilities that would cover one another are moved apart."
        )

    def _count(self, kind: VerdictType | None) -> int:
        return sum(item.effective is kind for item in self._items)

    def _axes(self, plot: Box) -> Iterator[str]:
        em, ink = self._canvas.em, self._canvas.ink
        right, bottom = plot.left + plot.width, plot.top + plot.height
        middle_x, middle_y = plot.left + plot.width / 2, plot.top + plot.height / 2
        thick = ' stroke-width="1.5"'
        yield line(plot.left, plot.top, plot.left, bottom, ink.text, thick)
        yield line(plot.left, bottom, right, bottom, ink.text, thick)
        dashed = ' stroke-dasharray="5 4"'
        yield line(middle_x, plot.top, middle_x, bottom, ink.line, dashed)
        yield line(plot.left, middle_y, right, middle_y, ink.line, dashed)
        quiet = f' fill="{ink.muted}"'
        knowledge, behaviour = (f"{axis.value} →" for axis in Axis)
        yield label(right, bottom + 1.5 * em, knowledge, f'{quiet} text-anchor="end"')
        turned = f' transform="rotate(-90 {number(1.4 * em)} {number(plot.top)})"'
        yield label(1.4 * em, plot.top, behaviour, f'{quiet} text-anchor="end"{turned}')

    def _titles(self, plot: Box) -> Iterator[str]:
        em, ink = self._canvas.em, self._canvas.ink
        for kind in VerdictType:
            x = plot.left + is_right(kind) * plot.width / 2 + em
            y = plot.top + (not is_upper(kind)) * plot.height / 2 + 1.5 * em
            kinds = [kind, None] if kind is VerdictType.PROMPTING and self._count(None) else [kind]
            for each in kinds:
                colour = ink.verdicts[each]
                text = f"{name_of(each)} {self._count(each)}"
                yield sign(each, x, y - 0.35 * em, 0.8 * em, colour)
                yield label(x + 0.8 * em, y, text, f' font-weight="600" fill="{colour}"')
                x += 9 * em

    def _mark(self, placed: Placed) -> str:
        em, item = self._canvas.em, self._items[placed.point.number - 1]
        colour = self._canvas.ink.verdicts[item.effective]
        mark = sign(item.effective, placed.x, placed.y, 0.8 * em, colour)
        offset, anchor = (-0.75, ' text-anchor="end"') if placed.before else (0.75, "")
        title = _told(placed.point.number, item)
        x, y = placed.x + offset * em, placed.y + 0.35 * em
        return mark + label(x, y, placed.label, anchor, title)

    def _legend(self, points: Sequence[Point], plot: Box) -> Iterator[str]:
        em, ink = self._canvas.em, self._canvas.ink
        room = int((plot.height - em) / (_LEGEND_ROW * em))
        scale = min(max(room / max(len(points), 1), _SMALLEST), 1)
        lines, size = int(room / scale), em * scale
        x, y = plot.left + plot.width + 1.4 * em, plot.top + em
        small = f' font-size="{number(size)}"'
        shown = points if len(points) <= lines else points[: lines - 1]
        for point in shown:
            text = shorten(f"{point.number} {point.name}", _LEGEND / scale - 1)
            item = self._items[point.number - 1]
            yield sign(item.effective, x, y - 0.35 * size, 0.7 * size, ink.verdicts[item.effective])
            yield label(x + 0.8 * size, y, text, small, _told(point.number, item))
            y += _LEGEND_ROW * size
        if more := len(points) - len(shown):
            yield label(x, y, f"and {more:,} more", f'{small} fill="{ink.muted}"')

    def _foot(self) -> Iterator[str]:
        if any(item.overrides for item in self._items):
            canvas = self._canvas
            y = canvas.height - 1.1 * canvas.em
            yield label(2.2 * canvas.em, y, MAP_NOTE, f' fill="{canvas.ink.muted}"')


def _told(at: int, item: CapabilityView) -> str:
    """Return what whoever points at a capability is told."""
    return f"{at} {one_line(item.name)}: {item.effective_name}"
