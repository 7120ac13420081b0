"""Floor 3: documents in an index, queries put to it, answers ranked with their reasons."""

from pipeline.search.columns import Columns, arranged, record_files
from pipeline.search.documents import TEXT, THEME, TITLE, Document, Field
from pipeline.search.find import Finder, Found
from pipeline.search.hits import Hit
from pipeline.search.index import Index, build_index
from pipeline.search.kept import Kept
from pipeline.search.meanings import Meanings, meanings_from
from pipeline.search.projects import project_documents
from pipeline.search.reasons import reasons
from pipeline.search.shards import shards
from pipeline.search.tables import LEXICON, TEXTS

__all__ = [
    "LEXICON",
    "TEXT",
    "TEXTS",
    "THEME",
    "TITLE",
    "Columns",
    "Document",
    "Field",
    "Finder",
    "Found",
    "Hit",
    "Index",
    "Kept",
    "Meanings",
    "arranged",
    "build_index",
    "meanings_from",
    "project_documents",
    "reasons",
    "record_files",
    "shards",
]
