"""Make translations.csv from the WikDict dictionaries that Debian keeps (make translations).

Reads the packages dict-freedict-fin-swe, -swe-fin, -fin-eng and -eng-fin (dictd format; CC BY-SA
3.0, from Wiktionary) and keeps nouns, verbs and adjectives that the lexicon knows on both sides.
Swedish and English are paired where both are a first translation of one Finnish word. The same
dictionaries and the same lexicon give the same bytes.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lexicon.tables import published, write
from pipeline.language import GUESS, Language, languages_from

DICTIONARIES = Path("/usr/share/dictd")
_SOURCES = {
    "fin-swe": ("fi", "sv"),
    "swe-fin": ("sv", "fi"),
    "fin-eng": ("fi", "en"),
    "eng-fin": ("en", "fi"),
}
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HEAD = re.compile(r"^(.+?)(?: /.*/)?(?: <([^>]+)>)?$")
_SENSE = re.compile(r"^\s*(\d+)\.\s*(.*)$")
_CLASS = re.compile(r"(n|v|adj)\b")
_ODD = re.compile(r"[()\[\]/\d]")
_SENSES, _PER_SENSE, _MOST_WORDS, _SHORTEST = 3, 4, 3, 2
_SECOND, _CROWD, _FEW = (1, 1), 5, 2
_RARE = {"fi": 6, "sv": 6, "en": 5}
"""The rarest tier of words that are worth a translation."""
_WITH_ENGLISH = 5
"""The same for the Finnish side of a pair with English that one dictionary alone has."""

Pair = tuple[str, str, str, str]
"""Language and word, other language and word; Finnish before Swedish before English."""
Ranks = dict[Pair, list[tuple[int, int]]]
"""Per pair its sense and its place in the sense, in each dictionary that has it."""


@dataclass(frozen=True)
class Entry:
    """One entry of a dictionary: the word, its class, and its translations by sense."""

    word: str
    word_class: str
    senses: list[tuple[int, list[str]]]


def main() -> None:
    """Write data/raw/vocabulary/translations.csv and say how much it holds."""
    languages = languages_from(published(), ("fi", "sv", "en"))
    tiers = {code: _tiers(language) for code, language in languages.items()}
    common = {word for word, tier in tiers["fi"].items() if 0 < tier <= _WITH_ENGLISH}
    pairs = sorted(_chosen(_ranks(languages, tiers), common))
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
    for name, (own, other) in _SOURCES.items():
        for entry in entries(name):
            if not _CLASS.match(entry.word_class) or not _known(entry.word, languages[own], tiers):
                continue
            for sense, words in entry.senses:
                for place, word in enumerate(words[:_PER_SENSE]):
                    if sense <= _SENSES and _known(word, languages[other], tiers):
                        pair = (own, entry.word, other, word)
                        turned = pair if own == "fi" else (other, word, own, entry.word)
                        ranks[turned].append((sense, place))
    return ranks


def _known(word: str, language: Language, tiers: dict[str, dict[str, int]]) -> bool:
    """Whether every word of a term is a base word that the lexicon knows."""
    pieces = word.split(" ")
    if word != word.lower() or len(word) < _SHORTEST or len(pieces) > _MOST_WORDS:
        return False
    own = tiers[language.code]
    if len(pieces) > 1:
        return all(piece in own for piece in pieces)
    if word in own:
        return 0 < own[word] <= _RARE[language.code]
    analysis = language.analyse(word)
    return analysis.how != GUESS and word in analysis.lemmas and bool(analysis.parts)


def _chosen(ranks: Ranks, common: set[str]) -> set[Pair]:
    """Pairs that both dictionaries have, and the first ones of words with few translations."""
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
    return kept | _through_finnish({pair for pair in kept if _is_first(ranks[pair])})


def _is_likely(places: list[tuple[int, int]]) -> bool:
    return len(places) > 1 or min(places) <= _SECOND


def _is_first(places: list[tuple[int, int]]) -> bool:
    return len(places) > 1 or min(places) == (1, 0)


def _through_finnish(pairs: set[Pair]) -> set[Pair]:
    """Swedish and English words that translate one Finnish word with few translations."""
    by_word: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, word, other, translation in pairs:
        by_word[word][other].append(translation)
    return {
        ("sv", swedish, "en", english)
        for found in by_word.values()
        if max(len(found["sv"]), len(found["en"])) <= _FEW
        for swedish in found["sv"]
        for english in found["en"]
    }


def entries(name: str) -> Iterator[Entry]:
    """The entries of one dictionary in the order of its index.

    Raises SystemExit with one sentence where the dictionary is not installed.
    """
    path = DICTIONARIES / f"freedict-{name}.index"
    if not path.exists():
        message = f"{path} is missing; install the Debian package dict-freedict-{name}."
        raise SystemExit(message)
    with gzip.open(path.with_suffix(".dict.dz")) as file:
        data = file.read()
    seen: set[int] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        title, start, size = line.split("\t")[:3]
        at = _number(start)
        if at not in seen and not title.startswith("00"):
            seen.add(at)
            yield _entry(data[at : at + _number(size)].decode().rstrip("\n").split("\n"))


def _entry(lines: list[str]) -> Entry:
    head = _HEAD.match(lines[0])
    word, word_class = (head[1], head[2] or "") if head else (lines[0], "")
    numbered = [match for line in lines[1:] if (match := _SENSE.match(line))]
    if numbered:
        return Entry(word, word_class, [(int(one[1]), _words(one[2])) for one in numbered])
    return Entry(word, word_class, [(1, _words(lines[1]))] if lines[1:] else [])


def _words(text: str) -> list[str]:
    """The translations of one sense; notes and numbers among them are left out."""
    pieces = (re.sub(r"\s+\d+\.$", "", one.strip()) for one in re.split("[;,]", text))
    return [piece for piece in pieces if piece and not _ODD.search(piece)]


def _number(digits: str) -> int:
    """A number as dictd writes it, in base 64."""
    value = 0
    for digit in digits:
        value = value * len(_DIGITS) + _DIGITS.index(digit)
    return value


if __name__ == "__main__":
    main()
