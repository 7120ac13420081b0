"""Invented projects by the thousand: real word forms, places, themes and years, from a seed.

Topics are drawn by a power law, so that some words stand in a tenth of the projects and most in
few, as in real texts; words stand in the forms that their patterns give, joined to compounds now
and then. What was put where is known, so that recall and precision can be told.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.language import Language
from pipeline.search.documents import NAMES, TEXT, THEME, TITLE, Document, Field

Row = Mapping[str, str]
TOPICS, WORDS_A_TOPIC, RARE = 400, 12, 12_000
SHARES = (("fi", 0.7), ("sv", 0.2), ("en", 0.1))
CALLS = (("2017", 2017), ("2018", 2018), ("2019-1", 2019), ("2019-2", 2019), ("2020", 2020))


@dataclass
class Project:
    """One invented project: what is searched, what is shown and what it is narrowed by."""

    document: Document
    record: list[object]
    facets: dict[str, list[str]]
    lemmas: frozenset[str]
    parts: frozenset[str]


@dataclass
class Words:
    """Words of one language: common ones by topic, rare ones, stop words."""

    language: Language
    topics: list[list[str]] = field(default_factory=list)
    rare: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    forms: dict[str, list[str]] = field(default_factory=dict)

    def form(self, lemma: str, chance: random.Random) -> str:
        """A form of the word, the first ones of its pattern oftenest."""
        if lemma not in self.forms:
            self.forms[lemma] = self.language.words.inflected(lemma) or [lemma]
        forms = self.forms[lemma]
        return forms[min(int(chance.expovariate(0.35)), len(forms) - 1)]

    def joins(self, lemma: str) -> bool:
        """Whether the word as it stands can be a part of a compound: verbs and names cannot."""
        return lemma.islower() and bool(self.language.words.fronts(lemma))


class Generator:
    """Projects one after another; the same numbers and seed give the same projects."""

    def __init__(
        self, tables: Mapping[str, Sequence[Row]], languages: Mapping[str, Language]
    ) -> None:
        chance = random.Random(2017)
        self.words = {code: _words(language, chance) for code, language in languages.items()}
        self._towns = [(r["name_fi"], r["name_sv_2026"]) for r in tables["municipalities"]]
        self._themes = [r for r in tables["themes"] if r["theme_kind"] != "check flag"]
        chance.shuffle(self._towns)

    def projects(self, count: int, seed: int = 1) -> Iterator[Project]:
        """The projects in the order of their ids, which begin with the year as real ones do."""
        chance = random.Random(seed)
        for number in range(count):
            call, year = CALLS[number * len(CALLS) // count]
            yield self._project(f"{call}-{number:06}", call, year, chance)

    def _project(self, ident: str, call: str, year: int, chance: random.Random) -> Project:
        code = chance.choices([c for c, _ in SHARES], [w for _, w in SHARES])[0]
        words = self.words[code]
        topic = _rank(TOPICS, 1, chance)
        theme = self._themes[topic % len(self._themes)]
        lemmas: dict[str, None] = {}
        parts: dict[str, None] = {}
        title = self._text(words, topic, 4, chance, lemmas, parts)
        text = self._text(words, topic, 24, chance, lemmas, parts)
        partners = chance.choices([0, 1, 2, 4], [60, 20, 15, 5])[0]
        towns = [
            self._towns[min(int(chance.expovariate(0.012)), len(self._towns) - 1)]
            for _ in range(partners + 1)
        ]
        fields = [
            *(Field(THEME, lang, theme[f"label_{lang}"]) for lang in ("fi", "sv", "en")),
            Field(TITLE, code, title),
            *(Field(NAMES, lang, name) for town in towns for lang, name in _named(town)),
            Field(TEXT, code, text),
        ]
        euros = int(chance.lognormvariate(11.5, 0.8)) // 100 * 100
        facets = {
            "call": [call],
            "theme": [theme["slug"]],
            "municipality": list(dict.fromkeys(fi.lower() for fi, _ in towns)),
            "sum": [str(min(euros // 100_000, 9))],
            "language": [code],
        }
        record: list[object] = [ident, title, towns[0][0], year, euros, text]
        document = Document(ident, tuple(fields))
        return Project(document, record, facets, frozenset(lemmas), frozenset(parts))

    def _text(
        self,
        words: Words,
        topic: int,
        size: int,
        chance: random.Random,
        lemmas: dict[str, None],
        parts: dict[str, None],
    ) -> str:
        found = []
        for _ in range(size):
            dice = chance.random()
            if dice < 0.25:
                found.append(chance.choice(words.stops))
                continue
            own = words.topics[topic]
            lemma = (
                chance.choice(own) if dice < 0.7 else words.rare[_rank(len(words.rare), 20, chance)]
            )
            lemmas[lemma] = None
            head = chance.choice(own) if 0.66 < dice < 0.7 else ""
            if head and words.joins(lemma) and words.joins(head):
                parts[lemma] = parts[head] = None
                found.append(lemma + words.form(head, chance))
            else:
                found.append(words.form(lemma, chance))
        text = " ".join(found)
        return text[:1].upper() + text[1:]


def _rank(count: int, flat: int, chance: random.Random) -> int:
    """A number below the count, each as likely as 1 / (number + flat)."""
    return min(int(flat * (1 + count / flat) ** chance.random()) - flat, count - 1)


def _named(town: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield "fi", town[0]
    if town[1] != town[0]:
        yield "sv", town[1]


def _words(language: Language, chance: random.Random) -> Words:
    every = [word for word in language.words.all() if len(word.text) > 3 and word.text.isalpha()]
    common = [word.text for word in every if 0 < word.tier <= 4]
    rare = [word.text for word in every if word.tier > 4][:RARE]
    chance.shuffle(common)
    chance.shuffle(rare)
    topics = [chance.sample(common, WORDS_A_TOPIC) for _ in range(TOPICS)]
    stops = sorted(word.text for word in language.words.all() if word.tier == 0)[:60]
    return Words(language, topics, rare + common, stops)
