"""What is asked, and which invented projects should be found."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, permutations

from benchmarks.search.corpus import Generator, Project
from pipeline.language import COMPOUND, Language
from pipeline.search import Index
from pipeline.search.documents import LANGUAGES

FROM, EACH, MOST = 500, 20, 100
"""Projects that words are taken from, queries of a kind, documents that one should find at most."""
HEAVIEST = 3
"""Base words of a language that the heaviest queries are made of, and forms of several words."""
SHORTEST, BEGUN = 4, (1, 2, 3, 4, 5)
"""Letters of such a word, and of the beginnings of it that are asked."""
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


def heaviest(index: Index, languages: Mapping[str, Language]) -> list[str]:
    """What reads most: in each language the base words of most places and the forms that are of
    several such words, alone, begun, with a slip, in phrases and one without another, and some
    compounds of two of them, with and without a slip."""
    found: dict[str, None] = {}
    for code in LANGUAGES:
        sizes = _sizes(index, code)
        forms = _forms_of_several(index, languages[code], sizes)
        words = [word for word, _ in sizes.most_common(HEAVIEST)]
        words += [word for word, _ in forms.most_common(HEAVIEST)]
        for one in words:
            found.update(dict.fromkeys([one, _slip(one), *(one[:size] for size in BEGUN)]))
        made = ("".join(pair) for pair in permutations(words, 2))
        compounds = (one for one in made if languages[code].analyse(one).how == COMPOUND)
        for one in islice(compounds, HEAVIEST):
            found.update(dict.fromkeys([one, _slip(one)]))
        for one, two in permutations(words, 2):
            found.update(dict.fromkeys([f'"{one} {two}"', f"{one} -{two}"]))
        found[f'"{" ".join(words[:3])}"'] = None
    return list(found)


def _slip(word: str) -> str:
    """The word with its last two letters the other way round."""
    return word[:-2] + word[:-3:-1]


def _sizes(index: Index, code: str) -> Counter[str]:
    """Base words of a language and how many places they have, parts of compounds among them."""
    found: Counter[str] = Counter()
    for key in sorted(index.keys()):
        own, _, lemma = key.partition(":")
        if own == code and len(lemma) >= SHORTEST:
            found[lemma] = len(index.places(key)[0])
    return found


def _forms_of_several(index: Index, language: Language, sizes: Counter[str]) -> Counter[str]:
    """Forms in the texts that belong to several base words, and the places of all of these."""
    found: Counter[str] = Counter()
    for code, token in index.written:
        lemmas = language.analyse(token).lemmas if code == language.code else ()
        if len(lemmas) > 1 and len(token) >= SHORTEST:
            found[token.lower()] = sum(sizes[one] for one in lemmas)
    return found
