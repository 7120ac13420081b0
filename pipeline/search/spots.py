"""Where an entry stands, as a text: for phrases and for compounds of which it is a part."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipeline.search.documents import WEIGHTS
from pipeline.search.index import Index
from pipeline.search.keys import PART, RELATED, WHOLE
from pipeline.search.ordered import Numbers
from pipeline.search.packed import APART, FEW, LONG, as_json, pack, steps

COMMON = "1"
"""Stands for places that are told in files of their own."""
NOWHERE = APART
"""Stands before the places of an entry that nowhere stands itself."""
_WEIGHTS = sorted(set(WEIGHTS.values()))
_HOWS = WHOLE, RELATED, PART
_DIGITS = len(_WEIGHTS) * len(_HOWS)


def spots(index: Index, places: Numbers, hows: Numbers) -> str | None:
    """Per document: step from the one before, number of places, each as a step and a digit.

    The digit tells the weight (its place in `_WEIGHTS`) and how the word is met there.
    """
    if not len(places):
        return None
    documents = index.document[places].astype(np.int64)
    within = index.within(places)
    digits = np.searchsorted(_WEIGHTS, index.weight[places]) * len(_HOWS) + hows
    whole = "" if (hows == WHOLE).any() else NOWHERE
    if len(places) <= FEW:
        rows = zip(documents.tolist(), within.tolist(), digits.tolist(), strict=True)
        packed = pack(_few_spots(rows))
    else:
        first = np.ones(len(places), bool)
        first[1:] = documents[1:] != documents[:-1]
        starts = np.flatnonzero(first)
        counts = np.concatenate([starts[1:], [len(places)]]) - starts
        gone = np.where(first, within, steps(within))
        heads = np.stack([steps(documents[starts]), counts], axis=1).ravel()
        packed = pack(np.insert(gone * _DIGITS + digits, np.repeat(starts, 2), heads))
    return COMMON if len(packed) > LONG else as_json(whole + packed)


def _few_spots(rows: Iterable[tuple[int, int, int]]) -> list[int]:
    found: list[int] = []
    document, before, head = 0, 0, 0
    for number, place, digit in rows:
        if not found or number != document:
            head, before = len(found) + 1, 0
            found += [number - document, 0]
            document = number
        found[head] += 1
        found.append((place - before) * _DIGITS + digit)
        before = place
    return found
