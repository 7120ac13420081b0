"""Which of many texts are like one text, how much, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from pipeline.match.features import Features, Knowledge

STRONG, SOME, WEAK = 0.66, 0.48, 0.40
"""Lowest scores of the three strengths, judged on the ideas of benchmarks/match: STRONG and SOME
on its tuning part, WEAK on all its parts together."""
FOCUS = 0.25
"""Share of the score that tells how much of the other text is about the same."""
STRANGE = 0.35
"""Weight of a word that nobody knows, beside a concept of full weight."""
PREFIX = 5
"""Letters from the start that make two unknown words the same."""
BY_WEIGHT = (0.03, 0.25, 0.55, 1.0)
"""What a concept of each weight counts for."""
SUBJECT = 3
"""Weight of concepts that say what a text is about, not how it is done."""
NEAR = 0.5
BESIDE = 0.6
"""What is left of the score if the subject of the query was not met as near as NEAR."""
MOST = 2.5
"""A long text need not be covered whole: weight (in rare concepts) that is enough."""


def settings() -> dict[str, float | list[float]]:
    """Every number of the method by name, for the page that does the same."""
    return {
        "strong": STRONG,
        "some": SOME,
        "weak": WEAK,
        "focus": FOCUS,
        "strange": STRANGE,
        "prefix": PREFIX,
        "by_weight": list(BY_WEIGHT),
        "subject": SUBJECT,
        "near": NEAR,
        "beside": BESIDE,
        "most": MOST,
    }


@dataclass(frozen=True)
class Reason:
    """A concept of the query and the one of the other text that it met, with their words."""

    concept: int
    other: int
    closeness: float
    words: tuple[str, ...]
    gain: float


@dataclass(frozen=True)
class Hit:
    """A text that is like the query: its id, score (0-1), parts of the score and reasons."""

    ident: str
    score: float
    concept_score: float
    word_score: float
    focus_score: float
    reasons: tuple[Reason, ...]
    shared_words: tuple[str, ...]

    @property
    def strength(self) -> str:
        """The score in a word."""
        return strength(self.score)


def strength(score: float) -> str:
    """strong, some or weak; "" below the cut-off."""
    for word, least in (("strong", STRONG), ("some", SOME), ("weak", WEAK)):
        if score >= least:
            return word
    return ""


@dataclass(frozen=True)
class Corpus:
    """Texts by id, and how many of them speak of each concept."""

    texts: Mapping[str, Features]
    frequency: Mapping[int, int]


def corpus(texts: Mapping[str, Features]) -> Corpus:
    """Count the concepts of the texts."""
    frequency: dict[int, int] = {}
    for found in texts.values():
        for concept in found.concepts:
            frequency[concept] = frequency.get(concept, 0) + 1
    return Corpus(texts, frequency)


def rank(query: Features, among: Corpus, known: Knowledge, most: int = 5) -> list[Hit]:
    """The texts like the query, best first, ties by id; [] if nothing is."""
    hits = [_compare(query, ident, among, known) for ident in sorted(among.texts)]
    good = [hit for hit in hits if hit.score >= WEAK and _says(hit, known)]
    return sorted(good, key=lambda hit: (-hit.score, hit.ident))[:most]


def _says(hit: Hit, known: Knowledge) -> bool:
    """Whether more than generic words is shared."""
    return any(known.concepts[reason.concept].weight for reason in hit.reasons)


def _compare(query: Features, ident: str, among: Corpus, known: Knowledge) -> Hit:
    other = among.texts[ident]
    reasons = _reasons(query, other, among, known)
    total = sum(_weight(concept, among, known) for concept in query.concepts)
    shared = [word for word in query.unknown if _meets(word, other.unknown)]
    strange = STRANGE * (len(query.unknown))
    gained = sum(reason.gain for reason in reasons)
    words = STRANGE * len(shared)
    whole = min(total + strange, MOST)
    cover = min(1.0, (gained + words) / whole) if whole else 0.0
    if not _met_subject(query, reasons, known):
        cover *= BESIDE
    focus = _focus(reasons, other, among, known)
    score = round((1 - FOCUS) * cover + FOCUS * focus * cover**0.5, 4)
    return Hit(
        ident,
        score,
        round(gained / whole, 4) if whole else 0.0,
        round(words / whole, 4) if whole else 0.0,
        round(focus, 4),
        tuple(sorted(reasons, key=lambda reason: (-reason.gain, reason.concept))),
        tuple(shared),
    )


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
            found.append(Reason(concept, nearest, closeness, words, weight * closeness))
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


def _meets(word: str, others: Sequence[str]) -> bool:
    return any(word == other or _start(word) == _start(other) for other in others)


def _start(word: str) -> str:
    return word[: max(PREFIX, len(word) - 3)]
