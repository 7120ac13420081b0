"""Who leads, takes part in or receives: by the words around a name, over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.finding import UNRESOLVED, Finding
from pipeline.extract.marks import Sentence, Token
from pipeline.extract.phrases import MARKS
from pipeline.extract.reading import Reading

_LABELLED = re.compile(r"[^:]{2,30}: (?P<who>[A-ZÅÄÖ][^,.:]{2,60})\.?$")
_LAST = re.compile(r".{2,60} (?P<who>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)\.?$")


def name_fact(key: str, field_name: str, token: Token) -> Finding:
    """A participant; unresolved if the name leads to nobody."""
    status = "" if token.value else UNRESOLVED
    sure = 0.4 if not token.value else 0.7 if token.flagged else 0.95
    return Finding(
        key, field_name, token.start, token.end, token.value or token.text, "",
        confidence=sure, status=status, note=token.note,
    )  # fmt: skip


def led(facts: list[Finding]) -> list[Finding]:
    """The facts of a project; who receives leads it if others are named as partners."""
    if not any(fact.field.startswith("partner") for fact in facts):
        return facts
    if any(fact.field == "lead" for fact in facts):
        return facts
    return as_leads(facts)


def as_leads(facts: list[Finding]) -> list[Finding]:
    """The facts of a project with who receives as who leads."""
    return [f._replace(field="lead") if f.field == "recipient" else f for f in facts]


def told_later(sentence: Sentence, reading: Reading, facts: list[Finding]) -> list[Finding]:
    """Participants in a sentence that goes on telling of the project with these `facts`.

    "Hanketta johtaa Kuopio, ja mukana ovat Siilinjärvi ja Suonenjoki": the nearest word for a role
    before a name decides, else the one after it. Empty if the sentence tells of something else.
    """
    phrases = reading.phrases
    if MARKS["sum"] in sentence.marked:
        return []
    if not phrases.any_of("project_sentence").match(sentence.marked):
        return []
    names = [token for token in sentence.tokens if token.kind == "name"]
    names = names or list(_labelled(sentence, reading)) or list(_last(sentence, reading))
    other = "partner" if any(f.field in {"lead", "recipient"} for f in facts) else "recipient"
    roles = _role_words(sentence, reading)
    if not names or not (roles or phrases.any_of("partner_sentence").match(sentence.marked)):
        return []
    found = [name_fact("award", _role(sentence, name, roles) or other, name) for name in names]
    return [*found, *partner_group(sentence, reading)]


def _labelled(sentence: Sentence, reading: Reading) -> Iterator[Token]:
    """The body after a label such as "Hakija:"; an unknown one must have the word of a body."""
    hit = _LABELLED.match(sentence.marked)
    if hit is not None:
        start, end = sentence.span(*hit.span("who"))
        text = reading.document.flow[start:end]
        known = reading.readers.names.resolve(text)
        if not (known.name_fi or reading.phrases.any_of("organisation").search(text)):
            return
        note = "" if known.name_fi else f"{text!r} needs a look"
        yield Token("name", start, end, known.name_fi, "", bool(note), note, text)


def _last(sentence: Sentence, reading: Reading) -> Iterator[Token]:
    """The known name that the sentence ends in: Hamina is a word too, but not after a role."""
    hit = _LAST.match(sentence.marked)
    if hit is not None:
        start, end = sentence.span(*hit.span("who"))
        text = reading.document.flow[start:end]
        known = reading.readers.names.resolve(text)
        if known.name_fi and not known.flagged:
            yield Token("name", start, end, known.name_fi, "", False, "", text)


def partner_group(sentence: Sentence, reading: Reading) -> list[Finding]:
    """The words for the other municipalities named in the application, if they stand here."""
    if not reading.phrases.small("partner_group").search(sentence.small):
        return []
    for word in reading.phrases.words["partner_group"]:
        hit = word.pattern.search(sentence.marked)
        if hit:
            start, end = sentence.span(*hit.span())
            return [Finding("award", "partner_group", start, end, word.value, confidence=0.95)]
    return []


def _role_words(sentence: Sentence, reading: Reading) -> list[tuple[int, str]]:
    """(place, role) of each word for a role, in order."""
    return sorted(
        (hit.start(), word.value)
        for word in reading.phrases.words["role"]
        if word.language == reading.language
        for hit in word.pattern.finditer(sentence.marked)
    )


def _role(sentence: Sentence, name: Token, roles: list[tuple[int, str]]) -> str:
    place = sentence.place(name)
    before = [role for at, role in roles if at < place]
    return before[-1] if before else next((role for _, role in roles), "")
