"""Floor 2: names of municipalities and other bodies as written -> their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.normalise.bodies import bodies_from
from pipeline.normalise.finding import Finder, Found, folded
from pipeline.normalise.forms import MUNICIPALITY, REGION, TYPO, Form, Word, forms_from, words_of
from pipeline.normalise.fuzzy import Fuzzy
from pipeline.normalise.neighbours import neighbours_from
from pipeline.normalise.traps import traps_from
from pipeline.vocabulary import Vocabulary

NONE, OTHER_BODY = "none", "name of another body"
_SUCCESSOR = " → successor"


class NameMatch(NamedTuple):
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
    """Resolves names and finds them in running text; made once by names_from."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = forms_from(vocabulary)
        self._folded = folded(self._forms)
        self._around = neighbours_from(vocabulary)
        self._traps = traps_from(vocabulary)
        self._fuzzy = Fuzzy(self._forms)
        self._finder = Finder(
            self._forms, self._around, self._traps, self._fuzzy, bodies_from(vocabulary)
        )
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
        form = self._forms.get(_key(words))
        if form is not None:
            return self._match(whole, form, at)
        for body in self._finder.bodies(text, words):
            if (body.first, body.last) == (0, len(words) - 1):
                return whole._replace(kind=body.kind, how=OTHER_BODY, flagged=True)
        core = self._core(words)
        head = next((word for word in words if word not in core), None)
        language = self._around.languages.get(head.text.lower(), "") if head else None
        return self._core_match(whole, core, language, at)

    def find(self, text: str, at: date | None = None) -> list[NameMatch]:
        """Every name in running text, in order, each with its own span and head.

        A name needs a capital; a name that is also an ordinary word needs a head or a list, or
        (flagged) a case form inside a sentence. Typos are guessed only beside a head or in a list,
        and flagged. Bodies that are no municipality are found as what they are, with code None
        where the vocabulary lacks them.
        """
        return [self._from_found(text, found, at) for found in self._finder.find(text)]

    def at(self, code: str, day: date | None) -> str:
        """The code of the municipality that the one with `code` belongs to on that day."""
        merged = self._mergers.get(code)
        while day is not None and merged is not None and day >= merged[0]:
            code = merged[1]
            merged = self._mergers.get(code)
        return code

    def _from_found(self, text: str, found: Found, at: date | None) -> NameMatch:
        part = text[found.start : found.end]
        known = found.kind == MUNICIPALITY
        how = NONE if known else OTHER_BODY
        rivals = self._called(found.rivals)
        empty = NameMatch(part, None, "", found.kind, how, True, rivals, found.start, found.end)
        if found.form is None:
            return empty
        match = self._match(empty, found.form, at, TYPO if found.typo else "")
        return match._replace(flagged=match.flagged or found.flagged)

    def _core(self, words: Sequence[Word]) -> list[Word]:
        """The words without heads at the end or before the start."""
        core = list(words)
        heads = self._around
        while len(core) > 1 and heads.is_head(core[-1]):
            core.pop()
        while len(core) > 1 and (
            heads.is_head(core[0]) or core[0].text.lower() in heads.heads_before
        ):
            core.pop(0)
        return core

    def _core_match(
        self, whole: NameMatch, core: Sequence[Word], head: str | None, at: date | None
    ) -> NameMatch:
        """The words without a head; `head` is the head's language, None if there was none."""
        key, slot = _key(core), head is not None
        plain = key == key.lower()
        form = self._forms.get(key) or self._folded.get(key.casefold())
        if form is not None and not (plain and not slot and self._traps.is_word(form)):
            match = self._match(whole, form, at)
            return match._replace(flagged=match.flagged or plain)
        kind = next(filter(None, map(self._around.body_kind, core[1:])), "")
        if kind:
            return whole._replace(kind=kind, how=OTHER_BODY, flagged=True)
        return self._guessed(whole, key, head, at)

    def _guessed(self, whole: NameMatch, key: str, head: str | None, at: date | None) -> NameMatch:
        """A typo where a head shows that it is a name; elsewhere its likeness is only a rival."""
        guess = self._fuzzy.guess(key, head or "")
        rivals = self._called(guess.rivals)
        if guess.form is None or key.lower() in self._around.not_names:
            return whole._replace(rivals=rivals)
        if head is None:
            return whole._replace(rivals=(self._names[guess.form.code], *rivals))
        return self._match(whole, guess.form, at, TYPO)._replace(rivals=rivals)

    def _match(self, whole: NameMatch, form: Form, at: date | None, how: str = "") -> NameMatch:
        how = how or form.how
        if form.kind == REGION:
            return whole._replace(name_fi=form.base, kind=REGION, how=how, flagged=False)
        if not form.code:
            return whole._replace(kind=form.kind, how=OTHER_BODY, flagged=True)
        if form.kind != MUNICIPALITY:
            return whole._replace(
                code=form.code,
                name_fi=form.base,
                kind=form.kind,
                how=how,
                flagged=False,
            )
        code = self.at(form.code, at)
        return whole._replace(
            code=code,
            name_fi=self._names[code],
            kind=MUNICIPALITY,
            how=how + (_SUCCESSOR if code != form.code else ""),
            flagged=how == TYPO,
        )

    def _called(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._names[code] for code in codes)


def names_from(vocabulary: Vocabulary) -> Names:
    """The resolver of names; raises BadInputError where one form would mean two municipalities."""
    return Names(vocabulary)


def _key(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)
