"""What a browser needs to search: per language, words by how they begin, each with its answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.language import Language, folded, plain, tokenise
from pipeline.language.words import NONE, STOP
from pipeline.search.find import Finder
from pipeline.search.hits import MEANING, SYNONYM, Hit
from pipeline.search.near import SHORTEST_TYPO

BEGINNING = 2
"""Letters, without marks, that words of one shard share."""


@dataclass
class Shard:
    """Words that begin alike: entries with forms and answers, known words, stop words, places."""

    entries: list[list[Any]] = field(default_factory=list)
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    stops: list[str] = field(default_factory=list)
    places: dict[str, dict[str, str]] = field(default_factory=dict)


def shards(finder: Finder, languages: Mapping[str, Language]) -> Iterator[tuple[str, bytes]]:
    """(path, JSON) of every shard of every language, and names.json that lists them.

    A shard is {"e": entries, "k": stems of known words without an answer by pattern, "s": stop
    words}. An entry is [base word or term, stem, endings, forms as the front of a compound,
    answers]; an answer is [document, score, kind, matched words, said, means]. Beside it,
    `-places` tells where each base word stands: {base word: {document: "weight.field.word ..."}}.
    `patterns` holds endings by pattern, `ends` the words of the documents by their last letters.
    """
    names: dict[str, str | list[tuple[str, str]]] = {}
    surfaces = {plain(key) for key in _surfaces(finder)}
    for code, language in languages.items():
        found = _of_language(finder, language)
        names[code] = " ".join(sorted(found))
        for start, shard in sorted(found.items()):
            yield f"{code}/{start}.json", _bytes(shard)
            if shard.places:
                yield f"{code}/{start}-places.json", _json(shard.places)
        names[f"{code}-places"] = " ".join(s for s, one in sorted(found.items()) if one.places)
        names[f"{code}-tails"] = language.words.tails
        yield f"{code}/patterns.json", _json(_patterns(language))
        surfaces |= {entry[0] for shard in found.values() for entry in shard.entries}
    ends: dict[str, list[str]] = defaultdict(list)
    for word in sorted(surfaces):
        if len(word) >= SHORTEST_TYPO - 1 and " " not in word:
            ends[ending(word)].append(word)
    names["ends"] = " ".join(sorted(ends))
    for end, words in sorted(ends.items()):
        yield f"ends/{end}.json", _json(" ".join(words))
    yield "names.json", _json(names)


def _surfaces(finder: Finder) -> Iterator[str]:
    """Every word of the documents as it stands."""
    for document in finder.index.documents:
        for one in document.fields:
            yield from (token.text for token in tokenise(one.text))


def _patterns(language: Language) -> dict[str, str]:
    return {
        name: " ".join(one or NONE for one in endings)
        for name, endings in language.words.patterns().items()
    }


def _of_language(finder: Finder, language: Language) -> dict[str, Shard]:
    found: dict[str, Shard] = defaultdict(Shard)
    code = language.code
    answered = set()
    asked = finder.asked_for(code)
    for text in sorted(asked):
        forms = language.forms(text)
        hits = finder.hits_of(text, code)
        if hits:
            answers = [_answer(finder, *hit) for hit in sorted(hits.items())]
            fronts = " ".join(language.words.front_forms(text))
            entry = [text.lower(), *_split(forms), fronts, answers]
            answered.add(text)
            places = _places(finder, text, code)
            for start in sorted({beginning(form) for form in forms}):
                found[start].entries.append(entry)
                if places:
                    found[start].places[text.lower()] = places
    for word in language.words.all():
        text = word.text.lower()
        if word.tier == STOP:
            found[beginning(text)].stops += language.forms(text)
        elif text not in answered:
            for pattern, stem in language.words.stems(word.text):
                found[beginning(text)].known[pattern].append(stem or NONE)
    return found


def _places(finder: Finder, text: str, code: str) -> dict[str, str]:
    return {
        finder.index.documents[number].ident: " ".join(".".join(map(str, one)) for one in places)
        for number, places in finder.places_of(text, code).items()
    }


def ending(word: str) -> str:
    """Name of the file of words that end so, as `beginning` names a shard."""
    return beginning(word[-BEGINNING:])


def beginning(word: str) -> str:
    """Name of the shard that a word is in: its first letters, what is no letter or digit as _."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in folded(word)[:2])


def _answer(finder: Finder, number: int, hit: Hit) -> list[Any]:
    document = finder.index.documents[number]
    words = " ".join(
        tokenise(document.fields[at].text)[word].text for at, word in sorted(hit.words)
    )
    answer = [document.ident, hit.score, hit.kind, words]
    return [*answer, hit.said, hit.means] if hit.kind in (SYNONYM, MEANING) else answer


def _split(forms: Iterable[str]) -> tuple[str, str]:
    forms = list(forms)
    size = next(
        (at for at, signs in enumerate(zip(*forms, strict=False)) if len(set(signs)) > 1),
        min(map(len, forms)),
    )
    return forms[0][:size], " ".join(form[size:] or "0" for form in forms)


def _bytes(shard: Shard) -> bytes:
    body = {
        "e": shard.entries,
        "k": {pattern: " ".join(stems) for pattern, stems in sorted(shard.known.items())},
        "s": " ".join(dict.fromkeys(shard.stops)),
    }
    return _json(body)


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
