"""Floor 2: names of municipalities and other bodies as written -> their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.normalise.forms import (
    MUNICIPALITY,
    REGION,
    TYPO,
    Form,
    Word,
    forms_from,
    words_of,
)
from pipeline.normalise.fuzzy import Fuzzy
from pipeline.normalise.lists import Member, chains
from pipeline.normalise.neighbours import MANY, neighbours_from, next_word
from pipeline.vocabulary import Vocabulary

NONE, OTHER_BODY = "none", "name of another body"
_SUCCESSOR = " → successor"


@dataclass(frozen=True)
class NameMatch:
    """One name of a text: whose it is, how that was seen, and where it stands."""

    input: str
    code: str | None
    """Municipality code or organisation_id; None where the name is not in the vocabulary."""
    name_fi: str
    """Official Finnish name (at the date asked for); "" where there is none."""
    kind: str
    """municipality, or a kind of organisation, region, other; "" where nothing matches."""
    how: str
    flagged: bool
    """A person should look: a typo, no capital, or a body that is not in the vocabulary."""
    rivals: tuple[str, ...]
    """Finnish names of the other candidates."""
    start: int
    end: int


class Names:
    """Resolves names and finds them in running text; made by names_from, used by many threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = forms_from(vocabulary)
        self._folded: dict[str, Form] = {}
        for key, form in self._forms.items():
            self._folded.setdefault(key.casefold(), form)
        self._longest = _longest_by_first_word(self._forms)
        self._fuzzy = Fuzzy(self._forms)
        self._around = neighbours_from(vocabulary)
        self._traps = frozenset(vocabulary.name_traps["name"])
        towns = vocabulary.municipalities
        self._names = dict(zip(towns["code"], towns["name_fi"], strict=True))
        merged = vocabulary.mergers[["code", "merged_on", "successor_code"]]
        self._mergers = {
            code: (date.fromisoformat(day), successor)
            for code, day, successor in merged.itertuples(index=False, name=None)
        }

    def resolve(self, text: str, at: date | None = None) -> NameMatch:
        """The whole text as one name, with or without a head such as kaupunki or stad.

        With `at`, a municipality that had merged by that day leads to its successor. Never raises:
        where nothing matches, code is None and rivals are near names, if any.
        """
        whole = NameMatch(text, None, "", "", NONE, False, (), 0, len(text))
        words = words_of(text)
        if not words or any(char.isdigit() for char in text):
            return whole
        form = self._forms.get(" ".join(word.text for word in words))
        if form is not None:
            return self._match(whole, form, at)
        core = self._core(words)
        slot = len(core) < len(words)
        return self._resolve_core(whole, core, slot, at)

    def find(self, text: str, at: date | None = None) -> list[NameMatch]:
        """Every name in running text, in order, each with its own span and head.

        A name needs a capital; a name that is also an ordinary word needs a head or a list. Typos
        are guessed only beside a head or in a list, and flagged. Bodies that are no municipality
        are found as what they are, with code None where the vocabulary lacks them.
        """
        words = words_of(text)
        members = list(self._members(text, words))
        found: list[NameMatch] = []
        for chain in chains(members, lambda a, b: self._around.linked(text, words, a, b)):
            found += self._chain(text, words, chain, at)
        return sorted(found, key=lambda match: match.start)

    def _core(self, words: Sequence[Word]) -> list[Word]:
        """The words without heads at the end or before the start."""
        core = list(words)
        while len(core) > 1 and self._around.is_head(core[-1]):
            core.pop()
        heads = self._around
        while len(core) > 1 and (
            heads.is_head(core[0]) or core[0].text.lower() in heads.heads_before
        ):
            core.pop(0)
        return core

    def _resolve_core(
        self, whole: NameMatch, core: Sequence[Word], slot: bool, at: date | None
    ) -> NameMatch:
        key = " ".join(word.text for word in core)
        plain = key == key.lower()
        form = self._forms.get(key) or self._folded.get(key.casefold())
        if form is not None and not (plain and not slot and self._is_trap(form)):
            match = self._match(whole, form, at)
            return replace(match, flagged=match.flagged or plain)
        kind = next(filter(None, map(self._around.body_kind, core[1:])), "")
        if kind:
            return replace(whole, kind=kind, how=OTHER_BODY, flagged=True)
        guess = self._fuzzy.guess(key)
        rivals = self._called(guess.rivals)
        if guess.form is None or key.lower() in self._around.not_names:
            return replace(whole, rivals=rivals)
        if not slot:
            return replace(whole, rivals=(self._names[guess.form.code], *rivals))
        return replace(self._match(whole, guess.form, at, TYPO), rivals=rivals)

    def _match(self, whole: NameMatch, form: Form, at: date | None, how: str = "") -> NameMatch:
        how = how or form.how
        if form.kind == REGION:
            return replace(whole, name_fi=form.base, kind=REGION, how=how)
        if form.kind != MUNICIPALITY:
            return replace(whole, code=form.code, name_fi=form.base, kind=form.kind, how=how)
        code = self.at(form.code, at)
        return replace(
            whole,
            code=code,
            name_fi=self._names[code],
            kind=MUNICIPALITY,
            how=how + (_SUCCESSOR if code != form.code else ""),
            flagged=how == TYPO,
        )

    def at(self, code: str, day: date | None) -> str:
        """The code of the municipality that the one with `code` belongs to on that day."""
        merged = self._mergers.get(code)
        while day is not None and merged is not None and day >= merged[0]:
            code = merged[1]
            merged = self._mergers.get(code)
        return code

    def _is_trap(self, form: Form) -> bool:
        return form.base in self._traps or form.how == TYPO

    def _called(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._names[code] for code in codes)

    def _members(self, text: str, words: Sequence[Word]) -> Iterable[Member]:
        """Every capitalised run that is a name, and single words that might be a misspelt one."""
        index = 0
        while index < len(words):
            word = words[index]
            if not word.text[0].isupper():
                index += 1
                continue
            member = self._exact(text, words, index)
            if member is not None:
                yield member
                index = member.last + 1
                continue
            if not self._around.is_head(word) and word.text.lower() not in self._around.not_names:
                yield Member(index, index, None)
            index += 1

    def _exact(self, text: str, words: Sequence[Word], index: int) -> Member | None:
        """The longest known name that starts at the word, unless it is part of something else."""
        first = words[index].text
        shout = first.isupper() and len(first) > 2
        longest = self._longest.get(first.casefold() if shout else first, 1 if shout else 0)
        for size in range(min(longest, len(words) - index), 0, -1):
            last = index + size - 1
            key = " ".join(word.text for word in words[index : last + 1])
            form = self._folded.get(key.casefold()) if shout else self._forms.get(key)
            if form is None or _parted(text, words, index, last):
                continue
            if self._around.company_after(text, words, last):
                return None
            if self._around.in_address(text, words, index, last):
                return None
            return Member(index, last, form)
        return None

    def _chain(
        self, text: str, words: Sequence[Word], chain: Sequence[Member], at: date | None
    ) -> list[NameMatch]:
        around = self._around
        heads = [around.head_after(text, words, member.last) for member in chain]
        before = around.head_before(text, words, chain[0].first)
        bodies = self._bodies(text, words, chain, heads)
        towns = {
            member.form.code
            for member, body in zip(chain, bodies, strict=True)
            if member.form and member.form.kind == MUNICIPALITY and not body
        }
        has_head = bool(before or any(heads))
        headed = MANY in (before, *heads)
        found: list[NameMatch] = []
        for member, head, body in zip(chain, heads, bodies, strict=True):
            whole = _whole(text, words, member, bool(head))
            if body:
                found += self._body(text, words, member, body)
            elif member.form is not None:
                if has_head or len(towns) > 1 or not self._is_trap(member.form):
                    found += self._known(whole, member.form, at)
            elif head or (before and len(chain) == 1) or len(towns) > 1 or (towns and headed):
                found += self._guess(words, member, whole, at, bool(towns and headed))
        return found

    def _known(self, whole: NameMatch, form: Form, at: date | None) -> list[NameMatch]:
        return [] if form.kind == REGION else [self._match(whole, form, at)]

    def _guess(
        self,
        words: Sequence[Word],
        member: Member,
        whole: NameMatch,
        at: date | None,
        keep: bool,
    ) -> list[NameMatch]:
        """A misspelt name in a slot; what stays unknown amid known names is kept as a question."""
        guess = self._fuzzy.guess(words[member.first].text)
        rivals = self._called(guess.rivals)
        if guess.form is not None:
            return [replace(self._match(whole, guess.form, at, TYPO), rivals=rivals)]
        if keep or rivals:
            return [replace(whole, kind=MUNICIPALITY, flagged=True, rivals=rivals)]
        return []

    def _bodies(
        self, text: str, words: Sequence[Word], chain: Sequence[Member], heads: Sequence[str]
    ) -> list[str]:
        """The kind of the body that each member of the list belongs to, or "".

        A word for a body spreads back over the members that have no head of their own.
        """
        kinds = [""] * len(chain)
        kind = ""
        for place in range(len(chain) - 1, -1, -1):
            own = self._around.body_after(text, words, chain[place].last)
            kind = own or ("" if heads[place] else kind)
            known = chain[place].form
            plain = known is None or known.kind in (MUNICIPALITY, REGION)
            kinds[place] = kind if plain else ""
        return kinds

    def _body(self, text: str, words: Sequence[Word], member: Member, kind: str) -> list[NameMatch]:
        """A body that the vocabulary does not have, such as the hospital district of a region."""
        if member.form is None and "-" not in words[member.first].text:
            return []
        follower = next_word(text, words, member.last)
        if follower is None or not self._around.body_kind(follower):
            return []
        start, end = words[member.first].start, follower.end
        found = NameMatch(text[start:end], None, "", kind, OTHER_BODY, True, (), start, end)
        return [found]


def names_from(vocabulary: Vocabulary) -> Names:
    """The resolver of names; raises BadInputError where one form would mean two municipalities."""
    return Names(vocabulary)


def _longest_by_first_word(forms: Iterable[str]) -> dict[str, int]:
    """How many words the longest form has that starts with a word, as written and folded."""
    longest: dict[str, int] = {}
    for key in forms:
        first, size = key.split(" ")[0], key.count(" ") + 1
        for word in (first, first.casefold()):
            longest[word] = max(longest.get(word, 0), size)
    return longest


def _parted(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Does something else than blanks, a full stop or a spaced dash stand inside the name?"""
    gaps = (text[words[i].end : words[i + 1].start] for i in range(first, last))
    return any(gap.strip(" .\u00a0-–—\n\t") or len(gap) > 4 for gap in gaps)


def _whole(text: str, words: Sequence[Word], member: Member, head: bool) -> NameMatch:
    """A match without an answer yet; its span takes in the head that follows."""
    last = member.last + (1 if head else 0)
    start, end = words[member.first].start, words[last].end
    return NameMatch(text[start:end], None, "", "", NONE, False, (), start, end)
