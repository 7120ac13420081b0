"""Make translations.csv from the WikDict dictionaries that Debian keeps (make translations).

Of what lexicon/freedict.py reads it keeps nouns, verbs and adjectives that the lexicon knows on
both sides. Swedish and English are paired where both translate one Finnish word, as its first
translations or near each other in meaning. Words that have no pair then are paired where each is
the nearest in meaning to the other. Pairs that the dictionaries lack are added (own_pairs.csv), and
what a person said of a pair (reviewed_pairs.csv) holds. The same dictionaries and the same lexicon
give the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from lexicon.freedict import BOOKS, entries
from lexicon.nearness import Nearness
from lexicon.tables import published, read, write
from pipeline.language import FORM, GUESS, Language, languages_from
from pipeline.language.words import NEVER

_CLASS = re.compile(r"(n|v|adj)\b")
_ODD = re.compile(r"[()\[\]/\d]")
_SENSES, _PER_SENSE, _MOST_WORDS, _SHORTEST = 3, 4, 3, 2
_FIRST, _SECOND, _CROWD, _FEW = (1, 0), (1, 1), 5, 2
_RARE = {"fi": 6, "sv": 6, "en": 5}
"""The rarest tier of words that are worth a translation."""
_WITH_ENGLISH = 5
"""The same for the Finnish side of a pair with English that one dictionary alone has."""
_NEAR = {"sv": 0.7, "en": 0.75}
"""Cosine from which on words are near enough to be a pair, by the other language than Finnish."""
_NEAREST = 0.78
"""The same for words that have no pair."""
_DIRECTIONS = (("fi", "sv"), ("fi", "en"), ("sv", "en"))
_REVIEWED = Path(__file__).with_name("reviewed_pairs.csv")
_OWN = Path(__file__).with_name("own_pairs.csv")

Pair = tuple[str, str, str, str]
"""Language and word, other language and word; Finnish before Swedish before English."""
Ranks = dict[Pair, list[tuple[int, int]]]
"""Per pair its sense and its place in the sense, in each dictionary that has it."""


def main() -> None:
    """Write data/raw/vocabulary/translations.csv and say how much it holds."""
    tables = published()
    languages = languages_from(tables, ("fi", "sv", "en"))
    tiers = {code: _tiers(language) for code, language in languages.items()}
    common = {word for word, tier in tiers["fi"].items() if 0 < tier <= _WITH_ENGLISH}
    nearness = Nearness(tables)
    chosen = _chosen(_ranks(languages, tiers), common, nearness)
    pairs = sorted(_reviewed(chosen | _nearest(chosen, tiers, nearness) | _own()))
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for language, word, other, translation in pairs:
        found[language, word, other].append(translation)
    rows = [
        {"language": key[0], "word": key[1], "other_language": key[2], "words": ";".join(words)}
        for key, words in sorted(found.items())
    ]
    write(_TABLE, rows, ("language", "word", "other_language"))
    print(f"{len(pairs)} pairs of words in {len(rows)} rows.")


_TABLE = "translations"


def _tiers(language: Language) -> dict[str, int]:
    return {word.text: word.tier for word in language.words.all()}


def _ranks(languages: dict[str, Language], tiers: dict[str, dict[str, int]]) -> Ranks:
    ranks: Ranks = defaultdict(list)
    for name, (own, other) in BOOKS.items():
        for entry in entries(name):
            known = _known(entry.word, languages[own], tiers)
            if not known or not _CLASS.match(entry.word_class):
                continue
            for sense, words in enumerate(entry.senses[:_SENSES], start=1):
                plain = [word for word in words if word and not _ODD.search(word)]
                for place, word in enumerate(plain[:_PER_SENSE]):
                    translation = _known(word, languages[other], tiers)
                    if translation:
                        pair = (own, known, other, translation)
                        turned = pair if own == "fi" else (other, translation, own, known)
                        ranks[turned].append((sense, place))
    return ranks


def _known(word: str, language: Language, tiers: dict[str, dict[str, int]]) -> str:
    """The word or term by its base words, or that of its form; "" if the lexicon lacks one."""
    pieces = word.split(" ")
    if word != word.lower() or len(word) < _SHORTEST or len(pieces) > _MOST_WORDS:
        return ""
    own = tiers[language.code]
    if len(pieces) > 1:
        return word if all(piece in own for piece in pieces) else ""
    analysis = language.analyse(word)
    if word not in own and analysis.how == FORM and len(analysis.lemmas) == 1:
        word = analysis.lemmas[0]
    if word in own:
        tier = own[word]
        return word if 0 < tier <= _RARE[language.code] or tier == NEVER else ""
    known = analysis.how != GUESS and word in analysis.lemmas and analysis.parts
    return word if known else ""


def _chosen(ranks: Ranks, common: set[str], nearness: Nearness) -> set[Pair]:
    """Pairs that both dictionaries have, those of near words, the first ones of few."""
    crowd: dict[tuple[str, str, str], int] = defaultdict(int)
    likely = {
        pair: places
        for pair, places in ranks.items()
        if _is_likely(places) and (pair[2] == "sv" or len(places) > 1 or pair[1] in common)
    }
    for own, word, other, translation in likely:
        crowd[own, word, other] += 1
        crowd[other, translation, own] += 1
    kept = {
        pair
        for pair, places in likely.items()
        if len(places) > 1
        or max(crowd[pair[0], pair[1], pair[2]], crowd[pair[2], pair[3], pair[0]]) <= _CROWD
    }
    kept |= {
        pair
        for pair, places in ranks.items()
        if (pair[2] == "sv" or pair[1] in common or _FIRST in places) and _is_near(pair, nearness)
    }
    first = _through_finnish({pair for pair in kept if _is_first(ranks[pair])}, most=_FEW)
    near = (pair for pair in _through_finnish(kept) if _is_near(pair, nearness))
    return kept | first | set(near)


def _nearest(chosen: set[Pair], tiers: dict[str, dict[str, int]], nearness: Nearness) -> set[Pair]:
    """Common words each the nearest to the other, of which one had no pair there."""
    paired = {one for pair in chosen for one in (pair[:3], (*pair[2:], pair[0]))}

    def is_common(language: str, word: str) -> bool:
        return 0 < tiers[language].get(word, NEVER) <= _WITH_ENGLISH

    return {
        (own, word, other, translation)
        for own, other in _DIRECTIONS
        for word, translation in nearness.mutual(own, other, _NEAREST)
        if word != translation
        and is_common(own, word)
        and is_common(other, translation)
        and not paired.issuperset({(own, word, other), (other, translation, own)})
    }


def _own() -> set[Pair]:
    """The pairs that were written for this project, as translations.csv has them."""
    return {
        (row["language"], row["word"], row["other_language"], word)
        for row in read(_OWN)
        for word in row["words"].split(";")
    }


def _reviewed(pairs: set[Pair]) -> set[Pair]:
    """The pairs with those that a person added, without those that a person took out."""
    said = {
        (row["language"], row["word"], row["other_language"], row["translation"]): row["holds"]
        for row in read(_REVIEWED)
    }
    added = {pair for pair, holds in said.items() if holds == "yes"}
    return {pair for pair in pairs | added if said.get(pair) != "no"}


def _is_near(pair: Pair, nearness: Nearness) -> bool:
    least = _NEAR["sv" if "sv" in pair[::2] else "en"]
    return nearness.of(pair[:2], pair[2:]) >= least


def _is_likely(places: list[tuple[int, int]]) -> bool:
    return len(places) > 1 or min(places) <= _SECOND


def _is_first(places: list[tuple[int, int]]) -> bool:
    return len(places) > 1 or _FIRST in places


def _through_finnish(pairs: set[Pair], most: int = 0) -> set[Pair]:
    """Swedish and English words that translate one Finnish word, of `most` each if given."""
    by_word: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, word, other, translation in pairs:
        by_word[word][other].append(translation)
    return {
        ("sv", swedish, "en", english)
        for found in by_word.values()
        if not most or max(len(found["sv"]), len(found["en"])) <= most
        for swedish in found["sv"]
        for english in found["en"]
    }


if __name__ == "__main__":
    main()
