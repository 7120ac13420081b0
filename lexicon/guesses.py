"""How words end: what the base form of a word that no list has is likely to be."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

NONE = "0"
"""How an empty ending is written in the tables."""
STOP = "0"
"""The tier of words that carry no meaning: their endings teach nothing."""
_LEAST = {"fi": 6, "sv": 6, "en": 5}
"""By language, how many words must say so before an ending becomes a rule."""
_LONGEST = 7
Row = Mapping[str, str]


def guess_rows(words: Iterable[Row], patterns: Iterable[Row]) -> Iterator[dict[str, str]]:
    """The rows of word_guesses, learned from the base words and their patterns."""
    endings = {
        (row["language"], row["pattern"]): [
            "" if ending == NONE else ending for ending in row["endings"].split()
        ]
        for row in patterns
    }
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in words:
        word, first = row["word"], row["patterns"].split(";")[0]
        if row["tier"] == STOP or word[:1].isupper() or row["parts"]:
            continue
        own = endings[row["language"], first]
        stem = word.removesuffix(own[0])
        pairs[row["language"]] += [(stem + ending, word) for ending in own]
    for language, learned in sorted(pairs.items()):
        for ending, cut, add in guesses(learned, _LEAST[language]):
            yield {"language": language, "ending": ending, "cut": str(cut), "add": add or NONE}


def guesses(pairs: Iterable[tuple[str, str]], least: int) -> list[tuple[str, int, str]]:
    """(ending, letters to cut, letters to add) learned from pairs of (form, base word).

    A longer ending is kept only where it decides otherwise than the shorter one would and at
    least `least` pairs say so.
    """
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, base in pairs:
        size = len(os.path.commonprefix([form, base]))  # noqa: RUF071 (letters)
        change = (len(form) - size, base[size:])
        for length in range(1, min(_LONGEST, len(form) - 2) + 1):
            votes[form[-length:]][change] += 1
    kept: dict[str, tuple[int, str]] = {}
    for ending in sorted(votes, key=lambda text: (len(text), text)):
        fits = {one: n for one, n in votes[ending].items() if one[0] <= len(ending)}
        if not fits:
            continue
        change = min(fits, key=lambda one: (-fits[one], one))
        if fits[change] >= least and change != _inherited(ending, kept):
            kept[ending] = change
    return [(ending, *change) for ending, change in sorted(kept.items())]


def _inherited(ending: str, kept: dict[str, tuple[int, str]]) -> tuple[int, str]:
    return next((kept[ending[at:]] for at in range(1, len(ending)) if ending[at:] in kept), (0, ""))
