"""The interview: a pure state machine, the questions still worth asking, and the edits it makes."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.interview.edits import check_text as check_text
    from ragft_tui.core.interview.flow import Interview as Interview
    from ragft_tui.core.interview.progress import Progress as Progress
    from ragft_tui.core.interview.route import DESCRIBE as DESCRIBE
    from ragft_tui.core.interview.route import NEW as NEW
    from ragft_tui.core.interview.route import VERDICT as VERDICT
    from ragft_tui.core.interview.route import InterviewPosition as InterviewPosition
    from ragft_tui.core.interview.route import asked_questions as asked_questions
    from ragft_tui.core.interview.route import open_positions as open_positions
    from ragft_tui.core.interview.route import open_positions_from as open_positions_from
    from ragft_tui.core.interview.route import open_questions as open_questions
    from ragft_tui.core.interview.route import positions_of as positions_of
    from ragft_tui.core.interview.route import unanswered_questions as unanswered_questions
    from ragft_tui.core.interview.trial import Trial as Trial
    from ragft_tui.core.interview.values import invalid_answer as invalid_answer
    from ragft_tui.core.interview.values import is_no_answer as is_no_answer
    from ragft_tui.core.interview.values import is_no_text as is_no_text
    from ragft_tui.core.interview.values import may_become_number as may_become_number
    from ragft_tui.core.interview.values import normalize_name as normalize_name
    from ragft_tui.core.interview.values import parse_answer as parse_answer
    from ragft_tui.core.interview.values import parse_number as parse_number
    from ragft_tui.core.interview.values import parse_number_or_none as parse_number_or_none
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".edits": "check_text",
            ".flow": "Interview",
            ".progress": "Progress",
            ".route": (
                "DESCRIBE NEW VERDICT InterviewPosition asked_questions open_positions "
                "open_positions_from open_questions positions_of unanswered_questions"
            ),
            ".trial": "Trial",
            ".values": (
                "invalid_answer is_no_answer is_no_text may_become_number normalize_name "
                "parse_answer parse_number parse_number_or_none"
            ),
        },
    )
