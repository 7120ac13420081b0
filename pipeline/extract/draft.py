"""The draft of a statement file: findings put together, settled and laid out as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extract.document import Document
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.schema import schema

COLUMNS = (*schema().raw["statements.csv"].columns, "confidence", "status")
_MAX_WORDS = 12
_FIRST_WORDS = re.compile(rf"(?:\s*\S+){{1,{_MAX_WORDS}}}")
_BASIS = "full text"
_ROUGHEST = 10_000
"""Sums without so many zeros are not taken for rounded ones."""
_ROUNDING = {False: 0.5, True: 1.0}
"""How much of its last step a rounded sum may be off, without and with a word such as "over"."""


@dataclass(frozen=True)
class Row:
    """One row of a draft: a statement with how sure we are and whether a person must decide."""

    subject_id: str
    field: str
    as_written: str
    value: str
    qualifier: str
    language: str
    certainty: str
    locator: str
    note: str
    confidence: float
    status: str

    def cells(self) -> dict[str, str]:
        """The row by column of the draft file."""
        cells = {name: str(getattr(self, name, "")) for name in COLUMNS}
        return cells | {"basis": _BASIS, "confidence": f"{self.confidence:.2f}"}


def one_each(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a fact: repeats dropped, the more exact kept, a second value left to a person."""
    kept: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        group = kept.setdefault((finding.subject, finding.field), [])
        _put(group, finding)
    return [finding for group in kept.values() for finding in group]


def rows_of(document: Document, findings: Iterable[Finding], language: str) -> list[Row]:
    """Findings (with subject ids) as rows, sorted as the raw files are."""
    rows = [_row(document, finding, language) for finding in findings]
    unique = {(r.subject_id, r.field, r.as_written, r.value): r for r in reversed(rows)}
    return sorted(unique.values(), key=lambda r: (r.subject_id, r.field, r.as_written, r.value))


def _put(group: list[Finding], finding: Finding) -> None:
    field = schema().fields.get(finding.field)
    if field is None or (finding.unresolved and field.many):
        group.append(finding)
        return
    for place, other in enumerate(group):
        if other.value == finding.value or other.value.startswith(f"{finding.value}T"):
            return
        if finding.value.startswith(f"{other.value}T") or _rounds(other, finding, field.type):
            group[place] = finding
            return
        if _rounds(finding, other, field.type):
            return
    if group and not field.many:
        note = f"differs from {group[0].value} told elsewhere in the document"
        finding = replace(finding, status=UNRESOLVED, confidence=0.3, note=note)
    group.append(finding)


def _rounds(rough: Finding, exact: Finding, kind: str) -> bool:
    """True if one sum is the other in round numbers, as headings tell it."""
    if kind not in {"eur", "sum"} or rough.unresolved or exact.unresolved:
        return False
    if not (rough.value.isdecimal() and exact.value.isdecimal()):
        return False
    step = int("1" + "0" * (len(rough.value) - len(rough.value.rstrip("0"))))
    off = abs(int(rough.value) - int(exact.value))
    near = off < step * _ROUNDING[bool(rough.qualifier)]
    return near and step >= _ROUGHEST and int(exact.value) % step != 0


def _row(document: Document, finding: Finding, language: str) -> Row:
    start, end = _first_words(document.flow, finding.start, finding.end)
    return Row(
        subject_id=finding.subject,
        field=finding.field,
        as_written=document.flow[start:end],
        value=" ".join(finding.value.split()),
        qualifier=finding.qualifier,
        language=language,
        certainty=finding.certainty,
        locator=document.locator(start, end),
        note=finding.note,
        confidence=finding.confidence,
        status=finding.status,
    )


def _first_words(flow: str, start: int, end: int) -> tuple[int, int]:
    """The span of the first words: a token as written is never a whole sentence."""
    words = _FIRST_WORDS.match(flow, start, end)
    return start, words.end() if words else end


def unresolved(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that a person must decide."""
    return (row for row in rows if row.status == UNRESOLVED)
