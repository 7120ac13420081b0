"""The theme that an unknown target is nearest to, by the stems of the words of each theme."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]{5,}")
_SHORTEST = 5
_STEM_SHARE = 0.65
"""How much of a word stays when it is inflected or derived."""
_INSIDE = 6
"""Letters that a stem must have to be looked for inside a compound."""
_FEWEST_THEMES = 4
"""A stem of more themes says nothing."""
_ENOUGH = 0.5
_COLUMNS = ("label_fi", "label_sv", "label_en")
_EXTRA = ("extra_labels_fi", "extra_labels_sv", "extra_labels_en")


@dataclass(frozen=True)
class NearTheme:
    """A proposal: the theme, and how clearly (0 to 1) it leads before the next one."""

    theme: str
    confidence: float


class NearThemes:
    """Finds the nearest theme of a term in any of the three languages."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """`texts`: theme_id -> what is said of the theme: labels, concepts, known targets."""
        self._texts = texts

    def nearest(self, term: str) -> NearTheme | None:
        """The theme whose stems stand in the term; None if none leads clearly."""
        scores: Counter[str] = Counter()
        for word in _words(term):
            best: Counter[str] = Counter()
            for stem, weights in self._weights.items():
                if word.startswith(stem) or (len(stem) >= _INSIDE and stem in word):
                    best |= weights
            scores.update(best)
        if not scores:
            return None
        ranked = sorted(scores, key=lambda theme: (-scores[theme], theme))
        others = scores[ranked[1]] if len(ranked) > 1 else 0
        confidence = scores[ranked[0]] / (scores[ranked[0]] + others)
        return NearTheme(ranked[0], confidence) if confidence > _ENOUGH else None

    @cached_property
    def _weights(self) -> dict[str, Counter[str]]:
        """Stem -> theme -> weight; a stem of few themes weighs more."""
        of_stem: dict[str, Counter[str]] = {}
        for theme, texts in self._texts.items():
            for word in (word for text in texts for word in _words(text)):
                of_stem.setdefault(_stem(word), Counter())[theme] += 1
        return {
            stem: Counter(dict.fromkeys(themes, 1 / len(themes)))
            for stem, themes in of_stem.items()
            if len(themes) <= _FEWEST_THEMES
        }


def near_themes(vocabulary: Vocabulary, targets: Mapping[str, list[str]]) -> NearThemes:
    """Made from labels and concepts of the themes and from `targets`: wording -> themes."""
    texts: dict[str, list[str]] = {}
    subjects = vocabulary.themes[vocabulary.themes["theme_kind"] == "subject"]
    for row in subjects.to_dict("records"):
        texts[str(row["theme_id"])] = [str(row[column]) for column in _COLUMNS]
    of_theme = vocabulary.theme_concepts.merge(vocabulary.concepts, on="concept_uri")
    for row in of_theme.to_dict("records"):
        if str(row["theme_id"]) in texts:
            texts[str(row["theme_id"])] += [str(row[column]) for column in (*_COLUMNS, *_EXTRA)]
    for wording, themes in targets.items():
        for theme in themes:
            if theme in texts:
                texts[theme].append(wording)
    return NearThemes(texts)


def _words(text: str) -> Iterator[str]:
    return (hit.group().lower() for hit in _WORD.finditer(text))


def _stem(word: str) -> str:
    return word[: max(_SHORTEST, math.ceil(_STEM_SHARE * len(word)))]
