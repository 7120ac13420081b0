"""Measures of a ranking: nDCG@5 and R@5 with graded judgements, and bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from random import Random

DEPTH = 5
RELEVANT = 2
"""Lowest judgement (0-3) that counts as found for R@5."""


def ndcg(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """nDCG@5 with gains 2^judgement - 1."""
    gains = [2 ** judged.get(ident, 0) - 1 for ident in ranked[:DEPTH]]
    best = sorted((2**grade - 1 for grade in judged.values()), reverse=True)[:DEPTH]
    return _discounted(gains) / _discounted(best)


def recall(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Share of the relevant texts that stand among the first five."""
    relevant = {ident for ident, grade in judged.items() if grade >= RELEVANT}
    return len(relevant & set(ranked[:DEPTH])) / len(relevant)


def interval(values: Sequence[float], rounds: int = 1000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean; the same on every run."""
    chance = Random(7)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
