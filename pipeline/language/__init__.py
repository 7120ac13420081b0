"""Floor 2: words: tokens, base forms, parts of compounds, what means the same."""

from pipeline.language.analysis import (
    COMPOUND,
    FORM,
    GUESS,
    LISTED,
    NAME,
    Analysis,
    Language,
    languages_from,
)
from pipeline.language.tokens import Token, folded, plain, tokenise, words
from pipeline.language.words import STOP

__all__ = [
    "COMPOUND",
    "FORM",
    "GUESS",
    "LISTED",
    "NAME",
    "STOP",
    "Analysis",
    "Language",
    "Token",
    "folded",
    "languages_from",
    "plain",
    "tokenise",
    "words",
]
