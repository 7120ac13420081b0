"""Identifiers: a round or project that data/raw knows keeps its id, a new one gets its own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.finding import Finding
from pipeline.extract.known import Facts, Known
from pipeline.extract.phrases import Phrases
from pipeline.extract.rounds import YEAR

_STRONG = {
    "decided_on": 3, "closes_at": 3, "opened_on": 3, "total_awarded_eur": 3, "announced_on": 3,
    "call_announced_on": 3, "grants_awarded": 2, "applications_received": 2, "title_fi": 3,
    "title_sv": 3, "project_end_latest": 1, "total_applied_eur": 2,
}  # fmt: skip
UNDATED = "undated"
"""Stands for the year in the id of a round whose year nobody tells."""
_NO_PROGRAMME = "call"
_ENOUGH = 3
_CLASH = {"decided_on", "closes_at", "opened_on", "announced_on", "grants_awarded"}
_YEAR_FIELDS = (
    *("title_fi", "title_sv", "opened_on", "call_announced_on", "closes_at"),
    *("decided_on", "announced_on"),
)
_YEAR_PATTERN = re.compile(r"20[1-4]\d")
_SLUG_WORDS = 3
_SMALL = re.compile(r"[^a-z0-9]+")


def round_ids(
    keys: list[str], findings: list[Finding], known: Known, phrases: Phrases, year: int | None
) -> dict[str, str]:
    """Key of each round or year in the document -> subject_id."""
    numbered = [key for key in keys if key != YEAR]
    told = _facts(findings)
    shared, of_year = _shared(findings), _year_of(told.get(YEAR, {}))
    ids: dict[str, str] = {}
    for key in keys:
        facts = told.get(key, {})
        programmes = facts.get("programme", set()) or shared
        match = "" if key == YEAR else _known_round(facts, known, set(ids.values()))
        own = of_year or _year_of(facts) or year
        base = f"{_prefix(programmes, own, phrases)}-{own or UNDATED}"
        number = f"-{numbered.index(key) + 1}" if key != YEAR and len(numbered) > 1 else ""
        ids[key] = match or base + number
    return ids


def programme_id(findings: list[Finding], document: str, phrases: Phrases) -> str:
    """The programme that a document of news is about."""
    told = sorted(_shared(findings))
    if told:
        return told[0]
    hits = [w.value for w in phrases.words["programme"] if w.pattern.search(document)]
    return hits[0] if hits else "programme"


def project_ids(
    projects: list[list[Finding]], call_id: str, known: Known, phrases: Phrases
) -> list[str]:
    """A subject_id for each project of a round, in the order of the document."""
    words = [word.value for word in phrases.words["programme_prefix"]]
    prefixes = "|".join(map(re.escape, [*words, _NO_PROGRAMME]))
    stem = re.sub(rf"^(?:{prefixes})-", "", call_id)
    subjects = [s for s in known.of_kind("project") if call_id in known.value(s, "call")]
    calls = [_filed(subject, known) for subject in subjects]
    slugs = [_slug(facts) for facts in projects]
    led_by = [_named(facts) for facts in projects]
    by_slug, by_lead = _places(slugs), _places(led_by)
    places = [by_lead[i] if slugs[i] == led_by[i] else by_slug[i] for i in range(len(projects))]
    led = Counter(name for facts in projects for name in _people(facts))
    used: set[str] = set()
    ids = []
    for place, facts in enumerate(projects):
        lone = all(led[name] == 1 for name in _people(facts))
        match = _known_project(facts, calls, used, lone)
        match = match or _numbered(f"{stem}-{slugs[place]}", places[place], used)
        used.add(match)
        ids.append(match)
    return ids


def _places(slugs: list[str]) -> list[int]:
    """For each slug its number among the same ones, from 1; 0 where it is the only one.

    A project without a name is so told apart from the named ones of the same lead.
    """
    total = Counter(slugs)
    seen: Counter[str] = Counter()
    places = []
    for slug in slugs:
        seen[slug] += 1
        places.append(seen[slug] if total[slug] > 1 else 0)
    return places


def _numbered(base: str, number: int, used: set[str]) -> str:
    """The id, numbered where the document has several of the same slug."""
    if not number and base not in used:
        return base
    number = max(number, 1)
    while f"{base}-{number}" in used:
        number += 1
    return f"{base}-{number}"


def _facts(findings: Iterable[Finding]) -> dict[str, dict[str, set[str]]]:
    """Subject -> field -> values of what is sure."""
    found: dict[str, dict[str, set[str]]] = {}
    for finding in findings:
        if finding.field and not finding.unresolved:
            of_subject = found.setdefault(finding.subject, {})
            of_subject.setdefault(finding.field, set()).add(finding.value)
    return found


def _shared(findings: Iterable[Finding]) -> set[str]:
    return {f.value for f in findings if f.field == "programme"}


def _known_round(facts: dict[str, set[str]], known: Known, used: set[str]) -> str:
    """The one known round that agrees best in dates, counts and sums, and clashes in none."""
    scores: dict[str, int] = {}
    for call in known.of_kind("call"):
        programme = known.value(call, "programme")
        told = facts.get("programme", set())
        if call in used or (programme and told and not programme & told):
            continue
        scores[call] = sum(
            weight for field, weight in _STRONG.items() if _agree(facts, known, call, field)
        )
        clashes = sum(_clash(facts, known, call, field) for field in _CLASH)
        scores[call] -= 3 * clashes
    best = max(scores.values(), default=0)
    winners = [call for call, score in scores.items() if score == best]
    return winners[0] if best >= _ENOUGH and len(winners) == 1 else ""


def _agree(facts: dict[str, set[str]], known: Known, call: str, field: str) -> bool:
    short = {value[:10] if field == "closes_at" else value for value in known.value(call, field)}
    own = {value[:10] if field == "closes_at" else value for value in facts.get(field, set())}
    return bool(short & own)


def _clash(facts: dict[str, set[str]], known: Known, call: str, field: str) -> bool:
    return (
        bool(facts.get(field))
        and bool(known.value(call, field))
        and not _agree(facts, known, call, field)
    )


def _year_of(facts: dict[str, set[str]]) -> int | None:
    for field in _YEAR_FIELDS:
        for value in sorted(facts.get(field, ())):
            found = _YEAR_PATTERN.search(value)
            if found:
                return int(found.group())
    return None


def _prefix(programmes: set[str], year: int | None, phrases: Phrases) -> str:
    for word in phrases.words["programme_prefix"]:
        if any(word.pattern.fullmatch(programme) for programme in programmes):
            return word.value
    for word in phrases.words["programme_years"]:
        if year is not None and word.pattern.fullmatch(str(year)):
            return word.value
    return _NO_PROGRAMME


class KnownProject(NamedTuple):
    """A project of data/raw with what it is known again by."""

    subject: str
    facts: Facts
    names: set[str]
    people: set[str]
    sums: set[str]


def _filed(subject: str, known: Known) -> KnownProject:
    told = known.facts.get(subject, {})
    names, people, sums = (
        {value for field in fields for value in told.get(field, ())}
        for fields in (
            ("title_fi", "title_sv", "title_en", "short_name"),
            ("lead", "recipient"),
            ("amount_max_eur", "amount_granted_eur"),
        )
    )
    return KnownProject(subject, told, set(map(str.lower, names)), people, sums)


def _known_project(
    facts: list[Finding], calls: list[KnownProject], used: set[str], lone: bool
) -> str:
    """A known project of the call with the same name, the same recipients (and sum), or lead.

    `lone` says that no other project of the document has the same lead.
    """
    titles = {f.value.lower() for f in facts if f.field.startswith("title_") and f.value != "yes"}
    people = _people(facts)
    sums = {f.value for f in facts if f.field.startswith("amount_")}
    free = [filed for filed in calls if filed.subject not in used]
    for filed in free:
        if titles & filed.names:
            return filed.subject
    for filed in free:
        same_sum = bool(sums & filed.sums) if sums and filed.sums else not sums
        if people and people == filed.people and same_sum and not titles:
            return filed.subject
        if people & filed.people and sums & filed.sums:
            return filed.subject
    return _by_lead(facts, calls, used) if lone else ""


def _by_lead(facts: list[Finding], calls: list[KnownProject], used: set[str]) -> str:
    """The only known project of the call with this lead, unless it has another name."""
    people = _people(facts)
    titles = [f for f in facts if f.field.startswith("title_") and f.value != "yes"]
    led = [filed for filed in calls if people & filed.facts.get("lead", set())]
    if len(led) != 1 or led[0].subject in used or not titles:
        return ""
    other = any(_clashes(led[0].facts.get(f.field, set()), f.value) for f in titles)
    return "" if other else led[0].subject


def _clashes(names: set[str], name: str) -> bool:
    """True if there are names in the same language and none is this one."""
    return bool(names) and name.lower() not in {known.lower() for known in names}


def _people(facts: list[Finding]) -> set[str]:
    return {f.value for f in facts if f.field in {"lead", "recipient"} and f.value}


def _slug(facts: list[Finding]) -> str:
    title = next((f.value for f in facts if f.field.startswith("title_") and f.value != "yes"), "")
    if title:
        words = [word for word in map(_plain, title.split()) if word]
        return "-".join(words[:_SLUG_WORDS])
    return _named(facts)


def _named(facts: list[Finding]) -> str:
    """A slug of the names of who leads or receives."""
    people = [f for f in facts if f.field in {"lead", "recipient"}]
    return "-".join(_plain(f.value) for f in people if f.value) or "unknown"


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _SMALL.sub("-", text).strip("-")
