"""Who got what: recipients, leads, partners, sums and names of projects in sentences and items."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.extract.background import AWARD, Background
from pipeline.extract.document import Block
from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.marks import Sentence, Token
from pipeline.extract.pairs import alternating, half_told
from pipeline.extract.phrases import MARKS
from pipeline.extract.project_title import ProjectTitle, project_title, title_in_item
from pipeline.extract.reading import Reading
from pipeline.extract.recipients import Group, counted_groups
from pipeline.extract.roles import as_leads, led, name_fact, partner_group, told_later

_UNKNOWN = "no municipality or body of this name is known"
_KIND_OF_SUM = {"max": "amount_max_eur", "about": "amount_approx_eur", "over": "amount_approx_eur"}
_APPLIED = "applied"
_KIND_OF_SUM |= {"under": "amount_approx_eur", "rounded": "amount_approx_eur"}
_KIND_OF_SUM |= {_APPLIED: "amount_applied_eur"}


@dataclass
class Award:
    """One funded project: who takes part, what it may get, what it is called."""

    start: int
    facts: list[Finding] = field(default_factory=list)
    sum: Token | None = None
    title: ProjectTitle | None = None


def find_awards(
    reading: Reading, taken: set[Token], done: set[Block]
) -> tuple[list[Award], set[Block]]:
    """The awards in order outside the `done` blocks, and the blocks that tell of them.

    Used tokens go to `taken`.
    """
    awards: list[Award] = []
    blocks: set[Block] = set()
    if reading.kind not in {"decision", "list"}:
        return awards, blocks
    other = Background(reading)
    ceilings, applied, led_by = _under(reading, "ceiling_intro", "applied_intro", "lead_intro")
    for block, sentence in reading.sentences:
        if block in done:
            continue
        more = told_later(sentence, reading, awards[-1].facts) if awards else []
        if more:
            awards[-1].facts = led([*awards[-1].facts, *more])
            taken.update(token for token in sentence.tokens if token.kind == "name")
            continue
        if block.kind in {"row", "heading"} or not _tells_of_awards(block, sentence, reading):
            continue
        if block.kind != "item" and other.holds(AWARD, sentence, 0):
            continue
        if block in ceilings:
            sentence = replace(sentence, tokens=tuple(map(_as_ceiling, sentence.tokens)))
        sentence = _with_applied(sentence, reading, block in applied)
        found = list(_awards_in(block, sentence, reading))
        if found:
            if block in led_by:
                found = [replace(award, facts=as_leads(award.facts)) for award in found]
            awards += found
            blocks.add(block)
            taken.update(_used(found, reading.tokens_in(sentence.start, sentence.end)))
    _mark_missing_titles(awards)
    return awards, blocks


def _used(awards: list[Award], tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that need no second look: a sum that no award was given is left to a person."""
    told = {fact.start for award in awards for fact in award.facts}
    for token in tokens:
        if token.kind in {"name", "count"} or (token.kind == "sum" and token.start in told):
            yield token


def sum_fact(key: str, token: Token, column: str = "") -> Finding:
    """The sum of an award with its kind: by the column, or by the words around the number."""
    field_name = column or _KIND_OF_SUM.get(token.qualifier, "amount_granted_eur")
    sure = 0.75 if token.flagged else 0.95
    note = (token.note or "check the spelling") if token.flagged else ""
    qualifier = "" if token.qualifier == _APPLIED else token.qualifier
    return Finding(
        key, field_name, token.start, token.end, token.value, qualifier, confidence=sure, note=note
    )


def _under(reading: Reading, *uses: str) -> list[set[Block]]:
    """For each use the items of lists whose intro has one of its words.

    Between the intro and its items may stand labels such as the names of regions.
    """
    found: list[set[Block]] = [set() for _ in uses]
    words = [reading.phrases.small(use) for use in uses]
    said = [False for _ in uses]
    intros: list[Block] = []
    for block in reading.blocks:
        if not reading.is_entry(block):
            if not reading.is_label(block):
                said, intros = [False for _ in uses], []
            intros.append(block)
            continue
        texts = [reading.document.flow[b.start : b.end].lower() for b in intros]
        said = [old or any(map(w.search, texts)) for old, w in zip(said, words, strict=True)]
        intros = []
        for group in itertools.compress(found, said):
            group.add(block)
    return found


def _as_ceiling(token: Token) -> Token:
    return token._replace(qualifier="max") if token.kind == "sum" and not token.qualifier else token


def _with_applied(sentence: Sentence, reading: Reading, in_brackets: bool) -> Sentence:
    """The sentence with its sums that were applied for marked so, beside those that were granted.

    Words before a sum say so, or the intro of the list says it of the sums `in_brackets`.
    """
    if sum(token.kind == "sum" for token in sentence.tokens) < 2:
        return sentence
    flow, words = reading.document.flow, reading.phrases.any_of("applied_before")
    place, tokens = sentence.start, []
    for token in sentence.tokens:
        bracketed = in_brackets and flow[token.start - 1] == "("
        if token.kind == "sum" and (bracketed or words.search(flow, place, token.start)):
            token = token._replace(qualifier=_APPLIED)
        tokens.append(token)
        place = token.end
    return replace(sentence, tokens=tuple(tokens))


def _tells_of_awards(block: Block, sentence: Sentence, reading: Reading) -> bool:
    marked = sentence.marked
    has_name, has_sum = MARKS["name"] in marked, MARKS["sum"] in marked
    if not (has_name or has_sum):
        return False
    cue = bool(reading.phrases.small("award").search(sentence.small))
    no = reading.phrases.small("award_no").search(sentence.small)
    if no:
        title = project_title(sentence, reading)
        if not (title and title.start <= sentence.span(*no.span())[0] < title.end):
            return False
    if block.kind == "item":
        body = reading.phrases.small("organisation").search(sentence.small)
        return (has_name and (has_sum or cue)) or (has_sum and (cue or body is not None))
    if has_name and has_sum and marked.lstrip()[:1] == MARKS["name"]:
        return True
    return cue and (has_name or (has_sum and project_title(sentence, reading) is not None))


