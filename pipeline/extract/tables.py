"""Rows of tables in running documents: municipality, project and one or two sums on a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.awards import Award, sum_fact
from pipeline.extract.columns import column_fields
from pipeline.extract.document import Block
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.marks import Token
from pipeline.extract.privacy import is_like_a_person
from pipeline.extract.project_title import ProjectTitle
from pipeline.extract.reading import Reading
from pipeline.extract.roles import led, name_fact

_TOTALS = {
    "amount_applied_eur": "total_applied_eur",
    "amount_max_eur": "total_awarded_eur",
    "amount_granted_eur": "total_awarded_eur",
}
_NAME_FIELDS = ("lead", "recipient", "partner")
_SUM_FIELDS = (
    "amount_applied_eur",
    "amount_max_eur",
    "amount_granted_eur",
    "total_budget_eur",
    "own_share_eur",
)
_NO_TITLES = {"sum", "name", "share", "until"}
"""Tokens that stand in the cells of a table but not in the titles of its columns."""
_CALLS = {"call_opened", "call_page", "news"}
"""Kinds of document whose tables tell of the call unless their columns say otherwise."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Header:
    """The titles of the columns: the field of each, its words, and where it stands on its line."""

    fields: list[str]
    titles: list[str]
    widths: list[Span]


def find_table_awards(
    reading: Reading, taken: set[Token], done: set[Block]
) -> tuple[list[Award], list[Finding]]:
    """Awards of all table rows but the `done`, and facts of the round such as that of totals."""
    awards: list[Award] = []
    facts: list[Finding] = []
    header = Header([], [], [])
    previous: Block | None = None
    above = False
    for block in reading.blocks:
        if block.kind != "row" or block in done:
            continue
        if previous is None or reading.document.text[previous.end : block.start].count("\n") > 2:
            header, above = Header([], [], []), False
        previous = block
        cells = reading.document.cells(block)
        if above and (more := _second_line(reading, block, cells, header)):
            header = more
            continue
        titles = [reading.document.flow[a:b] for a, b in cells]
        names = column_fields(titles, reading)
        above = _is_header(reading, block, names)
        if above:
            header = Header(names, titles, [_width(reading, span) for span in cells])
            continue
        if not header.fields and reading.kind in _CALLS:
            continue
        if _is_total(reading, cells):
            facts += _totals(reading, cells, header, taken)
        else:
            awards += _row(reading, block, cells, header, taken)
            facts += _decided(reading, cells, header)
    return awards, facts


def _second_line(
    reading: Reading, block: Block, cells: list[Span], header: Header
) -> Header | None:
    """The header with the words of the line below it; None if that line holds values."""
    text = reading.document.flow[block.start : block.end]
    has_names = any(token.kind == "name" for token in reading.tokens_in(block.start, block.end))
    if "|" in text or has_names or any(map(str.isdigit, text)) or _is_total(reading, cells):
        return None
    titles = list(header.titles)
    for span in cells:
        place = _nearest(_width(reading, span), header.widths)
        first, last = titles[place].strip(), reading.document.flow[slice(*span)].strip()
        broken = first.endswith("-") and last[:1].islower()
        titles[place] = first[:-1] + last if broken else f"{first} {last}"
    return Header(column_fields(titles, reading), titles, header.widths)


def _decided(reading: Reading, cells: list[Span], header: Header) -> Iterator[Finding]:
    """The day of the decision, where a column tells it of each award."""
    for column, span in _columns(reading, cells, header):
        if column == "decided_on":
            for token in reading.tokens_in(*span):
                if token.kind == "date" and token.end <= span[1]:
                    yield Finding("round 0", column, token.start, token.end, token.value[:10])


def _is_header(reading: Reading, block: Block, names: list[str]) -> bool:
    tokens = reading.tokens_in(block.start, block.end)
    return sum(map(bool, names)) >= 2 and not any(t.kind in _NO_TITLES for t in tokens)


