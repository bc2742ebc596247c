"""The verdict: evidence, rules that hold, the type with its reasons, and what would change it."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.verdict.assessment import Assessment as Assessment
    from ragft_tui.core.verdict.assessment import assess as assess
    from ragft_tui.core.verdict.evidence import Reason as Reason
    from ragft_tui.core.verdict.evidence import ReasonKind as ReasonKind
    from ragft_tui.core.verdict.evidence import describe_answer as describe_answer
    from ragft_tui.core.verdict.flips import Flip as Flip
    from ragft_tui.core.verdict.flips import deciding_questions as deciding_questions
    from ragft_tui.core.verdict.flips import find_flips as find_flips
    from ragft_tui.core.verdict.flips import is_settled as is_settled
    from ragft_tui.core.verdict.flips import mattering_questions as mattering_questions
    from ragft_tui.core.verdict.flips import possible_types as possible_types
    from ragft_tui.core.verdict.keywords import Match as Match
    from ragft_tui.core.verdict.keywords import find_keywords as find_keywords
    from ragft_tui.core.verdict.readiness import describe_missing as describe_missing
    from ragft_tui.core.verdict.readiness import find_first_step as find_first_step
    from ragft_tui.core.verdict.readiness import find_reach as find_reach
    from ragft_tui.core.verdict.strength import Score as Score
    from ragft_tui.core.verdict.suggestions import Suggestion as Suggestion
    from ragft_tui.core.verdict.suggestions import suggest_answer as suggest_answer
    from ragft_tui.core.verdict.suggestions import suggest_answers as suggest_answers
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".assessment": "Assessment assess",
            ".evidence": "Reason ReasonKind describe_answer",
            ".flips": (
                "Flip deciding_questions find_flips is_settled mattering_questions possible_types"
            ),
            ".keywords": "Match find_keywords",
            ".readiness": "describe_missing find_first_step find_reach",
            ".strength": "Score",
            ".suggestions": "Suggestion suggest_answer suggest_answers",
        },
    )
