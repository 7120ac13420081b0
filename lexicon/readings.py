"""What analysers of Finnish, Swedish and English say of a word that the lexicon lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import simplemma
import spylls.hunspell
from pypykko.utils import analyze

_KNOWN = ("Lexicon", "Lexicon|Pfx")
"""Sources of readings by pykko that rest on its word list, the others guess."""
_NAME = "proper"
_SHORTEST = 4
"""Letters that a part of a Swedish compound has at least: shorter ones are found by chance."""
_JOINT = "s"
"""What may stand between the parts of a Swedish compound."""


@dataclass(frozen=True)
class Reading:
    """The base forms of a word and, of a compound, the base forms of its parts."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()


Reader = Callable[[str], Reading | None]
"""A word as it stands in a text → its reading, None where the analyser does not know the word."""


def readers() -> dict[str, Reader]:
    """A reader by language."""
    return {"fi": finnish, "sv": _swedish(), "en": english}


def finnish(token: str) -> Reading | None:
    """The likeliest readings of the word list of pykko; names have a list of their own."""
    found = [one for one in analyze(token.lower()) if one.source in _KNOWN and one.pos != _NAME]
    if not found:
        return None
    least = min(one.weight for one in found)
    lemmas = sorted({one.lemma.lower() for one in found if one.weight == least})
    split = next((tuple(lemma.split("|")) for lemma in lemmas if "|" in lemma), ())
    bases = dict.fromkeys(lemma.replace("|", "") for lemma in lemmas)
    return Reading(tuple(bases), split)


def english(token: str) -> Reading | None:
    """The base form by the word list of simplemma."""
    word = token.lower()
    if not simplemma.is_known(word, lang="en"):
        return None
    return Reading((simplemma.lemmatize(word, lang="en").lower(),))


def _swedish() -> Reader:
    folder = Path(spylls.hunspell.__file__).parent / "data" / "sv"
    spelling = spylls.hunspell.Dictionary.from_files(str(folder / "sv_SE"))

    def swedish(token: str) -> Reading | None:
        word = token.lower()
        if simplemma.is_known(word, lang="sv"):
            return Reading((_swedish_base(word),))
        return _swedish_compound(word) if spelling.lookup(word) else None

    return swedish


def _swedish_base(word: str) -> str:
    lemma: str = simplemma.lemmatize(word, lang="sv", greedy=True)
    return lemma.lower()


def _swedish_compound(word: str) -> Reading | None:
    """The cut into two known words whose shorter one is the longest."""
    cuts = [
        (min(at, len(word) - at), at, front)
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1)
        if simplemma.is_known(word[at:], lang="sv")
        for front in (word[:at], word[:at].removesuffix(_JOINT))
        if simplemma.is_known(front, lang="sv")
    ]
    if not cuts:
        return None
    _, at, front = max(cuts)
    head = _swedish_base(word[at:])
    return Reading((word[:at] + head,), (_swedish_base(front), head))