def _is_total(reading: Reading, cells: list[Span]) -> bool:
    first = reading.document.flow[slice(*cells[0])].strip()
    return bool(reading.phrases.any_of("total_row").match(first))


def _totals(
    reading: Reading, cells: list[Span], header: Header, taken: set[Token]
) -> Iterator[Finding]:
    for column, span in _columns(reading, cells, header):
        token = next(iter(_numbers(reading, span)), None)
        field = _TOTALS.get(column, "" if column else "total_awarded_eur")
        if token is None:
            continue
        taken.add(token)
        if field:
            yield Finding("round 0", field, token.start, token.end, token.value, confidence=0.85)


def _row(
    reading: Reading, block: Block, cells: list[Span], header: Header, taken: set[Token]
) -> list[Award]:
    """The awards of one row: one, or two where a cell joins two sums with a word or sign."""
    tokens = reading.tokens_in(block.start, block.end)
    names = [t for t in tokens if t.kind == "name"]
    sums = [t for t in tokens if t.kind == "sum"]
    if header.fields:
        taken.update(tokens)
        return award_of_columns(reading, _columns(reading, cells, header), names)
    if not names and not sums:
        return []
    taken.update(tokens)
    names = names or [name for name in _unknown(reading, cells[0]) if name.value]
    if len(names) == len(sums) > 1:
        return [_award([n], [("", s)], None) for n, s in zip(names, sums, strict=True)]
    if len(sums) > 1 and (_two_awards(reading, sums) or not _tells_of_applied(reading, block)):
        return [_award(names, [("", token)], None) for token in sums]
    return [_award(names, [("", token) for token in sums], _loose_title(reading, cells, tokens))]


def award_of_columns(
    reading: Reading, columns: list[tuple[str, Span]], names: list[Token]
) -> list[Award]:
    """The awards of (field, span) of each value; two sums of one field are two awards."""
    title: ProjectTitle | None = None
    sums: list[tuple[str, Token]] = []
    people: list[tuple[str, Token]] = []
    for column, span in columns:
        if column in _SUM_FIELDS:
            sums += [(column, token) for token in _numbers(reading, span)]
        elif column.startswith("title"):
            title = _title(reading, span)
        elif column in _NAME_FIELDS:
            inside = [n for n in names if span[0] <= n.start and n.end <= span[1]]
            found = inside or _unknown(reading, span)
            people += [(column, n) for n in found if n.value or not _is_person(n, column, reading)]
    first = [field for field, _ in sums][:1]
    if len(sums) > 1 and {field for field, _ in sums} == set(first):
        return [_filled(people, [one], title) for one in sums]
    return [_filled(people, sums, title)]


def _filled(
    people: list[tuple[str, Token]], sums: list[tuple[str, Token]], title: ProjectTitle | None
) -> Award:
    award = _award([], sums, title)
    award.facts[:0] = [name_fact("award", column, name) for column, name in people]
    award.facts = led(award.facts)
    award.start = min((fact.start for fact in award.facts), default=0)
    return award


def _award(names: list[Token], sums: list[tuple[str, Token]], title: ProjectTitle | None) -> Award:
    """An award; two sums without column titles are left to a person."""
    award = Award(min((t.start for t in names), default=0), [], None, title)
    award.facts += [name_fact("award", "recipient", name) for name in names]
    untold = len(sums) > 1 and not all(column for column, _ in sums)
    for column, token in sums:
        fact = sum_fact("award", token, _kind(column, token))
        if untold:
            note = "several sums in a row without column titles"
            fact = Finding("award", "", token.start, token.end, token.value, token.qualifier,
                           confidence=0.3, status=UNRESOLVED, note=note)  # fmt: skip
        award.facts.append(fact)
    if title is not None:
        award.facts.append(title.fact("award"))
    return award


def _kind(column: str, token: Token) -> str:
    """The column's field; a sum with "at most" is a ceiling whatever the column says."""
    return "" if column == "amount_granted_eur" and token.qualifier else column


