"""Documents turned into lists of places by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.language import Language, tokenise
from pipeline.search.documents import Document
from pipeline.search.keys import keys_of


@dataclass(frozen=True, order=True)
class Place:
    """Where a key stands: document, field and word by number, and how it belongs to the word."""

    document: int
    field: int
    word: int
    how: int


@dataclass
class Index:
    """The places of every key, in order."""

    documents: list[Document]
    places: dict[str, list[Place]] = field(default_factory=dict)


def build_index(documents: Iterable[Document], languages: Mapping[str, Language]) -> Index:
    """The index of the documents; a key that belongs to a word in two ways counts by the best."""
    kept = list(documents)
    places: dict[str, list[Place]] = defaultdict(list)
    for number, document in enumerate(kept):
        for at, text in enumerate(document.fields):
            language = languages[text.language]
            for order, token in enumerate(tokenise(text.text)):
                best: dict[str, int] = {}
                for key, how in keys_of(language.analyse(token.text), text.language):
                    best[key] = min(how, best.get(key, how))
                for key, how in best.items():
                    places[key].append(Place(number, at, order, how))
    return Index(kept, dict(places))
