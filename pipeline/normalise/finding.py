"""Floor 2: where names stand in running text, judged by what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.normalise.bodies import Bodies, Body
from pipeline.normalise.forms import (
    GENITIVE,
    MUNICIPALITY,
    REGION,
    SWEDISH_GENITIVE,
    Form,
    Word,
    words_of,
)
from pipeline.normalise.fuzzy import Fuzzy
from pipeline.normalise.lists import Member, chains
from pipeline.normalise.neighbours import MANY, Neighbours, next_word
from pipeline.normalise.traps import DOUBTFUL, NO, SURE, Traps

_DASHES = " .\u00a0-–—\n\t"
_SHOUT = 3
OTHER = "other"


class Found(NamedTuple):
    """A name in a text: its span, and its form if it is known or guessed."""

    start: int
    end: int
    form: Form | None
    kind: str = MUNICIPALITY
    typo: bool = False
    flagged: bool = False
    rivals: tuple[str, ...] = ()
    """Codes of the other candidates of a guess."""


@dataclass(frozen=True)
class _Chain:
    """The members of one list with what was seen of each, and of the list as a whole."""

    members: Sequence[Member]
    heads: Sequence[str]
    bodies: Sequence[str]
    before: str
    towns: int
    listed: bool
    """Do a head or a second municipality show that these are municipalities?"""
    headed: bool
    """Is it a list of at least one known municipality under a head for many?"""


class Finder:
    """Finds names in running text."""

    def __init__(
        self,
        forms: Mapping[str, Form],
        around: Neighbours,
        traps: Traps,
        fuzzy: Fuzzy,
        bodies: Bodies,
    ) -> None:
        self._forms = forms
        self._folded = folded(forms)
        self._sizes = _sizes_by_first_word(forms)
        self._around = around
        self._traps = traps
        self._fuzzy = fuzzy
        self._named_bodies = bodies

    def bodies(self, text: str, words: Sequence[Word]) -> Iterator[Body]:
        """The bodies that are told by the word for them and are not in the vocabulary."""
        for body in self._named_bodies.find(text, words, self._forms.__contains__):
            known = self._known(text, words, body.first)
            form = known.form if known else None
            if form is None or form.kind == MUNICIPALITY or not form.code:
                yield body

    def find(self, text: str) -> list[Found]:
        """Every name in the text in order."""
        words = words_of(text)
        bodies = list(self.bodies(text, words))
        inside = {place for body in bodies for place in range(body.first, body.last + 1)}
        members = self._members(text, words, inside)
        found = [
            Found(words[body.first].start, words[body.last].end, None, body.kind, flagged=True)
            for body in bodies
        ]
        for names in chains(members, lambda a, b: self._around.linked(text, words, a, b)):
            if len(names) == 1 and not (names[0].form or self._in_slot(text, words, names[0])):
                continue
            chain = self._seen(text, words, names)
            for place in range(len(names)):
                found += self._judged(text, words, chain, place)
        return sorted(found, key=lambda item: item.start)

    def _members(self, text: str, words: Sequence[Word], inside: set[int]) -> Iterator[Member]:
        """Every capitalised run that is a name, and single words that might be a misspelt one.

        Words `inside` of bodies are left alone.
        """
        index = 0
        while index < len(words):
            word = words[index]
            if index in inside or not word.text[0].isupper():
                index += 1
                continue
            member = self._known(text, words, index)
            if member is None and self._may_be_name(word):
                member = Member(index, index, None)
            if member is not None:
                yield member
            index = member.last + 1 if member else index + 1

    def _in_slot(self, text: str, words: Sequence[Word], name: Member) -> bool:
        """Does a head stand beside the name, or a word for a body after it?"""
        around = self._around
        return bool(
            around.head_after(text, words, name.last)
            or around.head_before(text, words, name.first)
            or around.body_after(text, words, name.last)
        )

    def _may_be_name(self, word: Word) -> bool:
        around = self._around
        return not around.is_head(word) and word.text.lower() not in around.not_names

    def _known(self, text: str, words: Sequence[Word], index: int) -> Member | None:
        """The longest known name that starts at the word, unless it is part of something else."""
        first = words[index].text
        shout = first.isupper() and len(first) >= _SHOUT
        size = min(self._sizes.get(first.casefold(), 0), len(words) - index)
        for last in range(index + size - 1, index - 1, -1):
            key = " ".join(word.text for word in words[index : last + 1])
            form = self._folded.get(key.casefold()) if shout else self._forms.get(key)
            if form is None or _parted(text, words, index, last):
                continue
            around = self._around
            part = around.company_after(text, words, last) or around.in_address(
                text, words, index, last
            )
            return None if part else Member(index, last, form)
        return None

    def _seen(self, text: str, words: Sequence[Word], names: Sequence[Member]) -> _Chain:
        around = self._around
        heads = [around.head_after(text, words, name.last) for name in names]
        bodies = self._bodies(text, words, names, heads)
        codes = {
            name.form.code
            for name, body in zip(names, bodies, strict=True)
            if name.form and name.form.kind == MUNICIPALITY and not body
        }
        before = around.head_before(text, words, names[0].first)
        listed = bool(before or any(heads)) or len(codes) > 1
        headed = bool(codes) and MANY in (before, *heads)
        return _Chain(names, heads, bodies, before, len(codes), listed, headed)

    def _bodies(
        self, text: str, words: Sequence[Word], names: Sequence[Member], heads: Sequence[str]
    ) -> list[str]:
        """The kind of the body that each name of the list belongs to, or "".

        A word for a body spreads back over genitives that have no head of their own.
        """
        kinds = [""] * len(names)
        kind = ""
        for place in range(len(names) - 1, -1, -1):
            own = self._around.body_after(text, words, names[place].last)
            form = names[place].form
            whole = form is not None and form.kind not in (MUNICIPALITY, REGION)
            genitive = form is None or form.case == GENITIVE or form.how == SWEDISH_GENITIVE
            kind = "" if whole else own or (kind if genitive and not heads[place] else "")
            kinds[place] = kind
        return kinds

    def _judged(self, text: str, words: Sequence[Word], chain: _Chain, place: int) -> list[Found]:
        """The name at one place of a list, as what it is, or nothing."""
        name, head = chain.members[place], chain.heads[place]
        last = name.last + (1 if head else 0)
        found = Found(words[name.first].start, words[last].end, name.form)
        if chain.bodies[place]:
            return self._body(text, words, name, chain.bodies[place])
        if name.form is None:
            slot = head or (chain.before and len(chain.members) == 1)
            may = slot or chain.towns > 1 or chain.headed
            language = self._slot_language(words, name, bool(head)) if slot else ""
            word = words[name.first].text
            return self._guess(word, language, found, chain.headed) if may else []
        if name.form.kind != MUNICIPALITY:
            return [] if name.form.kind == REGION else [found._replace(kind=name.form.kind)]
        verdict = SURE
        if not chain.listed:
            verdict = self._traps.verdict(text, words, name.first, name.last, name.form)
        return [] if verdict == NO else [found._replace(flagged=verdict == DOUBTFUL)]

    def _slot_language(self, words: Sequence[Word], name: Member, after: bool) -> str:
        """The language of the head beside the name."""
        head = words[name.last + 1] if after else words[name.first - 1]
        return self._around.languages.get(head.text.lower(), "")

    def _guess(self, word: str, language: str, found: Found, keep: bool) -> list[Found]:
        """A misspelt name in a slot; what stays unknown amid known names is kept as a question."""
        guess = self._fuzzy.guess(word, language)
        if guess.form is None and not (keep or guess.rivals):
            return []
        typo = guess.form is not None
        return [found._replace(form=guess.form, typo=typo, flagged=True, rivals=guess.rivals)]

    def _body(self, text: str, words: Sequence[Word], name: Member, kind: str) -> list[Found]:
        """A body that the vocabulary does not have, such as the hospital district of a region."""
        region_like = "-" in words[name.first].text and kind != OTHER
        if name.form is None and not region_like:
            return []
        follower = next_word(text, words, name.last)
        if follower is None or not self._around.body_kind(follower):
            return []
        return [Found(words[name.first].start, follower.end, None, kind, flagged=True)]


def folded(forms: Mapping[str, Form]) -> dict[str, Form]:
    """The forms by key without regard to capitals; the first of two that fall together wins."""
    by_fold: dict[str, Form] = {}
    for key, form in forms.items():
        by_fold.setdefault(key.casefold(), form)
    return by_fold


def _sizes_by_first_word(forms: Iterable[str]) -> dict[str, int]:
    """How many words the longest form has that starts with a word (folded)."""
    sizes: dict[str, int] = {}
    for key in forms:
        first = key.split(" ")[0].casefold()
        sizes[first] = max(sizes.get(first, 0), key.count(" ") + 1)
    return sizes


def _parted(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Does something else than blanks, a full stop or a spaced dash stand inside the name?"""
    gaps = (text[words[i].end : words[i + 1].start] for i in range(first, last))
    return any(gap.strip(_DASHES) or len(gap) > _SHOUT for gap in gaps)
