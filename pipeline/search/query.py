"""A query as written: words, "phrases" and words that must not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language import Token, tokenise

_PIECE = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')


@dataclass(frozen=True)
class Clause:
    """Words of a query that stand together: a phrase in quotes, or loose words."""

    words: tuple[Token, ...]
    phrase: bool = False
    unwanted: bool = False


def parse(text: str) -> list[Clause]:
    """The clauses of a query; loose words that follow one another are one clause."""
    clauses: list[Clause] = []
    loose: list[Token] = []
    for hit in _PIECE.finditer(text.replace("\u201d", '"').replace("\u201c", '"')):
        quoted = hit[2] is not None
        words = tokenise(hit[2] if quoted else hit[4])
        if hit[1] or hit[3]:
            clauses += [Clause(tuple(words), quoted, True)] if words else []
        elif quoted:
            clauses += [Clause(tuple(words), True)] if words else []
        else:
            loose += words
    if loose:
        clauses.insert(0, Clause(tuple(loose)))
    return clauses
