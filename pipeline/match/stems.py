"""How a word of a label may stand in a text: its stems, and the endings they may take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SHORT = 3
"""Stems shorter than this (in letters) are known only as whole words, without endings."""

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Endings:
    """The rules of one language, from the table match_endings."""

    stem: Sequence[tuple[str, tuple[str, ...]]]
    grades: Sequence[tuple[str, tuple[str, ...]]]
    finals: frozenset[str]
    links: tuple[str, ...]


def endings(rows: Iterable[Row], language: str) -> Endings:
    """The rules of `language`; "0" in the table stands for the empty string."""
    own = [row for row in rows if row["word_language"] == language]
    return Endings(
        _changes(own, "stem"),
        [*_changes(own, "strong"), *_changes(own, "weak")],
        frozenset(
            first + last
            for first in _plain(own, "ending")
            for last in (_plain(own, "after") or [""])
        ),
        tuple(sorted(_plain(own, "link"), key=lambda text: (-len(text), text))),
    )


def stems(word: str, rules: Endings) -> list[str]:
    """The word and what is left of it before its endings, sorted.

    The end changes by the first rule that fits, the consonants before it by each grade.
    """
    if len(word) <= SHORT:
        return [word]
    found = {word}
    for ending, becomes in rules.stem:
        if word.endswith(ending):
            found |= {word[: len(word) - len(ending)] + new for new in becomes}
            break
    for stem in sorted(found):
        found |= set(_graded(stem, rules))
    return sorted(stem for stem in found if len(stem) >= SHORT)


def _graded(stem: str, rules: Endings) -> Iterable[str]:
    body = stem.rstrip("aeiouyäöå")
    tail = stem[len(body) :]
    if not tail:
        return
    for old, becomes in rules.grades:
        if body.endswith(old):
            for new in becomes:
                yield body[: len(body) - len(old)] + new + tail


def _changes(rows: Sequence[Row], role: str) -> list[tuple[str, tuple[str, ...]]]:
    """(ending, what it becomes) with the longest endings first."""
    found = [
        (str(row["ending"]), tuple(_empty(text) for text in str(row["becomes"] or "").split()))
        for row in rows
        if row["ending_role"] == role
    ]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))


def _plain(rows: Sequence[Row], role: str) -> list[str]:
    return [_empty(str(row["ending"])) for row in rows if row["ending_role"] == role]


def _empty(text: str) -> str:
    return "" if text == "0" else text