def _awards_in(block: Block, sentence: Sentence, reading: Reading) -> Iterator[Award]:
    every = [token for token in sentence.tokens if token.kind == "sum"]
    sums = [token for token in every if token.qualifier != _APPLIED]
    applied = [token for token in every if token.qualifier == _APPLIED]
    names = [token for token in sentence.tokens if token.kind == "name"]
    group = reading.phrases.small("partner_group").search(sentence.small)
    title = project_title(sentence, reading)
    if title is None and sums and reading.is_entry(block):
        title = title_in_item(sentence, reading)
    parts = alternating(sentence, reading, names, sums) if len(names) == len(sums) else []
    if title is not None:
        names = [name for name in names if name.end <= title.start or name.start >= title.end]
    if not names:
        names = _unknown_leader(block, sentence, reading) if sums else []
    parts = parts or alternating(sentence, reading, names, sums)
    parts = parts or half_told(sentence, reading, names)
    if parts:
        for part in parts:
            yield from _awards_in(block, part, reading)
    elif group or title or (sums and (block.kind == "item" or len(names) == 1)):
        award = _project(sentence, reading, names, sums, title, bool(group))
        award.facts += [sum_fact("award", token) for token in applied]
        yield award
    else:
        groups = counted_groups(sentence, names, reading.phrases)
        together = len(groups) == 1 or reading.phrases.any_of("together").search(sentence.marked)
        if groups and len(sums) == 1 and together:
            yield _project(sentence, reading, names, sums, None, False)
            return
        each = sums if reading.phrases.any_of("sum_each").search(sentence.marked) else []
        for one in groups:
            yield from _group_awards(one, each[0] if len(each) == 1 else None)


def _award(
    names: list[Token], role: str, amount: Token | None, title: ProjectTitle | None, key: str
) -> Award:
    award = Award(names[0].start if names else amount.start if amount else 0, [], amount, title)
    award.facts += [name_fact(key, role, name) for name in names]
    if amount is not None:
        award.facts.append(sum_fact(key, amount))
    if title is not None:
        award.facts.append(title.fact(key))
    return award


def _project(
    sentence: Sentence,
    reading: Reading,
    names: list[Token],
    sums: list[Token],
    title: ProjectTitle | None,
    grouped: bool,
) -> Award:
    """One project with all names of the sentence; the first leads if others are only partners."""
    phrases = reading.phrases
    words = sentence.small.replace(title.text.lower(), "") if title else sentence.small
    has_lead = grouped or any(
        phrases.small(use).search(words) for use in ("partner_with", "lead_word")
    )
    role = "lead" if has_lead else "recipient"
    first = names[:1] if has_lead else names
    award = _award(first, role, sums[0] if sums else None, title, "award")
    if has_lead:
        award.facts += [name_fact("award", "partner", name) for name in names[1:]]
    award.facts += partner_group(sentence, reading)
    award.facts += list(_participant_count(sentence, reading))
    for extra in sums[1:]:
        note = "a second sum in the sentence of one project"
        award.facts.append(
            Finding("award", "", extra.start, extra.end, extra.value, extra.qualifier,
                    confidence=0.3, status=UNRESOLVED, note=note)
        )  # fmt: skip
    return award


def _participant_count(sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    hit = reading.phrases.small("participant_count").search(sentence.small)
    if hit is None:
        return
    start, end = sentence.span(*hit.span())
    for token in sentence.inside(start, end, "count"):
        yield Finding("award", "participant_count", start, end, token.value, confidence=0.85)
        return


def _group_awards(group: Group, amount: Token | None) -> Iterator[Award]:
    """The awards of one recipient or joint group; as many as the sentence counts.

    The amount is of each group; it is of none of several awards.
    """
    for number in range(1, group.awards + 1):
        own = amount if group.awards == 1 else None
        award = _award(group.names, "recipient", own, None, "award")
        if group.count_span is not None:
            note = f"award {number} of {group.awards} to the same recipient"
            start, end = group.count_span
            certainty = "inferred" if group.guessed else "stated"
            note = "plural in the document; counted once" if group.guessed else note
            sure = 0.6 if group.guessed else 0.9
            award.facts.append(
                Finding("award", "award_count", start, end, "1", "", certainty, sure, "", note)
            )
        yield award


def _unknown_leader(block: Block, sentence: Sentence, reading: Reading) -> list[Token]:
    """What stands before the verb of an item with a sum, if no name in it is known."""
    if block.kind != "item":
        return []
    cut = reading.phrases.any_of("award").search(sentence.marked)
    end = cut.start() if cut else len(sentence.marked)
    places = [sentence.marked.find(mark) for mark in (",", MARKS["sum"])]
    end = min([end, *(place for place in places if place >= 0)])
    text = sentence.marked[:end].rstrip(" ,:–-")
    if not text.strip() or not text[0].isupper():
        return []
    start, stop = sentence.span(0, len(text))
    return [Token("name", start, stop, "", "", True, _UNKNOWN, reading.document.flow[start:stop])]


def _mark_missing_titles(awards: list[Award]) -> None:
    """Where other awards with a sum have names, say which ones have none."""
    with_sum = [award for award in awards if award.sum is not None]
    if not any(award.title for award in with_sum):
        return
    for award in with_sum:
        if award.title is None and award.sum is not None:
            start, end = award.sum.start, award.sum.end
            award.facts.append(Finding("award", "title_missing", start, end, "yes", confidence=0.9))
