"""Which of many texts are like one text, how much, and why.

Three scores make one: shared concepts of the vocabulary, how much of the words of the one the other
says in words near in meaning, and how near the meanings of all words together are. The last two
need no vocabulary and cross languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.match import compare, meaning
from pipeline.match.compare import Corpus, Reason, Sharing, sharing
from pipeline.match.features import ASKED, UNKNOWN, Features, Knowledge
from pipeline.match.meaning import SCALE, Word, nearness, said

CONCEPTS, WORDS, MEANING = 1.0, 1.3, 0.6
"""What each score weighs."""
STRONG, SOME, WEAK = 0.7, 0.53, 0.395
"""Lowest scores of the three strengths; benchmarks/match/README.md says how they were chosen."""
FAINT = 0.31
"""Lowest score that is told as weak beside a better one: where one text is like the query, others
that come near may be too."""
LAGGING = 0.5
"""Share of the best score that another reaches at least to be told beside it."""
ALIKE = 0.5
"""Least closeness of two words that are told as near in meaning."""
PAIRS = 3
"""As many pairs of near words are told."""


def settings() -> dict[str, float | list[float]]:
    """Every number of the method by name, for the page that does the same."""
    return {
        "concepts": CONCEPTS,
        "words": WORDS,
        "meaning": MEANING,
        "strong": STRONG,
        "some": SOME,
        "weak": WEAK,
        "faint": FAINT,
        "lagging": LAGGING,
        "alike": ALIKE,
        "pairs": PAIRS,
        "focus": compare.FOCUS,
        "strange": compare.STRANGE,
        "by_weight": list(compare.BY_WEIGHT),
        "subject": compare.SUBJECT,
        "partly": compare.PARTLY,
        "near": compare.NEAR,
        "beside": compare.BESIDE,
        "astray": compare.ASTRAY,
        "least": compare.LEAST,
        "most": compare.MOST,
        "generic": meaning.GENERIC,
        "part": meaning.PART,
        "far": meaning.FAR,
        "asked": ASKED,
        "unknown": UNKNOWN,
    }


@dataclass(frozen=True)
class Hit:
    """A text that is like the query: its id, score (0-1), parts of the score and reasons.

    `shared` are base words that both texts have; `near` pairs of base words of one language that
    are near in meaning, looked for where nothing else is shared.
    """

    ident: str
    score: float
    meaning_score: float
    word_score: float
    sharing: Sharing
    shared: tuple[Word, ...]
    near: tuple[tuple[Word, Word], ...] = ()

    @property
    def strength(self) -> str:
        """The score in a word."""
        return strength(self.score)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The concepts that were met, what weighs most first."""
        return self.sharing.reasons


def strength(score: float) -> str:
    """strong, some or weak; "" below the cut-off."""
    for word, least in (("strong", STRONG), ("some", SOME), ("weak", FAINT)):
        if score >= least:
            return word
    return ""


def rank(
    query: Features, among: Corpus, known: Knowledge, most: int = 5, least: float = FAINT
) -> list[Hit]:
    """The texts like the query, best first, ties by id, down to `least`; [] if the best is not."""
    return suggested(ranked(query, among, known), most, least)


def ranked(query: Features, among: Corpus, known: Knowledge) -> list[Hit]:
    """All texts, the one most like the query first, ties by id."""
    hits = [score(query, ident, among, known) for ident in sorted(among.texts)]
    return sorted(hits, key=lambda hit: -hit.score)


def suggested(hits: Sequence[Hit], most: int = 5, least: float = FAINT) -> list[Hit]:
    """Of all hits, best first, those that are told; [] if the best is not like the query."""
    if not hits or hits[0].score < WEAK:
        return []
    least = max(least, LAGGING * hits[0].score)
    return [hit for hit in hits[:most] if hit.score >= least]


def score(query: Features, ident: str, among: Corpus, known: Knowledge) -> Hit:
    """How like the query one text of the corpus is."""
    other = among.texts[ident]
    shared = tuple(word for word in query.meaning.words if word in other.meaning.words)
    met = sharing(query, other, among, known)
    near = max(0.0, nearness(query.meaning.vector, other.meaning.vector))
    words = said(query.meaning, other.meaning, query.generic) * (1 if met.met else compare.ASTRAY)
    total = CONCEPTS * met.score + WORDS * words + MEANING * near
    return Hit(
        ident,
        round(total / (CONCEPTS + WORDS + MEANING), 4),
        round(near, 4),
        round(words, 4),
        met,
        shared,
        () if _told(met, shared, known) else _near(query, other),
    )


def _told(met: Sharing, shared: Sequence[Word], known: Knowledge) -> bool:
    """Whether there are other reasons than the meaning of all words together."""
    concepts = any(known.concepts[reason.concept].weight for reason in met.reasons)
    return bool(concepts or shared or met.strange)


def _near(query: Features, other: Features) -> tuple[tuple[Word, Word], ...]:
    """Pairs of words of one language that are near in meaning, the nearest first."""
    mine, theirs = query.meaning, other.meaning
    if not mine.words or not theirs.words:
        return ()
    near = mine.matrix[: len(mine.words)] @ theirs.matrix[: len(theirs.words)].T / SCALE**2
    pairs = [
        (-round(float(near[row, column]), 4), word, there)
        for row, word in enumerate(mine.words)
        for column, there in enumerate(theirs.words)
        if word[0] == there[0] and near[row, column] >= ALIKE
    ]
    return tuple((word, there) for _, word, there in sorted(pairs)[:PAIRS])
