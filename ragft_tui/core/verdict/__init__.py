"""The verdict: evidence, rules that hold, the type with its reasons, and what would change it."""

from ragft_tui.core.verdict.assessment import Assessment, assess
from ragft_tui.core.verdict.evidence import Reason, ReasonKind, describe_answer
from ragft_tui.core.verdict.flips import (
    Flip,
    deciding_questions,
    find_flips,
    is_settled,
    mattering_questions,
    possible_types,
)
from ragft_tui.core.verdict.keywords import Match, find_keywords
from ragft_tui.core.verdict.readiness import describe_missing, find_first_step, find_reach
from ragft_tui.core.verdict.strength import Score
from ragft_tui.core.verdict.suggestions import Suggestion, suggest_answer, suggest_answers

__all__ = [
    "Assessment",
    "Flip",
    "Match",
    "Reason",
    "ReasonKind",
    "Score",
    "Suggestion",
    "assess",
    "deciding_questions",
    "describe_answer",
    "describe_missing",
    "find_first_step",
    "find_flips",
    "find_keywords",
    "find_reach",
    "is_settled",
    "mattering_questions",
    "possible_types",
    "suggest_answer",
    "suggest_answers",
]
