"""Names in a sentence of awards as recipients: alone or joint, with one award or several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.marks import Sentence, Token
from pipeline.extract.phrases import Phrases

_MOST_AWARDS = 20


@dataclass
class Group:
    """One recipient, or several with a joint project, and how many awards they got."""

    names: list[Token]
    awards: int = 1
    count_span: tuple[int, int] | None = None
    guessed: bool = False
    """The number is our reading of a plural."""


def counted_groups(sentence: Sentence, names: list[Token], phrases: Phrases) -> list[Group]:
    """The names as groups in order, each with the number of awards the sentence tells."""
    groups = _together(sentence, _joined(sentence, names, phrases), phrases)
    counts = _counts(sentence, phrases)
    for token, span in counts:
        first = groups[0].names[0].start if groups else 0
        before = [g for g in groups if g.names[-1].end <= token.start and g.count_span is None]
        after = [g for g in groups if g.names[0].start >= span[1] and g.count_span is None]
        before = _beside(sentence, before, token, phrases)
        own = after[:1] if _leads_to(sentence, token, after, phrases) else before
        for group in after if token.start < first else own:
            group.awards = min(int(token.value), _MOST_AWARDS)
            group.count_span = span
    return groups


def _leads_to(sentence: Sentence, count: Token, after: list[Group], phrases: Phrases) -> bool:
    """Does only the noun stand between a number and a name: "sekä kahteen hankkeeseen Pori"?"""
    if not after:
        return False
    gap = sentence.marked[sentence.place(count) + 1 : sentence.place(after[0].names[0])]
    noun = phrases.any_of("group_count").match(gap)
    return noun is not None and not gap[noun.end() :].strip()


def _beside(sentence: Sentence, before: list[Group], count: Token, phrases: Phrases) -> list[Group]:
    """The groups before a number that it counts for: all, unless it stands beside the last.

    "Eura, Kolari, Kalajoen kaupunki kahteen hankkeeseen": in a list only for Kalajoki, for there is
    no verb before the number; those that share a head for several with the last share its number.
    """
    if len(before) < 2:
        return before
    first, last = (sentence.place(before[end].names[end]) for end in (0, -1))
    gap = sentence.marked[last + 1 : sentence.place(count)]
    if not phrases.any_of("count_link").match(gap) or "," not in sentence.marked[first:last]:
        return before
    if not phrases.any_of("heads").search(before[-1].names[-1].text):
        return before[-1:]
    texts = [(group, group.names[-1].text) for group in before[:-1]]
    headed = [g for g, text in texts if phrases.any_of("town").match(text[text.find(" ") :])]
    return before[before.index(headed[-1]) + 1 :] if headed else before


def _joined(sentence: Sentence, names: list[Token], phrases: Phrases) -> list[Group]:
    """One group a name, but those before a word for a joint project together."""
    groups: list[Group] = []
    joint, plural = phrases.any_of("joint"), phrases.any_of("joint_plural")
    opened = phrases.any_of("joint_before")
    open_group = False
    for name in (name for name in names if not _names_a_project(sentence, name, names, opened)):
        open_group = bool(groups) and open_group and _goes_on(sentence, groups[-1], name, phrases)
        if open_group:
            groups[-1].names.append(name)
            continue
        groups.append(Group([name]))
        open_group = bool(opened.search(sentence.marked[: sentence.place(name)]))
        place = sentence.place(name) + 1
        hit = joint.match(sentence.marked[place:])
        if hit is None:
            continue
        while len(groups) > 1 and _linked(sentence, groups[-2], groups[-1], phrases):
            last = groups.pop()
            groups[-1].names += last.names
        many = plural.match(sentence.marked[place:])
        if many and len(groups[-1].names) > 1:
            first, last_place = place + many.start(), place + many.end()
            groups[-1].count_span = _tight(sentence, first, last_place)
            groups[-1].guessed = True
    return groups


def _names_a_project(
    sentence: Sentence, name: Token, names: list[Token], opened: re.Pattern[str]
) -> bool:
    """True for a region that only tells where: "Lahden seudun yhteishankkeessa Hollola ja …"."""
    later = names[names.index(name) + 1 :]
    if name.value or not later:
        return False
    between = sentence.marked[sentence.place(name) + 1 : sentence.place(later[0])]
    return opened.search(between) is not None


def _together(sentence: Sentence, groups: list[Group], phrases: Phrases) -> list[Group]:
    """One group of all where the sentence ends in the one joint project of its list of names.

    "Esbo, Malax samt Borgå och Sibbo med ett gemensamt projekt": only those after the last strong
    word between names, if they are several.
    """
    if len(groups) < 2 or any(len(group.names) > 1 for group in groups):
        return groups
    names = [group.names[0] for group in groups]
    after = sentence.marked[sentence.place(names[-1]) + 1 :]
    if not phrases.any_of("joint_after").search(after):
        return groups
    strong, joint, first = phrases.any_of("separator_strong"), phrases.any_of("and"), 0
    for place, (one, other) in enumerate(pairwise(names), 1):
        gap = sentence.marked[sentence.place(one) + 1 : sentence.place(other)]
        if strong.fullmatch(gap) and place < len(names) - 1:
            first = place
        elif gap.strip() != "," and not joint.fullmatch(gap):
            return groups
    return [*groups[:first], Group(names[first:])]


def _linked(sentence: Sentence, before: Group, after: Group, phrases: Phrases) -> bool:
    """True if two groups stand in one joint project: "and" between them, or alike genitives."""
    start = sentence.place(before.names[-1]) + 1
    gap = sentence.marked[start : sentence.place(after.names[0])]
    if phrases.any_of("separator_strong").fullmatch(gap):
        return False
    if phrases.any_of("separator").fullmatch(gap):
        return len(after.names) == 1
    genitive = phrases.any_of("genitive").search(before.names[-1].text)
    return gap.strip() == "," and len(after.names) > 1 and genitive is not None


def _goes_on(sentence: Sentence, group: Group, name: Token, phrases: Phrases) -> bool:
    """True if the name follows the group after a comma or "and", with or without a head."""
    start = sentence.place(group.names[-1]) + 1
    gap = sentence.marked[start : sentence.place(name)]
    return not phrases.any_of("separator_strong").match(gap) and len(gap.split()) <= 2


def _counts(sentence: Sentence, phrases: Phrases) -> list[tuple[Token, tuple[int, int]]]:
    """(count, span with its noun) of each number of projects in the sentence.

    "Saloon kahteen ja Poriin kolmeen hankkeeseen": the noun may stand with one of the numbers only,
    or before them: "Salon hankkeista tuetaan kahta".
    """
    noun, joint = phrases.any_of("group_count"), phrases.any_of("and")
    found, bare = [], []
    for token in sentence.tokens:
        if token.kind != "count":
            continue
        place = sentence.place(token)
        rest = sentence.marked[place + 1 :]
        hit = noun.match(rest)
        if hit:
            found.append((token, sentence.span(place, place + 1 + hit.end())))
        elif rest.strip()[:1] in {"", ".", ",", ";"} or joint.match(rest):
            bare.append((token, (token.start, token.end)))
    told = found or phrases.any_of("group_noun").search(sentence.marked)
    return sorted([*found, *bare], key=lambda pair: pair[0].start) if told else []


def _tight(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    while sentence.marked[first].isspace():
        first += 1
    return sentence.span(first, last)
