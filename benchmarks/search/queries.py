"""What is asked, and which invented projects should be found."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from benchmarks.search.corpus import Generator, Project
from pipeline.language import words
from pipeline.search import Index
from pipeline.search.documents import LANGUAGES

FROM, EACH, MOST = 500, 20, 100
"""Projects that words are taken from, queries of a kind, documents that one should find at most."""
HEAVIEST = 3
"""Base words of a language that the heaviest queries are made of."""
KINDS = ("word itself", "inflected", "part of a compound", "slip", "municipality", "two words")


@dataclass
class Query:
    """A query of a kind, the words that tell what it should find, and what that is."""

    kind: str
    text: str
    lemma: str = ""
    town: str = ""
    wanted: set[str] = field(default_factory=set)
    fitting: set[str] = field(default_factory=set)
    """Those and the projects that have the word inside a longer one: no false hits."""


def candidates(generator: Generator, count: int) -> list[Query]:
    """Finnish queries of every kind with words of the first projects; more than are asked."""
    chance = random.Random(7)
    words = generator.words["fi"]
    found: list[Query] = []
    first = (p for p, _ in zip(generator.projects(count), range(FROM), strict=False))
    for project in first:
        town = project.facets["municipality"][0]
        found.append(Query("municipality", town, town=town))
        lemmas = sorted(one for one in project.lemmas if len(one) > 5)
        if project.facets["language"] != ["fi"] or not lemmas:
            continue
        found += [Query("part of a compound", one, one) for one in sorted(project.parts)[:1]]
        lemma = chance.choice(lemmas)
        at = chance.randrange(1, len(lemma) - 2)
        slip = lemma[:at] + lemma[at + 1] + lemma[at] + lemma[at + 2 :]
        found += [
            Query("word itself", lemma, lemma),
            Query("inflected", words.form(lemma, chance), lemma),
            Query("two words", f"{words.form(lemma, chance)} {town}", lemma, town),
        ]
        found += [Query("slip", slip, lemma)] if slip != lemma else []
    chance.shuffle(found)
    return found


class Judge:
    """Notes while the projects go by which of them each query should find.

    Queries are Finnish: a word of another language that is spelt alike is no miss and no false hit.
    """

    def __init__(self, queries: list[Query]) -> None:
        self.queries = queries
        self._by_lemma: dict[str, list[Query]] = defaultdict(list)
        self._by_town: dict[str, list[Query]] = defaultdict(list)
        for one in queries:
            (self._by_lemma[one.lemma] if one.lemma else self._by_town[one.town]).append(one)

    def see(self, project: Project) -> None:
        """Note a project with the queries that should find it."""
        ident = project.document.ident
        towns = set(project.facets["municipality"])
        for one in self._asking(project):
            if not one.town or one.town in towns:
                one.fitting.add(ident)
                inside = one.lemma not in project.lemmas and one.kind != "part of a compound"
                is_own = project.facets["language"] == ["fi"] and not inside
                if is_own or not one.lemma:
                    one.wanted.add(ident)

    def _asking(self, project: Project) -> Iterator[Query]:
        for lemma in project.lemmas | project.parts:
            yield from self._by_lemma.get(lemma, ())
        for town in project.facets["municipality"]:
            yield from self._by_town.get(town, ())

    def asked(self) -> list[Query]:
        """Queries of each kind that should find something, but not more than can be looked at."""
        kept: dict[str, list[Query]] = defaultdict(list)
        for one in self.queries:
            if 0 < len(one.wanted) <= MOST and len(kept[one.kind]) < EACH:
                kept[one.kind].append(one)
        return [one for kind in KINDS for one in kept[kind]]

    def commonest(self, count: int) -> list[str]:
        """The words that most projects have: the slowest to answer."""
        words = {one.lemma: len(one.wanted) for one in self.queries if one.kind == "word itself"}
        return sorted(words, key=lambda word: -words[word])[:count]


def heaviest(index: Index) -> list[str]:
    """Of each language the base words of most places: alone, begun, with a slip, in phrases of
    two and one without another."""
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    keys = index.keys()
    for key in keys:
        code, _, lemma = key.partition(":")
        if code in LANGUAGES and len(lemma) > 3:
            sizes[code][lemma] = len(index.places(key)[0])
    found: list[str] = []
    for _, counts in sorted(sizes.items()):
        words = [word for word, _ in counts.most_common(HEAVIEST)]
        found += [text for one in words for text in (one, one[:3], one[:-2] + one[:-3:-1])]
        pairs = list(permutations(words, 2))
        found += [text for one, two in pairs for text in (f'"{one} {two}"', f"{one} -{two}")]
    return found


class Heavy:
    """Notes while the projects go by what their texts say most: the queries that read most."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def see(self, project: Project) -> None:
        """Note the words of a project, and those that stand side by side."""
        for one in project.document.fields:
            told = [text.lower() for text in words(one.text)]
            self._words[one.language].update(dict.fromkeys(told, 1))
            self._pairs[one.language].update(dict.fromkeys(pairwise(told), 1))

    def asked(self) -> list[str]:
        """In each language the commonest words alone, begun, in phrases and one without another."""
        found: dict[str, None] = {}
        for language, counts in sorted(self._words.items()):
            first, second = (word for word, _ in counts.most_common(2))
            long = [word for word, _ in counts.most_common(50) if len(word) > 5][:2]
            pairs = [" ".join(pair) for pair, _ in self._pairs[language].most_common(3)]
            phrases = [*pairs, f"{first} {second}", f"{second} {first} {long[1]}", " ".join(long)]
            found.update(dict.fromkeys([first, second, *long, *(f'"{one}"' for one in phrases)]))
            found.update(dict.fromkeys([f"{long[0]} -{first}", f"{first} -{second}"]))
            found.update(dict.fromkeys(word[:size] for word in long for size in (1, 2, 3, 4, 5)))
        return list(found)
