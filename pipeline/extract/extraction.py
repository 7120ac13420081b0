"""From a document to its draft: every finder in turn, then subjects, wordings and privacy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.awards import Award, find_awards
from pipeline.extract.document import Document, open_document
from pipeline.extract.draft import Row, one_each, rows_of
from pipeline.extract.facts import find_facts, left_over, published_fact
from pipeline.extract.finding import Finding
from pipeline.extract.items import find_items
from pipeline.extract.known import Known, load_known
from pipeline.extract.marks import Token
from pipeline.extract.phrases import Phrases, load_phrases
from pipeline.extract.privacy import is_like_a_person, names_a_person, person_names
from pipeline.extract.reading import Reading
from pipeline.extract.records import find_records
from pipeline.extract.rounds import Round, round_at, rounds_of
from pipeline.extract.sections import find_sections
from pipeline.extract.source_row import source_row
from pipeline.extract.subjects import programme_id, project_ids, round_ids
from pipeline.extract.table_file import (
    ColumnRule,
    above_table,
    propose_mapping,
    read_mapping,
    table_awards,
)
from pipeline.extract.tables import find_table_awards
from pipeline.extract.titles import find_programmes, find_titles
from pipeline.extract.tokens import Readers, readers_from
from pipeline.extract.wordings import Wordings
from pipeline.schema import schema
from pipeline.vocabulary import LEXICON, Vocabulary, load_vocabulary

_EUROS = re.compile(r"(?<![\d ])[\d ]*(?:euro|€)")
_PEOPLE = {"lead", "partner", "recipient"}
_NUMBERS = {"eur", "sum", "date", "moment", "partial_date", "percent", "call", "programme"}
"""Types of fields whose tokens are sums, dates and names of programmes: never a person."""
_CALL_TOKENS = (
    *("grants_awarded", "decided_on", "list_scope", "title_fi", "title_sv", "programme"),
    *("total_awarded_eur", "announced_on"),
)
"""What tells the round of a project, the best first."""


@dataclass(frozen=True)
class Tools:
    """What every extraction needs; loaded once, used for any number of documents."""

    raw: Path
    vocabulary: Vocabulary
    phrases: Phrases
    readers: Readers


@dataclass(frozen=True)
class Extraction:
    """The draft of one document and what was seen on the way."""

    document: Document
    language: str
    kind: str
    published: str
    rows: list[Row]
    mapping: tuple[ColumnRule, ...]
    """The columns of a table file as they were read; empty for running text."""
    mapping_is_new: bool
    """True if the mapping is our proposal and no file of data/raw."""
    source: dict[str, str]
    """The row that the document proposes for sources.csv."""
    unread_rows: int
    """Rows of tables and tokens that went into no row of the draft because they name persons."""


def load_tools(raw: Path) -> Tools:
    """Read vocabulary and patterns under `raw`; BadInputError names every fault in them."""
    vocabulary = load_vocabulary(raw, LEXICON)
    return Tools(raw, vocabulary, load_phrases(raw), readers_from(vocabulary))


def extract(
    path: Path, tools: Tools, source_id: str = "", drafts: Sequence[Path] = ()
) -> Extraction:
    """The draft for the document at `path`; BadInputError if it cannot be read.

    The ids of rounds and projects are those of data/raw or of the other `drafts` where it tells of
    the same ones, so that a release and its translation name the same subjects.
    """
    phrases = tools.phrases
    document = open_document(path, phrases.any_of("keep_hyphen"))
    reading = Reading(document, phrases, tools.readers, source_id or path.stem)
    known = load_known(tools.raw, source_id or path.stem, drafts)
    mapping = read_mapping(tools.raw, source_id or path.stem, reading)
    columns = mapping or (propose_mapping(reading) if document.rows else ())
    rounds = rounds_of(reading)
    awards, findings = _find(reading, rounds, columns)
    findings = _with_subjects(reading, rounds, awards, findings, known)
    wordings = Wordings(known, tools.vocabulary)
    settled = [wordings.settle(finding, document.flow) for finding in findings]
    rows = rows_of(document, settled, reading.language)
    kept = list(_without_persons(rows, reading))
    return Extraction(
        document,
        reading.language,
        reading.kind,
        reading.published.value if reading.published else "",
        kept,
        columns,
        bool(columns) and not mapping,
        source_row(reading, source_id or path.stem),
        len(rows) - len(kept),
    )


def _find(
    reading: Reading, rounds: list[Round], columns: tuple[ColumnRule, ...]
) -> tuple[list[Award], list[Finding]]:
    """Awards and the facts of rounds; the tokens of awards are not read twice."""
    if columns:
        awards, facts = table_awards(reading, columns)
        return awards, [*_running(above_table(reading), rounds), *facts]
    taken: set[Token] = set()
    findings = list(published_fact(reading, rounds[-1].key, taken))
    records, lines = find_records(reading, taken)
    sections, own = find_sections(reading, taken, lines)
    lines |= own
    table, totals = find_table_awards(reading, taken, lines)
    awards, blocks = find_awards(reading, taken, lines)
    findings += find_facts(reading, rounds, taken)
    findings += totals
    findings += find_titles(reading, rounds)
    findings += find_programmes(reading, rounds)
    findings += find_items(reading, rounds, blocks | lines)
    findings += left_over(reading, rounds, taken)
    return sorted([*records, *sections, *table, *awards], key=lambda award: award.start), findings


def _running(reading: Reading, rounds: list[Round]) -> list[Finding]:
    """The facts of the few lines of text that stand above a table."""
    taken: set[Token] = set()
    return [
        *published_fact(reading, rounds[-1].key, taken),
        *find_facts(reading, rounds, taken),
        *find_titles(reading, rounds),
        *find_programmes(reading, rounds),
    ]


def _with_subjects(
    reading: Reading,
    rounds: list[Round],
    awards: list[Award],
    findings: list[Finding],
    known: Known,
) -> list[Finding]:
    """All findings, one each, with the ids of their subjects."""
    findings = one_each(findings)
    keys = [part.key for part in rounds]
    if reading.kind == "news":
        ids = dict.fromkeys(keys, programme_id(findings, reading.document.flow, reading.phrases))
    else:
        ids = round_ids(keys, findings, known, reading.phrases, reading.year)
    found = [finding._replace(subject=ids[finding.subject]) for finding in findings]
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        told.setdefault(finding.subject, []).append(finding)
    own: dict[str, list[Award]] = {}
    for award in awards:
        own.setdefault(round_at(rounds, award.start).key, []).append(award)
    for key, group in own.items():
        found += _award_findings(group, told.get(key, []), ids[key], known, reading.phrases)
    return found


def _award_findings(
    awards: list[Award], told: list[Finding], call_id: str, known: Known, phrases: Phrases
) -> Iterator[Finding]:
    ids = project_ids([award.facts for award in awards], call_id, known, phrases)
    tokens = [f for name in _CALL_TOKENS for f in told if f.field == name and not f.unresolved]
    for subject, award in zip(ids, awards, strict=True):
        for fact in one_each(award.facts):
            yield fact._replace(subject=subject)
        if tokens:
            place = tokens[0]
            yield Finding(subject, "call", place.start, place.end, call_id, confidence=0.9)


def _without_persons(rows: Iterable[Row], reading: Reading) -> Iterator[Row]:
    persons = person_names(reading.document, reading.hidden, reading.phrases)
    for row in rows:
        if row.field and schema().fields[row.field].type in _NUMBERS:
            yield row
            continue
        if row.field in _PEOPLE and row.status and is_like_a_person(row.value, reading.phrases):
            continue
        text = f"{row.as_written} \n {row.value}"
        if not names_a_person(_EUROS.sub("", text), persons, reading.phrases):
            yield row
