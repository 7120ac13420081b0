"""Floor 2: the dictionary of all name forms: every municipality and organisation, every case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import FILE, ROW, Problems
from pipeline.normalise.inflect import BOTH, INNER, OUTER, Grammar, grammar_from
from pipeline.vocabulary import Vocabulary

MUNICIPALITY, REGION = "municipality", "region"
OFFICIAL, REGISTER, SWEDISH = "official name", "register form", "Swedish name"
SWEDISH_GENITIVE, OTHER, INFLECTED = "Swedish genitive", "other name", "inflected form"
OTHER_INFLECTED, TYPO, RARE = "other name, inflected", "typo", "inflected form, rare series"
GENITIVE, LISTED = "genitive", "listed"
_MISSPELLING = "misspelling"
_WORD = re.compile(r"[^\W\d_]+(?:[:'\u2019-][^\W\d_]+)*")


class Word(NamedTuple):
    """One word of a text with its character span; a hyphen or colon inside does not end it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Form:
    """One form of a name: whose it is and how it comes about."""

    text: str
    code: str
    kind: str
    how: str
    base: str
    """The name that the form belongs to, such as Vasa for Vasas."""
    case: str = ""
    """The Finnish case, such as genitive; "" for a name as it stands and for Swedish."""


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(hit.group(), hit.start(), hit.end()) for hit in _WORD.finditer(text)]


def key_of(text: str) -> str:
    """The words of a text with one space between: what a form is looked up by."""
    return " ".join(_WORD.findall(text))


def forms_from(vocabulary: Vocabulary) -> dict[str, Form]:
    """Every form by its key.

    Raises BadInputError where a form would belong to two municipalities or organisations.
    """
    grammar = grammar_from(vocabulary)
    forms: dict[str, Form] = {}
    problems = Problems()
    for form in _all_forms(vocabulary, grammar):
        key = key_of(form.text)
        known = forms.setdefault(key, form)
        if known.code != form.code and not (form.how == RARE or form.kind == REGION):
            what = f"{form.text!r} would mean both {known.base} and {form.base}"
            places = "; ".join(_places(vocabulary, {known.base, form.base}))
            move = f"change the stem or the local series of one of them, or a name ({places})"
            problems.add("vocabulary/name_inflections.csv", 0, "name", what, move)
    problems.stop()
    return forms


def _all_forms(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    """Official names first, so that a form is told by the plainest way it comes about."""
    yield from _register(vocabulary)
    yield from _official(vocabulary, grammar)
    yield from _swedish(vocabulary, grammar)
    yield from _listed(vocabulary, grammar)
    yield from _organisations(vocabulary, grammar)
    yield from _own_names(vocabulary)
    yield from _regions(vocabulary, grammar)
    yield from _rare(vocabulary, grammar)


def _places(vocabulary: Vocabulary, names: Collection[str]) -> Iterator[str]:
    """Where one of the names stands in the files of names."""
    listed = (vocabulary.municipality_names, "name"), (vocabulary.organisations, "name_fi")
    for frame, column in ((vocabulary.name_inflections, "name"), *listed):
        rows = frame.loc[frame[column].isin(names), [FILE, ROW]]
        for file, row in _rows(rows):
            yield f"{file}, row {row}"


def _register(vocabulary: Vocabulary) -> Iterator[Form]:
    names = vocabulary.municipalities
    columns = ["name_fi_register", "code", "name_fi"]
    for register, code, name in _rows(names[columns]):
        yield Form(name, code, MUNICIPALITY, OFFICIAL, name)
        if register != name:
            yield Form(register, code, MUNICIPALITY, REGISTER, register)


def _official(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    frame = vocabulary.name_inflections
    for code, name, local in _rows(frame[["code", "name", "local"]]):
        for case, form in grammar.finnish(name, local):
            yield Form(form, code, MUNICIPALITY, INFLECTED, name, case)
    names = dict(zip(frame["code"], frame["name"], strict=True))
    for code, form in _rows(vocabulary.name_forms[["code", "form"]]):
        yield Form(form, code, MUNICIPALITY, INFLECTED, names[code], LISTED)


def _swedish(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    for column in ("name_sv_2016", "name_sv_2026"):
        for code, name in _rows(vocabulary.municipalities[["code", column]]):
            if name:
                yield Form(name, code, MUNICIPALITY, SWEDISH, name)
                for form in grammar.swedish(name):
                    yield Form(form, code, MUNICIPALITY, SWEDISH_GENITIVE, name)


def _listed(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    """The other names of municipality_names.csv; a known misspelling stays a typo."""
    columns = ["code", "language", "name", "name_kind"]
    for code, language, name, kind in _rows(vocabulary.municipality_names[columns]):
        typo = kind.startswith(_MISSPELLING)
        yield Form(name, code, MUNICIPALITY, TYPO if typo else OTHER, name)
        how = TYPO if typo else OTHER_INFLECTED
        if language == "sv":
            yield from (Form(form, code, MUNICIPALITY, how, name) for form in grammar.swedish(name))
        else:
            for case, form in grammar.finnish(name):
                yield Form(form, code, MUNICIPALITY, how, name, case)


def _organisations(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    columns = ["organisation_id", "organisation_kind", "name_fi", "name_sv"]
    for code, kind, name_fi, name_sv in _rows(vocabulary.organisations[columns]):
        yield Form(name_fi, code, kind, OFFICIAL, name_fi)
        for case, form in grammar.finnish(name_fi):
            yield Form(form, code, kind, INFLECTED, name_fi, case)
        yield Form(name_sv, code, kind, SWEDISH, name_fi)
        for form in grammar.swedish(name_sv):
            yield Form(form, code, kind, SWEDISH_GENITIVE, name_fi)


def _own_names(vocabulary: Vocabulary) -> Iterator[Form]:
    """Coined names of bodies that are known for bodies but are not in the vocabulary: Eksote."""
    words = vocabulary.name_words
    endings = ["", *words.loc[words["role"] == "own name ending", "word"]]
    names = words.loc[words["role"] == "own name", ["word", "value"]]
    for name, kind in _rows(names):
        for ending in endings:
            yield Form(name + ending, "", kind, OTHER, name)


def _regions(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    """Names of regions in all their forms, so that they are never taken for a municipality."""
    for name_fi, name_sv in _rows(vocabulary.regions[["name_fi", "name_sv"]]):
        yield Form(name_fi, "", REGION, OFFICIAL, name_fi)
        for case, form in grammar.finnish(name_fi):
            yield Form(form, "", REGION, INFLECTED, name_fi, case)
        yield Form(name_sv, "", REGION, SWEDISH, name_fi)
        for form in grammar.swedish(name_sv):
            yield Form(form, "", REGION, SWEDISH_GENITIVE, name_fi)


def _rare(vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Form]:
    """Local cases in the series that usage does not have, which people write all the same."""
    frame = vocabulary.name_inflections
    other: Mapping[str, str] = {INNER: OUTER, OUTER: INNER}
    for code, name, local in _rows(frame.loc[frame["local"] != BOTH, ["code", "name", "local"]]):
        for case, form in grammar.finnish(name, other[local]):
            yield Form(form, code, MUNICIPALITY, RARE, name, case)


def _rows(frame: object) -> Iterator[tuple[str, ...]]:
    return frame.itertuples(index=False, name=None)  # type: ignore[attr-defined, no-any-return]
