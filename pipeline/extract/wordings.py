"""Terms to wordings: a term that a reviewed statement or the word list knows gets its value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.known import Known
from pipeline.extract.near_themes import NearThemes, near_themes
from pipeline.schema import schema
from pipeline.vocabulary import Vocabulary

_SPACES = re.compile(r"\s+")
_SHORTEST_LABEL = 6
_ENDING = 2
_SHORTEST_TERM = 10


class Wordings:
    """Gives values to terms, and themes to targets."""

    def __init__(self, known: Known, vocabulary: Vocabulary) -> None:
        self._known = known
        self._vocabulary = vocabulary
        self._values = frozenset(known.wordings.values())
        self._notes: dict[str, str] = {}

    @cached_property
    def _labels(self) -> list[tuple[str, str]]:
        return _theme_labels(self._vocabulary)

    @cached_property
    def _near(self) -> NearThemes:
        known = self._known
        targets = {
            text: known.themes[english]
            for text, english in known.wordings.items()
            if english in known.themes
        }
        return near_themes(self._vocabulary, targets, known.wordings)

    def settle(self, finding: Finding, text: str) -> Finding:
        """The finding with the known wording as value; unresolved with the term itself if none.

        `text` is the document: the words around the term decide too.
        """
        if not finding.field or schema().fields[finding.field].type != "wording":
            return finding
        if finding.value in self._values:
            return finding._replace(status="", confidence=max(finding.confidence, 0.8))
        term = _SPACES.sub(" ", text[finding.start : finding.end])
        known = self._known.wordings.get(term.lower()) or self._reviewed(finding.field, term)
        value, status, sure = known or term, "" if known else UNRESOLVED, finding.confidence
        note = "; ".join(filter(None, [finding.note, self._themes(finding.field, value, term)]))
        return finding._replace(
            value=value, status=status, confidence=0.85 if known else sure, note=note
        )

    def _reviewed(self, field: str, term: str) -> str:
        """The value of the longest reviewed token of the field that stands in the term."""
        lower = term.lower()
        pairs = self._known.tokens.get(field, ())
        within = next((value for token, value in pairs if token in lower), "")
        if within or len(lower) < _SHORTEST_TERM:
            return within
        return next((value for token, value in pairs if lower in token), "")

    def _themes(self, field: str, value: str, term: str) -> str:
        """A note on the themes of a target, or a proposal; what is shut out gets no proposal."""
        if field not in {"target", "target_example", "exclusion", "theme"}:
            return ""
        themes = self._known.themes.get(value) or self._by_label(term)
        if themes:
            return f"themes: {' '.join(themes)}"
        return "" if field == "exclusion" else self._nearest(term)

    def _nearest(self, term: str) -> str:
        """A proposal for a term that nothing is known of."""
        if term not in self._notes:
            near = self._near.nearest(term)
            told = f"nearest theme: {near.theme} ({near.confidence:.2f})" if near else ""
            self._notes[term] = told or "no theme is clearly the nearest"
        return self._notes[term]

    def _by_label(self, term: str) -> list[str]:
        lower = term.lower()
        return sorted({theme for stem, theme in self._labels if stem in lower})


def _theme_labels(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(stem of a label, theme_id) of every concept that a theme is made of."""
    themes = vocabulary.theme_concepts.merge(vocabulary.concepts, on="concept_uri")
    found = set()
    for row in themes.to_dict("records"):
        for label in _labels([row[column] for column in _LABEL_COLUMNS]):
            if len(label) >= _SHORTEST_LABEL:
                found.add((label[:-_ENDING].lower(), str(row["theme_id"])))
    return sorted(found)


_LABEL_COLUMNS = ("label_fi", "label_sv", "extra_labels_fi", "extra_labels_sv")


def _labels(cells: Iterable[object]) -> list[str]:
    return [label for cell in cells for label in str(cell).split(";") if label]
