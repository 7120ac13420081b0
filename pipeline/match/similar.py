"""Published projects as texts to match, and the table similar_projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.match.compare import Corpus, corpus
from pipeline.match.features import LANGUAGES, Features, Knowledge, features, generic, knowledge
from pipeline.match.meaning import TABLES as WORD_TABLES
from pipeline.match.meaning import Meanings, Row, scaled, unit
from pipeline.match.rank import WEAK, Hit, rank

if TYPE_CHECKING:
    import pandas as pd

METHOD = "2026.11.4"
"""Version of the method; a new one where ranks may change."""
MOST = 5
MANY = 10
"""Fewest texts that tell what texts of the kind have in common."""


def knowledge_of(tables: Mapping[str, Iterable[Row]]) -> Knowledge:
    """The vocabulary from the published tables that VOCABULARY names, and projects.

    What all described projects have in common, such as that a municipality develops something, is
    left out of the meaning of a text.
    """
    known = knowledge(
        list(tables["match_concepts"]),
        tables["match_links"],
        Meanings(tables),
    )
    texts = project_corpus(tables["projects"], known).texts.values()
    if len(texts) >= MANY:
        known.meanings.common = unit(_sum(found.meaning.vector for found in texts))
    return known


def described(project: Row) -> bool:
    """Whether there is more to compare than a recipient or a bare name."""
    return any(project[f"summary_{language}"] for language in LANGUAGES)


def project_features(project: Row, known: Knowledge) -> Features:
    """What the title and summary say in all languages together."""
    merged = Features()
    read = []
    for language in LANGUAGES:
        texts = (project[f"title_{language}"], project[f"summary_{language}"])
        found = features(". ".join(str(text) for text in texts if text), language, known)
        for concept, tokens in found.concepts.items():
            merged.concepts.setdefault(concept, []).extend(tokens)
        merged.says.update(found.says)
        for word, tokens in found.unknown.items():
            merged.unknown.setdefault(word, []).extend(tokens)
        read.append(found.meaning)
    words = {word: spoken for one in read for word, spoken in one.words.items()}
    parts = [part for one in read for part in one.parts]
    merged.meaning = known.meanings.meaning(words, parts)
    merged.meaning.vector = scaled(_sum(one.vector for one in read))
    merged.generic = generic(merged, known)
    return merged


def project_corpus(projects: Iterable[Row], known: Knowledge) -> Corpus:
    """Every described project, by id."""
    return corpus(
        {
            str(project["project_id"]): project_features(project, known)
            for project in projects
            if described(project)
        }
    )


def similar_projects(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Table similar_projects: at most five for each described project, best first."""
    import pandas as pd

    known = knowledge_of({name: _records(tables[name]) for name in (*VOCABULARY, "projects")})
    among = project_corpus(_records(tables["projects"]), known)
    rows = [row for ident in sorted(among.texts) for row in _likes(ident, among, known)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


VOCABULARY = ("match_concepts", "match_links", *WORD_TABLES)
"""The published tables that the method knows words and concepts from."""
_COLUMNS = (
    "project_id",
    "other_id",
    "match_rank",
    "match_strength",
    "match_score",
    "meaning_score",
    "concept_score",
    "word_score",
    "focus_score",
    "shared_concepts",
    "method_version",
)


def _likes(ident: str, among: Corpus, known: Knowledge) -> Iterable[dict[str, object]]:
    others = {other: found for other, found in among.texts.items() if other != ident}
    hits = rank(among.texts[ident], Corpus(others, among.frequency), known, MOST, WEAK)
    for place, hit in enumerate(hits, start=1):
        values = (ident, hit.ident, place, hit.strength, *_scores(hit), _concepts(hit, known))
        yield dict(zip(_COLUMNS, (*values, METHOD), strict=True))


def _scores(hit: Hit) -> list[float]:
    parts = (hit.score, hit.meaning_score, hit.sharing.concepts, hit.word_score, hit.sharing.focus)
    return [round(part, 2) for part in parts]


def _concepts(hit: Hit, known: Knowledge) -> str:
    """The concepts that both speak of."""
    return ";".join(
        known.concepts[reason.concept].ident
        for reason in hit.reasons
        if reason.closeness == 1 and known.concepts[reason.concept].weight
    )


def _sum(vectors: Iterable[Sequence[int]]) -> list[int]:
    return [sum(parts) for parts in zip(*(one for one in vectors if one), strict=True)]


def _records(frame: pd.DataFrame) -> list[dict[str, str | None]]:
    clean = frame.astype(object).where(frame.notna(), None)
    return clean.to_dict("records")  # type: ignore[return-value]
