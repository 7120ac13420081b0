"""Files that are a table: which column is which field, and each row as an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.extract.awards import Award, sum_fact
from pipeline.extract.columns import column_fields
from pipeline.extract.document import Block, Document, document_of
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.formats import CELL, lines_of
from pipeline.extract.marks import Token
from pipeline.extract.reading import Reading
from pipeline.extract.roles import led, name_fact
from pipeline.model import BadInputError, Problem, read_table
from pipeline.schema import schema

MAPPINGS = "mappings"
MAPPING_COLUMNS = ("column", "field", "style")
STYLES = ("", "comma", "point", "d.m.yyyy", "iso")
_NUMBER = re.compile(r"-?\d[\d .,'’]*\d|-?\d")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_LOOK = 15
_TOTALS = {"amount_applied_eur": "total_applied_eur"}


@dataclass(frozen=True)
class ColumnRule:
    """One column of the table: its title, its field ("" is not read), how values are written."""

    column: str
    field: str
    style: str
    """comma or point (of decimals) for sums, d.m.yyyy or iso for dates, otherwise empty"""

    @property
    def cells(self) -> tuple[str, str, str]:
        """The rule as a row of a mapping file, in the order of MAPPING_COLUMNS."""
        return self.column, self.field, self.style


def read_mapping(raw: Path, source_id: str, reading: Reading) -> tuple[ColumnRule, ...]:
    """The mapping that data/raw keeps for the source; empty if it has none.

    Raises BadInputError for a column that the table lacks, an unknown field or an unknown style.
    """
    document = reading.document
    name = f"{MAPPINGS}/{source_id}.csv"
    if not document.rows or not (raw / name).exists():
        return ()
    frame = read_table(raw / name, MAPPING_COLUMNS, name)
    titles = document.rows[_header_place(reading)]
    rules = []
    for row, cells in enumerate(frame[list(MAPPING_COLUMNS)].itertuples(index=False, name=None), 2):
        rule = ColumnRule(*cells)
        wrong = _wrong(rule, titles)
        if wrong:
            field, what, move = wrong
            raise BadInputError([Problem(name, row, field, what, move)])
        rules.append(rule)
    return tuple(rules)


def propose_mapping(reading: Reading) -> tuple[ColumnRule, ...]:
    """A first mapping: fields by the titles of the columns, styles by the values below them."""
    document = reading.document
    place = _header_place(reading)
    titles = [title.strip() for title in document.rows[place]]
    fields = column_fields(titles, reading)
    rules = []
    for number, (title, field) in enumerate(zip(titles, fields, strict=True)):
        values = [row[number] for row in document.rows[place + 1 :] if number < len(row)]
        if title:
            rules.append(ColumnRule(title, field, _style(field, values)))
    return tuple(rules)


def table_awards(
    reading: Reading, columns: tuple[ColumnRule, ...]
) -> tuple[list[Award], list[Finding]]:
    """Each row below the column titles as one award, and the totals of the last row."""
    document = reading.document
    place = _header_place(reading)
    titles = [title.strip() for title in document.rows[place]]
    rules = {titles.index(rule.column): rule for rule in columns if rule.column in titles}
    awards: list[Award] = []
    totals: list[Finding] = []
    for number, (offset, line) in enumerate(lines_of(document.text)):
        if number <= place or not line.strip():
            continue
        facts = _row_facts(reading, rules, offset, line)
        if reading.phrases.any_of("total_row").match(line.strip(" |")):
            totals += _totals(facts)
            continue
        totals += [f._replace(subject="round 0") for f in facts if f.field == "decided_on"]
        facts = [fact for fact in facts if fact.field != "decided_on"]
        if facts:
            awards.append(Award(offset, led(facts)))
    return awards, totals


def above_table(reading: Reading) -> Reading:
    """What stands above the column titles, as a text of its own with the same offsets."""
    document = reading.document
    lines = list(lines_of(document.text))[: _header_place(reading) if document.rows else 0]
    blocks = [
        Block("row" if b.kind == "row" else "heading", offset + b.start, offset + b.end)
        for offset, line in lines
        for b in document_of(document.name, line).blocks
    ]
    text = document.text[: blocks[-1].end if blocks else 0]
    above = Document(document.name, text, text, tuple(blocks))
    return replace(reading, document=above, told_kind="list", told_language=reading.language)


def _header_place(reading: Reading) -> int:
    """Index of the row with the column titles: the one that most fields can be told from."""
    scores = [
        (len(set(column_fields(list(row), reading)) - {""}), -number)
        for number, row in enumerate(reading.document.rows[:_LOOK])
        if row
    ]
    return -max(scores)[1] if scores else 0


def _wrong(rule: ColumnRule, titles: tuple[str, ...]) -> tuple[str, str, str] | None:
    """(field, what is wrong, next move) of a rule; None if it is fine."""
    if rule.column not in [title.strip() for title in titles]:
        move = f"write one of {', '.join(titles)}"
        return "column", f"the table has no column {rule.column!r}", move
    if rule.field and rule.field not in schema().fields:
        return "field", f"there is no field {rule.field!r}", "take one of schema.yml or none"
    if rule.style not in STYLES:
        return "style", f"there is no style {rule.style!r}", f"write one of {', '.join(STYLES[1:])}"
    return None


def _style(field: str, values: list[str]) -> str:
    kind = schema().fields[field].type if field else ""
    if kind in {"eur", "sum"}:
        points = sum(bool(re.search(r"\.\d{1,2}$", value.strip())) for value in values)
        return "point" if points else "comma"
    if kind in {"date", "moment", "partial_date"}:
        return "iso" if any(re.match(r"\d{4}-", value) for value in values) else "d.m.yyyy"
    return ""


def _row_facts(
    reading: Reading, rules: dict[int, ColumnRule], offset: int, line: str
) -> list[Finding]:
    facts: list[Finding] = []
    start = offset
    for number, cell in enumerate(line.split(CELL)):
        rule = rules.get(number)
        text = cell.strip()
        if rule is not None and rule.field and text:
            first = start + len(cell) - len(cell.lstrip())
            parts = _parts(reading, rule, first, text)
            facts += [_cell_fact(reading, rule, *part) for part in parts]
        start += len(cell) + len(CELL)
    return facts


def _parts(reading: Reading, rule: ColumnRule, start: int, text: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of what a cell holds: of partners each, of anything else the whole cell."""
    if rule.field != "partner":
        yield start, text
        return
    place = 0
    gaps = re.finditer(rf"[,;/]|{reading.phrases.any_of('and').pattern}", text)
    for end, after in [*(gap.span() for gap in gaps), (len(text), len(text))]:
        part = text[place:end]
        if part.strip():
            yield start + place + len(part) - len(part.lstrip()), part.strip()
        place = after


