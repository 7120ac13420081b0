"""The flow from raw data to tables, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.catalogue import catalogue_to_be
from pipeline.check import (
    Evidence,
    check_tables,
    checks_table,
    find,
    quality,
    raw_problems,
    stop_on_errors,
)
from pipeline.match import similar_projects
from pipeline.model import BadInputError, Problem
from pipeline.normalise import inflected_names, normalise, word_sources
from pipeline.publish import descriptors
from pipeline.read import Raw, raw_files, read_raw
from pipeline.resolve import resolve, typed
from pipeline.vocabulary import Vocabulary, load_vocabulary

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What `build` is made of: all tables of the schema by name, and the edition."""

    tables: dict[str, pd.DataFrame]
    edition: dict[str, str]


def build_tables(raw_folder: Path, tell: Tell) -> Built:
    """Read, normalise, resolve and check data/raw; nothing is written.

    Raises BadInputError with every problem of the first stage that has any, findings of level
    error included.
    """
    built = find_all(raw_folder, tell)
    stop_on_errors(built.tables["findings"])
    return built


def find_all(raw_folder: Path, tell: Tell) -> Built:
    """As build_tables, but findings of level error stand in the table findings like the others."""
    tell("reading data/raw")
    raw, vocabulary = _both(raw_folder)
    tell(f"normalising {len(raw.statements)} statements")
    statements = normalise(raw, vocabulary)
    sources = word_sources(raw.sources, vocabulary)
    tell("resolving tables")
    tables = resolve(statements, raw, sources, vocabulary)
    tables["raw_files"] = raw_files(raw_folder)
    tables["similar_projects"] = typed(similar_projects(tables), "similar_projects")
    names = inflected_names(vocabulary)
    tables["name_words_inflected"] = typed(names, "name_words_inflected")
    tell("checking tables")
    evidence = Evidence(dict(tables), statements, raw, vocabulary)
    try:
        check_tables(tables)
    except BadInputError as error:
        raise BadInputError([*error.problems, *raw_problems(evidence)]) from None
    edition = {name: raw.edition[name].iloc[0] for name in ("version", "issued_on")}
    _judge(tables, evidence, edition)
    return Built(tables, edition)


def _judge(tables: dict[str, pd.DataFrame], evidence: Evidence, edition: Mapping[str, str]) -> None:
    """Add the tables findings, checks and quality."""
    tables["findings"] = find(evidence)
    tables["checks"] = checks_table(tables["findings"])
    catalogue = catalogue_to_be(descriptors(tables, edition))
    tables["quality"] = quality(evidence, tables["findings"], catalogue)


def _both(raw_folder: Path) -> tuple[Raw, Vocabulary]:
    """Raw and vocabulary; BadInputError tells the problems of both together."""
    try:
        raw = read_raw(raw_folder)
    except BadInputError as error:
        raise BadInputError([*error.problems, *_vocabulary_problems(raw_folder)]) from None
    return raw, load_vocabulary(raw_folder)


def _vocabulary_problems(raw_folder: Path) -> list[Problem]:
    try:
        load_vocabulary(raw_folder)
    except BadInputError as error:
        return error.problems
    return []
