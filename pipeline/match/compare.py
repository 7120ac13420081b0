"""What two texts share of the concepts of the vocabulary and of the words that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from pipeline.match.features import Features, Knowledge

FOCUS = 0.25
"""Share of the score that tells how much of the other text is about the same."""
STRANGE = 0.5
"""Weight of a rare word that the vocabulary does not know, beside a concept of full weight."""
BY_WEIGHT = (0.03, 0.4, 0.8, 1.0)
"""What a concept of each weight counts for."""
SUBJECT = 3
"""Weight of concepts that say what a text is about, not how it is done."""
PARTLY = 0.5
"""What is left of what a concept of the query gains if only a part of a compound tells it."""
NEAR = 0.5
BESIDE, ASTRAY = 0.6, 0.95
"""What is left of what concepts and what words tell if the subject of the query was not met as near
as NEAR."""
LEAST, MOST = 0.4, 4.0
"""A long text need not be covered whole: weight (in rare concepts) that is enough. Of one that says
little of anything, covering that little is not enough."""


@dataclass(frozen=True)
class Reason:
    """A concept of the query and the one of the other text that it met, with their words."""

    concept: int
    other: int
    closeness: float
    words: tuple[str, ...]
    gain: float


@dataclass(frozen=True)
class Corpus:
    """Texts by id, and how many of them speak of each concept."""

    texts: Mapping[str, Features]
    frequency: Mapping[int, int]


@dataclass(frozen=True)
class Sharing:
    """What is shared: its score (0-1), the parts of the score, the reasons, what weighs most first.

    `concepts` is the share of the query that concepts met, `focus` the share of the other text;
    `met` tells whether the subject of the query was met, if it says any.
    """

    score: float
    concepts: float
    focus: float
    reasons: tuple[Reason, ...]
    strange: tuple[str, ...]
    met: bool


def corpus(texts: Mapping[str, Features]) -> Corpus:
    """Count the concepts of the texts."""
    frequency: dict[int, int] = {}
    for found in texts.values():
        for concept in found.concepts:
            frequency[concept] = frequency.get(concept, 0) + 1
    return Corpus(texts, frequency)


def sharing(query: Features, other: Features, among: Corpus, known: Knowledge) -> Sharing:
    """What the query shares with another text, by how rare concepts are in the corpus."""
    reasons = _reasons(query, other, among, known)
    gains = {reason.concept: reason.gain for reason in reasons}
    together = _together(query)
    total = sum(_mean(_weight(one, among, known) for one in group) for group in together)
    gained = sum(_mean(gains.get(one, 0.0) for one in group) for group in together)
    strange = [word for word in query.unknown if word in other.unknown]
    same, unknown = (
        STRANGE * sum(query.says[word] for word in words) for words in (strange, query.says)
    )
    whole = min(max(total + unknown, LEAST), MOST)
    cover = min(1.0, (gained + same) / whole)
    met = _met_subject(query, reasons, known)
    cover *= 1 if met else BESIDE
    focus = _focus(reasons, other, among, known)
    return Sharing(
        (1 - FOCUS) * cover + FOCUS * focus * cover**0.5,
        gained / whole,
        focus,
        tuple(sorted(reasons, key=lambda reason: (-reason.gain, reason.concept))),
        tuple(strange),
        met,
    )


def _together(query: Features) -> list[list[int]]:
    """The concepts of the query by the word that speaks of them: what one word says counts once."""
    groups: dict[str, list[int]] = {}
    for concept, tokens in query.concepts.items():
        groups.setdefault(tokens[0], []).append(concept)
    return list(groups.values())


def _mean(numbers: Iterable[float]) -> float:
    values = list(numbers)
    return sum(values) / len(values)


def _met_subject(query: Features, reasons: Sequence[Reason], known: Knowledge) -> bool:
    """Whether what the query is about was met, if it says what it is about."""
    subjects = {place for place in query.concepts if known.concepts[place].weight == SUBJECT}
    met = {reason.concept for reason in reasons if reason.closeness >= NEAR}
    return not subjects or bool(subjects & met)


def _reasons(query: Features, other: Features, among: Corpus, known: Knowledge) -> list[Reason]:
    found = []
    for concept in query.concepts:
        weight = _weight(concept, among, known)
        nearest, closeness = _nearest(concept, other, known)
        if weight and closeness:
            words = tuple(other.concepts[nearest])
            gain = weight * closeness * (PARTLY if concept in query.partly else 1)
            found.append(Reason(concept, nearest, closeness, words, gain))
    return found


def _nearest(concept: int, other: Features, known: Knowledge) -> tuple[int, float]:
    if concept in other.concepts:
        return concept, 1.0
    near = known.close[concept]
    best, closeness = -1, 0.0
    for candidate in other.concepts:
        if near.get(candidate, 0.0) > closeness:
            best, closeness = candidate, near[candidate]
    return best, closeness


def _weight(concept: int, among: Corpus, known: Knowledge) -> float:
    """Weight by what the concept says and by how few of the texts speak of it."""
    count, often = len(among.texts), among.frequency.get(concept, 0)
    rarity = log((count + 1) / (often + 0.5)) / log(2 * (count + 1))
    return BY_WEIGHT[known.concepts[concept].weight] * (0.3 + 0.7 * max(0.0, rarity))


def _focus(reasons: Sequence[Reason], other: Features, among: Corpus, known: Knowledge) -> float:
    """Share of what the other text is about that the query met."""
    total = sum(_weight(concept, among, known) for concept in other.concepts)
    met: dict[int, float] = {}
    for reason in reasons:
        met[reason.other] = max(met.get(reason.other, 0.0), reason.closeness)
    gained = sum(_weight(concept, among, known) * near for concept, near in met.items())
    return gained / total if total else 0.0
