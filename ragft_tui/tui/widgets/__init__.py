"""The widgets of the full screen, which hold no session and know no screen."""

from ragft_tui.tui.widgets.answer_options import (
    NUMBER_WANTED,
    TAKES_NO_NUMBER,
    AnswerOptions,
    NumberLine,
)
from ragft_tui.tui.widgets.capability_map import CapabilityMap
from ragft_tui.tui.widgets.content import Clipped, Head, Static, show, show_marked
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.entries import MEASURE, Entry, Headline, Paragraph, Part, Space, lay_out
from ragft_tui.tui.widgets.line_list import CARET, DigitEntry, LineList, add_reverse
from ragft_tui.tui.widgets.lines import Banner, HintLine, StatusLine
from ragft_tui.tui.widgets.question_card import BecauseLine, QuestionCard
from ragft_tui.tui.widgets.reader import Reader
from ragft_tui.tui.widgets.review_table import (
    FilterLine,
    ReviewHeading,
    ReviewList,
    longest_name,
    review_row,
)
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine
from ragft_tui.tui.widgets.verdict import axis_style, verdict_content, verdict_style
from ragft_tui.tui.widgets.verdict_bars import VerdictBars
from ragft_tui.tui.widgets.verdict_card import VerdictPage

__all__ = [
    "CARET",
    "MEASURE",
    "NUMBER_WANTED",
    "TAKES_NO_NUMBER",
    "AnswerOptions",
    "Banner",
    "BecauseLine",
    "CapabilityMap",
    "Clipped",
    "DescribeForm",
    "DigitEntry",
    "Entry",
    "FilterLine",
    "Head",
    "Headline",
    "HintLine",
    "LineList",
    "NumberLine",
    "Paragraph",
    "Part",
    "QuestionCard",
    "Reader",
    "ReviewHeading",
    "ReviewList",
    "Space",
    "Static",
    "StatusLine",
    "TextBox",
    "TextLine",
    "VerdictBars",
    "VerdictPage",
    "add_reverse",
    "axis_style",
    "lay_out",
    "longest_name",
    "review_row",
    "show",
    "show_marked",
    "verdict_content",
    "verdict_style",
]