def _columns(reading: Reading, cells: list[Span], header: Header) -> list[tuple[str, Span]]:
    """(field, span) of each cell; "" for cells beyond the header.

    A row with fewer cells, such as that of the totals, is read by where its cells stand.
    """
    fields = header.fields
    laid_out = "|" not in reading.document.flow[cells[0][0] : cells[-1][1]]
    if not fields or len(cells) >= len(fields) or not laid_out:
        return [(fields[i] if i < len(fields) else "", span) for i, span in enumerate(cells)]
    widths = [_width(reading, span) for span in cells]
    return [(fields[_nearest(own, header.widths)], s) for own, s in zip(widths, cells, strict=True)]


def _width(reading: Reading, span: Span) -> Span:
    """(first, last) column of a cell on its line."""
    first = reading.document.column(span[0])
    return first, first + span[1] - span[0]


def _nearest(own: Span, widths: list[Span]) -> int:
    """Index of the title above a cell: that with the least space between, then the same end."""
    apart = [(max(0, w[0] - own[1], own[0] - w[1]), abs(w[1] - own[1])) for w in widths]
    return apart.index(min(apart))


def _numbers(reading: Reading, span: Span) -> list[Token]:
    """Sums in a cell; a bare number in a column of sums is one too."""
    inside = reading.tokens_in(*span)
    sums = [token for token in inside if token.kind == "sum" and token.end <= span[1]]
    text = reading.document.flow[slice(*span)]
    if sums or not any(char.isdigit() for char in text):
        return sums
    found = reading.readers.euros.parse(text.strip())
    if found is None:
        return []
    start = span[0] + len(text) - len(text.lstrip())
    return [Token("sum", start, start + len(text.strip()), str(found.eur), found.qualifier)]


def _title(reading: Reading, span: Span) -> ProjectTitle | None:
    text = reading.document.flow[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    stripped = text.strip()
    if not stripped:
        return None
    return ProjectTitle(start, start + len(stripped), stripped, reading.language)


def _loose_title(reading: Reading, cells: list[Span], tokens: list[Token]) -> ProjectTitle | None:
    """Without column titles: the one cell of words that holds no token."""
    free = [
        span
        for span in cells
        if not any(span[0] <= t.start < span[1] and t.kind in {"name", "sum"} for t in tokens)
        and sum(char.isalpha() for char in reading.document.flow[slice(*span)]) > 3
    ]
    return _title(reading, free[0]) if len(free) == 1 else None


def _unknown(reading: Reading, span: Span) -> list[Token]:
    text = reading.document.flow[slice(*span)]
    stripped = text.strip()
    if not stripped:
        return []
    start = span[0] + len(text) - len(text.lstrip())
    known = reading.readers.names.resolve(stripped)
    note = "" if known.name_fi and not known.flagged else f"{stripped!r} needs a look"
    return [Token("name", start, start + len(stripped), known.name_fi, "", bool(note), note, text)]


def _is_person(name: Token, column: str, reading: Reading) -> bool:
    """True for who leads a project in person: no body, and no matter of a draft."""
    return column == "lead" and is_like_a_person(name.text, reading.phrases)


def _tells_of_applied(reading: Reading, block: Block) -> bool:
    """True if the text before the row speaks of sums applied for: then two sums may be those."""
    earlier = reversed(reading.blocks[: reading.blocks_before(block.start)])
    before = next((other for other in earlier if other.kind != "row"), None)
    if before is None:
        return False
    text = reading.document.flow[before.start : before.end]
    return any(
        rule.place == "column" and rule.field == "amount_applied_eur" and rule.pattern.search(text)
        for rule in reading.phrases.lists
    )


def _two_awards(reading: Reading, sums: list[Token]) -> bool:
    gaps = [reading.document.flow[a.end : b.start] for a, b in pairwise(sums)]
    return all(reading.phrases.any_of("two_awards").match(gap) for gap in gaps)
