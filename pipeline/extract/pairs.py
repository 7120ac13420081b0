"""Sentences that tell several names with a sum each, cut into one part a name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.marks import Sentence, Token, mark
from pipeline.extract.reading import Reading

_NAMES_FIRST, _SUMS_FIRST = re.compile(r"(?:n+s){2,}"), re.compile(r"(?:sn){2,}")
_JOINT_LENGTH = 12
_LEAST_BARE = 1000
"""A number below this is no sum where it has no unit."""


def alternating(
    sentence: Sentence, reading: Reading, names: list[Token], sums: list[Token]
) -> list[Sentence]:
    """The sentence cut into parts of one sum each; empty if it has no such parts.

    Either every sum has its names before it ("Raision ja Naantalin hankkeelle 8 000 euroa ja
    Liedolle 3 000 euroa"), or every name its sum. Where names share a sum, what follows must be
    beside it, not a part of it ("josta Raision osuus on 3 000 euroa").
    """
    order = sorted([*names, *sums], key=lambda token: token.start)
    kinds = "".join(token.kind[0] for token in order)
    if _NAMES_FIRST.fullmatch(kinds):
        cuts = [at for at, pair in enumerate(pairwise(kinds), 1) if pair == ("s", "n")]
    elif _SUMS_FIRST.fullmatch(kinds):
        cuts = list(range(2, len(kinds), 2))
    else:
        return []
    shared = len(names) > len(sums)
    if shared and not all(_is_beside(sentence, order[c - 1], order[c], reading) for c in cuts):
        return []
    starts = [sentence.start, *(order[cut].start for cut in cuts)]
    flow = reading.document.flow
    ends = [_before_joint(flow, start, reading) for start in starts[1:]] + [sentence.end]
    return [mark(flow, a, b, sentence.tokens) for a, b in zip(starts, ends, strict=True)]


def _is_beside(sentence: Sentence, last: Token, after: Token, reading: Reading) -> bool:
    gap = sentence.marked[sentence.place(last) + 1 : sentence.place(after)]
    letters = any(char.isalpha() for char in gap)
    return not letters or reading.phrases.any_of("and").search(gap) is not None


def half_told(sentence: Sentence, reading: Reading, names: list[Token]) -> list[Sentence]:
    """As `alternating`, where only the last sum has its unit.

    "Muhos saa 80 000 ja Ii 64 500 euroa".
    """
    if sum(token.kind == "sum" for token in sentence.tokens) != 1:
        return []
    tokens = tuple(
        token._replace(kind="sum") if _may_be_sum(token, sentence, reading) else token
        for token in sentence.tokens
    )
    told = replace(sentence, tokens=tokens)
    return alternating(told, reading, names, [token for token in tokens if token.kind == "sum"])


def _may_be_sum(token: Token, sentence: Sentence, reading: Reading) -> bool:
    """True for a large bare number with nothing counted behind it."""
    if token.kind != "count" or int(token.value) < _LEAST_BARE:
        return False
    rest = sentence.marked[sentence.place(token) + 1 :]
    return rest[:1] in {",", ";"} or reading.phrases.any_of("and").match(rest) is not None


def _before_joint(flow: str, end: int, reading: Reading) -> int:
    """The end without a comma or the word for "and" before it."""
    text = flow[:end].rstrip(" ,;")
    last = text[-_JOINT_LENGTH:].split()[-1:]
    if last and reading.phrases.any_of("keep_hyphen").fullmatch(last[0]):
        text = text[: -len(last[0])].rstrip(" ,;")
    return len(text)
