"""What a text speaks of: the concepts of the vocabulary and the words that it does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.language import Analysis
from pipeline.match.meaning import Meaning, Meanings, Row, Word

LANGUAGES = ("fi", "sv", "en")
UNKNOWN = 4
"""Fewest letters of an unknown word that is taken to mean something."""
ASKED = 40
"""Most words of an idea whose meaning is weighed: the page reads no more than it can hold."""


@dataclass(frozen=True)
class Concept:
    """A concept: its id, weight (0 generic – 3 says what a text is about) and preferred labels."""

    ident: str
    weight: int
    labels: Mapping[str, str]


@dataclass
class Knowledge:
    """The vocabulary as texts are read with it.

    `single` and `phrases` lead from base words of labels to places in `concepts`; `close` holds
    how close other concepts are (0-1).
    """

    concepts: list[Concept]
    single: dict[str, dict[str, list[int]]]
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]]
    close: list[dict[int, float]]
    meanings: Meanings


@dataclass
class Features:
    """Concept place → the words of the text that spoke of it; the meaning of all words.

    `unknown` are base words that no concept tells → as they stand there, and `says` how much each
    of them says (0-1). `partly` are concepts that
    are told by nothing but a part of a compound whose other part no concept tells. `generic` are
    the words that speak of nothing but concepts of weight 0.
    """

    concepts: dict[int, list[str]] = field(default_factory=dict)
    partly: set[int] = field(default_factory=set)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    says: dict[str, float] = field(default_factory=dict)
    meaning: Meaning = field(default_factory=Meaning)
    generic: set[Word] = field(default_factory=set)


def knowledge(concepts: Sequence[Row], links: Iterable[Row], meanings: Meanings) -> Knowledge:
    """From the tables match_concepts and match_links, and the meanings of words."""
    known = Knowledge(
        [_concept(row) for row in concepts],
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


def asked(text: str, language: str, known: Knowledge) -> Features:
    """What an idea speaks of; of a page of text only the ASKED most telling words are weighed."""
    return features(text, language, known, ASKED)


def features(text: str, language: str, known: Knowledge, most: int | None = None) -> Features:
    """The concepts, unknown words and meaning of a text (of its `most` most telling words)."""
    seen = known.meanings.analyses(text, language)
    found = Features(meaning=known.meanings.read(seen, language, most))
    wholly: set[int] = set()
    phrases = _phrases(seen, language, known)
    inside = {
        place for first, (length, _) in phrases.items() for place in range(first, first + length)
    }
    for place, sighting in enumerate(seen):
        token = sighting.token.lower()
        if place in inside:
            concepts, unknown = phrases.get(place, (0, []))[1], []
        else:
            concepts = _concepts_of(sighting, language, known)
            unknown = _unspoken(sighting, concepts, language, known)
        spoken = [found.concepts.setdefault(concept, []) for concept in concepts]
        (found.partly if unknown else wholly).update(concepts)
        for tokens in (*spoken, *(found.unknown.setdefault(word, []) for word in unknown)):
            if token not in tokens:
                tokens.append(token)
    found.partly -= wholly
    found.generic = generic(found, known)
    read = {word for _, word in found.meaning.words}
    for word in found.unknown:
        found.says[word] = known.meanings.weight((language, word)) if word in read else 1.0
    return found


def generic(found: Features, known: Knowledge) -> set[Word]:
    """The words of a text that speak of nothing but concepts of weight 0."""
    weights: dict[str, int] = {}
    for concept, tokens in found.concepts.items():
        for token in tokens:
            weights[token] = max(weights.get(token, 0), known.concepts[concept].weight)
    words = found.meaning.words.items()
    return {word for word, tokens in words if not any(weights.get(one, 1) for one in tokens)}


def _unspoken(
    sighting: Analysis, concepts: Sequence[int], language: str, known: Knowledge
) -> list[str]:
    """What of the word no concept tells: all of it, or the parts beside those that do."""
    single = known.single[language]
    if not concepts:
        words = list(sighting.lemmas[:1])
    elif any(word in single for word in sighting.lemmas):
        words = []
    else:
        words = [word for word in sighting.units if word not in single]
    return [] if sighting.stop else [word for word in words if _means(word)]


def _means(word: str) -> bool:
    return len(word) >= UNKNOWN and not word.isdigit()


def _concepts_of(seen: Analysis, language: str, known: Knowledge) -> list[int]:
    """Places of the concepts that a word speaks of alone."""
    single = known.single[language]
    for words in (_whole(seen), _outer(seen, language, known)):
        found = [concept for word in words for concept in single.get(word, ())]
        if found:
            return list(dict.fromkeys(found))
    return []


def _phrases(
    seen: Sequence[Analysis], language: str, known: Knowledge
) -> dict[int, tuple[int, list[int]]]:
    """First word of each phrase of the vocabulary → length of the longest, places of concepts."""
    found: dict[int, tuple[int, list[int]]] = {}
    for place, sighting in enumerate(seen):
        for word in dict.fromkeys((*sighting.lemmas, *_inner(sighting))):
            for phrase, concept in known.phrases[language].get(word, ()):
                if _stands(seen, place, phrase):
                    length, concepts = found.get(place, (0, []))
                    if concept not in concepts:
                        found[place] = (max(length, len(phrase)), [*concepts, concept])
    return found


def _whole(analysis: Analysis) -> tuple[str, ...]:
    """The base words of all of a word: itself, if it can be."""
    own = analysis.token.lower()
    return (own,) if own in analysis.lemmas else analysis.lemmas


def _inner(analysis: Analysis) -> tuple[str, ...]:
    return (*analysis.parts, *analysis.units, *analysis.related)


def _outer(analysis: Analysis, language: str, known: Knowledge) -> list[str]:
    """Its parts and what it is made from, without words inside a part: no tie in rautatieasema."""
    inner = _inner(analysis)
    single, kept = known.single[language], known.meanings.kept
    words = [word for word in inner if word in single or (language, word) in kept]
    return [
        word
        for word in inner
        if not any(
            word != whole and word in (whole[: len(word)], whole[-len(word) :]) for whole in words
        )
    ]


def _bases(analysis: Analysis) -> set[str]:
    return {*analysis.lemmas, *_inner(analysis)}


def _stands(seen: Sequence[Analysis], place: int, phrase: Sequence[str]) -> bool:
    """Whether the words of the phrase stand one after the other from `place`."""
    if place + len(phrase) > len(seen):
        return False
    return all(word in _bases(seen[place + step]) for step, word in enumerate(phrase))


def _learn(known: Knowledge, language: str, label: str, place: int) -> None:
    seen = known.meanings.analyses(label, language)
    words = tuple(_base(analysis) for analysis in seen)
    if len(words) == 1:
        known.single[language][words[0]].append(place)
    elif words:
        known.phrases[language][words[0]].append((words, place))


def _base(analysis: Analysis) -> str:
    """The base word that a word of a label stands for: itself, if it can be."""
    own = analysis.token.lower()
    return own if own in analysis.lemmas else analysis.lemmas[0]


def _concept(row: Row) -> Concept:
    labels = {language: str(row[f"label_{language}"]) for language in LANGUAGES}
    return Concept(str(row["match_concept_id"]), int(str(row["concept_weight"])), labels)


def _labels(row: Row, language: str) -> list[str]:
    """All labels of a concept in a language, the preferred one first."""
    extra = str(row[f"extra_labels_{language}"] or "").split(";")
    return [label for label in (str(row[f"label_{language}"]), *extra) if label]
