"""What a text speaks of: the concepts of the vocabulary and the words that it does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.match.meaning import Meaning, Meanings
from pipeline.match.recognise import Lexicon, Sighting, sight
from pipeline.match.stems import Row, endings

LANGUAGES = ("fi", "sv", "en")
UNKNOWN = 4
"""Fewest letters of an unknown word that is taken to mean something."""


@dataclass(frozen=True)
class Concept:
    """A concept: its id, weight (0 generic – 3 says what a text is about) and preferred labels."""

    ident: str
    weight: int
    labels: Mapping[str, str]


@dataclass
class Knowledge:
    """The vocabulary as the recogniser needs it.

    `single` and `phrases` lead from label words (by number) to places in `concepts`; `close` holds
    how close other concepts are (0-1).
    """

    concepts: list[Concept]
    lexicons: dict[str, Lexicon]
    single: dict[str, dict[int, list[int]]]
    phrases: dict[str, dict[int, list[tuple[tuple[int, ...], int]]]]
    close: list[dict[int, float]]
    meanings: Meanings


@dataclass
class Features:
    """Concept place → the words of the text that spoke of it; the unknown words; the meaning."""

    concepts: dict[int, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    meaning: Meaning = field(default_factory=Meaning)


def knowledge(
    concepts: Sequence[Row], rules: Sequence[Row], links: Iterable[Row], meanings: Meanings
) -> Knowledge:
    """From the tables match_concepts, match_endings and match_links, and the meanings of words."""
    known = Knowledge(
        [_concept(row) for row in concepts],
        {language: Lexicon(endings(rules, language)) for language in LANGUAGES},
        {language: defaultdict(list) for language in LANGUAGES},
        {language: defaultdict(list) for language in LANGUAGES},
        [{} for _ in concepts],
        meanings,
    )
    for place, row in enumerate(concepts):
        for language in LANGUAGES:
            for label in _labels(row, language):
                _learn(known, language, label, place)
    places = {concept.ident: place for place, concept in enumerate(known.concepts)}
    for link in links:
        one, other = places[str(link["match_concept_id"])], places[str(link["other_id"])]
        closeness = int(str(link["closeness"])) / 100
        known.close[one][other] = known.close[other][one] = closeness
    return known


def features(text: str, language: str, known: Knowledge) -> Features:
    """The concepts, unknown words and meaning of a text, in the order of the text."""
    seen = sight(text, known.lexicons[language])
    found = Features(meaning=known.meanings.read(text, language))
    for place, sighting in enumerate(seen):
        concepts = _concepts_at(seen, place, language, known)
        for concept in concepts:
            spoken = found.concepts.setdefault(concept, [])
            if sighting.token not in spoken:
                spoken.append(sighting.token)
        if not concepts and not sighting.parts and _means(sighting.token, found):
            found.unknown.append(sighting.token)
    return found


def _concepts_at(
    seen: Sequence[Sighting], place: int, language: str, known: Knowledge
) -> list[int]:
    """Places of the concepts that the word speaks of, alone or as a part of a phrase."""
    found: dict[int, None] = {}
    for part in seen[place].parts:
        for number in part:
            for concept in known.single[language].get(number, ()):
                found[concept] = None
            for phrase, concept in known.phrases[language].get(number, ()):
                if _stands(seen, place, phrase):
                    found[concept] = None
    return list(found)


def _stands(seen: Sequence[Sighting], place: int, phrase: Sequence[int]) -> bool:
    """Whether the words of the phrase stand one after the other from `place`."""
    if place + len(phrase) > len(seen):
        return False
    return all(
        any(number in part for part in seen[place + step].parts)
        for step, number in enumerate(phrase)
    )


def _means(token: str, found: Features) -> bool:
    return len(token) >= UNKNOWN and not token.isdigit() and token not in found.unknown


def _learn(known: Knowledge, language: str, label: str, place: int) -> None:
    lexicon = known.lexicons[language]
    numbers = tuple(lexicon.add(word) for word in label.lower().replace("-", " ").split())
    if len(numbers) == 1:
        known.single[language][numbers[0]].append(place)
    elif numbers:
        known.phrases[language][numbers[0]].append((numbers, place))


def _concept(row: Row) -> Concept:
    labels = {language: str(row[f"label_{language}"]) for language in LANGUAGES}
    return Concept(str(row["match_concept_id"]), int(str(row["concept_weight"])), labels)


def _labels(row: Row, language: str) -> list[str]:
    extra = str(row[f"extra_labels_{language}"] or "").split(";")
    return [label for label in (str(row[f"label_{language}"]), *extra) if label]
