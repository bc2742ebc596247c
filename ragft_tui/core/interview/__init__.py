"""The interview: a pure state machine, the questions still worth asking, and the edits it makes."""

from ragft_tui.core.interview.edits import check_text
from ragft_tui.core.interview.flow import Interview
from ragft_tui.core.interview.progress import Progress
from ragft_tui.core.interview.route import (
    DESCRIBE,
    NEW,
    VERDICT,
    InterviewPosition,
    asked_questions,
    open_positions,
    open_positions_from,
    open_questions,
    positions_of,
    unanswered_questions,
)
from ragft_tui.core.interview.trial import Trial
from ragft_tui.core.interview.values import (
    invalid_answer,
    is_no_answer,
    is_no_text,
    may_become_number,
    normalize_name,
    parse_answer,
    parse_number,
    parse_number_or_none,
)

__all__ = [
    "DESCRIBE",
    "NEW",
    "VERDICT",
    "Interview",
    "InterviewPosition",
    "Progress",
    "Trial",
    "asked_questions",
    "check_text",
    "invalid_answer",
    "is_no_answer",
    "is_no_text",
    "may_become_number",
    "normalize_name",
    "open_positions",
    "open_positions_from",
    "open_questions",
    "parse_answer",
    "parse_number",
    "parse_number_or_none",
    "positions_of",
    "unanswered_questions",
]