def _cell_fact(reading: Reading, rule: ColumnRule, start: int, text: str) -> Finding:
    end = start + len(text)
    kind = schema().fields[rule.field].type
    plain = Finding("award", rule.field, start, end, text, confidence=0.9)
    if kind in {"eur", "sum"}:
        value, qualifier = _sum(reading, rule.style, text)
        if value:
            return sum_fact("award", Token("sum", start, end, value, qualifier), rule.field)
    elif kind == "organisation":
        known = reading.readers.names.resolve(text)
        note = "" if known.name_fi and not known.flagged else f"{text!r} needs a look"
        name = Token("name", start, end, known.name_fi, "", bool(note), note, text)
        return name_fact("award", rule.field, name)
    elif kind in {"date", "moment", "partial_date"}:
        value = _date(text)
        if value:
            return Finding("award", rule.field, start, end, value, confidence=0.95)
    elif kind == "title":
        return plain
    note = f"a value that the column {rule.column!r} should not have"
    return Finding("award", rule.field, start, end, text, "", "stated", 0.3, UNRESOLVED, note)


def _sum(reading: Reading, style: str, text: str) -> tuple[str, str]:
    """(whole euros, qualifier) of a cell; empty if it holds no number."""
    found = reading.readers.euros.find(text)
    if len(found) == 1:
        return str(found[0].eur), found[0].qualifier
    hit = _NUMBER.fullmatch(text.strip("€ "))
    if hit is None:
        return "", ""
    digits = re.sub(r"[ '’]", "", hit.group())
    thousands, decimals = (".", ",") if style == "comma" else (",", ".")
    if style == "comma" and re.fullmatch(r"-?\d+\.\d{1,2}", digits):
        thousands, decimals = ",", "."
    number = digits.replace(thousands, "").replace(decimals, ".")
    try:
        return str(round(float(number))), ""
    except ValueError:
        return "", ""


def _date(text: str) -> str:
    hit = _DATE.match(text)
    if hit is None:
        return ""
    day, month, year, iso_year, iso_month, iso_day = hit.groups()
    if iso_year:
        return f"{iso_year}-{iso_month}-{iso_day}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _totals(facts: list[Finding]) -> list[Finding]:
    sums = [fact for fact in facts if fact.field.startswith("amount_") and not fact.unresolved]
    return [
        Finding(
            "round 0", _TOTALS.get(fact.field, "total_awarded_eur"), fact.start, fact.end,
            fact.value, confidence=0.85,
        )
        for fact in sums
    ]  # fmt: skip
