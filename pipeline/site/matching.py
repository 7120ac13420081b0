"""What the page "Before you apply" matches with: projects, concepts and words as scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.language.words import NONE, STOP
from pipeline.match import METHOD, Features, Knowledge, knowledge_of, project_corpus, settings
from pipeline.match.meaning import unlettered
from pipeline.model.code import code_mark
from pipeline.site.cache import Cache
from pipeline.site.packages import Published, Record
from pipeline.site.words import LANGUAGES

FOLDER = "match"
DATA = "match-data.js"
SHARD = 32
"""Vectors in one file, of words that follow each other in the alphabet."""
Rows = Sequence[Mapping[str, str | None] | Record]


def match_scripts(published: Published, cache: Cache) -> dict[str, bytes]:
    """Path → script: DATA, the lexicon of each language and its vectors; made anew on change."""
    recipe = "\n".join([code_mark("language", "match", "site"), digest(published)])
    return cache.files(f"{recipe}\n{published.version}", lambda: _made(published))


def _made(published: Published) -> dict[str, bytes]:
    known = knowledge_of(published.tables)
    files = dict(_files(published.tables, known))
    return {DATA: _data(published, known), **files}


def _data(published: Published, known: Knowledge) -> bytes:
    """The tables of matching and what each described project speaks of."""
    tables = published.tables
    texts = project_corpus(tables["projects"], known).texts
    places = {concept.ident: place for place, concept in enumerate(known.concepts)}
    spoken = {
        word for text in texts.values() for word in (*text.meaning.words, *text.meaning.parts)
    }
    data = {
        "method": METHOD,
        "version": published.version,
        "digest": digest(published),
        "constants": settings(),
        "concepts": [
            [concept.weight, *(concept.labels[language] for language in LANGUAGES)]
            for concept in known.concepts
        ],
        "links": [
            [places[row["match_concept_id"]], places[row["other_id"]], row["closeness"]]
            for row in tables["match_links"]
        ],
        "texts": {ident: _text(found) for ident, found in texts.items()},
        "vectors": {
            language: {
                str(row["word"]): base64.b64encode(unlettered(row["codes"])).decode()
                for row in tables["word_vectors"]
                if row["language"] == language and (language, row["word"]) in spoken
            }
            for language in LANGUAGES
        },
        "common": list(known.meanings.common),
        "book": _book(tables["vector_codes"]),
        "width": len(unlettered(str(next(iter(tables["vector_codes"]))["numbers"]))),
        "shard": SHARD,
    }
    return _script("matchData", data)


def _files(tables: Mapping[str, Rows], known: Knowledge) -> Iterator[tuple[str, bytes]]:
    """(path, script): the lexicon of each language, and its vectors in shards.

    A shard is the codes of its words in base64, each led by the byte of the word's weight; stop
    words have none.
    """
    silent = {
        (row["language"], row["word"]) for row in tables["words"] if str(row["tier"]) == str(STOP)
    }
    for language in LANGUAGES:
        told = {
            str(row["word"]): bytes([int(str(row["word_weight"]))]) + unlettered(str(row["codes"]))
            for row in tables["word_vectors"]
            if row["language"] == language and (language, row["word"]) not in silent
        }
        yield (
            f"{FOLDER}/{language}.js",
            _script(f"lexicon_{language}", _lexicon(tables, known, language)),
        )
        ordered = [told[word] for word in sorted(told)]
        for start in range(0, len(ordered), SHARD):
            number = start // SHARD
            packed = base64.b64encode(b"".join(ordered[start : start + SHARD])).decode()
            name = f"{language}-{number}"
            yield f"{FOLDER}/{name}.js", _script(f"vectors_{language}_{number}", packed)


def digest(published: Published) -> str:
    """Mark of the edition: SHA-256 over the digests of all files of the packages."""
    sums = [
        str(resource.get("hash", ""))
        for name in sorted(published.descriptors)
        for resource in published.descriptors[name]["resources"]
    ]
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _text(found: Features) -> list[object]:
    """[concepts, words that no concept tells, base words and parts by language, vector].

    Each concept and word is followed by the words of the text that say it.
    """
    words, parts = found.meaning.words, found.meaning.parts
    return [
        [[place, *tokens] for place, tokens in found.concepts.items()],
        [[word, *tokens] for word, tokens in found.unknown.items()],
        {
            language: [
                [[word, *tokens] for (own, word), tokens in words.items() if own == language],
                [word for own, word in parts if own == language],
            ]
            for language in LANGUAGES
        },
        list(found.meaning.vector),
    ]


def _lexicon(tables: Mapping[str, Rows], known: Knowledge, language: str) -> dict[str, object]:
    """How the words of a language inflect, which have a vector, and which speak of a concept.

    `patterns` are told by `_shape`, `words` are base words in order, `kinds` the number of each in
    `kind` ([patterns, tier]); `more` holds [parts, related] by place; `others` have a vector but no
    row of their own, `mute` a row but no vector; `guesses` tell the base form of unknown words by
    how they end.
    """
    own = {name: [row for row in tables[name] if row["language"] == language] for name in _TABLES}
    told = {str(row["word"]) for row in own["word_vectors"]}
    kept = known.meanings.kept
    rows = [row for row in own["words"] if (language, row["word"]) in kept]
    used = {name for row in rows for name in _listed(row["patterns"])}
    shapes = [row for row in own["word_patterns"] if row["pattern"] in used]
    patterns = {str(row["pattern"]): place for place, row in enumerate(shapes)}
    kinds = [
        " ".join([str(row["tier"]), *(str(patterns[name]) for name in _listed(row["patterns"]))])
        for row in rows
    ]
    kind = {text: place for place, text in enumerate(dict.fromkeys(kinds))}
    return {
        "patterns": [_shape(row) for row in shapes],
        "tails": [[row["ending"], row["restore"]] for row in own["word_tails"]],
        "words": _joined(str(row["word"]) for row in rows),
        "kind": list(kind),
        "kinds": " ".join(str(kind[text]) for text in kinds),
        "more": {
            place: [row["parts"] or "", row["related"] or ""]
            for place, row in enumerate(rows)
            if row["parts"] or row["related"]
        },
        "others": _joined(sorted(told - {str(row["word"]) for row in rows})),
        "mute": _joined(
            sorted(
                str(row["word"])
                for row in rows
                if str(row["tier"]) != "0" and row["word"] not in told
            )
        ),
        "guesses": " ".join(
            f"{row['ending']},{row['cut']},{row['add']}" for row in own["word_guesses"]
        ),
        "single": known.single[language],
        "phrases": known.phrases[language],
    }


_ENDINGS = ("endings", "fronts")
_TABLES = ("words", "word_patterns", "word_tails", "word_guesses", "word_vectors")


def _shape(row: Mapping[str, object]) -> list[str]:
    """The ending of the base form, all endings, those of fronts of compounds."""
    endings, fronts = ([_letters(one) for one in str(row[k] or "").split()] for k in _ENDINGS)
    return [endings[0], _joined(sorted(endings)), _joined(sorted(fronts))]


def _letters(ending: str) -> str:
    return "" if ending == NONE else ending


def _joined(words: Iterable[str]) -> str:
    """Words in order, each told by how many letters it shares with the one before."""
    before, found = "", []
    for word in words:
        same = 0
        while same < min(len(before), len(word), 9) and before[same] == word[same]:
            same += 1
        found.append(f"{same}{word[same:]}")
        before = word
    return " ".join(found)


def _book(rows: Rows) -> list[str]:
    """Place → the numbers of all codes in their order, in base64."""
    book: dict[str, bytes] = {}
    for row in sorted(rows, key=lambda row: (str(row["place"]), str(row["code"]))):
        place = str(row["place"])
        book[place] = book.get(place, b"") + unlettered(str(row["numbers"]))
    return [base64.b64encode(numbers).decode() for numbers in book.values()]


def _listed(cell: object) -> list[str]:
    return str(cell or "").split(";") if cell else []


def _script(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"(window.digi ??= {{}}).{name} = {text};\n".encode()
