"""What a browser needs to search: per language, words by how they begin, each with its answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.language import Language, folded, tokenise
from pipeline.language.words import STOP
from pipeline.search.find import Finder
from pipeline.search.hits import MEANING, SYNONYM, Hit

BEGINNING = 2
"""Letters, without marks, that words of one shard share."""


@dataclass
class Shard:
    """Words that begin alike: entries with forms and answers, known words without, stop words."""

    entries: list[list[Any]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)


def shards(finder: Finder, languages: Mapping[str, Language]) -> Iterator[tuple[str, bytes]]:
    """(path, JSON) of every shard of every language, and names.json that lists them.

    A shard is {"e": entries, "k": known base words without an answer, "s": stop words}. An entry
    is [base word or term, stem, endings, forms as the front of a compound, answers]; an answer is
    [document, score, kind, matched words, said, means].
    """
    names = {}
    for code, language in languages.items():
        found = _of_language(finder, language)
        names[code] = " ".join(sorted(found))
        for start, shard in sorted(found.items()):
            yield f"{code}/{start}.json", _bytes(shard)
    yield "names.json", json.dumps(names).encode()


def _of_language(finder: Finder, language: Language) -> dict[str, Shard]:
    found: dict[str, Shard] = defaultdict(Shard)
    code = language.code
    asked = finder.asked_for(code)
    for text in sorted(asked):
        forms = language.forms(text)
        hits = finder.hits_of(text, code)
        if hits:
            answers = [_answer(finder, *hit) for hit in sorted(hits.items())]
            fronts = " ".join(language.words.front_forms(text))
            entry = [text.lower(), *_split(forms), fronts, answers]
            for start in sorted({beginning(form) for form in forms}):
                found[start].entries.append(entry)
    for word in language.words.all():
        text = word.text.lower()
        if word.tier == STOP:
            found[beginning(text)].stops += language.forms(text)
        elif text not in asked:
            found[beginning(text)].known.append(text)
    return found


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
        "k": " ".join(shard.known),
        "s": " ".join(dict.fromkeys(shard.stops)),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
