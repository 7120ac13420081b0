"""Floor 3: which projects are like a text or another project, and why."""

from pipeline.match.compare import Corpus, corpus
from pipeline.match.features import Features, Knowledge, asked, features
from pipeline.match.rank import Hit, rank, ranked, settings, strength, suggested
from pipeline.match.reasons import reasons
from pipeline.match.similar import (
    METHOD,
    VOCABULARY,
    described,
    knowledge_of,
    project_corpus,
    similar_projects,
)

__all__ = [
    "METHOD",
    "VOCABULARY",
    "Corpus",
    "Features",
    "Hit",
    "Knowledge",
    "asked",
    "corpus",
    "described",
    "features",
    "knowledge_of",
    "project_corpus",
    "rank",
    "ranked",
    "reasons",
    "settings",
    "similar_projects",
    "strength",
    "suggested",
]
