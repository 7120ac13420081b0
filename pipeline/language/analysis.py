"""What a word of a text can be: base words, parts of a compound, words it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.language.compounds import Cut, cut
from pipeline.language.guess import Guesses
from pipeline.language.tokens import Token, plain, tokenise
from pipeline.language.words import STOP, Row, Word, Words

Tables = Mapping[str, Iterable[Row]]
"""The tables of the package language by name: rows of text by column."""

Halves = tuple[str, str]
"""All of a compound before its head, as it stands, and the head; of other words only this."""
_TABLES = ("words", "word_patterns", "word_tails", "word_guesses", "lexicon")
LISTED, NAME, FORM, COMPOUND, GUESS = "listed", "name", "form", "compound", "guess"


@dataclass(frozen=True)
class Analysis:
    """One word: what it can be the form of, and how that is known.

    `units` are the parts in order, each once, where the cut is a single one; `parts` may hold more.
    `lemmas` has a name capitalised (Lahti), other words in lower case (lahti). `parts` are the
    base words of a compound's parts, `related` what the word is made from (kehittäminen →
    kehittää). `how` is listed (a reviewed row), name, form, compound, or guess: not in the
    lexicon, told by how known words end.
    """

    token: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    how: str = FORM
    stop: bool = False
    units: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """False where the lexicon lacks the word and its base form is a guess."""
        return self.how != GUESS


class Language:
    """The lexicon of one language; `analyse` is cached, so ask one Language for a whole corpus."""

    def __init__(self, language: str, tables: Tables) -> None:
        own = {
            name: [row for row in tables[name] if row["language"] == language] for name in _TABLES
        }
        self.code = language
        self.words = Words(own["words"], own["word_patterns"], own["word_tails"])
        self._guesses = Guesses(own["word_guesses"])
        self._listed = _listed(own["lexicon"])
        self._reviewed = {row["form"] for row in own["lexicon"] if row["reviewed"]}
        self._names = {row["form"]: row["name"] for row in tables["name_words_inflected"]}
        self._forms: dict[str, list[str]] = defaultdict(list)
        for row in tables["name_words_inflected"]:
            self._forms[row["name"]].append(row["form"])
        self._done: dict[str, Analysis] = {}
        self._cuts: dict[str, Cut | None] = {}
        self._halves: dict[str, Halves] = {}

    def names(self, form: str) -> bool:
        """Whether the form, in lower case, is one of a name."""
        return form in self._names

    def analyse(self, token: str) -> Analysis:
        """What the word can be; case matters only in so far as names are capitalised."""
        if token not in self._done:
            self._done[token] = self._analyse(token)
        return self._done[token]

    def listed(self) -> Iterator[Analysis]:
        """What the single forms of the lexicon are."""
        return (self.analyse(form) for form in self._listed)

    def learn(self, analyses: Iterable[Analysis], halves: Mapping[str, Halves]) -> None:
        """Take over what was found out of words before, with the same tables."""
        self._done.update((one.token, one) for one in analyses)
        self._halves.update(halves)

    def learned(self) -> tuple[list[Analysis], dict[str, Halves]]:
        """What was found out of words so far, the oldest first."""
        return list(self._done.values()), self._halves

    def analyse_text(self, text: str) -> list[tuple[Token, Analysis]]:
        """Every word of a text with what it can be."""
        return [(token, self.analyse(token.text)) for token in tokenise(text)]

    def forms(self, lemma: str) -> list[str]:
        """The forms of a base word, name or compound in lower case; itself at least."""
        found = [lemma.lower(), *self._forms.get(lemma, ()), *self.words.inflected(lemma)]
        if not found[1:]:
            front, head = self._halved(lemma)
            found += [front + form for form in self.words.inflected(head)]
        return list(dict.fromkeys(found))

    def stems(self, lemma: str) -> list[tuple[str, str]]:
        """(pattern, stem) of each way in which a base word or compound inflects."""
        found = self.words.stems(lemma)
        if found or self._forms.get(lemma):
            return found
        front, head = self._halved(lemma)
        return [(pattern, front + stem) for pattern, stem in self.words.stems(head)]

    def name_forms(self, lemma: str) -> list[str]:
        """The forms of a name in lower case; none of what is no name."""
        return self._forms.get(lemma, [])

    def _analyse(self, token: str) -> Analysis:
        form = plain(token).strip("-'")
        common = self._common(token, form)
        name = self._names.get(form)
        if not name:
            return common
        # a name is whole: no village in Jyväskylä; Ingå is no stop word
        if common.how in (GUESS, COMPOUND) or common.stop:
            return Analysis(token, (name,), how=NAME)
        lemmas = _once((name, *common.lemmas))
        return Analysis(token, lemmas, common.parts, common.related, NAME, units=common.units)

    def _common(self, token: str, form: str) -> Analysis:
        if form in self._listed:
            how = LISTED if form in self._reviewed else FORM
            return _merge(token, self._listed[form], how)
        found = self.words.of(form) or self.words.of(form.capitalize())  # names are listed so
        if found:
            return _merge(token, found, FORM)
        if ":" in form:
            return self._common(token, form.partition(":")[0])
        if "-" in form:
            return self._hyphened(token, form)
        compound = self._cut(form)
        if compound:
            return _compound(token, compound, self.words)
        if form.isdigit():
            return Analysis(token, (form,))
        return Analysis(token, (self._guesses.base(form),), how=GUESS)

    def _halved(self, lemma: str) -> Halves:
        if lemma not in self._halves:
            front, dash, head = lemma.rpartition("-")
            simple = not head.isalpha() or (dash and self.words.stems(head))
            compound = None if simple else self._cut(head)
            front += dash
            halves = (front + compound.front, compound.heads[0].text) if compound else (front, head)
            self._halves[lemma] = halves
        return self._halves[lemma]

    def _cut(self, form: str) -> Cut | None:
        if form not in self._cuts:
            self._cuts[form] = cut(form, self.words)
        return self._cuts[form]

    def _hyphened(self, token: str, form: str) -> Analysis:
        front, _, head = form.rpartition("-")
        joined = self.words.of(front.replace("-", "") + head)
        if joined:
            return _merge(token, joined, FORM)
        last = self._common(token, head)
        fronts = [self._common(token, piece) for piece in front.split("-") if piece]
        parts = [part for piece in (*fronts, last) for part in (*piece.lemmas, *piece.parts)]
        lemmas = tuple(f"{front}-{lemma}" for lemma in last.lemmas)
        known = last.known and all(piece.known for piece in fronts)
        units = tuple(piece.lemmas[0] for piece in (*fronts, last))
        how = COMPOUND if known else GUESS
        return Analysis(token, lemmas, _once(parts), how=how, units=units)


def languages_from(tables: Tables, codes: Iterable[str]) -> dict[str, Language]:
    """A Language by code from the tables of the package language."""
    kept = {name: list(tables[name]) for name in (*_TABLES, "name_words_inflected")}
    return {code: Language(code, kept) for code in codes}


def _listed(rows: Iterable[Row]) -> dict[str, list[Word]]:
    """Readings by form: reviewed ones and those that a program gave."""
    listed: dict[str, list[Word]] = defaultdict(list)
    for row in rows:
        parts = tuple(row["parts"].split(";")) if row["parts"] else ()
        listed[row["form"]] += [Word(lemma, 1, parts) for lemma in row["lemmas"].split(";")]
    return dict(listed)


def _merge(token: str, words: list[Word], how: str) -> Analysis:
    parts = _once(part for word in words for part in word.parts)
    related = _once(base for word in words for base in word.related)
    stop = all(word.tier == STOP for word in words)
    units = words[0].parts
    lemmas = _once(word.text for word in words)
    return Analysis(token, lemmas, parts, related, how, stop, units)


def _compound(token: str, compound: Cut, words: Words) -> Analysis:
    lemmas = _once(compound.front + word.text for word in compound.heads)
    inner = [
        part for front in compound.fronts for word in words.forms(front) for part in word.parts
    ]
    inner += [part for word in compound.heads for part in (*word.parts, *word.related)]
    heads = (word.text for word in compound.heads)
    parts = _once([*compound.fronts, *heads, *inner, *compound.runs])
    how = COMPOUND if compound.sure else GUESS
    units = (*compound.fronts, compound.heads[0].text)
    return Analysis(token, lemmas, parts, how=how, units=units)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
