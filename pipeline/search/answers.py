"""Answers to one part of a query: per document the best way in which it is met, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.search.documents import WEIGHTS
from pipeline.search.hits import KINDS, NAME, PART, RELATED, WORD, Hit
from pipeline.search.index import Index
from pipeline.search.keys import PART as IN_WORD
from pipeline.search.keys import RELATED as MADE_FROM
from pipeline.search.keys import WHOLE
from pipeline.search.ordered import Numbers, among, each_once

_NOWHERE = -1
_TOP = max(KINDS.values()) * max(WEIGHTS.values())
"""The highest score of a hit."""


@dataclass(frozen=True)
class Way:
    """One way to meet a part of a query.

    `rows` are the words that must stand within the window, each as the keys that will do; with a
    single row each place counts by how the key belongs to the word there.
    """

    kind: str
    rows: tuple[tuple[str, ...], ...]
    asked: str
    said: str = ""
    means: str = ""
    window: int = 1
    loose: bool = False
    """Whether the rows are parts of one word: then one of them must be a word of its own there;
    the last, if they are ordered."""
    ordered: bool = False
    """Whether the second of two words right before the first is another thing (care home)."""


@dataclass(frozen=True)
class Why:
    """What is told of a hit beside its words."""

    kind: str
    asked: str
    said: str = ""
    means: str = ""


@dataclass(frozen=True)
class Answers:
    """Documents in order with a score, a reason (a number in `whys`) and places of words each.

    `places` has one row a document, padded with -1.
    """

    documents: Numbers
    scores: Numbers
    reasons: Numbers
    places: Numbers
    whys: tuple[Why, ...] = ()

    def __len__(self) -> int:
        return len(self.documents)

    def hits(self, index: Index) -> dict[int, Hit]:
        """Document → hit, for few documents."""
        return {
            int(document): _hit(index, int(score), self.whys[reason], places)
            for document, score, reason, places in zip(
                self.documents, self.scores, self.reasons, self.places, strict=True
            )
        }


def answer(index: Index, ways: Sequence[Way]) -> Answers:
    """Per document the best of the ways, of equal ones the first."""
    parts: list[Answers] = []
    keyed: list[Way] = []
    for way in ways:
        if len(way.rows) == 1:
            keyed.append(way)
            continue
        parts += [_keyed(index, keyed), _near(index, way)]
        keyed = []
    return best([*parts, _keyed(index, keyed)])


def best(parts: Sequence[Answers]) -> Answers:
    """Per document the answer of the highest score, of equal ones the first."""
    kept = [part for part in parts if len(part)]
    if not kept:
        return NONE
    if len(kept) == 1:
        return _first_of_each(kept[0])
    whys = tuple(why for part in kept for why in part.whys)
    before = np.cumsum([0, *(len(part.whys) for part in kept)])
    documents = np.concatenate([part.documents for part in kept])
    scores = np.concatenate([part.scores for part in kept])
    reasons = np.concatenate([p.reasons + b for p, b in zip(kept, before, strict=False)])
    places = _stacked([part.places for part in kept])
    return _first_of_each(Answers(documents, scores, reasons, places, whys))


def _first_of_each(found: Answers) -> Answers:
    top = _TOP - found.scores
    order = np.argsort(found.documents.astype(np.int64) * (_TOP + 1) + top, kind="stable")
    documents = found.documents[order]
    first = np.ones(len(order), bool)
    first[1:] = documents[1:] != documents[:-1]
    chosen = order[first]
    return Answers(
        documents[first].astype(np.int64),
        found.scores[chosen],
        found.reasons[chosen],
        found.places[chosen],
        found.whys,
    )


def together(parts: Sequence[Answers]) -> Answers:
    """Documents that meet every word of a term: the mean score, the weakest reason, all places."""
    shared = parts[0].documents
    for part in parts[1:]:
        shared = shared[among(shared, part.documents)]
    if not len(shared):
        return NONE
    rows = [np.searchsorted(part.documents, shared) for part in parts]
    scores = np.stack([part.scores[row] for part, row in zip(parts, rows, strict=True)])
    weakest = np.argmin(scores, axis=0)
    before = np.cumsum([0, *(len(part.whys) for part in parts)])
    reasons = np.stack(
        [p.reasons[row] + b for p, row, b in zip(parts, rows, before, strict=False)]
    )[weakest, np.arange(len(shared))]
    asked = " ".join(part.whys[0].asked for part in parts)
    whys = tuple(Why(one.kind, asked, one.said, one.means) for p in parts for one in p.whys)
    places = np.concatenate([p.places[row] for p, row in zip(parts, rows, strict=True)], axis=1)
    return Answers(shared, scores.sum(axis=0) // len(parts), reasons, places, whys)


def rows_near(
    index: Index, rows: Sequence[Numbers], window: int, barred: int | None = None
) -> Numbers:
    """Places of the first row with the nearest one of every other row, all within the window.

    One that stands so many words behind the first (-1: right before it) is passed over.
    """
    columns, nowhere = [rows[0]], np.zeros((0, len(rows)), np.int64)
    for row in rows[1:]:
        if not len(row):
            return nowhere
        at = np.searchsorted(row, columns[0])
        left, right = _beside(row, at, columns[0], barred)
        close = _closest(left, right, columns[0]) < window
        if not close.any():
            return nowhere
        columns = [column[close] for column in columns]
        left, right = left[close], right[close]
        here = index.spread(columns[0])
        before, after = np.abs(index.spread(left) - here), np.abs(index.spread(right) - here)
        near = np.minimum(before, after) < window
        nearest = np.where(before <= after, left, right)
        columns = [column[near] for column in (*columns, nearest)]
    return np.stack(columns, axis=1).astype(np.int64)


def _closest(left: Numbers, right: Numbers, here: Numbers) -> Numbers:
    """How far the nearer of the two is, whatever lies between."""
    places = here.astype(np.int64)
    found: Numbers = np.minimum(np.abs(left - places), np.abs(right - places))
    return found


def _beside(
    row: Numbers, at: Numbers, here: Numbers, barred: int | None
) -> tuple[Numbers, Numbers]:
    """The last of a row before each place and the first from it on, but none at the barred step."""
    before, after, last = at - 1, at, len(row) - 1
    if barred is None:
        return row[np.maximum(before, 0)], row[np.minimum(after, last)]
    there = here + np.int64(barred)
    before = before - (row[np.maximum(before, 0)] == there)
    after = after + (row[np.minimum(after, last)] == there)
    left, right = row[np.maximum(before, 0)], row[np.minimum(after, last)]
    return np.where(before < 0, right, left), np.where(after > last, left, right)


def _near(index: Index, way: Way) -> Answers:
    """The places where the words of a way stand together; a document may come many times."""
    rows: list[Numbers] = []
    for keys in way.rows:
        rows.append(index.any_of(keys))
        if not len(rows[-1]):
            return NONE
    turned = len(rows) == 2 and len(rows[1]) < len(rows[0])
    if turned:
        rows.reverse()  # the same documents, found from the rarer word
    barred = (1 if turned else -1) if way.ordered and len(rows) == 2 else None
    places = rows_near(index, rows, way.window, barred)
    if barred is not None:
        places = places[places[:, 1] - places[:, 0] != barred]
    if way.loose:
        places = places[_told_apart(index, way, places, 0 if turned else -1)]
    if not len(places):
        return NONE
    reasons = np.zeros(len(places), np.int64)
    why = Why(way.kind, way.asked, way.said, way.means)
    scores = index.weight[places[:, 0]] * np.int64(KINDS[way.kind])
    return Answers(index.document[places[:, 0]], scores, reasons, places, (why,))


def _told_apart(index: Index, way: Way, places: Numbers, last: int) -> Numbers:
    """Which rows of places hold parts of one and the same word, or a word of its own.

    Where the order tells, that is the last word of the way, told in the column `last`: "platser på
    nätet" is a "nätplats", "båtplatser på nätet" is none.
    """
    same: Numbers = (places == places[:, :1]).all(axis=1)
    if same.all():
        return same
    rows, columns = (way.rows[-1:], [last]) if way.ordered else (way.rows, slice(None))
    own = [p[hows != IN_WORD] for keys in rows for p, hows in map(index.places, keys)]
    told: Numbers = among(places[:, columns], each_once(own)).any(axis=1) | same
    return told


def _keyed(index: Index, ways: Sequence[Way]) -> Answers:
    """The places of each key of the ways; a document may come many times."""
    found: list[tuple[Numbers, Numbers]] = []
    whys: list[Why] = []
    for way in ways:
        held = [index.places(key) for key in way.rows[0] if key in index]
        if held:
            found += [(p, np.add(hows, len(whys), dtype=np.int64)) for p, hows in held]
            whys += [Why(kind, way.asked, way.said, way.means) for kind in _kinds(way.kind)]
    if not found:
        return NONE
    places = np.concatenate([places for places, _ in found]).astype(np.int64)
    reasons = np.concatenate([reasons for _, reasons in found])
    worth = np.array([KINDS[why.kind] for why in whys])
    scores = index.weight[places] * worth[reasons]
    return Answers(index.document[places], scores, reasons, places[:, None], tuple(whys))


def _kinds(kind: str) -> tuple[str, str, str]:
    """The kind of a hit by how the key belongs to the word: WHOLE, MADE_FROM, a part."""
    if kind not in (WORD, NAME, RELATED):
        return kind, kind, kind
    by_how = {WHOLE: kind, MADE_FROM: RELATED}
    return by_how[0], by_how[1], PART


def _stacked(parts: list[Numbers]) -> Numbers:
    if len(parts) == 1:
        return parts[0]
    width = max(part.shape[1] for part in parts)
    stacked = np.full((sum(map(len, parts)), width), _NOWHERE, np.int64)
    start = 0
    for part in parts:
        stacked[start : start + len(part), : part.shape[1]] = part
        start += len(part)
    return stacked


def _hit(index: Index, score: int, why: Why, places: Numbers) -> Hit:
    spots = tuple(dict.fromkeys(index.spot(int(one)) for one in places if one != _NOWHERE))
    return Hit(score, why.kind, spots, why.asked, why.said, why.means)


NONE = Answers(
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros((0, 1), np.int64),
)
"""No answer."""
