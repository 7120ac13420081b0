"""The theme that an unknown target is nearest to, by the stems of the words of each theme."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.vocabulary import Vocabulary

_SHORTEST_WORD = 4
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST_WORD},}}")
_SHORTEST = 5
_STEM_SHARE = 0.65
"""How much of a longer word stays when it is inflected or derived."""
_INSIDE = 6
"""Letters that a stem must have to be looked for inside a compound."""
_FEWEST_THEMES = 4
"""A stem of more themes says nothing."""
_MOST_TEXTS = 20
"""Nor does one that stands in more of the wordings: digital, service, project."""
_OF_TARGET = 0.5
"""What a word of a reviewed target weighs; one of a label or concept weighs 1."""
_LEAD, _EVIDENCE = 0.62, 0.6
"""The share of the first theme beside the second, and its weight, that make a proposal."""
_COLUMNS = ("label_fi", "label_sv", "label_en")
_EXTRA = ("extra_labels_fi", "extra_labels_sv", "extra_labels_en")
_KINDS = ("subject", "project type")


@dataclass(frozen=True)
class NearTheme:
    """A proposal: the theme, and how clearly (0 to 1) it leads before the next one."""

    theme: str
    confidence: float


class NearThemes:
    """Finds the nearest theme of a term in any of the three languages."""

    def __init__(self, texts: Mapping[str, Mapping[str, float]], corpus: Iterable[str]) -> None:
        """`texts`: theme_id -> what is said of it -> weight; `corpus` shows what anyone says."""
        self._texts = texts
        self._corpus = corpus

    def nearest(self, term: str) -> NearTheme | None:
        """The theme whose stems stand in the term; None unless one leads clearly."""
        scores: Counter[str] = Counter()
        for word in _words(term):
            best: Counter[str] = Counter()
            for stem in self._stems_in(word):
                best |= self._weights[stem]
            scores.update(best)
        ranked = sorted(scores, key=lambda theme: (-scores[theme], theme))
        if not ranked or scores[ranked[0]] < _EVIDENCE:
            return None
        confidence = scores[ranked[0]] / sum(scores[theme] for theme in ranked[:2])
        return NearTheme(ranked[0], confidence) if confidence >= _LEAD else None

    def _stems_in(self, word: str) -> list[str]:
        """The stems that the word has, without those that are only a part of a longer one."""
        ends = range(_SHORTEST_WORD, len(word) + 1)
        parts = {word[:end] for end in ends}
        parts |= {word[at:end] for end in ends for at in range(1, end - _INSIDE + 1)}
        found = self._weights.keys() & parts
        return [s for s in found if not any(s != other and s in other for other in found)]

    @cached_property
    def _weights(self) -> dict[str, Counter[str]]:
        """Stem -> theme -> weight; a stem of few themes weighs more."""
        of_stem: dict[str, Counter[str]] = {}
        for theme, texts in self._texts.items():
            for text, weight in texts.items():
                for word in _words(text):
                    of_stem.setdefault(_stem(word), Counter())
                    of_stem[_stem(word)] |= Counter({theme: weight})
        common = _beginnings(self._corpus)
        return {
            stem: Counter({theme: self._weight(themes, theme) for theme in themes})
            for stem, themes in of_stem.items()
            if len(themes) <= _FEWEST_THEMES and common[stem] <= _MOST_TEXTS
        }

    def _weight(self, themes: Counter[str], theme: str) -> float:
        rare = 1 - math.log(len(themes)) / math.log(len(self._texts))
        return rare * themes[theme] ** 2 / themes.total()


def near_themes(
    vocabulary: Vocabulary, targets: Mapping[str, list[str]], corpus: Iterable[str]
) -> NearThemes:
    """Made from labels and concepts of the themes and from `targets`: wording -> themes.

    `corpus` holds the wordings of all kinds, which tell what words say nothing of a theme.
    """
    of_kind = vocabulary.themes[vocabulary.themes["theme_kind"].isin(_KINDS)]
    texts: dict[str, dict[str, float]] = {}
    for row in of_kind.to_dict("records"):
        texts[str(row["theme_id"])] = {str(row[column]): 1.0 for column in _COLUMNS}
    of_theme = vocabulary.theme_concepts.merge(vocabulary.concepts, on="concept_uri")
    for row in of_theme.to_dict("records"):
        if str(row["theme_id"]) in texts:
            labels = {str(row[column]): 1.0 for column in (*_COLUMNS, *_EXTRA)}
            texts[str(row["theme_id"])] |= labels
    for wording, themes in targets.items():
        for theme in themes:
            if theme in texts:
                texts[theme].setdefault(wording, _OF_TARGET / len(themes))
    return NearThemes(texts, corpus)


def _beginnings(corpus: Iterable[str]) -> Counter[str]:
    """Beginning -> how many texts have a word with it."""
    found: Counter[str] = Counter()
    for text in corpus:
        words = set(_words(text))
        found.update({word[:n] for word in words for n in range(1, len(word) + 1)})
    return found


def _words(text: str) -> Iterator[str]:
    return (hit.group().lower() for hit in _WORD.finditer(text))


def _stem(word: str) -> str:
    return word[: max(_SHORTEST, math.ceil(_STEM_SHARE * len(word)))]
