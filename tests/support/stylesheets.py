"""Stylesheets that a process parses once: each test starts an app, with the same styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css import stylesheet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token

if TYPE_CHECKING:
    import pytest
    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation

_Tokens = dict[str, list[Token]]

_tokens: dict[tuple[tuple[str, str], ...], _Tokens] = {}
_rules: dict[tuple[object, ...], tuple[_Tokens, list[RuleSet]]] = {}


def share_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every stylesheet of the process have the rules that another one parsed before.

    They are the same rules only where the text and all variables are; Textual itself keeps them
    so within one stylesheet, and changes none.
    """
    monkeypatch.setattr(stylesheet, "tokenize_values", _tokenize_values)
    monkeypatch.setattr(stylesheet, "parse", _parse)


def _tokenize_values(values: dict[str, str]) -> _Tokens:
    key = tuple(values.items())
    if key not in _tokens:
        _tokens[key] = tokenize_values(values)
    return _tokens[key]


def _parse(
    scope: str,
    css: str,
    read_from: CSSLocation,
    *,
    variable_tokens: _Tokens,
    is_default_rules: bool,
    tie_breaker: int,
) -> list[RuleSet]:
    key = (scope, css, read_from, id(variable_tokens), is_default_rules, tie_breaker)
    if key not in _rules:
        rules = parse(
            scope,
            css,
            read_from,
            variable_tokens=variable_tokens,
            is_default_rules=is_default_rules,
            tie_breaker=tie_breaker,
        )
        # The tokens are kept as well: what is freed may give its identity to others.
        _rules[key] = (variable_tokens, list(rules))
    return _rules[key][1]
