"""Facts of a round that stand in a sentence: dates, counts, sums, shares, yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.extract.background import Background
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.marks import Sentence, Token
from pipeline.extract.phrases import MARKS, TOKEN_KINDS, FactRule
from pipeline.extract.reading import Reading
from pipeline.extract.rounds import Round, round_at
from pipeline.extract.triggers import Triggers
from pipeline.schema import schema

PUBLISHED = "published"
_CALLS = {"call_opened", "call_page"}
_OTHER_END = {("grant_max_eur", "over"): "grant_min_eur", ("grant_min_eur", "max"): "grant_max_eur"}
"""(field, qualifier) -> the other end of the range: in a call "at least" is no ceiling."""
_SURE = 0.8
_SHORT = 120
"""How long a sentence may be that its heading completes."""
_MARKS = frozenset(MARKS.values())


def find_facts(reading: Reading, rounds: list[Round], taken: set[Token]) -> Iterator[Finding]:
    """Facts of all sentences; tokens that are used are added to `taken`."""
    rules = [
        rule
        for rule in reading.phrases.facts
        if rule.language == reading.language and (not rule.kinds or reading.kind in rule.kinds)
    ]
    other = Background(reading)
    triggers = Triggers(rules, lambda rule: (rule.pattern, rule.within))
    fitting: dict[str, list[FactRule]] = {}
    for sentence in _with_labels(reading):
        if sentence.small not in fitting:
            fitting[sentence.small] = list(_fitting(triggers.of(sentence.parts), sentence.small))
        key = round_at(rounds, sentence.start).key
        for rule in fitting[sentence.small]:
            yield from _apply(rule, sentence, key, reading, taken, other)


def _with_labels(reading: Reading) -> Iterator[Sentence]:
    """Each sentence, and after it a short one with a value once more behind its heading.

    "Hakuaika" above and "1.2.-31.3.2023" below say together what neither says alone.
    """
    label: Sentence | None = None
    for block, sentence in reading.sentences:
        yield sentence
        short = len(sentence.marked) <= _SHORT and _MARKS.intersection(sentence.marked)
        if label is not None and short:
            yield label.before(sentence)
        label = sentence if reading.is_label(block) else None


def _fitting(rules: Iterable[FactRule], small: str) -> Iterator[FactRule]:
    """Rules that a marked sentence fits: its tokens, its words and what stands around them."""
    marks = _MARKS.intersection(small)
    for rule in rules:
        if (
            (not rule.needs or rule.needs & marks)
            and rule.pattern.search(small)
            and rule.within.search(small)
            and not rule.unless.search(small)
        ):
            yield rule


def published_fact(reading: Reading, key: str, taken: set[Token]) -> Iterator[Finding]:
    """The day of publication as the day on which the call or its result was announced."""
    token = reading.published
    if token is None:
        return
    taken.add(token)
    field = "call_announced_on" if reading.kind in _CALLS else "announced_on"
    yield Finding(key, field, token.start, token.end, token.value[:10], confidence=0.95)


def left_over(reading: Reading, rounds: list[Round], taken: set[Token]) -> Iterator[Finding]:
    """Sums, shares and dates that no rule could place, and counts of projects or applications."""
    used = {place for token in taken for place in range(token.start, token.end)}
    hint = reading.phrases.any_of("unit_hint")
    for _, sentence in reading.sentences:
        for token in sentence.tokens:
            if token.start in used or token.kind == "name":
                continue
            place = sentence.place(token)
            if token.kind == "count" and not hint.match(sentence.marked[place + 1 :].strip()):
                continue
            key = round_at(rounds, token.start).key
            note = f"a {token.kind.replace('until', 'date')} that no rule could place"
            yield Finding(
                key, "", token.start, token.end, token.value, token.qualifier,
                confidence=0.3, status=UNRESOLVED, note=note,
            )  # fmt: skip


def _apply(
    rule: FactRule,
    sentence: Sentence,
    key: str,
    reading: Reading,
    taken: set[Token],
    other: Background,
) -> Iterator[Finding]:
    for hit in rule.pattern.finditer(sentence.small):
        group = "token" if "token" in (hit.re.groupindex or {}) else 0
        if hit.start(group) < 0 or hit.end(group) == hit.start(group):
            continue
        if rule.needs and other.holds(rule.field, sentence, hit.start(group)):
            continue
        start, end = sentence.span(hit.start(group), hit.end(group))
        found = _finding(rule, sentence, key, start, end, reading, taken)
        if found is not None:
            yield found


def _finding(
    rule: FactRule,
    sentence: Sentence,
    key: str,
    start: int,
    end: int,
    reading: Reading,
    taken: set[Token],
) -> Finding | None:
    certainty = "stated" if rule.confidence >= _SURE else "inferred"
    plain = Finding(key, rule.field, start, end, rule.value, "", certainty, rule.confidence)
    if rule.value == PUBLISHED:
        return _on_publication(plain, reading)
    kind = schema().fields[rule.field].type
    if rule.value or kind not in TOKEN_KINDS:
        taken.update(token for token in sentence.inside(start, end, "sum"))
        return plain if rule.value else plain._replace(value=reading.document.flow[start:end])
    tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    wanted = [token for token in tokens if token.kind in TOKEN_KINDS[kind]]
    if not wanted or wanted[0] in taken:
        return None
    taken.add(wanted[0])
    if reading.kind in _CALLS:
        plain = plain._replace(field=_OTHER_END.get((rule.field, wanted[0].qualifier), rule.field))
    return _with_token(plain, wanted[0], kind)


def _with_token(plain: Finding, token: Token, kind: str) -> Finding:
    value = token.value[:10] if kind in {"date", "partial_date"} else token.value
    qualifier = token.qualifier if kind in {"eur", "sum", "percent", "count"} else ""
    found = plain._replace(value=value, qualifier=qualifier)
    if token.flagged:
        return found._replace(confidence=0.7, note=token.note or "check the spelling")
    return found


def _on_publication(plain: Finding, reading: Reading) -> Finding | None:
    if reading.published is None:
        return None
    note = "the day of the release" if plain.certainty == "inferred" else ""
    return plain._replace(value=reading.published.value[:10], note=note)
