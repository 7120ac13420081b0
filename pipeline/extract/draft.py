"""The draft of a statement file: findings put together, settled and laid out as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.document import Document
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.schema import Field, schema

COLUMNS = (*schema().raw["statements.csv"].columns, "confidence", "status")
_MAX_WORDS = 12
_FIRST_WORDS = re.compile(rf"(?:\s*\S+){{1,{_MAX_WORDS}}}")
_BASIS = "full text"
_SUMS = {"eur", "sum"}
_ROUGHEST = 10_000
"""Sums without so many zeros are not taken for rounded ones."""
_ROUNDING = {False: 0.5, True: 1.0}
"""How much of its last step a rounded sum may be off, without and with a word such as "over"."""


class Row(NamedTuple):
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
    seen: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        key = finding.subject, finding.field
        _put(kept.setdefault(key, []), seen.setdefault(key, set()), finding)
    return [finding for group in kept.values() for finding in group]


def rows_of(document: Document, findings: Iterable[Finding], language: str) -> list[Row]:
    """Findings (with subject ids) as rows, sorted as the raw files are."""
    rows = [_row(document, finding, language) for finding in findings]
    unique = {(r.subject_id, r.field, r.as_written, r.value): r for r in reversed(rows)}
    return sorted(unique.values(), key=lambda r: (r.subject_id, r.field, r.as_written, r.value))


def _put(group: list[Finding], seen: set[str], finding: Finding) -> None:
    """Into the group of one fact, whose values are `seen`, days of moments included."""
    field = schema().fields.get(finding.field)
    if field is None or (finding.unresolved and field.many):
        group.append(finding)
        return
    if finding.value in seen:
        return
    if place := _place_of(group, finding, field):
        group[place - 1] = finding
    elif any(_rounds(finding, other, field.type) for other in _rivals(group, field)):
        return
    else:
        if group and not field.many:
            note = f"differs from {group[0].value} told elsewhere in the document"
            finding = finding._replace(status=UNRESOLVED, confidence=0.3, note=note)
        group.append(finding)
    seen |= {finding.value, _day_of(finding, field)}


def _place_of(group: list[Finding], finding: Finding, field: Field) -> int:
    """Place (from 1) of the less exact finding that this one stands for; 0 if there is none."""
    for place, other in enumerate(_rivals(group, field), 1):
        if other.value == _day_of(finding, field) or _rounds(other, finding, field.type):
            return place
    return 0


def _day_of(finding: Finding, field: Field) -> str:
    """The value, of a moment without its time."""
    return finding.value.partition("T")[0] if field.type == "moment" else finding.value


def _rivals(group: list[Finding], field: Field) -> list[Finding]:
    """The findings that another may be put in place of: of a field with one value only the first.

    The others there are questions; so a long text takes no longer for each of its facts.
    """
    if not field.many:
        return group[:1]
    return group if field.type in _SUMS else []


def _rounds(rough: Finding, exact: Finding, kind: str) -> bool:
    """True if one sum is the other in round numbers, as headings tell it."""
    if kind not in _SUMS or rough.unresolved or exact.unresolved:
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
