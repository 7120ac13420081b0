"""What the page "Before you apply" matches with: vocabulary and projects as one script."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from pipeline.match import METHOD, knowledge_of, project_corpus, settings
from pipeline.site.packages import Published, Record
from pipeline.site.words import LANGUAGES


def match_data(published: Published) -> bytes:
    """A script that holds the tables of matching and what each described project speaks of."""
    tables = published.tables
    known = knowledge_of(tables)
    texts = project_corpus(tables["projects"], known).texts
    places = {concept.ident: place for place, concept in enumerate(known.concepts)}
    data = {
        "method": METHOD,
        "version": published.version,
        "digest": digest(published),
        "constants": settings(),
        "concepts": [
            [row["match_concept_id"], row["concept_weight"], *map(list, _labels(row))]
            for row in tables["match_concepts"]
        ],
        "endings": [
            [row["word_language"], row["ending_role"], row["ending"], row["becomes"] or ""]
            for row in tables["match_endings"]
        ],
        "links": [
            [places[row["match_concept_id"]], places[row["other_id"]], row["closeness"]]
            for row in tables["match_links"]
        ],
        "texts": {ident: [list(found.concepts), found.unknown] for ident, found in texts.items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"(window.digi ??= {{}}).matchData = {text};\n".encode()


def digest(published: Published) -> str:
    """Mark of the edition: SHA-256 over the digests of all files of the packages."""
    sums = [
        str(resource.get("hash", ""))
        for name in sorted(published.descriptors)
        for resource in published.descriptors[name]["resources"]
    ]
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _labels(row: Mapping[str, str | None] | Record) -> list[list[str]]:
    return [
        [
            label
            for label in (
                row[f"label_{language}"],
                *(row[f"extra_labels_{language}"] or "").split(";"),
            )
            if label
        ]
        for language in LANGUAGES
    ]
