"""What a draft holds and what a person must look at first, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.extract.draft import COLUMNS, Row
from pipeline.extract.extraction import Extraction
from pipeline.extract.finding import UNRESOLVED
from pipeline.extract.subjects import UNDATED
from pipeline.model import read_table

_SHOWN = 12
_DOUBTFUL = 0.8


def summary_lines(extraction: Extraction) -> Iterator[str]:
    """Lines for the terminal: the document, what was found, the most doubtful rows first."""
    rows = extraction.rows
    open_rows = [row for row in rows if row.status == UNRESOLVED]
    published = f", published {extraction.published}" if extraction.published else ""
    kind = extraction.kind.replace("_", " ")
    yield f"{extraction.document.name}: {kind}, language {extraction.language}{published}."
    yield f"{len(rows)} rows drafted, {len(open_rows)} of them unresolved."
    yield from _found(rows)
    yield from _coverage(rows)
    if any(UNDATED in row.subject_id.split("-") for row in rows):
        yield "The year of the round is not told; put it into the subject ids."
    if extraction.mapping_is_new:
        yield "The columns were read by a proposed mapping; check it and keep it in data/raw."
    if extraction.unread_rows:
        yield f"{extraction.unread_rows} rows were left out because they name a person."
    yield from _first_look(rows)


def shared_line(extraction: Extraction, draft: Path) -> str:
    """How many subjects the document shares with the draft of another one."""
    own = {row.subject_id for row in extraction.rows}
    other = set(read_table(draft, COLUMNS, str(draft))["subject_id"])
    alone = sorted(own - other)
    left = f"; only here: {', '.join(alone)}" if alone else ""
    return f"{len(own & other)} of {len(own)} subjects are also in {draft.name}{left}."


def _found(rows: list[Row]) -> Iterator[str]:
    counts = Counter(row.field or "(unknown)" for row in rows)
    told = ", ".join(f"{name} {counts[name]}" for name in sorted(counts))
    yield f"Found: {told or 'nothing'}."


def _coverage(rows: list[Row]) -> Iterator[str]:
    """Grants told against grants listed, for each round."""
    projects: dict[str, set[str]] = {}
    for row in rows:
        if row.field == "call":
            projects.setdefault(row.value, set()).add(row.subject_id)
    for row in rows:
        if row.field != "grants_awarded" or row.status == UNRESOLVED:
            continue
        listed = len(projects.get(row.subject_id, ()))
        if listed and str(listed) != row.value:
            yield (
                f"{row.subject_id}: {row.value} grants told, {listed} listed;"
                " check that none is missing."
            )


def _first_look(rows: list[Row]) -> Iterator[str]:
    """The rows to check first: those without a field, then the unresolved, then the doubtful."""
    doubtful = [r for r in rows if r.status == UNRESOLVED or r.confidence < _DOUBTFUL]
    doubtful.sort(key=lambda r: (bool(r.field), r.status != UNRESOLVED, r.confidence, r.subject_id))
    if doubtful:
        yield "Look first at:"
    for row in doubtful[:_SHOWN]:
        note = f" ({row.note})" if row.note else ""
        yield f"  {row.locator}: {row.field or 'no field'} {row.as_written!r}{note}"
    if len(doubtful) > _SHOWN:
        yield f"  and {len(doubtful) - _SHOWN} more."
